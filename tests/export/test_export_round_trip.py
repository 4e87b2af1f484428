"""Every format, read back by its own library, equals the published tables cell by cell."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from odd_rows import INTEGERS, ODD
from read_back import READERS, names, needs

from sinorus_data.access import store
from sinorus_data.export.engine import export
from sinorus_data.export.registry import FORMATS
from sinorus_data.model.catalogue import TABLES

#: The formats that hold every table, all of which are read back here; the others have tests of their own.
WHOLE = [name for name, form in FORMATS.items() if form.tables is None]

#: The shipped tables that are read back: all, or with the profile of few examples the smaller ones.
SHIPPED = tuple(
    table for table in TABLES if os.environ.get("HYPOTHESIS_PROFILE") != "few" or len(store.rows(table)) < 1000
)

pytestmark = pytest.mark.filterwarnings("ignore")  # what the libraries of others warn of is theirs


def cells(table: str, rows: Sequence[store.Row]) -> list[list[str]]:
    return [[row[name] for name in names(table)] for row in rows]


def rows_for(form: str) -> dict[str, list[store.Row]]:
    """The odd rows; for Croissant with whole numbers that its loader does not round."""
    if form != "croissant":
        return ODD
    large = {text: str(int(text) // 2**11) for text in INTEGERS if abs(int(text)) > 2**53}
    return {table: [{name: large.get(cell, cell) for name, cell in row.items()} for row in ODD[table]] for table in ODD}


def test_every_format_is_read_back() -> None:
    assert set(READERS) == set(WHOLE)


@pytest.fixture(scope="module", params=WHOLE)
def odd(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    needs(request.param)
    folder = tmp_path_factory.mktemp("odd")
    export(request.param, folder, given=rows_for(request.param))
    return request.param, folder


@pytest.mark.parametrize("form", WHOLE)
def test_shipped_tables_come_back(form: str, tmp_path: Path) -> None:
    needs(form)
    export(form, tmp_path, SHIPPED)
    for table in SHIPPED:
        assert READERS[form](tmp_path, table) == cells(table, store.rows(table)), table


@pytest.mark.parametrize("table", TABLES)
def test_odd_rows_come_back(odd: tuple[str, Path], table: str) -> None:
    form, folder = odd
    assert READERS[form](folder, table) == cells(table, rows_for(form)[table])


@pytest.mark.parametrize("form", WHOLE)
def test_tables_without_rows_come_back(form: str, tmp_path: Path) -> None:
    needs(form)
    export(form, tmp_path, ["actors"], given={"actors": []})
    assert READERS[form](tmp_path, "actors") == []


@pytest.mark.parametrize("form", WHOLE)
def test_a_choice_of_tables_holds_these_alone(form: str, tmp_path: Path) -> None:
    needs(form)
    made = export(form, tmp_path, ["positions", "events"])
    assert made.rows == len(store.rows("positions")) + len(store.rows("events"))
    for table in ("positions", "events"):
        assert READERS[form](tmp_path, table) == cells(table, store.rows(table))
    with pytest.raises(Exception, match=r"actors|not enough values"):
        READERS[form](tmp_path, "actors")


def test_the_csvs_beside_descriptions_are_the_published_ones(tmp_path: Path) -> None:
    export("schema-org", tmp_path)
    for table in TABLES:
        path = f"datasets/{table}.csv"
        assert (tmp_path / path).read_bytes() == (store.root() / path).read_bytes()
