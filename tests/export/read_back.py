"""Exports read back by the libraries that others read them with: tables of text again, empty cells as ``""``."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sinorus_data.access import store

Cells = list[list[str]]


@cache
def types(table: str) -> list[str]:
    return [field["type"] for field in store.schema(table)["fields"]]


@cache
def names(table: str) -> list[str]:
    return [field["name"] for field in store.schema(table)["fields"]]


WANTED = {"integer": int, "boolean": bool, "date": date}


def text(value: Any, kind: str) -> str:
    """How a value of a type is written in the published tables; a wrong Python type is an error."""
    if type(value) is str and kind in ("string", "number"):
        return value
    if kind == "list":
        assert isinstance(value, list)
        return ";".join(value)
    if value is None:
        return ""
    assert type(value) is WANTED.get(kind, str), (value, kind)
    return str(value).lower() if kind == "boolean" else str(value)


def texts(table: str, rows: Sequence[Sequence[Any]]) -> Cells:
    kinds = types(table)
    return [[text(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in rows]


def of_csv(folder: Path, table: str) -> Cells:
    file = folder / f"{table}.csv"
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    return _csv(file, table, "utf-8-sig")


def _csv(file: Path, table: str, encoding: str = "utf-8") -> Cells:
    with file.open(encoding=encoding, newline="") as stream:
        header, *rows = csv.reader(stream)
    assert header == names(table)
    return rows


def of_jsonl(folder: Path, table: str) -> Cells:
    with (folder / f"{table}.jsonl").open(encoding="utf-8", newline="\n") as stream:
        records = [json.loads(line) for line in stream]
    kinds = dict(zip(names(table), types(table), strict=True))
    for record in records:
        assert list(record) == names(table)
    return [
        [text(value, "string" if kinds[name] == "date" else kinds[name]) for name, value in record.items()]
        for record in records
    ]  # fmt: skip


def of_xlsx(folder: Path, table: str) -> Cells:
    openpyxl = pytest.importorskip("openpyxl", reason="reads workbooks back")
    from openpyxl.utils.escape import unescape

    sheet = _book(openpyxl, folder / "sinorus-data.xlsx")[table]
    rows = [[_sheet_cell(cell, unescape) for cell in row] for row in sheet.iter_rows(max_col=len(names(table)))]
    assert rows[0] == names(table)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(len(rows), len(names(table))).coordinate}"
    return rows[1:]


@cache
def _book(openpyxl: Any, file: Path) -> Any:
    return openpyxl.load_workbook(file)


def _sheet_cell(cell: Any, unescape: Callable[[str], str]) -> str:
    """openpyxl leaves the escapes of ECMA-376 (22.9.2.19) in inline text, and spreadsheets do not."""
    assert cell.value is None or cell.data_type in ("s", "inlineStr"), (cell.coordinate, cell.data_type)
    assert cell.value is None or cell.number_format == "@"
    return "" if cell.value is None else unescape(cell.value)


def of_parquet(folder: Path, table: str) -> Cells:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra `export` has it")
    made = parquet.read_table(folder / f"{table}.parquet")
    assert made.column_names == names(table)
    return texts(table, list(zip(*(column.to_pylist() for column in made.columns), strict=True)))


def of_sqlite(folder: Path, table: str) -> Cells:
    with closing(sqlite3.connect(folder / "sinorus-data.sqlite")) as database:
        cursor = database.execute(f'SELECT * FROM "{table}" ORDER BY rowid')
        rows = cursor.fetchall()
    assert [column[0] for column in cursor.description] == names(table)
    kinds = types(table)
    return [[_sqlite_cell(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in rows]


def _sqlite_cell(value: Any, kind: str) -> str:
    if kind == "list":
        return text(json.loads(value), kind)
    if kind == "boolean" and value is not None:
        assert value in (0, 1)
        return text(bool(value), kind)
    return text(value, "string" if kind == "date" else kind)


def of_duckdb(folder: Path, table: str) -> Cells:
    duckdb = pytest.importorskip("duckdb", reason="the extra `export` has it")
    with duckdb.connect(str(folder / "sinorus-data.duckdb"), read_only=True) as database:
        result = database.execute(f'SELECT * FROM "{table}"')
        assert [column[0] for column in result.description] == names(table)
        return texts(table, result.fetchall())


def of_croissant(folder: Path, table: str) -> Cells:
    croissant = pytest.importorskip("mlcroissant", reason="reads Croissant back")
    described = _described(croissant, folder / "croissant.json")
    rows = [[record[f"{table}/{name}"] for name in names(table)] for record in described.records(table)]
    return texts(table, [[_loaded(value) for value in row] for row in rows])


@cache
def _described(croissant: Any, file: Path) -> Any:
    return croissant.Dataset(jsonld=file)


def _loaded(value: Any) -> Any:
    """What the loader gives as bytes and moments, as text and days."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list):
        return [_loaded(item) for item in value]
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, float) or str(value) == "NaT":
        assert value != value, "the loader makes whole numbers beside gaps floats, of which only NaN is left"
        return None
    return value.date() if isinstance(value, datetime) else value


def of_schema_org(folder: Path, table: str) -> Cells:
    described = json.loads((folder / "dataset.jsonld").read_text(encoding="utf-8"))
    [file] = [part["contentUrl"] for part in described["distribution"] if Path(part["contentUrl"]).stem == table]
    return _csv(folder / file, table)


def of_ro_crate(folder: Path, table: str) -> Cells:
    rocrate = pytest.importorskip("rocrate.rocrate", reason="reads RO-Crates back")
    crate = rocrate.ROCrate(folder)
    [file] = [part.id for part in crate.data_entities if Path(part.id).stem == table]
    return _csv(folder / file, table)


READERS: dict[str, Callable[[Path, str], Cells]] = {
    "csv": of_csv, "jsonl": of_jsonl, "xlsx": of_xlsx, "parquet": of_parquet, "sqlite": of_sqlite, "duckdb": of_duckdb,
    "croissant": of_croissant, "schema-org": of_schema_org, "ro-crate": of_ro_crate,
}  # fmt: skip
NEEDS = {"xlsx": ("xlsxwriter", "openpyxl"), "parquet": ("pyarrow",), "duckdb": ("pyarrow", "duckdb"),
         "croissant": ("pyarrow", "mlcroissant"), "ro-crate": ("rocrate",)}  # fmt: skip


def needs(form: str) -> None:
    """Skips where a package is missing that a format, or reading it back, needs."""
    for package in NEEDS.get(form, ()):
        pytest.importorskip(package, reason=f"{form} needs it")
