"""CSV read strictly by RFC 4180, with the line and column of every cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sinorus_data.model.finding import Edit, Finding, Refused, shown

# Possessive: a large cell is walked once and never back.
_QUOTED = r'"([^"]*+(?:""[^"]*+)*+)"'
_cell = re.compile(rf'{_QUOTED}(?=[,\n]|\Z)|([^",\n]*+)(?=[,\n]|\Z)')
_quoted = re.compile(_QUOTED)
NEVER_CLOSED = "the quote is never closed"


class Cell(NamedTuple):
    """The text of a cell, where it begins and ends, and whether it is quoted; lines and columns from 1."""

    text: str
    line: int
    column: int
    end: tuple[int, int] = (0, 0)
    quoted: bool = False


def read_rows(text: str, path: str) -> Iterator[list[Cell]]:
    """The rows of a table, the header first.

    Raises ``Refused`` where a quote is out of place. Rows may differ in length; that is for the
    caller to judge.
    """
    position, line, line_start = 0, 1, 0
    while position < len(text):
        end = text.find("\n", position)
        whole = text[position : end if end >= 0 else len(text)]
        if '"' not in whole:
            yield _plain(whole, line)
            position += len(whole) + 1
            line, line_start = line + 1, position
            continue
        row: list[Cell] = []
        while True:
            found = _cell.match(text, position)
            column = position - line_start + 1
            if found is None:
                quoted = text[position] == '"'
                message = NEVER_CLOSED if quoted and not _closes(text, position) else (
                    "text stands beside a quoted cell" if quoted else "a quote stands inside an unquoted cell"
                )  # fmt: skip
                raise Refused(Finding(path, line, column, "C-QUOTE", message, fix="double the quote, quote the cell"))
            value = found[2] if found[1] is None else found[1].replace('""', '"')
            at = (line, column)
            breaks = found[0].count("\n")
            if breaks:
                line += breaks
                line_start = position + found[0].rindex("\n") + 1
            position = found.end()
            row.append(Cell(value, *at, (line, position - line_start + 1), found[1] is not None))
            if position < len(text) and text[position] == ",":
                position += 1
                continue
            break
        position += 1
        line += 1
        line_start = position
        yield row


def _plain(whole: str, line: int) -> list[Cell]:
    """The cells of a line without quotes."""
    row, column = [], 1
    for text in whole.split(","):
        row.append(Cell(text, line, column, (line, column + len(text))))
        column += len(text) + 1
    return row


def needs_quotes(text: str) -> bool:
    """Whether a cell has to be quoted."""
    return any(sign in text for sign in ',"\n\r')


def written(text: str) -> str:
    """A cell as a table holds it."""
    escaped = text.replace('"', '""')
    return f'"{escaped}"' if needs_quotes(text) else text


def _closes(text: str, position: int) -> bool:
    return _quoted.match(text, position) is not None


def read_table(text: str, path: str, columns: tuple[str, ...]) -> tuple[list[list[Cell]], list[Finding]]:
    """The rows under the header that have one cell a column, and what is wrong with the rest.

    Raises ``Refused`` if the header is not exactly ``columns``, or a quote is out of place.
    """
    rows = read_rows(text, path)
    header = next(rows, [])
    names = tuple(cell.text for cell in header)
    if names != columns:
        place = next((at for at, name in enumerate(columns) if names[at : at + 1] != (name,)), len(columns))
        at = header[place] if place < len(header) else Cell("", *(header[-1].end if header else (1, 1)))
        if len(names) == 1 and len(columns) > 1:
            raise Refused(Finding(path, 1, 1, "C-DIALECT", "cells are separated by commas", shown(names[0])))
        expected = shown(columns[place]) if place < len(columns) else "no further column"
        raise Refused(
            Finding(path, at.line, at.column, "C-HEADER", "the header differs here", shown(at.text), expected)
        )
    kept: list[list[Cell]] = []
    findings: list[Finding] = []
    for row in rows:
        first = row[0]
        if len(row) == len(columns):
            kept.append(row)
        elif len(row) == 1 and not first.text:
            edit = Edit(first.line, 1, first.line + 1, 1, "")
            findings.append(
                Finding(path, first.line, 1, "C-BLANK", "the row is blank", fix="remove the line", edit=edit)
            )
        else:
            findings.append(
                Finding(path, first.line, 1, "C-RAGGED", "the row has too many or too few cells",
                        str(len(row)), str(len(columns)))
            )  # fmt: skip
    return kept, findings
