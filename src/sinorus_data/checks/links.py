"""Links: every id that is named exists, and every record that only serves others is used."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from pydantic import BaseModel

from sinorus_data.checks.rule import find, rule
from sinorus_data.model.fields import ACTOR_ID, SLUG, About, about, described
from sinorus_data.model.finding import Finding
from sinorus_data.reading.dataset import Package
from sinorus_data.reading.objections import shapes_in
from sinorus_data.reading.records import Read

Place = tuple[str | int, ...]

#: Data sets whose records exist only to be pointed at.
SERVING = ("sources", "propositions", "actors")


def links(record: BaseModel, place: Place = ()) -> Iterator[tuple[Place, str, str]]:
    """Every reference that a record makes: where, to which table, to which id."""
    for name, written, info in _leading(type(record)):
        value: Any = getattr(record, name)
        if not value:
            continue
        if isinstance(value, tuple) and isinstance(value[0], BaseModel):
            for index, part in enumerate(value):
                yield from links(part, (*place, name, index))
        elif info.references:
            for index, target in enumerate(value if isinstance(value, tuple) else (value,)):
                step: Place = (written, index) if isinstance(value, tuple) else (written,)
                if target not in info.besides:
                    yield (*place, *step), info.references, target


@cache
def _leading(model: type[BaseModel]) -> tuple[tuple[str, str, About], ...]:
    """The fields of a model that can lead to other records, themselves or in their parts, and their written names."""
    leading = []
    for name, field in model.model_fields.items():
        info = about(model, name)
        if (info.references and info.nature != "derived") or shapes_in(cast("Any", field.annotation)):
            leading.append((name, field.alias or name, info))
    return tuple(leading)


def every_link(record: BaseModel) -> Iterator[tuple[Place, str, str]]:
    """What a record refers to, itself or in what its sources say otherwise."""
    yield from links(record)
    yield from _said(record)


@rule("L-MISSING", "every id that is named exists", bad="series: no-such-series",
      good="possibly_same_as: []")  # fmt: skip
def link_exists(read: Read, package: Package) -> Iterator[Finding]:
    """A source, actor, proposition or other record that is named has a record of its own."""
    for place, table, target in every_link(read.record):
        if not package.known(table, target):
            yield find(read, "L-MISSING", f"no such record among {table}", *place, got=target,
                       fix=_remedy(package, table, target, _besides(read.record, place)))  # fmt: skip


def _remedy(package: Package, table: str, target: str, besides: tuple[str, ...]) -> str:
    """What would make the link hold: an id that is near, a word that may stand there, or a new record."""
    near = difflib.get_close_matches(target, sorted(package.ids(table)), 1)
    ways = [f"did you mean {near[0]}?"] if near else []
    ways += [f"write {word}" for word in besides]
    if re.fullmatch(ACTOR_ID if table == "actors" else SLUG, target):
        ways.append(f"add datasets/{table}/{target}.yaml")
    return " or ".join(ways) or "correct the id"


def _besides(record: BaseModel, place: Place) -> tuple[str, ...]:
    fields = dict(described(type(record)))
    return fields[str(place[0])].besides if place[0] in fields else ()


@rule("L-SELF", "no record points to itself", on="exercises",
      bad="possibly_same_as: [joint-drill-2016]", good="possibly_same_as: []")  # fmt: skip
def not_itself(read: Read, package: Package) -> Iterator[Finding]:
    """A record cannot be a part, a successor or a likeness of itself, directly or by way of its parts."""
    for place, table, target in links(read.record):
        if (table, target) == (read.record.table, read.record.id):
            yield find(read, "L-SELF", "the record points to itself", *place, got=target, fix="remove it")
    for name in {"part_of", "parent"} & read.model.model_fields.keys():
        above = _above(read.record, name, package)
        if read.record.id in above[1:]:
            yield find(read, "L-SELF", f"`{name}` leads back to the record", name, got=" → ".join(above))


def _above(record: Any, name: str, package: Package) -> list[str]:
    """The ids that a chain of references passes through, until it ends or comes round."""
    passed: list[str] = []
    while record is not None and (target := getattr(record, name, None)) and target not in passed:
        passed.append(target)
        record = package.find(record.table, target)
    return passed


def _said(record: BaseModel) -> Iterator[tuple[Place, str, str]]:
    """The references that sources make otherwise than the record."""
    fields = dict(described(type(record)))
    for index, entry in enumerate(getattr(record, "evidence", ())):
        for name, values in entry.says.items():
            if name in fields and fields[name].references:
                for at, target in enumerate(values):
                    yield ("evidence", index, "says", name, at), str(fields[name].references), target


@rule("F-TWICE", "a list names a thing once",
      bad="aliases: [a drill, a drill]", good="aliases: [a drill, a manoeuvre]")  # fmt: skip
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
    return "actor_id" in type(part).model_fields


@rule("L-SUPERSEDED", "what was replaced is not in force", scope="table", on="agreements",
      bad="""
# datasets/agreements/old-treaty.yaml
id: old-treaty
title: {en: Old treaty}
type: treaty
status: in-force
summary: A treaty.
evidence: [{source: a-text, locator: ¶1, supports: [summary]}]
# datasets/agreements/new-treaty.yaml
id: new-treaty
title: {en: New treaty}
type: treaty
status: in-force
supersedes: [old-treaty]
summary: A later treaty.
evidence: [{source: a-text, locator: ¶1, supports: [supersedes]}]
""",
      good="""
# datasets/agreements/old-treaty.yaml
id: old-treaty
title: {en: Old treaty}
type: treaty
status: ended
summary: A treaty.
evidence: [{source: a-text, locator: ¶1, supports: [summary]}]
""")  # fmt: skip
def replaced_is_not_in_force(reads: list[Read], package: Package) -> Iterator[Finding]:
    """An agreement that a later one supersedes has ended, and is not older than what it is said to replace."""
    known = {read.record.id: read for read in reads}
    for read in reads:
        for index, target in enumerate(read.record.supersedes):
            old = known.get(target)
            if old is not None and old.record.status == "in-force":
                yield find(old, "L-SUPERSEDED", "superseded, and yet in force", "status", got="in-force",
                           expected="ended", fix=f"mend the status, or `supersedes` of {read.record.id}")  # fmt: skip
            signed, before = read.record.signed, old.record.signed if old else None
            if signed and before and signed.latest < before.earliest:
                yield find(read, "L-SUPERSEDED", "supersedes a later agreement", "supersedes", index, got=target)


@rule("L-UNUSED", "nothing lies unused", scope="package", on="none", level="warning",
      bad="# datasets/sources/b-text.yaml\nid: b-text\ntitle: B text\nlanguage: en\ntype: article\n"
          "perspective: press\nlicence: all-rights-reserved\n",
      good="")  # fmt: skip
def nothing_unused(package: Package) -> Iterator[Finding]:
    """A source, actor or proposition that no record names is a leftover or a slip."""
    if package.waiting:  # a few files are asked for: whether the others name them, their texts can tell
        serving = [package.records[table][name] for table in SERVING for name in sorted(package.records[table])]
        idle = [read for read in serving if not package.mentions(read.record.id, read.path)]
    elif package.whole:
        used = {(table, target) for read in package.reads() for _, table, target in links(read.record)}
        idle = [read for read in package.reads(*SERVING) if (read.record.table, read.record.id) not in used]
    else:  # a file that could not be read may be the one that uses it
        idle = []
    for read in idle:
        yield find(read, "L-UNUSED", "no record names it", "id", got=read.record.id, fix="remove it, or use it")
