"""The plain frictionless library, over the tables that the records make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sinorus_data.model.finding import Finding
from sinorus_data.tables.columns import names
from sinorus_data.tables.project import Rows
from sinorus_data.tables.schema import table_schema


def second_opinion(tables: Mapping[str, Rows]) -> list[Finding]:
    """What frictionless finds in the tables, one finding an error."""
    from frictionless import Package as Frictionless
    from frictionless import system

    with system.use_context(standards="v2"):
        package = Frictionless.from_descriptor({"name": "sinorus-data", "resources": _resources(tables)})
        report = package.validate()
    findings = []
    for task in report.tasks:
        for error in task.errors:
            detail: Any = error
            row = getattr(detail, "row_number", 1) or 1
            findings.append(
                Finding(f"datasets/{task.name}.csv", row, getattr(detail, "field_number", 1) or 1,
                        "X-FRICTIONLESS", f"{error.type}: {error.note}"[:300],
                        fix="correct the record that makes this row")
            )  # fmt: skip
    for broken in report.errors:
        findings.append(Finding("datapackage.json", 1, 1, "X-FRICTIONLESS", f"{broken.type}: {broken.note}"[:300]))
    return findings


def _bare(table: str) -> dict[str, Any]:
    """The schema without what only people read: frictionless copies it for every foreign key."""
    schema = table_schema(table)
    kept = ("name", "type", "constraints", "delimiter", "itemType", "trueValues", "falseValues")
    fields = [{name: field[name] for name in kept if name in field} for field in schema["fields"]]
    return {**schema, "fields": fields}


def _resources(tables: Mapping[str, Rows]) -> list[dict[str, Any]]:
    return [
        {"name": table, "type": "table", "data": [list(names(table)), *map(list, rows)], "schema": _bare(table)}
        for table, rows in tables.items()
    ]
