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
    all the same. Frictionless has the last word where nothing else is wrong.
    """
    package = read_dataset(root, progress)
    with collection_paused():
        findings = check(package)
        if not any(finding.level == "error" for finding in findings):
            from sinorus_data.checks.second_opinion import second_opinion

            findings += second_opinion(project({table: package.all(table) for table in package.records}, package.find))
    wanted = set(only)
    return package, sorted({found for found in findings if not wanted or found.path in wanted})


def check(package: Package) -> list[Finding]:
    """What reading and the rules found in a package."""
    findings = list(package.findings)
    for rule in RULES.values():
        findings += _apply(rule, package)
    return findings


def _apply(rule: Rule, package: Package) -> list[Finding]:
    if rule.scope == "package":
        return list(rule.check(package))
    tables = EVIDENCED if rule.scope == "evidence" else ()
    return [found for read in reads(package, *tables) for found in rule.check(read, package)]
