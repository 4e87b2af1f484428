"""The command that writes the tables for other tools: export."""

from __future__ import annotations

import argparse
from typing import Any

from sinorus_data.cli import screen
from sinorus_data.cli.layout import command
from sinorus_data.cli.usage import UsageError
from sinorus_data.model.finding import printable

EXAMPLES = """formats:
{formats}

Numbers keep the digits of their sources; they are text wherever a type would
change them.

examples:
  sinorus-data export --format xlsx out
  sinorus-data export --format parquet out --table exercises exercise_forces
  sinorus-data export --format sqlite out
  datasette out/sinorus-data.sqlite -m out/metadata.json
"""


def add_commands(commands: Any) -> None:
    """Adds the commands of this module to the command line."""
    from sinorus_data.export.registry import FORMATS

    formats = "\n".join(f"  {name:<12}{form.about}" for name, form in FORMATS.items())
    one = command(
        commands, "export", "write the tables for other tools", EXAMPLES.format(formats=formats),
        "Writes the published tables into a folder, in one of the formats below.",
    )  # fmt: skip
    one.add_argument("directory", metavar="DIR", help="the folder to write into; made if it is not there")
    one.add_argument("--format", required=True, choices=FORMATS, metavar="NAME", help=", ".join(FORMATS))
    one.add_argument("--table", nargs="+", action="extend", metavar="NAME", help="these tables alone (after DIR)")
    one.add_argument("--force", action="store_true", help="overwrite files that no export wrote, or changed ones")
    one.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    from sinorus_data.export.contents import ExportError
    from sinorus_data.export.engine import export
    from sinorus_data.export.folder import InTheWayError

    if not options.directory:
        raise UsageError("name a folder to write into")
    try:
        done = export(
            options.format, options.directory, options.table, force=options.force, progress=screen.progress("rows")
        )  # fmt: skip
    except (ExportError, InTheWayError) as error:
        raise UsageError(str(error)) from error
    for file in done.files:
        print(printable(str(file)))
    for note in done.notes:
        print(note)
    return 0
