"""From what was read to a record, with every objection at its place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import Any, NamedTuple

from pydantic import BaseModel

from sinorus_data.model.cells import list_fields, row_tree
from sinorus_data.model.fields import described
from sinorus_data.model.finding import Finding, shown
from sinorus_data.model.record import Record
from sinorus_data.reading.csv import Cell
from sinorus_data.reading.objections import R, Where, build, shapes_in
from sinorus_data.reading.yaml import Node

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


@cache
def named(model: type[BaseModel], name: str) -> bool:
    """Whether the field is written as names by language (``name: {en: …, zh: …}``)."""
    return f"{name}_zh" in model.model_fields


def read_record(node: Node, model: type[R], path: str) -> tuple[R | None, list[Finding]]:
    """The record that ``node`` holds, or ``None`` and what is wrong with it."""
    findings: list[Finding] = []
    tree = _authored(node, model, path, findings)
    record, wrong = build(tree, model, path, partial(_place, node))
    told = {(found.line, found.column) for found in findings}
    return (None if findings else record), findings + [
        found for found in wrong if (found.line, found.column) not in told
    ]


def _authored(node: Node, model: type[BaseModel], path: str, findings: list[Finding]) -> dict[str, Any]:
    """The tree of a record as the model takes it: names by language flat, empty values left out."""
    tree: dict[str, Any] = {}
    assert isinstance(node.value, dict)
    fields, nature = model.model_fields, dict(described(model))
    for name, value in node.value.items():
        known = name in fields
        if known and nature[name].nature == "derived":
            findings.append(
                Finding(path, *value.key, "F-DERIVED", f"`{name}` is computed, not written", fix="remove the field")
            )
        elif known and named(model, name) and isinstance(value.value, dict):
            tree |= _by_language(name, value.value, path, findings)
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
        elif known:
            tree[name] = _bare(value, path, findings, fields[name].annotation)
        else:
            tree[name] = _bare(value, path, findings) or ""
    return _preferred({name: value for name, value in tree.items() if value is not None}, model)


def _by_language(name: str, texts: dict[str, Node], path: str, findings: list[Finding]) -> dict[str, Any]:
    """``name: {en: …, zh: …}`` as the fields ``name``, ``name_zh``."""
    flat = {}
    for language, text in texts.items():
        if language == "en" or f"_{language}" in LANGUAGES:
            flat[name if language == "en" else f"{name}_{language}"] = _bare(text, path, findings)
        else:
            findings.append(
                Finding(path, *text.key, "F-UNKNOWN", f"`{name}` has no language of this code", shown(language),
                        "en, zh or ru")
            )  # fmt: skip
    return flat


def _preferred(tree: dict[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """A preferred value written only in ``disputed`` is the value of its field."""
    disputed = tree.get("disputed")
    for name, dispute in disputed.items() if isinstance(disputed, dict) else ():
        if name in model.model_fields and isinstance(dispute, dict) and "preferred" in dispute:
            value = dispute["preferred"]
            is_list = name in list_fields(model)
            tree.setdefault(name, [value] if is_list and isinstance(value, str) else value)
    return tree


def _bare(node: Node, path: str, findings: list[Finding], shape: Any = None) -> Any:
    """The values of a node that ``shape`` annotates; ``None`` for an unquoted nothing.

    An empty value of a field that the model knows is none; one under any other key stays, so that
    the model objects to the key.
    """
    if isinstance(node.value, dict):
        known = shapes_in(shape)
        inner = {name: _bare(value, path, findings, known.get(name)) for name, value in node.value.items()}
        return {
            name: "" if value is None else value
            for name, value in inner.items()
            if value is not None or name not in known
        }
    if isinstance(node.value, list):
        return [_bare(value, path, findings, shape) or "" for value in node.value]
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
        elif node.at(where[:1]) is node and node.at(("disputed", where[0], "preferred")) is not node.at(("disputed",)):
            where = ("disputed", where[0], "preferred", *where[1:])
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
