"""Positions as a matrix: the affiliation network of Discourse Network Analysis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sinorus_data.access import store

if TYPE_CHECKING:
    import pandas as pd

NUMBERS = {"agrees": 1, "disagrees": -1, "conditional": 0, "neutral": 0}


def matrix(rows: Sequence[store.Row], *, kind: str | None, collectives: bool, numeric: bool) -> pd.DataFrame:
    """Actors by propositions; the latest dated row of a cell counts, an undated one only if alone."""
    import pandas as pd

    kinds = {row["id"]: row["kind"] for row in store.rows("propositions")}
    if kind is not None and kind not in ("should", "is", "will", "because"):
        raise ValueError(f"{kind!r} is no kind of proposition; choose among should, is, will, because")
    unnamed = {row["id"] for row in store.rows("actors") if row["type"] == "collective"}
    kept = [
        row for row in rows
        if (kind is None or kinds[row["proposition_id"]] == kind) and (collectives or row["actor_id"] not in unnamed)
    ]  # fmt: skip
    kept.sort(key=lambda row: (bool(row["date"]), row["date_latest"], row["date_earliest"], row["id"]))
    cells = {(row["actor_id"], row["proposition_id"]): row["stance"] for row in kept}
    actors, propositions = sorted({at[0] for at in cells}), sorted({at[1] for at in cells})
    made = pd.DataFrame(
        {
            name: pd.array([cells.get((actor, name), pd.NA) for actor in actors], dtype="string")
            for name in propositions
        },
        index=pd.Index(actors, name="actor_id", dtype="string"),
    )
    made.columns.name = "proposition_id"
    return made.apply(lambda column: column.map(NUMBERS).astype("Int64")) if numeric else made
