"""Events: anything dated, or datable, that no other data set holds."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from sinorus_data.model.codes import EventRole, EventType
from sinorus_data.model.evidence import Note
from sinorus_data.model.fields import About, ActorId, LastDay, Line, Slug, Strict
from sinorus_data.model.figures import Figure
from sinorus_data.model.record import EvidencedRecord
from sinorus_data.model.shared import (
    Aliases,
    End,
    EndEarliest,
    EndLatest,
    Places,
    Sources,
    Start,
    StartEarliest,
    Summary,
)


class EventActor(Strict, frozen=True):
    """One actor of an event."""

    actor_id: Annotated[ActorId, Field(alias="actor"), About("The actor.", "RU", "stated", references="actors")]
    role: Annotated[EventRole, About("Its part in the event.", "initiator", "stated")]


class Event(EvidencedRecord, frozen=True):
    """One event."""

    table: ClassVar[str] = "events"

    name: Annotated[Line, About("The event in a few words of our own.", "Border clashes of 1969")]
    type: Annotated[EventType, About("The kind of event.", "clash")]
    actors: Annotated[
        tuple[EventActor, ...],
        About("Who took part.", "CN;SU", "stated", references="actors", parts="event_actors"),
    ] = ()
    start: Start = None
    start_earliest: StartEarliest = None
    start_latest: Annotated[
        date | None,
        About(
            "The last day that `start` can mean; without a date, the last day of publication.",
            "1969-12-31",
            "derived",
            derive=LastDay("start", or_published=True),
        ),
    ] = None
    end: End = None
    end_earliest: EndEarliest = None
    end_latest: EndLatest = None
    place: Places = ()
    summary: Summary
    sources: Sources = ()
    aliases: Aliases = ()
    part_of: Annotated[Slug | None, About("The larger event.", "sco-summit-2016", "stated", references="events")] = None
    note: Note = None
    figures: Annotated[tuple[Figure, ...], About("Numbers that sources give for it.", "", parts="event_figures")] = ()
