"""Small tables that people write beside the data sets: retired ids, reasons for changes."""

from __future__ import annotations

from pathlib import Path

from sinorus_data.model.finding import Finding, Refused
from sinorus_data.reading.csv import read_table
from sinorus_data.reading.files import read_bytes
from sinorus_data.reading.objections import R
from sinorus_data.reading.records import read_cells
from sinorus_data.reading.text import decode

#: What became of ids that are no longer live.
RETIRED = "datasets/retired_ids.csv"


def read_authored(root: Path, path: str, model: type[R]) -> tuple[list[tuple[R, int]], list[Finding]]:
    """The rows of the table at ``path`` with their lines, and what is wrong; none if there is no such file."""
    if not (root / path).is_file() and not (root / path).is_symlink():
        return [], []
    columns = tuple(model.model_fields)
    try:
        rows, findings = read_table(decode(read_bytes(root, path), path), path, columns)
    except Refused as refused:
        return [], [refused.finding]
    records: list[tuple[R, int]] = []
    for row in rows:
        record, wrong = read_cells(row, columns, model, path)
        findings += wrong
        if record is not None:
            records.append((record, row[0].line))
    return records, findings
