"""History: no id of an earlier release vanishes, or comes to mean another thing, and no value changes unexplained."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from sinorus_data.checks.rule import at, find, refused, rule
from sinorus_data.model.catalogue import DATA_SETS
from sinorus_data.model.cells import cell
from sinorus_data.model.edtf import Edtf
from sinorus_data.model.finding import Finding
from sinorus_data.reading.dataset import Package
from sinorus_data.reading.records import Read

#: What makes a record the thing it is; if all of it changed, it is another thing.
IDENTITY = {
    "agreements": ("title", "signed"), "exercises": ("name", "start"), "exercise_series": ("name",),
    "events": ("name", "start"), "actors": ("name", "type"), "propositions": ("text",),
    "sources": ("title", "published"), "positions": ("actor_id", "proposition_id"),
    "trade_figures": ("indicator", "reporter", "counterpart", "flow", "commodity", "period", "value"),
}  # fmt: skip

Rows = dict[str, dict[str, str]]


def _released(root: Path, table: str) -> Rows:
    """The rows of a table of an earlier release, by id."""
    file = root / "datasets" / f"{table}.csv"
    if not file.is_file():
        return {}
    with file.open(encoding="utf-8", newline="") as stream:
        return {row["id"]: row for row in csv.DictReader(stream)}


def _before(package: Package) -> Iterator[tuple[str, Rows]]:
    """The tables of the earlier release, if there is one and all records were read."""
    if package.against is not None and package.whole:
        for table in DATA_SETS:
            yield table, _released(package.against, table)


def _what(row: dict[str, str], table: str) -> tuple[str, ...]:
    return tuple(row.get(name, "") for name in IDENTITY[table])


def _is(read: Read) -> tuple[str, ...]:
    return tuple(cell(getattr(read.record, name)) for name in IDENTITY[read.record.table])


def _keeps(read: Read, name: str, was: str) -> bool:
    """Whether a record is still what it was: nothing was said, the same is, a name lives on or a date is sharper."""
    now = getattr(read.record, name)
    sharper = isinstance(now, Edtf) and was != "" and Edtf(was).contains(now)
    return was in ("", cell(now)) or sharper or was in getattr(read.record, "aliases", ())


@rule("I-GONE", "no id vanishes", scope="package", on="none", bad="", good="")
def no_id_vanishes(package: Package) -> Iterator[Finding]:
    """Others cite ids. One that was released is never deleted or renamed: it is retired, moved or split, in
    `retired_ids`, and answers for ever (`validate --against RELEASE`).
    """
    retired = _released(package.root, "retired_ids")
    for table, rows in _before(package):
        vanished = sorted(rows.keys() - package.ids(table) - retired.keys())
        renamed = {_is(read) for read in package.reads(table) if read.record.id not in rows} if vanished else set()
        path = f"datasets/{table}.csv" if DATA_SETS[table].authored == "csv" else f"datasets/{table}"
        for gone in vanished:
            if _what(rows[gone], table) not in renamed:
                message = "an id of the last release is gone"
                yield at(path, 1, 1, "I-GONE", message, got=gone, fix="restore or retire it")


@rule("I-CHANGED", "no id is renamed", scope="package", on="none", bad="", good="")
def no_id_is_renamed(package: Package) -> Iterator[Finding]:
    """The same thing under a new id breaks every citation of the old one; keep the old id
    (`validate --against RELEASE`).
    """
    for table, rows in _before(package):
        gone = {_what(rows[record_id], table): record_id for record_id in rows.keys() - package.ids(table)}
        for read in package.reads(table) if gone else ():
            old = gone.get(_is(read)) if read.record.id not in rows else None
            if old is not None:
                yield find(read, "I-CHANGED", "the id of the last release was another", "id", got=read.record.id,
                           expected=old, fix=f"name it {old} again")  # fmt: skip


@rule("I-REUSE", "an id keeps its meaning", scope="package", on="none", bad="", good="")
def no_id_is_reused(package: Package) -> Iterator[Finding]:
    """An id that once meant one thing never means another: give the new thing an id of its own
    (`validate --against RELEASE`).
    """
    for table, rows in _before(package):
        for read in package.reads(table):
            old = rows.get(read.record.id)
            if old is not None and not any(_keeps(read, name, old.get(name, "")) for name in IDENTITY[table]):
                yield find(read, "I-REUSE", "the id meant another thing in the last release", "id",
                           got=read.record.id, expected=", ".join(_what(old, table)))  # fmt: skip


refused("H-REASON", "a changed value has a reason",
    """Whoever cited the old value can see why it is another. A line in `changes/reasons.csv` names the data set, the
    record and the field (`*` for all) and says whether it was wrong, more became known, or the same is read otherwise
    (`python scripts/release.py check`).""",
    scope="release", on="none", bad="", good="")  # fmt: skip
refused("H-UNUSED", "a reason has a change",
    """A line in `changes/reasons.csv` that explains nothing is a slip in an id or a field, or is left from the last
    release (`python scripts/release.py check`).""",
    scope="release", on="none", bad="", good="")  # fmt: skip
refused("H-GONE", "an id that goes is answered for",
    """A record of the last release is there, or `datasets/retired_ids.csv` says what became of its id
    (`python scripts/release.py check`).""",
    scope="release", on="none", bad="", good="")  # fmt: skip
refused("H-VERSION", "the version says how much changed",
    """After SemVer 2.0.0: a reference that becomes undefined calls for a major version, what is added or retired for a
    minor, revised values alone for a patch (`python scripts/release.py check`).""",
    scope="release", on="none", bad="", good="")  # fmt: skip
