"""The plain frictionless library, over the tables that the records make."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from sinorus_data.model.catalogue import TABLES
from sinorus_data.model.finding import Finding, Refused
from sinorus_data.reading.files import read_bytes
from sinorus_data.reading.inventory import FOLDER
from sinorus_data.tables.columns import names
from sinorus_data.tables.project import Rows
from sinorus_data.tables.schema import table_schema


def lying(root: Path) -> dict[str, Rows]:
    """The rows of the published tables as they lie under ``root``, of those that can be read."""
    found: dict[str, Rows] = {}
    for table in TABLES:
        with suppress(Refused, UnicodeDecodeError, csv.Error):
            text = read_bytes(root, _path(table)).decode("utf-8")
            header, *rows = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""))] or [()]
            if header == names(table) and all(len(row) == len(header) for row in rows):
                found[table] = rows
    return found


def second_opinion(tables: Mapping[str, Rows], among: Collection[str] | None = None) -> list[Finding]:
    """What frictionless finds in the tables, or in those of the paths ``among``, one finding an error."""
    from frictionless import FrictionlessException, system
    from frictionless import Package as Frictionless

    try:
        with system.use_context(standards="v2"):
            package = Frictionless.from_descriptor({"name": "sinorus-data", "resources": _resources(tables)})
            reports = [
                package.get_resource(table).validate() for table in tables if among is None or _path(table) in among
            ]
    except FrictionlessException as broken:
        return [_finding("datapackage.json", error) for error in broken.to_errors()]
    tasks = [task for report in reports for task in report.tasks]
    return [_finding(_path(task.name), error) for task in tasks for error in task.errors]


def _path(table: str) -> str:
    return f"{FOLDER}/{table}.csv"


def _finding(path: str, error: Any) -> Finding:
    row, column = getattr(error, "row_number", None) or 1, getattr(error, "field_number", None) or 1
    return Finding(path, row, column, "X-FRICTIONLESS", f"{error.type}: {error.note}"[:300],
                   fix="correct the record that makes this row")  # fmt: skip


def _resources(tables: Mapping[str, Rows]) -> list[dict[str, Any]]:
    """The tables, and beside each that others refer to, its ids alone.

    frictionless opens the table referred to anew for every foreign key; the ids alone open ten
    times as fast, and the verdict is the same.
    """
    whole = [_resource(table, [names(table), *rows], _bare(table)) for table, rows in tables.items()]
    targets = {key["reference"]["resource"] for made in whole for key in made["schema"].get("foreignKeys", ())}
    ids = {"fields": [{"name": "id", "type": "string"}]}
    keys = [
        _resource(target, [("id",), *((row[0],) for row in tables.get(_owner(target), ()))], ids)
        for target in sorted(targets)
    ]
    return whole + keys


class _Shared(list[Any]):
    """Rows that frictionless need not copy: nobody changes them."""

    def __deepcopy__(self, memo: dict[int, Any]) -> _Shared:
        return self


def _resource(name: str, rows: list[tuple[str, ...]], schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "type": "table", "data": _Shared(list(row) for row in rows), "schema": schema}


def _bare(table: str) -> dict[str, Any]:
    """The schema without what only people read, its foreign keys pointing to ids alone."""
    schema = table_schema(table)
    kept = ("name", "type", "constraints", "delimiter", "itemType", "trueValues", "falseValues")
    bare: dict[str, Any] = {
        **schema,
        "fields": [{name: field[name] for name in kept if name in field} for field in schema["fields"]],
    }
    if "foreignKeys" in schema:
        bare["foreignKeys"] = [
            {**key, "reference": {"resource": f"{key['reference']['resource'] or table}_ids", "fields": ["id"]}}
            for key in schema["foreignKeys"]
        ]
    return bare


def _owner(target: str) -> str:
    return target.removesuffix("_ids")
