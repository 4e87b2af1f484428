"""Finding things: by words over all tables, and by ids that may have moved."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from sinorus_data.access import store
from sinorus_data.access.collection import close_ids

if TYPE_CHECKING:
    from sinorus_data.model.codes import Fate

DATA_SETS = (
    "agreements", "exercises", "exercise_series", "trade_figures", "positions", "propositions", "events", "actors",
    "sources",
)  # fmt: skip


class Hit(NamedTuple):
    """One field of one record that holds the words searched for."""

    table: str
    id: str
    field: str
    text: str


class Resolution(NamedTuple):
    """What became of an id."""

    id: str
    status: Literal["live", "moved", "split", "withdrawn", "unknown"]
    table: str | None
    targets: tuple[str, ...]
    suggestions: tuple[str, ...]
    reason: str | None


def search(text: str) -> list[Hit]:
    """Every field of every record that holds all words of ``text``, in any of the three languages.

    Case, accents and the kind of quotes make no difference; ids of other records do not count.

    Raises ``ValueError`` for an empty text.
    """
    wanted = folded(text).split()
    if not wanted:
        raise ValueError("an empty text is found everywhere")
    return [
        Hit(table, row["id"], field, row[field])
        for table in DATA_SETS
        for row in store.rows(table)
        for field in _words_of(table)
        if all(word in folded(row[field]) for word in wanted)
    ]


def folded(text: str) -> str:
    """``text`` without case, accents and the difference between straight and curly quotes."""
    if text.isascii():  # as most cells are
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@cache
def _words_of(table: str) -> tuple[str, ...]:
    """The columns that hold words of their own: not the references, and what is looked up by them."""
    fields = store.schema(table)["fields"]
    return tuple(field["name"] for field in fields if "references" not in field and not field.get("lookedUp"))


def _close(record_id: str) -> list[str]:
    named = [found for table in DATA_SETS for found in close_ids(record_id, (), table)]
    return named or close_ids(record_id, [known for table in DATA_SETS for known in store.grouped(table)])


def known_ids(tables: Collection[str] = DATA_SETS) -> dict[str, frozenset[str]]:
    """The ids of published data sets that records, of ours or of others, can name."""
    return {table: frozenset(store.grouped(table)) for table in tables}


def resolve(record_id: str) -> Resolution:
    """What an id stands for now: live, moved, split, withdrawn, or unknown with suggestions. Offline."""
    table = next((name for name in DATA_SETS if record_id in store.grouped(name)), None)
    if table:
        return Resolution(record_id, "live", table, (record_id,), (), None)
    for row in store.grouped("retired_ids").get(record_id, ()):
        targets = tuple(row["targets"].split(";")) if row["targets"] else ()
        return Resolution(record_id, cast("Fate", row["fate"]), row["table"], targets, (), row["reason"])
    return Resolution(record_id, "unknown", None, (), tuple(_close(record_id)), None)
