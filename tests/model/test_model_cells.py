"""The text of a value in a table cell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_data.model.catalogue import TABLES
from sinorus_data.model.cells import SEPARATOR, cell, items, list_fields, row_tree
from sinorus_data.model.edtf import Edtf
from sinorus_data.model.exercise import Participant
from sinorus_data.model.source import Source
from sinorus_data.model.trade_figure import TradeFigure

relaxed = settings(deadline=None)
item_texts = st.text(min_size=1, max_size=12).filter(lambda text: SEPARATOR not in text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (710, "710"),
        (Decimal("37.60"), "37.60"),
        (Decimal("1E+3"), "1000"),
        (date(2016, 9, 1), "2016-09-01"),
        (date(1, 1, 1), "0001-01-01"),
        (Edtf("2016-09?"), "2016-09?"),
        ("打击恐怖主义上海公约", "打击恐怖主义上海公约"),
        ((), ""),
        (("CN", "RU"), "CN;RU"),
        (("CN", "RU", "CN"), "CN;RU"),
    ],
)
def test_a_value_is_written_by_its_type(value: Any, text: str) -> None:
    assert cell(value) == text


def test_parts_are_written_as_their_actors_each_once() -> None:
    china, russia = Participant(actor_id="CN", role="host"), Participant(actor_id="RU", role="participant")
    assert cell((china, russia, china)) == "CN;RU"


@relaxed
@given(st.lists(item_texts, unique=True, max_size=6))
def test_list_cells_read_back(values: list[str]) -> None:
    assert items(cell(tuple(values))) == tuple(values)


@relaxed
@given(st.text(max_size=30))
def test_list_cells_keep_their_text(text: str) -> None:
    assert SEPARATOR.join(items(text)) == text


def test_an_empty_cell_is_an_empty_list() -> None:
    assert items("") == ()


def test_a_row_leaves_out_what_is_empty_or_no_field() -> None:
    row = {"id": "a", "authors": "A B;C D", "publisher": "", "foreign": "x"}
    assert row_tree(row, Source) == {"id": "a", "authors": ("A B", "C D")}


def test_list_fields_are_those_that_hold_tuples() -> None:
    assert list_fields(Source) == {"authors"}
    assert list_fields(TradeFigure) == {"attributed_to", "reported_by"}


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_fields_to_split(table: str) -> None:
    model = TABLES[table].model
    assert list_fields(model) <= set(model.model_fields)
