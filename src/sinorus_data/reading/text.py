"""Bytes to text, strictly: UTF-8, no byte order mark, one kind of line end, no damage."""

from __future__ import annotations

import re
import unicodedata

from sinorus_data.model.finding import Edit, Refused, refusal

BOM = b"\xef\xbb\xbf"
#: Whatever is not plainly a letter or sign of our languages is looked at one by one.
_suspect = re.compile(
    r"[^\n -~\u00a1-\u00ac\u00ae-\u02ff\u0400-\u0481\u048a-\u052f\u4e00-\u9fff\u3001-\u3011“”‘’–—…¶№]"
)


def decode(raw: bytes, path: str) -> str:
    """The text in ``raw``, with line feeds as line ends.

    Raises ``Refused`` at the first byte or character that is not allowed. A working copy may end
    all its lines with carriage return and line feed, as git makes it on Windows.
    """
    if raw.startswith(BOM):
        raise marked(path)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise not_utf8(raw, error, path) from None
    refuse_strange(text.replace("\r\n", "\n"), path)
    _refuse_mixed_ends(text, path)
    return text.replace("\r\n", "\n")


def marked(path: str) -> Refused:
    """The objection to a byte order mark."""
    return refusal(path, "T-BOM", "the file starts with a byte order mark", fix="save as UTF-8 without BOM",
                   edit=Edit(1, 1, 1, 2, ""))  # fmt: skip


def not_utf8(raw: bytes, error: UnicodeDecodeError, path: str, line: int = 1, offset: int = 0) -> Refused:
    """The objection to bytes that are no UTF-8, which begin on ``line`` at byte ``offset`` of the file."""
    below, column = _place(raw[: error.start].decode("utf-8", "replace"))
    return refusal(
        path, "T-UTF8", f"not UTF-8 at byte {offset + error.start}{_other_encoding(raw)}", fix="save as UTF-8",
        line=line + below - 1, column=column,
    )  # fmt: skip


def refuse_strange(text: str, path: str, line: int = 1) -> None:
    """Raises ``Refused`` at the first character of a text, beginning on ``line``, that none of ours holds."""
    found = strange_character(text)
    if found is not None:
        at, code, message = found
        below, column = _place(text[:at])
        line += below - 1
        edit = Edit(line, column, line, column + 1, "") if code == "T-INVISIBLE" else None
        raise refusal(path, code, message, fix="remove it", line=line, column=column, edit=edit)


def _refuse_mixed_ends(text: str, path: str) -> None:
    carriages = text.count("\r\n")
    if carriages and carriages != text.count("\n"):
        lines = text.split("\n")
        first = next(at for at, line in enumerate(lines, 1) if line.endswith("\r") != lines[0].endswith("\r"))
        whole = Edit(1, 1, len(lines), len(lines[-1]) + 1, text.replace("\r\n", "\n"))
        raise two_line_ends(path, first, lines[first - 1], whole)


def two_line_ends(path: str, number: int, line: str, edit: Edit | None = None) -> Refused:
    """The objection to the first ``line`` that ends otherwise than those above."""
    return refusal(path, "T-LINEEND", "line ends of two kinds", fix="save with line feeds alone", line=number,
                   column=len(line.rstrip("\r")) + 1, edit=edit)  # fmt: skip


def strange_character(text: str) -> tuple[int, str, str] | None:
    """The first character that no text of ours holds: where, its code, and what it is."""
    for found in _suspect.finditer(text):
        character = found.group()
        category = unicodedata.category(character)
        if character == "\ufffd":
            return found.start(), "T-CHAR", "U+FFFD: the text was already damaged"
        if character != "\t" and category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
            name = unicodedata.name(character, "no character")
            code = "T-INVISIBLE" if category == "Cf" else "T-CHAR"
            return found.start(), code, f"U+{ord(character):04X} ({name}) is not allowed"
    return None


def _place(before: str) -> tuple[int, int]:
    """The line and column that follow a text."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _other_encoding(raw: bytes) -> str:
    """A guess at what was meant, for the message alone; nothing is ever read that way."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in raw[:200]:
        return "; looks like UTF-16"
    try:
        guess = raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "; looks like GB18030" if any("\u4e00" <= letter <= "\u9fff" for letter in guess) else ""
