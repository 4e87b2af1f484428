"""Typed collections of records, over the published rows."""

from __future__ import annotations

import difflib
import warnings
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from sinorus_data.access import store
from sinorus_data.access.errors import RetiredIdError, UnknownIdError

if TYPE_CHECKING:
    from typing import Self

    import pandas as pd

    from sinorus_data.model.edtf import Edtf
    from sinorus_data.model.record import Record

    #: A bound of a range of dates: EDTF text, the type, or a day.
    When = str | date | Edtf

R = TypeVar("R", bound="Record")
P = TypeVar("P")


class LongTable(Generic[P]):
    """Rows that belong to records: parties, forces, figures, claims."""

    def __init__(self, table: str, module: str, model: str, owners: Collection[Any] | None = None) -> None:
        self._table = table
        self._home = (f"sinorus_data.model.{module}", model)
        self._owners = owners

    def _rows(self) -> list[store.Row]:
        if self._owners is None:
            return store.rows(self._table)
        groups = store.grouped(self._table)
        return [row for owner in self._owners.ids for row in groups.get(owner, ())]

    def __len__(self) -> int:
        return len(self._rows())

    def __iter__(self) -> Iterator[P]:
        """The rows as typed values; which record each belongs to stands in the frame."""
        import json
        from importlib import import_module

        from sinorus_data.model.cells import row_tree

        model: Any = getattr(import_module(self._home[0]), self._home[1])
        return (model.model_validate_json(json.dumps(row_tree(row, model))) for row in self._rows())

    def __repr__(self) -> str:
        return f"<{self._table}: {len(self)} rows>"

    def to_pandas(self, *, index: bool = False) -> pd.DataFrame:
        """A frame with the columns of the published table; with ``index``, the record id as index."""
        from sinorus_data.access.frames import frame

        return frame(self._table, self._rows(), index=index)


class Collection(Generic[R]):
    """The records of one data set, or a selection of them, in id order."""

    table: ClassVar[str]
    #: The column with the record's first date, and the columns with its bounds.
    first_date: ClassVar[tuple[str, str, str] | None] = None

    def __init__(self, ids: frozenset[str] | None = None) -> None:
        self._ids = ids
        self._made: dict[str, R] = {}

    def _model(self) -> type[R]:
        raise NotImplementedError

    def _rows(self) -> list[store.Row]:
        return [row for row in store.rows(self.table) if self._ids is None or row["id"] in self._ids]

    def _row(self, record_id: str) -> store.Row | None:
        row = next(iter(store.grouped(self.table).get(record_id, ())), None)
        return row if row and (self._ids is None or record_id in self._ids) else None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the records, in order."""
        return tuple(row["id"] for row in self._rows())

    def __len__(self) -> int:
        return len(self._rows())

    def __iter__(self) -> Iterator[R]:
        return (self._record(row) for row in self._rows())

    def __contains__(self, record: object) -> bool:
        """Whether a record, or the record with this id, is in the collection."""
        named = getattr(record, "id", record)
        return isinstance(named, str) and self._row(named) is not None

    def __getitem__(self, record_id: str) -> R:
        """The record with this id.

        A moved id is followed with a warning. Raises ``UnknownIdError`` (a ``KeyError``) with
        close matches, or ``RetiredIdError`` if the id was split or withdrawn.
        """
        live = live_id(record_id, self.table)
        row = self._row(live)
        if row is None:
            raise UnknownIdError(record_id, f"the {self.table} of this selection", close_ids(record_id, self.ids))
        return self._record(row)

    def get(self, record_id: str, default: R | None = None) -> R | None:
        """The record with this id, or ``default``."""
        try:
            return self[record_id]
        except KeyError:
            return default

    def __repr__(self) -> str:
        return f"<{self.table}: {len(self)} records>"

    def to_pandas(self, *, index: bool = False) -> pd.DataFrame:
        """A frame, one row a record, with the columns of the published table; ids as index on request."""
        from sinorus_data.access.frames import frame

        return frame(self.table, self._rows(), index=index)

    def _record(self, row: store.Row) -> R:
        made = self._made.get(row["id"])
        if made is None:
            from sinorus_data.model.fields import parts_of
            from sinorus_data.tables.restore import restore

            model = self._model()
            parts = {field: store.grouped(table).get(row["id"], []) for field, table in parts_of(model).items()}
            claims = store.grouped("claims").get(row["id"], []) if "evidence" in model.model_fields else []
            made = self._made[row["id"]] = restore(model, row, parts, claims)
        return made

    def _long(self, table: str, module: str, model: str) -> LongTable[Any]:
        """The rows of a long table that belong to these records, typed by ``model``."""
        return LongTable(table, module, model, None if self._ids is None and table != "claims" else self)

    def _select(
        self,
        criteria: dict[str, str | None],
        since: When | None = None,
        until: When | None = None,
        *,
        predecessors: bool = False,
    ) -> Self:
        """The records that meet all criteria, given by column."""
        kept = self._rows()
        for column, wanted in criteria.items():
            if wanted is not None:
                accepted = self._accepted(column, wanted, predecessors=predecessors)
                kept = [row for row in kept if not accepted.isdisjoint(row[column].split(";"))]
        if since is not None or until is not None:
            kept = [row for row in kept if self._within(row, since, until)]
        return type(self)(frozenset(row["id"] for row in kept))

    def _accepted(self, column: str, wanted: str, *, predecessors: bool) -> frozenset[str]:
        """The values that count as ``wanted`` in a column; raises if there is no such value."""
        if not isinstance(wanted, str):
            raise TypeError(f"a filter takes one code or id a keyword, as text, not {type(wanted).__name__}")
        codes, target, besides = columns_of(self.table)[column]
        if codes and wanted not in codes:
            raise ValueError(f"{wanted!r} is no code of {column}; choose among {', '.join(codes)}")
        if target and wanted not in besides:
            live = live_id(wanted, target)
            return predecessors_of(live) if predecessors and target == "actors" else frozenset((live,))
        return frozenset((wanted,))

    def _within(self, row: store.Row, since: When | None, until: When | None) -> bool:
        """Whether the record's first date can lie in the range; undated records cannot."""
        if self.first_date is None:
            raise TypeError(f"{self.table} have no first date to select by")
        column, earliest, latest = self.first_date
        if not row[column] and row.get("end"):
            column, earliest, latest = "end", "end_earliest", "end_latest"
        if not row[column]:
            return False
        return (since is None or (row[latest] or "9999") >= _day(since, last=False)) and (
            until is None or row[earliest] <= _day(until, last=True)
        )


