"""Ids: one thing, one id, one file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import PurePosixPath

from sinorus_data.checks.rule import at, find, rule
from sinorus_data.model.catalogue import DATA_SETS
from sinorus_data.model.finding import Edit, Finding, Refused
from sinorus_data.reading.csv import Cell, needs_quotes, read_rows, written
from sinorus_data.reading.dataset import MOST_ROWS, Package
from sinorus_data.reading.records import Read


@rule("I-FILE", "file name is the id",
      bad="id: joint-drill-2017", good="id: joint-drill-2016")  # fmt: skip
def file_name_is_id(read: Read, package: Package) -> Iterator[Finding]:
    """A record stands in a file named after its id, so that whoever has the id finds the file."""
    stem = PurePosixPath(read.path).stem
    if read.path.endswith(".yaml") and stem != read.record.id:
        yield find(
            read, "I-FILE", "the id is not the name of the file", "id", got=read.record.id, expected=stem,
            fix=f"rename the file to {read.record.id}.yaml",
        )  # fmt: skip


@rule("I-UNIQUE", "ids are unique over all data sets", scope="package", on="none",
      bad="# datasets/propositions/cn.yaml\nid: cn\ntopic: trade\ntext: Trade is good.\nkind: is\n",
      good="# datasets/propositions/trade-is-good.yaml\nid: trade-is-good\ntopic: trade\ntext: Trade is good.\n"
           "kind: is\n")  # fmt: skip
def ids_are_unique(package: Package) -> Iterator[Finding]:
    """An id means one thing in the whole package, whatever its data set and case, and none looks like another:
    `su-30` and `su-3o` are one to the eye.
    """
    owners: dict[str, list[tuple[str, str]]] = {}
    for table in package.records:
        for record_id in package.ids(table):
            owners.setdefault(_skeleton(record_id), []).append((table, record_id))
    for group in (sorted(group) for group in owners.values() if len(group) > 1):
        for table, record_id in group:
            read = package.records[table].get(record_id)
            other = group[0] if group[0] != (table, record_id) else group[1]
            if read:
                yield find(read, "I-UNIQUE", "the id is taken by another record", "id", got=record_id,
                           expected=f"an id that is not {' in '.join(reversed(other))}")  # fmt: skip


def _skeleton(record_id: str) -> str:
    """An id as the eye sees it, after Unicode's table of confusable characters (UTS 39) for those of ids."""
    return record_id.casefold().replace("0", "o").replace("1", "l").replace("rn", "m")


@rule("C-SORT", "tables that people write are sorted by id", scope="text", on="trade_figures",
      bad="id: b-row\n+ id: a-row", good="id: a-row\n+ id: b-row")  # fmt: skip
def table_is_sorted(path: str, text: str, package: Package) -> Iterator[Finding]:
    """Rows stand in the order of their ids, so that two contributions meet in one place only if they must."""
    known = DATA_SETS.get(package.table_of(path))
    if known is None or known.authored != "csv":
        return
    try:
        rows = _rows(text, path)[1:] if text.count("\n") <= MOST_ROWS else []
    except Refused:  # reported when the file was read
        return
    ids, highest = sorted(row[0].text for row in rows), ""
    edit = _sorted(text, rows) if ids != [row[0].text for row in rows] else None
    for row in rows:
        if row[0].text < highest:
            before = bisect_left(ids, row[0].text)
            place = f"a place behind {ids[before - 1]}" if before else "the first place"
            yield at(path, row[0].line, 1, "C-SORT", "the row is out of order", got=row[0].text, expected=place,
                     fix="sort by id", edit=edit)  # fmt: skip
        highest = max(highest, row[0].text)


@lru_cache(maxsize=1)
def _rows(text: str, path: str) -> list[list[Cell]]:
    """The rows of a table, of which two rules look at each."""
    return list(read_rows(text, path))


def _sorted(text: str, rows: list[list[Cell]]) -> Edit | None:
    """The edit that sorts the rows of a table, each moved as it is."""
    lines = text.split("\n")
    if lines[-1]:  # the last line has to end first
        return None
    starts = [row[0].line - 1 for row in rows] + [len(lines) - 1]
    pieces = ["".join(f"{line}\n" for line in lines[start:end]) for start, end in pairwise(starts)]
    order = sorted(range(len(rows)), key=lambda row: rows[row][0].text)
    return Edit(starts[0] + 1, 1, len(lines), 1, "".join(pieces[row] for row in order))


@rule("C-CANON", "cells are quoted only where needed", scope="text", on="trade_figures", level="warning",
      bad='note: "plain"', good='note: "with, comma"')  # fmt: skip
def cells_are_canonical(path: str, text: str, package: Package) -> Iterator[Finding]:
    """Reading a table and writing it again gives the same bytes, so that a change of a value is the only change that
    a review sees. In a table of others it is told once, at the first such cell.
    """
    if not path.endswith(".csv") or '"' not in text:
        return
    try:
        for row in _rows(text, path):
            needless = next((cell for cell in row if cell.quoted and not needs_quotes(cell.text)), None)
            if needless is not None:
                edit = Edit(row[0].line, row[0].column, *row[-1].end, ",".join(written(cell.text) for cell in row))
                yield at(path, needless.line, needless.column, "C-CANON", "the cell needs no quotes",
                         fix="take them off", edit=edit)  # fmt: skip
    except Refused:  # reported when the file was read
        return


@rule("Y-ORDER", "fields stand in the order of the table", level="warning",
      bad="summary: A drill.\nstatus: held", good="status: held\nsummary: A drill.")  # fmt: skip
def fields_in_order(read: Read, package: Package) -> Iterator[Finding]:
    """All records are laid out alike, in the order of the columns in `docs/tables.md`, so that two can be compared
    side by side.
    """
    if not read.path.endswith(".yaml") or not isinstance(read.node.value, dict):
        return
    order = {name: place for place, name in enumerate(read.model.model_fields)}
    order |= {name: len(order) + place for place, name in enumerate(LAST)}
    keys = list(read.node.value)
    wanted = sorted(keys, key=lambda name: order[name])
    if keys != wanted:
        first = next(name for name, right in zip(keys, wanted, strict=True) if name != right)
        yield find(read, "Y-ORDER", f"`{first}` stands too early", first, key=True, expected=", ".join(wanted),
                   fix="order the fields", edit=_reordered(read, package.texts[read.path], wanted))  # fmt: skip


#: What a record ends with, whatever its columns.
LAST = ("figures", "forces", "evidence", "disputed")


def _reordered(read: Read, text: str, wanted: list[str]) -> Edit | None:
    """The edit that moves the fields, each with its lines and the comments above it."""
    lines = text.split("\n")
    assert isinstance(read.node.value, dict)
    if lines[-1] or any(node.key[1] != 1 for node in read.node.value.values()):
        return None
    starts = {name: node.key[0] - 1 for name, node in read.node.value.items()}
    first = min(starts.values())
    for name, start in starts.items():
        while start > first and lines[start - 1].startswith("#"):
            start -= 1
        starts[name] = start
    ends = dict(zip(starts, [*list(starts.values())[1:], len(lines) - 1], strict=True))
    pieces = ["".join(f"{line}\n" for line in lines[starts[name] : ends[name]]) for name in wanted]
    return Edit(first + 1, 1, len(lines), 1, "".join(pieces))
