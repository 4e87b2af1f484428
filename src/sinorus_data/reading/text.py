"""Bytes to text, strictly: UTF-8, no byte order mark, no damage, bounded size."""

from __future__ import annotations

import re
import stat
import unicodedata
from pathlib import Path

from sinorus_data.model.finding import Finding, Refused

#: Record files are small; a table may grow.
LARGEST = {".yaml": 64 * 1024, ".csv": 64 * 1024 * 1024}

#: Whatever is not plainly a letter or sign of our languages is looked at one by one.
_suspect = re.compile(
    r"[^\n -~\u00a1-\u00ac\u00ae-\u02ff\u0400-\u0481\u048a-\u052f\u4e00-\u9fff\u3001-\u3011“”‘’–—…¶№]"
)


def read_text(file: Path, path: str) -> str:
    """The text of a regular UTF-8 file; line ends become line feeds.

    Raises ``Refused`` with one finding if the file is no such file, too large or damaged.
    """
    try:
        status = file.lstat()
        if stat.S_ISLNK(status.st_mode):
            raise _refusal(path, "P-SYMLINK", "a symbolic link is not read", fix="put the file itself here")
        if not stat.S_ISREG(status.st_mode):
            raise _refusal(path, "P-TYPE", "not a regular file")
        largest = LARGEST[file.suffix]
        if status.st_size > largest:
            raise _refusal(path, "R-FILE", "the file is too large", f"{status.st_size} bytes", f"at most {largest}")
        raw = file.read_bytes()
    except OSError as error:
        raise _refusal(path, "P-READ", f"cannot be read: {error.strerror}") from None
    return decode(raw, path)


def decode(raw: bytes, path: str) -> str:
    """The text in ``raw``; raises ``Refused`` at the first byte or character that is not allowed."""
    if raw.startswith(b"\xef\xbb\xbf"):
        raise _refusal(path, "T-BOM", "the file starts with a byte order mark", fix="save as UTF-8 without BOM")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise _refusal(
            path, "T-UTF8", f"not UTF-8 at byte {error.start}{_other_encoding(raw)}", fix="save as UTF-8",
            line=line, column=column,
        ) from None  # fmt: skip
    text = text.replace("\r\n", "\n")
    found = strange_character(text)
    if found is not None:
        at, code, message = found
        line = text.count("\n", 0, at) + 1
        column = at - (text.rfind("\n", 0, at) + 1) + 1
        raise _refusal(path, code, message, fix="remove it", line=line, column=column)
    return text


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


def _other_encoding(raw: bytes) -> str:
    """A guess at what was meant, for the message alone; nothing is ever read that way."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in raw[:200]:
        return "; looks like UTF-16"
    try:
        guess = raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "; looks like GB18030" if any("\u4e00" <= letter <= "\u9fff" for letter in guess) else ""


def _refusal(
    path: str, code: str, message: str, got: str = "", expected: str = "", *, fix: str = "",
    line: int = 1, column: int = 1,
) -> Refused:  # fmt: skip
    return Refused(Finding(path, line, column, code, message, got, expected, fix))
