"""The closed lists, and what each code means."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from sinorus_data.model import codes
from sinorus_data.model.definitions import DEFINITIONS

LISTS = codes.lists()
EVERY = [(name, code) for name, found in LISTS.items() for code in found]


def test_lists_gives_codes_in_order() -> None:
    assert LISTS["Stance"] == get_args(codes.Stance) == ("agrees", "disagrees", "conditional", "neutral")
    assert LISTS["Frequency"] == ("A", "S", "Q", "M", "YTD")


def test_only_closed_lists_are_lists() -> None:
    assert set(LISTS) == {name for name in vars(codes) if name[0].isupper() and name != "Literal"}


@pytest.mark.parametrize("name", LISTS)
def test_no_code_stands_twice_in_a_list(name: str) -> None:
    assert len(set(LISTS[name])) == len(LISTS[name])


@pytest.mark.parametrize("name", LISTS)
def test_codes_are_single_words_that_a_cell_can_hold(name: str) -> None:
    assert all(re.fullmatch(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*", code) for code in LISTS[name])


def test_every_list_and_no_other_is_defined() -> None:
    assert set(DEFINITIONS) == set(LISTS)


@pytest.mark.parametrize("name", LISTS)
def test_every_code_and_no_other_is_defined_in_the_same_order(name: str) -> None:
    assert tuple(DEFINITIONS[name]) == LISTS[name]


@pytest.mark.parametrize("name", LISTS)
def test_labels_and_definitions_tell_the_codes_of_a_list_apart(name: str) -> None:
    found = DEFINITIONS[name].values()
    assert len({entry.label.casefold() for entry in found}) == len(found)
    assert len({entry.definition for entry in found}) == len(found)


@pytest.mark.parametrize(("name", "code"), EVERY)
def test_a_definition_is_a_sentence_with_a_case(name: str, code: str) -> None:
    label, definition, example = DEFINITIONS[name][code]
    assert label
    assert example
    assert definition.endswith(".")
    for text in (label, definition, example):
        assert text == text.strip()
        assert "\n" not in text
        assert "  " not in text
