"""Prose: our own words, harmless in a spreadsheet, with no secrets, no private data and no judgement of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sinorus_data.checks.rule import Value, Values, found, rule
from sinorus_data.model.finding import Finding, shown
from sinorus_data.reading.dataset import Package

_formula = re.compile(r"(?:\A|[\n\r])[\s\u3000]*[=+\-@＝＋－＠]")
#: A negative number, alone or with its unit in words.
_negative = re.compile(r"\s*[-+]?\d[\d.,]*\s?%?(?:\s[^\W\d_][\w\s.,%’'-]*)?")

_secret = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bgh[pousr]_[A-Za-z0-9]{30,}|\bgithub_pat_\w{30,}|\bglpat-[\w-]{20,}"
    r"|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bxox[abprs]-[\w-]{10,}|\bsk-[A-Za-z0-9_-]{20,}|\bpypi-[A-Za-z0-9_-]{50,}"
    r"|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}|\bAIza[\w-]{35}\b"
    r"|(?i:\b(?:password|passwd|secret|api[_-]?key|token)\s*[=:]\s*\S{8,})"
)
_private = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.+])\+\d{1,3}[\s(.-]*\d{2,4}[\s).-]*\d{2,4}(?:[\s.-]*\d{2,4}){1,3}(?![\w])"
)

#: Fields in which we speak; judgements belong to actors, whose words stand in positions.
OURS = ("summary", "note", "because")
PROSE = (*OURS, "text", "condition")
ATTRIBUTED = ("positions", "propositions")
#: Words that judge. In quotation marks they are somebody's.
JUDGING = (
    r"(?i:\b(?:historic|so-called|aggressive(?:ly)?|unprecedented|brutal(?:ly)?|provocative|puppet|heroic|glorious"
    r"|shameful(?:ly)?|infamous|notorious|evil|blatant(?:ly)?|reckless(?:ly)?|courageous|triumphant|humiliating"
    r"|унизительн\w*|так\sназываем\w*|вассал\w*|агрессивн\w*|героическ\w*|позорн\w*|преступн\w*|марионет\w*)\b)"
    r"|所谓|外交胜利|历史性|傀儡|霸权|可耻|侵略性|英勇"
)
_tone = re.compile(JUDGING)
_in_quotes = re.compile('“[^”]*”|«[^»]*»|「[^」]*」|『[^』]*』|《[^》]*》|‘[^’]*’|"[^"]*"')

#: As many words in a row can be a name or a term; more are a sentence.
LONGEST_RUN = 8
_words = re.compile(r"[\u3400-\u9fff]|[^\W_]+(?:['’-][^\W_]+)*")


@rule("C-FORMULA", "no value is a formula", scope="value",
      bad='note: "=HYPERLINK(1)"', good="note: A note.")  # fmt: skip
def no_formula(value: Value, package: Package) -> Iterator[Finding]:
    """A spreadsheet runs a cell, or a line of it, that begins with = + - or @, whatever the space before; a negative
    number stays what it is.
    """
    text = value.text
    if not _formula.search(text) or _negative.fullmatch(text):
        return
    yield found(value, "C-FORMULA", "a spreadsheet would run this as a formula", got=shown(text),
                fix="begin with a letter or digit")  # fmt: skip


@rule("V-SECRET", "no secrets", scope="value",
      bad="note: 'token: 0123456789abcdef'", good="note: A token of friendship.")  # fmt: skip
def no_secret(value: Value, package: Package) -> Iterator[Finding]:
    """A key or password that was sent by mistake is public from then on: revoke it, then remove it."""
    if len(value.text) > 11 and _secret.search(value.text):
        yield found(value, "V-SECRET", "looks like a key or password", fix="revoke it, and remove it here")


@rule("V-PERSONAL", "no private data", scope="value",
      bad="note: Ask someone@example.org.", good="note: Ask the press office.")  # fmt: skip
def no_private_data(value: Value, package: Package) -> Iterator[Finding]:
    """Addresses and telephone numbers of people have no place in a record, public figures included."""
    text = value.text
    if ("@" in text or "+" in text) and value.field not in ("url", "archived") and _private.search(text):
        yield found(value, "V-PERSONAL", "an e-mail address or telephone number", fix="remove it")


@rule("V-TONE", "we do not judge", scope="value", level="warning", fields=OURS,
      bad="summary: A historic drill.", good="summary: A drill that the host called “historic”.")  # fmt: skip
def no_judgement(value: Value, package: Package) -> Iterator[Finding]:
    """A judgement belongs to the actor who made it: quote it, attribute it in a position, or leave it out."""
    if value.table in ATTRIBUTED:
        return
    judging = _tone.search(_in_quotes.sub(" ", value.text))
    if judging:
        yield found(value, "V-TONE", "a judgement of nobody", got=shown(judging[0]),
                    fix="say who judges so, in quotation marks, or leave it out")  # fmt: skip


@rule("V-LIFTED", "sentences are our own", scope="package",
      bad="summary: The two navies took to the sea together in the early morning of Monday.",
      good="summary: A joint naval drill.")  # fmt: skip
def own_words(package: Package) -> Iterator[Finding]:
    """Facts are free, sentences are not: no run of more than eight words of a source stands in our prose; names
    and official titles may be longer. This is
    checked where the source texts are at hand (`validate --sources DIR`).
    """
    if package.sources is None:
        return
    known = _runs(package.sources)
    of_field = Values(package).by_field
    for value in (value for field in PROSE for value in of_field.get(field, ())):
        words = [word.casefold() for word in _words.findall(value.text)]
        runs = (tuple(words[start : start + LONGEST_RUN + 1]) for start in range(len(words) - LONGEST_RUN))
        lifted = next((run for run in runs if run in known), None)
        if lifted is not None:
            yield found(value, "V-LIFTED", f"more than {LONGEST_RUN} words in a row from a source text",
                        got=shown(" ".join(lifted)), expected="our own words")  # fmt: skip


@cache
def _runs(folder: Path) -> frozenset[tuple[str, ...]]:
    """Every run of words that is too long to be a term, of all texts in a folder."""
    runs: set[tuple[str, ...]] = set()
    for file in sorted(folder.glob("*.md")):
        words = [word.casefold() for word in _words.findall(file.read_text(encoding="utf-8"))]
        runs.update(zip(*(words[at:] for at in range(LONGEST_RUN + 1)), strict=False))
    return frozenset(runs)
