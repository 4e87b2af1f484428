"""The table of retired ids, which people write."""

from __future__ import annotations

from pathlib import Path

from sinorus_data.model.catalogue import RetiredId
from sinorus_data.model.finding import Finding, Refused
from sinorus_data.reading.csv import read_table
from sinorus_data.reading.files import read_bytes
from sinorus_data.reading.records import read_cells
from sinorus_data.reading.text import decode

PATH = "datasets/retired_ids.csv"
_COLUMNS = tuple(RetiredId.model_fields)


def read_retired(root: Path) -> tuple[list[tuple[RetiredId, int]], list[Finding]]:
    """The retired ids under ``root`` with their lines, and what is wrong with the file; none if there is no file."""
    if not (root / PATH).is_file() and not (root / PATH).is_symlink():
        return [], []
    try:
        rows, findings = read_table(decode(read_bytes(root, PATH), PATH), PATH, _COLUMNS)
    except Refused as refused:
        return [], [refused.finding]
    retired: list[tuple[RetiredId, int]] = []
    for row in rows:
        record, wrong = read_cells(row, _COLUMNS, RetiredId, PATH)
        findings += wrong
        if record is not None:
            retired.append((record, row[0].line))
    return retired, findings
