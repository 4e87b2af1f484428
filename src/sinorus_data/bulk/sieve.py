"""The sieve: which rows of a frame the strict engine has to look at, as Narwhals expressions.

It errs towards suspicion alone: a row that it lets pass breaks no rule but, perhaps, the one on
keys that stand twice. It looks at columns of text without nulls.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sinorus_data.bulk import across, columns
from sinorus_data.bulk.columns import Suspicion
from sinorus_data.bulk.report import Task
from sinorus_data.tables.columns import columns as columns_of

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


def suspected(some: Iterable[Suspicion]) -> nw.Expr:
    """One expression for a row that any of these suspects."""
    import narwhals as nw

    return nw.any_horizontal(*(one.holds for one in some), ignore_nulls=False)


#: Frames of so many rows are looked at row by row. In larger ones each value is looked at once, but for columns in
#: which more than every fourth cell is another.
_SMALL, _EVERY = 1000, 4
#: Bytes that the remembered values of some columns may take, and what each takes besides its characters, about.
_MEMORY, _EACH = 16_000_000, 200


class Sieve:
    """The sieve of one task, for a table that comes in parts: it remembers what it and the strict engine have seen.

    Several threads may ask at once.
    """

    def __init__(self, task: Task, implementation: str) -> None:
        self._task, self._implementation = task, implementation
        self._seen: dict[tuple[str, ...], _Seen] = {}
        self._varied: set[str] = set()
        """Columns of which hardly any value comes again."""

    @cached_property
    def _groups(self) -> list[tuple[tuple[str, ...], list[Suspicion]]]:
        """What is looked at together: of each column, of each choice of columns, and of all that have codes or ids."""
        coded = {column.name for column in columns_of(self._task.table) if column.codes or column.about.references}
        groups: dict[tuple[str, ...], list[Suspicion]] = {}
        codes: list[Suspicion] = []
        for one in suspicions(self._task, self._implementation):
            several = len(one.columns) > 1
            (codes if several and coded.issuperset(one.columns) else groups.setdefault(one.columns, [])).append(one)
        together = tuple(dict.fromkeys(name for one in codes for name in one.columns))
        return [*groups.items(), *([(together, codes)] if codes else [])]

    def suspects(self, frame: nw.DataFrame[Any]) -> nw.Series[Any]:
        """Of a frame of text without nulls, whether each row is suspected."""
        import narwhals as nw

        nowhere = nw.col(frame.columns[0]).is_in(list[str]())
        by_row = [holds for looked_at, some in self._groups for holds in self._left(frame, looked_at, some)]
        held = frame.select(*(holds.alias(str(at)) for at, holds in enumerate(by_row or [nowhere])))
        return held.select(nw.any_horizontal(nw.all(), ignore_nulls=False).alias("suspect")).get_column("suspect")

    def acquit(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Takes rows in which the strict engine found nothing: their values are suspected no more."""
        for row in rows:
            for looked_at, seen in self._seen.items():
                seen.acquit(tuple(row[name] for name in looked_at))

    def _left(self, frame: nw.DataFrame[Any], looked_at: tuple[str, ...], some: list[Suspicion]) -> list[nw.Expr]:
        """What is still to be asked of each row when the values of some columns have been looked at."""
        import narwhals as nw

        expressions = [one.holds for one in some]
        if len(frame) <= _SMALL:
            return expressions
        if not self._varied.isdisjoint(looked_at) or (len(looked_at) > 1 and all(one.cheap for one in some)):
            return expressions if _any_where_filled(frame, some) else []
        distinct = _distinct(frame, looked_at)
        if len(distinct) * _EVERY > len(frame):
            self._varied.update(looked_at if len(looked_at) == 1 else ())
            return expressions
        bad = self._seen.setdefault(looked_at, _Seen()).bad(distinct, expressions)
        if bad and len(looked_at) == 1:
            return [nw.col(*looked_at).is_in([value for (value,) in bad])]
        return expressions if bad else []


def _any_where_filled(frame: nw.DataFrame[Any], some: list[Suspicion]) -> bool:
    """Whether one of these holds in any row, as far as can be told by the few in which some column is not empty."""
    import narwhals as nw

    for one in some:
        if not one.filled:
            return True
        part = frame.select(*one.columns).filter(nw.col(one.filled) != "")
        if len(part) and part.select(one.holds.any()).item():
            return True
    return False


def _distinct(frame: nw.DataFrame[Any], looked_at: tuple[str, ...]) -> nw.DataFrame[Any]:
    if len(looked_at) == 1:  # much quicker than the distinct rows of a frame
        return frame.get_column(looked_at[0]).unique().to_frame()
    return frame.select(*looked_at).unique()


class _Seen:
    """Values of some columns, and whether each is suspected."""

    def __init__(self) -> None:
        self._verdicts: dict[tuple[str, ...], bool] = {}
        self._size = 0

    def bad(self, distinct: nw.DataFrame[Any], expressions: list[nw.Expr]) -> list[tuple[str, ...]]:
        """Those of some values that are suspected; only new ones are looked at."""
        import narwhals as nw

        verdicts, values = self._verdicts, distinct.rows()
        new = [value not in verdicts for value in values]
        if any(new):
            fresh = distinct.filter(new)
            held = fresh.select(nw.any_horizontal(*expressions, ignore_nulls=False).alias("held"))
            verdicts.update(zip(fresh.rows(), held.get_column("held").to_list(), strict=True))
            self._size += sum(_EACH + sum(map(len, value)) for value in fresh.rows())
            if self._size > _MEMORY:
                self._verdicts, self._size = {}, 0
        return [value for value in values if verdicts[value]]

    def acquit(self, value: tuple[str, ...]) -> None:
        """A value that is suspected no more."""
        if self._verdicts.get(value):
            self._verdicts[value] = False
