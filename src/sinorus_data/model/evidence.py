"""Who says so, and where: evidence as people write it, and claims as people read it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from sinorus_data.model.codes import Basis
from sinorus_data.model.fields import About, ActorId, Flag, Item, Line, Location, Prose, Quote, Slug, Strict
from sinorus_data.model.frozen import FrozenDict

SourceId = Annotated[
    Slug,
    About("The document that states it.", "ecfr-2016-introduction", "stated", references="sources"),
]
Locator = Annotated[
    Location,
    About(
        "Where in the document: section heading and paragraph in it, else a page, a paragraph or `whole`.",
        "Introduction ¶1",
        "stated",
    ),
]
AsStated = Annotated[
    Quote | None,
    About("The wording that the value rests on, verbatim, at most eight words.", "In September 2016", "stated"),
]
AttributedTo = Annotated[
    tuple[ActorId, ...],
    About(
        "Who states the value according to the source; empty if its own author does.",
        "liu-fenghua",
        "stated",
        references="actors",
    ),
]
ReportedBy = Annotated[
    tuple[ActorId, ...],
    About(
        "Those between the speaker and the source's author, nearest to the speaker first.",
        "zhao-mingwen",
        "stated",
        references="actors",
    ),
]
BasisOf = Annotated[
    Basis | None,
    About("`derived` if computed from what is stated, `julian` if the source's calendar is.", "derived"),
]
Note = Annotated[Prose | None, About("What a reader should know beside the value.", "Day not stated.")]


def _items(value: Any) -> Any:
    """One text is a list of one; the rest is left to the model to judge."""
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


Said = Annotated[
    tuple[Item, ...],
    BeforeValidator(_items),
    WithJsonSchema({"type": ["string", "number", "array"], "items": {"type": ["string", "number"]}, "minItems": 1}),
]


class Evidence(Strict, frozen=True):
    """What one place in one source says of a record."""

    source: SourceId
    locator: Locator
    supports: Annotated[
        tuple[Line, ...],
        About("The fields that the source states as the record has them.", "start;place"),
    ] = ()
    says: Annotated[
        FrozenDict[Said],
        About("What the source states differently or less precisely, by field.", "end: 2016-09-19"),
    ] = Field(default_factory=FrozenDict)
    only: Annotated[
        tuple[Line, ...],
        About("The fields whose list the source gives as complete.", "participants"),
    ] = ()
    as_stated: AsStated = None
    attributed_to: AttributedTo = ()
    reported_by: ReportedBy = ()
    basis: BasisOf = None


class Dispute(Strict, frozen=True):
    """How a disagreement between sources on one field is settled, or that it is not."""

    preferred: Annotated[
        Said | None, About("The value that the record carries; also written at the field itself.", "2016-09-20")
    ] = None
    undecided: Annotated[Flag, About("Whether the field is left empty.", "true")] = False
    because: Annotated[Prose, About("Why.", "closing statement of the host ministry")]


class Claim(Strict, frozen=True):
    """What one place in one source says of one field of a record."""

    table: Annotated[Line, About("The table of the record.", "exercises", "derived")]
    record_id: Annotated[Line, About("The record.", "joint-sea-2016", "derived")]
    field: Annotated[Line, About("The field of the record.", "start", "derived")]
    value: Annotated[str, About("The value that the source states, as a table cell.", "2016-09", "derived")]
    source_id: SourceId
    locator: Locator
    agrees: Annotated[Flag, About("Whether the value agrees with the one the record carries.", "true", "derived")]
    preferred: Annotated[Flag, About("Whether the record carries this value.", "true", "derived")]
    reason: Annotated[
        Prose | None, About("Why one value is preferred, or none, where sources differ.", "later and closer")
    ] = None
    as_stated: AsStated = None
    attributed_to: AttributedTo = ()
    reported_by: ReportedBy = ()
    basis: BasisOf = None
