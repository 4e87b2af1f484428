"""Apache Parquet, and the Arrow tables that it is made from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sinorus_data.export.contents import Contents, ExportError, Field, Table

if TYPE_CHECKING:
    import pyarrow as pa

#: What a reader is told of a column of numbers.
EXACT = "a number as text with the digits of the source; cast it to compute"


def parquet(contents: Contents, folder: Path) -> list[str]:
    """One Parquet file a table.

    Text, codes and EDTF are strings; whole numbers ``int64``, days ``date32``, flags ``bool``, lists
    ``list<string>`` (without items where the cell is empty). Numbers are strings too: ``decimal128(38, s)`` needs
    one scale for a whole column, cannot hold every number and would lose trailing zeros; the metadata of those
    fields says so. The metadata of each field hold its title, type and description, those of the file title,
    version, licence and Table Schema type of the whole.
    """
    import pyarrow.parquet as pq

    for table in contents.tables:
        pq.write_table(arrow_table(table, contents), folder / f"{table.name}.parquet", compression="zstd")
    return []


def arrow_table(table: Table, contents: Contents) -> pa.Table:
    """A table of Arrow with exact types.

    Raises ``ExportError`` for a whole number beyond 64 bits.
    """
    import pyarrow as pa

    schema = pa.schema([_field(field) for field in table.fields], metadata=_metadata(table, contents))
    columns = list(zip(*table.values(), strict=True)) or [() for _ in table.fields]
    try:
        arrays = [pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
    except (pa.ArrowInvalid, OverflowError) as error:
        raise ExportError(f"{table.name} does not fit Arrow's types: {error}") from error
    return pa.Table.from_arrays(arrays, schema=schema)


def _field(field: Field) -> Any:
    import pyarrow as pa

    types = {"integer": pa.int64(), "boolean": pa.bool_(), "date": pa.date32(), "list": pa.list_(pa.string())}
    metadata = {"title": field.title, "description": field.description, "type": field.type}
    metadata |= {"note": EXACT} if field.type == "number" else {}
    # A list is never null, and neither is a cell that the schema requires.
    nullable = field.type != "list" and not field.required
    return pa.field(field.name, types.get(field.type, pa.string()), nullable=nullable, metadata=metadata)


def _metadata(table: Table, contents: Contents) -> dict[str, str]:
    return {
        "title": f"{contents.title}: {table.name}",
        "description": table.description,
        "version": contents.version,
        "license": contents.licence["name"],
        "primaryKey": json.dumps(table.key),
    }
