"""The one call: a file or a frame against a published table."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import Any

from sinorus_data.access.finder import known_ids
from sinorus_data.bulk.report import LIMIT, Report, Task
from sinorus_data.model.catalogue import TABLES
from sinorus_data.tables.columns import references

#: Endings of the files that are read.
SUFFIXES = (".csv", ".parquet")


def validate(
    data: Any, table: str = "trade_figures", *, links: bool | Mapping[str, Collection[str]] = False,
    limit: int | None = LIMIT, progress: Any = None,
) -> Report:  # fmt: skip
    """Checks a table of any size against a published one.

    ``data`` is the path of a CSV or Parquet file, or a frame: Polars (lazy ones too), pandas, PyArrow,
    Dask, PySpark, or a DuckDB relation. With ``links`` every id named must exist in the published data,
    or in the given ids by table. After ``limit`` findings the check stops (``None`` for never).
    ``progress`` is called with the bytes done and the bytes in all.

    Raises ``ValueError`` for a table or kind of file that there is not, ``ModuleNotFoundError``
    without the extra ``bulk``, ``TypeError`` for what is no frame.
    """
    require()
    if table not in TABLES:
        raise ValueError(f"there is no table {table!r}; known are {', '.join(TABLES)}")
    known = known_ids(references(table)) if links is True else links or None
    task = Task(table, _gathered(known, table), limit)
    if not isinstance(data, str | PathLike):
        from sinorus_data.bulk.frames import validate_frame

        return validate_frame(data, task)
    file = Path(data).absolute()
    if file.suffix == ".csv":
        from sinorus_data.bulk.table import validate_csv

        return validate_csv(file, task, progress)
    if file.suffix == ".parquet":
        from sinorus_data.bulk.parquet import validate_parquet

        return validate_parquet(file, task, progress)
    raise ValueError(f"{file.name} is no {' or '.join(SUFFIXES)} file")


def require() -> None:
    """Raises ``ModuleNotFoundError``, with the command that helps, where the extra is not installed."""
    try:
        for name in ("narwhals", "polars"):
            import_module(name)
    except ModuleNotFoundError as error:
        message = f"{error.name} is missing, which large tables need: pip install 'sinorus-data[bulk]'"
        raise ModuleNotFoundError(message, name=error.name) from None


def _gathered(known: Mapping[str, Collection[str]] | None, table: str) -> dict[str, frozenset[str]] | None:
    """The known ids of each table that some column of ``table`` refers to."""
    if known is None:
        return None
    return {name: frozenset(known.get(name, ())) for name in references(table)}
