"""Dates: in order, not in the future, and within the lives of those who act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from pydantic import BaseModel

from sinorus_data.checks.rule import find, rule
from sinorus_data.model.edtf import Edtf
from sinorus_data.model.finding import Finding
from sinorus_data.reading.dataset import Package
from sinorus_data.reading.records import Read

#: Pairs of fields of which the first cannot lie wholly after the second.
ORDER = (
    ("start", "end"), ("signed", "in_force"), ("signed", "ended"), ("in_force", "ended"),
    ("valid_from", "valid_to"), ("published", "accessed"), ("base_period", "period"),
)  # fmt: skip


@cache
def _pairs(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The pairs of which a model has both."""
    fields = model.model_fields
    return tuple(pair for pair in ORDER if fields.keys() >= set(pair))


#: The field that says when a record's matter took place, by data set.
WHEN = {
    "agreements": "signed", "exercises": "start", "events": "start", "positions": "date", "trade_figures": "period",
}  # fmt: skip

#: The field that lists who acted, by data set.
WHO = {"agreements": "parties", "exercises": "participants", "events": "actors"}


@rule("D-REVERSED", "dates are in order", bad="end: 2016-09-01", good="end: 2016-09-12")
def dates_in_order(read: Read, package: Package) -> Iterator[Finding]:
    """What ends does not end before it begins; what enters into force was signed before."""
    for first, last in _pairs(read.model):
        begin, end = getattr(read.record, first), getattr(read.record, last)
        if isinstance(begin, Edtf) and isinstance(end, Edtf) and begin.earliest > end.latest:
            yield find(read, "D-REVERSED", f"`{last}` lies before `{first}`", last, got=str(end),
                       expected=f"not before {begin}")  # fmt: skip


@rule("D-FUTURE", "what happened lies in the past",
      bad="start: 2999\nend: 2999", good="start: 2999\nend: 2999\nstatus: planned")  # fmt: skip
def not_in_future(read: Read, package: Package) -> Iterator[Finding]:
    """A signature, exercise held, event or statement has a day that is not in the future."""
    name = WHEN.get(read.record.table, "accessed")
    value = getattr(read.record, name, None)
    planned = getattr(read.record, "status", "") in ("planned", "target", "forecast")
    if isinstance(value, Edtf) and value.earliest > date.today() and not planned:
        yield find(read, "D-FUTURE", f"`{name}` lies in the future", name, got=str(value))


@rule("F-ERA", "who acts exists at the time", tables=tuple(WHEN),
      bad="participants: [{actor: CN, role: host}, {actor: SU, role: participant}]",
      good="participants: [{actor: CN, role: host}, {actor: RU, role: participant}]")  # fmt: skip
def parties_alive(read: Read, package: Package) -> Iterator[Finding]:
    """A party is wrong if no day of the record's date lies within its existence (the USSR in 2001)."""
    when = getattr(read.record, WHEN[read.record.table])
    if when is None:
        return
    acting: list[tuple[tuple[str | int, ...], str]]
    if read.record.table in WHO:
        parts = getattr(read.record, WHO[read.record.table])
        acting = [
            ((WHO[read.record.table], index, "actor"), getattr(part, "actor_id", part))
            for index, part in enumerate(parts)
        ]
    else:
        names = ("actor_id",) if read.record.table == "positions" else ("reporter", "counterpart")
        acting = [((name,), getattr(read.record, name)) for name in names]
    for place, actor_id in acting:
        actor = package.find("actors", actor_id)
        if actor and (_before(when, actor.valid_from) or _after(when, actor.valid_to)):
            life = f"{actor.valid_from or ''}–{actor.valid_to or ''}"
            yield find(read, "F-ERA", f"{actor_id} did not exist at {when}", *place, got=actor_id,
                       expected=f"a party of that time ({actor_id}: {life})")  # fmt: skip


def _before(when: Edtf, birth: Edtf | None) -> bool:
    return birth is not None and when.latest < birth.earliest


def _after(when: Edtf, death: Edtf | None) -> bool:
    return death is not None and when.earliest > death.latest
