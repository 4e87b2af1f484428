"""From what was read to a record, with every objection at its place."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from sinorus_data.model.cells import row_tree
from sinorus_data.model.fields import about, described
from sinorus_data.model.finding import Finding, shown
from sinorus_data.model.record import Record
from sinorus_data.reading.csv import Cell
from sinorus_data.reading.yaml import Node

R = TypeVar("R", bound=BaseModel)
Where = tuple[str | int, ...]


LANGUAGES = ("_zh", "_ru")

#: What people write for "nothing"; nothing is written as nothing.
SENTINELS = frozenset(("~", "null", "Null", "NULL", "\\N", "-", "–", "—", "n/a", "N/A", "?", "TBD", "tbd"))


class Read(NamedTuple):
    """A record, the file it stands in and the nodes it was read from."""

    record: Any
    path: str
    node: Node

    @property
    def model(self) -> type[Record]:
        """The model of the record."""
        return type(self.record)


def named(model: type[BaseModel], name: str) -> bool:
    """Whether the field is written as names by language (``name: {en: …, zh: …}``)."""
    return f"{name}_zh" in model.model_fields


def read_record(node: Node, model: type[R], path: str) -> tuple[R | None, list[Finding]]:
    """The record that ``node`` holds, or ``None`` and what is wrong with it."""
    findings: list[Finding] = []
    tree = _authored(node, model, path, findings)
    record, wrong = build(tree, model, path, partial(_place, node))
    return (None if findings else record), findings + wrong


class Place(Protocol):
    """Gives the line and column of a location of the model in a file."""

    def __call__(self, where: Where, *, key: bool = False) -> tuple[int, int]: ...


def build(tree: Any, model: type[R], path: str, place: Place) -> tuple[R | None, list[Finding]]:
    """The record in ``tree``, or ``None`` and one finding for each objection of the model."""
    try:
        return model.model_validate_json(json.dumps(tree)), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        return None, [_finding(detail, model, path, place) for detail in details]


def _authored(node: Node, model: type[BaseModel], path: str, findings: list[Finding]) -> dict[str, Any]:
    """The tree of a record as the model takes it: names by language flat, empty values left out."""
    tree: dict[str, Any] = {}
    assert isinstance(node.value, dict)
    for name, value in node.value.items():
        known = name in model.model_fields
        if known and about_or_none(model, name) == "derived":
            findings.append(
                Finding(path, *value.key, "F-DERIVED", f"`{name}` is computed, not written", fix="remove the field")
            )
        elif known and named(model, name) and isinstance(value.value, dict):
            for language, text in value.value.items():
                tree[name if language == "en" else f"{name}_{language}"] = _bare(text, path, findings)
        elif known and named(model, name):
            findings.append(
                Finding(path, value.line, value.column, "F-TYPE", f"`{name}` is written by language",
                        shown(str(value.tree())), f"{name}: {{en: …, zh: …, ru: …}}")
            )  # fmt: skip
            tree[name] = str(value.tree())
        elif known and name.endswith(LANGUAGES) and named(model, name[:-3]):
            findings.append(
                Finding(path, *value.key, "F-TYPE", f"`{name[:-3]}` is written by language", name,
                        f"{name[:-3]}: {{en: …, zh: …, ru: …}}")
            )  # fmt: skip
        else:
            tree[name] = _bare(value, path, findings)
    return _preferred({name: value for name, value in tree.items() if value is not None}, model)


def _preferred(tree: dict[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """A preferred value written only in ``disputed`` is the value of its field."""
    disputed = tree.get("disputed")
    for name, dispute in disputed.items() if isinstance(disputed, dict) else ():
        if name in model.model_fields and isinstance(dispute, dict) and "preferred" in dispute:
            tree.setdefault(name, dispute["preferred"])
    return tree


def about_or_none(model: type[BaseModel], name: str) -> str | None:
    """The nature of a field, for fields that have one."""
    return about(model, name).nature if name in model.model_fields else None


def _bare(node: Node, path: str, findings: list[Finding]) -> Any:
    """The values of a node; ``None`` for an unquoted nothing."""
    if isinstance(node.value, dict):
        inner = {name: _bare(value, path, findings) for name, value in node.value.items()}
        return {name: value for name, value in inner.items() if value is not None}
    if isinstance(node.value, list):
        return [_bare(value, path, findings) or "" for value in node.value]
    if node.plain and not node.value:
        return None
    if node.plain and node.value in SENTINELS:
        findings.append(
            Finding(path, node.line, node.column, "F-SENTINEL", "nothing is written as nothing",
                    shown(node.value), "a value or an empty field", fix="leave the value out")
        )  # fmt: skip
    return node.value


def _place(node: Node, where: Where, *, key: bool = False) -> tuple[int, int]:
    """The line and column of a location of the model in the file, of its key if ``key``."""
    if where and isinstance(where[0], str):
        if where[0].endswith(LANGUAGES) and node.at(where[:1]) is node:
            where = (where[0][:-3], where[0][-2:], *where[1:])
        elif isinstance(inner := node.at(where[:1]).value, dict) and "en" in inner:
            where = (where[0], "en", *where[1:])
    found = node.at(where)
    parent = node.at(where[:-1])
    missing = found is parent
    return found.key if missing or key else (found.line, found.column)


def read_cells(row: list[Cell], columns: tuple[str, ...], model: type[R], path: str) -> tuple[R | None, list[Finding]]:
    """The record in one row of an authored table, or ``None`` and what is wrong with it."""
    findings = [
        Finding(path, cell.line, cell.column, "F-SENTINEL", "nothing is written as nothing",
                shown(cell.text), "a value or an empty cell", fix="empty the cell")
        for cell in row if cell.text in SENTINELS
    ]  # fmt: skip
    cells = dict(zip(columns, row, strict=True))
    tree = row_tree({name: cell.text for name, cell in cells.items()}, model)
    record, wrong = build(tree, model, path, partial(_cell_place, cells, row))
    return (None if findings else record), findings + wrong


def _cell_place(cells: Mapping[str, Cell], row: list[Cell], where: Where, *, key: bool = False) -> tuple[int, int]:
    """The line and column of the cell of a field; a row that lacks the column answers with its start."""
    assert not key, "a row has no unknown columns: its header was checked"
    cell = cells.get(str(where[0])) if where else None
    return (cell or row[0]).line, (cell or row[0]).column


def _finding(detail: Any, model: type[BaseModel], path: str, place: Place) -> Finding:
    """One objection of the model in our own words."""
    where: Where = detail["loc"]
    kind, given = str(detail["type"]), detail.get("input")
    got = shown(given) if isinstance(given, str) else ""
    name = str(next((step for step in reversed(where) if isinstance(step, str)), ""))
    line, column = place(where, key=kind == "extra_forbidden")
    if kind == "missing":
        code, message, got, expected = "F-MISSING", f"`{name}` is required", "", ""
    elif kind == "extra_forbidden":
        code, message, got = "F-UNKNOWN", f"there is no field `{name}` here", ""
        expected = _nearest(name, model)
    elif kind == "literal_error":
        code, message, expected = "F-CODE", f"not a code of `{name}`", str(detail["ctx"]["expected"])
    elif kind == "string_too_long":
        code, message = "F-LENGTH", f"`{name}` is too long"
        expected = f"at most {detail['ctx']['max_length']} characters"
    elif kind == "string_pattern_mismatch":
        code, message, expected = _mismatch(name, model)
    elif kind.isupper() or "-" in kind:
        code, message, expected = kind, f"`{name}`: {detail['msg']}", ""
    else:
        code, message, expected = "F-TYPE", f"`{name}`: {detail['msg'].lower()}", ""
    return Finding(path, line, column, code, message, got, expected)


def _mismatch(name: str, model: type[BaseModel]) -> tuple[str, str, str]:
    described_here = dict(described(model)) if name in model.model_fields else {}
    info = described_here.get(name)
    if name == "locator":
        return "V-LOCATOR", "not a locator", "`Section ¶2`, `¶3`, `p. 12` or `whole`"
    if name == "id" or (info and info.references) or name in ("source", "actor", "party"):
        return "I-FORMAT", f"`{name}` is no id", "lower-case words joined by `-`, or a code in capitals"
    expected = f"one line as in {shown(info.example)}" if info else ""
    return "F-FORMAT", f"`{name}` is not written so, or has space at an end", expected


def _nearest(name: str, model: type[BaseModel]) -> str:
    near = difflib.get_close_matches(name, list(model.model_fields), 1)
    return f"`{near[0]}`?" if near else ""
