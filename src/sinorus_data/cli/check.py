"""Commands that check: validate, build, trace."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from sinorus_data.access import store
from sinorus_data.cli import screen
from sinorus_data.cli.usage import UsageError, authored, checkout
from sinorus_data.model.finding import Finding


def add_commands(commands: Any) -> None:
    """Adds the commands of this module to the command line."""
    one = commands.add_parser(
        "validate", help="check records, tables and their links",
        description="Checks the nearest data directory, or the shipped tables where there is none.",
        epilog="example: sinorus-data validate datasets/exercises/joint-sea-2016.yaml",
    )  # fmt: skip
    one.add_argument("paths", nargs="*", metavar="PATH", help="report on these files or folders only")
    one.add_argument("--strict", action="store_true", help="warnings count as errors")
    one.add_argument("--explain", metavar="CODE", help="what a code means")
    one.add_argument("--format", choices=("text", "json"), default="text")
    one.set_defaults(run=_validate)
    two = commands.add_parser("build", help="write the published tables, schemas and descriptor",
                              epilog="example: sinorus-data build --check")  # fmt: skip
    two.add_argument("--check", action="store_true", help="write nothing; exit 1 if any file is stale")
    two.set_defaults(run=_build)
    three = commands.add_parser("trace", help="hold every claim against the text it rests on",
                                epilog="example: sinorus-data trace --sources ../texts")  # fmt: skip
    three.add_argument("--sources", required=True, metavar="DIR", help="texts as DIR/SOURCE-ID.md")
    three.add_argument("--json", action="store_true", help="for machines")
    three.set_defaults(run=_trace)
    for command in (one, two, three):
        command.add_argument("--root", metavar="DIR", help="the data directory, with datapackage.json")


def _validate(options: argparse.Namespace) -> int:
    if options.explain:
        return _explain(options.explain)
    root = checkout(options.root)
    if root is None or not (root / "datasets" / "actors").is_dir():
        from sinorus_data.checks.published import validate_published

        if options.paths:
            raise UsageError("there is no data directory here to report on; name it with --root")
        package, findings = validate_published(root or store.root())
    else:
        from sinorus_data.checks.engine import validate

        package, findings = validate(root, only=_named(root, options.paths), progress=screen.progress("reading"))
    errors = sum(finding.level == "error" for finding in findings)
    records = sum(map(len, package.records.values()))
    if options.format == "json":
        print(json.dumps({"findings": [_plain(finding) for finding in findings]}, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(screen.coloured(str(finding), screen.RED if finding.level == "error" else screen.YELLOW))
        print(_verdict(records, errors, len(findings) - errors))
    return 1 if errors or (options.strict and findings) else 0


def _verdict(records: int, errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return screen.coloured(f"{records} records valid", screen.GREEN)
    return f"{records} records read, {errors} errors, {warnings} warnings; `--explain CODE` says more"


def _plain(finding: Finding) -> dict[str, Any]:
    return {name: getattr(finding, name) for name in finding.__dataclass_fields__}


def _named(root: Path, paths: list[str]) -> list[str]:
    """The files under the named paths, relative to the root."""
    found: list[str] = []
    for named in paths:
        path = _located(root, named)
        inside = sorted(path.rglob("*")) if path.is_dir() and not path.is_symlink() else [path]
        found += [file.relative_to(root).as_posix() for file in inside]
        _refuse_generated(root, path, named)
    return found


def _located(root: Path, named: str) -> Path:
    """The named file or folder, looked for from here and from the root."""
    tried = [Path(named).absolute(), root / named] if named else []
    path = next((path for path in tried if path.exists() or path.is_symlink()), None)
    if path is None:
        raise UsageError(f"{named or 'an empty path'} does not exist")
    whole = path.parent.resolve() / path.name
    if not whole.is_relative_to(root / "datasets"):
        raise UsageError(f"{named} is no part of the data in {root / 'datasets'}; there is nothing to check")
    return whole


def _refuse_generated(root: Path, path: Path, named: str) -> None:
    from sinorus_data.model.catalogue import DATA_SETS, TABLES

    table = path.stem
    if path.parent == root / "datasets" and path.suffix == ".csv" and table in TABLES:
        if table in DATA_SETS and DATA_SETS[table].authored == "csv":
            return
        owner = table if table in DATA_SETS else f"{table.split('_')[0]}s"
        raise UsageError(f"{named} is generated; edit the records in datasets/{owner}/ and let `build` write it")


def _explain(code: str) -> int:
    from sinorus_data.checks import engine
    from sinorus_data.checks.rule import RULES
    from sinorus_data.release.documents import READING

    assert engine.FAMILIES  # importing the engine registers the rules
    rule = RULES.get(code.upper())
    if rule:
        print(f"{rule.code} ({rule.level}): {rule.title}\n\n{' '.join(rule.why.split())}")
        return 0
    family = next((text for known, text in READING.items() if _covers(known, code.upper())), None)
    if family is None:
        raise UsageError(f"there is no code {code}; known are {', '.join((*RULES, *READING))}")
    print(f"{code.upper()} (error): {family}")
    return 0


def _covers(known: str, code: str) -> bool:
    return any(code == name or (name.endswith("*") and code.startswith(name[:-1])) for name in known.split(", "))


def _build(options: argparse.Namespace) -> int:
    from sinorus_data.checks.engine import validate
    from sinorus_data.release.build import published, stale, write

    root = authored(options.root, "build")
    package, findings = validate(root, progress=screen.progress("reading"))
    errors = [finding for finding in findings if finding.level == "error"]
    if errors:
        for finding in errors:
            print(finding)
        print("nothing was written: the records are not valid", file=sys.stderr)
        return 1
    files = published(package)
    if options.check:
        old = stale(root, files)
        for path in old:
            print(f"{path}: stale; run `sinorus-data build` (or remove it, if nothing generates it)")
        return 1 if old else 0
    changed = write(root, files)
    print(f"{len(changed)} of {len(files)} files written" if changed else f"{len(files)} files are fresh")
    return 0


def _trace(options: argparse.Namespace) -> int:
    from sinorus_data.tracing.report import as_json, as_text
    from sinorus_data.tracing.trace import trace

    folder = Path(options.sources)
    if not folder.is_dir():
        raise UsageError(f"{options.sources} is no folder")
    checked = trace(folder)
    if not checked:
        raise UsageError(f"no text in {options.sources} is a source of this data; texts are named SOURCE-ID.md")
    print(as_json(checked) if options.json else as_text(checked))
    return 1 if any(result.status == "unconfirmed" and not result.note for result in checked) else 0
