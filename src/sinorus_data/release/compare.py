"""What became of each record between two states of the data, and which version number that calls for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, cast

from sinorus_data.model.catalogue import TABLES
from sinorus_data.model.cells import SEPARATOR
from sinorus_data.model.codes import Fate
from sinorus_data.release.snapshot import Snapshot
from sinorus_data.tables.columns import columns, parts

Kind = Literal["added", "revised", "moved", "split", "withdrawn", "gone", "schema"]
#: The parts of a version number, the least first.
LEVELS = ("none", "patch", "minor", "major")
Level = Literal["none", "patch", "minor", "major"]

Row = dict[str, str]


class Change(NamedTuple):
    """One thing that differs: a record, one field of it, or a column of a table.

    ``added``, ``gone`` (without an entry in ``retired_ids``) and the fates ``moved``, ``split`` and
    ``withdrawn`` tell of a record, with its targets in ``new``; ``revised`` of one field, with the old and
    the new value as text; ``schema`` of a column or code, with what it was and is.
    """

    kind: Kind
    table: str
    record_id: str
    field: str = ""
    old: str = ""
    new: str = ""

    @property
    def level(self) -> Level:
        """The least version number that may carry it: an undefined reference is major, a correction a patch."""
        if self.kind == "gone" or (self.kind == "schema" and not self.new):
            return "major"
        if self.kind == "schema" and self.old:
            return "major"
        return "patch" if self.kind == "revised" else "minor"


def compare(old: Snapshot, new: Snapshot) -> list[Change]:
    """Every change from one state to the next, by table and id."""
    changes = [*_schemas(old, new)]
    retired = {(row["table"], row["id"]): row for row in new.rows.get("retired_ids", ())}
    for table in [*old.rows, *(table for table in new.rows if table not in old.rows)]:
        if "id" in new.columns.get(table, old.columns.get(table, {})) and table != "retired_ids":
            changes += _records(table, old, new, retired)
    return changes


def level(changes: Iterable[Change]) -> Level:
    """The version number that all changes together call for."""
    return max((change.level for change in changes), key=LEVELS.index, default="none")


def next_version(version: str, called_for: Level) -> str:
    """The version after ``version`` by SemVer 2.0.0."""
    major, minor, patch = (int(number) for number in version.split("-")[0].split(".")[:3])
    return {
        "none": version,
        "patch": f"{major}.{minor}.{patch + 1}",
        "minor": f"{major}.{minor + 1}.0",
        "major": f"{major + 1}.0.0",
    }[called_for]


def _schemas(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    for table, known in old.columns.items():
        if table not in new.columns:
            yield Change("schema", table, "", "", "a table", "")
            continue
        now = new.columns[table]
        for name, type_ in known.items():
            if now.get(name, "") != type_:
                yield Change("schema", table, "", name, type_, now.get(name, ""))
        kept = [name for name in now if name in known]
        if kept != [name for name in known if name in now]:
            yield Change("schema", table, "", "", "order of columns", "another order of columns")
        for name in sorted(now.keys() - known.keys()):
            yield Change("schema", table, "", name, "", now[name])
    for table in sorted(new.columns.keys() - old.columns.keys()):
        yield Change("schema", table, "", "", "", "a table")
    before, after = ({(row["table"], row["column"], row["code"]) for row in state.rows.get("vocabularies", ())}
                     for state in (old, new))  # fmt: skip
    for table, column, code in sorted(before - after):
        yield Change("schema", table, "", column, f"code {code}", "")
    for table, column, code in sorted(after - before):
        yield Change("schema", table, "", column, "", f"code {code}")


def _records(table: str, old: Snapshot, new: Snapshot, retired: dict[tuple[str, str], Row]) -> Iterator[Change]:
    before, after = _by_id(old, table), _by_id(new, table)
    long = _long_rows(table, old), _long_rows(table, new)
    for record_id in sorted(before.keys() | after.keys()):
        if record_id not in after:
            row = retired.get((table, record_id))
            fate = cast("Fate", row["fate"]) if row else "gone"
            yield Change(fate, table, record_id, new=row["targets"] if row else "")
        elif record_id not in before:
            yield Change("added", table, record_id)
        else:
            derived = _derived(table)
            for name in (name for name in old.columns[table] if name in new.columns[table] and name not in derived):
                if before[record_id][name] != after[record_id][name]:
                    yield Change("revised", table, record_id, name, before[record_id][name], after[record_id][name])
            for field in long[0]:
                yield from _revised_rows(table, record_id, field, long[0][field], long[1][field])


def _derived(table: str) -> frozenset[str]:
    """Columns that follow from others: what changed them is told already."""
    known = columns(table) if table in TABLES else ()
    return frozenset(column.name for column in known if column.about.derive is not None)


def _by_id(state: Snapshot, table: str) -> dict[str, Row]:
    return {row["id"]: row for row in state.rows.get(table, ())}


Grouped = dict[str, Counter[tuple[tuple[str, str], ...]]]


def _long_rows(table: str, state: Snapshot) -> dict[str, Grouped]:
    """The rows in the long tables that belong to each record of a table, by field; claims as the field ``evidence``."""
    found: dict[str, Grouped] = {}
    for field, long in {**parts(table), "evidence": "claims"}.items():
        groups: Grouped = {}
        for row in state.rows.get(long, ()):
            if long != "claims" or row["table"] == table:
                owner = row["record_id"] if long == "claims" else next(iter(row.values()))
                told = tuple((name, cell) for name, cell in row.items() if cell and cell != owner and name != "table")
                groups.setdefault(owner, Counter())[told] += 1
        found[field] = groups
    return found


def _revised_rows(table: str, record_id: str, field: str, old: Grouped, new: Grouped) -> Iterator[Change]:
    """What left and what joined the parts of a record; one revision for the field."""
    before, after = old.get(record_id, Counter()), new.get(record_id, Counter())
    if before != after:
        left, joined = before - after, after - before
        yield Change("revised", table, record_id, field, _told(left), _told(joined))


def _told(rows: Counter[tuple[tuple[str, str], ...]]) -> str:
    told = (", ".join(f"{name}={cell}" for name, cell in row) for row in rows.elements())
    return f"{SEPARATOR} ".join(sorted(told))
