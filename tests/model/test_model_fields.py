"""How a field is described, and the text types that fields share."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sinorus_data.model.address import Url
from sinorus_data.model.agreement import Agreement
from sinorus_data.model.catalogue import DATA_SETS, EVIDENCED, TABLES
from sinorus_data.model.exercise import Exercise
from sinorus_data.model.fields import (
    About,
    ActorId,
    Flag,
    Integer,
    Item,
    Line,
    Location,
    Prose,
    Quote,
    Slug,
    about,
    described,
    parts_of,
)
from sinorus_data.model.source import Source

relaxed = settings(deadline=None)


def codes_of(kind: Any, value: object) -> list[str]:
    """The types of the objections to ``value``; none if it is taken unchanged."""
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        return [str(detail["type"]) for detail in error.errors()]
    return []


@pytest.mark.parametrize("text", ["joint-sea-2016", "a", "1", "sco-2002"])
def test_slugs_are_lower_case_words(text: str) -> None:
    assert codes_of(Slug, text) == []


@pytest.mark.parametrize("text", ["", "Joint", "a--b", "-a", "a-", "a_b", "a b", "a.b", "é", "a\n", "../a"])
def test_other_slugs_are_refused(text: str) -> None:
    assert codes_of(Slug, text) == ["string_pattern_mismatch"]


def test_long_slugs_are_refused() -> None:
    assert codes_of(Slug, "a" * 120) == []
    assert codes_of(Slug, "a" * 121) == ["string_too_long"]


@pytest.mark.parametrize("text", ["CN", "CN-ROC", "EIGHT-NATION-ALLIANCE", "fu-ying", "joint-sea-2016"])
def test_actor_ids_are_codes_or_slugs(text: str) -> None:
    assert codes_of(ActorId, text) == []


@pytest.mark.parametrize("text", ["", "C", "Cn", "CN-", "CN-roc", "CN RU", "CN;RU", "CN1", "ＣＮ", "cn\n"])
def test_other_actor_ids_are_refused(text: str) -> None:
    assert codes_of(ActorId, text) == ["string_pattern_mismatch"]


@pytest.mark.parametrize("kind", [Line, Item])
@pytest.mark.parametrize("text", ["x", "a b", "中 文", "“quoted”"])
def test_lines_and_items_are_text_without_space_at_the_ends(kind: Any, text: str) -> None:
    assert codes_of(kind, text) == []


@pytest.mark.parametrize("kind", [Line, Item])
@pytest.mark.parametrize("text", ["", " ", " a", "a ", "a\u3000", "\u00a0a", "a\nb", "a\tb", "a\rb", "a\n"])
def test_lines_and_items_have_no_breaks_and_no_outer_space(kind: Any, text: str) -> None:
    assert codes_of(kind, text) == ["string_pattern_mismatch"]


@relaxed
@given(st.text(max_size=20))
def test_no_item_contains_the_separator_of_items(text: str) -> None:
    assert (codes_of(Item, text) == []) == (codes_of(Line, text) == [] and ";" not in text)


def test_prose_says_something() -> None:
    assert codes_of(Prose, "Two\nlines.") == []
    assert codes_of(Prose, " \n\t") == ["string_pattern_mismatch"]
    assert codes_of(Prose, "a" * 4001) == ["string_too_long"]


def test_a_quotation_has_at_most_eight_words() -> None:
    assert codes_of(Quote, "one two three four five six seven eight") == []
    assert codes_of(Quote, "one two three four five six seven eight nine") == ["V-QUOTE"]
    assert codes_of(Quote, "") == ["string_pattern_mismatch"]


@pytest.mark.parametrize("text", ["whole", "¶3", "p. 12", "Building the bond ¶1", "Annex p. 4", "Introduction whole"])
def test_locators_are_section_and_paragraph_or_page(text: str) -> None:
    assert codes_of(Location, text) == []


@pytest.mark.parametrize(
    "text", ["", "¶0", "¶", "¶ 3", "p.12", "p. 012", "page 5", "Introduction", "Intro¶1", "¶3 ", "¶1\n"]
)
def test_other_locators_are_refused(text: str) -> None:
    assert codes_of(Location, text) == ["string_pattern_mismatch"]


@pytest.mark.parametrize(
    "text", ["https://a.org", "http://a.org:80/x?y#z", "https://web.archive.org/web/2016/http://a"]
)
def test_web_addresses_are_taken(text: str) -> None:
    assert codes_of(Url, text) == []


@pytest.mark.parametrize(
    "text", ["", "a.org", "ftp://a.org", "javascript:alert(1)", "https://a b", "https://user@a.org", "https://a.org/\n"]
)
def test_other_addresses_are_refused(text: str) -> None:
    assert codes_of(Url, text) == ["L-URL"]


@pytest.mark.parametrize(("value", "expected"), [("true", True), ("false", False), (True, True), (False, False)])
def test_a_flag_is_true_or_false(value: object, expected: bool) -> None:
    assert TypeAdapter(Flag).validate_python(value) is expected


@pytest.mark.parametrize("value", ["True", "yes", "no", "1", "", 1, 0, None])
def test_other_flags_are_refused(value: object) -> None:
    assert codes_of(Flag, value) == ["F-TYPE"]


@relaxed
@given(st.integers(0, 999_999_999))
def test_whole_numbers_are_read_from_their_digits(number: int) -> None:
    assert TypeAdapter(Integer).validate_python(str(number)) == number
    assert TypeAdapter(Integer).validate_python(number) == number


@pytest.mark.parametrize(
    "value", ["", "-1", "+1", "007", "1.0", "1e3", "1_000", "１", "1000000000", "1\n", 1.0, True, None]
)
def test_other_whole_numbers_are_refused(value: object) -> None:
    assert codes_of(Integer, value) == ["N-FORMAT"]


@pytest.mark.parametrize("table", TABLES)
def test_every_field_of_every_table_is_described(table: str) -> None:
    model = TABLES[table].model
    assert [name for name, _ in described(model)] == list(model.model_fields)
    for name, info in described(model):
        assert info is about(model, name)
        assert info.description.endswith(".")
        assert info.references is None or info.references in DATA_SETS


def test_a_description_says_what_a_field_is() -> None:
    assert about(Source, "part_of").references == "sources"
    assert about(Exercise, "host").nature == "derived"
    assert about(Agreement, "parties").parts == "agreement_parties"


def test_a_description_cannot_be_changed() -> None:
    info = About("What.", "x")
    with pytest.raises(FrozenInstanceError):
        info.description = "Other."  # type: ignore[misc]


def test_an_unknown_field_has_no_description() -> None:
    with pytest.raises(KeyError):
        about(Source, "nonesuch")


def test_parts_go_to_long_tables() -> None:
    assert parts_of(Exercise) == {"participants": "exercise_participants", "forces": "exercise_forces"}
    assert parts_of(Source) == {}


@pytest.mark.parametrize("table", DATA_SETS)
def test_derived_fields_can_be_left_out(table: str) -> None:
    model = DATA_SETS[table].model
    derived = [name for name, info in described(model) if info.nature == "derived"]
    assert all(not model.model_fields[name].is_required() for name in derived)
    assert all(about(model, name).derive for name in derived)


@pytest.mark.parametrize("table", DATA_SETS)
def test_a_derivation_rests_on_fields_of_the_same_record(table: str) -> None:
    model = DATA_SETS[table].model
    for _, info in described(model):
        if info.derive:
            assert info.derive.field in model.model_fields


def test_the_data_sets_with_evidence_are_known() -> None:
    assert EVIDENCED == ("agreements", "exercises", "exercise_series", "events")