def _day(value: When, *, last: bool) -> str:
    from sinorus_data.model.edtf import Edtf

    if isinstance(value, date):
        return value.isoformat()[:10]
    if not isinstance(value, str | Edtf):
        raise TypeError(f"since and until take EDTF text or a date, not {value!r}")
    try:
        when = Edtf(str(value))
    except ValueError as error:
        raise ValueError(f"since and until take EDTF text or a date; {value!r} is {error}") from None
    return (when.latest if last else when.earliest).isoformat()


_columns: dict[str, dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]]] = {}


def columns_of(table: str) -> dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """For each column: its codes, the table that it refers to, and what may stand beside ids."""
    if table not in _columns:
        _columns[table] = {
            field["name"]: (
                tuple(field.get("constraints", {}).get("enum") or field.get("codes", ())),
                field.get("references", ""),
                tuple(field.get("besides", ())),
            )
            for field in store.schema(table)["fields"]
        }
    return _columns[table]


def predecessors_of(actor_id: str) -> frozenset[str]:
    """An actor and all that it continues, however far back."""
    continued = {row["id"]: row["successor_of"].split(";") for row in store.rows("actors") if row["successor_of"]}
    found: set[str] = set()
    waiting = [actor_id]
    while waiting:
        found.add(waiting[-1])
        waiting += [earlier for earlier in continued.get(waiting.pop(), ()) if earlier not in found]
    return frozenset(found)


def live_id(record_id: str, table: str) -> str:
    """The id under which a record is found now; see ``Collection.__getitem__`` for what is raised."""
    known = store.grouped(table)
    if record_id in known:
        return record_id
    retired = next(iter(store.grouped("retired_ids").get(record_id, ())), None)
    if retired is None:
        raise UnknownIdError(record_id, table, close_ids(record_id, known, table))
    targets = retired["targets"].split(";") if retired["targets"] else []
    if retired["fate"] != "moved":
        raise RetiredIdError(record_id, targets, retired["reason"])
    warnings.warn(f"{record_id!r} has moved to {targets[0]!r}: {retired['reason']}", FutureWarning, stacklevel=4)
    return targets[0]


def close_ids(record_id: str, known: Any, table: str | None = None) -> list[str]:
    """The ids that this may stand for: in other letters, by a name, or by looking alike."""
    wanted = str(record_id).casefold()
    by_case = {identifier.casefold(): identifier for identifier in known}
    meant = [by_case[wanted]] if wanted in by_case else []
    for row in store.rows(table) if table else ():
        called = {row.get("name", ""), row.get("title", ""), *row.get("aliases", "").split(";")}
        if wanted in {name.casefold() for name in called}:
            meant.append(row["id"])
    alike = [by_case[near] for near in difflib.get_close_matches(wanted, list(by_case), 3, 0.7)]
    return list(dict.fromkeys([*meant, *(() if meant else alike)]))
