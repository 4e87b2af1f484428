"""Everything that is published, made from what people write; the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from sinorus_data.model.catalogue import DATA_SETS, TABLES, RetiredId
from sinorus_data.reading.authored import RETIRED, read_authored
from sinorus_data.reading.dataset import Package
from sinorus_data.reading.files import TEMPORARY, write_whole
from sinorus_data.release.coverage import coverage_page
from sinorus_data.release.descriptor import describe
from sinorus_data.release.documents import rules_page, tables_page
from sinorus_data.release.jsonschema import record_schema
from sinorus_data.release.picture import picture
from sinorus_data.reporting.report import report_schema
from sinorus_data.tables.columns import names
from sinorus_data.tables.project import Rows, flat, project
from sinorus_data.tables.schema import table_schema
from sinorus_data.tables.vocabulary import vocabulary


def published(package: Package) -> dict[str, bytes]:
    """The content of every generated file, by path. The package must be valid."""
    records = {table: package.all(table) for table in DATA_SETS}
    rows = project(records, package.find)
    retired, _ = read_authored(package.root, RETIRED, RetiredId)
    rows |= {
        "vocabularies": vocabulary(),
        "retired_ids": sorted(flat(record, names("retired_ids")) for record, _ in retired),
    }
    files = {f"datasets/{table}.csv": _csv(names(table), rows[table]) for table in TABLES}
    files |= {f"schemas/{table}.json": _json(table_schema(table)) for table in TABLES}
    for table, (model, authored) in DATA_SETS.items():
        if authored == "yaml":
            files[f"schemas/records/{table}.json"] = _json(record_schema(model))
    files["datapackage.json"] = _json(describe(files, package.all("sources")))
    files["schemas/report.json"] = _json(report_schema())
    files["docs/tables.md"] = tables_page().encode()
    files["docs/rules.md"] = rules_page().encode()
    files["docs/tables.svg"] = picture().encode()
    files["docs/coverage.md"] = coverage_page(
        {table: package.all(table) for table in DATA_SETS}, _gaps(package)
    ).encode()
    return files


def generated() -> list[str]:
    """The paths of all files that a build writes and people do not."""
    tables = [f"datasets/{table}.csv" for table in TABLES if _is_generated(table)]
    schemas = [f"schemas/{table}.json" for table in TABLES]
    records = [f"schemas/records/{table}.json" for table in DATA_SETS if _is_yaml(table)]
    return [*tables, *schemas, *records, "schemas/report.json", "datapackage.json", *PAGES]


#: The generated pages of the documentation.
PAGES = ("docs/tables.md", "docs/rules.md", "docs/tables.svg", "docs/coverage.md")


def _gaps(package: Package) -> str:
    """What people know to be missing, in their words."""
    file = package.root / "docs/gaps.md"
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _is_generated(table: str) -> bool:
    return table != "retired_ids" and (table not in DATA_SETS or _is_yaml(table))


def _is_yaml(table: str) -> bool:
    return DATA_SETS[table].authored == "yaml"


def sweep(root: Path) -> None:
    """Removes what a killed command left behind."""
    for folder in ("", "datasets", "schemas", "schemas/records", "docs"):
        for crumb in (root / folder).glob(f"{TEMPORARY}*"):
            crumb.unlink(missing_ok=True)


def write(root: Path, files: dict[str, bytes]) -> list[str]:
    """Writes the generated files that differ; their paths."""
    return [path for path, content in sorted(files.items()) if write_whole(root / path, content)]


def stale(root: Path, files: dict[str, bytes]) -> list[str]:
    """The generated files that are missing or differ, and those that nothing generates any more."""
    missing = [path for path, content in sorted(files.items()) if _content(root / path) != content]
    return missing + _strays(root, files)


def _strays(root: Path, files: dict[str, bytes]) -> list[str]:
    there = [*(root / "datasets").glob("*.csv"), *(root / "schemas").rglob("*.json")]
    return sorted(path for path in (file.relative_to(root).as_posix() for file in there) if path not in files)


def _content(file: Path) -> bytes | None:
    """What stands in a file, whatever line ends a working copy has."""
    return file.read_bytes().replace(b"\r\n", b"\n") if file.is_file() else None


def _csv(header: tuple[str, ...], rows: Rows) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows([header, *rows])
    return stream.getvalue().encode("utf-8")


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
