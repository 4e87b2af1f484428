"""The command that makes what is published: build."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from sinorus_data.cli import screen
from sinorus_data.cli.layout import command
from sinorus_data.cli.usage import authored


def add_commands(commands: Any) -> None:
    """Adds the commands of this module to the command line."""
    one = command(commands, "build", "write the published tables, schemas and descriptor",
                  "example: sinorus-data build --check")  # fmt: skip
    one.add_argument("--check", action="store_true", help="write nothing; exit 1 if any file is stale")
    one.add_argument("--root", metavar="DIR", help="the data directory, with datapackage.json")
    one.set_defaults(run=_build)


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
