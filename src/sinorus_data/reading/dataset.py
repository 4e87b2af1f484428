"""The data directory: every file read once, whatever is wrong with its neighbours."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from sinorus_data.model.catalogue import DATA_SETS
from sinorus_data.model.finding import Finding, Refused, refusal
from sinorus_data.reading.csv import Cell, read_table
from sinorus_data.reading.files import read_bytes
from sinorus_data.reading.inventory import FOLDER, inventory
from sinorus_data.reading.records import Read, read_cells, read_record
from sinorus_data.reading.text import decode
from sinorus_data.reading.yaml import Node, read_yaml

#: Rows that a table which people write can hold before it needs other tools than a review.
MOST_ROWS = 20_000


class Written(NamedTuple):
    """What one file, or one row of a table, says: where it stands, and the nodes that were read."""

    table: str
    path: str
    node: Node


@dataclass
class Package:
    """The records of all data sets by id, where each stands, and what could not be read."""

    root: Path
    records: dict[str, dict[str, Read]] = field(default_factory=lambda: {name: {} for name in DATA_SETS})
    findings: list[Finding] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    """Every file that was found, also where it makes no record."""
    texts: dict[str, str] = field(default_factory=dict)
    """The text of every file that was read, with line feeds as line ends."""
    written: list[Written] = field(default_factory=list)
    waiting: dict[str, str] = field(default_factory=dict)
    """Files not read until something asks for them, with the data set of each."""
    against: Path | None = None
    """The root of an earlier release to compare with."""
    sources: Path | None = None
    """A folder with texts that the data rest on."""

    @property
    def whole(self) -> bool:
        """Whether every file was read and made records."""
        return not self.waiting and not any(found.level == "error" for found in self.findings)

    def known(self, table: str, record_id: str) -> bool:
        """Whether there is such a record, or a file for it that could not be read."""
        return record_id in self.records[table] or f"{FOLDER}/{table}/{record_id}.yaml" in self.paths

    def table_of(self, path: str) -> str:
        """The data set that a file belongs to, by where it lies."""
        folder, _, name = path.removeprefix(f"{FOLDER}/").rpartition("/")
        return folder or PurePosixPath(name).stem

    def ids(self, table: str) -> set[str]:
        """The ids of a data set, as far as files and records tell."""
        folder = f"{FOLDER}/{table}/"
        stems = {path[len(folder) :].rpartition(".")[0] for path in self.paths if path.startswith(folder)}
        return stems | set(self.records[table])

    def mentions(self, record_id: str, path: str) -> bool:
        """Whether a file other than ``path`` holds this id, as far as its bytes tell."""
        sought = re.compile(rb"(?<![A-Za-z0-9-])" + re.escape(record_id).encode() + rb"(?![A-Za-z0-9-])")
        for other in sorted(self.paths - {path}):
            try:
                if sought.search(read_bytes(self.root, other)):
                    return True
            except Refused:
                continue
        return False

    def add(self, table: str, path: str, text: str) -> None:
        """Reads one text of a data set into the package; what is wrong joins the findings."""
        self.paths.add(path)
        self.texts[path] = text
        try:
            if DATA_SETS[table].authored == "yaml":
                _add_record(self, table, path, text)
            else:
                _add_table(self, table, path, text)
        except Refused as refused:
            self.findings.append(refused.finding)

    def open(self, table: str, path: str) -> None:
        """Reads one file of a data set into the package; what is wrong joins the findings."""
        self.waiting.pop(path, None)
        try:
            text = decode(read_bytes(self.root, path), path)
        except Refused as refused:
            self.findings.append(refused.finding)
        else:
            self.add(table, path, text)

    def find(self, table: str, record_id: str) -> Any:
        """The record with this id, or ``None``."""
        if self.waiting and (path := f"{FOLDER}/{table}/{record_id}.yaml") in self.waiting:
            self.open(table, path)
        read = self.records[table].get(record_id)
        return read.record if read else None

    def reads(self, *tables: str) -> Iterator[Read]:
        """The records of some data sets, or of all, in a fixed order."""
        for table in tables or self.records:
            for path in [path for path, owner in self.waiting.items() if owner == table]:
                self.open(table, path)
            for record_id in sorted(self.records[table]):
                yield self.records[table][record_id]

    def read_from(self, paths: frozenset[str]) -> Iterator[Read]:
        """The records in some files, in a fixed order; no other file is opened."""
        for table in self.records:
            for record_id in sorted(self.records[table]):
                if self.records[table][record_id].path in paths:
                    yield self.records[table][record_id]

    def all(self, table: str) -> list[Any]:
        """The records of one data set in id order."""
        return [read.record for read in self.reads(table)]


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


def read_dataset(
    root: Path, progress: Callable[[int, int], None] | None = None, only: frozenset[str] = frozenset()
) -> Package:
    """Reads what people write under ``root/datasets``: all of it, or the files ``only`` and, later, what they need.

    ``progress`` is called with files done and files in all. Never raises for what a file holds;
    ``Package.findings`` says what is wrong.
    """
    package = Package(root)
    files, package.findings = inventory(root)
    package.paths |= set(files)
    package.waiting = dict(files)
    chosen = [(path, table) for path, table in files.items() if not only or path in only]
    with collection_paused():
        for done, (path, table) in enumerate(chosen, 1):
            package.open(table, path)
            if progress:
                progress(done, len(chosen))
    return package


def _add_record(package: Package, table: str, path: str, text: str) -> None:
    node = read_yaml(text, path)
    package.written.append(Written(table, path, node))
    record, findings = read_record(node, DATA_SETS[table].model, path)
    package.findings += findings
    if record is not None:
        _add(package, table, Read(record, path, node))


def _add_table(package: Package, table: str, path: str, text: str) -> None:
    model = DATA_SETS[table].model
    columns = tuple(model.model_fields)
    if text.count("\n") > MOST_ROWS:
        raise refusal(path, "R-COUNT", "the table has too many rows", fix=f"keep it under {MOST_ROWS} rows")
    rows, findings = read_table(text, path, columns)
    package.findings += findings
    for row in rows:
        node = row_node(columns, row)
        package.written.append(Written(table, path, node))
        record, wrong = read_cells(row, columns, model, path)
        package.findings += wrong
        if record is not None:
            _add(package, table, Read(record, path, node))


def row_node(columns: tuple[str, ...], row: list[Cell]) -> Node:
    """A row of a table as a mapping of its columns, each cell in its place."""
    cells = {
        name: Node(cell.text, cell.line, cell.column, cell.end, '"' if cell.quoted else "")
        for name, cell in zip(columns, row, strict=True)
    }
    return Node(cells, row[0].line, row[0].column)


def _add(package: Package, table: str, read: Read) -> None:
    """Adds a record; of two with one id, the one in the file of that name is the rightful one."""
    rightful = package.records[table].setdefault(read.record.id, read)
    if rightful is read:
        return
    if PurePosixPath(read.path).stem == read.record.id:
        package.records[table][read.record.id], read, rightful = read, rightful, read
    place = read.node.at(("id",))
    package.findings.append(
        Finding(read.path, place.line, place.column, "I-DUP", "the id is taken",
                read.record.id, f"an id other than in {rightful.path}")
    )  # fmt: skip
