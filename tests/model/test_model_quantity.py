"""Numbers digit for digit, and what a stated number can mean."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from sinorus_data.model.codes import Qualifier
from sinorus_data.model.quantity import LONGEST, PATTERN, Number, agree, bounds, read_number, write_number

relaxed = settings(deadline=None)
INFINITY = Decimal("Infinity")

DIGITS = "0123456789"


@st.composite
def plain_decimals(draw: st.DrawFn, whole: int = 10**30, places: int = 20) -> str:
    sign = draw(st.sampled_from(["", "-"]))
    fraction = draw(st.one_of(st.just(""), st.text(DIGITS, min_size=1, max_size=places).map(lambda text: "." + text)))
    return f"{sign}{draw(st.integers(0, whole))}{fraction}"


short_decimals = plain_decimals(10**12, 6)


def is_plain(text: str) -> bool:
    """The notation, told apart without a regular expression."""
    whole, point, fraction = text.removeprefix("-").partition(".")
    digits = bool(whole) and set(whole) <= set(DIGITS) and (len(whole) == 1 or whole[0] != "0")
    return digits and (set(fraction) <= set(DIGITS) and bool(fraction) if point else not fraction)


def unit(text: str) -> Fraction:
    """One unit of the last stated digit."""
    return Fraction(1, 10 ** len(text.partition(".")[2]))


def refuse(value: object) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        read_number(value)
    assert caught.value.type == "N-FORMAT"


@relaxed
@given(plain_decimals())
def test_every_digit_survives_reading_and_writing(text: str) -> None:
    assert write_number(read_number(text)) == text


@pytest.mark.parametrize("text", ["0", "-0", "0.0", "-0.00", "1200", "37.60", "0.0000000001", "1" + "0" * 59])
def test_zeros_and_signs_survive(text: str) -> None:
    assert write_number(read_number(text)) == text


@relaxed
@given(plain_decimals())
def test_the_value_is_the_one_written(text: str) -> None:
    assert Fraction(read_number(text)) == Fraction(text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "1,200", "1 200", "1_000", "010", "00", "-", "+1", "--1", "1.", ".5", "1.5.2", "1e5", "1E+5", "0x10",
        "NaN", "Infinity", "-Infinity", "inf", "½", "１２", "٣", "12%", "$5", "1/2", "1200\n", "\n1200", " 1", "1 ",
        "−5", "12–24", "about 5", "1'000",
    ],
)  # fmt: skip
def test_other_notations_are_refused(text: str) -> None:
    refuse(text)


@pytest.mark.parametrize("value", [None, 5, 5.0, True, b"5", ["5"]])
def test_what_is_no_text_is_refused(value: object) -> None:
    refuse(value)


@relaxed
@given(st.one_of(st.text(max_size=12), st.text(DIGITS + "-+.,eE_ ", max_size=12)))
def test_any_text_is_a_plain_decimal_or_refused(text: str) -> None:
    assert bool(re.search(PATTERN, text)) == is_plain(text) or text.endswith("\n")
    if is_plain(text):
        assert write_number(read_number(text)) == text
    else:
        refuse(text)


def test_more_digits_than_a_figure_needs_are_refused() -> None:
    assert write_number(read_number("9" * LONGEST)) == "9" * LONGEST
    refuse("9" * (LONGEST + 1))


@relaxed
@given(plain_decimals())
def test_a_model_reads_and_writes_numbers_as_text(text: str) -> None:
    adapter: TypeAdapter[Decimal] = TypeAdapter(Number)
    value = adapter.validate_python(text)
    assert adapter.dump_python(value) == text
    with pytest.raises(ValidationError, match="not a plain number"):
        adapter.validate_python(text + "e1")


@pytest.mark.parametrize(
    ("value", "qualifier", "low", "high"),
    [
        ("1200", "exact", "1199.5", "1200.5"),
        ("37.63", "exact", "37.625", "37.635"),
        ("37.60", "exact", "37.595", "37.605"),
        ("-28", "exact", "-28.5", "-27.5"),
        ("0", "exact", "-0.5", "0.5"),
        ("1200", "about", "1100", "1300"),
        ("1205", "about", "1204", "1206"),
        ("-300", "about", "-400", "-200"),
        ("37.6", "about", "37.5", "37.7"),
        ("0", "about", "-1", "1"),
        ("100", "over", "100", "Infinity"),
        ("100", "at_least", "100", "Infinity"),
        ("-28", "over", "-28", "Infinity"),
        ("100", "under", "-Infinity", "100"),
        ("100", "at_most", "-Infinity", "100"),
        ("-28", "at_most", "-Infinity", "-28"),
    ],
)
def test_a_number_means_a_range(value: str, qualifier: Qualifier, low: str, high: str) -> None:
    assert bounds(Decimal(value), qualifier=qualifier) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("qualifier", "low", "high"),
    [
        ("exact", "19.5", "24.5"),
        ("about", "10", "25"),
        ("over", "20", "Infinity"),
        ("at_least", "20", "Infinity"),
        ("under", "-Infinity", "24"),
        ("at_most", "-Infinity", "24"),
    ],
)
def test_a_stated_range_widens_at_its_ends(qualifier: Qualifier, low: str, high: str) -> None:
    assert bounds(Decimal(20), Decimal(24), qualifier) == (Decimal(low), Decimal(high))


@relaxed
@given(short_decimals, st.sampled_from(["exact", "about", "over", "under", "at_least", "at_most"]))
def test_bounds_contain_the_number_itself(text: str, qualifier: Qualifier) -> None:
    value = read_number(text)
    low, high = bounds(value, qualifier=qualifier)
    assert low <= value <= high


@relaxed
@given(short_decimals)
def test_an_exact_number_is_off_by_half_a_unit_at_most(text: str) -> None:
    low, high = bounds(read_number(text))
    assert Fraction(low) == Fraction(text) - unit(text) / 2
    assert Fraction(high) == Fraction(text) + unit(text) / 2


@relaxed
@given(short_decimals)
def test_about_allows_at_least_what_the_bare_number_does(text: str) -> None:
    exact, about = bounds(read_number(text)), bounds(read_number(text), qualifier="about")
    assert about[0] < exact[0] < exact[1] < about[1]


@pytest.mark.parametrize("digits", [28, LONGEST])
@pytest.mark.parametrize("qualifier", ["exact", "about"])
def test_bounds_are_exact_for_every_number_that_is_read(digits: int, qualifier: Qualifier) -> None:
    text = ("1234567891" * 6)[: digits - 1] + "1"
    low, high = bounds(read_number(text), qualifier=qualifier)
    slack = Fraction(1, 2) if qualifier == "exact" else 1
    assert (Fraction(low), Fraction(high)) == (Fraction(text) - slack, Fraction(text) + slack)


@relaxed
@given(short_decimals, short_decimals)
def test_two_exact_numbers_agree_if_their_roundings_meet(one: str, other: str) -> None:
    meets = abs(Fraction(one) - Fraction(other)) <= (unit(one) + unit(other)) / 2
    a, b = bounds(read_number(one)), bounds(read_number(other))
    assert agree(a, b) == agree(b, a) == meets


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [(("1", "2"), ("2", "3"), True), (("1", "2"), ("2.1", "3"), False), (("-Infinity", "5"), ("5", "Infinity"), True)],
)
def test_bounds_agree_if_some_value_is_in_both(one: tuple[str, str], other: tuple[str, str], expected: bool) -> None:
    a, b = (Decimal(one[0]), Decimal(one[1])), (Decimal(other[0]), Decimal(other[1]))
    assert agree(a, b) is expected
    assert agree(b, a) is expected


@relaxed
@given(short_decimals, short_decimals)
def test_over_and_under_disagree_only_if_they_leave_a_gap(one: str, other: str) -> None:
    assume(Fraction(one) != Fraction(other))
    over, under = bounds(read_number(one), qualifier="over"), bounds(read_number(other), qualifier="under")
    assert agree(over, under) == (Fraction(one) < Fraction(other))
    assert over[1] == INFINITY
    assert under[0] == -INFINITY
