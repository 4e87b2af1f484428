"""What is wrong with a file, and where: the only form in which trouble is reported."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

Level = Literal["error", "warning"]


class Edit(NamedTuple):
    """A mechanical repair: what stands from one place up to another becomes ``text``.

    Lines and columns count from 1, columns in code points; the end is not included.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing wrong at one place.

    ``path`` is relative to the root, with forward slashes; ``line`` and ``column`` count from 1,
    columns in code points. ``got``, ``expected`` and ``fix`` are empty where they say nothing.
    ``edit`` is there if the repair is mechanical.
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
    edit: Edit | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """What is wrong, without the place, safe to print anywhere."""
        sides = [f"got {self.got}"] if self.got else []
        sides += [f"expected {self.expected}"] if self.expected else []
        text = f"{self.message} ({', '.join(sides)})" if sides else self.message
        return printable(text + (f" [fix: {self.fix}]" if self.fix else ""))

    def __str__(self) -> str:
        return f"{printable(self.path)}:{self.line}:{self.column}: {self.code} {self.text}"

    def printable(self) -> Finding:
        """The same finding with nothing in it that a terminal, a log or a page would act upon."""
        return replace(
            self, path=printable(self.path), message=printable(self.message), got=printable(self.got),
            expected=printable(self.expected), fix=printable(self.fix),
        )  # fmt: skip


class Refused(Exception):
    """A file that cannot be read any further, with the one finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


def refusal(
    path: str, code: str, message: str, got: str = "", expected: str = "", *, fix: str = "",
    line: int = 1, column: int = 1, edit: Edit | None = None,
) -> Refused:  # fmt: skip
    """The exception that ends the reading of a file with one finding."""
    return Refused(Finding(path, line, column, code, message, got, expected, fix, edit=edit))


def printable(text: str) -> str:
    """``text`` with every control, format, surrogate and line-breaking character escaped."""
    if text.isprintable():
        return text
    return "".join(
        character
        if character == " " or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
        else character.encode("unicode_escape", "surrogatepass").decode("ascii")
        for character in text
    )


def shown(value: str, limit: int = 60) -> str:
    """A value of the input, quoted and cut, for a message."""
    return repr(value if len(value) <= limit else value[: limit - 1] + "…")
