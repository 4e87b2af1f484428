"""The lines that a contribution changes, from its diff."""

from __future__ import annotations

import sys
from pathlib import Path

from unidiff.errors import UnidiffParseError
from unidiff.patch import PatchSet

from sinorus_data.model.finding import printable


class DiffError(ValueError):
    """A text that is no unified diff."""


def changed_lines(file: str | None, prefix: str = "") -> dict[str, set[int]]:
    """The added lines by path, relative to where the data lie; ``-`` reads the diff from standard input.

    Raises ``DiffError`` if the file is no unified diff, ``OSError`` if it cannot be read.
    """
    if file is None:
        return {}
    text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8", errors="replace")
    try:
        patch = PatchSet(text)
    except UnidiffParseError as error:
        raise DiffError(f"{file} is no unified diff: {printable(str(error))[:200]}") from None
    return {
        changed.path.removeprefix(prefix): {
            line.target_line_no for hunk in changed for line in hunk if line.is_added and line.target_line_no
        }
        for changed in patch
    }
