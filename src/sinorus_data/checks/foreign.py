"""Tables of others, checked against a published table of ours: row by row, with or without links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from sinorus_data.checks import dates, figures, links, prose, script, text
from sinorus_data.checks.engine import distinct
from sinorus_data.checks.identity import cells_are_canonical
from sinorus_data.checks.rule import RULES, Values, at, find
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

#: The code that is told at its first place alone: programs quote all cells or none, and nobody mends them one by one.
ONCE = "C-CANON"

Known = Callable[[str, str], bool]


class Checked(NamedTuple):
    """How many rows a text has, what is wrong with it, and the rows that are sound enough to be records."""

    rows: int
    findings: list[Finding]
    reads: list[Read]


def validate_table(file: Path, table: str, known: Known | None = None) -> tuple[int, list[Finding]]:
    """Checks one CSV against a published table; how many rows it has, and what is wrong.

    ``known(table, id)`` tells which ids exist; without it links are not followed. Rows may stand in
    any order. Raises nothing for what the file holds.
    """
    path = file.name
    try:
        checked = check_text(decode(read_bytes(file.parent, path), path), path, table, known)
    except Refused as refused:
        return 0, [refused.finding]
    keys: dict[tuple[str, ...], int] = {}
    twice = [made for read in checked.reads for made in _twice(read, table, keys)]
    return checked.rows, distinct(sorted({*checked.findings, *twice}))


def check_text(written: str, path: str, table: str, known: Known | None = None) -> Checked:
    """Checks the text of a table, header and all, but for keys that stand twice.

    But for the end of the text, nothing that is found in a row depends on another row. Raises
    ``Refused`` if the header is another, or a quote is out of place.
    """
    package = Package(Path())
    rows, findings = read_table(written, path, names(table))
    package.texts[path] = written
    findings += _of_scope("text", table, path, written, package)
    findings += [
        replace(found, fix="take them off, or write the file without; told once for a file")
        for found in islice(cells_are_canonical(path, written, package), 1)
    ]
    reads: list[Read] = []
    for row in rows:
        record, wrong = read_cells(row, names(table), row_model(table), path)
        findings += wrong
        node = row_node(names(table), row)
        package.written.append(Written(table, path, node))
        if record is not None:
            read = Read(record, path, node)
            reads.append(read)
            # In the tables that tell of others, the column `table` is not the table of the row.
            findings += [] if "table" in names(table) else _of_scope("record", table, read, package)
            findings += _unknown(read, known) if known else []
    texts = Values(package)
    for rule in rules_of("value", table):
        findings += [made for value in texts.of(rule) for made in rule.check(value, package)]
    return Checked(len(rows), distinct(sorted(set(findings))), reads)


def _of_scope(scope: str, table: str, *arguments: object) -> list[Finding]:
    """What the rules of one scope find in a table."""
    return [made for rule in rules_of(scope, table) for made in rule.check(*arguments)]


@cache
def rules_of(scope: str, table: str) -> list[Any]:
    """The rules of one scope that hold for a table wherever it comes from."""
    modules = {family.__name__ for family in ANYWHERE}
    return [
        rule for rule in RULES.values()
        if rule.scope == scope and rule.check and rule.check.__module__ in modules
        and (not rule.tables or table in rule.tables)
    ]  # fmt: skip


def _twice(read: Read, table: str, keys: dict[tuple[str, ...], int]) -> list[Finding]:
    key = table_schema(table).get("primaryKey", ())
    value = tuple(str(read.node.at((name,)).value) for name in key)
    first = keys.setdefault(value, read.node.line)
    if not key or first == read.node.line:
        return []
    place = read.node.at(key[:1])
    return [taken(read.path, place.line, place.column, value, first)]


def taken(path: str, line: int, column: int, value: tuple[str, ...], first: int) -> Finding:
    """The finding that the key ``value`` at one place stands on line ``first`` already."""
    return at(path, line, column, "I-DUP", "the key is taken", got=", ".join(value),
              expected=f"a key not on line {first}")  # fmt: skip


def _unknown(read: Read, known: Known) -> list[Finding]:
    return [
        find(read, "L-MISSING", f"no such record among {table}", *place[:1], got=target)
        for place, table, target in links.links(read.record)
        if not known(table, target)
    ]
