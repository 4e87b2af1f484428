"""Text formats that need nothing but the standard library: CSV and JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from sinorus_data.export.contents import Contents, Table


def csv(contents: Contents, folder: Path) -> list[str]:
    """One CSV (RFC 4180) a table with the cells of the published one.

    The byte order mark has spreadsheets read it as UTF-8. Lines end with a line feed alone.
    """
    for table in contents.tables:
        write_csv(folder / f"{table.name}.csv", table.names, table.cells(), encoding="utf-8-sig")
    return []


def jsonl(contents: Contents, folder: Path) -> list[str]:
    """One file a table, one JSON object a line, with every column in order.

    Whole numbers and flags are JSON's, lists are arrays, days and EDTF are text, and so are numbers, because most
    readers of JSON would turn them into binary floats. ``null`` is an empty cell.
    """
    for table in contents.tables:
        with (folder / f"{table.name}.jsonl").open("w", encoding="utf-8", newline="\n") as stream:
            for values in table.values():
                stream.write(json_line(dict(zip(table.names, values, strict=True))))
    return []


def published(table: Table, folder: Path) -> Path:
    """The table as it is published, byte for byte, in its folder ``datasets``; the file."""
    file = folder / "datasets" / f"{table.name}.csv"
    file.parent.mkdir(exist_ok=True)
    write_csv(file, table.names, table.cells())
    return file


def write_csv(
    file: Path, header: Sequence[str], rows: Iterable[Sequence[str]], *, delimiter: str = ",", encoding: str = "utf-8"
) -> None:  # fmt: skip
    """Writes a CSV, quoted where RFC 4180 wants quotes: the same in every version of Python.

    The standard library's writer leaves a lone carriage return bare, which readers take for the end of a line.
    """
    with file.open("w", encoding=encoding, newline="") as stream:
        for row in chain([header], rows):
            stream.write(delimiter.join(_quoted(cell, delimiter) for cell in row) + "\n")


def _quoted(cell: str, delimiter: str) -> str:
    if not any(letter in cell for letter in (delimiter, '"', "\n", "\r")):
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'


def write_json(file: Path, value: Any) -> None:
    """Writes JSON as the project writes it: indented, letters as they are, a line end at the end."""
    file.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")


def json_line(value: Any) -> str:
    """One line of JSON Lines."""
    return json.dumps(value, ensure_ascii=False, default=_day) + "\n"


def _day(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
