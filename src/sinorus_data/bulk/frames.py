"""Frames of every engine that Narwhals knows, against a published table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any

from sinorus_data.bulk.cast import as_text, key_as_text
from sinorus_data.bulk.replay import key_of
from sinorus_data.bulk.report import CellFinding, Report, Task
from sinorus_data.bulk.sieve import Sieve, suspected, suspicions
from sinorus_data.bulk.written import Record, cell_finding, text_of, verdict
from sinorus_data.checks.foreign import taken
from sinorus_data.tables.columns import names

#: Rows of a frame in memory that are cast to text at once.
SLICE = 250_000
#: Keys that are asked for at once.
_KEYS_AT_ONCE = 500


def validate_frame(native: Any, task: Task) -> Report:
    """Checks a frame of any engine; raises ``TypeError`` if it is none that Narwhals knows."""
    import narwhals as nw

    frame = nw.from_native(native)
    if not isinstance(frame, nw.DataFrame | nw.LazyFrame):
        raise TypeError(f"not a frame: {type(native).__name__}")
    schema = dict(frame.collect_schema())
    wrong = columns_that_differ(list(schema), names(task.table))
    if wrong:
        return Report(0, wrong)
    found = Found(task)
    if isinstance(frame, nw.LazyFrame):
        rows = int(frame.select(nw.len()).collect().item())
        _look_lazily(frame.select(*names(task.table)), schema, found)
        if not task.enough(found.findings):
            _twice_lazily(frame.select(*names(task.table)), schema, found)
    else:
        rows = len(frame)
        _look(frame.select(*names(task.table)), found)
    return found.report(rows)


class Found:
    """What was found so far in a frame."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.findings: list[CellFinding] = []
        self.unsound: set[int] = set()
        """Rows that are no records, by their place."""
        self.sieve = cache(partial(Sieve, task))
        """The sieve for an engine."""

    def judge(self, records: Sequence[Record]) -> list[Record]:
        """Takes the strict engine's verdict on some rows, and gives those in which it found nothing."""
        told = verdict(records, self.task)
        self.findings += told.findings
        self.unsound |= {record.row for record in records} - {record.row for record in told.sound}
        minded = {finding.row for finding in told.findings}
        return [record for record in told.sound if record.row not in minded]

    def again(self, sound: Sequence[Record]) -> None:
        """Takes sound rows of which some have one key: all but the first of a key stand twice."""
        first: dict[tuple[str, ...], int] = {}
        for record in sound:
            key = tuple(record.cells[name] for name in key_of(self.task.table))
            if key in first:
                finding = taken("", 1, 1, key, first[key])
                where = f"a key not in row {first[key]}" if first[key] else "a key that stands once"
                finding = replace(finding, expected=where)
                self.findings.append(cell_finding(record, key_of(self.task.table)[0], finding, self.task.table))
            first.setdefault(key, record.row)

    def report(self, rows: int) -> Report:
        """The report on a frame of so many rows."""
        distinct = sorted(set(self.findings))
        limit = self.task.limit
        return Report(rows, tuple(distinct[:limit]), complete=not self.task.enough(distinct))


def columns_that_differ(given: list[str], wanted: tuple[str, ...]) -> tuple[CellFinding, ...]:
    """What is wrong with the columns: they may stand in any order, but none may lack or be too many."""
    lacking = (CellFinding(0, (), name, "C-HEADER", "the column is missing") for name in wanted if name not in given)
    others = (CellFinding(0, (), name, "C-HEADER", "there is no such column") for name in given if name not in wanted)
    return (*lacking, *others)


def records_of(rows: Any, place: int | None = None) -> list[Record]:
    """The rows of a small frame as text; ``place`` is the column that says where each stands."""
    columns = [name for name in rows.columns if name != _PLACE]
    values = {name: rows.get_column(name).to_list() for name in columns}
    places = rows.get_column(_PLACE).to_list() if place is not None else [0] * len(rows)
    return [
        Record(int(at) + (place or 0), {name: text_of(values[name][row]).replace("\r\n", "\n") for name in columns})
        for row, at in enumerate(places)
    ]


#: The name of a column that no table has.
_PLACE = "place of the row"


def _look(frame: Any, found: Found) -> None:
    """A frame in memory, slice by slice."""
    for start in range(0, len(frame), SLICE):
        look_at(frame[start : start + SLICE], found, start)
        if found.task.enough(found.findings):
            return
    if key_of(found.task.table) and len(frame):
        _twice(frame, found)


