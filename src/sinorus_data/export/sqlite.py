"""SQLite with keys, and the file of metadata that Datasette reads beside it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from sinorus_data.export.contents import Contents, ExportError, Field, Table
from sinorus_data.export.plain import write_json

NAME = "sinorus-data"


def sqlite(contents: Contents, folder: Path) -> list[str]:
    """One database with primary keys, foreign keys, an index on each of those, and ``metadata.json``.

    Whole numbers and flags (0, 1) are ``INTEGER``, all else ``TEXT``: numbers with the digits of the source
    (``CAST(value AS REAL)`` computes), days as ISO 8601, lists as JSON arrays for ``json_each``. An empty cell is
    ``NULL``. A foreign key stands where both tables are in the export. The same bytes come from the same data
    and the same release of SQLite.
    """
    try:
        with closing(sqlite3.connect(folder / f"{NAME}.sqlite")) as database:
            _fill(database, contents)
    except (sqlite3.Error, OverflowError) as error:
        raise ExportError(f"SQLite refuses the data: {error}") from error
    write_json(folder / "metadata.json", _metadata(contents))
    return []


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _fill(database: sqlite3.Connection, contents: Contents) -> None:
    there = {table.name for table in contents.tables}
    # The file is made aside and moved into place when it is whole: a journal would guard nothing.
    database.execute("PRAGMA journal_mode = OFF")
    for table in contents.tables:
        database.execute(_definition(table, there))
        marks = ", ".join("?" * len(table.fields))
        rows = ([_cell(value) for value in values] for values in table.values())
        database.executemany(f"INSERT INTO {quoted(table.name)} VALUES ({marks})", rows)  # noqa: S608 - names of ours
        for link in _links(table, there):
            index = quoted(f"{table.name}_{link.column}")
            database.execute(f"CREATE INDEX {index} ON {quoted(table.name)} ({quoted(link.column)})")
    database.commit()


def _links(table: Table, there: set[str]) -> list[Any]:
    return [link for link in table.links if link.table in there]


def _definition(table: Table, there: set[str]) -> str:
    """The table in SQL, with its descriptions as comments, which SQLite keeps."""
    parts = [(_column(field), field.description) for field in table.fields]
    if table.key:
        parts.append((f"PRIMARY KEY ({', '.join(map(quoted, table.key))})", ""))
    parts += [
        (f"FOREIGN KEY ({quoted(link.column)}) REFERENCES {quoted(link.table)} ({quoted(link.key)})", "")
        for link in _links(table, there)
    ]
    ends = [",", *[","] * (len(parts) - 2), ""] if len(parts) > 1 else [""]
    lines = [f"  {part}{end}" + (f" -- {said}" if said else "") for (part, said), end in zip(parts, ends, strict=True)]
    return "\n".join([f"CREATE TABLE {quoted(table.name)} ( -- {table.description}", *lines, ")"])


def _column(field: Field) -> str:
    kind = "INTEGER" if field.type in ("integer", "boolean") else "TEXT"
    return f"{quoted(field.name)} {kind}" + (" NOT NULL" if field.required or field.type == "list" else "")


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else value


def _metadata(contents: Contents) -> dict[str, Any]:
    """Titles, licence and descriptions as Datasette shows them (https://docs.datasette.io/, "Metadata")."""
    tables = {
        table.name: {
            "title": table.title,
            "description": table.description,
            "columns": {field.name: field.description for field in table.fields},
        }
        for table in contents.tables
    }
    return {
        "title": contents.title,
        "description": contents.descriptor["description"],
        "license": contents.licence["title"],
        "license_url": contents.licence["path"],
        "databases": {NAME: {"tables": tables}},
    }
