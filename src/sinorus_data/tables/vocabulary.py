"""The table of codes: every closed list, by the columns that use it."""

from __future__ import annotations

from sinorus_data.model.catalogue import TABLES
from sinorus_data.model.codes import name_of
from sinorus_data.model.definitions import DEFINITIONS
from sinorus_data.tables.columns import columns
from sinorus_data.tables.project import Rows


def vocabulary() -> Rows:
    """The rows of ``vocabularies``, by table, column and code."""
    return sorted(
        (table, column.name, code, *DEFINITIONS[name_of(column.codes)][code])
        for table in TABLES
        for column in columns(table)
        for code in column.codes
    )
