"""The rows of one block: those that the sieve lets pass, and the strict engine's verdict on the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sinorus_data.bulk.keys import Hashed, hashed
from sinorus_data.bulk.replay import Replayed, Row, key_of, once, replay
from sinorus_data.bulk.report import Task
from sinorus_data.bulk.sieve import Sieve
from sinorus_data.bulk.simple import Simple
from sinorus_data.model.finding import Finding

if TYPE_CHECKING:
    import polars as pl

#: Suspected rows that go to the strict engine before the sieve is asked again: mostly a few values come again in many.
PROBE = 100


class Judged(NamedTuple):
    """How many rows a block has, what is wrong with them, keys of the sound ones, whether all were looked at."""

    rows: int
    findings: list[Finding]
    keys: Hashed | None
    complete: bool


def judge(simple: Simple, path: str, task: Task, sieve: Sieve) -> Judged:
    """The verdict on the rows of a block. Raises ``Refused`` as the strict engine does."""
    suspect = _suspects(simple, sieve)
    again = map(Row, simple.texts(suspect), simple.places.filter(suspect))
    rows = sorted([*simple.odd, *again], key=lambda row: row.line)
    told = _replayed(rows[:PROBE], simple, path, task, sieve)
    if told.complete and rows[PROBE:]:
        left = {*simple.places.filter(_suspects(simple, sieve)), *(row.line for row in simple.odd)}
        rows = [*rows[:PROBE], *(row for row in rows[PROBE:] if row.line in left)]
        more = _replayed(rows[PROBE:], simple, path, task, sieve)
        findings = told.findings + once(more.findings, told.findings)
        told = Replayed(told.rows + more.rows, findings, told.sound + more.sound, more.complete)
    passed = ~simple.places.is_in([row.line for row in rows])
    return Judged(int(passed.sum()) + told.rows, told.findings, _keys(simple, passed, told, task), told.complete)


def _suspects(simple: Simple, sieve: Sieve) -> pl.Series:
    """Which rows the sieve suspects; all of those that it cannot look at."""
    import narwhals as nw
    import polars as pl

    if simple.frame is None:
        return pl.Series("suspect", [True]).new_from_index(0, len(simple.places))
    found: pl.Series = sieve.suspects(nw.from_native(simple.frame, eager_only=True)).to_native()
    return found


def _replayed(rows: list[Row], simple: Simple, path: str, task: Task, sieve: Sieve) -> Replayed:
    """The strict engine's verdict on some rows, of which the sieve learns."""
    told = replay(rows, path, task)
    if simple.frame is not None and told.sound:
        innocent = {sound.line for sound in told.sound} - {finding.line for finding in told.findings}
        sieve.acquit(simple.frame.filter(simple.places.is_in(list(innocent))).iter_rows(named=True))
    return told


def _keys(simple: Simple, passed: pl.Series, told: Replayed, task: Task) -> Hashed | None:
    """The hashed keys of the sound rows."""
    import polars as pl

    key = list(key_of(task.table))
    if not key:
        return None
    replayed = pl.DataFrame([sound.key for sound in told.sound], schema=dict.fromkeys(key, pl.String), orient="row")
    lines = pl.Series("line", [sound.line for sound in told.sound], dtype=pl.Int64)
    clean = replayed.clear() if simple.frame is None else simple.frame.select(key).filter(passed)
    return hashed(pl.concat([clean, replayed]), pl.concat([simple.places.filter(passed), lines]))
