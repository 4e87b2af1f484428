"""Finding things: by words over all tables, and by ids that may have moved."""

from __future__ import annotations

from typing import Literal, NamedTuple

from sinorus_data.access import store
from sinorus_data.access.collection import close_ids

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
    """Every field of every record that holds ``text``, whatever its case, in any of the three languages.

    Raises ``ValueError`` for an empty text.
    """
    wanted = text.casefold().strip()
    if not wanted:
        raise ValueError("an empty text is found everywhere")
    return [
        Hit(table, row["id"], field, value)
        for table in DATA_SETS
        for row in store.rows(table)
        for field, value in row.items()
        if wanted in value.casefold()
    ]


def resolve(record_id: str) -> Resolution:
    """What an id stands for now: live, moved, split, withdrawn, or unknown with suggestions. Offline."""
    known = {row["id"]: table for table in DATA_SETS for row in store.rows(table)}
    if record_id in known:
        return Resolution(record_id, "live", known[record_id], (record_id,), (), None)
    for row in store.rows("retired_ids"):
        if row["id"] == record_id:
            targets = tuple(row["targets"].split(";")) if row["targets"] else ()
            fate: Literal["moved", "split", "withdrawn"] = row["fate"]  # type: ignore[assignment]
            return Resolution(record_id, fate, row["table"], targets, (), row["reason"])
    return Resolution(record_id, "unknown", None, (), tuple(close_ids(record_id, known)), None)
