"""The descriptor of the data package (Data Package v2)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from sinorus_data import __version__
from sinorus_data.model.catalogue import TABLES
from sinorus_data.model.source import Source
from sinorus_data.tables.schema import PACKAGE_PROFILE

#: The day of this version; the citation file carries the same.
CREATED = "2026-11-22"


def describe(files: Mapping[str, bytes], sources: list[Source]) -> dict[str, Any]:
    """The descriptor for the published ``files``, by path."""
    return {
        "$schema": PACKAGE_PROFILE,
        "name": "sinorus-data",
        "title": "Reference data on Sino-Russian relations",
        "description": (
            "Agreements, joint exercises, trade figures, stated positions and events, "
            "each value with its source and the paragraph in it."
        ),
        "version": __version__,
        "created": f"{CREATED}T00:00:00Z",
        "keywords": ["China", "Russia", "international relations", "military exercises", "trade", "treaties"],
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0 International",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "contributors": [{"title": "The sinorus-data contributors", "roles": ["creator", "maintainer"]}],
        "sources": [_source(source) for source in sources],
        "resources": [_resource(table, files[f"datasets/{table}.csv"]) for table in TABLES],
    }


def _source(source: Source) -> dict[str, str]:
    named = {"title": ". ".join((*source.authors, source.title)), "version": str(source.published or "")}
    return {name: value for name, value in (named | {"path": source.url or ""}).items() if value}


def _resource(table: str, content: bytes) -> dict[str, Any]:
    return {
        "name": table,
        "type": "table",
        "title": table.replace("_", " ").capitalize(),
        "description": (TABLES[table].model.__doc__ or "").strip().replace("``", "`"),
        "path": f"datasets/{table}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": f"schemas/{table}.json",
    }
