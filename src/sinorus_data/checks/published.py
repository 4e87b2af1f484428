"""Checks of published tables, where the records they were made from are not at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from sinorus_data.checks.engine import check
from sinorus_data.checks.second_opinion import second_opinion
from sinorus_data.model.catalogue import DATA_SETS, EVIDENCED, TABLES
from sinorus_data.model.finding import Finding, Refused
from sinorus_data.reading.csv import Cell, read_table
from sinorus_data.reading.dataset import Package, Written, row_node
from sinorus_data.reading.files import read_bytes
from sinorus_data.reading.records import Read
from sinorus_data.reading.text import decode
from sinorus_data.tables.columns import names, parts
from sinorus_data.tables.project import project
from sinorus_data.tables.restore import restore
from sinorus_data.tables.vocabulary import vocabulary

Lines = list[tuple[dict[str, str], list[Cell]]]


def validate_published(root: Path) -> tuple[Package, list[Finding]]:
    """Restores every record from the tables under ``root`` and checks it like an authored one.

    The tables are then held against what the records make: no computed column, claim, code or row
    of a long table may differ, be missing or stand alone.
    """
    package = Package(root)
    tables = {table: _lines(package, table) for table in TABLES}
    groups = {
        table: _grouped(lines, "record_id" if table == "claims" else names(table)[0])
        for table, lines in tables.items()
        if table not in DATA_SETS
    }
    for table in DATA_SETS:
        for row, cells in tables[table]:
            _add(package, table, row, cells, groups)
    findings = check(package)
    if not _wrong(findings):
        findings += _unlike(package, tables)
    if not _wrong(findings):
        findings += second_opinion({table: [tuple(row.values()) for row, _ in tables[table]] for table in TABLES})
    return package, sorted(findings)


def _wrong(findings: list[Finding]) -> bool:
    return any(finding.level == "error" for finding in findings)


def _unlike(package: Package, tables: dict[str, Lines]) -> Iterator[Finding]:
    """Rows that the records do not make, and tables that lack some that they do."""
    wanted = project({table: package.all(table) for table in DATA_SETS}, package.find)
    for table, rows in (wanted | {"vocabularies": vocabulary()}).items():
        path, expected = f"datasets/{table}.csv", Counter(rows)
        for row, cells in tables[table]:
            if expected[tuple(row.values())]:
                expected[tuple(row.values())] -= 1
            else:
                yield Finding(path, cells[0].line, 1, "X-PUBLISHED", "not a row that the records make",
                              cells[0].text, fix="reinstall, or build anew")  # fmt: skip
        for missing in (+expected).elements():
            yield Finding(path, 1, 1, "X-PUBLISHED", "a row is missing", missing[0], fix="reinstall, or build anew")


def _lines(package: Package, table: str) -> Lines:
    path = f"datasets/{table}.csv"
    try:
        text = decode(read_bytes(package.root, path), path)
        rows, wrong = read_table(text, path, names(table))
    except Refused as refused:
        package.findings.append(refused.finding)
        return []
    package.texts[path] = text
    package.findings += wrong
    return [({name: cell.text for name, cell in zip(names(table), row, strict=True)}, row) for row in rows]


def _grouped(lines: Lines, key: str) -> dict[str, list[dict[str, str]]]:
    groups: dict[str, list[dict[str, str]]] = {}
    for row, _ in lines:
        groups.setdefault(row[key], []).append(row)
    return groups


def _add(
    package: Package,
    table: str,
    row: dict[str, str],
    cells: list[Cell],
    groups: dict[str, dict[str, list[dict[str, str]]]],
) -> None:
    path, owner = f"datasets/{table}.csv", row["id"]
    of_record = {field: groups[long_table].get(owner, []) for field, long_table in parts(table).items()}
    claims = groups["claims"].get(owner, []) if table in EVIDENCED else []
    try:
        record = restore(DATA_SETS[table].model, row, of_record, claims)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        where = ".".join(map(str, detail["loc"]))
        package.findings.append(
            Finding(
                path, cells[0].line, 1, "X-PUBLISHED", f"{owner}: {where}: {detail['msg']}", fix="reinstall the package"
            )
        )
        return
    node = row_node(names(table), cells)
    package.written.append(Written(table, path, node))
    package.records[table][owner] = Read(record, path, node)
