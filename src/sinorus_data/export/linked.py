"""Descriptions of the whole in JSON-LD beside the published CSVs: schema.org and RO-Crate."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from sinorus_data.export.contents import Contents, Table
from sinorus_data.export.plain import published, write_json

CRATE, CRATE_CONTEXT = "https://w3id.org/ro/crate/1.1", "https://w3id.org/ro/crate/1.1/context"


def about(contents: Contents) -> dict[str, Any]:
    """What schema.org calls the properties of a data set, from the published descriptor."""
    descriptor = contents.descriptor
    day = str(descriptor["created"])[:10]
    return {
        "name": descriptor["title"],
        "description": descriptor["description"],
        "version": contents.version,
        "license": contents.licence["path"],
        "creator": [{"@type": "Organization", "name": person["title"]} for person in descriptor["contributors"]],
        "datePublished": day,
        "keywords": list(descriptor["keywords"]),
    }


def digest(file: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def schema_org(contents: Contents, folder: Path) -> list[str]:
    """``dataset.jsonld``: a schema.org ``Dataset`` for a page that search engines read, and the published CSVs.

    Addresses are relative to the file: whoever publishes it puts the folder ``datasets`` beside it.
    """
    described = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        **about(contents),
        "isAccessibleForFree": True,
        "citation": [_citation(source) for source in contents.descriptor["sources"]],
        "variableMeasured": [_variable(table, field) for table in contents.tables for field in table.fields],
        "distribution": [_download(table, folder) for table in contents.tables],
    }
    write_json(folder / "dataset.jsonld", described)
    return []


def _citation(source: dict[str, str]) -> str:
    return ". ".join(source[name] for name in ("title", "version", "path") if name in source)


def _variable(table: Table, field: Any) -> dict[str, str]:
    return {"@type": "PropertyValue", "name": f"{table.name}.{field.name}", "description": field.description}


def _download(table: Table, folder: Path) -> dict[str, Any]:
    file = published(table, folder)
    return {
        "@type": "DataDownload",
        "name": table.title,
        "description": table.description,
        "contentUrl": file.relative_to(folder).as_posix(),
        "encodingFormat": "text/csv",
        "contentSize": f"{file.stat().st_size} B",
        "sha256": digest(file),
    }


def ro_crate(contents: Contents, folder: Path) -> list[str]:
    """``ro-crate-metadata.json`` (RO-Crate 1.1) and the published CSVs: the folder is the crate."""
    files = [_file(table, folder) for table in contents.tables]
    properties = about(contents)
    creators = [{**person, "@id": f"#creator-{at}"} for at, person in enumerate(properties["creator"], 1)]
    licence = {
        "@id": contents.licence["path"], "@type": "CreativeWork", "name": contents.licence["title"],
        "identifier": contents.licence["name"],
    }  # fmt: skip
    root = {
        "@id": "./",
        "@type": "Dataset",
        **properties,
        "license": {"@id": licence["@id"]},
        "creator": [{"@id": person["@id"]} for person in creators],
        "hasPart": [{"@id": file["@id"]} for file in files],
    }
    descriptor = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": CRATE},
        "about": {"@id": "./"},
    }
    graph = [descriptor, root, *files, licence, *creators]
    write_json(folder / "ro-crate-metadata.json", {"@context": CRATE_CONTEXT, "@graph": graph})
    return []


def _file(table: Table, folder: Path) -> dict[str, Any]:
    file = published(table, folder)
    columns = "; ".join(f"{field.name}: {field.description}" for field in table.fields)
    return {
        "@id": file.relative_to(folder).as_posix(),
        "@type": "File",
        "name": table.title,
        "description": f"{table.description} Columns: {columns}",
        "encodingFormat": "text/csv",
        "contentSize": str(file.stat().st_size),
        "sha256": digest(file),
    }
