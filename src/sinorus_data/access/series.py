"""One series of trade figures out of many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sinorus_data.access.errors import AmbiguousSeriesError
from sinorus_data.access.frames import frame
from sinorus_data.access.store import Row

if TYPE_CHECKING:
    import pandas as pd

#: What must be one and the same within a series.
KEY = (
    "transformation", "reporter", "counterpart", "relative_to", "flow", "commodity", "unit", "measured_in",
    "freq", "compiler", "status",
)  # fmt: skip


def series(rows: Sequence[Row], *, measured_in: str | None, vintage: str | None) -> pd.DataFrame:
    """The rows as one series by period; raises ``AmbiguousSeriesError`` if they are several."""
    kept = [row for row in rows if measured_in is None or row["measured_in"] == measured_in]
    kept = [row for row in kept if vintage is None or row["vintage"] == vintage]
    choices = {name: tuple(sorted({row[name] for row in kept})) for name in KEY}
    several = {name: values for name, values in choices.items() if len(values) > 1}
    if several:
        raise AmbiguousSeriesError(several)
    latest: dict[str, str] = {}
    for row in kept:
        latest[row["period"]] = max(latest.get(row["period"], ""), row["vintage"])
    kept = [row for row in kept if row["vintage"] in ("", latest[row["period"]])]
    return frame("trade_figures", sorted(kept, key=lambda row: (row["period_start"], row["period_end"], row["id"])))
