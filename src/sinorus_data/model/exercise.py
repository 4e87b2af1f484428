"""Exercises and patrols, one record an edition, and the series they belong to."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sinorus_data.model.codes import ExerciseStatus, ExerciseType, ParticipantRole
from sinorus_data.model.edtf import Edtf
from sinorus_data.model.evidence import Note
from sinorus_data.model.fields import About, ActorId, Flag, Gather, Line, Slug, Strict
from sinorus_data.model.figures import Force
from sinorus_data.model.record import EvidencedRecord
from sinorus_data.model.shared import (
    Aliases,
    End,
    EndEarliest,
    EndLatest,
    Frameworks,
    NameRu,
    NameZh,
    Places,
    Sources,
    Start,
    StartEarliest,
    StartLatest,
    Summary,
)


class Participant(Strict, frozen=True):
    """One participant of an exercise."""

    actor_id: Annotated[ActorId, Field(alias="actor"), About("The participant.", "CN", "stated", references="actors")]
    role: Annotated[ParticipantRole, About("In what part it took part.", "host", "stated")]
    derived: Annotated[Flag, About("Whether it follows from membership rather than being named.", "false")] = False


class Exercise(EvidencedRecord, frozen=True):
    """One edition of one exercise or patrol."""

    table: ClassVar[str] = "exercises"

    name: Annotated[Line, About("The name in English.", "Joint Sea-2016")]
    name_zh: NameZh = None
    name_ru: NameRu = None
    series: Annotated[
        Slug | None, About("The series it is an edition of.", "joint-sea", references="exercise_series")
    ] = None
    type: Annotated[ExerciseType, About("The kind of exercise.", "naval")]
    framework: Frameworks = ()
    host: Annotated[
        tuple[ActorId, ...],
        About(
            "Who hosts it, from the participants.",
            "CN",
            "derived",
            references="actors",
            derive=Gather("participants", "actor_id", role="host"),
        ),
    ] = ()
    participants: Annotated[
        tuple[Participant, ...],
        About("Who takes part.", "CN;RU", "stated", references="actors", parts="exercise_participants"),
    ] = ()
    start: Start = None
    start_earliest: StartEarliest = None
    start_latest: StartLatest = None
    end: End = None
    end_earliest: EndEarliest = None
    end_latest: EndLatest = None
    place: Places = ()
    status: Annotated[ExerciseStatus, About("Whether it was held.", "held")]
    summary: Summary
    sources: Sources = ()
    aliases: Aliases = ()
    possibly_same_as: Annotated[
        tuple[Slug, ...],
        About("Records that may speak of the same thing.", "joint-sea-2015", references="exercises"),
    ] = ()
    note: Note = None
    forces: Annotated[tuple[Force, ...], About("Numbers that sources give for it.", "", parts="exercise_forces")] = ()


class ExerciseSeries(EvidencedRecord, frozen=True):
    """A run of exercises under one name."""

    table: ClassVar[str] = "exercise_series"

    name: Annotated[Line, About("The name in English.", "Joint Sea")]
    name_zh: NameZh = None
    name_ru: NameRu = None
    aliases: Aliases = ()
    framework: Frameworks = ()
    since: Annotated[Edtf | None, About("When its first edition was held.", "2012", "stated")] = None
    summary: Summary
    sources: Sources = ()
    note: Note = None
