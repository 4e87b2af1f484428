"""What an export is made of: the published tables with their descriptions, cells as text or as exact values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sinorus_data.access import store


class ExportError(ValueError):
    """An export that cannot be made; the message says what is in the way."""


class Field(NamedTuple):
    """One column, as the published Table Schema describes it."""

    name: str
    title: str
    description: str
    #: A type of the Table Schema: ``string``, ``number``, ``integer``, ``boolean``, ``date`` or ``list``.
    type: str
    required: bool = False
    delimiter: str = ";"

    def value(self, text: str) -> Any:
        """The value of a cell: ``None`` for an empty one, but a list without items for an empty list.

        Numbers stay text, because no binary or fixed decimal type holds the digits of every one of them. Raises
        ``ExportError`` for a cell whose text would not come back from its value.
        """
        if self.type == "list":
            return text.split(self.delimiter) if text else []
        if not text:
            return None
        if self.type in ("string", "number"):
            return text
        try:
            value, back = _READ[self.type](text)
        except ValueError:
            back = None
        if back != text:
            raise ExportError(f"{self.name}: {text!r} is no {self.type} as the tables write it")
        return value


def _integer(text: str) -> tuple[Any, str]:
    return int(text), str(int(text))


def _date(text: str) -> tuple[Any, str]:
    return date.fromisoformat(text), date.fromisoformat(text).isoformat()


def _boolean(text: str) -> tuple[Any, str]:
    return text == "true", text if text in ("true", "false") else ""


#: How a cell of a type is read: its value, and the text that the value is written as.
_READ: dict[str, Callable[[str], tuple[Any, str]]] = {"integer": _integer, "date": _date, "boolean": _boolean}


class Link(NamedTuple):
    """A column that holds ids of a table."""

    column: str
    table: str
    key: str


class Table(NamedTuple):
    """One published table: what it is, its columns, and its rows as text."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    links: tuple[Link, ...]
    rows: Sequence[store.Row]
    #: Called for each row that is taken, for those who watch.
    taken: Callable[[], None] = lambda: None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(field.name for field in self.fields)

    def records(self) -> Iterator[store.Row]:
        """The rows, cells as text."""
        for row in self.rows:
            yield row
            self.taken()

    def cells(self) -> Iterator[list[str]]:
        """The cells of each row as text, in the order of the columns."""
        return ([row[name] for name in self.names] for row in self.records())

    def values(self) -> Iterator[list[Any]]:
        """The cells of each row as exact values, in the order of the columns."""
        return ([field.value(row[field.name]) for field in self.fields] for row in self.records())


class Contents(NamedTuple):
    """The tables to export, and what is said of the whole."""

    tables: tuple[Table, ...]
    descriptor: Mapping[str, Any]
    #: Rows that stand in for published ones, by table.
    given: Mapping[str, Sequence[store.Row]]

    def table(self, name: str) -> Table:
        """One of the tables to export."""
        return next(table for table in self.tables if table.name == name)

    def rows(self, name: str) -> Sequence[store.Row]:
        """The rows of any table, to look up what its ids stand for."""
        return self.given[name] if name in self.given else store.rows(name)

    @property
    def title(self) -> str:
        """The title of the whole, with the version of the data."""
        return f"{self.descriptor['title']}, version {self.version}"

    @property
    def version(self) -> str:
        """The version of the data."""
        return str(self.descriptor["version"])

    @property
    def licence(self) -> dict[str, str]:
        """Name, title and address (``path``) of the licence of the data."""
        return dict(self.descriptor["licenses"][0])


def contents(
    names: Sequence[str] | None = None, given: Mapping[str, Sequence[store.Row]] | None = None
) -> Contents:  # fmt: skip
    """The published tables with these names (all by default), in published order.

    ``given`` puts rows in the place of published ones. Raises ``ExportError`` for a name that is no table, and
    ``DataIntegrityError`` if a table is damaged.
    """
    descriptor = store.descriptor()
    resources = {resource["name"]: resource for resource in descriptor["resources"]}
    unknown = [name for name in names or () if name not in resources]
    if unknown:
        raise ExportError(f"{unknown[0]!r} is no table; choose among {', '.join(resources)}")
    rows = given or {}
    wanted = [resource for name, resource in resources.items() if names is None or name in names]
    made = [_table(item, rows[item["name"]] if item["name"] in rows else store.rows(item["name"])) for item in wanted]
    return Contents(tuple(made), descriptor, rows)


def _table(resource: Mapping[str, Any], rows: Sequence[store.Row]) -> Table:
    name = resource["name"]
    schema = store.schema(name)
    links = [
        Link(key["fields"][0], key["reference"]["resource"] or name, key["reference"]["fields"][0])
        for key in schema.get("foreignKeys", ())
    ]
    fields = tuple(_field(field) for field in schema["fields"])
    said = " ".join(resource["description"].split())
    return Table(name, resource["title"], said, fields, tuple(schema.get("primaryKey", ())), tuple(links), rows)


def _field(described: Mapping[str, Any]) -> Field:
    required = bool(described.get("constraints", {}).get("required", False))
    said = " ".join(described["description"].split())
    return Field(
        described["name"], described["title"], said, described["type"], required, described.get("delimiter", ";")
    )
