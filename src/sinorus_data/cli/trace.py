"""The command that holds claims against texts: trace."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sinorus_data.cli.layout import command
from sinorus_data.cli.usage import UsageError


def add_commands(commands: Any) -> None:
    """Adds the commands of this module to the command line."""
    one = command(commands, "trace", "hold every claim against the text it rests on",
                  "example: sinorus-data trace --sources ../texts")  # fmt: skip
    one.add_argument("--sources", required=True, metavar="DIR", help="texts as DIR/SOURCE-ID.md")
    one.add_argument("--json", action="store_true", help="for machines")
    one.set_defaults(run=_trace)


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
