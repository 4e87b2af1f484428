"""What a date or number was meant to be, where only one reading is possible; never read that way."""

from __future__ import annotations

import re

from sinorus_data.model.edtf import Edtf, EdtfError
from sinorus_data.model.quantity import PATTERN

_MONTHS = (
    ("january", "jan", "январ"), ("february", "feb", "феврал"), ("march", "mar", "март"),
    ("april", "apr", "апрел"), ("may", "may", "ма"), ("june", "jun", "июн"), ("july", "jul", "июл"),
    ("august", "aug", "август"), ("september", "sep", "сентябр"), ("october", "oct", "октябр"),
    ("november", "nov", "ноябр"), ("december", "dec", "декабр"),
)  # fmt: skip
_ENDING = r"(?:ь|я|а|й)?"
_NAMED = {
    rf"(?:{name}|{short}\.?|{russian}{_ENDING})": number
    for number, (name, short, russian) in enumerate(_MONTHS, 1)
}  # fmt: skip
_YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?")
_COMPACT = re.compile(r"((?:1[6-9]|20)\d\d)(\d\d)(\d\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ROUGHLY = re.compile(r"(?:circa|ca\.?|c\.|about|около|约)\s*(\d{4})")
_IN_WORDS = re.compile(r"(?:(\d{1,2})\s+)?(\D+?)(?:\s+(\d{1,2}),)?\s+(\d{4})(?:\s*(?:г\.?|года))?")


def iso_date(text: str) -> str:
    """The EDTF form of a date written otherwise; empty where it is not certain which is meant.

    ``16.07.2001`` can only be a day in July; ``07/08/2001`` may be two days, so nothing is said.
    """
    plain = text.strip().casefold()
    found = _year_first(plain) or _year_last(plain) or _in_words(plain)
    if not found and (roughly := _ROUGHLY.fullmatch(plain)):
        found = f"{roughly[1]}~"
    try:
        return str(Edtf(found)) if found else ""
    except EdtfError:
        return ""


def _year_first(text: str) -> str:
    match = _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    return _joined(*match.groups()) if match else text[:4] if re.fullmatch(r"\d{4}年", text) else ""


def _year_last(text: str) -> str:
    match = _YEAR_LAST.fullmatch(text)
    if not match:
        return ""
    first, second, year = match.groups()
    days = sorted({(first, second), (second, first)})
    possible = [(month, day) for day, month in days if int(month) <= 12]
    return _joined(year, *possible[0]) if len(possible) == 1 else ""


def _in_words(text: str) -> str:
    match = _IN_WORDS.fullmatch(text)
    if not match:
        return ""
    day, name, second_day, year = match.groups()
    month = next((number for shape, number in _NAMED.items() if re.fullmatch(shape, name)), None)
    return _joined(year, str(month), day or second_day) if month else ""


def _joined(year: str, month: str | None = None, day: str | None = None) -> str:
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def plain_number(text: str) -> str:
    """The plain form of a number with signs between its thousands; empty where it is not certain."""
    bare = re.sub(r"(?<=\d)[ ,_\u00a0\u202f](?=\d{3}(?!\d))", "", text.strip().removeprefix("+"))
    return bare if bare != text and re.fullmatch(PATTERN, bare) else ""
