"""Frames: the columns of the published CSV, every dtype from the schema, nothing lost."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pandas as pd
import pytest

import sinorus_data as sd
from sinorus_data.access import store
from sinorus_data.access.frames import frame
from sinorus_data.model.catalogue import TABLES

DTYPES = {
    "string": {"string", "category"}, "list": {"object"}, "date": {"datetime64[s]"}, "number": {"Float64"},
    "integer": {"Int64"}, "boolean": {"boolean"},
}  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_columns_and_dtypes_follow_the_schema(table: str) -> None:
    made = frame(table, store.rows(table))
    fields = store.schema(table)["fields"]
    assert list(made.columns) == [field["name"] for field in fields]
    for field in fields:
        assert str(made[field["name"]].dtype) in DTYPES[field["type"]], field["name"]


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_frame_has_the_same_dtypes(table: str) -> None:
    whole, empty = frame(table, store.rows(table)), frame(table, [])
    assert len(empty) == 0
    assert [str(dtype) for dtype in empty.dtypes] == [str(dtype) for dtype in whole.dtypes]


@pytest.mark.parametrize("table", TABLES)
def test_every_cell_of_text_and_lists_comes_back(table: str) -> None:
    rows = store.rows(table)
    made = frame(table, rows)
    for field in store.schema(table)["fields"]:
        name, kind = field["name"], field["type"]
        cells = [row[name] for row in rows]
        if kind == "list":
            assert [";".join(items) for items in made[name]] == cells
        elif kind == "number":
            assert [float(text) if text else None for text in cells] == [
                None if value is pd.NA else value for value in made[name]
            ]
        elif kind == "date":
            assert ["" if value is pd.NaT else str(value.date()) for value in made[name]] == cells
        elif kind == "string":
            assert ["" if pd.isna(value) else str(value) for value in made[name]] == cells


def an_actor(**cells: str) -> store.Row:
    return {**dict.fromkeys(store.rows("actors")[0], ""), "id": "XX", "name": "X", "type": "state", **cells}


def test_what_other_packages_lose_is_kept() -> None:
    made = frame("actors", [an_actor(iso2="NA", un_m49="051", cow="2", aliases="nan;None"), an_actor(name="NA")])
    assert made["iso2"][0] == "NA"
    assert made["name"][1] == "NA"
    assert made["un_m49"][0] == "051"
    assert made["cow"].dtype == "Int64"
    assert made["cow"][1] is pd.NA
    assert made["aliases"][0] == ("nan", "None")


def test_days_before_1700_work() -> None:
    rows = [{**store.rows("events")[0], "start": "1689-08-27", "start_earliest": "1689-08-27"}]
    assert frame("events", rows)["start_earliest"][0].year == 1689


def test_records_are_exact_where_frames_are_binary() -> None:
    crude = next(figure for figure in sd.trade_figures if figure.value == Decimal("37.63"))
    assert str(crude.value) == "37.63"


def test_ids_become_the_index_on_request() -> None:
    assert sd.exercises.to_pandas(index=True).loc["vostok-2018", "type"] == "strategic"
    assert "id" in sd.exercises.to_pandas().columns


def test_a_frame_written_as_csv_reads_as_the_published_one() -> None:
    made = sd.propositions.to_pandas()
    stream = io.StringIO(newline="")
    made.to_csv(stream, index=False, lineterminator="\n")
    assert list(csv.DictReader(io.StringIO(stream.getvalue(), newline=""))) == store.rows("propositions")


FIRST_TEXTS = ("ecfr-2016-", "caci-2019-", "foreign-affairs-2018-", "org-2016-")


@pytest.fixture
def few_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the figures of four texts, whose sides are known by heart."""
    rows = [row for row in store.rows("trade_figures") if row["source_id"].startswith(FIRST_TEXTS)]
    monkeypatch.setitem(store._tables, "trade_figures", rows)
    monkeypatch.setattr(store, "_groups", {})


@pytest.mark.usefixtures("few_figures")
def test_rival_statements_stand_side_by_side_in_a_series() -> None:
    made = sd.trade_figures.series("goods_trade", reporter="CN", counterpart="RU", flow="total", freq="A")
    assert [(str(period), value) for period, value in zip(made["period"], made["value"], strict=True)] == [
        ("2014", 95.0),
        ("2015", 69.0),
        ("2015", 64.0),
    ]


