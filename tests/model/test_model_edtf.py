"""Dates as precise as their source."""

from __future__ import annotations

import copy
import pickle
import re
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sinorus_data.model.edtf import PATTERN, Edtf, EdtfError

Day = tuple[int, int, int]
FIRST: Day = (1, 1, 1)
LAST: Day = (9999, 12, 31)

relaxed = settings(deadline=None)


def month_length(year: int, month: int) -> int:
    """The Gregorian rule, written out apart from the standard library that the code relies on."""
    if month == 2:
        return 29 if (year % 4 == 0 and year % 100 != 0) or year % 400 == 0 else 28
    return 30 if month in (4, 6, 9, 11) else 31


class Point(NamedTuple):
    """A generated date and the days it must mean."""

    text: str
    first: Day
    last: Day
    precision: str


years = st.integers(1, 9999)
marks = st.sampled_from(["", "?", "~", "%"])


@st.composite
def days(draw: st.DrawFn) -> Point:
    year, month = draw(years), draw(st.integers(1, 12))
    day = draw(st.integers(1, month_length(year, month)))
    text = f"{year:04}-{month:02}-{day:02}{draw(marks)}"
    return Point(text, (year, month, day), (year, month, day), "day")


@st.composite
def months(draw: st.DrawFn) -> Point:
    year, month = draw(years), draw(st.integers(1, 12))
    last = (year, month, month_length(year, month))
    return Point(f"{year:04}-{month:02}{draw(marks)}", (year, month, 1), last, "month")


@st.composite
def whole_years(draw: st.DrawFn) -> Point:
    year = draw(years)
    return Point(f"{year:04}{draw(marks)}", (year, 1, 1), (year, 12, 31), "year")


@st.composite
def decades(draw: st.DrawFn) -> Point:
    decade = draw(st.integers(1, 999))
    return Point(f"{decade:03}X", (decade * 10, 1, 1), (decade * 10 + 9, 12, 31), "decade")


@st.composite
def centuries(draw: st.DrawFn) -> Point:
    century = draw(st.integers(1, 99))
    return Point(f"{century:02}XX", (century * 100, 1, 1), (century * 100 + 99, 12, 31), "century")


points = st.one_of(days(), months(), whole_years(), decades(), centuries())


@st.composite
def intervals(draw: st.DrawFn) -> Point:
    one, other = draw(points), draw(points)
    if one.first > other.last:
        one, other = other, one
    return Point(f"{one.text}/{other.text}", one.first, other.last, "interval")


@st.composite
def open_intervals(draw: st.DrawFn) -> Point:
    point = draw(points)
    if draw(st.booleans()):
        return Point(f"{point.text}/..", point.first, LAST, "interval")
    return Point(f"../{point.text}", FIRST, point.last, "interval")


dates = st.one_of(points, intervals(), open_intervals())


def code_of(text: str) -> str:
    """The code with which ``text`` is refused."""
    with pytest.raises(EdtfError) as caught:
        Edtf(text)
    return caught.value.code


@relaxed
@given(dates)
def test_a_date_is_written_as_it_was_read(point: Point) -> None:
    assert str(Edtf(point.text)) == point.text
    assert Edtf(str(Edtf(point.text))) == Edtf(point.text)


@relaxed
@given(dates)
def test_first_and_last_day_follow_from_the_calendar(point: Point) -> None:
    value = Edtf(point.text)
    assert (value.earliest.year, value.earliest.month, value.earliest.day) == point.first
    assert (value.latest.year, value.latest.month, value.latest.day) == point.last
    assert value.precision == point.precision


@relaxed
@given(dates)
def test_the_first_day_is_never_after_the_last(point: Point) -> None:
    value = Edtf(point.text)
    assert value.earliest <= value.latest


@relaxed
@given(dates)
def test_the_published_pattern_takes_every_date(point: Point) -> None:
    assert re.search(PATTERN, point.text)


@relaxed
@given(dates)
def test_marks_tell_doubt_and_approximation(point: Point) -> None:
    value = Edtf(point.text)
    assert value.uncertain == any(mark in point.text for mark in "?%")
    assert value.approximate == any(mark in point.text for mark in "~%")


@relaxed
@given(points, marks)
def test_marks_do_not_widen_a_date(point: Point, mark: str) -> None:
    bare = point.text.rstrip("?~%")
    if not bare.endswith("X"):
        marked, plain = Edtf(bare + mark), Edtf(bare)
        assert (marked.earliest, marked.latest) == (plain.earliest, plain.latest)


@relaxed
@given(dates, dates)
def test_exactly_one_of_less_equal_and_greater_holds(one: Point, other: Point) -> None:
    a, b = Edtf(one.text), Edtf(other.text)
    assert (a < b) + (a == b) + (a > b) == 1
    assert (a <= b) == (a < b or a == b)
    assert (a >= b) == (a > b or a == b)
    assert (a == b) == (one.text == other.text)
    assert a != b or hash(a) == hash(b)


@relaxed
@given(st.lists(dates, max_size=8))
def test_order_is_by_first_day_then_last_then_text(found: list[Point]) -> None:
    expected = sorted(found, key=lambda point: (point.first, point.last, point.text))
    assert [str(value) for value in sorted(Edtf(point.text) for point in found)] == [p.text for p in expected]


