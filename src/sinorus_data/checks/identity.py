"""Ids: one thing, one id, one file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath

from sinorus_data.checks.rule import find, reads, rule
from sinorus_data.model.catalogue import DATA_SETS
from sinorus_data.model.finding import Finding
from sinorus_data.reading.dataset import Package
from sinorus_data.reading.records import Read


@rule("I-FILE", "file name is the id")
def file_name_is_id(read: Read, package: Package) -> Iterator[Finding]:
    """A record stands in a file named after its id, so that whoever has the id finds the file."""
    stem = PurePosixPath(read.path).stem
    if read.path.endswith(".yaml") and stem != read.record.id:
        yield find(
            read, "I-FILE", "the id is not the name of the file", "id", got=read.record.id, expected=stem,
            fix=f"rename the file to {read.record.id}.yaml",
        )  # fmt: skip


@rule("I-UNIQUE", "ids are unique over all data sets", scope="package")
def ids_are_unique(package: Package) -> Iterator[Finding]:
    """An id means one thing in the whole package, whatever its data set and however it is cased."""
    seen: dict[str, Read] = {}
    for read in reads(package):
        other = seen.setdefault(read.record.id.casefold(), read)
        if other is not read:
            yield find(read, "I-UNIQUE", "the id is taken by another record", "id", got=read.record.id,
                       expected=f"an id other than in {other.path}")  # fmt: skip


@rule("C-SORT", "tables that people write are sorted by id", scope="package")
def table_is_sorted(package: Package) -> Iterator[Finding]:
    """Rows stand in the order of their ids, so that two contributions meet in one place only if they must."""
    for table, (_, authored) in DATA_SETS.items():
        if authored == "csv":
            rows = sorted(package.records[table].values(), key=lambda read: read.node.line)
            for before, after in pairwise(rows):
                if before.record.id > after.record.id:
                    yield find(after, "C-SORT", "the row is out of order", "id", got=after.record.id,
                               expected=f"a place before {before.record.id}")  # fmt: skip
