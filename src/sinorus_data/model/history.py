"""How changes of the data are told: the reasons that people give, and the log that ships."""

from __future__ import annotations

from typing import Annotated, Literal

from sinorus_data.model.fields import About, Line, Prose, Strict

#: Why a value changed: it was wrong; more became known; the same is read otherwise; the tables changed.
WhyChanged = Literal["correction", "new-information", "reinterpretation", "schema"]
#: What became of a record, a field of it, or a column.
WhatChanged = Literal["added", "revised", "moved", "split", "withdrawn", "gone", "schema"]


class Reason(Strict, frozen=True):
    """Why some values changed since the last release; ``*`` stands for every record or field."""

    table: Annotated[Line, About("The data set.", "exercises")]
    record_id: Annotated[Line, About("The record, or `*`.", "vostok-2018")]
    field: Annotated[Line, About("The field, or `*`; `evidence` for what sources say.", "start")]
    reason: Annotated[WhyChanged, About("The kind of reason.", "new-information")]
    note: Annotated[Prose | None, About("What a reader should know.", "A second source names the day.")] = None


class Entry(Strict, frozen=True):
    """One change of one release, as the log tells it."""

    version: Annotated[Line, About("The release that brought it.", "0.2.0")]
    kind: Annotated[WhatChanged, About("What became of the record, field or column.", "revised")]
    table: Annotated[Line, About("The data set or table.", "exercises")]
    record_id: Annotated[Line | None, About("The record; none for a column.", "vostok-2018")] = None
    field: Annotated[Line | None, About("The field or column.", "start")] = None
    old: Annotated[str | None, About("What stood there.", "2018-09")] = None
    new: Annotated[str | None, About("What stands there now, or the ids that took over.", "2018-09-11")] = None
    reason: Annotated[WhyChanged | None, About("Why; none for what was added.", "new-information")] = None
    note: Annotated[Prose | None, About("What a reader should know.", "A second source names the day.")] = None
