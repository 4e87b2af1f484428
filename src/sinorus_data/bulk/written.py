"""Rows of a frame, written as the table that the strict engine reads, and its findings brought back to their cells."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sinorus_data.bulk.replay import key_of
from sinorus_data.bulk.report import CellFinding, Task
from sinorus_data.checks.foreign import check_text
from sinorus_data.model.cells import SEPARATOR, cell
from sinorus_data.model.finding import Finding
from sinorus_data.reading.csv import written
from sinorus_data.reading.text import strange_character
from sinorus_data.tables.columns import names

#: Rows that are replayed at once, as in ``replay``.
AT_ONCE = 250


class Record(NamedTuple):
    """One row of a frame: its place from 1 (0 where rows have no order), and its cells as text."""

    row: int
    cells: Mapping[str, str]


class Verdict(NamedTuple):
    """What the strict engine says of some rows of a frame, and which of them are sound."""

    findings: list[CellFinding]
    sound: list[Record]


def text_of(value: Any) -> str:
    """The text that a table would hold for a value of a frame; nothing is the empty text."""
    if isinstance(value, str):
        return value
    kind = type(value).__name__
    if value is None or kind in ("NaTType", "NAType") or (isinstance(value, float) and math.isnan(value)):
        return ""
    if hasattr(value, "tolist"):  # an array or a scalar of NumPy
        return text_of(value.tolist())
    if isinstance(value, list | tuple):
        return SEPARATOR.join(map(text_of, value))
    return _of_scalar(value)


def _of_scalar(value: Any) -> str:
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return value.isoformat() if isinstance(value, datetime) else cell(value)


def verdict(records: Sequence[Record], task: Task) -> Verdict:
    """The strict engine's verdict on some rows of a frame, until there are findings enough."""
    findings, sound = list[CellFinding](), list[Record]()
    for start in range(0, len(records), AT_ONCE):
        if task.enough(findings):
            break
        some = _at_once(records[start : start + AT_ONCE], task)
        findings += some.findings
        sound += some.sound
    return Verdict(findings, sound)


def cell_finding(record: Record, column: str, found: Finding, table: str) -> CellFinding:
    """A finding in one cell of a row."""
    key = tuple(record.cells[name] for name in key_of(table))
    return CellFinding(
        record.row, key, column, found.code, found.message, found.got, found.expected, found.fix, found.level
    )


def _at_once(records: Sequence[Record], task: Task) -> Verdict:
    findings: list[CellFinding] = []
    kept: list[Record] = []
    for record in records:
        strange = _strange(record, task.table)
        findings += strange
        if not strange:
            kept.append(record)
    columns = names(task.table)
    lines, starts, owners, line = [",".join(columns)], list[tuple[int, int]](), list[tuple[Record, str]](), 2
    for record in kept:
        column, row = 1, list[str]()
        for name in columns:
            text = record.cells[name]
            starts.append((line, column))
            owners.append((record, name))
            row.append(written(text))
            breaks = text.count("\n")
            line += breaks
            column = len(row[-1]) - row[-1].rfind("\n") + 1 if breaks else column + len(row[-1]) + 1
        lines.append(",".join(row))
        line += 1
    checked = check_text("\n".join([*lines, ""]), "", task.table, None if task.known is None else task.exists)
    for found in checked.findings:
        if found.code != "T-EOF":
            record, name = owners[bisect_right(starts, (found.line, found.column)) - 1]
            findings.append(cell_finding(record, name, found, task.table))
    firsts = dict(zip(starts, owners, strict=True))
    return Verdict(findings, [firsts[(read.node.line, 1)][0] for read in checked.reads])


def _strange(record: Record, table: str) -> list[CellFinding]:
    """Cells with characters that no text of ours holds; for their sake a file would be refused."""
    found = []
    for name, text in record.cells.items():
        strange = None if text.isascii() and text.isprintable() else strange_character(text)
        if strange is not None:
            _, code, message = strange
            found.append(cell_finding(record, name, Finding("", 1, 1, code, message, fix="remove it"), table))
    return found
