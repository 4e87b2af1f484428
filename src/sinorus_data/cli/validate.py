"""The command that checks and repairs: validate."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sinorus_data.access import store
from sinorus_data.cli import screen
from sinorus_data.cli.layout import command
from sinorus_data.cli.strangers import Checked, of_strangers
from sinorus_data.cli.usage import UsageError, checkout
from sinorus_data.model.finding import Finding, printable

#: Warnings of one code that are listed before the rest is counted.
FEW = 5
FORMATS = ("text", "json", "github", "sarif")
EXAMPLES = """examples:
  sinorus-data validate                       the nearest data, or the shipped
  sinorus-data validate datasets/exercises/joint-sea-2016.yaml
  sinorus-data validate --fix                 repair what is mechanical
  sinorus-data validate --explain V-NOSOURCE  what a code means, with an example
  sinorus-data validate --table trade_figures my.csv    a table of your own
"""


def add_commands(commands: Any) -> None:
    """Adds the commands of this module to the command line."""
    one = command(
        commands, "validate", "check records, tables and their links; repair what is mechanical", EXAMPLES,
        "Checks the nearest data directory, or the shipped tables where there is none.",
    )  # fmt: skip
    one.add_argument("paths", nargs="*", metavar="PATH", help="report on these files or folders only")
    one.add_argument("--fix", action="store_true", help="repair spaces, order, normal form and line ends first")
    one.add_argument("--strict", action="store_true", help="warnings count as errors")
    one.add_argument("--format", choices=FORMATS, default="text", help="text (default), json, github or sarif")
    one.add_argument("--explain", metavar="CODE", help="what a code means; `all` lists them")
    one.add_argument(
        "--table", metavar="NAME", help="check CSV or Parquet files of your own against this published table"
    )
    one.add_argument("--links", action="store_true", help="with --table: every id named must exist in the data")
    one.add_argument("--limit", metavar="N", type=int, help="with --table: stop after N findings, 0 for never (10000)")
    one.add_argument("--against", metavar="DIR", help="a release whose ids must not vanish or change their meaning")
    one.add_argument("--sources", metavar="DIR", help="source texts of which no sentence may stand in the data")
    one.add_argument("--diff", metavar="FILE", help="a unified diff; its lines come first in annotations (- is stdin)")
    one.add_argument("--root", metavar="DIR", help="the data directory, with datapackage.json")
    one.set_defaults(run=_validate)


def _validate(options: argparse.Namespace) -> int:
    if options.explain:
        from sinorus_data.cli.explain import explain

        return explain(options.explain)
    from sinorus_data.reading.dataset import collection_paused

    with collection_paused():  # until what was read is let go: looking through it for garbage takes longer
        checked = of_strangers(options) if options.table else _of_package(options)
        _print(options, checked.findings, checked.records, checked.root)
    failed = any(finding.level == "error" for finding in checked.findings) or (options.strict and checked.findings)
    return 1 if failed or not checked.complete else 0


def _of_package(options: argparse.Namespace) -> Checked:
    """What is found in a data directory, or in the shipped tables."""
    root = checkout(options.root)
    if options.links:
        raise UsageError("--links goes with --table; links between records are always checked")
    if options.limit is not None:
        raise UsageError("--limit goes with --table; of records everything is told")
    if root is None or not any((root / "datasets" / name).is_dir() for name in _folders()):
        from sinorus_data.checks.published import validate_published

        if options.paths or options.fix or options.against or options.sources:
            raise UsageError("there is no data directory here to work on; name it with --root")
        package, findings = validate_published(root or store.root())
    else:
        from sinorus_data.checks.engine import repair, validate

        only = _named(root, options.paths)
        for path in repair(root, only=only) if options.fix else ():
            print(f"repaired {printable(path)}", file=sys.stderr)
        package, findings = validate(
            root, only=only, progress=screen.progress("reading"), against=_earlier(options, root),
            texts=_folder(options.sources),
        )  # fmt: skip
        if only:
            return Checked(len(list(package.read_from(frozenset(only)))), findings, root)
    return Checked(sum(map(len, package.records.values())), findings, package.root)


def _folders() -> tuple[str, ...]:
    from sinorus_data.model.catalogue import DATA_SETS

    return tuple(name for name, (_, authored) in DATA_SETS.items() if authored == "yaml")


def _earlier(options: argparse.Namespace, root: Path) -> Path | None:
    """The release to compare ids with: the one named, else the one of this program, if the data are of this project."""
    if options.against:
        return _folder(options.against)
    shipped, descriptor = store.root().resolve(), root / "datapackage.json"
    ours = descriptor.is_file() and b'"name": "sinorus-data"' in descriptor.read_bytes()[:1000]
    return shipped if ours and shipped != root.resolve() else None


def _folder(name: str | None) -> Path | None:
    if name is not None and not Path(name).is_dir():
        raise UsageError(f"{name} is no folder")
    return Path(name).resolve() if name else None


def _named(root: Path, paths: Sequence[str]) -> list[str]:
    """The files under the named paths, relative to the root."""
    found: list[str] = []
    for named in paths:
        path = _located(root, named)
        inside = sorted(path.rglob("*")) if path.is_dir() and not path.is_symlink() else []
        found += [file.relative_to(root).as_posix() for file in (path, *inside)]
        _refuse_generated(root, path, named)
    return found


def _located(root: Path, named: str) -> Path:
    """The named file or folder, looked for from here and from the root."""
    tried = [Path(named).absolute(), root / named] if named else []
    there = [path.parent.resolve() / path.name for path in tried if path.exists() or path.is_symlink()]
    if not there:
        raise UsageError(f"{named or 'an empty path'} does not exist")
    for path in there:
        inside = path.relative_to(root).parts[:1] if path.is_relative_to(root) else ()
        if inside in (("datasets",), ("schemas",), ("datapackage.json",)):
            return path
    raise UsageError(f"{named} is no part of the data in {root / 'datasets'}; there is nothing to check")


def _refuse_generated(root: Path, path: Path, named: str) -> None:
    from sinorus_data.model.catalogue import DATA_SETS, TABLES

    table = path.stem
    if path.parent == root / "datasets" and path.suffix == ".csv" and table in TABLES:
        if table in DATA_SETS and DATA_SETS[table].authored == "csv":
            return
        owner = table if table in DATA_SETS else f"{table.split('_')[0]}s"
        raise UsageError(f"{named} is generated; edit the records in datasets/{owner}/ and let `build` write it")


def _print(options: argparse.Namespace, findings: list[Finding], records: int, root: Path) -> None:
    """The findings in the form that was asked for."""
    from sinorus_data.reporting.report import as_json, verdict

    if options.format == "json":
        print(as_json(findings, records))
    elif options.format == "sarif":
        from sinorus_data.reporting.sarif import as_sarif

        print(as_sarif(findings, _prefix(root)))
    elif options.format == "github":
        from sinorus_data.reporting.changes import DiffError, changed_lines
        from sinorus_data.reporting.github import as_annotations, as_summary

        try:
            changed = changed_lines(options.diff, _prefix(root))
        except DiffError as error:
            raise UsageError(str(error)) from None
        print(as_annotations(findings, records, changed, _prefix(root)))
        if page := os.environ.get("GITHUB_STEP_SUMMARY"):
            with Path(page).open("a", encoding="utf-8") as stream:
                stream.write(as_summary(findings, records, changed))
    else:
        for line, level in _listed(findings, whole=options.strict or bool(options.paths)):
            print(screen.coloured(line, screen.RED if level == "error" else screen.YELLOW))
        print(screen.coloured(verdict(findings, records), "" if findings else screen.GREEN))


def _listed(findings: list[Finding], *, whole: bool) -> Iterator[tuple[str, str]]:
    """The lines of the findings with their level; of one warning a few, where all files were asked for."""
    from sinorus_data.reporting.report import count

    told: Counter[str] = Counter()
    for finding in findings:
        told[finding.code] += finding.level == "warning"
        if whole or told[finding.code] <= FEW:
            yield str(finding), finding.level
    for code, number in sorted(told.items()):
        if number > FEW and not whole:
            yield f"{code}: {count(number - FEW, 'more warning')} of this kind; `--strict` lists them all", "warning"


def _prefix(root: Path) -> str:
    """Where the data lie in the repository, for those who name files from its root."""
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    inside = root.resolve().relative_to(workspace) if root.resolve().is_relative_to(workspace) else Path()
    return "" if inside == Path() else f"{inside.as_posix()}/"
