"""Scripts: each language in its own letters, and no letter that only looks like another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from sinorus_data.checks.rule import Value, at, found, rewritten, rule
from sinorus_data.checks.text import QUOTED
from sinorus_data.model.finding import Finding, shown
from sinorus_data.reading.dataset import Package

_word = re.compile(r"[^\W\d_]+")
_han = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]")
_cyrillic = re.compile("[\u0400-\u052f]")
_address = re.compile(r"https?://\S+")


@rule("T-MIXED", "a word is written in one script", scope="value",
      bad="summary: A Sinо-Russian drill.", good="summary: A Sino-Russian drill, учение, 演习.")  # fmt: skip
def one_script_a_word(value: Value, package: Package) -> Iterator[Finding]:
    """A Cyrillic letter inside a Latin word looks right and is never found again; nor is it the same name."""
    if value.text.isascii():
        return
    for word in _word.findall(_address.sub(" ", value.text)):
        odd = _odd_letter(word)
        if odd:
            name = unicodedata.name(odd, "unknown")
            yield found(value, "T-MIXED", f"U+{ord(odd):04X} ({name}) stands in a word of another script",
                        got=shown(word), fix="type the word anew in one script")  # fmt: skip


def _odd_letter(word: str) -> str:
    """The first letter of the script that is rarer in a word that mixes Latin, Cyrillic and Greek."""
    if word.isascii():
        return ""
    scripts: dict[str, list[str]] = {}
    for letter in word:
        script = _script(letter)
        if script in ("LATIN", "CYRILLIC", "GREEK"):
            scripts.setdefault(script, []).append(letter)
    return min(scripts.values(), key=len)[0] if len(scripts) > 1 else ""


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


@rule("T-DIGIT", "digits are 0 to 9", scope="value",
      bad="summary: A drill of ２０１６.", good="summary: A drill of 2016.")  # fmt: skip
def plain_digits(value: Value, package: Package) -> Iterator[Finding]:
    """Full-width and other digits are numbers to no program. In the words of others they are only pointed out."""
    text = value.text
    if text.isascii():
        return
    odd = [letter for letter in text if letter.isdecimal() and not letter.isascii()]
    if odd:
        plain = "".join(str(unicodedata.decimal(letter)) if letter in odd else letter for letter in text)
        quoted = value.field in QUOTED
        edit = None if quoted else rewritten(value, package.texts[value.path], plain)
        yield found(value, "T-DIGIT", f"U+{ord(odd[0]):04X} is a digit of another script", got=shown(text),
                    level="warning" if quoted else "error", fix=f"write {plain}", edit=edit)  # fmt: skip


@rule("T-SCRIPT", "a language is written in its script", scope="value", level="warning", fields=("_zh", "_ru"),
      bad="name: {en: Joint Drill, zh: Joint Drill}", good="name: {en: Joint Drill, zh: 联合演习-2016}\nevidence:\n"
           "  - {source: a-text, locator: ¶1, supports: [participants, start, end, name_zh]}")  # fmt: skip
def script_of_language(value: Value, package: Package) -> Iterator[Finding]:
    """A Chinese field holds Chinese characters, a Russian one Cyrillic letters. Some letters of the other are
    pointed out; a text with none of its own is wrong.
    """
    language = value.field[-3:]
    if not value.text.strip():
        return
    own, other, name = (_han, _cyrillic, "Chinese") if language == "_zh" else (_cyrillic, _han, "Russian")
    if not own.search(value.text):
        yield found(value, "T-SCRIPT", f"no {name} letter in a {name} text", got=shown(value.text), level="error",
                    fix=f"write the {name} name, or leave it out")  # fmt: skip
    elif other.search(value.text):
        yield found(value, "T-SCRIPT", f"letters of another script in a {name} text", got=shown(value.text),
                    fix="keep each language in its own field")  # fmt: skip


@rule("Y-COMMENT", "no value is cut off by a comment", scope="text", level="warning",
      bad="summary: Drill #5 of the two.", good="summary: 'Drill #5 of the two.'  # the fifth")  # fmt: skip
def not_cut_off(path: str, text: str, package: Package) -> Iterator[Finding]:
    """In YAML a space and # begin a comment, so that `Drill #5` is read as `Drill`; such text is put in quotes."""
    if " #" not in text or not path.endswith(".yaml"):
        return
    lines = text.split("\n")
    for _, node in (leaf for written in package.written if written.path == path for leaf in written.node.leaves()):
        if node.plain and re.match(r"\s+#[^\s#]", lines[node.end[0] - 1][node.end[1] - 1 :]):
            yield at(path, node.line, node.column, "Y-COMMENT", "what follows # is a comment and not part of the value",
                     got=shown(str(node.value)), fix="put the text in quotes, or a space behind #")  # fmt: skip
