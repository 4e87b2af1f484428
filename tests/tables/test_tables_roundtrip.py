"""From YAML to model to table to model and back to the same cells, for generated and for real records."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinorus_data.model.catalogue import DATA_SETS, EVIDENCED
from sinorus_data.model.record import EvidencedRecord, citable
from sinorus_data.reading.dataset import Package
from sinorus_data.reading.records import SENTINELS, named, read_record
from sinorus_data.reading.yaml import read_yaml
from sinorus_data.tables.columns import names, parts
from sinorus_data.tables.derive import complete
from sinorus_data.tables.project import flat, project
from sinorus_data.tables.restore import canonical, restore


def nobody(table: str, record_id: str) -> None:
    """No other record is known."""


def through_tables(record: Any) -> Any:
    """The record as it comes back from its rows."""
    tables = project({table: [record] if table == record.table else [] for table in DATA_SETS}, nobody)
    rows = {name: [dict(zip(names(name), row, strict=True)) for row in found] for name, found in tables.items()}
    of_parts = {field: rows[table] for field, table in parts(record.table).items()}
    return restore(type(record), rows[record.table][0], of_parts, rows["claims"])


ids = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
lines = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20).filter(
    lambda text: text not in SENTINELS
)
items = lines.filter(lambda text: ";" not in text)
dates = st.one_of(
    st.dates().map(str), st.integers(1000, 2100).map(str), st.just("198X"), st.just("2016-09~"), st.just("1964/..")
)
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=3).map(lambda value: format(value, "f"))


@st.composite
def exercises(draw: st.DrawFn) -> dict[str, Any]:
    """An exercise with any mix of fields, forces and evidence."""
    record: dict[str, Any] = {"id": draw(ids), "name": {"en": draw(lines)}, "type": "naval", "status": "held"}
    record["summary"] = draw(lines)
    for name, strategy in (("start", dates), ("end", dates), ("series", ids), ("note", lines)):
        if draw(st.booleans()):
            record[name] = draw(strategy)
    for name in ("place", "aliases"):
        record[name] = draw(st.lists(items, max_size=3, unique=True))
    actors = draw(st.lists(ids, max_size=3, unique=True))
    roles = st.sampled_from(["host", "participant"])
    record["participants"] = [{"actor": actor, "role": draw(roles)} for actor in actors]
    force = {"measure": "personnel", "unit": "persons", "qualifier": "about", "locator": "Lead ¶1"}
    record["forces"] = [
        {**force, "value": draw(numbers.filter(lambda text: text != "-0.000")), "source": draw(ids)}
        for _ in range(draw(st.integers(0, 2)))
    ]
    filled = [name for name in ("start", "end", "participants", "place") if record.get(name)]
    record["evidence"] = [
        {
            "source": draw(ids), "locator": f"Lead ¶{at + 1}",
            "supports": draw(st.lists(st.sampled_from(filled), unique=True)) if filled else [],
            "says": draw(st.dictionaries(st.sampled_from(["start", "end"]), dates, max_size=2)),
            **draw(st.sampled_from([{}, {"as_stated": "in the autumn of that year"}])),
        }
        for at in range(draw(st.integers(1, 3)))
    ]  # fmt: skip
    for entry in record["evidence"]:
        entry["says"] = {name: text for name, text in entry["says"].items() if text != record.get(name)}
        entry["supports"] = [name for name in entry["supports"] if name not in entry["says"]]
    return record


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(exercises())
def test_any_exercise_survives_yaml_model_table_model(authored: dict[str, Any]) -> None:
    text = yaml.safe_dump(authored, allow_unicode=True)
    record, findings = read_record(read_yaml(text, "x.yaml"), DATA_SETS["exercises"].model, "x.yaml")
    assert record is not None, findings
    assert canonical(through_tables(record)) == canonical(complete(record, nobody))


@pytest.mark.parametrize("table", DATA_SETS)
def test_every_real_record_survives(shipped: Package, table: str) -> None:
    for record in shipped.all(table):
        back = through_tables(record)
        assert canonical(back) == canonical(complete(record, nobody))
        assert flat(back, names(table)) == flat(complete(record, nobody), names(table))


@pytest.mark.parametrize("table", DATA_SETS)
def test_cells_become_the_same_cells(shipped: Package, table: str) -> None:
    """What a frame or spreadsheet shows is what the model holds, digit for digit."""
    for record in shipped.all(table):
        once = flat(through_tables(record), names(table))
        assert once == flat(through_tables(through_tables(record)), names(table))


def test_names_by_language_are_those_with_three_columns() -> None:
    assert {table for table, (model, _) in DATA_SETS.items() if named(model, "name") or named(model, "title")} == {
        "agreements", "exercises", "exercise_series", "actors",
    }  # fmt: skip


def test_only_stated_and_coded_fields_can_be_cited() -> None:
    for table in EVIDENCED:
        model = DATA_SETS[table].model
        assert issubclass(model, EvidencedRecord)
        assert not {"id", "evidence", "start_earliest", "sources", "figures", "forces"} & set(citable(model))
