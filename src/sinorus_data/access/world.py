"""What happened, who acts and who says so: events, actors, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinorus_data.access.collection import Collection, LongTable

if TYPE_CHECKING:
    from typing import Self

    from sinorus_data.access.collection import When
    from sinorus_data.model import codes
    from sinorus_data.model.actor import Actor
    from sinorus_data.model.event import Event, EventActor
    from sinorus_data.model.evidence import Claim
    from sinorus_data.model.figures import Figure
    from sinorus_data.model.source import Source


class Events(Collection["Event"]):
    """The dated or datable events."""

    table = "events"
    first_date = ("start", "start_earliest", "start_latest")

    def _model(self) -> type[Event]:
        from sinorus_data.model.event import Event

        return Event

    def filter(
        self,
        *,
        type: codes.EventType | None = None,
        actor: str | None = None,
        source: str | None = None,
        part_of: str | None = None,
        since: When | None = None,
        until: When | None = None,
        predecessors: bool = False,
    ) -> Self:
        """The records that meet all of the criteria, by coded and reference columns.

        ``since`` and ``until`` (EDTF text, ``Edtf`` or ``date``) keep records whose first date can lie in the
        range; undated ones drop out. ``predecessors`` takes in the states and bodies that an actor continues.
        Raises ``ValueError`` for an unknown code and ``UnknownIdError`` for an unknown id.
        """
        return self._select(
            {"type": type, "actors": actor, "sources": source, "part_of": part_of},
            since,
            until,
            predecessors=predecessors,
        )

    @property
    def actors(self) -> LongTable[EventActor]:
        """The rows of ``event_actors`` that belong to these records."""
        return self._long("event_actors", "event", "EventActor")

    @property
    def figures(self) -> LongTable[Figure]:
        """The rows of ``event_figures`` that belong to these records."""
        return self._long("event_figures", "figures", "Figure")

    @property
    def claims(self) -> LongTable[Claim]:
        """What each source says of these records."""
        return self._long("claims", "evidence", "Claim")


class Actors(Collection["Actor"]):
    """The states, organisations, people and groups."""

    table = "actors"

    def _model(self) -> type[Actor]:
        from sinorus_data.model.actor import Actor

        return Actor

    def filter(
        self,
        *,
        type: codes.ActorType | None = None,
        parent: str | None = None,
        country: str | None = None,
        successor_of: str | None = None,
    ) -> Self:
        """The records that meet all of the criteria, by coded and reference columns.

        Raises ``ValueError`` for an unknown code and ``UnknownIdError`` for an unknown id.
        """
        return self._select({"type": type, "parent": parent, "country": country, "successor_of": successor_of})


class Sources(Collection["Source"]):
    """The documents."""

    table = "sources"

    def _model(self) -> type[Source]:
        from sinorus_data.model.source import Source

        return Source

    def filter(
        self,
        *,
        type: codes.SourceType | None = None,
        perspective: codes.Perspective | None = None,
        part_of: str | None = None,
    ) -> Self:
        """The records that meet all of the criteria, by coded and reference columns.

        Raises ``ValueError`` for an unknown code and ``UnknownIdError`` for an unknown id.
        """
        return self._select({"type": type, "perspective": perspective, "part_of": part_of})
