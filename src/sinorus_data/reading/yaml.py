"""YAML read strictly: every scalar is text, every value knows its line and column.

What YAML can do beyond that is refused: anchors, aliases, tags, directives, merge keys, duplicate
keys, keys that are not text, several documents, depth.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

import yaml

from sinorus_data.model.finding import Finding, Refused, shown
from sinorus_data.reading.text import strange_character

#: The deepest record that the model allows has five levels.
DEEPEST = 16

#: Unquoted keys that YAML gives another meaning than text.
_NO_NAMES = ("", "~", "null", "true", "false")


class Node:
    """A value and its place: text, a list of nodes, or nodes by key.

    ``style`` is the sign that opens quoted text or a block, empty for plain text, which alone can
    stand for nothing. ``end`` is the line and column behind the text. ``key`` is the place of the
    key of an entry, else the place of the value.
    """

    __slots__ = ("column", "end", "key", "line", "style", "value")

    def __init__(self, value: Any, line: int, column: int, end: tuple[int, int] = (0, 0), style: str = "") -> None:
        self.value: str | list[Node] | dict[str, Node] = value
        self.line = line
        self.column = column
        self.end = end
        self.style = style
        self.key = (line, column)

    @property
    def plain(self) -> bool:
        """Whether this is text without quotes."""
        return isinstance(self.value, str) and not self.style

    def tree(self) -> Any:
        """The bare values, without places."""
        if isinstance(self.value, dict):
            return {name: node.tree() for name, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.tree() for node in self.value]
        return self.value

    def at(self, path: tuple[str | int, ...]) -> Node:
        """The node at ``path``, or the deepest one on the way there."""
        node = self
        for step in path:
            inner = node.inner(step)
            if inner is None:
                break
            node = inner
        return node

    def leaves(self, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Node]]:
        """Every text in it, with the way there; reading bounds the depth."""
        if isinstance(self.value, str):
            yield path, self
        elif isinstance(self.value, dict):
            for name, node in self.value.items():
                yield from node.leaves((*path, name))
        else:
            for at, node in enumerate(self.value):
                yield from node.leaves((*path, at))

    def inner(self, step: str | int) -> Node | None:
        """The node under one key or index, if there is one."""
        if isinstance(self.value, dict):
            return self.value.get(str(step))
        if isinstance(self.value, list) and isinstance(step, int) and step < len(self.value):
            return self.value[step]
        return None


def read_yaml(text: str, path: str) -> Node:
    """The one document in ``text``, a mapping; raises ``Refused`` with one finding otherwise."""
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        return _Builder(path).build(_events(loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reason, fix = _reason(error, "".join(text.split("\n")[line - 1 : line]))
        _refuse(path, line, column, "Y-SYNTAX", f"not YAML: {reason}", fix=fix)
    except (yaml.YAMLError, UnicodeError) as error:
        _refuse(path, 1, 1, "Y-SYNTAX", f"not YAML: {type(error).__name__}")


def _reason(error: yaml.MarkedYAMLError, line: str) -> tuple[str, str]:
    """Why a text is no YAML, and what helps, in words for people who write records."""
    if "\t" in line:
        return "a tab stands where YAML wants spaces", "use spaces"
    if "mapping values are not allowed" in str(error.problem):
        return "a second colon stands in unquoted text", "put the text in quotes"
    if "could not find expected ':'" in str(error.problem):
        return "a line is neither `field: value` nor part of one", "put a space after the colon"
    if "found unexpected end of stream" in str(error.problem):
        return "a quote or bracket is never closed", "close it"
    return str(error.problem or error.context), ""


def _events(loader: Any) -> Iterator[Any]:
    return iter(loader.get_event, None)


def _refuse(path: str, line: int, column: int, code: str, message: str, *, got: str = "", fix: str = "") -> NoReturn:
    raise Refused(Finding(path, line, column, code, message, got, fix=fix)) from None


#: Events that bring a value, the most frequent first.
_CONTENT = (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent)


class _Builder:
    """Builds nodes from parser events without recursion."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.open: list[Node] = []
        self.keys: list[Node | None] = []
        self.root: Node | None = None
        self.documents = 0

    def build(self, events: Iterator[Any]) -> Node:
        for event in events:
            kind = type(event)
            if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.open.pop()
                self.keys.pop()
                continue
            mark = event.start_mark
            line, column = mark.line + 1, mark.column + 1
            if kind is yaml.DocumentStartEvent:
                self._start_document(event, line, column)
            elif kind in _CONTENT:
                if event.anchor or event.tag:
                    self._plain_only(event, line, column)
                if kind is yaml.ScalarEvent:
                    self._scalar(event, line, column)
                else:
                    self._enter(Node({} if kind is yaml.MappingStartEvent else [], line, column))
            elif kind is yaml.AliasEvent:
                _refuse(self.path, line, column, "Y-ALIAS", "anchors and aliases are not used", fix="write it out")
        if self.root is None or not isinstance(self.root.value, dict):
            fix = "put a space after the colon" if self.root and ":" in str(self.root.value) else ""
            _refuse(self.path, 1, 1, "Y-SHAPE", "a record is a mapping of fields to values", fix=fix)
        return self.root

    def _plain_only(self, event: Any, line: int, column: int) -> None:
        """Refuses what stands before a value and gives it a name or another type."""
        if event.anchor:
            _refuse(self.path, line, column, "Y-ALIAS", "anchors and aliases are not used", fix="write it out")
        if event.tag:
            _refuse(self.path, line, column, "Y-TAG", "tags are not used", got=shown(event.tag), fix="remove it")

    def _start_document(self, event: Any, line: int, column: int) -> None:
        self.documents += 1
        if self.documents > 1:
            _refuse(self.path, line, column, "Y-MULTIDOC", "one file holds one record", fix="split the file")
        if event.version or event.tags:
            _refuse(self.path, line, column, "Y-DIRECTIVE", "directives are not used", fix="remove it")

    def _scalar(self, event: Any, line: int, column: int) -> None:
        mark = event.end_mark
        node = Node(event.value, line, column, (mark.line + 1, mark.column + 1), event.style or "")
        # Only double quotes have escapes; the text itself was read before.
        if event.style == '"' and (strange := strange_character(event.value)) is not None:
            _refuse(self.path, line, column, strange[1], strange[2], fix="remove it")
        if self.open and isinstance(self.open[-1].value, dict) and self.keys[-1] is None:
            self._key(node)
        else:
            self._add(node)

    def _key(self, node: Node) -> None:
        name = str(node.value)
        if not isinstance(self.open[-1].value, dict) or name in self.open[-1].value:
            _refuse(self.path, node.line, node.column, "Y-DUP", "the key stands here twice", got=shown(name))
        if node.plain and name == "<<":
            _refuse(self.path, node.line, node.column, "Y-ALIAS", "merge keys are not used", fix="write it out")
        if (node.plain and name in _NO_NAMES) or name.isdigit():
            _refuse(self.path, node.line, node.column, "Y-KEY", "not the name of a field", got=shown(name))
        self.keys[-1] = node

    def _enter(self, node: Node) -> None:
        if len(self.open) >= DEEPEST:
            _refuse(self.path, node.line, node.column, "Y-DEPTH", f"nested deeper than {DEEPEST} levels")
        if self.open and isinstance(self.open[-1].value, dict) and self.keys[-1] is None:
            _refuse(self.path, node.line, node.column, "Y-KEY", "a key is one word of text")
        self._add(node)
        self.open.append(node)
        self.keys.append(None)

    def _add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1].value
        if isinstance(parent, list):
            parent.append(node)
        elif isinstance(parent, dict):
            key = self.keys[-1]
            assert key is not None
            node.key = (key.line, key.column)
            parent[str(key.value)] = node
            self.keys[-1] = None
