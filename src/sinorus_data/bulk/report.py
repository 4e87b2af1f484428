"""What a check of a large table has to say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sinorus_data.model.finding import Finding, Level, printable

#: Findings after which a check stops unless told otherwise: nobody reads more, and each costs a strict look.
LIMIT = 10_000


@dataclass(frozen=True, slots=True, order=True)
class CellFinding:
    """One thing wrong in one cell of a frame, which has no lines.

    ``key`` holds the cells of the table's primary key in the row, ``row`` its place from 1 where rows
    have an order, else 0. A finding on the frame itself has no key.
    """

    row: int
    key: tuple[str, ...]
    column: str
    code: str
    message: str
    got: str = ""
    expected: str = ""
    fix: str = ""
    level: Level = "error"

    def __str__(self) -> str:
        place = ", ".join(self.key) or "frame"
        text = Finding("", 1, 1, self.code, self.message, self.got, self.expected, self.fix).text
        return f"{printable(place)}:{self.column}: {self.code} {text}"


@dataclass(frozen=True, slots=True)
class Report:
    """How many rows were read, what is wrong with them, and whether all were looked at.

    Findings of files are ``Finding``, by line; those of frames ``CellFinding``, by row or key.
    ``complete`` is false where the limit ended the check before its end.
    """

    rows: int
    findings: tuple[Finding | CellFinding, ...]
    complete: bool = True

    def __iter__(self) -> Iterator[Finding | CellFinding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    @property
    def valid(self) -> bool:
        """Whether everything was looked at and no error found; warnings may be there."""
        return self.complete and not any(found.level == "error" for found in self.findings)


class Task(NamedTuple):
    """What a check was asked: the table, the ids that exist by table, and how many findings are enough."""

    table: str
    known: Mapping[str, Collection[str]] | None = None
    limit: int | None = LIMIT

    def enough(self, found: Collection[Any]) -> bool:
        """Whether there are more findings than wanted."""
        return self.limit is not None and len(found) > self.limit

    def exists(self, table: str, record_id: str) -> bool:
        """Whether there is such a record."""
        return record_id in (self.known or {}).get(table, ())
