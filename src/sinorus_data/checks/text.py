"""Texts as bytes of a file: ends of lines and of the file, and the normal form of characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from sinorus_data.checks.rule import Value, at, found, rewritten, rule
from sinorus_data.model.finding import Edit, Finding
from sinorus_data.reading.dataset import Package

#: Han characters that Unicode keeps twice for the sake of old character sets.
COMPATIBILITY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]+")
_unnormal = re.compile(r"\S+")
#: Fields that hold the words of others.
QUOTED = ("as_stated", "term", "term_zh", "term_ru")


@rule(
    "T-EOF", "the last line ends", scope="text", level="warning",
    bad="# datasets/propositions/a.yaml\nid: a\ntopic: trade\ntext: Trade is good.\nkind: is\\",
    good="# datasets/propositions/a.yaml\nid: a\ntopic: trade\ntext: Trade is good.\nkind: is\n",
)  # fmt: skip
def last_line_ends(path: str, text: str, package: Package) -> Iterator[Finding]:
    """A file ends with one line end, so that lines added later do not touch the last one."""
    bare = text.rstrip()
    filled = bare.count("\n") + 1 if bare else 0
    yield from end_of_text(path, text.count("\n"), text[text.rfind("\n") + 1 :], filled)


def end_of_text(path: str, line_ends: int, last: str, filled: int) -> Iterator[Finding]:
    """What is wrong with the end of a text of so many line ends; ``last`` stands behind the last of them.

    ``filled`` is the last line that is not blank, 0 if all are.
    """
    if last:
        end = line_ends + 1, len(last) + 1
        yield at(path, *end, "T-EOF", "the last line does not end", fix="add a line end", edit=Edit(*end, *end, "\n"))
    elif line_ends > 1 and filled < line_ends:
        yield at(path, filled + 1, 1, "T-EOF", "empty lines stand at the end", fix="remove them",
                 edit=Edit(filled + 1, 1, line_ends + 1, 1, ""))  # fmt: skip


@rule("T-TRAIL", "no space stands at the end of a line", scope="text", level="warning",
      bad="status: held \\", good="status: held")  # fmt: skip
def no_trailing_space(path: str, text: str, package: Package) -> Iterator[Finding]:
    """Space at the end of a line is invisible and shows as a change in every review; in a block of text it stays."""
    if not path.endswith(".yaml") or not re.search(r"[ \t]\n", text):
        return
    blocks = _block_lines(path, package)
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.rstrip(" \t")
        if bare != line and number not in blocks:
            yield at(path, number, len(bare) + 1, "T-TRAIL", "space stands at the end of the line", fix="remove it",
                     edit=Edit(number, len(bare) + 1, number, len(line) + 1, ""))  # fmt: skip


def _block_lines(path: str, package: Package) -> set[int]:
    """The lines of a file in which text goes on over lines, where space may belong to it."""
    lines: set[int] = set()
    for written in package.written:
        if written.path == path:
            for _, node in written.node.leaves():
                if node.end[0] > node.line:
                    lines |= set(range(node.line, node.end[0]))
    return lines


@rule("T-NFC", "characters are composed (Unicode NFC)", scope="text",
      bad="summary: Учени\\u0438\\u0306 A drill.", good="summary: Учений A drill.")  # fmt: skip
def composed(path: str, text: str, package: Package) -> Iterator[Finding]:
    """The same letter has the same bytes everywhere, or searching and joining miss it: й is one character, not two."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            for word in _unnormal.finditer(line):
                composed_word = _normal(word[0])
                if composed_word != word[0]:
                    pairs = zip(word[0], f"{composed_word} ", strict=False)
                    column = word.start() + 1 + next(place for place, (old, new) in enumerate(pairs) if old != new)
                    yield at(path, number, column, "T-NFC", "characters are not composed (NFC)",
                             fix=f"write {composed_word}",
                             edit=Edit(number, word.start() + 1, number, word.end() + 1, composed_word))  # fmt: skip


def _normal(word: str) -> str:
    """The composed form of a word, the Han characters that Unicode keeps twice left as they are."""
    kept = COMPATIBILITY.findall(word)
    parts = [unicodedata.normalize("NFC", part) for part in COMPATIBILITY.split(word)]
    return "".join(part + other for part, other in zip(parts, [*kept, ""], strict=True))


@rule("T-COMPAT", "Han characters are the unified ones", scope="value",
      bad="aliases: [聯合\\uf92c]", good="aliases: [聯合郎]")  # fmt: skip
def unified_han(value: Value, package: Package) -> Iterator[Finding]:
    """Unicode keeps some Han characters twice; names use the unified one. In the words of others it is only
    pointed out, since it may be what was printed.
    """
    text = value.text
    if text.isascii() or not COMPATIBILITY.search(text):
        return
    quoted = value.field in QUOTED
    unified = unicodedata.normalize("NFC", text)
    edit = None if quoted else rewritten(value, package.texts[value.path], unified)
    first = COMPATIBILITY.search(text)
    assert first is not None
    yield found(value, "T-COMPAT", f"U+{ord(first[0][0]):04X} is a second copy of another character",
                level="warning" if quoted else "error", fix=f"write {unified}", edit=edit)  # fmt: skip


@rule("T-SPACE", "no space stands around a value", scope="value",
      bad='place: ["\\u00a0South China Sea"]\nevidence:\n  - {source: a-text, locator: ¶1,'
          ' supports: [participants, start, end, place]}',
      good="place: [South China Sea]\nevidence:\n  - {source: a-text, locator: ¶1,"
           " supports: [participants, start, end, place]}")  # fmt: skip
def no_space_around(value: Value, package: Package) -> Iterator[Finding]:
    """Space at the ends of a value, no-break and ideographic space among it, makes two values of one."""
    text = value.text
    if text == text.strip() or value.node.style in ("|", ">"):
        return
    message = "the value is nothing but space" if not text.strip() else "space stands at an end of the value"
    yield found(value, "T-SPACE", message, fix="remove it",
                edit=rewritten(value, package.texts[value.path], text.strip()))  # fmt: skip
