"""From records to the rows of the published tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import BaseModel

from sinorus_data.model.catalogue import DATA_SETS, EVIDENCED, TABLES
from sinorus_data.model.cells import cell
from sinorus_data.model.record import EvidencedRecord, Record
from sinorus_data.tables.columns import names, parts
from sinorus_data.tables.derive import Find, complete

Rows = list[tuple[str, ...]]


def project(records: Mapping[str, Iterable[Record]], find: Find) -> dict[str, Rows]:
    """The rows of every table that derives from records, each sorted by the id of its record.

    ``records`` gives the records of each data set in id order; ``find(table, id)`` one record.
    """
    rows: dict[str, Rows] = {table: [] for table in TABLES if table not in ("vocabularies", "retired_ids")}
    for table in DATA_SETS:
        for record in records[table]:
            whole = complete(record, find)
            rows[table].append(flat(whole, names(table)))
            for field, long_table in parts(table).items():
                rows[long_table] += [(whole.id, *flat(part, names(long_table)[1:])) for part in getattr(whole, field)]
    for table in sorted(EVIDENCED):
        for record in records[table]:
            if isinstance(record, EvidencedRecord):
                rows["claims"] += [flat(claim, names("claims")) for claim in record.claims()]
    return rows


def flat(record: BaseModel, columns: Iterable[str]) -> tuple[str, ...]:
    """The cells of one record."""
    return tuple(cell(getattr(record, name)) for name in columns)
