"""Claims held against texts: what is confirmed, and what is not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from sinorus_data.access import store
from sinorus_data.model.edtf import Edtf
from sinorus_data.tracing.report import as_json, as_text
from sinorus_data.tracing.texts import plain, read_texts
from sinorus_data.tracing.trace import trace
from sinorus_data.tracing.wording import has_date, has_month, has_name, has_number, has_words


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("about 1,200 troops", "1200"), ("1200 troops", "1200"), ("roughly 7,000km apart", "7000"),
        ("a bloody two- day clash", "2"), ("twenty-one days", "21"), ("the twentieth anniversary", "20"),
        ("37.63 million tonnes", "37.63"), ("a 28 percent decrease", "-28"), ("half of them", "50"),
        ("two decades", "20"), ("17-24 hours", "24"), ("the largest supplier", "1"), ("600,000 25", "600000"),
    ],
)  # fmt: skip
def test_numbers_in_accepted_forms(text: str, number: str) -> None:
    assert has_number(text, Decimal(number))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("about 1,200 troops", "200"), ("about 1,200 troops", "120"), ("in 2016", "16"), ("3.5 billion", "5"),
        ("37.63 million", "37"), ("sixteen", "6"), ("$69 billion", "64"),
    ],
)  # fmt: skip
def test_parts_of_numbers_are_not_numbers(text: str, number: str) -> None:
    assert not has_number(text, Decimal(number))


@pytest.mark.parametrize(
    ("text", "date", "there"),
    [
        ("On 15 June 2001, it was founded", "2001-06-15", True), ("On 15 June 2001", "2001-06-14", False),
        ("in July 2016", "2016-06", False), ("in September 2016", "2016-09", True), ("in 2014-15", "2014/2015", True),
        ("in the 1980s", "198X", True), ("in the twentieth century", "19XX", True), ("in 2015", "2016", False),
        ("since 2012", "2012/..", True),
    ],
)  # fmt: skip
def test_dates(text: str, date: str, there: bool) -> None:
    assert has_date(text, Edtf(date)) is there


def test_months_names_and_words() -> None:
    assert has_month("In August, both held drills", Edtf("2019-08"))
    assert not has_month("In July, both held drills", Edtf("2019-08"))
    assert has_name("Beijing’s view", ["China", "Beijing"])
    assert not has_name("Chinatown", ["town"])
    assert has_words("in the South China Sea", "South China Sea")
    assert not has_words("in the East China Sea", "South China Sea")
    assert plain("“Two—day”  X") == '"two-day" x'


TEXT = """---
author: A. Writer
---

## Lead

[1] In 2016 the two sides signed it.

[2] Trade was $69 billion.
"""


def test_texts_are_read_by_section_and_paragraph(tmp_path: Path) -> None:
    (tmp_path / "a-text.md").write_text(TEXT, encoding="utf-8")
    text = read_texts(tmp_path)["a-text"]
    assert text.front == "author: A. Writer"
    assert text.paragraphs == {"Lead ¶1": "In 2016 the two sides signed it.", "Lead ¶2": "Trade was $69 billion."}
    assert text.before("Lead ¶2") == "In 2016 the two sides signed it. Trade was $69 billion."


def test_at_least_98_of_100_claims_are_confirmed_and_the_rest_say_why(texts: Path) -> None:
    traced = trace(texts)
    open_ones = [claim for claim in traced if claim.status == "unconfirmed"]
    assert len(open_ones) <= 0.02 * len(traced)
    assert all(claim.note for claim in open_ones)
    assert "claims confirmed" in as_text(traced)
    assert '"status": "confirmed"' in as_json(traced)


def spoilt(monkeypatch: pytest.MonkeyPatch, table: str, column: str, value: str) -> None:
    """Has the store answer with another value in every row of a table."""
    rows = [{**row, column: value} if row[column] else row for row in store.rows(table)]
    known = store.rows
    monkeypatch.setattr(store, "rows", lambda name: rows if name == table else known(name))


@pytest.mark.parametrize(
    ("table", "column", "value", "said"),
    [
        ("trade_figures", "value", "77777", "does not stand"), ("trade_figures", "period", "1777", "does not stand"),
        ("event_figures", "value", "77777", "does not stand"), ("positions", "as_stated", "no such words", "wording"),
        ("positions", "locator", "Lead ¶99", "no such section"), ("positions", "actor_id", "VE", "not named"),
        ("claims", "as_stated", "no such words", "wording"), ("claims", "locator", "Nowhere ¶1", "no such section"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_not_confirmed(
    texts: Path, monkeypatch: pytest.MonkeyPatch, table: str, column: str, value: str, said: str
) -> None:  # fmt: skip
    before = {claim[:4] for claim in trace(texts) if claim.status == "unconfirmed"}
    spoilt(monkeypatch, table, column, value)
    now = [claim for claim in trace(texts) if claim.status == "unconfirmed" and claim[:4] not in before]
    there = {file.stem for file in texts.glob("*.md")}
    changed = sum(row[column] == value and row["source_id"] in there for row in store.rows(table))
    assert changed > 10
    assert sum(said in claim.reason for claim in now) >= 0.95 * changed
