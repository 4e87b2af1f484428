"""Croissant: the description of a data set that loaders for machine learning read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sinorus_data.access.citation import cite
from sinorus_data.export.columnar import EXACT, parquet
from sinorus_data.export.contents import Contents, Field, Table
from sinorus_data.export.linked import about, digest
from sinorus_data.export.plain import write_json

CONFORMS = "http://mlcommons.org/croissant/1.0"

#: The terms that Croissant 1.0 adds to schema.org; the format wants them spelt out.
_TERMS = (
    "citeAs", "column", "equivalentProperty", "extract", "field", "fileProperty", "fileObject", "fileSet", "format",
    "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex",
    "repeated", "replace", "samplingRate", "separator", "source", "subField", "transform",
)  # fmt: skip
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in _TERMS},
}

#: What a column holds; numbers are text, as in the files.
TYPES = {"integer": "sc:Integer", "boolean": "sc:Boolean", "date": "sc:Date"}


def croissant(contents: Contents, folder: Path) -> list[str]:
    """``croissant.json`` (Croissant 1.0) beside the Parquet files that it describes.

    It describes Parquet and not the published CSVs, because its loader guesses the types of CSV columns and would
    take ``036`` for 36 and ``NA`` for nothing. Whole numbers beside empty cells pass through binary floats in it,
    which is exact up to 2 to the power of 53. Foreign keys are left out: the loader would join by them, which fails
    for a table that points to itself, and when two tables are read from one description.
    """
    left_out = parquet(contents, folder)
    described = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS,
        **about(contents),
        "citeAs": cite(style="bibtex"),
        "isLiveDataset": False,
        "distribution": [_file(table, folder) for table in contents.tables],
        "recordSet": [_record_set(table) for table in contents.tables],
    }
    write_json(folder / "croissant.json", described)
    return left_out


def _file(table: Table, folder: Path) -> dict[str, Any]:
    name = f"{table.name}.parquet"
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "description": table.description,
        "contentUrl": name,
        "contentSize": f"{(folder / name).stat().st_size} B",
        "encodingFormat": "application/x-parquet",
        "sha256": digest(folder / name),
    }


def _record_set(table: Table) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "field": [_field(table, field) for field in table.fields],
    }
    if table.key:
        made["key"] = [{"@id": f"{table.name}/{name}"} for name in table.key]
    return made


def _field(table: Table, field: Field) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{field.name}",
        "name": field.name,
        "description": field.description + (f" ({EXACT})" if field.type == "number" else ""),
        "dataType": TYPES.get(field.type, "sc:Text"),
        "source": {"fileObject": {"@id": f"{table.name}.parquet"}, "extract": {"column": field.name}},
    }
    return made | ({"repeated": True} if field.type == "list" else {})
