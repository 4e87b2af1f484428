"""Columns of a frame as the text that a table would hold, in Narwhals expressions."""

from __future__ import annotations

import operator
from functools import reduce
from typing import TYPE_CHECKING, Any

from sinorus_data.bulk.replay import key_of
from sinorus_data.tables.columns import names

if TYPE_CHECKING:
    import narwhals as nw


def as_text(table: str, schema: dict[str, Any]) -> tuple[list[nw.Expr], list[nw.Expr]]:
    """The columns of a frame as text, and expressions for the cells that have no text to look at."""
    import narwhals as nw

    texts, opaque = [], []
    for name in names(table):
        column, kind = nw.col(name), schema[name]
        text = _text(column, kind)
        if text is None:
            opaque.append(_filled(column, kind))
            text = nw.when(column.is_null()).then(nw.lit("")).otherwise(nw.lit(""))
        elif isinstance(kind, nw.Datetime):
            opaque += [_within_day(column, kind)]
        texts.append(text.alias(name))
    return texts, opaque


def key_as_text(table: str, schema: dict[str, Any]) -> list[nw.Expr]:
    """The columns of the primary key as text, in the order of the table."""
    texts, _ = as_text(table, schema)
    return [text for text, name in zip(texts, names(table), strict=True) if name in key_of(table)]


def _text(column: nw.Expr, kind: Any) -> nw.Expr | None:
    """One column as text, ``None`` if its type has none."""
    import narwhals as nw

    if kind == nw.String:
        return column.fill_null("")
    if kind in (nw.Categorical, nw.Enum) or kind.is_numeric():
        return nw.when(~column.is_null()).then(column.cast(nw.String)).otherwise(nw.lit(""))
    if kind in (nw.Date, nw.Datetime):
        return nw.when(~column.is_null()).then(column.dt.to_string("%Y-%m-%d")).otherwise(nw.lit(""))
    if kind == nw.Boolean:
        flag = nw.when(column).then(nw.lit("true")).otherwise(nw.lit("false"))
        return nw.when(~column.is_null()).then(flag).otherwise(nw.lit(""))
    return None


def _filled(column: nw.Expr, kind: Any) -> nw.Expr:
    import narwhals as nw

    if isinstance(kind, nw.List):
        return nw.when(column.is_null()).then(nw.lit(False)).otherwise(column.list.len() > 0)
    return ~column.is_null()


def _within_day(column: nw.Expr, kind: Any) -> nw.Expr:
    """Whether a time is another than midnight, and so more than a day."""
    import narwhals as nw

    parts = [column.dt.hour(), column.dt.minute(), column.dt.second()]
    parts.append(column.dt.nanosecond() if kind.time_unit == "ns" else column.dt.microsecond())
    return nw.when(column.is_null()).then(nw.lit(False)).otherwise(reduce(operator.add, parts) > 0)
