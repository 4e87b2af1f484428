"""DuckDB with keys, and comments on tables and columns."""

from __future__ import annotations

from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from sinorus_data.export.columnar import EXACT, arrow_table
from sinorus_data.export.contents import Contents, ExportError, Field, Table
from sinorus_data.export.sqlite import NAME, quoted

TYPES = {"integer": "BIGINT", "boolean": "BOOLEAN", "date": "DATE", "list": "VARCHAR[]"}


def duckdb(contents: Contents, folder: Path) -> list[str]:
    """One database with primary and foreign keys, and what each table and column means as a comment.

    Types are those of the Parquet files: numbers are ``VARCHAR`` with the digits of the source
    (``value::DECIMAL(38, 6)`` or ``::DOUBLE`` computes), lists ``VARCHAR[]``. A foreign key stands where both tables
    are in the export and are two: DuckDB checks a key of a table on itself row by row, whatever comes later.
    Two exports hold the same, but not in the same bytes, because DuckDB lays out its file as its threads come.
    """
    import duckdb as library

    tables = {table.name: table for table in contents.tables}
    try:
        with library.connect(str(folder / f"{NAME}.duckdb")) as database:
            for name in _order(tables):
                _add(database, tables[name], contents, set(tables))
    except library.Error as error:
        raise ExportError(f"DuckDB refuses the data: {error}") from error
    return []


def _order(tables: dict[str, Table]) -> list[str]:
    """The names of the tables, those that are pointed to before those that point."""
    pointed = {
        name: {link.table for link in table.links if link.table in tables and link.table != name}
        for name, table in tables.items()
    }
    return list(TopologicalSorter(pointed).static_order())


def _add(database: Any, table: Table, contents: Contents, there: set[str]) -> None:
    name = quoted(table.name)
    database.execute(_definition(table, there))
    database.from_arrow(arrow_table(table, contents)).insert_into(table.name)
    database.execute(f"COMMENT ON TABLE {name} IS {_text(f'{table.description} ({contents.title})')}")
    for field in table.fields:
        said = field.description + (f" ({EXACT})" if field.type == "number" else "")
        database.execute(f"COMMENT ON COLUMN {name}.{quoted(field.name)} IS {_text(said)}")


def _definition(table: Table, there: set[str]) -> str:
    parts = [_column(field) for field in table.fields]
    if table.key:
        parts.append(f"PRIMARY KEY ({', '.join(map(quoted, table.key))})")
    parts += [
        f"FOREIGN KEY ({quoted(link.column)}) REFERENCES {quoted(link.table)} ({quoted(link.key)})"
        for link in table.links
        if link.table in there and link.table != table.name
    ]
    return f"CREATE TABLE {quoted(table.name)} ({', '.join(parts)})"


def _column(field: Field) -> str:
    needed = field.required or field.type == "list"
    return f"{quoted(field.name)} {TYPES.get(field.type, 'VARCHAR')}{' NOT NULL' if needed else ''}"


def _text(said: str) -> str:
    doubled = said.replace("'", "''")
    return f"'{doubled}'"
