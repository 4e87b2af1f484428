"""Tables of others, checked against a published table of ours: row by row, with or without links."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sinorus_data.checks import dates, figures, links, prose, script, text
from sinorus_data.checks.engine import distinct
from sinorus_data.checks.identity import cells_are_canonical
from sinorus_data.checks.rule import RULES, Values, find
from sinorus_data.model.finding import Finding, Refused
from sinorus_data.reading.csv import read_table
from sinorus_data.reading.dataset import Package, Written, row_node
from sinorus_data.reading.files import read_bytes
from sinorus_data.reading.records import Read, read_cells
from sinorus_data.reading.text import decode
from sinorus_data.tables.columns import names
from sinorus_data.tables.rows import row_model
from sinorus_data.tables.schema import table_schema

#: Families of which every rule on a text, a value or a row holds for any table.
ANYWHERE = (text, script, prose, dates, figures)

Known = Callable[[str, str], bool]


def validate_table(file: Path, table: str, known: Known | None = None) -> tuple[int, list[Finding]]:
    """Checks one CSV against a published table; how many rows it has, and what is wrong.

    ``known(table, id)`` tells which ids exist; without it links are not followed. Rows may stand in
    any order. Raises nothing for what the file holds.
    """
    path = file.name
    package = Package(file.parent)
    try:
        written = decode(read_bytes(file.parent, path), path)
        rows, findings = read_table(written, path, names(table))
    except Refused as refused:
        return 0, [refused.finding]
    package.texts[path] = written
    findings += _of_scope("text", path, written, package)
    findings += cells_are_canonical(path, written, package)
    keys: dict[tuple[str, ...], int] = {}
    for row in rows:
        record, wrong = read_cells(row, names(table), row_model(table), path)
        findings += wrong
        node = row_node(names(table), row)
        package.written.append(Written(table, path, node))
        if record is not None:
            read = Read(record, path, node)
            # In the tables that tell of others, the column `table` is not the table of the row.
            findings += [] if "table" in names(table) else _of_scope("record", read, package)
            findings += _twice(read, table, keys)
            findings += _unknown(read, known) if known else []
    texts = Values(package)
    for rule in _rules("value"):
        findings += [made for value in texts.of(rule) for made in rule.check(value, package)]
    return len(rows), distinct(sorted(set(findings)))


def _of_scope(scope: str, *arguments: object) -> list[Finding]:
    """What the rules of one scope in the families for any table find."""
    return [made for rule in _rules(scope) for made in rule.check(*arguments)]


def _rules(scope: str) -> list[Any]:
    modules = {family.__name__ for family in ANYWHERE}
    return [rule for rule in RULES.values() if rule.scope == scope and rule.check and rule.check.__module__ in modules]


def _twice(read: Read, table: str, keys: dict[tuple[str, ...], int]) -> list[Finding]:
    key = table_schema(table).get("primaryKey", ())
    value = tuple(str(read.node.at((name,)).value) for name in key)
    first = keys.setdefault(value, read.node.line)
    if not key or first == read.node.line:
        return []
    return [
        find(read, "I-DUP", "the key is taken", key[0], got=", ".join(value), expected=f"a key not on line {first}")
    ]


def _unknown(read: Read, known: Known) -> list[Finding]:
    return [
        find(read, "L-MISSING", f"no such record among {table}", *place[:1], got=target)
        for place, table, target in links.links(read.record)
        if not known(table, target)
    ]
