"""One Parquet file of any size against a published table, some rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sinorus_data.bulk.cast import key_as_text
from sinorus_data.bulk.frames import Found, columns_that_differ, look_at, records_of
from sinorus_data.bulk.keys import Keys, hashed
from sinorus_data.bulk.replay import key_of
from sinorus_data.bulk.report import CellFinding, Report, Task
from sinorus_data.checks.foreign import taken
from sinorus_data.model.finding import Finding, Refused, refusal
from sinorus_data.reading.files import open_regular
from sinorus_data.tables.columns import names

#: Rows that are read at once.
ROWS = 100_000


def validate_parquet(file: Path, task: Task, progress: Any = None) -> Report:
    """Checks one Parquet file; in its findings a line is a row, from 1, and a column one of the table, from 1.

    Raises nothing for what the file holds.
    """
    import polars as pl

    try:
        with open_regular(file.parent, file.name):
            return _checked(pl.scan_parquet(file, glob=False), file.name, task, progress)
    except Refused as refused:
        return Report(0, (refused.finding,))
    except pl.exceptions.PolarsError as error:
        reason = str(error).partition("\n")[0]
        return Report(0, (refusal(file.name, "P-READ", f"cannot be read: {reason}").finding,))


def _checked(scan: Any, path: str, task: Task, progress: Any) -> Report:
    import narwhals as nw
    import polars as pl

    scan.collect_schema()  # raises what Polars raises, were the file none
    schema = dict(nw.from_native(scan).collect_schema())
    wrong = columns_that_differ(list(schema), names(task.table))
    if wrong:
        return Report(0, tuple(_placed(found, path, task.table) for found in wrong))
    total = int(scan.select(pl.len()).collect().item())
    found, keys, key = Found(task), Keys(), list(key_of(task.table))
    texts = key_as_text(task.table, schema)
    for start in range(0, total, ROWS):
        part = nw.from_native(scan.select(names(task.table)).slice(start, ROWS).collect(), eager_only=True)
        look_at(part, found, start)
        if key:
            places = pl.int_range(start + 1, start + 1 + len(part), eager=True)
            sound = ~places.is_in([row for row in found.unsound if row > start])
            text = part.select(*texts).select(*key).to_native()
            keys.add(hashed(text.filter(sound), places.filter(sound)))
        if progress:
            progress(min(start + ROWS, total), total)
        if task.enough(found.findings):
            break
    findings = {_placed(one, path, task.table) for one in found.findings}
    if key and not task.enough(findings):
        most = None if task.limit is None else task.limit - len(findings) + 1
        column = names(task.table).index(key[0]) + 1
        again = keys.twice(lambda rows: _keys(scan, rows, key), most)
        findings |= {taken(path, row, column, value, first) for row, value, first in again}
    complete = not task.enough(findings)
    return Report(total, tuple(sorted(findings)[: task.limit]), complete)


def _keys(scan: Any, rows: list[int], key: list[str]) -> Iterator[tuple[str, ...]]:
    """The keys of some rows, read again."""
    import narwhals as nw
    import polars as pl

    for start in range(0, rows[-1] if rows else 0, ROWS):
        wanted = [row - 1 - start for row in rows if start < row <= start + ROWS]
        if wanted:
            part = scan.select(key).slice(start, ROWS).collect()[pl.Series(wanted)]
            for record in records_of(nw.from_native(part, eager_only=True)):
                yield tuple(record.cells[name] for name in key)


def _placed(found: CellFinding, path: str, table: str) -> Finding:
    """The finding in a file whose lines are its rows."""
    known = names(table)
    column = known.index(found.column) + 1 if found.column in known else len(known) + 1
    return Finding(path, max(found.row, 1), column, found.code, found.message, found.got, found.expected,
                   found.fix, found.level)  # fmt: skip
