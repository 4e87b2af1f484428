r"""Patterns of what is surely in order, in the common part of the regular expressions of all engines.

Rust, RE2, Java and Python read these alike: literal classes, groups, counts and anchors, no ``\w``,
``\s``, ``\b`` and no flags. What a pattern does not admit is looked at again, so each may be
narrower than the rules, never wider.
"""

from __future__ import annotations

import re

from sinorus_data.checks.prose import JUDGING
from sinorus_data.model.quantity import PATTERN as _NUMBER
from sinorus_data.reading.records import SENTINELS

_HAN, _CYRILLIC = "一-鿿", "Ѐ-ҁҊ-ԯ"
#: Kana, Hangul, and the letters of Arabic and Persian, of which none joins another into a third.
_OTHER_LETTERS = "々ぁ-ゖァ-ヺー가-힣ـء-غف-يپچژکگی"
#: Letters that stand beside no Cyrillic one in a word: Latin and the others.
_NOT_CYRILLIC = f"A-Za-zªµºÀ-ÖØ-öø-ɏẠ-ỹ{_HAN}{_OTHER_LETTERS}"
#: Every sign beyond ASCII but for Chinese with which nothing can be wrong but the words it makes; all are NFC by
#: themselves. Left out are the letters that are a plain s or i in another case (ſ, ı, İ).
_BUT_HAN = f"¡-¬®-įĲ-žƀ-ɏẠ-ỹ{_CYRILLIC}{_OTHER_LETTERS}“”‘’–‒—…№€•∙⋅▲・،؛٪、。《》「」『』【】"
BEYOND = f"{_BUT_HAN}{_HAN}"


def _class(ascii_signs: str) -> str:
    return f"[{ascii_signs}{BEYOND}]"


def _text(first: str, middle: str, last: str) -> str:
    return f"{_class(first)}(?:{_class(middle)}*{_class(last)})?"


#: One line that neither begins as a formula does nor has space around it.
TEXT = _text("!-*,.-<>?A-~", " -~", "!-~")
#: The same in a list, whose items hold no semicolon.
_ITEM = _text("!-*,.-:<>?A-~", " -:<-~", "!-:<-~")
NUMBER = _NUMBER.removeprefix("^").removesuffix("$")
WHOLE = "(?:0|[1-9][0-9]{0,8})"


def _chinese(most: int) -> str:
    """One or more signs without a space, of which so many at most are Chinese."""
    return f"(?:[^ {_HAN}]*[{_HAN}]){{0,{most}}}[^ {_HAN}]*"


#: At most eight words of a TEXT; two characters of Chinese make about a word, with what stands around them. It is
#: repeated much, so it has no long classes.
EIGHT_WORDS = "|".join((
    f"[^ {_HAN}]+(?: +[^ {_HAN}]+){{0,7}}", _chinese(16), f"{_chinese(7)} {_chinese(7)}",
    f"{_chinese(4)}(?: {_chinese(4)}){{2,3}}",
))  # fmt: skip

HAN, CYRILLIC = f"[{_HAN}]", f"[{_CYRILLIC}]"


def listed(item: str) -> str:
    """The pattern of a list of items."""
    return f"(?:{item})(?:;(?:{item}))*"


ITEMS = listed(_ITEM)


def either_case(pattern: str) -> str:
    """A pattern with every letter in both cases, for engines that disagree on what a flag covers."""
    return re.sub(r"[^\W\d_]", lambda found: _cases(found[0]), pattern)


def _cases(letter: str) -> str:
    return f"[{letter.lower()}{letter.upper()}]" if letter.lower() != letter.upper() else letter


#: Beginnings of keys and passwords, each found wherever the rule V-SECRET finds one.
_SECRETS = (
    "-----BEGIN", "gh[pousr]_", "github_pat_", "glpat-", "AKIA", "ASIA", "xox[abprs]-", "eyJ", "AIza",
    "(?:^|[^A-Za-z0-9_])(?:sk-|pypi-)",
    either_case("(?:password|passwd|secret|api[_-]?key|token)") + " *[=:]",
)  # fmt: skip
#: The same where only ids can stand.
_SECRETS_IN_IDS = ("(?:^|-|;)(?:sk|pypi|glpat|xox[abprs])-", "(?:AKIA|ASIA)[A-Z]{4}")


def _sentinels(within: str) -> str:
    some = sorted(re.escape(word) for word in SENTINELS if re.fullmatch(within, word))
    return f"^(?:{'|'.join(some)})$"


#: Plain text that is looked at again: keys, addresses, telephone numbers, scripts side by side, words for nothing.
SUSPECT = "|".join((
    *_SECRETS, "@|[+][0-9][0-9 ().-]{6}", f"[{_NOT_CYRILLIC}]{CYRILLIC}|{CYRILLIC}[{_NOT_CYRILLIC}]", _sentinels(".*"),
))  # fmt: skip
SUSPECT_ID = "|".join((*_SECRETS_IN_IDS, _sentinels("[a-z]+|[A-Z]+")))


def _loosened(pattern: str) -> str:
    """A pattern that finds at least what the given one finds, without its edges of words."""
    for precise, loose in ((r"\w*", ""), (r"\b", ""), (r"\s", " "), ("(?i:", "(?:")):
        pattern = pattern.replace(precise, loose)
    return either_case(pattern)


#: Words that judge, wherever they stand.
SUSPECT_TONE = _loosened(JUDGING)

#: Line ends before which some engines let ``$`` match.
LINE_END = "[\n\r\u0085\u2028\u2029]"
