"""Runs every rule and gives back what they found, in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from sinorus_data.checks import dates, evidence, figures, identity, links
from sinorus_data.checks.rule import RULES, Rule, reads
from sinorus_data.model.catalogue import EVIDENCED
from sinorus_data.model.finding import Finding
from sinorus_data.reading.dataset import Package, collection_paused, read_dataset
from sinorus_data.tables.project import project

#: The families; importing them registers their rules.
FAMILIES = (identity, links, evidence, dates, figures)


def validate(
    root: Path, *, only: Iterable[str] = (), progress: Callable[[int, int], None] | None = None
) -> tuple[Package, list[Finding]]:
    """Reads the data directory under ``root`` and checks it.

    ``only`` names files (relative to the root) to report on; links are checked against the rest
    all the same. Frictionless has the last word on the whole, where nothing else is wrong.
    """
    wanted = frozenset(only)
    package = read_dataset(root, progress)
    with collection_paused():
        findings = check(package, wanted)
        if not wanted and not any(finding.level == "error" for finding in findings):
            from sinorus_data.checks.second_opinion import second_opinion

            findings += second_opinion(project({table: package.all(table) for table in package.records}, package.find))
    return package, sorted(set(findings))


def check(package: Package, only: frozenset[str] = frozenset()) -> list[Finding]:
    """What reading and the rules found in a package, or in the files ``only`` of it."""
    findings = list(package.findings)
    for rule in RULES.values():
        findings += _apply(rule, package, only)
    return [found for found in findings if not only or found.path in only]


def _apply(rule: Rule, package: Package, only: frozenset[str]) -> list[Finding]:
    if rule.scope == "package":
        return list(rule.check(package))
    tables = EVIDENCED if rule.scope == "evidence" else ()
    chosen = (read for read in reads(package, *tables) if not only or read.path in only)
    return [found for read in chosen for found in rule.check(read, package)]
