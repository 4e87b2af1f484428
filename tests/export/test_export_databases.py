"""What databases, Parquet and workbooks carry beside the cells: keys, indexes, descriptions, version."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from odd_rows import ODD
from read_back import needs

import sinorus_data as sd
from sinorus_data.access import store
from sinorus_data.export.contents import ExportError
from sinorus_data.export.engine import export
from sinorus_data.model.catalogue import TABLES


def foreign_keys(table: str) -> set[tuple[str, str]]:
    """The columns of a table that are foreign keys, with the table that each points to."""
    keys = store.schema(table).get("foreignKeys", ())
    return {(key["fields"][0], key["reference"]["resource"] or table) for key in keys}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    export("sqlite", tmp_path)
    with closing(sqlite3.connect(tmp_path / "sinorus-data.sqlite")) as opened:
        yield opened


def test_sqlite_has_the_keys_of_the_schemas(database: sqlite3.Connection) -> None:
    for table in TABLES:
        about = database.execute(f'PRAGMA table_info("{table}")').fetchall()
        key = [name for _, name, _, _, _, at in sorted(about, key=lambda row: row[5]) if at]
        assert key == store.schema(table).get("primaryKey", [])
        pointing = database.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
        assert {(row[3], row[2]) for row in pointing} == foreign_keys(table)
        indexed = {
            database.execute(f'PRAGMA index_info("{index[1]}")').fetchall()[0][2]
            for index in database.execute(f'PRAGMA index_list("{table}")').fetchall()
        }
        assert {column for column, _ in foreign_keys(table)} <= indexed
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_sqlite_is_useful_in_sql(database: sqlite3.Connection) -> None:
    found = database.execute(
        "SELECT e.id FROM exercises e JOIN exercise_participants p ON p.exercise_id = e.id WHERE p.actor_id = 'CN'"
    ).fetchall()
    assert {record for (record,) in found} == set(sd.exercises.filter(participant="CN").ids)
    listed = database.execute(
        "SELECT p.value FROM agreements a, json_each(a.parties) p WHERE a.id = ?", ("sino-soviet-treaty-1950",)
    )
    assert [value for (value,) in listed] == [
        party.actor_id for party in sd.agreements["sino-soviet-treaty-1950"].parties
    ]
    [(total,)] = database.execute("SELECT sum(CAST(value AS REAL)) FROM trade_figures WHERE unit = 'USD_bn'")
    assert total > 0


def test_keys_to_tables_that_are_not_there_are_left_out(tmp_path: Path) -> None:
    export("sqlite", tmp_path, ["positions", "actors"])
    with closing(sqlite3.connect(tmp_path / "sinorus-data.sqlite")) as database:
        pointing = database.execute("PRAGMA foreign_key_list(positions)").fetchall()
    assert {row[2] for row in pointing} == {"actors"}


def test_datasette_is_told_every_column(tmp_path: Path, database: sqlite3.Connection) -> None:
    said = json.loads((tmp_path / "metadata.json").read_text(encoding="utf-8"))
    assert sd.__version__ in said["title"]
    assert said["license_url"].startswith("https://creativecommons.org/")
    tables = said["databases"]["sinorus-data"]["tables"]
    assert list(tables) == list(TABLES)
    for table in TABLES:
        fields = store.schema(table)["fields"]
        assert tables[table]["columns"] == {field["name"]: field["description"] for field in fields}
        [(sql,)] = database.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,))
        assert all(field["description"] in sql for field in fields)


def test_duckdb_has_keys_and_comments(tmp_path: Path) -> None:
    needs("duckdb")
    import duckdb

    export("duckdb", tmp_path)
    with duckdb.connect(str(tmp_path / "sinorus-data.duckdb"), read_only=True) as database:
        constraints = database.execute(
            "SELECT table_name, constraint_type, constraint_text FROM duckdb_constraints()"
        ).fetchall()
        commented = dict(database.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
        columns = database.execute("SELECT table_name, column_name, comment FROM duckdb_columns()").fetchall()
    said = {(table, column): comment for table, column, comment in columns}
    for table in TABLES:
        texts = [text for name, kind, text in constraints if name == table and kind == "FOREIGN KEY"]
        wanted = {(column, target) for column, target in foreign_keys(table) if target != table}
        assert len(texts) == len(wanted)
        assert all(any(f"({column})" in text and target in text for text in texts) for column, target in wanted)
        assert any(name == table and kind == "PRIMARY KEY" for name, kind, _ in constraints) == (
            "primaryKey" in store.schema(table)
        )
        assert sd.__version__ in commented[table]
        for field in store.schema(table)["fields"]:
            assert said[table, field["name"]].startswith(field["description"].replace("\n", " "))


def test_parquet_has_types_descriptions_and_version(tmp_path: Path) -> None:
    needs("parquet")
    import pyarrow.parquet as pq

    types = {"string": "string", "number": "string", "integer": "int64", "boolean": "bool", "date": "date32[day]"}
    export("parquet", tmp_path)
    for table in TABLES:
        schema = pq.read_schema(tmp_path / f"{table}.parquet")
        assert schema.metadata[b"version"] == sd.__version__.encode()
        assert schema.metadata[b"license"] == b"CC-BY-4.0"
        for field in store.schema(table)["fields"]:
            made = schema.field(field["name"])
            assert str(made.type).replace("element:", "item:") == types.get(field["type"], "list<item: string>")
            assert made.metadata[b"description"].decode() == field["description"]
            assert made.metadata[b"type"].decode() == field["type"]
            assert (b"note" in made.metadata) == (field["type"] == "number")
            assert made.nullable == (field["type"] != "list" and not field.get("constraints", {}).get("required"))


def test_frames_from_parquet_are_those_of_the_package(tmp_path: Path) -> None:
    needs("parquet")
    import pyarrow.parquet as pq

    export("parquet", tmp_path)
    table: Any = pq.read_table(tmp_path / "trade_figures.parquet")
    ours = sd.trade_figures.to_pandas()
    assert [float(value) for value in table["value"].to_pylist()] == list(ours["value"])
    assert table["id"].to_pylist() == list(ours["id"])


def test_the_workbook_says_what_it_is(tmp_path: Path) -> None:
    needs("xlsx")
    import openpyxl

    export("xlsx", tmp_path, given=ODD)
    book = openpyxl.load_workbook(tmp_path / "sinorus-data.xlsx")
    assert book.sheetnames == ["about", *TABLES]
    lines = [[cell.value for cell in row] for row in book["about"].iter_rows(max_col=4)]
    assert ["version", sd.__version__, None, None] in lines
    for table in TABLES:
        for field in store.schema(table)["fields"]:
            assert [table, field["name"], field["description"], field["type"]] in lines
    parts = zipfile.ZipFile(tmp_path / "sinorus-data.xlsx")
    assert {part.date_time[0] for part in parts.infolist()} == {1980}, "no time of making"
    assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)], "no formula"
    assert "2026" in str(book.properties.created)


LONG = {**ODD["events"][0], "summary": "语" * 32_768}


@pytest.mark.parametrize(
    ("form", "table", "row", "what"),
    [
        ("xlsx", "events", LONG, "longer than a sheet can hold"),
        ("xlsx", "events", {**LONG, "summary": "🤝" * 16_384}, "longer than a sheet can hold"),
        ("parquet", "actors", {**ODD["actors"][0], "cow": "9223372036854775808"}, "Arrow"),
        ("sqlite", "actors", {**ODD["actors"][0], "cow": "9223372036854775808"}, "SQLite"),
        ("jsonl", "actors", {**ODD["actors"][0], "cow": "007"}, "no integer"),
        ("jsonl", "actors", {**ODD["actors"][0], "cow": "1_0"}, "no integer"),
        ("jsonl", "events", {**ODD["events"][0], "start_earliest": "20160102"}, "no date"),
        ("jsonl", "events", {**ODD["events"][0], "start_earliest": "2016-02-30"}, "no date"),
        ("jsonl", "claims", {**ODD["claims"][0], "agrees": "yes"}, "no boolean"),
    ],
)
def test_what_a_format_cannot_hold_is_refused_and_not_changed(
    form: str, table: str, row: store.Row, what: str, tmp_path: Path
) -> None:  # fmt: skip
    needs(form)
    with pytest.raises(ExportError, match=what):
        export(form, tmp_path, [table], given={table: [row]})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["sqlite", "duckdb"])
def test_databases_refuse_a_key_that_is_taken(form: str, tmp_path: Path) -> None:
    needs(form)
    with pytest.raises(ExportError, match="refuses the data"):
        export(form, tmp_path, ["events"], given={"events": [ODD["events"][1], ODD["events"][1]]})
    assert list(tmp_path.iterdir()) == []


def test_duckdb_refuses_a_link_to_nothing(tmp_path: Path) -> None:
    needs("duckdb")
    row = {**ODD["exercise_participants"][0], "actor_id": "nobody"}
    with pytest.raises(ExportError, match="refuses the data"):
        export("duckdb", tmp_path, ["exercise_participants", "actors"], given={"exercise_participants": [row]})
