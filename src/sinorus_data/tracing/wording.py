"""Whether a number, date or name stands in a text: in digits, in words, or in another accepted form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from sinorus_data.model.edtf import Edtf
from sinorus_data.tracing.texts import plain

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth",
    10: "tenth", 20: "twentieth",
}  # fmt: skip
#: Other ways in which English writes a number, ranks by superlatives among them.
_OTHER = {
    "0.5": ("half",),
    "1": ("a", "an", "once", "single", "throughout", "most", "largest", "top", "leading", "main"),
    "2": ("both", "twice", "double"),
    "10": ("decade",),
    "12": ("dozen",),
    "50": ("half",),
}
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


def has_number(text: str, value: Decimal) -> bool:
    """Whether the number stands in the text; its sign is carried by words ("decrease of")."""
    decades = abs(value) / 10
    if decades in range(2, 10) and "decades" in plain(text) and has_number(text, decades):
        return True
    return any(_has_word(text, form) for form in _forms(abs(value)))


def _forms(value: Decimal) -> Iterable[str]:
    digits = format(value, "f")
    whole = value == value.to_integral_value()
    yield digits
    yield f"{value:,f}"
    yield from (digits.replace(".", ","), f"{value:,f}".replace(",", " "))  # as Russian and others write it
    yield from _OTHER.get(digits, ())
    if whole and value < 100:
        number = int(value)
        yield _SMALL[number] if number < 20 else _tens(number)
        yield _ORDINALS.get(number, digits)


def _tens(number: int) -> str:
    return _TENS[number // 10] + (f"-{_SMALL[number % 10]}" if number % 10 else "")


def _has_word(text: str, word: str) -> bool:
    """A word stands alone; a number may touch its unit ("7,000km") or Chinese characters, which write no spaces."""
    end = r"(?!\d|[.,]\d)" if word[-1].isdigit() else r"(?!\w)"
    start = r"(?<![a-zа-яё0-9_.,])" if word[0].isdigit() else r"(?<![\w.,])"
    return re.search(rf"{start}{re.escape(word)}{end}", plain(text)) is not None


def has_date(text: str, value: Edtf) -> bool:
    """Whether each year, month and day of a date stands in the text."""
    return all(_has_point(text, point) for point in value.text.split("/") if point != "..")


def _has_point(text: str, point: str) -> bool:
    year, _, rest = point.rstrip("?~%").partition("-")
    month, _, day = rest.partition("-")
    content = plain(text)
    if "X" in year:
        return year.rstrip("X") in content or "century" in content
    # "1984-85" and "'85" name a year by its last two digits.
    found = re.search(rf"(?<!\d){year}(?!\d)|(?<=-|'){year[2:]}(?!\d)", content) is not None
    if month:
        found = found and _MONTHS[int(month) - 1][:3] in content
    return found and (not day or re.search(rf"(?<!\d){int(day)}(?!\d)", content) is not None)


def has_month(text: str, value: Edtf) -> bool:
    """Whether at least the months of a date stand in the text, or words that place it in time."""
    months = [int(point[5:7]) for point in value.text.split("/") if len(point.rstrip("?~%")) >= 7]
    return all(_MONTHS[month - 1][:3] in plain(text) for month in months)


def has_name(text: str, names: Iterable[str]) -> bool:
    """Whether one of the names of a thing stands in the text."""
    content = plain(text)
    return any(re.search(rf"(?<!\w){re.escape(plain(name))}", content) for name in names if name)


def has_words(text: str, value: str) -> bool:
    """Whether every word of a place or title stands in the text, whatever its ending."""
    content = plain(text)
    words = [word for word in re.findall(r"\w+", plain(value)) if len(word) > 3]
    return all(word[:5] in content for word in words)
