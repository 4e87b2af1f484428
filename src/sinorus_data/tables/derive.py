"""Derived fields, computed as their descriptions say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from sinorus_data.model.edtf import Edtf
from sinorus_data.model.fields import FirstDay, Gather, LastDay, Lookup, about, described
from sinorus_data.model.record import EvidencedRecord, Record

R = TypeVar("R", bound=Record)
Find = Callable[[str, str], Any]


def complete(record: R, find: Find) -> R:
    """The record with its derived fields filled; ``find(table, id)`` gives other records."""
    return record.model_copy(update=derived(record, find))


def derived(record: Record, find: Find) -> dict[str, Any]:
    """The values that the derived fields of a record should have."""
    found: dict[str, Any] = {}
    for name, info in described(type(record)):
        match info.derive:
            case FirstDay(field):
                found[name] = _day(getattr(record, field), first=True)
            case LastDay(field, or_published):
                found[name] = _day(getattr(record, field), first=False)
                if getattr(record, field) is None and or_published:
                    found[name] = _published(record, find)
            case Lookup(field, column):
                table = about(type(record), field).references
                target = find(str(table), getattr(record, field))
                found[name] = getattr(target, column) if target else None
            case Gather(field, part, role, sort):
                taken = dict.fromkeys(
                    getattr(item, part)
                    for item in getattr(record, field)
                    if role in (None, getattr(item, "role", None))
                )
                found[name] = tuple(sorted(taken) if sort else taken)
    return found


def _day(value: Edtf | None, *, first: bool) -> date | None:
    """The bound of a date; nothing for no date and for an open end."""
    day = None if value is None else value.earliest if first else value.latest
    return None if day in (date.min, date.max) else day


def _published(record: Record, find: Find) -> date | None:
    """The last day on which the earliest of the record's sources can have appeared."""
    cited = (
        {entry.source for entry in record.evidence}
        if isinstance(record, EvidencedRecord)
        else {getattr(record, "source_id", "")}
    )
    sources = [source for source in (find("sources", name) for name in sorted(cited)) if source]
    days = [source.published.latest for source in sources if source.published]
    return min(days, default=None)
