"""Keys of some rows of a file, read again where only their hashes were kept."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sinorus_data.bulk.blocks import row_from
from sinorus_data.bulk.replay import key_of
from sinorus_data.reading.csv import read_rows
from sinorus_data.reading.files import open_regular
from sinorus_data.tables.columns import names


def keys_at(file: Path, table: str, some: list[tuple[int, int]], lines: list[int]) -> Iterator[tuple[str, ...]]:
    """The keys of the rows on some lines, in their order; ``some`` has the byte and line of each block."""
    width = {name: at for at, name in enumerate(names(table))}
    columns = [width[name] for name in key_of(table)]
    starts = [line for _, line in some]
    with open_regular(file.parent, file.name) as stream:
        at, below, held = 0, 0, list[str]()
        for line in lines:
            if not held or line >= below:
                at = bisect_right(starts, line) - 1
                below = starts[at + 1] if at + 1 < len(starts) else line + sys.maxsize
                held = _held(stream, some, at)
            row = next(read_rows(row_from(held, line - starts[at]), file.name))
            yield tuple(row[column].text for column in columns)


def _held(stream: BinaryIO, some: list[tuple[int, int]], at: int) -> list[str]:
    """The lines of one block, read again."""
    stream.seek(some[at][0])
    raw = stream.read(some[at + 1][0] - some[at][0] if at + 1 < len(some) else -1)
    return raw.decode("utf-8").replace("\r\n", "\n").split("\n")
