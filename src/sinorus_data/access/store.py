"""The published files: where they are, and their rows as text."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from threading import RLock
from typing import Any

from sinorus_data.access.errors import DataIntegrityError

Row = dict[str, str]

_lock = RLock()
_tables: dict[str, list[Row]] = {}
_groups: dict[str, dict[str, list[Row]]] = {}
_descriptor: dict[str, Any] = {}

_PACKAGE = Path(__file__).resolve().parent.parent
INSTALLED = _PACKAGE / "_data"


def root() -> Path:
    """The folder with ``datapackage.json``: inside the installed package, else the checkout."""
    return INSTALLED if INSTALLED.is_dir() else _PACKAGE.parent.parent


def descriptor() -> dict[str, Any]:
    """The descriptor of the data package, as published."""
    with _lock:
        if not _descriptor:
            _descriptor.update(json.loads(_read("datapackage.json")))
        return _descriptor


def schema(table: str) -> dict[str, Any]:
    """The Table Schema of one table, as published."""
    return dict(json.loads(_read(f"schemas/{table}.json")))


def rows(table: str) -> list[Row]:
    """The rows of one table, cells as text, in published order.

    Raises ``DataIntegrityError`` if the file is missing or damaged.
    """
    with _lock:
        if table not in _tables:
            raw = _read(f"datasets/{table}.csv")
            if root() == INSTALLED:
                _verify(table, raw)
            try:
                _tables[table] = list(csv.DictReader(io.StringIO(raw.decode("utf-8"), newline="")))
            except (UnicodeDecodeError, csv.Error) as error:
                raise DataIntegrityError(f"the table {table} cannot be read: {error}") from None
        return _tables[table]


def grouped(table: str) -> dict[str, list[Row]]:
    """The rows of a table by the record that they are, or in a long table belong to."""
    with _lock:
        if table not in _groups:
            groups: dict[str, list[Row]] = {}
            for row in rows(table):
                owner = row["record_id"] if table == "claims" else next(iter(row.values()))
                groups.setdefault(owner, []).append(row)
            _groups[table] = groups
        return _groups[table]


def _read(path: str) -> bytes:
    try:
        return (root() / path).read_bytes()
    except OSError as error:
        raise DataIntegrityError(f"{path} is missing from the installation: {error.strerror}; reinstall it") from None


def _verify(table: str, raw: bytes) -> None:
    """Holds a file against the hash that it was released with."""
    import hashlib

    resources = {resource["name"]: resource for resource in descriptor()["resources"]}
    if resources.get(table, {}).get("hash") != f"sha256:{hashlib.sha256(raw).hexdigest()}":
        raise DataIntegrityError(f"the table {table} is not what was released; reinstall sinorus-data")
