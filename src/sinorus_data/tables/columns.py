"""The columns of the published tables, derived from the models."""

from __future__ import annotations

from functools import cache
from types import NoneType
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from sinorus_data.model.catalogue import TABLES
from sinorus_data.model.fields import About, about, described, parts_of

#: Fields that have no column: they turn into claims.
WITHOUT_COLUMN = frozenset(("evidence", "disputed"))


class Column(NamedTuple):
    """One column: its name, what it means, and the type of its values."""

    name: str
    about: About
    type: type
    required: bool
    codes: tuple[str, ...] = ()


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of one published table, in order."""
    model, parent = TABLES[table]
    own = tuple(_column(model, name) for name, info in described(model) if _has_column(name, info))
    return (_parent(table, parent), *own) if parent else own


@cache
def names(table: str) -> tuple[str, ...]:
    """The names of the columns of one published table, in order."""
    return tuple(column.name for column in columns(table))


@cache
def references(table: str) -> tuple[str, ...]:
    """The tables of which the columns of one published table hold ids."""
    return tuple(sorted({column.about.references for column in columns(table) if column.about.references}))


@cache
def parts(table: str) -> dict[str, str]:
    """The fields of a data set that hold parts, with the long table of each."""
    return parts_of(TABLES[table].model)


def _has_column(name: str, info: About) -> bool:
    return name not in WITHOUT_COLUMN and (not info.parts or info.references is not None)


def _parent(table: str, name: str) -> Column:
    owner = next(data_set for data_set in TABLES if table in parts(data_set).values())
    info = about(TABLES[owner].model, "id")
    described_here = About("The record that the row belongs to.", info.example, "derived", references=owner)
    return Column(name, described_here, str, True)


def _column(model: type[BaseModel], name: str) -> Column:
    field = model.model_fields[name]
    kind, codes = _unwrapped(field.annotation)
    return Column(name, about(model, name), kind, field.is_required(), codes)


def _unwrapped(annotation: Any) -> tuple[type, tuple[str, ...]]:
    """The bare type of a field, and the codes if it is a closed list (or a list of such codes)."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return str, arguments
    if origin is tuple:
        inner = arguments[0]
        return tuple, _unwrapped(inner)[1]
    if hasattr(annotation, "__metadata__"):
        return _unwrapped(annotation.__origin__)
    if NoneType in arguments:
        return _unwrapped(next(option for option in arguments if option is not NoneType))
    return (annotation if isinstance(annotation, type) else str), ()
