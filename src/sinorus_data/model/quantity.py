"""Numbers kept digit for digit, and the range of values a stated number can mean."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from sinorus_data.model.codes import Qualifier

#: Plain decimal notation in ASCII digits: no sign but minus, no exponent, no separator.
PATTERN = r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$"
_shape = re.compile(PATTERN)

#: More digits than any figure of the field needs; bounds the cost of arithmetic.
LONGEST = 60


def read_number(value: Any) -> Decimal:
    """The number written in ``value``, with its trailing zeros; raises on any other form."""
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str) or len(value) > LONGEST or not _shape.fullmatch(value):
        raise PydanticCustomError("N-FORMAT", "not a plain number such as 1200, -28 or 37.63")
    return Decimal(value)


def write_number(value: Decimal) -> str:
    """The digits of a number as they were read, never in exponent notation."""
    return format(value, "f")


Number = Annotated[
    Decimal,
    PlainValidator(read_number),
    PlainSerializer(write_number, return_type=str),
    WithJsonSchema({"type": ["string", "number"], "pattern": PATTERN}),
]


def bounds(value: Decimal, value_max: Decimal | None = None, qualifier: Qualifier = "exact") -> tuple[Decimal, Decimal]:
    """The lowest and highest value that a statement allows, infinities included.

    A bare number means itself after rounding: half a unit of its last stated digit either way.
    ``about`` allows one unit of its last digit that is not a filling zero ("about 1,200" is
    1,100 to 1,300). ``over``, ``under``, ``at_least`` and ``at_most`` bound the signed value.
    """
    with localcontext(prec=2 * LONGEST):
        return _bounds(value, value if value_max is None else value_max, qualifier)


def _bounds(value: Decimal, top: Decimal, qualifier: Qualifier) -> tuple[Decimal, Decimal]:
    if qualifier in ("over", "at_least"):
        return value, Decimal("Infinity")
    if qualifier in ("under", "at_most"):
        return Decimal("-Infinity"), top
    if qualifier == "about":
        return value - _unit(value, filling=False), top + _unit(top, filling=False)
    return value - _unit(value) / 2, top + _unit(top) / 2


def _unit(value: Decimal, *, filling: bool = True) -> Decimal:
    """One unit of the last digit of a number; of the last that is not 0, without ``filling``."""
    exponent = (value if filling or not value else value.normalize()).as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal((0, (1,), exponent))


def agree(one: tuple[Decimal, Decimal], other: tuple[Decimal, Decimal]) -> bool:
    """Whether some value is allowed by both of two pairs of bounds."""
    return one[0] <= other[1] and other[0] <= one[1]
