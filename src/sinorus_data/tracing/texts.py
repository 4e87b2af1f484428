"""Source texts: one paragraph a block, numbered within its section."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_numbered = re.compile(r"\[([0-9]+)\] (.*)")


class Text(NamedTuple):
    """One source text: its front matter, and its paragraphs by locator."""

    front: str
    paragraphs: dict[str, str]

    def before(self, locator: str) -> str:
        """The paragraphs of the same section up to the one at ``locator``, newest last."""
        section, _, number = locator.rpartition("¶")
        last = int(number) if number.isdigit() else 0
        return " ".join(self.paragraphs.get(f"{section}¶{at}", "") for at in range(1, last + 1))


def read_texts(folder: Path) -> dict[str, Text]:
    """The texts in a folder, by source id (the stem of the file name)."""
    return {file.stem: _read(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.md"))}


def _read(content: str) -> Text:
    front, section, paragraphs = "", "", {}
    if content.startswith("---\n"):
        front, _, content = content[4:].partition("\n---\n")
    for line in content.splitlines():
        if line.startswith("## "):
            section = line[3:].strip()
        found = _numbered.match(line)
        if found:
            paragraphs[f"{section} ¶{found[1]}".strip()] = found[2]
    return Text(front, paragraphs)


def plain(text: str) -> str:
    """Text for comparing: case, quotes, dashes and runs of space made alike."""
    alike = text.translate(str.maketrans("’‘“”–—‑", "''\"\"---"))
    return " ".join(alike.split()).casefold()
