"""What is suspicious in one column, from the Table Schema and the model of a row."""

from __future__ import annotations

import operator
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from pydantic.functional_validators import AfterValidator

from sinorus_data.bulk import days, signs
from sinorus_data.checks.prose import OURS
from sinorus_data.model.edtf import Edtf
from sinorus_data.model.fields import ACTOR_ID, SLUG, Quote
from sinorus_data.model.quantity import LONGEST
from sinorus_data.tables.columns import Column, columns
from sinorus_data.tables.rows import row_model
from sinorus_data.tables.schema import table_schema

if TYPE_CHECKING:
    import narwhals as nw

#: The ids that exist, by table.
Ids = Mapping[str, Collection[str]]

#: Patterns in which no letter, sign or space can hide that another rule minds.
_OF_IDS = (SLUG, ACTOR_ID)


class Cells(NamedTuple):
    """One column while its sieve is made: what it is, what its schema says, and its text as an expression."""

    column: Column
    schema: dict[str, Any]
    text: nw.Expr
    line_ends: bool

    @property
    def required(self) -> bool:
        """Whether no cell of it may be empty."""
        return bool(self.schema.get("constraints", {}).get("required"))

    def fails(self, pattern: str) -> nw.Expr:
        """Whether a cell is not wholly of the pattern, nor empty where it may be."""
        whole = f"^(?:{pattern})$" if self.required else f"^(?:{pattern})?$"
        found = ~self.text.str.contains(whole)
        return found | self.text.str.contains(signs.LINE_END) if self.line_ends else found

    def lacks(self, known: Collection[str]) -> nw.Expr:
        """Whether a cell is none of these, nor empty where it may be."""
        return ~self.text.is_in([*known] if self.required else [*known, ""])

    def longer(self, most: int) -> nw.Expr:
        """Whether a cell has more characters than it may."""
        return self.text.str.len_chars() > most


class Suspicion(NamedTuple):
    """An expression that holds wherever a row may break some rule, and the columns that this rule looks at.

    ``cheap`` is one that costs no more than to find out which values some columns have together; ``filled`` names a
    column without a value of which it holds nowhere.
    """

    columns: tuple[str, ...]
    holds: nw.Expr
    cheap: bool = False
    filled: str = ""


def suspicions(table: str, known: Ids | None, *, line_ends: bool) -> Iterator[Suspicion]:
    """For each column some expressions that hold wherever a cell, seen alone, may break a rule.

    The columns are text without nulls. ``line_ends`` is for engines in which ``$`` also stands before
    a line end; ``known`` has the ids that references must be among, by table.
    """
    import narwhals as nw

    for column, schema in zip(columns(table), table_schema(table)["fields"], strict=True):
        cells = Cells(column, schema, nw.col(column.name), line_ends)
        for holds in (*_of_type(cells, table), *_of_links(cells, known)):
            yield Suspicion((column.name,), holds)


def _of_type(cells: Cells, table: str) -> Iterator[nw.Expr]:
    kind = cells.column.type
    if kind is tuple:
        yield from _list(cells, table)
    elif cells.column.codes:
        yield cells.lacks(cells.column.codes)
    elif kind is Edtf:
        yield _edtf(cells)
    elif kind is date:
        yield cells.fails(days.DAY)
    elif kind is Decimal:
        yield cells.fails(signs.NUMBER) | cells.longer(LONGEST)
    elif kind is int:
        yield cells.fails(signs.WHOLE)
    elif kind is bool:
        yield cells.lacks(("true", "false"))
    elif kind is str:
        yield from _string(cells, table)
    else:
        yield _any(cells)


def _any(cells: Cells) -> nw.Expr:
    """Every cell that is not empty, and every empty one that may not be: nothing is known of these."""
    filled = cells.text != ""
    return filled | (cells.text == "") if cells.required else filled


