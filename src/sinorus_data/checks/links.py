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
    for place, table, target in (*links(read.record), *_said(read.record)):
        if not package.known(table, target):
            yield find(read, "L-MISSING", f"no such record among {table}", *place, got=target,
                       fix=f"add datasets/{table}/{target}.yaml or correct the id")  # fmt: skip


def _said(record: BaseModel) -> Iterator[tuple[Place, str, str]]:
    """The references that sources make otherwise than the record."""
    fields = dict(described(type(record)))
    for index, entry in enumerate(getattr(record, "evidence", ())):
        for name, values in entry.says.items():
            if name in fields and fields[name].references:
                for at, target in enumerate(values):
                    yield ("evidence", index, "says", name, at), str(fields[name].references), target


@rule("F-TWICE", "a list names a thing once")
def named_once(read: Read, package: Package) -> Iterator[Finding]:
    """A party, place or source stands once in a list; a second time it is a slip or a copy."""
    for name in type(read.record).model_fields:
        listed = getattr(read.record, name)
        if not isinstance(listed, tuple) or (listed and isinstance(listed[0], BaseModel) and not _keyed(listed[0])):
            continue
        seen: set[str] = set()
        for index, item in enumerate(listed):
            key = str(getattr(item, "actor_id", item))
            if key in seen:
                yield find(read, "F-TWICE", f"`{name}` names it twice", name, index, got=key, fix="remove one")
            seen.add(key)


def _keyed(part: BaseModel) -> bool:
    return hasattr(part, "actor_id")


@rule("L-UNUSED", "nothing lies unused", scope="package", level="warning")
def nothing_unused(package: Package) -> Iterator[Finding]:
    """A source, actor or proposition that no record names is a leftover or a slip."""
    if package.findings:  # a file that could not be read may be the one that uses it
        return
    used = {(table, target) for read in reads(package) for _, table, target in links(read.record)}
    for read in reads(package, *SERVING):
        if (read.record.table, read.record.id) not in used:
            yield find(read, "L-UNUSED", "no record names it", "id", got=read.record.id, fix="remove it, or use it")
