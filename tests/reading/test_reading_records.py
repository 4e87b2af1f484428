"""From what was read to a record, with every objection at its place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from sinorus_data.model.actor import Actor
from sinorus_data.model.agreement import Agreement
from sinorus_data.model.codes import lists
from sinorus_data.model.exercise import Exercise
from sinorus_data.model.finding import Finding, Refused
from sinorus_data.model.trade_figure import TradeFigure
from sinorus_data.reading.csv import Cell
from sinorus_data.reading.records import SENTINELS, Read, read_cells, read_record
from sinorus_data.reading.yaml import Node, read_yaml

relaxed = settings(deadline=None)
PATH = "datasets/exercises/joint-sea-2016.yaml"
EXERCISE = """\
id: joint-sea-2016
name: {en: Joint Sea-2016, zh: 海上联合-2016, ru: Морское взаимодействие}
type: naval
participants:
- {actor: CN, role: host}
- {actor: RU, role: participant}
start: 2016-09-12
place: [Zhanjiang]
status: held
summary: A drill of two navies.
evidence:
- {source: news-2016, locator: ¶1, supports: [start]}
- {source: report-2016, locator: Annex p. 3, says: {start: 2016-09}}
"""
ACTOR = "id: CN\nname: {en: China}\ntype: state\n"


def read(text: str, model: type[BaseModel] = Exercise) -> tuple[Any, list[Finding]]:
    return read_record(read_yaml(text, PATH), model, PATH)


def record(text: str, model: type[BaseModel] = Exercise) -> Any:
    found, findings = read(text, model)
    assert findings == []
    return found


def wrong(text: str, model: type[BaseModel] = Exercise) -> Finding:
    """The one finding about a text that makes no record."""
    found, findings = read(text, model)
    assert found is None
    assert len(findings) == 1, [str(finding) for finding in findings]
    assert findings[0].path == PATH
    return findings[0]


def place(finding: Finding) -> tuple[str, int, int]:
    return finding.code, finding.line, finding.column


def where(text: str, words: str) -> tuple[int, int]:
    """Line and column of words that stand once in a text."""
    assert text.count(words) == 1
    before = text[: text.index(words)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def test_a_record_is_read() -> None:
    found = record(EXERCISE)
    assert (found.id, found.type, str(found.start), found.place) == (
        "joint-sea-2016",
        "naval",
        "2016-09-12",
        ("Zhanjiang",),
    )
    assert [part.actor_id for part in found.participants] == ["CN", "RU"]


def test_names_are_read_by_language() -> None:
    found = record(EXERCISE)
    assert (found.name, found.name_zh, found.name_ru) == ("Joint Sea-2016", "海上联合-2016", "Морское взаимодействие")


def test_a_title_is_read_by_language_too() -> None:
    title = "title: {en: Treaty, ru: Договор}\n"
    text = f"id: a-treaty\n{title}type: treaty\nstatus: signed\nsummary: A treaty.\nevidence: []\n"
    found = record(text, Agreement)
    assert (found.title, found.title_zh, found.title_ru) == ("Treaty", None, "Договор")


@pytest.mark.parametrize(
    ("field", "near"), [("statuss", "status"), ("Summary", "summary"), ("particpants", "participants"), ("xyzzy", "")]
)
def test_an_unknown_field_is_refused_at_its_key_with_a_suggestion(field: str, near: str) -> None:
    text = EXERCISE + f"{field}: held\n"
    finding = wrong(text)
    assert place(finding) == ("F-UNKNOWN", *where(text, f"{field}: held"))
    assert finding.expected == (f"`{near}`?" if near else "")


def test_an_unknown_field_within_evidence_is_refused_at_its_key() -> None:
    text = EXERCISE.replace("supports: [start]", "supports: [start], colour: grey")
    assert place(wrong(text)) == ("F-UNKNOWN", *where(text, "colour"))


@pytest.mark.parametrize(("written", "near"), [("locater", "locator"), ("sorce", "source"), ("suports", "supports")])
def test_a_suggestion_within_evidence_is_a_field_of_evidence(written: str, near: str) -> None:
    text = EXERCISE.replace("- {source: news-2016", f"- {{{written}: x, source: news-2016")
    finding = wrong(text)
    assert place(finding) == ("F-UNKNOWN", *where(text, written))
    assert finding.expected == f"`{near}`?"


def test_an_unknown_language_is_refused_at_its_key() -> None:
    text = ACTOR.replace("{en: China}", "{en: China, de: Kina}")
    assert place(wrong(text, Actor)) == ("F-UNKNOWN", *where(text, "de: Kina"))


def test_a_missing_field_is_named() -> None:
    finding = wrong(EXERCISE.replace("type: naval\n", ""))
    assert place(finding) == ("F-MISSING", 1, 1)
    assert "`type`" in finding.message


def test_a_field_missing_in_a_part_is_reported_at_the_part() -> None:
    text = EXERCISE.replace("{actor: RU, role: participant}", "{actor: RU}")
    finding = wrong(text)
    assert place(finding) == ("F-MISSING", *where(text, "{actor: RU}"))
    assert "`role`" in finding.message


@pytest.mark.parametrize("names", ["{en: }", "{zh: 中国}", "{}"])
def test_a_name_without_english_is_missing(names: str) -> None:
    finding = wrong(f"id: CN\nname: {names}\ntype: state\n", Actor)
    assert (finding.code, finding.line) == ("F-MISSING", 2)


def test_a_value_left_empty_is_no_value() -> None:
    assert record(EXERCISE + "note:\nend:\n").note is None
    assert record(EXERCISE + "end:\n").end is None


def test_a_required_value_left_empty_is_missing() -> None:
    finding = wrong(EXERCISE.replace("type: naval", "type:"))
    assert (finding.code, finding.line) == ("F-MISSING", 3)


def test_a_quoted_nothing_is_judged_as_text() -> None:
    text = EXERCISE + "note: ''\n"
    assert place(wrong(text)) == ("F-FORMAT", *where(text, "''"))


def test_a_wrong_code_lists_the_codes() -> None:
    text = EXERCISE.replace("type: naval", "type: navel")
    finding = wrong(text)
    assert place(finding) == ("F-CODE", *where(text, "navel"))
    assert finding.got == "'navel'"
    assert all(f"'{code}'" in finding.expected for code in lists()["ExerciseType"])


def test_a_wrong_code_in_a_list_is_reported_at_its_item() -> None:
    text = EXERCISE + "framework: [sco, shanghai]\n"
    assert place(wrong(text)) == ("F-CODE", *where(text, "shanghai"))


@pytest.mark.parametrize("field", ["start_earliest", "start_latest", "host", "sources"])
def test_a_derived_field_is_refused_at_its_key(field: str) -> None:
    text = EXERCISE + f"{field}: 2016-09-12\n"
    assert place(wrong(text)) == ("F-DERIVED", *where(text, f"{field}: "))


@pytest.mark.parametrize("sentinel", sorted(SENTINELS - {"-", "?"}))
def test_a_word_for_nothing_is_refused_at_its_place(sentinel: str) -> None:
    text = EXERCISE + f"note: {sentinel}\n"
    assert place(wrong(text)) == ("F-SENTINEL", 14, 7)


@pytest.mark.parametrize("sentinel", sorted(SENTINELS))
def test_a_quoted_word_for_nothing_is_text(sentinel: str) -> None:
    assert record(EXERCISE + f"note: '{sentinel}'\n").note == sentinel


def test_words_for_nothing_are_refused_in_lists_and_names_too() -> None:
    text = EXERCISE.replace("[Zhanjiang]", "[Zhanjiang, n/a]")
    assert place(wrong(text)) == ("F-SENTINEL", *where(text, "n/a"))
    text = ACTOR.replace("en: China", "en: China, zh: ~")
    assert place(wrong(text, Actor)) == ("F-SENTINEL", *where(text, "~"))


@pytest.mark.parametrize(("field", "value"), [("name_zh", "海上联合"), ("name_ru", "Море")])
def test_a_flat_name_in_a_language_is_refused(field: str, value: str) -> None:
    text = ACTOR + f"{field}: {value}\n"
    finding = wrong(text, Actor)
    assert place(finding) == ("F-TYPE", *where(text, field))
    assert "name: {" in finding.expected


def test_a_name_that_is_not_by_language_is_refused() -> None:
    text = ACTOR.replace("{en: China}", "China")
    assert place(wrong(text, Actor)) == ("F-TYPE", *where(text, "China"))


def test_a_fault_in_a_name_is_reported_in_its_language() -> None:
    text = EXERCISE.replace("海上联合-2016", "' 海上'")
    assert place(wrong(text)) == ("F-FORMAT", *where(text, "' 海上'"))
    text = EXERCISE.replace("en: Joint Sea-2016", "en: 'Joint '")
    assert place(wrong(text)) == ("F-FORMAT", *where(text, "'Joint '"))


@pytest.mark.parametrize(
    ("good", "bad", "code"),
    [
        ("source: report-2016", "source: Report 2016", "I-FORMAT"),
        ("locator: Annex p. 3", "locator: page 3", "V-LOCATOR"),
        ("locator: ¶1", "as_stated: 1 2 3 4 5 6 7 8 9, locator: ¶1", "V-QUOTE"),
        ("locator: ¶1", "basis: guess, locator: ¶1", "F-CODE"),
        ("supports: [start]", "supports: [start, ' x']", "F-FORMAT"),
        ("actor: RU", "actor: Ru", "I-FORMAT"),
        ("role: participant", "role: guest", "F-CODE"),
    ],
)
def test_positions_reach_inside_lists(good: str, bad: str, code: str) -> None:
    text = EXERCISE.replace(good, bad)
    value = {"V-QUOTE": "1 2 3", "F-FORMAT": "' x'"}.get(code, bad.split(",")[0].split(": ")[1])
    assert place(wrong(text)) == (code, *where(text, value))


@pytest.mark.parametrize(
    ("date", "code"),
    [("2016-02-30", "D-CALENDAR"), ("2016-9", "D-FORMAT"), ("2016/2015", "D-ORDER"), ("[2016]", "F-TYPE")],
)
def test_a_wrong_date_is_reported_with_its_code(date: str, code: str) -> None:
    text = EXERCISE + f"end: {date}\n"
    assert place(wrong(text)) == (code, *where(text, date))


@pytest.mark.parametrize("number", ["1_000", "010", "1e3", "1,200"])
def test_a_wrong_number_is_reported_where_it_stands(number: str) -> None:
    text = (
        f"{EXERCISE}forces:\n- {{measure: ships, value: '{number}', unit: ships, qualifier: exact, source: a, "
        "locator: whole, as_stated: ships}\n"
    )
    assert place(wrong(text)) == ("N-FORMAT", *where(text, f"'{number}'"))


def test_digits_of_a_number_are_kept() -> None:
    force = "{measure: ships, value: 37.60, unit: ships, qualifier: exact, source: a, locator: whole, as_stated: x}"
    assert str(record(EXERCISE + f"forces: [{force}]\n").forces[0].value) == "37.60"


def test_text_that_is_too_long_is_refused() -> None:
    finding = wrong(EXERCISE.replace("Zhanjiang", "x" * 401))
    assert finding.code == "F-LENGTH"
    assert "400" in finding.expected


def test_every_fault_of_a_record_is_reported() -> None:
    text = EXERCISE.replace("naval", "navel").replace("2016-09-12", "2016-02-30") + "colour: grey\nsources: [a]\n"
    found, findings = read(text)
    assert found is None
    assert sorted(finding.code for finding in findings) == ["D-CALENDAR", "F-CODE", "F-DERIVED", "F-UNKNOWN"]


def test_a_preferred_value_is_the_value_of_its_field() -> None:
    text = EXERCISE + "disputed: {end: {preferred: 2016-09-20, because: closer to it}}\n"
    found = record(text)
    assert str(found.end) == "2016-09-20"
    assert found.disputed["end"].preferred == ("2016-09-20",)


def test_a_value_written_at_its_field_stays() -> None:
    found = record(EXERCISE + "disputed: {start: {preferred: 2016-09-20, because: closer to it}}\n")
    assert str(found.start) == "2016-09-12"


def test_an_undecided_field_stays_empty() -> None:
    found = record(EXERCISE + "disputed: {end: {undecided: true, because: no more is known}}\n")
    assert found.end is None
    assert found.disputed["end"].undecided


@pytest.mark.parametrize("preferred", ["Zhanjiang", "[Zhanjiang]"])
def test_a_preferred_value_of_a_list_may_be_one_text(preferred: str) -> None:
    text = EXERCISE.replace("place: [Zhanjiang]\n", "")
    found = record(text + f"disputed: {{place: {{preferred: {preferred}, because: closer to it}}}}\n")
    assert found.place == ("Zhanjiang",)


def test_a_wrong_preferred_value_is_reported_where_it_stands() -> None:
    text = EXERCISE + "disputed: {end: {preferred: 2016-09-31, because: closer to it}}\n"
    assert place(wrong(text)) == ("D-CALENDAR", *where(text, "2016-09-31"))


def test_a_read_record_knows_its_model() -> None:
    node = read_yaml(ACTOR, PATH)
    assert Read(record(ACTOR, Actor), PATH, node).model is Actor


COLUMNS = tuple(TradeFigure.model_fields)
FIGURE = {
    "id": "trade-2015",
    "indicator": "goods_trade",
    "reporter": "CN",
    "period": "2015",
    "value": "63.60",
    "unit": "USD_bn",
    "qualifier": "about",
    "status": "observed",
    "attributed_to": "fu-ying;li-hui",
    "source_id": "news-2016",
    "locator": "¶2",
    "transformation": "level",
    "compiler": "not-stated",
    "as_stated": "$63.6 billion",
}


def figure(**changed: str) -> tuple[TradeFigure | None, list[Finding]]:
    """One row, with each cell a column apart."""
    values = FIGURE | changed
    row = [Cell(values.get(name, ""), 7, 1 + at) for at, name in enumerate(COLUMNS)]
    return read_cells(row, COLUMNS, TradeFigure, "datasets/trade_figures.csv")


def column(name: str) -> int:
    return 1 + COLUMNS.index(name)


def test_a_row_is_read() -> None:
    found, findings = figure()
    assert findings == []
    assert found is not None
    assert (str(found.value), found.attributed_to, found.counterpart) == ("63.60", ("fu-ying", "li-hui"), None)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("value", "63,6", "N-FORMAT"),
        ("period", "2015-13", "D-CALENDAR"),
        ("unit", "USD", "F-CODE"),
        ("locator", "p.3", "V-LOCATOR"),
        ("reporter", "China", "I-FORMAT"),
        ("attributed_to", "fu-ying;Li Hui", "I-FORMAT"),
        ("as_stated", "a b c d e f g h i", "V-QUOTE"),
        ("note", "n/a", "F-SENTINEL"),
        ("counterpart", "-", "F-SENTINEL"),
        ("status", "", "F-MISSING"),
    ],
)
def test_a_fault_is_reported_at_its_cell(name: str, value: str, code: str) -> None:
    found, findings = figure(**{name: value})
    assert found is None
    assert (code, 7, column(name)) in [place(finding) for finding in findings]
    assert {finding.column for finding in findings} == {column(name)}


words = st.sampled_from(["", "~", "x", "CN", "2016", "2016-02-30", "en", "preferred", "true", "a b", " ", "naval"])
names = st.one_of(
    st.sampled_from(["en", "zh", "source", "actor", "preferred", "because", "locator", "start", "x"]),
    st.sampled_from([*Exercise.model_fields]),
)


def nodes() -> st.SearchStrategy[Node]:
    """Trees of nodes as the YAML reader makes them, about as wrong as can be."""
    value = st.recursive(
        st.builds(Node, words, st.integers(1, 9), st.integers(1, 9), style=st.sampled_from(["", '"'])),
        lambda child: st.builds(
            Node,
            st.one_of(st.lists(child, max_size=3), st.dictionaries(names, child, max_size=3)),
            st.integers(1, 9),
            st.integers(1, 9),
        ),
        max_leaves=8,
    )
    return st.builds(Node, st.dictionaries(names, value, max_size=6), st.just(1), st.just(1))


@settings(deadline=None, max_examples=150)
@given(nodes(), st.sampled_from([Exercise, Actor, Agreement]))
def test_any_tree_is_a_record_or_has_findings_at_places(node: Node, model: type[BaseModel]) -> None:
    found, findings = read_record(node, model, PATH)
    assert (found is None) == bool(findings)
    for finding in findings:
        assert 1 <= finding.line <= 9
        assert 1 <= finding.column <= 9
        assert str(finding)


@settings(deadline=None, max_examples=100)
@given(
    st.integers(0, len(EXERCISE)), st.integers(0, 12), st.sampled_from(["", "x", ": ", "'", "\n", "- ", "中", "{", "]"])
)
def test_a_damaged_record_is_refused_or_reported_within_its_file(start: int, length: int, put: str) -> None:
    text = EXERCISE[:start] + put + EXERCISE[start + length :]
    try:
        _, findings = read(text)
    except Refused as refused:
        findings = [refused.finding]
    lines = f"{text}\n".split("\n")
    for finding in findings:
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
