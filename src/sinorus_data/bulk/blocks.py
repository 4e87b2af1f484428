"""A file in blocks that end where a row ends, and each block in rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from sinorus_data.bulk.replay import Row
from sinorus_data.model.finding import Refused, refusal
from sinorus_data.reading.csv import NEVER_CLOSED, read_rows

if TYPE_CHECKING:
    import polars as pl

#: Bytes that are read at once.
SIZE = 16 * 1024 * 1024
#: Bytes that one row can have; a quote that is never closed makes one row of all that follows.
LONGEST = 64 * 1024 * 1024


class Block(NamedTuple):
    """Some whole rows as they stand in the file, the byte and the line at which they begin, and their line ends."""

    raw: bytes
    offset: int
    line: int
    line_ends: int


def blocks(stream: BinaryIO, path: str, size: int = SIZE) -> Iterator[Block]:
    """The blocks of a file, the last one perhaps without a line end; none of an empty file.

    A block ends behind a line end outside of quotes, as far as counting quotes tells: it tells rightly
    up to the first quote that is out of place. Raises ``Refused`` at a row that is too long to hold.
    """
    rest, offset, line = b"", 0, 1
    while more := stream.read(size):
        rest += more
        end = _end(rest)
        if end:
            whole, rest = rest[:end], rest[end:]
            block = Block(whole, offset, line, counted(whole, b"\n"))
            offset, line = offset + end, line + block.line_ends
            yield block
        elif len(rest) > LONGEST:
            raise _too_long(rest, path, line)
    if rest:
        yield Block(rest, offset, line, counted(rest, b"\n"))


def counted(raw: bytes, sign: bytes) -> int:
    """How often a sign of one byte stands in a block; twice as quick as ``bytes.count``."""
    import numpy as np

    return int(np.count_nonzero(np.frombuffer(raw, np.uint8) == ord(sign)))


def _too_long(raw: bytes, path: str, line: int) -> Refused:
    """The objection to a row without end: a quote that is out of place in it, or its length."""
    end = raw.find(b"\n")
    try:
        next(read_rows(raw[: end + 1 or None].decode("utf-8", "replace").replace("\r\n", "\n"), path))
    except Refused as refused:
        if refused.finding.message != NEVER_CLOSED:
            return Refused(replace(refused.finding, line=line))
    return refusal(
        path, "R-FILE", "the row is too long, or a quote is never closed", f"over {LONGEST} bytes", line=line
    )


def _end(raw: bytes) -> int:
    """Where the last row that ends in ``raw`` ends, 0 if none does."""
    end = raw.rfind(b"\n") + 1
    odd = (counted(raw, b'"') - raw.count(b'"', end)) % 2
    while end and odd:  # the end lies within quotes: back to one that does not
        before = raw.rfind(b"\n", 0, end - 1) + 1
        odd ^= raw.count(b'"', before, end) % 2
        end = before
    return end


class Rows(NamedTuple):
    """A block in lines: which of them are whole rows in good form, and the text of every other row.

    ``simple`` says of each line whether it is a row of as many cells as the table has columns; ``odd`` are the rows
    that are not, or that go over lines, and the first in which a cell is quoted without need.
    """

    simple: pl.Series
    odd: list[Row]


def lines_of(raw: bytes) -> pl.Series | None:
    """The lines of a block, ``None`` if it is not UTF-8."""
    import polars as pl

    number = counted(raw, b"\n") + (not raw.endswith(b"\n"))
    schema = {"line": pl.String}
    with suppress(pl.exceptions.PolarsError):  # that sign stands there, or no UTF-8
        # A sign that is in no text of ours separates cells, so that the parser gives back lines, but for blank ones.
        lines = pl.read_csv(raw, has_header=False, schema=schema, separator="\x1f", quote_char=None)["line"]
        if len(lines) == number and not lines.null_count():
            return lines
    try:
        whole = pl.Series("line", [raw.removesuffix(b"\n")], dtype=pl.Binary).cast(pl.String)
    except pl.exceptions.PolarsError:
        return None
    return whole.str.split("\n").explode(empty_as_null=False)


def rows(lines: pl.Series, line: int, width: int, *, quoted: bool, returns: bool, header: int = 0) -> Rows:
    """The rows of a block from its lines; the first ``header`` of them are left out.

    ``quoted`` and ``returns`` say whether there are quotes, and carriage returns that end no line.
    """
    import polars as pl

    simple = lines.str.count_matches(",", literal=True) == width - 1
    begins = pl.Series("begins", [True]).new_from_index(0, len(lines))
    if quoted:
        quotes = lines.str.count_matches('"', literal=True).cast(pl.Int64)
        begins = (quotes.cum_sum() - quotes) % 2 == 0
        whole = begins & begins.shift(-1, fill_value=True)  # no row that goes on below
        among = lines.filter(quotes > 0)
        in_place = _scattered(quotes > 0, among.str.contains(_row_of(_CELL, width)))
        needless = in_place & whole & ~_scattered(quotes > 0, among.str.contains(_row_of(_CANONICAL, width)))
        simple = simple.zip_with(quotes == 0, in_place) & whole
        if needless.any():
            simple &= pl.int_range(len(lines), eager=True) != needless.arg_max()
    if returns:
        simple &= ~lines.str.contains("\r", literal=True)
    if header:
        simple &= pl.int_range(len(lines), eager=True) >= header
    first = begins.arg_true()
    last = first.shift(-1, fill_value=len(lines))
    odd = ~simple.gather(first) & (first >= header)
    return Rows(simple, [
        Row(text if end == at + 1 else "\n".join(lines[at:end].to_list()), line + at)
        for text, at, end in zip(lines.gather(first.filter(odd)), first.filter(odd), last.filter(odd), strict=True)
    ])  # fmt: skip


def header_of(raw: bytes) -> bytes:
    """The first row of a block, which may go over lines, with its line end if it has one."""
    end = raw.find(b"\n")
    while end >= 0 and raw.count(b'"', 0, end) % 2:
        end = raw.find(b"\n", end + 1)
    return raw[: end + 1 or None]


def row_from(lines: list[str], at: int) -> str:
    """The text of the row that begins on one of the lines of a block."""
    row = lines[at]
    while row.count('"') % 2:
        at += 1
        row += f"\n{lines[at]}"
    return row


#: Patterns of a cell of one line with its quotes in place, and of one that has them only where they are needed.
_CELL = '(?:[^",]*|"(?:[^"]|"")*")'
_CANONICAL = '(?:[^",]*|"(?:[^"]|"")*(?:,|"")(?:[^"]|"")*")'


def _row_of(cell: str, width: int) -> str:
    return f"^{cell}(?:,{cell}){{{width - 1}}}$"


def _scattered(where: pl.Series, values: pl.Series) -> pl.Series:
    """``values`` in the places that ``where`` marks, false elsewhere."""
    import polars as pl

    spread = pl.Series("simple", [False]).new_from_index(0, len(where))
    return spread.scatter(where.arg_true(), values) if len(values) else spread