@pytest.mark.usefixtures("few_figures")
def test_a_series_that_is_several_names_the_choices() -> None:
    with pytest.raises(sd.AmbiguousSeriesError, match="counterpart") as caught:
        sd.trade_figures.series("goods_trade")
    assert set(caught.value.choices["counterpart"]) == {"RU", "VN"}
    with pytest.raises(sd.AmbiguousSeriesError):
        sd.trade_figures.series("goods_trade", reporter="CN", transformation="rank")
    target = sd.trade_figures.series("goods_trade", reporter="CN", status="target")
    assert list(target["value"]) == [100.0]


@pytest.mark.usefixtures("few_figures")
def test_suspect_figures_stay_out_of_series() -> None:
    suspect = [figure for figure in sd.trade_figures if figure.status == "suspect"]
    assert suspect
    for figure in suspect:
        made = sd.trade_figures.series(figure.indicator, reporter=figure.reporter, counterpart=figure.counterpart)
        assert figure.id not in set(made["id"])


def test_the_latest_vintage_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    base = next(row for row in store.rows("trade_figures") if row["id"] == "cn-ru-goods-trade-2014-liu")
    rows = [{**base, "id": f"v-{year}", "vintage": year} for year in ("2015", "2016")]
    monkeypatch.setitem(store._tables, "trade_figures", rows)
    monkeypatch.setattr(store, "_groups", {})
    assert list(sd.trade_figures.series("goods_trade")["id"]) == ["v-2016"]
    assert list(sd.trade_figures.series("goods_trade", vintage="2015")["id"]) == ["v-2015"]


def test_positions_turn_into_a_matrix() -> None:
    made = sd.positions.matrix(kind="should")
    assert made.loc["fu-ying", "form-alliance"] == "disagrees"
    numeric = sd.positions.matrix(kind="should", numeric=True)
    assert numeric.loc["fu-ying", "form-alliance"] == -1
    assert numeric.loc["chen-yu", "form-alliance"] is pd.NA
    with_crowds = sd.positions.matrix(collectives=True)
    assert "chinese-netizens" in with_crowds.index
    assert "chinese-netizens" not in sd.positions.matrix().index
    with pytest.raises(ValueError, match="kind"):
        sd.positions.matrix(kind="would")  # type: ignore[arg-type]


def test_the_latest_dated_position_fills_a_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    base = {**store.rows("positions")[0], "actor_id": "CN", "proposition_id": "form-alliance"}
    rows = [
        {**base, "id": "a", "date": "2016", "date_latest": "2016-12-31", "stance": "agrees"},
        {**base, "id": "b", "date": "2014", "date_latest": "2014-12-31", "stance": "disagrees"},
        {**base, "id": "c", "date": "", "date_latest": "2019-12-31", "stance": "neutral"},
    ]
    monkeypatch.setitem(store._tables, "positions", rows)
    monkeypatch.setattr(store, "_groups", {})
    assert sd.positions.matrix().loc["CN", "form-alliance"] == "agrees"


@pytest.mark.usefixtures("few_figures")
def test_disagreements_show_all_sides() -> None:
    made = sd.disagreements()
    trade = made[made["kind"] == "trade"]
    assert set(trade["value"]) == {"69", "64"}
    clash = made[made["record_id"] == "border-clash-1969"]
    assert {("2", "days"), ("6", "months"), ("1", "years")} <= set(zip(clash["value"], clash["unit"], strict=True))
    fields = made[made["kind"] == "field"]
    assert "china-russia-secret-treaty-1896" in set(fields["record_id"])
    assert fields["reason"].notna().all()


def test_a_difference_between_compilers_is_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    base = next(row for row in store.rows("trade_figures") if row["id"] == "cn-ru-goods-trade-2014-liu")
    rows = [{**base, "id": "a", "compiler": "CN"}, {**base, "id": "b", "compiler": "RU", "value": "90"}]
    monkeypatch.setitem(store._tables, "trade_figures", rows)
    monkeypatch.setattr(store, "_groups", {})
    assert set(sd.disagreements().query("table == 'trade_figures'")["kind"]) == {"compilers"}
