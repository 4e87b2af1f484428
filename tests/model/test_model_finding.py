"""The form in which trouble is reported."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_data.model.finding import Finding, Refused, printable, shown

relaxed = settings(deadline=None)
any_text = st.text(st.characters(exclude_categories=()), max_size=40)


def test_a_finding_reads_as_place_code_and_message() -> None:
    assert str(Finding("a.yaml", 3, 7, "F-CODE", "not a code")) == "a.yaml:3:7: F-CODE not a code"


def test_a_finding_shows_what_was_got_expected_and_to_do() -> None:
    finding = Finding("a.yaml", 3, 7, "F-CODE", "not a code", "'navel'", "'naval'", "mend it")
    assert str(finding) == "a.yaml:3:7: F-CODE not a code (got 'navel', expected 'naval') [fix: mend it]"


@pytest.mark.parametrize(("got", "expected", "shows"), [("1", "", "(got 1)"), ("", "2", "(expected 2)")])
def test_an_empty_side_is_not_shown(got: str, expected: str, shows: str) -> None:
    assert str(Finding("a", 1, 1, "X", "no", got, expected)) == f"a:1:1: X no {shows}"


def test_findings_sort_by_place() -> None:
    places = [("b", 1, 1), ("a", 10, 1), ("a", 2, 5), ("a", 2, 1)]
    found = sorted(Finding(*place, "X", "no") for place in places)
    assert [(f.path, f.line, f.column) for f in found] == sorted(places)


def test_a_refusal_carries_its_finding() -> None:
    finding = Finding("a", 1, 1, "X", "no")
    assert Refused(finding).finding is finding
    assert str(Refused(finding)) == str(finding)


@relaxed
@given(any_text, any_text)
def test_a_finding_is_one_line_that_every_terminal_can_show(path: str, message: str) -> None:
    text = str(Finding(path, 1, 1, "X", message, shown(message)))
    assert len(text.splitlines()) == 1
    assert all(character.isprintable() or character.isspace() for character in text)
    text.encode("utf-8")


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("\x1b[31m", "\\x1b[31m"),
        ("a\nb", "a\\nb"),
        ("\u202eabc", "\\u202eabc"),
        ("\u2028", "\\u2028"),
        ("\ud800", "\\ud800"),
        ("\ue000", "\\ue000"),
        ("\U000e0001", "\\U000e0001"),
        ("中文 «русский» 😀", "中文 «русский» 😀"),
    ],
)
def test_characters_that_deceive_are_escaped(raw: str, safe: str) -> None:
    assert printable(raw) == safe


@relaxed
@given(any_text)
def test_escaping_again_changes_nothing(text: str) -> None:
    assert printable(printable(text)) == printable(text)


@relaxed
@given(any_text, st.integers(1, 30))
def test_a_shown_value_is_quoted_and_cut(text: str, limit: int) -> None:
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    assert shown(text, limit) == repr(cut)
    assert len(cut) <= limit
