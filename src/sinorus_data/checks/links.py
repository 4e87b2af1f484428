"""Links: every id that is named exists, and every record that only serves others is used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from sinorus_data.checks.rule import find, reads, rule
from sinorus_data.model.fields import described
from sinorus_data.model.finding import Finding
from sinorus_data.reading.dataset import Package
from sinorus_data.reading.records import Read

Place = tuple[str | int, ...]

#: Data sets whose records exist only to be pointed at.
SERVING = ("sources", "propositions", "actors")


def links(record: BaseModel, place: Place = ()) -> Iterator[tuple[Place, str, str]]:
    """Every reference that a record makes: where, to which table, to which id."""
    for name, info in described(type(record)):
        value: Any = getattr(record, name)
        if isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            for index, part in enumerate(value):
                yield from links(part, (*place, name, index))
        elif info.references and info.nature != "derived" and value:
            written = type(record).model_fields[name].alias or name
            for index, target in enumerate(value if isinstance(value, tuple) else (value,)):
                step: Place = (written, index) if isinstance(value, tuple) else (written,)
                if target not in info.besides:
                    yield (*place, *step), info.references, target


@rule("L-MISSING", "every id that is named exists")
def link_exists(read: Read, package: Package) -> Iterator[Finding]:
    """A source, actor, proposition or other record that is named has a record of its own."""
    for place, table, target in links(read.record):
        if not package.known(table, target):
            yield find(read, "L-MISSING", f"no such record among {table}", *place, got=target,
                       fix=f"add datasets/{table}/{target}.yaml or correct the id")  # fmt: skip


@rule("L-UNUSED", "nothing lies unused", scope="package", level="warning")
def nothing_unused(package: Package) -> Iterator[Finding]:
    """A source, actor or proposition that no record names is a leftover or a slip."""
    used = {(table, target) for read in reads(package) for _, table, target in links(read.record)}
    for read in reads(package, *SERVING):
        if (read.record.table, read.record.id) not in used:
            yield find(read, "L-UNUSED", "no record names it", "id", got=read.record.id, fix="remove it, or use it")
