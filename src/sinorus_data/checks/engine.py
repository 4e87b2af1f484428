"""Runs every rule, repairs what is mechanical, and gives back what was found, in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from sinorus_data.checks import (
    arithmetic,
    dates,
    descriptor,
    evidence,
    figures,
    history,
    identity,
    likeness,
    links,
    prose,
    refusals,
    retired,
    script,
    sources,
    text,
)
from sinorus_data.checks.beside import beside, possible
from sinorus_data.checks.repair import repaired
from sinorus_data.checks.rule import RULES, Rule, Values
from sinorus_data.checks.second_opinion import lying, second_opinion
from sinorus_data.model.catalogue import EVIDENCED, TABLES
from sinorus_data.model.finding import Finding
from sinorus_data.reading.dataset import Package, collection_paused, read_dataset
from sinorus_data.reading.inventory import FOLDER
from sinorus_data.tables.project import Rows, project

#: The families; importing them registers their rules.
FAMILIES = (
    refusals, text, script, identity, likeness, links, evidence, sources, dates, figures, arithmetic, prose,
    descriptor, history, retired,
)  # fmt: skip

#: Objections to the form of a value. Space around it explains them; they explain what else its text has.
_OF_FORM = ("-FORMAT", "-NEWLINE", "-SENTINEL", "-LOCATOR", "-ASCII", "-CALENDAR")
_OF_TEXT = ("T-MIXED", "T-SCRIPT", "T-DIGIT")

#: What is generated and can be asked for by name.
GENERATED = frozenset(("datapackage.json", *(f"schemas/{table}.json" for table in TABLES)))

#: A repair can make another possible; more rounds than this would mean that two undo each other.
ROUNDS = 10

#: Tables of so many bytes one process checks as fast as two.
ALONE = 500_000

#: Rules that one process applies while another applies the rest and makes the tables, which takes as long.
HALF = frozenset(code for code, rule in RULES.items() if rule.scope in ("value", "record"))

Progress = Callable[[int, int], None]


def validate(
    root: Path, *, only: Iterable[str] = (), progress: Progress | None = None, against: Path | None = None,
    texts: Path | None = None,
) -> tuple[Package, list[Finding]]:  # fmt: skip
    """Reads the data directory under ``root`` and checks it.

    ``only`` names files (relative to the root) to report on; links are checked against the rest
    all the same. ``against`` is the root of an earlier release, whose ids must not vanish;
    ``texts`` a folder of source texts, of which no sentence may stand in the data. Frictionless
    has the last word on the whole, where nothing else is wrong.
    """
    wanted = frozenset(only)
    early = not wanted and possible() and _bytes(root) > ALONE
    with collection_paused(), beside(lambda: second_opinion(lying(root)), worth_it=early) as of_published:
        package = read_dataset(root, progress, wanted)
        package.against, package.sources = against, texts
        with beside(lambda: _other_half(package, wanted, early=early), worth_it=early and package.whole) as other_half:
            findings = check(package, wanted, HALF)
            more, stale, last_word = other_half()
        findings += more
        if not wanted and not _wrong(findings):
            doubtful = {finding.path for finding in of_published()} - set(stale) if early else set[str]()
            findings += last_word + (second_opinion(_tables(package), doubtful) if doubtful else [])
    return package, sorted(set(findings))


def _other_half(
    package: Package, only: frozenset[str], *, early: bool
) -> tuple[list[Finding], list[str], list[Finding]]:  # fmt: skip
    """What the other rules find; the tables that do not lie in the directory as the records make them, and what
    frictionless finds in these: of the others it is asked ``early``, while records are read.

    A table that stays as it is keeps its verdict: that the ids it names are still there, our own rules see to.
    """
    findings = check(package, only, RULES.keys() - HALF)
    if only or not package.whole or _wrong(findings):
        return findings, [], []
    tables, there = _tables(package), lying(package.root) if early else {}
    stale = [f"datasets/{table}.csv" for table, rows in tables.items() if there.get(table) != rows]
    return findings, stale, second_opinion(tables, stale)


def _tables(package: Package) -> dict[str, Rows]:
    return project({table: package.all(table) for table in package.records}, package.find)


def _wrong(findings: Iterable[Finding]) -> bool:
    return any(finding.level == "error" for finding in findings)


def _bytes(root: Path) -> int:
    """How much the published tables under ``root`` hold."""
    return sum(file.stat().st_size for file in (root / FOLDER).glob("*.csv") if file.is_file())


def repair(root: Path, *, only: Iterable[str] = ()) -> list[str]:
    """Applies every mechanical repair under ``root``, or in the files ``only``; the paths that changed.

    Repairs can make others possible, so it goes on until none is left; what cannot be repaired
    stays for ``validate`` to report.
    """
    wanted, changed = frozenset(only), set[str]()
    for _ in range(ROUNDS):
        findings = check(read_dataset(root, only=wanted), wanted)
        now = repaired(root, findings)
        if not now:
            break
        changed |= set(now)
    return sorted(changed)


def check(
    package: Package, only: frozenset[str] = frozenset(), codes: Collection[str] | None = None
) -> list[Finding]:  # fmt: skip
    """What reading and the rules, or those of some codes, found in a package, or in the files ``only`` of it."""
    subjects = Subjects(package, only)
    asked = [rule for rule in RULES.values() if rule.check and (codes is None or rule.code in codes)]
    findings = [made for rule in asked for made in _apply(rule, subjects)]
    findings += package.findings  # last: a rule can open files that were not read before
    return distinct([made for made in findings if not only or made.path in only])


def _apply(rule: Rule, subjects: Subjects) -> Iterator[Finding]:
    assert rule.check is not None
    for subject in subjects.of(rule):
        yield from rule.check(*subject, subjects.package)


class Subjects:
    """What the rules look at one by one, gathered once: of a whole package, or of the files ``only``."""

    def __init__(self, package: Package, only: frozenset[str]) -> None:
        self.package, self.only = package, only
        self.reads = list(package.read_from(only) if only else package.reads())

    @cached_property
    def values(self) -> Values:
        """Every text that people wrote."""
        return Values(self.package, self.only)

    def of(self, rule: Rule) -> Iterable[tuple[Any, ...]]:
        """The arguments of each call of a rule, but for the package, by its scope."""
        match rule.scope:
            case "text":
                texts = self.package.texts
                return [(path, texts[path]) for path in sorted(self.only & texts.keys() if self.only else texts)]
            case "value":
                return ((value,) for value in self.values.of(rule))
            case "table":
                return [(list(self.package.reads(table)),) for table in rule.tables if self._asked_for(table)]
            case "record" | "evidence":
                tables = EVIDENCED if rule.scope == "evidence" else rule.tables
                return [(read,) for read in self.reads if not tables or read.record.table in tables]
            case "descriptor" if self.only and not self.only & GENERATED:
                return []
            case _:
                return [()]

    def _asked_for(self, table: str) -> bool:
        return not self.only or any(self.package.table_of(path) == table for path in self.only)


def distinct(findings: list[Finding]) -> list[Finding]:
    """One finding for one fault, where the form of a value and its text are both at fault in one place."""
    spaced = {_place(made) for made in findings if made.code == "T-SPACE"}
    formless = {_place(made) for made in findings if made.code.endswith(_OF_FORM)}
    return [
        made
        for made in findings
        if not (made.code.endswith(_OF_FORM) and _place(made) in spaced)
        and not (made.code in _OF_TEXT and _place(made) in formless)
    ]


def _place(made: Finding) -> tuple[str, int, int]:
    return (made.path, made.line, made.column)
