"""Numbers that belong to one record: the forces of an exercise, the figures of an event."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sinorus_data.model.codes import Measure, Qualifier, Unit
from sinorus_data.model.evidence import AsStated, AttributedTo, Locator, Note, ReportedBy, SourceId
from sinorus_data.model.fields import About, ActorId, Strict
from sinorus_data.model.quantity import Number

_Party = Annotated[
    ActorId | None,
    About("Whose figure it is; empty for all together.", "CN", "stated", references="actors"),
]
_Measure = Annotated[Measure, About("What is counted or measured.", "personnel", "stated")]
Value = Annotated[Number, About("The number as stated; the lower end of a stated range.", "1200", "stated")]
ValueMax = Annotated[Number | None, About("The upper end, only for a stated range.", "24", "stated")]
UnitOf = Annotated[Unit, About("The unit of the number.", "persons", "stated")]
QualifierOf = Annotated[
    Qualifier, About("How the number bounds what it means; `exact` for a bare number.", "about", "stated")
]
_Source = Annotated[SourceId, Field(alias="source")]


class Figure(Strict, frozen=True):
    """One number that one source gives for an agreement or event."""

    party: _Party = None
    measure: _Measure
    value: Value
    value_max: ValueMax = None
    unit: UnitOf
    qualifier: QualifierOf
    source_id: _Source
    locator: Locator
    as_stated: AsStated = None
    attributed_to: AttributedTo = ()
    reported_by: ReportedBy = ()
    note: Note = None


class Force(Strict, frozen=True):
    """One number that one source gives for an exercise."""

    party: _Party = None
    measure: _Measure
    value: Value
    value_max: ValueMax = None
    qualifier: QualifierOf
    source_id: _Source
    locator: Locator
    unit: UnitOf
    as_stated: AsStated = None
    attributed_to: AttributedTo = ()
    reported_by: ReportedBy = ()
    note: Note = None
