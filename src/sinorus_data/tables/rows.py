"""Rows of the published tables as models, for tables that did not come from records of ours."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, create_model

from sinorus_data.model.catalogue import TABLES
from sinorus_data.model.fields import ActorId, Slug, Strict
from sinorus_data.tables.columns import columns


class Row(Strict, frozen=True):
    """One row, with the table that it belongs to."""

    table: ClassVar[str]


@cache
def row_model(table: str) -> type[BaseModel]:
    """A model with the columns of one published table: what a row must be, seen alone."""
    model, parent = TABLES[table]
    fields: dict[str, Any] = {}
    for column in columns(table):
        if column.name == parent:
            fields[column.name] = (Annotated[Slug, column.about], ...)
        elif column.about.parts:
            fields[column.name] = (Annotated[tuple[ActorId, ...], column.about], ())
        else:
            known = model.model_fields[column.name]
            default = ... if known.is_required() else known.get_default(call_default_factory=True)
            fields[column.name] = (Annotated[known.rebuild_annotation(), column.about], default)
    if "table" in fields:  # the rows that tell of other tables say so themselves
        return create_model(f"Row of {table}", __base__=Strict, **fields)
    made = create_model(f"Row of {table}", __base__=Row, **fields)
    made.table = table
    return made
