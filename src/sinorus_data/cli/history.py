"""Commands on versions: diff, changes."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import Any

from sinorus_data.access import store
from sinorus_data.cli import screen
from sinorus_data.cli.layout import command
from sinorus_data.cli.usage import UsageError, checkout
from sinorus_data.model.finding import printable

EXAMPLES = """examples:
  sinorus-data diff sinorus_data-0.1.0-py3-none-any.whl
  sinorus-data diff old-checkout . --format markdown
  sinorus-data diff a.tar.gz b.whl --table events
"""
FORMATS = ("text", "json", "markdown")


def add_commands(commands: Any) -> None:
    """Adds the commands of this module to the command line."""
    one = command(
        commands, "diff", "what changed between two states of the data, and the version that calls for", EXAMPLES
    )
    one.add_argument("old", metavar="OLD", help="a data directory, a wheel or an sdist")
    one.add_argument("new", metavar="NEW", nargs="?", help="the same; the data directory here, or the shipped data")
    one.add_argument("--format", choices=FORMATS, default="text", metavar="NAME", help="text (default), json, markdown")
    one.add_argument("--table", action="append", default=[], metavar="TABLE", help="only these data sets")
    one.set_defaults(run=_diff)
    two = command(commands, "changes", "what changed from release to release, and why",
                  "example: sinorus-data changes --since 0.1.0 --json")  # fmt: skip
    two.add_argument("--since", metavar="VERSION", help="only what later releases changed")
    two.add_argument("--json", action="store_true", help="for machines")
    two.set_defaults(run=_changes)


def _diff(options: argparse.Namespace) -> int:
    from sinorus_data.release.compare import compare
    from sinorus_data.release.notes import as_json, as_markdown, as_text
    from sinorus_data.release.snapshot import NoSnapshot, read_snapshot

    try:
        old = read_snapshot(Path(options.old))
        new = read_snapshot(Path(options.new) if options.new else checkout(None) or store.root())
    except NoSnapshot as error:
        raise UsageError(str(error)) from None
    unknown = [table for table in options.table if table not in old.rows and table not in new.rows]
    if unknown:
        raise UsageError(f"neither has a table {unknown[0]!r}; known are {', '.join(new.rows)}")
    changes = [change for change in compare(old, new) if not options.table or change.table in options.table]
    render = {"text": as_text, "json": as_json, "markdown": as_markdown}[options.format]
    for line in render(old, new, changes).split("\n"):
        print(printable(line))
    return 0


def _changes(options: argparse.Namespace) -> int:
    from sinorus_data.access.history import log

    try:
        entries = log(options.since)
    except ValueError as error:
        raise UsageError(str(error)) from None
    if options.json:
        print(json.dumps(entries, ensure_ascii=False, indent=2))
        return 0
    for entry in entries:
        what = "/".join(part for part in (entry["table"], entry["record_id"]) if part)
        told = f": {entry['old'] or '(nothing)'} → {entry['new'] or '(nothing)'}" if entry["kind"] != "added" else ""
        why = f" ({entry['reason']})" if entry["reason"] else ""
        field = f" {entry['field']}" if entry["field"] else ""
        line = f"{entry['version']} {entry['kind']} {what}{field}{told}{why}"
        line = printable(line.replace("\n", " "))
        print(screen.cut(line, shutil.get_terminal_size().columns) if sys.stdout.isatty() else line)
    if not entries:
        print("no release is later" if options.since else "no release has changed anything yet")
    return 0
