"""Commands that make and trace: build, trace."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from sinorus_data.cli import screen
from sinorus_data.cli.usage import UsageError, authored


def add_commands(commands: Any) -> None:
    """Adds the commands of this module to the command line."""
    one = commands.add_parser("build", help="write the published tables, schemas and descriptor",
                              epilog="example: sinorus-data build --check")  # fmt: skip
    one.add_argument("--check", action="store_true", help="write nothing; exit 1 if any file is stale")
    one.set_defaults(run=_build)
    two = commands.add_parser("trace", help="hold every claim against the text it rests on",
                                epilog="example: sinorus-data trace --sources ../texts")  # fmt: skip
    two.add_argument("--sources", required=True, metavar="DIR", help="texts as DIR/SOURCE-ID.md")
    two.add_argument("--json", action="store_true", help="for machines")
    two.set_defaults(run=_trace)
    for command in (one, two):
        command.add_argument("--root", metavar="DIR", help="the data directory, with datapackage.json")


def _build(options: argparse.Namespace) -> int:
    from sinorus_data.checks.engine import validate
    from sinorus_data.release.build import generated, published, stale, sweep, write

    root = authored(options.root, "build")
    package, findings = validate(root, progress=screen.progress("reading"))
    ours = set(generated())  # a build mends these itself
    errors = [finding for finding in findings if finding.level == "error" and finding.path not in ours]
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
    sweep(root)
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
