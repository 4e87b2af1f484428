"""Trade figures as SDMX-CSV and positions as statements of Discourse Network Analyzer."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest
from odd_rows import NUMBERS, TEXTS

import sinorus_data as sd
from sinorus_data.access import store
from sinorus_data.export.engine import export
from sinorus_data.export.sdmx import MULTIPLIERS, _unit
from sinorus_data.model.codes import FigureStatus, Frequency, Stance, Unit


def read(file: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=delimiter))


def sdmx(folder: Path, rows: list[store.Row] | None = None) -> tuple[list[dict[str, str]], list[str]]:
    made = export("sdmx-csv", folder, given=None if rows is None else {"trade_figures": rows})
    assert made.files == [folder / "trade_figures.sdmx.csv"]
    return read(made.files[0]), made.notes


DIMENSIONS = ["FREQ", "INDICATOR", "REPORTER", "COUNTERPART", "FLOW", "COMMODITY", "STATEMENT", "TIME_PERIOD"]
#: Columns that hold a cell of the table as it is, under another name or in capitals.
SAME = {
    "INDICATOR": "indicator", "REPORTER": "reporter", "OBS_VALUE": "value", "OBS_VALUE_MAX": "value_max",
    "STATEMENT": "id", "QUALIFIER": "qualifier", "FIGURE_STATUS": "status", "TRANSFORMATION": "transformation",
    "RELATIVE_TO": "relative_to", "MEASURED_IN": "measured_in", "PERIOD_EDTF": "period", "PERIOD_LENGTH": "freq",
    "BASE_PERIOD": "base_period", "COMPILER": "compiler", "VINTAGE": "vintage", "ATTRIBUTED_TO": "attributed_to",
    "REPORTED_BY": "reported_by", "SOURCE_ID": "source_id", "LOCATOR": "locator", "AS_STATED": "as_stated",
    "NOTE": "note",
}  # fmt: skip


def test_every_figure_with_a_period_is_an_observation(tmp_path: Path) -> None:
    made, notes = sdmx(tmp_path)
    rows = {row["id"]: row for row in store.rows("trade_figures")}
    dated = [row["id"] for row in rows.values() if row["period_start"] and row["period_end"]]
    assert [row["STATEMENT"] for row in made] == dated
    assert dated
    assert notes == [
        f"{len(rows) - len(dated)} of {len(rows)} figures left out: without a period, or with one that has no end"
    ]
    assert list(made[0])[:11] == ["STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS]
    for row in made:
        figure = rows[row["STATEMENT"]]
        assert (row["STRUCTURE"], row["ACTION"]) == ("dataflow", "I")
        assert row["STRUCTURE_ID"] == f"SINORUS:TRADE_FIGURES({sd.__version__})"
        assert {name: row[name] for name in SAME} == {name: figure[column] for name, column in SAME.items()}
        for name in ("COUNTERPART", "FLOW", "COMMODITY"):
            assert row[name] == (figure[name.lower()] or "_Z")
    shown = set(rows[dated[0]]) - set(SAME.values()) - {"counterpart", "flow", "commodity", "unit"}
    assert shown == {"period_start", "period_end"}, "which TIME_PERIOD stands for"
    keys = Counter(tuple(row[name] for name in DIMENSIONS) for row in made)
    assert set(keys.values()) == {1}
    assert all(all(key) for key in keys), "no dimension is empty"


def figure(**cells: str) -> store.Row:
    empty = dict.fromkeys((field["name"] for field in store.schema("trade_figures")["fields"]), "")
    started = {"id": "a-row", "value": "1", "unit": "USD_bn", "status": "observed", "indicator": "goods_trade",
               "reporter": "CN", "period_start": "2015-01-01", "period_end": "2015-12-31", "freq": "A"}  # fmt: skip
    return empty | started | cells


@pytest.mark.parametrize(
    ("freq", "first", "last", "wanted", "code"),
    [
        ("A", "2015-01-01", "2015-12-31", "2015", "A"),
        ("A", "1689-01-01", "1689-12-31", "1689", "A"),
        ("A", "0987-01-01", "0987-12-31", "0987", "A"),
        ("A", "2015-07-01", "2016-06-30", "2015-07-01/P1Y", "A"),
        ("S", "2024-01-01", "2024-06-30", "2024-S1", "S"),
        ("S", "2024-07-01", "2024-12-31", "2024-S2", "S"),
        ("Q", "2025-01-01", "2025-03-31", "2025-Q1", "Q"),
        ("Q", "2025-10-01", "2025-12-31", "2025-Q4", "Q"),
        ("M", "2022-11-01", "2022-11-30", "2022-11", "M"),
        ("YTD", "2021-01-01", "2021-11-30", "2021-01-01/P11M", "_O"),
        ("YTD", "2021-01-01", "2021-12-31", "2021-01-01/P1Y", "_O"),
        ("", "1992-01-01", "2007-12-31", "1992-01-01/P16Y", "_Z"),
        ("", "2015-02-10", "2015-03-09", "2015-02-10/P1M", "_Z"),
        ("", "2015-02-10", "2015-02-19", "2015-02-10/P10D", "_Z"),
        ("", "2016-02-29", "2016-02-29", "2016-02-29/P1D", "_Z"),
    ],
)
def test_periods_are_written_as_the_standard_has_them(
    freq: str, first: str, last: str, wanted: str, code: str, tmp_path: Path
) -> None:  # fmt: skip
    [made], notes = sdmx(tmp_path, [figure(freq=freq, period_start=first, period_end=last)])
    assert (made["TIME_PERIOD"], made["FREQ"], notes) == (wanted, code, [])


@pytest.mark.parametrize(
    ("first", "last"), [("", ""), ("2010-01-01", ""), ("", "2010-12-31"), ("2010-01-01", "9999-12-31")]
)
def test_a_period_without_an_end_is_none(first: str, last: str, tmp_path: Path) -> None:
    made, notes = sdmx(tmp_path, [figure(freq="", period_start=first, period_end=last), figure()])
    assert len(made) == 1
    assert notes == ["1 of 2 figures left out: without a period, or with one that has no end"]


def test_every_code_has_its_place(tmp_path: Path) -> None:
    for frequency in get_args(Frequency):
        sdmx(tmp_path, [figure(freq=frequency)])
    statuses = {status: sdmx(tmp_path, [figure(status=status)])[0][0] for status in get_args(FigureStatus)}
    codes = {status: row["OBS_STATUS"] for status, row in statuses.items()}
    assert codes == {"observed": "A", "estimate": "E", "forecast": "F", "suspect": "U", "target": ""}
    for unit in get_args(Unit):
        bare, power = _unit(unit)
        ending = next((name for name, value in MULTIPLIERS.items() if value == power), "")
        assert f"{bare}_{ending}".rstrip("_") == unit
    assert [_unit(unit) for unit in ("USD_bn", "t_mn", "bpd_th", "CNY_tn", "bcm", "t")] == [
        ("USD", "9"), ("t", "6"), ("bpd", "3"), ("CNY", "12"), ("bcm", "0"), ("t", "0"),
    ]  # fmt: skip


def odd_figures() -> list[store.Row]:
    return [
        figure(id=f"a-{at}", value=NUMBERS[at % len(NUMBERS)], note=text, as_stated=TEXTS[at - 1], locator=text)
        for at, text in enumerate(TEXTS)
    ]


def test_odd_cells_of_figures_come_back(tmp_path: Path) -> None:
    made, _ = sdmx(tmp_path, odd_figures())
    for row, given in zip(made, odd_figures(), strict=True):
        for name in ("STATEMENT", "OBS_VALUE", "NOTE", "AS_STATED", "LOCATOR"):
            assert row[name] == given[SAME[name]]


@pytest.mark.filterwarnings("ignore")
def test_pysdmx_reads_the_figures(tmp_path: Path) -> None:
    io = pytest.importorskip("pysdmx.io", reason="reads SDMX-CSV back")
    made, _ = sdmx(tmp_path)
    message: Any = io.read_sdmx(tmp_path / "trade_figures.sdmx.csv", validate=False)
    [data] = message.data
    assert data.short_urn == f"Dataflow=SINORUS:TRADE_FIGURES({sd.__version__})"
    loaded = data.data
    assert list(loaded["TIME_PERIOD"]) == [row["TIME_PERIOD"] for row in made]
    assert list(loaded["LOCATOR"]) == [row["LOCATOR"] for row in made]
    assert [float(value) for value in loaded["OBS_VALUE"]] == [float(row["OBS_VALUE"]) for row in made]


#: The header that an event list of DNA 3 has, in a project with the default variables.
DNA = [
    "statement_id", "time", "person", "organization", "concept", "agreement", "start_position", "stop_position",
    "text", "coder", "document_id", "document_title", "document_author", "document_source", "document_section",
    "document_type",
]  # fmt: skip


def test_positions_are_statements(tmp_path: Path) -> None:
    made = export("dna", tmp_path)
    statements = read(tmp_path / "positions.dna.csv", ";")
    assert list(statements[0])[: len(DNA)] == DNA
    assert [row["statement_id"] for row in statements] == [str(at) for at in range(1, len(statements) + 1)]
    left = sum(int(note.split()[0]) for note in made.notes)
    assert left + len(statements) == made.rows == len(store.rows("positions"))
    for row in statements:
        position = sd.positions[row["position_id"]]
        actor = sd.actors[position.actor_id]
        assert {"1": "agrees", "0": "disagrees"}[row["agreement"]] == position.stance
        assert actor.type != "collective"
        assert row["concept"] == position.proposition
        assert row["text"] == position.summary
        assert row["time"].endswith(" 00:00:00")
        assert position.date_latest is None or row["time"].startswith(position.date_latest.isoformat())
        assert (row["person"] or row["organization"]) == actor.name
        assert bool(row["person"]) == (actor.type == "person")
        assert row["document_title"] == sd.sources[position.source_id].title
        assert row["document_section"] == position.locator


def test_the_network_is_that_of_the_matrix(tmp_path: Path) -> None:
    export("dna", tmp_path)
    edges = {(row["actor_id"], row["proposition_id"]) for row in read(tmp_path / "positions.dna.csv", ";")}
    dated = {(each.actor_id, each.proposition_id) for each in sd.positions if each.date_latest}
    matrix = sd.positions.matrix()
    for actor, stances in matrix.iterrows():
        for proposition, stance in stances.items():
            if (actor, proposition) in dated and stance in ("agrees", "disagrees"):
                assert (actor, proposition) in edges


def position(**cells: str) -> store.Row:
    empty = dict.fromkeys((field["name"] for field in store.schema("positions")["fields"]), "")
    started = {"id": "p", "actor_id": "fu-ying", "stance": "agrees", "date_latest": "2016-12-31",
               "source_id": store.rows("sources")[0]["id"]}  # fmt: skip
    return empty | started | cells


def test_what_is_neither_yes_nor_no_is_left_out_and_counted(tmp_path: Path) -> None:
    collective = next(row["id"] for row in store.rows("actors") if row["type"] == "collective")
    rows = [position(stance=stance) for stance in get_args(Stance)]
    rows += [position(actor_id=collective), position(date_latest="")]
    made = export("dna", tmp_path, given={"positions": rows})
    assert made.notes == [
        "1 of 6 positions left out: conditional, neither agreement nor disagreement",
        "1 of 6 positions left out: neutral, neither agreement nor disagreement",
        "1 of 6 positions left out: of an unnamed collective",
        "1 of 6 positions left out: without any date",
    ]
    assert [row["agreement"] for row in read(tmp_path / "positions.dna.csv", ";")] == ["1", "0"]


def test_odd_cells_of_positions_come_back(tmp_path: Path) -> None:
    rows = [position(id=text, summary=text, proposition=text, locator=text, date_latest="1689-08-27") for text in TEXTS]
    export("dna", tmp_path, given={"positions": rows})
    made = read(tmp_path / "positions.dna.csv", ";")
    assert [row["position_id"] for row in made] == list(TEXTS)
    assert [row["text"] for row in made] == list(TEXTS)
    assert [row["concept"] for row in made] == list(TEXTS)
    assert {row["time"] for row in made} == {"1689-08-27 00:00:00"}
    parented = {**next(row for row in store.rows("actors") if row["id"] == "fu-ying"), "parent": "RU"}
    given = {"positions": rows[:1], "actors": [parented, *(row for row in store.rows("actors") if row["id"] == "RU")]}
    export("dna", tmp_path, given=given)
    assert read(tmp_path / "positions.dna.csv", ";")[0]["organization"] == "Russia"


def test_a_dimension_that_does_not_apply_says_so(tmp_path: Path) -> None:
    [made], _ = sdmx(tmp_path, [figure(freq="")])
    assert [made[name] for name in ("FREQ", "COUNTERPART", "FLOW", "COMMODITY")] == ["_Z"] * 4
