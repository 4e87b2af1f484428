"""Frames of every engine get the same findings, by key, column and code."""

from __future__ import annotations

import csv
import io
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mutations import broken, shipped, text_of

from sinorus_data.checks.foreign import validate_table
from sinorus_data.tables.columns import names

pytest.importorskip("polars", reason="large tables need the extra bulk")
pytest.importorskip("narwhals", reason="large tables need the extra bulk")

import polars as pl

from sinorus_data.bulk import CellFinding, frames, sieve, validate
from sinorus_data.model.finding import Finding

Place = tuple[tuple[str, ...], str, str]


def _dask(frame: Any) -> Any:
    dask = pytest.importorskip("dask.dataframe", reason="dask is not installed")
    return dask.from_pandas(frame.to_pandas(), npartitions=3)


def _duckdb(frame: Any) -> Any:
    return pytest.importorskip("duckdb", reason="duckdb is not installed").from_arrow(frame.to_arrow())


def _pyspark(frame: Any) -> Any:
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed; it needs Java as well")
    if shutil.which("java") is None:
        pytest.skip("pyspark needs Java")
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "3", "spark.driver.host": "localhost"}
    session = sql.SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    kinds = {pl.String: "string", pl.Float64: "double", pl.Date: "date"}
    schema = ", ".join(f"`{name}` {kinds[type(kind)]}" for name, kind in frame.schema.items())
    return session.createDataFrame(frame.rows(), schema=schema).repartition(3)


def _pandas(frame: Any) -> Any:
    made = frame.to_pandas()
    return made.set_index(made.index[::-1])  # an index that is not the place of the row


ENGINES: dict[str, Callable[[Any], Any]] = {
    "polars": lambda frame: frame, "polars, lazy": lambda frame: frame.lazy(), "pandas": _pandas,
    "pyarrow": lambda frame: pytest.importorskip("pyarrow", reason="pyarrow is not installed") and frame.to_arrow(),
    "duckdb": _duckdb, "dask": _dask, "pyspark": _pyspark,
}  # fmt: skip


def found(data: Any, table: str = "trade_figures", **options: Any) -> set[Place]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the engines, about themselves
        report = validate(data, table, **options)
    assert report.complete
    assert all(isinstance(one, CellFinding) for one in report)
    return {(one.key, one.column, one.code) for one in report if isinstance(one, CellFinding)}


def strict(folder: Path, rows: list[list[str]], table: str) -> set[Place]:
    """What the strict engine finds in the same rows as a file, by key, column and code."""
    from sinorus_data.bulk.replay import key_of
    from sinorus_data.reading.csv import read_rows

    text = text_of(table, rows)
    (folder / "strict.csv").write_text(text, encoding="utf-8", newline="")
    cells = {
        (cell.line, cell.column): (row, name)
        for row in read_rows(text, "") for name, cell in zip(names(table), row, strict=True)
    }  # fmt: skip
    starts = sorted(cells)
    places = set()
    for one in validate_table(folder / "strict.csv", table)[1]:
        row, name = cells[max(start for start in starts if start <= (one.line, one.column))]
        key = tuple(row[names(table).index(column)].text for column in key_of(table))
        places.add((key, name, one.code))
    return places


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("table", ["trade_figures", "events", "agreement_parties"])
def test_every_engine_finds_the_same(
    small: Path, tmp_path: Path, engine: str, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sieve, "_SMALL", 0)  # value by value in memory, as large frames are looked at
    monkeypatch.setattr(sieve, "_EVERY", 0)
    monkeypatch.setattr(frames, "SLICE", 150)
    rows = broken(small, table, seed=7)[:400]
    rows += [list(row) for row in shipped(small, table)[:3]] * 2  # keys that stand twice
    expected = strict(tmp_path, rows, table)
    frame = pl.DataFrame(rows, schema=dict.fromkeys(names(table), pl.String), orient="row")
    given = found(ENGINES[engine](frame), table)
    assert (expected - given, given - expected) == (set(), set())
    assert {"I-DUP"} <= {code for _, _, code in expected} or table == "agreement_parties"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_sound_frame_of_types(small: Path, engine: str) -> None:
    text = text_of("trade_figures", shipped(small, "trade_figures"))
    frame = pl.read_csv(io.BytesIO(text.encode()), infer_schema=False).with_columns(
        pl.col("value").cast(pl.Float64), pl.col("period_start", "period_end").str.to_date()
    )
    assert found(ENGINES[engine](frame)) == set()
    wrong = frame.head(5).with_columns(value=pl.lit(-1.5), period_end=pl.lit("1999-01-01").str.to_date())
    codes = {code for _, _, code in found(ENGINES[engine](wrong))}
    assert {"N-SIGN", "F-COMPUTED"} <= codes


def test_the_frames_of_this_package_pass() -> None:
    import sinorus_data as sd

    for collection in (sd.trade_figures, sd.actors, sd.events):
        frame = collection.to_pandas().reset_index(drop=False)
        table = collection._table if hasattr(collection, "_table") else None
        if table:
            frame = frame[[name for name in names(table) if name in frame.columns]]
            assert not {one for one in found(frame, table) if one[2].startswith(("F-", "N-", "D-"))}


def test_columns_that_differ_are_told() -> None:
    frame = pl.DataFrame({name: ["x"] for name in (*names("trade_figures")[1:], "extra")})
    assert found(frame) == {((), "id", "C-HEADER"), ((), "extra", "C-HEADER")}


def test_parquet_has_the_findings_of_the_rows(small: Path, tmp_path: Path) -> None:
    rows = broken(small, "trade_figures", seed=3)[:300]
    rows += [list(row) for row in rows[:5]]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(names("trade_figures"), pl.String), orient="row")
    frame.write_parquet(tmp_path / "my.parquet")
    report = validate(tmp_path / "my.parquet")
    of_file = {(one.line, one.column, one.code) for one in report if isinstance(one, Finding)}
    column = {name: at for at, name in enumerate(names("trade_figures"), 1)}
    of_frame = {(one.row, column[one.column], one.code) for one in validate(frame) if isinstance(one, CellFinding)}
    assert of_file == of_frame
    (tmp_path / "my.parquet").write_bytes(b"no parquet")
    assert [one.code for one in validate(tmp_path / "my.parquet")] == ["P-READ"]


def test_what_is_no_frame_or_table_is_refused() -> None:
    with pytest.raises(TypeError):
        validate([1, 2])
    with pytest.raises(ValueError, match="known are"):
        validate(pl.DataFrame(), "nothing")
    with pytest.raises(ValueError, match="parquet"):
        validate("my.xlsx")


def test_what_is_missing_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ModuleNotFoundError, match=r"sinorus-data\[bulk\]"):
        validate("my.csv")


def test_rows_read_back() -> None:
    assert list(csv.reader(io.StringIO(text_of("retired_ids", []), newline=""))) == [list(names("retired_ids"))]
