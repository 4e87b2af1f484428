"""Data frames from published rows, every dtype from the Table Schema."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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

    codes = field.get("constraints", {}).get("enum")
    if codes:
        return pd.Categorical([text or None for text in cells], categories=codes)
    match field["type"]:
        case "list":
            values = np.empty(len(cells), dtype=object)
            values[:] = [tuple(text.split(field["delimiter"])) if text else () for text in cells]
            return values
        case "date":
            return np.array([text or "NaT" for text in cells], dtype="datetime64[s]")
        case kind:
            read, dtype = _READ[kind]
            return pd.array([read(text) if text else pd.NA for text in cells], dtype=dtype)


#: How a cell of a type is read, and the dtype of its column.
_READ: dict[str, tuple[Callable[[str], Any], Any]] = {
    "string": (str, "string"),
    "number": (float, "Float64"),
    "integer": (int, "Int64"),
    "boolean": (lambda text: text == "true", "boolean"),
}
