"""The whole data directory: every file read once, whatever is wrong with its neighbours."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sinorus_data.model.catalogue import DATA_SETS, TABLES
from sinorus_data.model.finding import Finding, Refused
from sinorus_data.reading.csv import read_table
from sinorus_data.reading.records import Read, read_cells, read_record
from sinorus_data.reading.text import read_text
from sinorus_data.reading.yaml import Node, read_yaml

FOLDER = "datasets"
#: Files of a pull request beyond this are more than a person can mean.
MOST = 100_000
_safe = re.compile(r"[A-Za-z0-9_-]+\.(?:yaml|csv)")


@dataclass
class Package:
    """The records of all data sets by id, where each stands, and what could not be read."""

    root: Path
    records: dict[str, dict[str, Read]] = field(default_factory=lambda: {name: {} for name in DATA_SETS})
    findings: list[Finding] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    """Every file that was found, also where it makes no record."""

    def known(self, table: str, record_id: str) -> bool:
        """Whether there is such a record, or a file for it that could not be read."""
        return record_id in self.records[table] or f"{FOLDER}/{table}/{record_id}.yaml" in self.paths

    def add(self, table: str, path: str, text: str) -> None:
        """Reads one file of a data set into the package; what is wrong joins the findings."""
        self.paths.add(path)
        try:
            if DATA_SETS[table].authored == "yaml":
                _add_record(self, table, path, text)
            else:
                _add_table(self, table, path, text)
        except Refused as refused:
            self.findings.append(refused.finding)

    def find(self, table: str, record_id: str) -> Any:
        """The record with this id, or ``None``."""
        read = self.records[table].get(record_id)
        return read.record if read else None

    def all(self, table: str) -> list[Any]:
        """The records of one data set in id order."""
        return [self.records[table][record_id].record for record_id in sorted(self.records[table])]


@contextmanager
def collection_paused() -> Iterator[None]:
    """No cyclic garbage collection meanwhile: bulk loading makes many objects and no cycles."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def read_dataset(root: Path, progress: Callable[[int, int], None] | None = None) -> Package:
    """Reads everything under ``root/datasets`` that people write.

    ``progress`` is called with files done and files in all. Never raises for what a file holds;
    ``Package.findings`` says what is wrong.
    """
    package = Package(root)
    package.findings += _strays(root)
    files = list(_files(root, package.findings))
    with collection_paused():
        for done, (table, file) in enumerate(files, 1):
            path = file.relative_to(root).as_posix()
            package.paths.add(path)
            try:
                package.add(table, path, read_text(file, path))
            except Refused as refused:
                package.findings.append(refused.finding)
            if progress:
                progress(done, len(files))
    return package


def _strays(root: Path) -> Iterator[Finding]:
    """What lies in the data directory and is neither a data set nor a table."""
    known = {*DATA_SETS, *(f"{table}.csv" for table in TABLES)}
    for entry in sorted((root / FOLDER).iterdir()):
        if entry.name not in known:
            path = entry.relative_to(root).as_posix()
            yield Finding(path, 1, 1, "P-TYPE", "no data set or table of this name", fix="remove it, or mend its name")


def _files(root: Path, findings: list[Finding]) -> Iterator[tuple[str, Path]]:
    """The authored files in a fixed order; whatever else lies there is reported."""
    count = 0
    for table, (_, authored) in DATA_SETS.items():
        folder = root / FOLDER / table
        if authored == "csv":
            yield table, root / FOLDER / f"{table}.csv"
            continue
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            code = "P-SYMLINK" if folder.is_symlink() else "P-TYPE"
            findings.append(Finding(f"{FOLDER}/{table}", 1, 1, code, "a data set is a folder of records"))
            continue
        for file in sorted(folder.iterdir()) if folder.exists() else ():
            path = file.relative_to(root).as_posix()
            count += 1
            if count > MOST:
                findings.append(Finding(path, 1, 1, "R-COUNT", f"more than {MOST} files"))
                return
            if file.suffix != ".yaml":
                fix = "rename it to .yaml" if file.suffix.lower() in (".yml", ".yaml") else "remove the file"
                findings.append(Finding(path, 1, 1, "P-TYPE", "only .yaml files belong here", fix=fix))
            elif not _safe.fullmatch(file.name):
                findings.append(Finding(path, 1, 1, "P-NAME", "a file name is an id and `.yaml`"))
            else:
                yield table, file


def _add_record(package: Package, table: str, path: str, text: str) -> None:
    node = read_yaml(text, path)
    record, findings = read_record(node, DATA_SETS[table].model, path)
    package.findings += findings
    if record is not None:
        _add(package, table, Read(record, path, node))


def _add_table(package: Package, table: str, path: str, text: str) -> None:
    model = DATA_SETS[table].model
    columns = tuple(model.model_fields)
    rows, findings = read_table(text, path, columns)
    package.findings += findings
    for row in rows:
        record, wrong = read_cells(row, columns, model, path)
        package.findings += wrong
        if record is not None:
            cells = {}
            for name, cell in zip(columns, row, strict=True):
                cells[name] = Node(cell.text, cell.line, cell.column)
            _add(package, table, Read(record, path, Node(cells, row[0].line, row[0].column)))


def _add(package: Package, table: str, read: Read) -> None:
    known = package.records[table].get(read.record.id)
    if known is None:
        package.records[table][read.record.id] = read
    else:
        place = read.node.at(("id",))
        package.findings.append(
            Finding(read.path, place.line, place.column, "I-DUP", "the id is taken",
                    read.record.id, f"an id other than in {known.path}")
        )  # fmt: skip
