"""Checks of published tables, where the records they were made from are not at hand."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from pydantic import ValidationError

from sinorus_data.checks.engine import check
from sinorus_data.checks.second_opinion import second_opinion
from sinorus_data.model.catalogue import DATA_SETS, EVIDENCED, TABLES
from sinorus_data.model.finding import Finding, Refused
from sinorus_data.reading.csv import Cell, read_table
from sinorus_data.reading.dataset import Package
from sinorus_data.reading.records import Read
from sinorus_data.reading.text import read_text
from sinorus_data.reading.yaml import Node
from sinorus_data.tables.columns import names, parts
from sinorus_data.tables.restore import restore

Lines = list[tuple[dict[str, str], list[Cell]]]


def validate_published(root: Path) -> tuple[Package, list[Finding]]:
    """Restores every record from the tables under ``root`` and checks it like an authored one."""
    package = Package(root)
    tables = {table: _lines(root, table, package.findings) for table in TABLES}
    groups = {
        table: _grouped(lines, "record_id" if table == "claims" else names(table)[0])
        for table, lines in tables.items()
        if table not in DATA_SETS
    }
    for table in DATA_SETS:
        for row, cells in tables[table]:
            _add(package, table, row, cells, groups)
    package.findings += _changed(root)
    findings = check(package)
    if not findings:
        findings += second_opinion({table: [tuple(row.values()) for row, _ in tables[table]] for table in TABLES})
    return package, sorted(findings)


def _changed(root: Path) -> list[Finding]:
    """The tables that are not what their descriptor was written for."""
    resources = json.loads((root / "datapackage.json").read_bytes())["resources"]
    return [
        Finding(resource["path"], 1, 1, "P-HASH", "the table is not what was published", fix="reinstall, or build anew")
        for resource in resources
        if (file := root / resource["path"]).is_file()
        and resource["hash"] != f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"
    ]


def _lines(root: Path, table: str, findings: list[Finding]) -> Lines:
    path = f"datasets/{table}.csv"
    try:
        rows, wrong = read_table(read_text(root / path, path), path, names(table))
    except Refused as refused:
        findings.append(refused.finding)
        return []
    findings += wrong
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
    places = {name: Node(cell.text, cell.line, cell.column) for name, cell in zip(names(table), cells, strict=True)}
    package.records[table][owner] = Read(record, path, Node(places, cells[0].line, cells[0].column))
