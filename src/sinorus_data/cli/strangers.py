"""Tables of somebody else, held against a published one: the part of ``validate`` behind ``--table``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from sinorus_data.access.finder import known_ids
from sinorus_data.cli import screen
from sinorus_data.cli.usage import UsageError
from sinorus_data.model.finding import Finding, printable

#: Bytes up to which the strict engine alone is done before the libraries for large tables are loaded.
SMALL = 256 * 1024


class Checked(NamedTuple):
    """What a check came to: how much it read, what it found, and below which folder."""

    records: int
    findings: list[Finding]
    root: Path
    #: False where there were so many findings that the rest was not looked at.
    complete: bool = True


def of_strangers(options: argparse.Namespace) -> Checked:
    """What is found in the named CSV and Parquet files, held against one published table."""
    from sinorus_data.model.catalogue import TABLES

    if options.table not in TABLES:
        raise UsageError(f"there is no table {options.table!r}; known are {', '.join(TABLES)}")
    if not options.paths or options.fix:
        raise UsageError("--table checks the CSV or Parquet files that you name, and repairs none")
    if options.limit is not None and options.limit < 0:
        raise UsageError(f"--limit {options.limit} is less than none")
    whole = Checked(0, [], Path.cwd())
    for named in options.paths:
        file = Path(named).absolute()
        if file.suffix not in (".csv", ".parquet") or not (file.is_file() or file.is_symlink()):
            raise UsageError(f"{named} is no CSV or Parquet file")
        one = (_large if _is_large(file) else _small)(file, options)
        complete = whole.complete and one.complete
        whole = Checked(whole.records + one.records, whole.findings + one.findings, whole.root, complete)
    return whole


def _is_large(file: Path) -> bool:
    """Whether a table goes by way of the extra for large ones: if it is there, or nothing else reads the file."""
    if file.suffix == ".csv" and (file.is_symlink() or file.stat().st_size <= SMALL):
        return False
    return file.suffix == ".parquet" or all(find_spec(name) for name in ("narwhals", "polars"))


def _small(file: Path, options: argparse.Namespace) -> Checked:
    from sinorus_data.checks.foreign import validate_table
    from sinorus_data.reading.files import LARGEST
    from sinorus_data.tables.columns import references

    if file.stat().st_size > LARGEST[".csv"]:
        print("sinorus-data: larger tables need: pip install 'sinorus-data[bulk]'", file=sys.stderr)
    ids = known_ids(references(options.table)) if options.links else None
    known = None if ids is None else lambda table, record_id: record_id in ids.get(table, ())
    return Checked(*validate_table(file, options.table, known), file.parent)


def _large(file: Path, options: argparse.Namespace) -> Checked:
    from sinorus_data.bulk import validate
    from sinorus_data.bulk.report import LIMIT

    limit = LIMIT if options.limit is None else options.limit or None
    report = validate(file, options.table, links=options.links, limit=limit, progress=_percent(file.name))
    if not report.complete:
        print(f"stopped after {len(report)} findings; mend these first, or raise --limit", file=sys.stderr)
    findings = [found for found in report if isinstance(found, Finding)]  # of a file all are
    return Checked(report.rows, findings, file.parent, report.complete)


def _percent(name: str) -> Callable[[int, int], None] | None:
    """Progress in percent on a terminal."""
    show = screen.progress(f"checking {printable(name)}, percent")
    return show and (lambda done, total: show(100 if done >= total else min(99, 100 * done // total), 100))
