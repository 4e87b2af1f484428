"""The simple rows of a block, one line each and in good form, as columns of text; and the rows that are not."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from sinorus_data.bulk.blocks import counted, rows
from sinorus_data.bulk.replay import Row
from sinorus_data.reading.text import BOM
from sinorus_data.tables.columns import names

if TYPE_CHECKING:
    import polars as pl


class Simple(NamedTuple):
    """The simple rows of a block and where they stand, the odd ones, and what says how chosen simple ones are written.

    The frame has no nulls; it is missing where the parser did not give back as many rows as there are.
    """

    frame: pl.DataFrame | None
    places: pl.Series
    odd: list[Row]
    texts: Callable[[pl.Series], Iterable[str]]


#: What stands before and behind a cell in quotes.
_EDGES = [ord(","), ord("\n")]


def as_written(raw: bytes, line: int, table: str) -> Simple | None:
    """The rows of a block, if all are simple. Else, or in doubt, nothing."""
    import polars as pl

    signs = _signs_of_quotes(raw)
    if signs is None or b"\r" in raw or raw.startswith(BOM):
        return None
    schema = dict.fromkeys(names(table), pl.String)
    try:  # raises if a row has too many cells; one with too few comes filled up
        frame = pl.read_csv(raw, has_header=False, schema=schema, empty_string_is_null=False)
    except pl.exceptions.PolarsError:
        return None
    separators = len(schema) * frame.height - (not raw.endswith(b"\n"))
    cells = sum(frame.select(pl.all().str.len_bytes().cast(pl.Int64).sum()).row(0))
    if frame.height != counted(raw, b"\n") + (not raw.endswith(b"\n")) or cells + separators + signs != len(raw):
        return None
    places = pl.int_range(line, line + frame.height, eager=True).alias("line")
    return Simple(frame, places, [], lambda chosen: _written(frame.filter(chosen)).split("\n")[:-1])


def _signs_of_quotes(raw: bytes) -> int | None:
    """How many signs of a block quote cells or double the quotes in them; nothing if not just where it is needed.

    Rows that go over lines are not told here.
    """
    import numpy as np

    signs = np.frombuffer(raw, np.uint8)
    quotes = np.flatnonzero(signs == ord('"'))
    opening, closing = quotes[::2], quotes[1::2]
    if not len(quotes):
        return 0
    if len(opening) != len(closing):
        return None  # one is never closed
    doubled = closing[:-1] + 1 == opening[1:]  # one cell goes on: its quote was doubled
    begins, ends = np.append(True, ~doubled), np.append(~doubled, True)
    before, behind = opening[begins] - 1, closing[ends] + 1
    before, behind = before[before >= 0], behind[behind < len(raw)]
    if not np.isin(signs[before], _EDGES).all() or not np.isin(signs[behind], _EDGES).all():
        return None
    holds_comma = np.logical_or.reduceat(signs == ord(","), quotes)[::2]  # from each opening quote to its closing one
    if not (holds_comma | ~begins | ~ends).all():
        return None
    return 2 * len(opening) - int(doubled.sum())


def _written(frame: pl.DataFrame) -> str:
    """The rows of a frame, cells quoted where they need it and nowhere else."""
    import polars as pl

    stream = io.BytesIO()
    nulls = frame.select(pl.when(pl.all() != "").then(pl.all()))  # an empty text would be written in quotes
    nulls.write_csv(stream, include_header=False, quote_style="necessary")
    return stream.getvalue().decode("utf-8")


def by_line(lines: pl.Series, raw: bytes, line: int, table: str, head: int) -> Simple:
    """The rows of a block, looked at line by line; the first ``head`` lines are the header."""
    import polars as pl

    parts = rows(lines, line, len(names(table)), quoted=b'"' in raw, returns=b"\r" in raw, header=head)
    number = int(parts.simple.sum())
    if head or number < len(lines):
        raw = lines.filter(parts.simple).str.join("\n").item().encode("utf-8") if number else b""
    return Simple(
        _parsed(raw, number, table), pl.Series("line", parts.simple.arg_true(), dtype=pl.Int64) + line, parts.odd,
        lambda chosen: lines.filter(parts.simple).filter(chosen),
    )  # fmt: skip


def _parsed(raw: bytes, number: int, table: str) -> pl.DataFrame | None:
    import polars as pl

    schema = dict.fromkeys(names(table), pl.String)
    if not number:
        return pl.DataFrame(schema=schema)
    try:
        frame = pl.read_csv(raw, has_header=False, schema=schema, quote_char='"' if b'"' in raw else None)
    except pl.exceptions.PolarsError:
        return None
    return frame.select(pl.all().fill_null("")) if frame.height == number else None
