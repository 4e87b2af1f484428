"""Dates as precise as their source, and no more: a subset of EDTF.

Convention: Extended Date/Time Format, ISO 8601-2:2019 levels 0 and 1. Taken from it are
``1996``, ``2016-09``, ``2016-09-12``, each with ``?`` (uncertain), ``~`` (approximate) or
``%`` (both) at the end; ``198X`` and ``20XX``; and the intervals ``2016-09-12/2016-09-19``,
``1964/..`` and ``../1991``.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

Precision = Literal["day", "month", "year", "decade", "century", "interval"]

_POINT = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?[?~%]?|[0-9]{3}X|[0-9]{2}XX"
#: What an EDTF value of the subset looks like; the calendar is checked beyond it.
PATTERN = rf"^(?:(?:{_POINT})(?:/(?:{_POINT}|\.\.))?|\.\./(?:{_POINT}))$"

_parts = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)|([0-9]{2,3})(XX?)")
_shape = re.compile(PATTERN)


class EdtfError(ValueError):
    """A text that is no date of the subset; ``code`` says in which way.

    ``D-FORMAT`` it has another form, ``D-CALENDAR`` no such day exists, ``D-ORDER`` an
    interval ends before it begins.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Edtf:
    """A date or interval, kept as written and compared as the days it can mean.

    ``earliest`` and ``latest`` are the first and last day (``datetime.date``); an open end
    gives ``date.min`` or ``date.max``. ``?``, ``~`` and ``%`` do not widen them. Values order
    by first day, then last day, then text; equality is equality of text.

    Raises ``EdtfError`` (a ``ValueError``) if the text is not in the subset.
    """

    __slots__ = ("earliest", "latest", "precision", "text")

    text: str
    earliest: date
    latest: date
    precision: Precision

    def __init__(self, text: str) -> None:
        if not isinstance(text, str):
            raise TypeError(f"an EDTF date is text, not {type(text).__name__}")
        if not _shape.fullmatch(text):
            raise EdtfError("D-FORMAT", "not a date as YYYY, YYYY-MM, YYYY-MM-DD or an interval of two")
        start, slash, end = text.partition("/")
        first, last, precision = _span(start)
        if slash:
            last = date.max if end == ".." else _span(end)[1]
            precision = "interval"
            if first > last:
                raise EdtfError("D-ORDER", "the interval ends before it begins")
        for name, value in (("text", text), ("earliest", first), ("latest", last), ("precision", precision)):
            object.__setattr__(self, name, value)

    @property
    def uncertain(self) -> bool:
        """Whether the source doubts the date (``?`` or ``%``)."""
        return "?" in self.text or "%" in self.text

    @property
    def approximate(self) -> bool:
        """Whether the source gives the date as approximate (``~`` or ``%``)."""
        return "~" in self.text or "%" in self.text

    def contains(self, other: Edtf) -> bool:
        """Whether every day that ``other`` can mean lies within this value."""
        return self.earliest <= other.earliest and other.latest <= self.latest

    def overlaps(self, other: Edtf) -> bool:
        """Whether some day can be meant by both."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def _key(self) -> tuple[date, date, str]:
        return (self.earliest, self.latest, self.text)

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if isinstance(other, Edtf) else NotImplemented

    def __lt__(self, other: Edtf) -> bool:
        return self._key() < other._key() if isinstance(other, Edtf) else NotImplemented

    def __le__(self, other: Edtf) -> bool:
        return self._key() <= other._key() if isinstance(other, Edtf) else NotImplemented

    def __gt__(self, other: Edtf) -> bool:
        return self._key() > other._key() if isinstance(other, Edtf) else NotImplemented

    def __ge__(self, other: Edtf) -> bool:
        return self._key() >= other._key() if isinstance(other, Edtf) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.text)

    def __str__(self) -> str:
        return self.text

    def __format__(self, spec: str) -> str:
        return format(self.text, spec)

    def __repr__(self) -> str:
        return f"Edtf({self.text!r})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Edtf is immutable; cannot set {name}")

    def __reduce__(self) -> tuple[type[Edtf], tuple[str]]:
        return (Edtf, (self.text,))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import PydanticCustomError, core_schema

        def read(value: object) -> Edtf:
            if isinstance(value, Edtf):
                return value
            if not isinstance(value, str):
                raise PydanticCustomError("F-TYPE", "a date is written as text")
            try:
                return cls(value)
            except EdtfError as error:
                raise PydanticCustomError(error.code, "{reason}", {"reason": str(error)}) from None

        return core_schema.no_info_plain_validator_function(read, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        # An editor reads an unquoted year as a number; our reader takes both as text.
        return {"type": ["string", "integer"], "pattern": PATTERN}


def _span(point: str) -> tuple[date, date, Precision]:
    """First day, last day and precision of one point of a date."""
    if point == "..":
        return date.min, date.min, "interval"
    found = _parts.fullmatch(point)
    assert found is not None, point
    year, month, day, _, digits, unknown = found.groups()
    try:
        if digits:
            low, high = int(digits.ljust(4, "0")), int(digits.ljust(4, "9"))
            return date(low, 1, 1), date(high, 12, 31), "decade" if unknown == "X" else "century"
        if day:
            exact = date(int(year), int(month), int(day))
            return exact, exact, "day"
        if month:
            last = calendar.monthrange(int(year), int(month))[1]
            return date(int(year), int(month), 1), date(int(year), int(month), last), "month"
        return date(int(year), 1, 1), date(int(year), 12, 31), "year"
    except (ValueError, calendar.IllegalMonthError):
        raise EdtfError("D-CALENDAR", f"there is no such date in the calendar as {point}") from None
