"""Positions: one actor's stance on one proposition at one time.

Actor, concept and agreement as in Discourse Network Analysis (Leifeld), so that positions turn
into a matrix and a network without further coding.
"""

from __future__ import annotations

import datetime
from typing import Annotated, ClassVar

from sinorus_data.model.codes import PositionRole, PropositionKind, Stance, Topic
from sinorus_data.model.edtf import Edtf
from sinorus_data.model.evidence import AsStated, Locator, Note, ReportedBy, SourceId
from sinorus_data.model.fields import About, ActorId, FirstDay, LastDay, Line, Lookup, Prose, Slug
from sinorus_data.model.record import Record
from sinorus_data.model.shared import Summary


class Proposition(Record, frozen=True):
    """One sentence that actors agree or disagree with."""

    table: ClassVar[str] = "propositions"

    topic: Annotated[Topic, About("What it is about.", "alliance")]
    text: Annotated[Line, About("The sentence.", "China and Russia should conclude a formal alliance.")]
    kind: Annotated[
        PropositionKind,
        About("What should be, what is, what will be, or what causes what.", "should"),
    ]


class Position(Record, frozen=True):
    """One actor's stance on one proposition."""

    table: ClassVar[str] = "positions"

    actor_id: Annotated[ActorId, About("Who holds it.", "fu-ying", "stated", references="actors")]
    actor_name: Annotated[
        Line | None,
        About("The name of the actor.", "Fu Ying", "derived", derive=Lookup("actor_id", "name")),
    ] = None
    role: Annotated[PositionRole, About("In what capacity the actor speaks.", "scholar")]
    date: Annotated[Edtf | None, About("When it was expressed; empty if no source says.", "2016", "stated")] = None
    date_earliest: Annotated[
        datetime.date | None,
        About("The first day that `date` can mean.", "2016-01-01", "derived", derive=FirstDay("date")),
    ] = None
    date_latest: Annotated[
        datetime.date | None,
        About(
            "The last day that `date` can mean; without a date, the last day of publication.",
            "2016-12-31",
            "derived",
            derive=LastDay("date", or_published=True),
        ),
    ] = None
    proposition_id: Annotated[Slug, About("What the position is on.", "form-alliance", references="propositions")]
    proposition: Annotated[
        Line | None,
        About(
            "The sentence of the proposition.",
            "China and Russia should conclude a formal alliance.",
            "derived",
            derive=Lookup("proposition_id", "text"),
        ),
    ] = None
    stance: Annotated[Stance, About("Agreement, refusal, agreement under a condition, or neither.", "agrees")]
    term: Annotated[Line | None, About("The actor's own short term, in English.", "friendly neutrality", "stated")] = (
        None
    )
    term_zh: Annotated[Line | None, About("The term in Chinese.", "友好中立", "stated")] = None
    term_ru: Annotated[Line | None, About("The term in Russian.", "многополярность", "stated")] = None
    summary: Summary
    source_id: SourceId
    locator: Locator
    condition: Annotated[
        Prose | None, About("Under what condition the actor would agree.", "if relations worsen", "stated")
    ] = None
    statement: Annotated[
        Slug | None, About("Shared by the rows of one joint statement, such as co-authors'.", "ma-sun-2016")
    ] = None
    as_stated: AsStated = None
    reported_by: ReportedBy = ()
    note: Note = None
