"""Exact replay: the strict engine over some rows of a table, its findings put back in their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from sinorus_data.bulk.report import Task
from sinorus_data.checks.foreign import ONCE, check_text
from sinorus_data.model.finding import Finding, Refused
from sinorus_data.reading.text import refuse_strange
from sinorus_data.tables.columns import names
from sinorus_data.tables.schema import table_schema

#: Rows that are replayed at once; some repairs cost as much as the text around them is long.
AT_ONCE = 250


class Row(NamedTuple):
    """The raw text of one row of a file, and the line on which it begins."""

    text: str
    line: int


class Sound(NamedTuple):
    """A row that is a record: the line on which it begins, and the cells of its key."""

    line: int
    key: tuple[str, ...]


class Replayed(NamedTuple):
    """What the strict engine says of some rows, and whether it came to their end."""

    rows: int
    findings: list[Finding]
    sound: list[Sound]
    complete: bool


def replay(rows: Sequence[Row], path: str, task: Task) -> Replayed:
    """The strict engine's verdict on some rows, until there are findings enough.

    Raises ``Refused`` as the engine does, at the place in the whole file.
    """
    number, findings, sound = 0, list[Finding](), list[Sound]()
    for start in range(0, len(rows), AT_ONCE):
        if task.enough([finding for finding in findings if finding.code != ONCE]):
            return Replayed(number, findings, sound, complete=False)
        some = _at_once(rows[start : start + AT_ONCE], path, task)
        number += some.rows
        findings += once(some.findings, findings)
        sound += some.sound
    return Replayed(number, findings, sound, complete=True)


def once(found: list[Finding], before: list[Finding]) -> list[Finding]:
    """What was found, without what is told once for a file if it was told before."""
    told = any(finding.code == ONCE for finding in before)
    return [finding for finding in found if finding.code != ONCE or not told]


def key_of(table: str) -> tuple[str, ...]:
    """The columns of the primary key of a table; none if it has none."""
    return tuple(table_schema(table).get("primaryKey", ()))


def _at_once(rows: Sequence[Row], path: str, task: Task) -> Replayed:
    lines = [1]  # the header stands on the first line of the text that is checked
    for row in rows:
        refuse_strange(row.text, path, row.line)
        lines += range(row.line, row.line + row.text.count("\n") + 1)
    text = "".join(f"{row}\n" for row in (",".join(names(task.table)), *(row.text for row in rows)))
    try:
        checked = check_text(text, path, task.table, None if task.known is None else task.exists)
    except Refused as refused:
        raise Refused(_placed(refused.finding, lines)) from None
    findings = [_placed(found, lines) for found in checked.findings if found.code != "T-EOF"]
    sound = [
        Sound(lines[read.node.line - 1], tuple(str(read.node.at((name,)).value) for name in key_of(task.table)))
        for read in checked.reads
    ]
    return Replayed(checked.rows, findings, sound, complete=True)


def _placed(found: Finding, lines: list[int]) -> Finding:
    """A finding and its repair at their line in the whole file."""
    down = lines[found.line - 1] - found.line
    edit = found.edit
    if edit is not None:
        edit = edit._replace(line=edit.line + down, end_line=edit.end_line + down)
    return replace(found, line=found.line + down, edit=edit)