@relaxed
@given(dates, dates)
def test_containing_and_overlapping_are_about_days(one: Point, other: Point) -> None:
    a, b = Edtf(one.text), Edtf(other.text)
    assert a.contains(b) == (one.first <= other.first and other.last <= one.last)
    assert a.overlaps(b) == b.overlaps(a) == (max(one.first, other.first) <= min(one.last, other.last))


@relaxed
@given(dates)
def test_copies_are_equal(point: Point) -> None:
    value = Edtf(point.text)
    for other in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert other == value
        assert (other.earliest, other.latest, other.precision) == (value.earliest, value.latest, value.precision)


def test_a_date_cannot_be_changed() -> None:
    value = Edtf("2016")
    with pytest.raises(AttributeError, match="immutable"):
        value.text = "2017"
    assert str(value) == "2016"


def test_a_date_is_not_equal_to_its_text() -> None:
    assert Edtf("2016") != "2016"
    with pytest.raises(TypeError, match="not supported"):
        _ = Edtf("2016") < "2017"  # type: ignore[operator]


def test_repr_is_the_call_that_makes_it() -> None:
    assert repr(Edtf("198X/..")) == "Edtf('198X/..')"


@relaxed
@given(st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99))
def test_a_day_is_accepted_exactly_if_it_exists(year: int, month: int, day: int) -> None:
    text = f"{year:04}-{month:02}-{day:02}"
    if year >= 1 and 1 <= month <= 12 and 1 <= day <= month_length(year, month):
        assert str(Edtf(text)) == text
    else:
        assert code_of(text) == "D-CALENDAR"


@pytest.mark.parametrize("year", [4, 100, 400, 1900, 1996, 2000, 2001, 2100])
def test_leap_days_exist_in_leap_years_only(year: int) -> None:
    text = f"{year:04}-02-29"
    if month_length(year, 2) == 29:
        assert Edtf(text).precision == "day"
    else:
        assert code_of(text) == "D-CALENDAR"


@pytest.mark.parametrize(
    "text",
    [
        "0000", "000X", "00XX", "2016-00", "2016-13", "2016-04-31", "2021-02-30", "2021-02-29?", "2016-01-32",
        "2016/2021-02-30", "2021-02-30/2022", "../2016-13", "2016-13/..", "2016-00~",
    ],
)  # fmt: skip
def test_impossible_dates_are_refused_as_such(text: str) -> None:
    assert code_of(text) == "D-CALENDAR"


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "2016 ", " 2016", "2016\n", "16", "216", "20166", "2016-9", "2016-09-1", "2016/09", "2016-09-12T10:00",
        "12.09.2016", "2016-09-12Z", "2016?~", "?2016", "2016-?09", "2016?-09", "198x", "19X0", "1XXX", "XXXX", "198X?",
        "2016-XX", "2016-21", "..", "../..", "/", "2016/", "/2016", "2016/2017/2018", "2016..2017", "2016/...", "-2016",
        "+2016", "Y20160", "２０１６", "٢٠١٦", "2016–2017", "[2016,2017]", "2016年", "about 2016", "null", "2016/open",
        "2016-W05",
    ],
)  # fmt: skip
def test_other_forms_are_refused(text: str) -> None:
    expected = "D-CALENDAR" if text == "2016-21" else "D-FORMAT"
    assert code_of(text) == expected


@relaxed
@given(dates, st.integers(0, 40), st.sampled_from(list("abxTZ .,:;_年\n\t０")))
def test_a_foreign_character_anywhere_makes_it_no_date(point: Point, place: int, foreign: str) -> None:
    assert code_of(point.text[:place] + foreign + point.text[place:]) == "D-FORMAT"


@relaxed
@given(points, points)
def test_an_interval_is_refused_exactly_if_it_runs_backwards(one: Point, other: Point) -> None:
    text = f"{one.text}/{other.text}"
    if one.first > other.last:
        assert code_of(text) == "D-ORDER"
    else:
        assert Edtf(text).precision == "interval"


@pytest.mark.parametrize("text", ["2016/2015", "2016-09-12/2016-09-11", "199X/198X", "1991-12-26/1991-11", "20XX/1999"])
def test_reversed_intervals_are_refused(text: str) -> None:
    assert code_of(text) == "D-ORDER"


@relaxed
@given(st.one_of(st.text(max_size=24), st.text("0123456789-/.X?~%", max_size=24)))
def test_any_text_is_a_date_or_refused_with_a_known_code(text: str) -> None:
    try:
        outcome = str(Edtf(text))
    except EdtfError as error:
        outcome = error.code
    assert outcome in (text, "D-FORMAT", "D-CALENDAR", "D-ORDER")


adapter = TypeAdapter(Edtf)


@relaxed
@given(dates)
def test_a_model_reads_and_writes_a_date_as_text(point: Point) -> None:
    value = adapter.validate_python(point.text)
    assert value == Edtf(point.text)
    assert adapter.dump_python(value, mode="json") == point.text
    assert adapter.validate_python(value) is value


@pytest.mark.parametrize(
    ("given_", "code"),
    [("2016-02-30", "D-CALENDAR"), ("2016/2015", "D-ORDER"), ("2016 {x}", "D-FORMAT"), (2016, "F-TYPE")],
)
def test_a_model_refuses_with_the_code_of_the_date(given_: object, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(given_)
    assert [error["type"] for error in caught.value.errors()] == [code]


def test_the_schema_shows_editors_the_pattern() -> None:
    assert adapter.json_schema() == {"type": ["string", "integer"], "pattern": PATTERN}
