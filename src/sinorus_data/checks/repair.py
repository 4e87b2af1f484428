"""Mechanical repairs: edits of a text that leave every other line byte for byte as it was."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sinorus_data.model.finding import Edit, Finding, Refused
from sinorus_data.reading.files import read_bytes, write_whole


def repaired(root: Path, findings: Iterable[Finding]) -> list[str]:
    """Applies the edits of the findings to their files; the paths of those that changed."""
    edits: dict[str, set[Edit]] = {}
    for finding in findings:
        if finding.edit is not None:
            edits.setdefault(finding.path, set()).add(finding.edit)
    return [path for path in sorted(edits) if _rewrite(root, path, edits[path])]


def _rewrite(root: Path, path: str, edits: Iterable[Edit]) -> bool:
    try:
        raw = read_bytes(root, path).decode("utf-8")
    except (Refused, UnicodeDecodeError):  # it changed since it was checked; the next run will say so
        return False
    return write_whole(root / path, apply(raw, edits).encode("utf-8"))


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after its edits, of those that overlap the first alone.

    Line ends stay as they are; an edit that adds lines ends them as the line it begins in does.
    """
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    pieces, done = [], 0
    for edit in sorted(edits):
        begin = min(starts[edit.line - 1] + edit.column - 1, len(text))
        end = min(starts[min(edit.end_line, len(starts)) - 1] + edit.end_column - 1, len(text))
        if begin < done:
            continue
        ended = text[starts[edit.line] - 2 : starts[edit.line] - 1] == "\r"
        pieces += [text[done:begin], edit.text.replace("\n", "\r\n") if ended else edit.text]
        done = end
    return "".join([*pieces, text[done:]])
