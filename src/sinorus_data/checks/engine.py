"""Runs every rule, repairs what is mechanical, and gives back what was found, in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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
from sinorus_data.checks.beside import beside
from sinorus_data.checks.repair import repaired
from sinorus_data.checks.rule import RULES, Rule, Values
from sinorus_data.model.catalogue import EVIDENCED, TABLES
from sinorus_data.model.finding import Finding
from sinorus_data.reading.dataset import Package, collection_paused, read_dataset
from sinorus_data.tables.project import project

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

#: So many records one process checks as fast as two.
ALONE = 1000

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
    package = read_dataset(root, progress, wanted)
    package.against, package.sources = against, texts
    large = sum(map(len, package.records.values())) > ALONE
    with collection_paused(), beside(lambda: _last_word(package), worth_it=large and package.whole) as last_word:
        findings = check(package, wanted)
        if not wanted and not any(finding.level == "error" for finding in findings):
            findings += last_word()
    return package, sorted(set(findings))


def _last_word(package: Package) -> list[Finding]:
    """What frictionless finds in the tables that the records make."""
    from sinorus_data.checks.second_opinion import second_opinion

    return second_opinion(project({table: package.all(table) for table in package.records}, package.find))


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


def check(package: Package, only: frozenset[str] = frozenset()) -> list[Finding]:
    """What reading and the rules found in a package, or in the files ``only`` of it."""
    subjects = Subjects(package, only)
    findings = [made for rule in RULES.values() if rule.check for made in _apply(rule, subjects)]
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
        self.values = Values(package, only)
        self.reads = list(package.read_from(only) if only else package.reads())

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
