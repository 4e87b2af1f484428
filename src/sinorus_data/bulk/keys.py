"""Keys that stand twice: eight bytes a row to find candidates, the keys themselves to be sure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import polars as pl

#: Gives the key of the row on each of some lines, in their order.
Lookup = Callable[[list[int]], Iterator[tuple[str, ...]]]


class Hashed(NamedTuple):
    """The hashes of the keys of some rows, and the lines (or rows) on which they stand."""

    hashes: Any
    lines: Any


def hashed(keys: pl.DataFrame, lines: pl.Series) -> Hashed:
    """The keys of some rows as hashes of 64 bits; equal keys have equal hashes within one process."""
    import numpy as np

    columns = [keys.get_column(name).fill_null("") for name in keys.columns]
    return Hashed(type(keys)(columns).hash_rows().to_numpy(), lines.to_numpy().astype(np.int64))


class Keys:
    """The keys of all sound rows of a table, sixteen bytes each."""

    def __init__(self) -> None:
        self._parts: list[Hashed] = []

    def add(self, part: Hashed) -> None:
        """Takes the keys of some more rows."""
        if len(part.hashes):
            self._parts.append(part)

    def twice(self, lookup: Lookup, most: int | None) -> list[tuple[int, tuple[str, ...], int]]:
        """Each row whose key stood before: its line, its key, and the line where that stood first.

        In the order of lines; ``most`` bounds how many are looked up.
        """
        import numpy as np

        if not self._parts or (most is not None and most <= 0):
            return []
        hashes = np.concatenate([part.hashes for part in self._parts])
        lines = np.concatenate([part.lines for part in self._parts])
        self._parts = []
        order = np.lexsort((lines, hashes))
        hashes, lines = hashes[order], lines[order]
        del order
        again = np.flatnonzero(hashes[1:] == hashes[:-1]) + 1
        if most is not None:
            again = again[np.argsort(lines[again], kind="stable")[:most]]
        chosen = np.isin(hashes, hashes[again]) if len(again) else np.zeros(len(hashes), dtype=bool)
        return _exact(np.sort(lines[chosen]).tolist(), lookup, most)


def _exact(lines: Sequence[int], lookup: Lookup, most: int | None) -> list[tuple[int, tuple[str, ...], int]]:
    first: dict[tuple[str, ...], int] = {}
    found = []
    for line, key in zip(lines, lookup(list(lines)), strict=True):
        before = first.setdefault(key, line)
        if before != line:
            found.append((line, key, before))
    return found if most is None else found[:most]
