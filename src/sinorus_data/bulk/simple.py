"""The simple rows of a block, one line each with every quote in its place, as columns of text; and the other rows.

Quotes that no cell needs are told once for a file, so of the rows that have them the first of each block is not simple.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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


class _Quotes(NamedTuple):
    """How many signs of a block are quotes around cells or double the quotes in them, and where one is not needed."""

    signs: int
    needless: int | None


def by_block(raw: bytes, line: int, table: str) -> Simple | None:
    """The rows of a block, if each stands on one line with its quotes in place. Else, or in doubt, nothing."""
    import polars as pl

    quotes = _quotes(raw)
    if quotes is None or b"\r" in raw or raw.startswith(BOM):
        return None
    schema = dict.fromkeys(names(table), pl.String)
    try:  # raises if a row has too many cells; one with too few comes filled up
        frame = pl.read_csv(raw, has_header=False, schema=schema, empty_string_is_null=False)
    except pl.exceptions.PolarsError:
        return None
    unended = not raw.endswith(b"\n")
    cells = sum(frame.select(pl.all().str.len_bytes().cast(pl.Int64).sum()).row(0))
    separators = len(schema) * frame.height - unended
    if frame.height != counted(raw, b"\n") + unended or cells + separators + quotes.signs != len(raw):
        return None
    places, odd = pl.int_range(line, line + frame.height, eager=True).alias("line"), list[Row]()
    if quotes.needless is not None:
        first = line + counted(raw[: quotes.needless], b"\n")
        odd = list(map(Row, _lines(raw, [first - line]), [first]))
        frame, places = frame.filter(places != first), places.filter(places != first)
    return Simple(frame, places, odd, lambda chosen: _lines(raw, (places.filter(chosen) - line).to_list()))


#: What stands before and behind a cell in quotes.
_EDGES = [ord(","), ord("\n")]


def _quotes(raw: bytes) -> _Quotes | None:
    """The quotes of a block, nothing if one is out of place. Rows that go over lines are not told here."""
    import numpy as np

    signs = np.frombuffer(raw, np.uint8)
    quotes = np.flatnonzero(signs == ord('"'))
    if not len(quotes):
        return _Quotes(0, None)
    opening, closing = quotes[::2], quotes[1::2]
    if len(opening) != len(closing):
        return None  # one is never closed
    doubled = closing[:-1] + 1 == opening[1:]  # one cell goes on: its quote was doubled
    begins, ends = np.append(True, ~doubled), np.append(~doubled, True)
    before, behind = opening[begins] - 1, closing[ends] + 1
    before, behind = before[before >= 0], behind[behind < len(raw)]
    if not np.isin(signs[before], _EDGES).all() or not np.isin(signs[behind], _EDGES).all():
        return None
    holds_comma = np.logical_or.reduceat(signs == ord(","), quotes)[::2]  # from each opening quote to its closing one
    needless = opening[begins & ends & ~holds_comma]
    return _Quotes(2 * len(opening) - int(doubled.sum()), int(needless[0]) if len(needless) else None)


def _lines(raw: bytes, chosen: list[int]) -> Iterator[str]:
    """Some lines of a block, by their number from 0."""
    import numpy as np

    if chosen:
        ends = np.flatnonzero(np.frombuffer(raw, np.uint8) == ord("\n"))
        for at in chosen:
            start = ends[at - 1] + 1 if at else 0
            yield raw[start : ends[at] if at < len(ends) else None].decode("utf-8")


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
