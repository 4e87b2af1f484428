"""The text of a value in a table cell, by its type alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, get_origin

from pydantic import BaseModel

from sinorus_data.model.quantity import write_number

#: Joins the items of a list in a cell; no item contains it.
SEPARATOR = ";"


def cell(value: Any) -> str:
    """How ``value`` is written in a published table; ``""`` for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return write_number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return SEPARATOR.join(dict.fromkeys(cell(getattr(item, "actor_id", item)) for item in value))
    return str(value)


def items(text: str) -> tuple[str, ...]:
    """The items of a list cell."""
    return tuple(text.split(SEPARATOR)) if text else ()


def row_tree(row: Mapping[str, str], model: type[BaseModel]) -> dict[str, Any]:
    """The cells of a row as a model takes them: empty ones left out, lists split."""
    lists, fields = list_fields(model), model.model_fields
    return {name: items(text) if name in lists else text for name, text in row.items() if text and name in fields}


@cache
def list_fields(model: type[BaseModel]) -> frozenset[str]:
    """The fields of a model that hold lists."""
    return frozenset(name for name, field in model.model_fields.items() if get_origin(field.annotation) is tuple)
