"""What a terminal shows: tables that fit, colours only where there is a terminal."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Sequence
from typing import TextIO

from sinorus_data.model.finding import printable

RED, GREEN, YELLOW, BOLD, DIM = "31", "32", "33", "1", "2"


def coloured(text: str, colour: str, stream: TextIO | None = None) -> str:
    """``text`` in colour where ``stream`` (standard output by default) is a terminal."""
    out = stream or sys.stdout
    wanted = colour and out.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return f"\x1b[{colour}m{text}\x1b[0m" if wanted else text


def width(text: str) -> int:
    """Columns that ``text`` takes on a terminal; Chinese takes two each."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def cut(text: str, room: int) -> str:
    """``text`` in at most ``room`` columns, with an ellipsis where it was longer."""
    if width(text) <= room:
        return text
    kept = ""
    for letter in text:
        if width(kept + letter) > room - 1:
            break
        kept += letter
    return kept + "…"


def print_wrapped(text: str, indent: str, colour: str | None = None) -> None:
    """Prints text in lines that fit the terminal; in a pipe nothing is broken."""
    room = shutil.get_terminal_size().columns
    lines = textwrap.wrap(printable(text), room - len(indent)) if sys.stdout.isatty() else [printable(text)]
    for line in lines:
        print(indent + (coloured(line, colour) if colour else line))


def cut_to_room(text: str, indent: int) -> str:
    """One line that fits the terminal behind an indent; in a pipe nothing is cut."""
    return cut(text, shutil.get_terminal_size().columns - indent) if sys.stdout.isatty() else text


def table(header: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Sequence[int] = ()) -> str:
    """Aligned columns that fit the terminal; the widest one gives way. In a pipe nothing is cut."""
    cells = [[printable(cell) for cell in row] for row in (header, *rows)]
    widths = [max(width(row[at]) for row in cells) for at in range(len(header))]
    if sys.stdout.isatty():
        room = shutil.get_terminal_size().columns
        while sum(widths) + 2 * (len(widths) - 1) > room and max(widths) > 8:
            widths[widths.index(max(widths))] -= 1
    lines = []
    for place, row in enumerate(cells):
        padded = [_padded(cut(cell, widths[at]), widths[at], right=at in numbers) for at, cell in enumerate(row)]
        line = "  ".join(padded).rstrip()
        lines.append(coloured(line, BOLD) if place == 0 else line)
    return "\n".join(lines)


def _padded(text: str, room: int, *, right: bool) -> str:
    space = " " * (room - width(text))
    return space + text if right else text + space


def progress(label: str) -> Callable[[int, int], None] | None:
    """A counter on standard error, or nothing where that is no terminal."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        if done % 25 == 0 or total in (done, 100):
            end = "\r\x1b[K" if done == total else ""
            sys.stderr.write(f"\r{label} {done}/{total}{end}")
            sys.stderr.flush()

    return show