def look_at(part: Any, found: Found, start: int) -> None:
    """Some rows in memory; ``start`` rows of the frame stand before them."""
    import narwhals as nw

    part, task = _plain_objects(part), found.task
    texts, opaque = as_text(task.table, dict(part.schema))
    sieve = found.sieve(part.implementation.value)
    suspect = sieve.suspects(part.select(*texts))
    if opaque:
        other = part.select(nw.any_horizontal(*opaque, ignore_nulls=False).alias("suspect"))
        suspect = suspect | other.get_column("suspect")
    sieve.acquit(
        record.cells for record in found.judge(records_of(part.with_row_index(_PLACE).filter(suspect), start + 1))
    )


def _twice(frame: Any, found: Found) -> None:
    """Keys that stand twice in a frame in memory."""
    import narwhals as nw

    task, keys = found.task, key_of(found.task.table)
    text = frame.select(*key_as_text(task.table, dict(frame.schema)))
    whole = nw.concat_str([nw.col(name) for name in keys], separator="\n")
    twice = text.select(whole.is_duplicated().alias("twice")).get_column("twice")
    if twice.any():
        held = records_of(frame.with_row_index(_PLACE).filter(twice), 1)
        found.again([record for record in held if record.row not in found.unsound])


def _plain_objects(frame: Any) -> Any:
    """A frame in memory whose columns of Python objects (lists in pandas, say) are written as text."""
    import narwhals as nw

    odd = [name for name, kind in frame.schema.items() if isinstance(kind, nw.Object) or kind == nw.Object]
    for name in odd:
        written = [text_of(value) for value in frame.get_column(name).to_list()]
        series = nw.new_series(name, written, nw.String, backend=frame.implementation)
        if hasattr(frame.to_native(), "index"):  # pandas joins by index
            series = nw.maybe_set_index(
                series, index=nw.from_native(frame.to_native().index.to_series(), series_only=True)
            )
        frame = frame.with_columns(series)
    return frame


def _look_lazily(frame: Any, schema: dict[str, Any], found: Found) -> None:
    """A frame elsewhere: its engine filters, and only what is suspected comes here."""
    import narwhals as nw

    task = found.task
    texts, opaque = as_text(task.table, schema)
    implementation = frame.implementation.value
    if opaque or any(kind != nw.String for kind in schema.values()):
        only = _with_values(frame, texts, opaque, implementation, task)
    else:
        only = frame.select(*texts).filter(suspected(suspicions(task, implementation)))
    if task.limit is not None:  # each row that is suspected in vain costs, and none has more than a few findings
        only = only.head(100 * (task.limit + 1))
    found.judge(records_of(only.collect()))


def _with_values(frame: Any, texts: list[Any], opaque: list[Any], implementation: str, task: Task) -> Any:
    """The suspected rows of a frame that is not all text, with their values."""
    import narwhals as nw

    kept = {name: f"value of {name}" for name in names(task.table)}
    wide = frame.with_columns(*(nw.col(name).alias(new) for name, new in kept.items()))
    marks = [one.alias(f"mark {at}") for at, one in enumerate(opaque)]
    wide = (wide.with_columns(*marks) if marks else wide).with_columns(*texts)
    some = suspected(suspicions(task, implementation))
    holds = nw.any_horizontal(some, *(nw.col(f"mark {at}") for at in range(len(marks))), ignore_nulls=False)
    return wide.filter(holds).select(*kept.values()).rename({new: name for name, new in kept.items()})


def _twice_lazily(frame: Any, schema: dict[str, Any], found: Found) -> None:
    """Keys that stand twice in a frame elsewhere; the strict engine tells which of their rows count."""
    import narwhals as nw

    task, keys = found.task, key_of(found.task.table)
    if not keys:
        return
    text = frame.select(*key_as_text(task.table, schema))
    number = "number of rows"
    counted = text.group_by(*keys).agg(nw.len().alias(number)).filter(nw.col(number) > 1).select(*keys)
    if task.limit is not None:
        counted = counted.head(task.limit + 1)
    twice = counted.collect()
    if not len(twice):
        return
    first = [str(value) for value in twice.get_column(keys[0]).to_list()]
    chosen = set(zip(*(twice.get_column(name).to_list() for name in keys), strict=True))
    text_key = key_as_text(task.table, schema)[0]
    for start in range(0, len(first), _KEYS_AT_ONCE):
        some = frame.filter(text_key.is_in(sorted(set(first[start : start + _KEYS_AT_ONCE]))))
        records = [one for one in records_of(some.collect()) if tuple(one.cells[name] for name in keys) in chosen]
        numbered = [record._replace(row=at) for at, record in enumerate(records, 1)]
        sound = {record.row for record in verdict(numbered, task._replace(limit=None)).sound}
        found.again([one._replace(row=0) for one in numbered if one.row in sound])
