"""JSON Schemas for the YAML records, so that an editor completes and checks while typing.

They accept what our reader accepts: it takes every scalar as text, where an editor sees a number,
and an empty value as none.
"""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel

from sinorus_data.model.fields import described
from sinorus_data.model.record import EvidencedRecord, Record, citable

DIALECT = "https://json-schema.org/draft/2020-12/schema"
LANGUAGES = {"en": "English", "zh": "Chinese", "ru": "Russian"}


def record_schema(model: type[Record]) -> dict[str, Any]:
    """The JSON Schema of the YAML records of one data set."""
    whole = model.model_json_schema(by_alias=True)
    models = {part.__name__: part for part in _models(model)}
    for name, definition in whole.get("$defs", {}).items():
        _describe(definition, models[name])
    _describe(whole, model)
    _nest_names(whole)
    if issubclass(model, EvidencedRecord):
        _name_fields(whole, model)
    whole["description"] = (model.__doc__ or "").strip()
    return {"$schema": DIALECT, "title": model.table, **_as_typed(whole)}


def _models(model: type[BaseModel]) -> set[type[BaseModel]]:
    found = {model}
    for field in model.model_fields.values():
        for part in (field.annotation, *get_args(field.annotation)):
            if isinstance(part, type) and issubclass(part, BaseModel):
                found |= _models(part)
    return found


def _describe(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Says of each field what its model says; leaves out what is computed."""
    properties = schema["properties"]
    for name, info in described(model):
        written = model.model_fields[name].alias or name
        if info.nature == "derived" and info.derive is not None:
            properties.pop(written)
            continue
        properties[written].pop("default", None)
        properties[written] |= {"title": written.replace("_", " "), "description": info.description}
        if info.example:
            properties[written]["examples"] = [info.example]


def _nest_names(schema: dict[str, Any]) -> None:
    """Turns ``name``, ``name_zh`` and ``name_ru`` into ``name: {en, zh, ru}``."""
    properties = schema["properties"]
    for stem in [name[:-3] for name in properties if name.endswith("_zh")]:
        languages = {code: properties[stem if code == "en" else f"{stem}_{code}"] for code in LANGUAGES}
        for code, inner in languages.items():
            inner["title"] = LANGUAGES[code]
        required = ["en"] if stem in schema.get("required", ()) else []
        properties[stem] = {
            "type": "object", "title": stem, "description": f"The {stem}, by language.", "properties": languages,
            "required": required, "additionalProperties": False,
        }  # fmt: skip
        del properties[f"{stem}_zh"], properties[f"{stem}_ru"]


def _name_fields(schema: dict[str, Any], model: type[Record]) -> None:
    """Lets an editor complete the names of fields under ``supports``, ``says`` and ``disputed``."""
    names = list(citable(model))
    evidence = schema["$defs"]["Evidence"]["properties"]
    for listed in ("supports", "only"):
        evidence[listed]["items"] = {"enum": names}
    evidence["says"]["propertyNames"] = {"enum": names}
    schema["properties"]["disputed"]["propertyNames"] = {"enum": names}


def _as_typed(schema: Any) -> Any:
    """Widens text to what an editor makes of an unquoted number, and optional fields to nothing."""
    if isinstance(schema, list):
        return [_as_typed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    widened = {name: _as_typed(value) for name, value in schema.items()}
    if widened.get("type") == "string" and "enum" not in widened and "const" not in widened:
        widened["type"] = ["string", "number"]
    if isinstance(widened.get("properties"), dict):
        required = widened.get("required", ())
        for name, inner in widened["properties"].items():
            if name not in required and "anyOf" not in inner:
                widened["properties"][name] = _or_nothing(inner)
    return widened


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    about: dict[str, Any] = {name: schema[name] for name in ("title", "description", "examples") if name in schema}
    inner = {name: value for name, value in schema.items() if name not in about}
    return {"anyOf": [inner, {"type": "null"}], **about}
