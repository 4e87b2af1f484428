"""From the rows of the published tables back to records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sinorus_data.model.cells import items, row_tree
from sinorus_data.model.record import EvidencedRecord, Record

R = TypeVar("R", bound=Record)
Row = Mapping[str, str]

_SAME_PLACE = ("source_id", "locator", "as_stated", "attributed_to", "reported_by", "basis")


def restore(model: type[R], row: Row, parts: Mapping[str, Sequence[Row]], claims: Sequence[Row] = ()) -> R:
    """The record of one row, with its rows in the long tables (by field) and its claims.

    Raises ``pydantic.ValidationError`` if the rows are not what was published.
    """
    tree = row_tree(row, model)
    for field, rows in parts.items():
        tree[field] = [_part(model, field, part) for part in rows]
    if issubclass(model, EvidencedRecord):
        tree["evidence"], tree["disputed"] = _evidence(row, claims)
    return model.model_validate_json(json.dumps(tree))


def _part(model: Any, field: str, row: Row) -> dict[str, Any]:
    (part, *_) = model.model_fields[field].annotation.__args__
    return row_tree(row, part)


def _evidence(row: Row, claims: Iterable[Row]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The evidence that makes these claims, one entry a place in a source."""
    entries: dict[tuple[str, ...], dict[str, Any]] = {}
    disputed: dict[str, Any] = {}
    for claim in claims:
        place = tuple(claim[name] for name in _SAME_PLACE)
        field, value = claim["field"], claim["value"]
        entry = entries.setdefault(place, _entry(claim))
        if field in entry["supports"] or field in entry["says"]:  # one place gives two values of a field
            entry = entries.setdefault((*place, value), _entry(claim))
        if value == row.get(field, ""):
            entry["supports"].append(field)
        else:
            entry["says"][field] = items(value)
            if claim["agrees"] == "false" and set(items(value)) < set(items(row.get(field, ""))):
                entry["only"].append(field)
        if claim["reason"]:
            carried = {"preferred": items(row[field])} if row.get(field) else {"undecided": "true"}
            disputed[field] = {**carried, "because": claim["reason"]}
    return list(entries.values()), disputed


def _entry(claim: Row) -> dict[str, Any]:
    entry: dict[str, Any] = {"source": claim["source_id"], "locator": claim["locator"]}
    entry |= {"supports": [], "says": {}, "only": []}
    entry |= {name: claim[name] for name in ("as_stated", "basis") if claim[name]}
    return entry | {name: items(claim[name]) for name in ("attributed_to", "reported_by")}


def canonical(record: R) -> R:
    """The record with its evidence merged and ordered as the tables give it back."""
    if not isinstance(record, EvidencedRecord):
        return record
    from sinorus_data.tables.columns import names
    from sinorus_data.tables.project import flat

    row = dict(zip(names(record.table), flat(record, names(record.table)), strict=True))
    claims = [dict(zip(names("claims"), flat(claim, names("claims")), strict=True)) for claim in record.claims()]
    evidence, disputed = _evidence(row, claims)
    tree = {"evidence": evidence, "disputed": disputed}
    whole = json.loads(record.model_dump_json(exclude={"evidence", "disputed"}, exclude_none=True, by_alias=True))
    return type(record).model_validate_json(json.dumps(whole | tree))
