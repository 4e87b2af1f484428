"""What changed from release to release, as the package itself tells it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from sinorus_data.access import store

if TYPE_CHECKING:
    import pandas as pd

#: The columns of the log, in order: `sinorus_data.model.history.Entry` describes them.
COLUMNS = ("version", "kind", "table", "record_id", "field", "old", "new", "reason", "note")


def log(since: str | None = None) -> list[dict[str, str]]:
    """The entries of every release later than ``since``, the latest release first."""
    after = _number(since) if since else ()
    found: list[dict[str, str]] = []
    for file in sorted((store.root() / "changes").glob("*.*.*.csv"), key=lambda file: _number(file.stem), reverse=True):
        if _number(file.stem) > after:
            with file.open(encoding="utf-8", newline="") as stream:
                found += csv.DictReader(stream)
    return found


def _number(version: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in version.split("."))
    except ValueError:
        raise ValueError(f"{version!r} is no version like 0.1.0") from None


def changes(since: str | None = None) -> pd.DataFrame:
    """Every change of the releases later than ``since`` (all by default), the latest first, one row a change.

    ``kind`` is ``added``, ``revised`` (of one ``field``, with ``old`` and ``new`` value and a ``reason``:
    correction, new-information, reinterpretation or schema), ``moved``, ``split`` or ``withdrawn`` (the ids
    that took over stand in ``new``), or ``schema`` (a column or code). Cells are text, nothing is ``<NA>``.

    Raises ``ValueError`` if ``since`` is no version.
    """
    import pandas as pd

    rows = [{name: row.get(name) or None for name in COLUMNS} for row in log(since)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype("string")