def _string(cells: Cells, table: str) -> Iterator[nw.Expr]:
    constraints = cells.schema.get("constraints", {})
    own = list(_of_strings(table, cells.column.name))  # columns of other records have no pattern in the schema
    pattern = constraints.get("pattern") or next((one for one, _ in own if one in _OF_IDS), None)
    lengths = [most for _, most in own if most] + [constraints[name] for name in ("maxLength",) if name in constraints]
    judged = [item for item in _metadata(table, cells.column.name) if isinstance(item, AfterValidator)]
    if any(item not in get_args(Quote)[1:] for item in judged):
        yield _any(cells)
        return
    if lengths:
        yield cells.longer(min(lengths))
    if pattern in _OF_IDS:
        yield cells.fails(_bare(pattern)) | cells.text.str.contains(signs.SUSPECT_ID)
        return
    if pattern:
        yield cells.fails(_bare(pattern))
    if judged:
        yield cells.fails(signs.EIGHT_WORDS)
    yield cells.fails(signs.TEXT)
    yield cells.text.str.contains(signs.SUSPECT)
    yield from _of_language(cells)


def _of_language(cells: Cells) -> Iterator[nw.Expr]:
    """What the rules on prose and on the script of a language may mind, by the name of the field."""
    name = cells.column.name
    if name.endswith(OURS):
        yield cells.text.str.contains(signs.SUSPECT_TONE)
    for ending, own, other in (("_zh", signs.HAN, signs.CYRILLIC), ("_ru", signs.CYRILLIC, signs.HAN)):
        if name.endswith(ending):
            yield (cells.text != "") & (~cells.text.str.contains(own) | cells.text.str.contains(other))


def _bare(pattern: str) -> str:
    return pattern.removeprefix("^").removesuffix("$")


def _list(cells: Cells, table: str) -> Iterator[nw.Expr]:
    found = list(_of_strings(table, cells.column.name))
    patterns = {pattern for pattern, _ in found if pattern}
    lengths = [most for _, most in found if most]
    if cells.column.codes:
        yield cells.fails(signs.listed("|".join(cells.column.codes)))
    elif len(patterns) == 1 and patterns <= set(_OF_IDS):
        yield cells.fails(signs.listed(_bare(str(patterns.pop())))) | cells.text.str.contains(signs.SUSPECT_ID)
    else:
        yield cells.fails(signs.ITEMS) | cells.text.str.contains(signs.SUSPECT)
        if cells.column.name.endswith((*OURS, "_zh", "_ru")):
            yield cells.text != ""
    if lengths:
        yield cells.longer(min(lengths))


def _edtf(cells: Cells) -> nw.Expr:
    """Whether a cell is not surely a date of the calendar, an interval not surely one that runs forwards."""
    text = cells.text
    forwards = [
        text.str.len_chars().is_in([2 * long + 1, 2 * long + 2])
        & (text.str.slice(0, long) <= text.str.slice(long + 1, long))
        for long in days.ENDS
    ]
    interval = text.str.contains(f"^{days.INTERVAL}$") & reduce(operator.or_, forwards)
    return cells.fails(days.POINT) & ~interval


def _of_links(cells: Cells, known: Ids | None) -> Iterator[nw.Expr]:
    """Whether a cell names what is not surely known; of lists, one item alone is looked up here."""
    about = cells.column.about
    if known is not None and about.references and about.nature != "derived":
        yield ~cells.text.is_in([*known.get(about.references, ()), *about.besides, ""])


def _of_strings(table: str, name: str) -> Iterator[tuple[str | None, int | None]]:
    """The patterns and greatest lengths that the model of a row has for a field, or for its items."""
    for item in _metadata(table, name):
        pattern, most = getattr(item, "pattern", None), getattr(item, "max_length", None)
        if isinstance(pattern, str) or isinstance(most, int):
            yield (pattern if isinstance(pattern, str) else None), (most if isinstance(most, int) else None)


def _metadata(table: str, name: str) -> list[Any]:
    """All that the model of a row demands of one field, at whatever depth of its annotation."""
    field = row_model(table).model_fields[name]
    return [*field.metadata, *_inside(field.annotation)]


def _inside(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for argument in get_args(annotation):
        if not isinstance(argument, str):
            yield from _inside(argument)
