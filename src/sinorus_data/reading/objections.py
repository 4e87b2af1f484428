"""What a model objects to, in our own words and at the place in the file."""

from __future__ import annotations

import difflib
import json
import unicodedata
from functools import cache
from typing import Any, Protocol, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from sinorus_data.model.fields import About, described
from sinorus_data.model.finding import Finding, shown
from sinorus_data.model.frozen import FrozenDict
from sinorus_data.reading.suggest import iso_date, plain_number

R = TypeVar("R", bound=BaseModel)
Where = tuple[str | int, ...]


#: What a value should have been, where its shape is wrong.
SHAPES = {
    "tuple_type": ("is a list", "[one, two]"),
    "model_type": ("is a group of fields", "{field: value}"),
    "model_attributes_type": ("is a group of fields", "{field: value}"),
    "dict_type": ("is a group of fields", "{field: value}"),
}
#: Objections of our own types.
OURS = ("F-TYPE", "N-FORMAT", "D-FORMAT")


class Place(Protocol):
    """Gives the line and column of a location of the model in a file."""

    def __call__(self, where: Where, *, key: bool = False) -> tuple[int, int]: ...


def build(tree: Any, model: type[R], path: str, place: Place) -> tuple[R | None, list[Finding]]:
    """The record in ``tree``, or ``None`` and one finding for each objection of the model."""
    try:
        return model.model_validate_json(json.dumps(tree)), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        return None, [_finding(detail, model, path, place) for detail in details]


def _finding(detail: Any, model: type[BaseModel], path: str, place: Place) -> Finding:
    """One objection of the model in our own words."""
    where: Where = detail["loc"]
    kind, given = str(detail["type"]), detail.get("input")
    got = shown(given) if isinstance(given, str) else ""
    name = str(next((step for step in reversed(where) if isinstance(step, str)), ""))
    line, column = place(where, key=kind == "extra_forbidden")
    if kind == "missing":
        code, message, got, expected = "F-MISSING", f"`{name}` is required", "", ""
    elif kind == "extra_forbidden":
        code, message, got = "F-UNKNOWN", f"there is no field `{name}` here", ""
        expected = _nearest(name, _model_at(model, where))
    elif isinstance(given, list | dict) and kind in ("literal_error", "string_type", *OURS):
        code, message, expected = "F-TYPE", f"`{name}` is one value, no list or group", ""
    elif kind in SHAPES:
        code, (message, expected) = "F-TYPE", SHAPES[kind]
        message = f"`{name}` {message}"
    elif kind == "literal_error":
        code, message, expected = "F-CODE", f"not a code of `{name}`", str(detail["ctx"]["expected"])
    elif kind == "string_too_long":
        code, message = "I-LENGTH" if _is_id(name, model) else "F-LENGTH", f"`{name}` is too long"
        expected = f"at most {detail['ctx']['max_length']} characters"
    elif kind == "string_pattern_mismatch":
        code, message, expected = _mismatch(name, model, str(given))
    elif kind.isupper() or "-" in kind:
        code, message, expected = kind, f"`{name}`: {detail['msg']}", _meant(kind, str(given))
    else:
        code, message, expected = "F-TYPE", f"`{name}`: {detail['msg'].lower()}", ""
    return Finding(path, line, column, code, message, got, expected)


def _mismatch(name: str, model: type[BaseModel], given: str) -> tuple[str, str, str]:
    info = _described(name, model)
    if "\n" in given:
        return "C-NEWLINE", f"`{name}` is one line", "no line break"
    if name == "locator":
        return "V-LOCATOR", "not a locator", "`Section ¶2`, `¶3`, `p. 12` or `whole`"
    if _is_id(name, model):
        foreign = next((letter for letter in given if not letter.isascii()), "")
        if foreign:
            called = f"U+{ord(foreign):04X} ({unicodedata.name(foreign, 'no character')})"
            return "I-ASCII", f"`{name}` holds {called}, which is no plain letter", "a-z, 0-9 and `-`"
        return "I-FORMAT", f"`{name}` is no id", "lower-case words joined by `-`, or a code in capitals"
    expected = f"one line as in {shown(info.example)}" if info else ""
    return "F-FORMAT", f"`{name}` is not written so, or has space at an end", expected


def _is_id(name: str, model: type[BaseModel]) -> bool:
    info = _described(name, model)
    return name in ("id", "source", "actor", "party") or bool(info and info.references)


def _described(name: str, model: type[BaseModel]) -> About | None:
    return dict(described(model)).get(name) if name in model.model_fields else None


def _meant(kind: str, given: str) -> str:
    """The form in which a date or number should stand, where only one is possible."""
    meant = iso_date(given) if kind == "D-FORMAT" else plain_number(given) if kind == "N-FORMAT" else ""
    return shown(meant) if meant else ""


def _nearest(name: str, model: type[BaseModel]) -> str:
    written = [
        field.alias or known
        for known, field in model.model_fields.items()
        if known == "id" or not any(getattr(item, "derive", None) for item in field.metadata)
    ]
    near = difflib.get_close_matches(name, written, 1)
    return f"`{near[0]}`?" if near else ""


def _model_at(model: type[BaseModel], where: Where) -> type[BaseModel]:
    """The model of the part of a record in which ``where`` lies."""
    for step in where[:-1]:
        if isinstance(step, str) and step in model.model_fields:
            inner = _models_in(model.model_fields[step].annotation)
            model = inner[0] if inner else model
    return model


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for argument in get_args(annotation) for found in _models_in(argument)]


@cache
def shapes_in(shape: Any) -> dict[str, Any]:
    """What the fields of a group may hold, by the name under which people write them."""
    if get_origin(shape) is FrozenDict:
        return {}
    return {
        field.alias or name: field.annotation
        for model in _models_in(shape)[:1]
        for name, field in model.model_fields.items()
    }
