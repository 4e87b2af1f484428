"""Made-up rows with cells that formats like to spoil, for every published table."""

from __future__ import annotations

from typing import Any

from sinorus_data.access import store
from sinorus_data.model.catalogue import TABLES

TEXTS = (
    "NA", "007", "null", "NaN", "None", "1689", "-0", "1e5", "1,5", "true", "2016-02-30", "2016~", "../2016", "=1+1",
    "@x", 'he said "yes", twice', "'single'", "line\nbreak", "carriage\r\nreturn", "lone\rreturn", "tab\tbetween",
    "  space around  ", "a;b|c", "中俄睦邻友好合作条约", "Договор о добрососедстве", "mailto:a@example.org", "🤝",
    "_x000D_", "back\\slash", "\u2028 separator", "<b>&amp;</b>", "#N/A", "{=A1}", "x" * 5000,
)  # fmt: skip
NUMBERS = ("12345678901234567890.12345678901234567890", "0.10", "-5", "1e3", "007.50", "98765432109876543210", "0")
INTEGERS = ("0", "-1", "9223372036854775807", "-9223372036854775808", "36")
DATES = ("1689-08-27", "0001-01-01", "9999-12-31", "1899-12-31", "1900-02-28")
COUNT = len(TEXTS)


def _id(at: int) -> str:
    """Ids are as odd as the rest, and the same in every table, so that links hold."""
    return f"{TEXTS[at % COUNT]}~{at % COUNT}"


def _cell(field: dict[str, Any], at: int, column: int, *, is_id: bool, is_link: bool) -> str:
    if is_id:
        return _id(at)
    required = field.get("constraints", {}).get("required", False)
    if not required and (at + column) % 5 == 0:
        return ""
    if is_link:
        return _id(at + column)
    match field["type"]:
        case "list":
            items = [TEXTS[(at + column + more) % COUNT].replace(";", ",") for more in range(at % 4)]
            return ";".join(items)
        case "number":
            return NUMBERS[(at + column) % len(NUMBERS)]
        case "integer":
            return INTEGERS[(at + column) % len(INTEGERS)]
        case "date":
            return DATES[(at + column) % len(DATES)]
        case "boolean":
            return ("true", "false")[(at + column) % 2]
    return TEXTS[(at + column) % COUNT]


def odd_rows(table: str) -> list[dict[str, str]]:
    """Rows of a table that keep its keys, and else nothing that its schema says of text."""
    schema = store.schema(table)
    keys = set(schema.get("primaryKey", ()))
    links = {name for key in schema.get("foreignKeys", ()) for name in key["fields"]}
    fields = list(enumerate(schema["fields"]))
    return [
        {
            field["name"]: _cell(
                field, at, column, is_id=field["name"] in keys - links, is_link=field["name"] in links
            )
            for column, field in fields
        }
        for at in range(COUNT)
    ]  # fmt: skip


ODD = {table: odd_rows(table) for table in TABLES}
