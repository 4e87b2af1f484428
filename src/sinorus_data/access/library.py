"""The collections by name. Filter keywords are the coded and reference columns, lists in the singular."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinorus_data.access.collection import Collection, LongTable

if TYPE_CHECKING:
    from datetime import date
    from typing import Self

    import pandas as pd

    from sinorus_data.model import codes
    from sinorus_data.model.actor import Actor
    from sinorus_data.model.agreement import Agreement, Party
    from sinorus_data.model.edtf import Edtf
    from sinorus_data.model.event import Event, EventActor
    from sinorus_data.model.evidence import Claim
    from sinorus_data.model.exercise import Exercise, ExerciseSeries, Participant
    from sinorus_data.model.figures import Figure, Force
    from sinorus_data.model.position import Position, Proposition
    from sinorus_data.model.source import Source
    from sinorus_data.model.trade_figure import TradeFigure

    When = str | date | Edtf


class Agreements(Collection["Agreement"]):
    """The named instruments."""

    table = "agreements"
    first_date = ("signed", "signed_earliest", "signed_latest")

    def _model(self) -> type[Agreement]:
        from sinorus_data.model.agreement import Agreement

        return Agreement

    def filter(
        self,
        *,
        type: codes.AgreementType | None = None,
        topic: codes.Topic | None = None,
        party: str | None = None,
        framework: codes.Framework | None = None,
        status: codes.AgreementStatus | None = None,
        supersedes: str | None = None,
        source: str | None = None,
        occasion: str | None = None,
        possibly_same_as: str | None = None,
        since: When | None = None,
        until: When | None = None,
        predecessors: bool = False,
    ) -> Self:
        """The records that meet all of the criteria."""
        return self._select(
            {
                "type": type,
                "topics": topic,
                "parties": party,
                "framework": framework,
                "status": status,
                "supersedes": supersedes,
                "sources": source,
                "occasion": occasion,
                "possibly_same_as": possibly_same_as,
            },
            since,
            until,
            predecessors=predecessors,
        )

    @property
    def parties(self) -> LongTable[Party]:
        """The rows of ``agreement_parties`` that belong to these records."""
        return self._long("agreement_parties", "agreement", "Party")

    @property
    def figures(self) -> LongTable[Figure]:
        """The rows of ``agreement_figures`` that belong to these records."""
        return self._long("agreement_figures", "figures", "Figure")

    @property
    def claims(self) -> LongTable[Claim]:
        """What each source says of these records."""
        return self._long("claims", "evidence", "Claim")


class Exercises(Collection["Exercise"]):
    """The editions of exercises and patrols."""

    table = "exercises"
    first_date = ("start", "start_earliest", "start_latest")

    def _model(self) -> type[Exercise]:
        from sinorus_data.model.exercise import Exercise

        return Exercise

    def filter(
        self,
        *,
        series: str | None = None,
        type: codes.ExerciseType | None = None,
        framework: codes.Framework | None = None,
        host: str | None = None,
        participant: str | None = None,
        status: codes.ExerciseStatus | None = None,
        source: str | None = None,
        possibly_same_as: str | None = None,
        since: When | None = None,
        until: When | None = None,
        predecessors: bool = False,
    ) -> Self:
        """The records that meet all of the criteria."""
        return self._select(
            {
                "series": series,
                "type": type,
                "framework": framework,
                "host": host,
                "participants": participant,
                "status": status,
                "sources": source,
                "possibly_same_as": possibly_same_as,
            },
            since,
            until,
            predecessors=predecessors,
        )

    @property
    def participants(self) -> LongTable[Participant]:
        """The rows of ``exercise_participants`` that belong to these records."""
        return self._long("exercise_participants", "exercise", "Participant")

    @property
    def forces(self) -> LongTable[Force]:
        """The rows of ``exercise_forces`` that belong to these records."""
        return self._long("exercise_forces", "figures", "Force")

    @property
    def claims(self) -> LongTable[Claim]:
        """What each source says of these records."""
        return self._long("claims", "evidence", "Claim")


class ExerciseSeriesCollection(Collection["ExerciseSeries"]):
    """The runs of exercises under one name."""

    table = "exercise_series"

    def _model(self) -> type[ExerciseSeries]:
        from sinorus_data.model.exercise import ExerciseSeries

        return ExerciseSeries

    def filter(
        self,
        *,
        framework: codes.Framework | None = None,
        source: str | None = None,
    ) -> Self:
        """The records that meet all of the criteria."""
        return self._select({"framework": framework, "sources": source})

    @property
    def claims(self) -> LongTable[Claim]:
        """What each source says of these records."""
        return self._long("claims", "evidence", "Claim")


class TradeFigures(Collection["TradeFigure"]):
    """The stated quantities."""

    table = "trade_figures"
    first_date = ("period", "period_start", "period_end")

    def _model(self) -> type[TradeFigure]:
        from sinorus_data.model.trade_figure import TradeFigure

        return TradeFigure

    def filter(
        self,
        *,
        indicator: codes.Indicator | None = None,
        reporter: str | None = None,
        counterpart: str | None = None,
        flow: codes.Flow | None = None,
        commodity: codes.Commodity | None = None,
        freq: codes.Frequency | None = None,
        unit: codes.Unit | None = None,
        qualifier: codes.Qualifier | None = None,
        status: codes.FigureStatus | None = None,
        attributed_to: str | None = None,
        source_id: str | None = None,
        transformation: codes.Transformation | None = None,
        relative_to: str | None = None,
        compiler: str | None = None,
        reported_by: str | None = None,
        since: When | None = None,
        until: When | None = None,
        predecessors: bool = False,
    ) -> Self:
        """The records that meet all of the criteria."""
        return self._select(
            {
                "indicator": indicator,
                "reporter": reporter,
                "counterpart": counterpart,
                "flow": flow,
                "commodity": commodity,
                "freq": freq,
                "unit": unit,
                "qualifier": qualifier,
                "status": status,
                "attributed_to": attributed_to,
                "source_id": source_id,
                "transformation": transformation,
                "relative_to": relative_to,
                "compiler": compiler,
                "reported_by": reported_by,
            },
            since,
            until,
            predecessors=predecessors,
        )

    def series(
        self,
        indicator: codes.Indicator,
        *,
        reporter: str | None = None,
        counterpart: str | None = None,
        relative_to: str | None = None,
        flow: codes.Flow | None = None,
        commodity: codes.Commodity | None = None,
        unit: codes.Unit | None = None,
        measured_in: str | None = None,
        freq: codes.Frequency | None = None,
        compiler: str | None = None,
        vintage: str | None = None,
        transformation: codes.Transformation = "level",
        status: codes.FigureStatus = "observed",
    ) -> pd.DataFrame:
        """One series, one row a statement, so that rival statements on a period stand side by side.

        The latest vintage of each period unless ``vintage`` names one; figures marked as suspect,
        targets and forecasts only if ``status`` asks for them. Raises ``AmbiguousSeriesError`` if
        the arguments leave several series, and names what tells them apart.
        """
        from sinorus_data.access.series import series

        chosen = self.filter(
            indicator=indicator, reporter=reporter, counterpart=counterpart, relative_to=relative_to, flow=flow,
            commodity=commodity, unit=unit, freq=freq, compiler=compiler, transformation=transformation, status=status,
        )  # fmt: skip
        return series(chosen._rows(), measured_in=measured_in, vintage=vintage)


class Positions(Collection["Position"]):
    """The stances of actors on propositions."""

    table = "positions"
    first_date = ("date", "date_earliest", "date_latest")

    def _model(self) -> type[Position]:
        from sinorus_data.model.position import Position

        return Position

    def filter(
        self,
        *,
        actor_id: str | None = None,
        role: codes.PositionRole | None = None,
        proposition_id: str | None = None,
        stance: codes.Stance | None = None,
        source_id: str | None = None,
        reported_by: str | None = None,
        since: When | None = None,
        until: When | None = None,
        predecessors: bool = False,
    ) -> Self:
        """The records that meet all of the criteria."""
        return self._select(
            {
                "actor_id": actor_id,
                "role": role,
                "proposition_id": proposition_id,
                "stance": stance,
                "source_id": source_id,
                "reported_by": reported_by,
            },
            since,
            until,
            predecessors=predecessors,
        )

    def matrix(
        self, *, kind: codes.PropositionKind | None = None, collectives: bool = False, numeric: bool = False
    ) -> pd.DataFrame:
        """Actors by propositions, the stance as text, or +1, 0 and -1 if ``numeric``.

        The latest dated row of a cell counts; unnamed collectives are left out unless asked for.
        ``conditional`` and ``neutral`` are 0.
        """
        from sinorus_data.access.matrix import matrix

        return matrix(self._rows(), kind=kind, collectives=collectives, numeric=numeric)


class Propositions(Collection["Proposition"]):
    """The sentences that actors agree or disagree with."""

    table = "propositions"

    def _model(self) -> type[Proposition]:
        from sinorus_data.model.position import Proposition

        return Proposition

    def filter(
        self,
        *,
        topic: codes.Topic | None = None,
        kind: codes.PropositionKind | None = None,
    ) -> Self:
        """The records that meet all of the criteria."""
        return self._select({"topic": topic, "kind": kind})


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
        """The records that meet all of the criteria."""
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
        """The records that meet all of the criteria."""
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
        """The records that meet all of the criteria."""
        return self._select({"type": type, "perspective": perspective, "part_of": part_of})


agreements = Agreements()
exercises = Exercises()
exercise_series = ExerciseSeriesCollection()
trade_figures = TradeFigures()
positions = Positions()
propositions = Propositions()
events = Events()
actors = Actors()
sources = Sources()
claims: LongTable[Claim] = LongTable("claims", "evidence", "Claim")
