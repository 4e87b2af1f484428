"""What a rule is, and where rules are kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, NamedTuple

from sinorus_data.model.finding import Edit, Finding, Level
from sinorus_data.reading.dataset import Package
from sinorus_data.reading.records import Read
from sinorus_data.reading.yaml import Node

#: What a check is given: ``file`` while a file is opened and read, before any check runs, and ``release``
#: when one is prepared (neither is a check of ours here); ``text`` a path, its text and the package;
#: ``value`` a ``Value`` that holds more than short plain words, or any of the fields that the rule names,
#: and the package; ``record`` a ``Read`` and the package, ``evidence`` the same for records that carry
#: evidence; ``table`` the list of all ``Read`` of a data set and the package; ``package`` the package;
#: ``descriptor`` the same where the descriptor and the generated files are looked at.
Scope = Literal["file", "release", "text", "value", "record", "evidence", "table", "package", "descriptor"]
Check = Callable[..., Iterator[Finding]]


class Rule(NamedTuple):
    """One thing that must hold.

    ``bad`` breaks it and ``good`` does not: fields that stand in place of those of a small valid
    record of the data set ``on``, or whole files, each below a line ``# its path``. Signs that
    nobody could see are written as escapes. Both run as tests.
    """

    code: str
    title: str
    scope: Scope
    level: Level
    why: str
    on: str
    bad: str
    good: str
    tables: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    check: Check | None = None


class Value(NamedTuple):
    """One text that people wrote: a cell, or a value of a record, with the names that lead to it.

    ``field`` is the name of its field with the language: ``name: {zh: …}`` is ``name_zh``.
    """

    path: str
    table: str
    field: str
    text: str
    node: Node


#: Under these a name stands in each language.
LANGUAGES = ("en", "zh", "ru")
#: Short plain words and the signs between them, with which nothing can be wrong but what they mean.
_ordinary = re.compile(r"[A-Za-z0-9]{1,15}+(?:[ ,.;()/%~-]++[A-Za-z0-9]{1,15}+)*+[.)%~]*+")


class Values:
    """Every text that people wrote, of all files read or of those in ``only``."""

    def __init__(self, package: Package, only: frozenset[str] = frozenset()) -> None:
        self.by_field: dict[str, list[Value]] = {}
        for table, path, node in package.written:
            if not only or path in only:
                for field, leaf in _leaves(node, ""):
                    self.by_field.setdefault(field, []).append(Value(path, table, field, leaf.value, leaf))
        self._unusual = [
            value for of_field in self.by_field.values() for value in of_field if not _ordinary.fullmatch(value.text)
        ]

    def of(self, rule: Rule) -> Iterable[Value]:
        """The texts that a rule of scope ``value`` looks at."""
        if not rule.fields:
            return self._unusual
        return (value for field, some in self.by_field.items() if field.endswith(rule.fields) for value in some)


def _leaves(node: Node, field: str) -> Iterator[tuple[str, Any]]:
    """Every text in a node that is not empty, with the name of its field; reading bounds the depth."""
    if isinstance(node.value, str):
        if node.value:
            yield field, node
    elif isinstance(node.value, list):
        for inner in node.value:
            yield from _leaves(inner, field)
    else:
        for name, inner in node.value.items():
            named = field and name in LANGUAGES
            yield from _leaves(inner, name if not named else field if name == "en" else f"{field}_{name}")


RULES: dict[str, Rule] = {}


def rule(
    code: str, title: str, *, bad: str, good: str, on: str = "exercises", scope: Scope = "record",
    level: Level = "error", tables: tuple[str, ...] = (), fields: tuple[str, ...] = (),
) -> Callable[[Check], Check]:  # fmt: skip
    """Registers a check under its code; its docstring explains it to contributors.

    ``tables`` names the data sets that a rule of scope ``table`` looks at, if not ``on`` alone, or one
    of scope ``record``, if not all;
    ``fields`` the fields (or their endings) that one of scope ``value`` looks at, if not all.
    """

    def register(check: Check) -> Check:
        why = " ".join((check.__doc__ or "").split())
        tables_of = tables or ((on,) if scope == "table" else ())
        examples = bad.strip("\n"), good.strip("\n")
        RULES[code] = Rule(code, title, scope, level, why, on, *examples, tables_of, fields, check)
        return check

    return register


def refused(
    code: str, title: str, why: str, *, bad: str, good: str, on: str = "exercises", level: Level = "error",
    scope: Scope = "file",
) -> None:  # fmt: skip
    """Registers what others object to: reading, before any check can look at a file, or the making of a release."""
    RULES[code] = Rule(code, title, scope, level, " ".join(why.split()), on, bad.strip("\n"), good.strip("\n"))


def find(read: Read, code: str, message: str, *where: str | int, key: bool = False, **sides: Any) -> Finding:
    """A finding at the place ``where`` in a record (or at the key of that place)."""
    if where and str(where[0]).endswith(("_zh", "_ru")) and read.node.at(where[:1]) is read.node:
        where = (str(where[0])[:-3], str(where[0])[-2:], *where[1:])
    node = read.node.at(where)
    line, column = node.key if key else (node.line, node.column)
    return Finding(read.path, line, column, code, message, level=RULES[code].level, **sides)


def found(value: Value, code: str, message: str, **sides: Any) -> Finding:
    """A finding at a value."""
    level = sides.pop("level", RULES[code].level)
    return Finding(value.path, value.node.line, value.node.column, code, message, level=level, **sides)


def at(path: str, line: int, column: int, code: str, message: str, **sides: Any) -> Finding:
    """A finding at a place in a text."""
    return Finding(path, line, column, code, message, level=RULES[code].level, **sides)


def rewritten(value: Value, written: str, text: str) -> Edit | None:
    """The repair that makes ``text`` of a value, if it stands in one line of ``written`` as it reads."""
    node = value.node
    line = written.split("\n")[node.line - 1]
    if node.end[0] != node.line or not text:
        return None
    old = line[node.column - 1 : node.end[1] - 1]
    if node.style and old[1:-1] == value.text:
        text = f"{node.style}{text}{node.style}"
    elif node.style or old != value.text:
        return None
    return Edit(node.line, node.column, node.line, node.end[1], text)


def filled(record: Any, field: str) -> bool:
    """Whether a field holds anything."""
    return getattr(record, field) not in (None, ())
