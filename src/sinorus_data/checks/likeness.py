"""Likeness: two records that may speak of the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from sinorus_data.checks.dates import WHEN, WHO
from sinorus_data.checks.rule import find, rule
from sinorus_data.model.finding import Finding
from sinorus_data.reading.dataset import Package
from sinorus_data.reading.records import Read

#: On one day two states sign many papers; those whose titles part by more than this are not one.
ALIKE = 0.6

_TWIN = """
# datasets/exercises/second-drill.yaml
id: second-drill
name: {en: Second Drill}
type: naval
participants: [{actor: CN, role: host}, {actor: RU, role: participant}]
start: 2016-09-12
status: held
summary: Another drill.
"""
_EVIDENCE = "evidence: [{source: a-text, locator: ¶5, supports: [participants, start]}]\n"


@rule("I-TWIN", "one thing has one record", scope="table", tables=("agreements", "exercises", "events"),
      level="warning", bad=_TWIN + _EVIDENCE,
      good=_TWIN + "possibly_same_as: [joint-drill-2016]\n" + _EVIDENCE)  # fmt: skip
def no_twins(reads: list[Read], package: Package) -> Iterator[Finding]:
    """Two records of the same kind, day, parties and topics are often one thing, coded twice. If they are two,
    `possibly_same_as` or a common `part_of` says that this was considered.
    """
    seen: dict[tuple[Any, ...], Read] = {}
    for read in reads:
        key = _key(read)
        if key is None:
            continue
        other = seen.setdefault(key, read)
        if other is not read and not _considered(read.record, other.record):
            yield from (
                find(one, "I-TWIN", "may be the same as another record", "id", got=one.record.id,
                     expected=f"not the same as {two.record.id}",
                     fix="merge them, or name the other under `possibly_same_as`")
                for one, two in ((read, other), (other, read))
            )  # fmt: skip


def _key(read: Read) -> tuple[Any, ...] | None:
    """What makes two records alike, for one with an exact day and more than one party."""
    record = read.record
    when = getattr(record, WHEN[record.table])
    acting = frozenset(part.actor_id for part in getattr(record, WHO[record.table]))
    if when is None or when.precision != "day" or not acting:
        return None
    return (
        record.table,
        record.type,
        str(when),
        acting,
        frozenset(getattr(record, "topics", ())),
        getattr(record, "place", ()),
    )


def _considered(one: Any, other: Any) -> bool:
    """Whether two records are known to be two: said so, parts of one thing, or instruments of other titles."""
    if one.table == "agreements" and SequenceMatcher(None, one.title, other.title).ratio() < ALIKE:
        return True
    named = {*getattr(one, "possibly_same_as", ()), *getattr(other, "possibly_same_as", ())}
    whole = {getattr(one, "part_of", None), getattr(other, "part_of", None)}
    return bool({one.id, other.id} & (named | whole)) or (len(whole) == 1 and whole != {None})
