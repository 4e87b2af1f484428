"""The data sets: which there are, how people write them, and which models hold them."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import BaseModel

from sinorus_data.model.actor import Actor
from sinorus_data.model.agreement import Agreement
from sinorus_data.model.codes import Fate
from sinorus_data.model.event import Event
from sinorus_data.model.evidence import Claim
from sinorus_data.model.exercise import Exercise, ExerciseSeries
from sinorus_data.model.fields import About, ActorId, Line, Strict, described
from sinorus_data.model.position import Position, Proposition
from sinorus_data.model.record import EvidencedRecord, Record
from sinorus_data.model.source import Source
from sinorus_data.model.trade_figure import TradeFigure


class Code(Strict, frozen=True):
    """One code of a closed list, as a row of the table ``vocabularies``."""

    table: Annotated[Line, About("The table that uses it.", "positions", "derived")]
    column: Annotated[Line, About("The column that uses it.", "stance", "derived")]
    code: Annotated[Line, About("The code.", "agrees", "derived")]
    label: Annotated[Line, About("A name to show people.", "Agrees")]
    definition: Annotated[Line, About("What it means.", "The actor holds the proposition to be right.")]
    example: Annotated[Line, About("A case.", "Yan Xuetong on alliances.")]


class RetiredId(Strict, frozen=True):
    """One id that was published and is no longer live."""

    id: Annotated[ActorId, About("The id that was.", "joint-sea-2015", "derived")]
    table: Annotated[Line, About("The table it belonged to.", "exercises")]
    fate: Annotated[Fate, About("What became of it.", "split")]
    targets: Annotated[tuple[ActorId, ...], About("The live ids that answer to it.", "joint-sea-2015-i")] = ()
    since: Annotated[Line, About("The version that retired it.", "1.0.0")]
    reason: Annotated[Line, About("Why.", "two editions were one record")]


class DataSet(NamedTuple):
    """One data set: its model and the form in which people write it."""

    model: type[Record]
    authored: Literal["yaml", "csv"]


#: In the order in which people read about them.
DATA_SETS: dict[str, DataSet] = {
    model.table: DataSet(model, "csv" if model is TradeFigure else "yaml")
    for model in (
        Agreement, Exercise, ExerciseSeries, TradeFigure, Position, Proposition, Event, Actor, Source,
    )
}  # fmt: skip


class Table(NamedTuple):
    """One published table: the model of its rows, and the key column of the record they belong to."""

    model: type[BaseModel]
    parent: str | None = None


def _tables() -> dict[str, Table]:
    tables: dict[str, Table] = {}
    for name, (model, _) in DATA_SETS.items():
        tables[name] = Table(model)
        for field, info in described(model):
            if info.parts:
                (part, *_rest) = get_args(model.model_fields[field].annotation)
                tables[info.parts] = Table(part, f"{info.parts.rsplit('_', 1)[0]}_id")
    return tables | {"claims": Table(Claim), "vocabularies": Table(Code), "retired_ids": Table(RetiredId)}


TABLES: dict[str, Table] = _tables()

#: The data sets whose records carry evidence.
EVIDENCED = tuple(name for name, (model, _) in DATA_SETS.items() if issubclass(model, EvidencedRecord))
