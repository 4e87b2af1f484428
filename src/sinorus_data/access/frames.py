"""Data frames from published rows, every dtype from the Table Schema."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sinorus_data.access import store

if TYPE_CHECKING:
    import pandas as pd


def frame(table: str, rows: Sequence[store.Row], *, index: bool = False) -> pd.DataFrame:
    """The rows as a frame with the columns of the published table, in its order.

    Text is ``string``, codes are ``category``, whole numbers ``Int64``, numbers ``Float64``
    (binary, unlike the CSV), days ``datetime64[s]``, lists tuples of text. With ``index``, the
    first column is the index.
    """
    import pandas as pd

    fields = store.schema(table)["fields"]
    made = pd.DataFrame({field["name"]: _column(field, [row[field["name"]] for row in rows]) for field in fields})
    return made.set_index(fields[0]["name"]) if index else made


def _column(field: dict[str, Any], cells: list[str]) -> Any:
    import numpy as np
    import pandas as pd

    kind, codes = field["type"], field.get("constraints", {}).get("enum")
    if kind == "list":
        values = np.empty(len(cells), dtype=object)
        values[:] = [tuple(text.split(field["delimiter"])) if text else () for text in cells]
        return values
    if kind == "date":
        return np.array([text or "NaT" for text in cells], dtype="datetime64[s]")
    if kind == "number":
        return pd.array([float(text) if text else pd.NA for text in cells], dtype="Float64")
    if kind == "integer":
        return pd.array([int(text) if text else pd.NA for text in cells], dtype="Int64")
    if kind == "boolean":
        return pd.array([text == "true" if text else pd.NA for text in cells], dtype="boolean")
    present = [text or None for text in cells]
    if codes:
        return pd.Categorical(present, categories=codes)
    return pd.array([pd.NA if text is None else text for text in present], dtype="string")
