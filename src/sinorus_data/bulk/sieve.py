"""The sieve: which rows of a frame the strict engine has to look at, as Narwhals expressions.

It errs towards suspicion alone: a row that it lets pass breaks no rule but, perhaps, the one on
keys that stand twice. Frames of text come as they are read; in others numbers, days and flags are
cast to the text that a table would hold.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable
from functools import reduce
from typing import TYPE_CHECKING, Any

from sinorus_data.bulk import across, columns
from sinorus_data.bulk.columns import Suspicion
from sinorus_data.bulk.replay import key_of
from sinorus_data.bulk.report import Task
from sinorus_data.tables.columns import names

if TYPE_CHECKING:
    import narwhals as nw

#: Engines whose ``$`` stands at the very end of a text alone.
_STRICT_END = ("polars", "pyarrow", "duckdb")


def suspicions(task: Task, implementation: str) -> list[Suspicion]:
    """Expressions over columns of text without nulls, of which one or more hold in every row to look at."""
    line_ends = implementation not in _STRICT_END
    return [
        *columns.suspicions(task.table, task.known, line_ends=line_ends),
        *across.suspicions(task.table),
    ]


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


def suspected(some: Iterable[Suspicion]) -> nw.Expr:
    """One expression for a row that any of these suspects."""
    import narwhals as nw

    return nw.any_horizontal(*(one.holds for one in some), ignore_nulls=False)


#: Rows by which is told whether values come again, and how many values among them are few: of a thousand that many
#: differ if they are drawn from some thousand.
_SAMPLE, _FEW = 1000, 600


def suspects(frame: nw.DataFrame[Any], some: Iterable[Suspicion]) -> nw.Series[Any]:
    """Of a frame of text without nulls, whether each row is suspected.

    Columns whose values come again and again are looked at value by value, and those that are mostly empty where they
    are filled, which is quicker; row by row only where something is suspected so.
    """
    import narwhals as nw

    values, filled = _sampled(frame)
    by_row: list[nw.Expr] = []
    by_value: dict[tuple[tuple[str, ...], str], list[nw.Expr]] = {}
    for one in some:
        few = all(values[name] <= _FEW for name in one.columns) and not (one.cheap and len(one.columns) > 1)
        within = one.filled if one.filled and filled[one.filled] <= _SAMPLE // 4 else ""
        (by_value.setdefault((one.columns, within), []) if few or within else by_row).append(one.holds)
    seen: list[nw.DataFrame[Any]] = []
    for (looked_at, within), these in sorted(by_value.items(), key=lambda item: (item[0][1], -len(item[0][0]))):
        wider = next((known for known in seen if set(looked_at) <= set(known.columns)), None)
        distinct = _distinct(frame, looked_at, within) if wider is None else wider
        if not within and len(looked_at) > 1:
            seen.append(distinct)
        if len(distinct) and distinct.select(nw.any_horizontal(*these, ignore_nulls=False).any()).item():
            by_row += these
    if not by_row:
        by_row = [nw.col(frame.columns[0]) != nw.col(frame.columns[0])]
    held = frame.select(*(holds.alias(str(at)) for at, holds in enumerate(by_row)))
    return held.select(nw.any_horizontal(nw.all(), ignore_nulls=False).alias("suspect")).get_column("suspect")


def _sampled(frame: nw.DataFrame[Any]) -> tuple[dict[str, int], dict[str, int]]:
    """How many values each column has, and how many that are not empty, in the first rows; of a small frame many."""
    import narwhals as nw

    if len(frame) <= _SAMPLE:
        return dict.fromkeys(frame.columns, _SAMPLE), dict.fromkeys(frame.columns, _SAMPLE)
    head = frame.head(_SAMPLE)
    numbers = head.select(nw.all().n_unique()).row(0), head.select((nw.all() != "").sum()).row(0)
    values, filled = (dict(zip(frame.columns, map(int, some), strict=True)) for some in numbers)
    return values, filled


def _distinct(frame: nw.DataFrame[Any], looked_at: tuple[str, ...], within: str) -> nw.DataFrame[Any]:
    """The distinct values of some columns, or those where one column is filled."""
    import narwhals as nw

    if within:
        frame = frame.select(*looked_at).filter(nw.col(within) != "")
    if len(looked_at) == 1:  # much quicker than the distinct rows of a frame
        return frame.get_column(looked_at[0]).unique().to_frame()
    return frame.select(*looked_at).unique()
