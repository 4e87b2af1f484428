"""Trade figures: one stated quantity of the relationship, with who counted and who says so.

The vocabulary follows SDMX (reporter, counterpart, flow, frequency, transformation).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from sinorus_data.model.codes import Commodity, FigureStatus, Flow, Frequency, Indicator, Transformation
from sinorus_data.model.edtf import Edtf
from sinorus_data.model.evidence import AsStated, AttributedTo, Locator, Note, ReportedBy, SourceId
from sinorus_data.model.fields import About, ActorId, FirstDay, LastDay, Line
from sinorus_data.model.figures import QualifierOf, UnitOf, Value, ValueMax
from sinorus_data.model.record import Record


class TradeFigure(Record, frozen=True):
    """One stated quantity."""

    table: ClassVar[str] = "trade_figures"

    indicator: Annotated[Indicator, About("What is measured.", "goods_trade")]
    reporter: Annotated[
        ActorId,
        About("Whose figure it is; the alphabetically first party where no compiler is stated.", "CN",
              references="actors"),
    ]  # fmt: skip
    counterpart: Annotated[ActorId | None, About("The other side.", "RU", "stated", references="actors")] = None
    flow: Annotated[Flow | None, About("The direction, as the reporter sees it.", "total", "stated")] = None
    commodity: Annotated[Commodity | None, About("What is traded.", "crude_oil", "stated")] = None
    period: Annotated[Edtf | None, About("The time that the figure covers.", "2015", "stated")] = None
    period_start: Annotated[
        date | None, About("The first day of the period.", "2015-01-01", "derived", derive=FirstDay("period"))
    ] = None
    period_end: Annotated[
        date | None, About("The last day of the period.", "2015-12-31", "derived", derive=LastDay("period"))
    ] = None
    freq: Annotated[
        Frequency | None, About("The length of the period (SDMX CL_FREQ; `YTD` is cumulative).", "A", "stated")
    ] = None
    value: Value
    value_max: ValueMax = None
    unit: UnitOf
    qualifier: QualifierOf
    status: Annotated[FigureStatus, About("Whether it was observed, aimed at or is in doubt.", "observed")]
    base_period: Annotated[Edtf | None, About("What a change is measured against.", "2014", "stated")] = None
    attributed_to: AttributedTo = ()
    source_id: SourceId
    locator: Locator
    note: Note = None
    transformation: Annotated[Transformation, About("The kind of number.", "level", "stated")]
    relative_to: Annotated[
        Line | None,
        About(
            "The whole of a share, ratio or rank: an actor or `world`.",
            "RU",
            "stated",
            references="actors",
            besides=("world",),
        ),
    ] = None
    measured_in: Annotated[
        Line | None,
        About("The currency or volume behind a percentage, ratio or rank, if stated.", "CNY", "stated"),
    ] = None
    compiler: Annotated[
        Line,
        About(
            "The body that made the figure; `not-stated` where no source says.",
            "not-stated",
            "stated",
            references="actors",
            besides=("not-stated",),
        ),
    ]
    vintage: Annotated[Edtf | None, About("When the figure was issued.", "2016-01-13", "stated")] = None
    as_stated: AsStated = None
    reported_by: ReportedBy = ()
