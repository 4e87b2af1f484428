"""The simple rows of a block, one line each and in good form, as columns of text; and the rows that are not."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from sinorus_data.bulk.blocks import rows
from sinorus_data.bulk.replay import Row
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


#: Cells in quotes that need none, which the parser would write again as they are.
_EMPTY_IN_QUOTES = (b',"",', b',""\n', b'\n"",')


def as_written(raw: bytes, line: int, table: str) -> Simple | None:
    """The rows of a block, if all are simple: written anew, they are the same bytes. Else, or in doubt, nothing."""
    import polars as pl

    if b"\r" in raw or raw.startswith(b'"",') or any(empty in raw for empty in _EMPTY_IN_QUOTES):
        return None
    try:
        frame = pl.read_csv(raw, has_header=False, schema=dict.fromkeys(names(table), pl.String))
    except pl.exceptions.PolarsError:
        return None
    if frame.height != raw.count(b"\n") or _written(frame) != raw:
        return None
    places = pl.int_range(line, line + frame.height, eager=True).alias("line")
    return Simple(
        frame.select(pl.all().fill_null("")), places, [],
        lambda chosen: _written(frame.filter(chosen)).decode("utf-8").split("\n")[:-1],
    )  # fmt: skip


def _written(frame: pl.DataFrame) -> bytes:
    """The rows of a frame with an empty cell for a null, cells quoted where they need it and nowhere else."""
    stream = io.BytesIO()
    frame.write_csv(stream, include_header=False, quote_style="necessary")
    return stream.getvalue()


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
