"""What is wrong with a file, and where: the only form in which trouble is reported."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing wrong at one place.

    ``path`` is relative to the root, with forward slashes; ``line`` and ``column`` count from 1,
    columns in code points. ``got``, ``expected`` and ``fix`` are empty where they say nothing.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    got: str = ""
    expected: str = ""
    fix: str = ""
    level: Level = "error"

    def __str__(self) -> str:
        sides = [f"got {self.got}"] if self.got else []
        sides += [f"expected {self.expected}"] if self.expected else []
        text = f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}"
        text += f" ({', '.join(sides)})" if sides else ""
        text += f" [fix: {self.fix}]" if self.fix else ""
        return printable(text)


class Refused(Exception):
    """A file that cannot be read any further, with the one finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


def printable(text: str) -> str:
    """``text`` with every control, format, surrogate and line-breaking character escaped."""
    return "".join(
        character
        if character == " " or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
        else character.encode("unicode_escape", "surrogatepass").decode("ascii")
        for character in text
    )


def shown(value: str, limit: int = 60) -> str:
    """A value of the input, quoted and cut, for a message."""
    return repr(value if len(value) <= limit else value[: limit - 1] + "…")
