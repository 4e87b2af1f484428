"""What a rule is, and where rules are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

from sinorus_data.model.finding import Finding, Level
from sinorus_data.reading.dataset import Package
from sinorus_data.reading.records import Read

Scope = Literal["record", "evidence", "package"]


class Rule(NamedTuple):
    """One thing that must hold: of a record (or of those with evidence), or of the package as a whole."""

    code: str
    title: str
    scope: Scope
    level: Level
    why: str
    check: Callable[..., Iterator[Finding]]


RULES: dict[str, Rule] = {}

Check = Callable[..., Iterator[Finding]]


def rule(code: str, title: str, *, scope: Scope = "record", level: Level = "error") -> Callable[[Check], Check]:
    """Registers a check under its code; its docstring explains it to contributors.

    A check of scope ``record`` or ``evidence`` takes a ``Read`` and the ``Package``, one of scope
    ``package`` the ``Package`` alone.
    """

    def register(check: Check) -> Check:
        RULES[code] = Rule(code, title, scope, level, (check.__doc__ or "").strip(), check)
        return check

    return register


def find(read: Read, code: str, message: str, *where: str | int, key: bool = False, **sides: str) -> Finding:
    """A finding at the place ``where`` in a record (or at the key of that place)."""
    if where and str(where[0]).endswith(("_zh", "_ru")) and read.node.at(where[:1]) is read.node:
        where = (str(where[0])[:-3], str(where[0])[-2:], *where[1:])
    node = read.node.at(where)
    line, column = node.key if key else (node.line, node.column)
    return Finding(read.path, line, column, code, message, level=RULES[code].level, **sides)


def reads(package: Package, *tables: str) -> Iterator[Read]:
    """The records of some data sets, or of all, in a fixed order."""
    for table in tables or package.records:
        for record_id in sorted(package.records[table]):
            yield package.records[table][record_id]


def filled(record: Any, field: str) -> bool:
    """Whether a field holds anything."""
    return getattr(record, field) not in (None, ())
