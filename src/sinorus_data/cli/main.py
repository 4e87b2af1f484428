"""The command ``sinorus-data``: 0 all is well, 1 there are findings, 2 wrong use or environment."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from sinorus_data import __version__
from sinorus_data.access.errors import DataIntegrityError, MissingPackageError, RetiredIdError, UnknownIdError
from sinorus_data.cli import author, build, export, history, look, trace, validate
from sinorus_data.cli.usage import UsageError
from sinorus_data.model.finding import printable

EPILOG = """examples:
  sinorus-data list                          what there is
  sinorus-data show joint-sea-2016           all that is said of one record
  sinorus-data search S-400                  in any of the three languages
  sinorus-data cite vostok-2018 --style bibtex
  sinorus-data export --format parquet out   the tables for other tools
  sinorus-data validate                      the data here, or what is shipped
"""


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    whole = argparse.ArgumentParser(
        prog="sinorus-data",
        description="Reference data on Sino-Russian relations, with a source for every value.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"sinorus-data {__version__}")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for family in (look, export, validate, build, trace, author, history):
        family.add_commands(commands)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status; never raises."""
    if sys.stdout is None or sys.stderr is None:  # closed by the shell
        sys.stdout, sys.stderr = sys.stdout or io.StringIO(), sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what the terminal cannot show is escaped, never fatal
            stream.reconfigure(errors="backslashreplace")
    try:
        options = parser().parse_args(arguments)
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    except SystemExit as leaving:
        return 0 if leaving.code in (0, None) else 2
    except (UsageError, UnknownIdError, RetiredIdError, DataIntegrityError, MissingPackageError) as error:
        return _complain(str(error))
    except (ModuleNotFoundError, KeyboardInterrupt, OSError) as error:
        return _environment(error)


def _environment(error: ModuleNotFoundError | KeyboardInterrupt | OSError) -> int:
    """The exit status for trouble around the command: a closed pipe is none."""
    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if isinstance(error, ModuleNotFoundError):
        extra = "bulk" if error.name in ("narwhals", "polars") else "validate"
        return _complain(f"{error.name} is missing, which this needs: pip install 'sinorus-data[{extra}]'")
    if isinstance(error, OSError):
        return _complain(f"{error.filename or 'a file'}: {error.strerror}")
    return _complain("stopped")


def _complain(message: str) -> int:
    sys.stderr.write(f"sinorus-data: {printable(message)}\n")
    return 2
