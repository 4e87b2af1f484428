"""Table Schemas (Frictionless Table Schema v2), derived from the columns."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sinorus_data.model.catalogue import DATA_SETS, TABLES
from sinorus_data.model.cells import SEPARATOR
from sinorus_data.model.edtf import PATTERN, Edtf
from sinorus_data.model.fields import Lookup
from sinorus_data.tables.columns import Column, columns

PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"

#: What makes a row of a long table one row. Empty cells bar most from being primary keys.
_KEYS = {
    "agreement_parties": ["agreement_id", "actor_id"],
    "exercise_participants": ["exercise_id", "actor_id"],
    "event_actors": ["event_id", "actor_id"],
    "claims": ["table", "record_id", "field", "value", "source_id", "locator"],
    "vocabularies": ["table", "column", "code"],
    "retired_ids": ["id"],
}


@cache
def table_schema(table: str) -> dict[str, Any]:
    """The Table Schema of one published table."""
    schema: dict[str, Any] = {
        "$schema": PROFILE,
        "fields": [_field(table, column) for column in columns(table)],
        "missingValues": [""],
    }
    key = ["id"] if table in DATA_SETS else _KEYS.get(table)
    if key:
        schema["primaryKey"] = key
    foreign = [_foreign_key(table, column) for column in columns(table) if _is_foreign_key(column)]
    return schema | ({"foreignKeys": foreign} if foreign else {})


def _is_foreign_key(column: Column) -> bool:
    return column.about.references is not None and not column.about.besides and column.type is not tuple


def _foreign_key(table: str, column: Column) -> dict[str, Any]:
    target = str(column.about.references)
    reference = {"resource": "" if target == table else target, "fields": ["id"]}
    return {"fields": [column.name], "reference": reference}


def _field(table: str, column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "title": column.about.title or column.name.replace("_", " ").capitalize(),
        **_type(column),
        "description": column.about.description,
    }
    if column.about.example:
        described["example"] = column.about.example
    if column.about.references:
        described["references"] = column.about.references
    if isinstance(column.about.derive, Lookup):
        described["lookedUp"] = True
    if column.about.besides:
        described["besides"] = list(column.about.besides)
    if column.codes and column.type is tuple:
        described["codes"] = list(column.codes)
    constraints = _constraints(table, column)
    return described | ({"constraints": constraints} if constraints else {})


def _type(column: Column) -> dict[str, Any]:
    if column.type is tuple:
        return {"type": "list", "delimiter": SEPARATOR, "itemType": "string"}
    if column.type is bool:
        return {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]}
    return {"type": {Decimal: "number", int: "integer", date: "date"}.get(column.type, "string")}


def _constraints(table: str, column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"required": True} if column.required or column.name == "id" else {}
    if column.name == "id":
        found["unique"] = True
    if column.type is tuple or column.type in (Decimal, int, date, bool):
        return found
    if column.codes:
        return found | {"enum": list(column.codes)}
    if column.type is Edtf:
        return found | {"pattern": PATTERN}
    known = _of_model(table).get(column.name, {})
    if str(known.get("pattern", "")).startswith("^") and known["pattern"].endswith("$"):
        found["pattern"] = known["pattern"]
    if "maxLength" in known:
        found["maxLength"] = known["maxLength"]
    return found


@cache
def _of_model(table: str) -> dict[str, dict[str, Any]]:
    """What the model itself demands of each text field, from its JSON Schema."""
    properties = TABLES[table].model.model_json_schema(by_alias=False)["properties"]
    return {
        name: next((option for option in wanted.get("anyOf", ()) if option.get("type") == "string"), wanted)
        for name, wanted in properties.items()
    }
