"""Tables with every kind of error: rows of the shipped tables with one cell or more made wrong."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

from sinorus_data.model.catalogue import TABLES
from sinorus_data.tables.columns import names

#: What a cell is made into; each is right somewhere and wrong elsewhere.
VALUES = (
    "", " ", "x", "X", "-", "–", "~", "null", "NULL", "TBD", "tbd", "n/a", "N/A", "?", "\\N", "0", "1", "-1", "-0", "007",
    "1.50", "1e3", "1,000", "12.", ".5", "+5", "9999999999", "1" * 61, "0.1" + "0" * 60, "true", "True", "no", "CN", "RU",
    "CN;RU", "CN;;RU", ";CN", "CN;", "cn", "C", "A-B", "-CN", "a--b", "a-b", "a_b", "zz-unknown", "world", "not-stated",
    "2015", "2015-13", "2015-02-29", "2016-02-29", "2015-02-30", "1900-02-29", "2000-02-29", "2015-04-31", "2015-1-1",
    "2015-01-01", "2015-12-31", "2015-06", "2015-06-30", "2015?", "2015-06~", "2015-06-30%", "201X", "20XX", "000X",
    "0000", "2999", "2999-01-01", "2015/2016", "2016/2015", "2015-03/2015-01", "2015-01/2015-03", "2015-01-01/2015-06",
    "2015/..", "../2015", "../..", "2015-01-01T00:00:00", "2015-01-01 ", "16.07.2001", "total", "exports", "balance",
    "A", "Q", "S", "M", "YTD", "goods_trade", "level", "change", "share", "rank", "ratio", "percent", "rank", "USD_bn",
    "km", "persons", "exact", "observed", "planned", "target", "all", "held", "CNY", "volume", "yuan", "¶1", "p. 3",
    "whole", "p.3", "¶0", "Section one ¶2", " ¶2", "there", "=1+1", "+1", "-x", "@x", "＝1", "-5 percent", "\n=x",
    "a =b", "a\nb", " lead", "trail ", "\u3000wide", "nbsp\u00a0", "mid\u00a0dle", "tab\tin", 'say "hi"', '"',
    "a, b", ",", "é", "e\u0301", "и\u0306", "Sinо", "Ɣа", "учение", "演习", "演习S-400", "учение 演习", "２０１６", "\uf92c", "聯\uf92c",
    "①", "ﬁ", "½", "someone@example.org", "tel +7 495 123-45-67", "password: hunter22222", "api_key=abcdefgh12",
    "ghp_" + "a" * 36, "sk-" + "a" * 24, "minsk-" + "a" * 24, "x-sk-" + "b" * 24, "AKIA" + "B" * 16, "glpat-" + "c" * 20,
    "pypi-" + "d" * 60, "xoxb-" + "1" * 12, "eyJ" + "a" * 12 + ".eyJ" + "b" * 12 + "." + "c" * 12, "AIza" + "d" * 35,
    "-----BEGIN RSA PRIVATE KEY-----", "A historic deal.", "HISTORIC", "“historic”", "hiſtoric", "prehistorical",
    "Агрессивный", "унизительно", "так называемый", "所谓", "evil", "devil", "ſecret: abcdefghi", "tоken: abcdefghijk",
    "one two three four five six seven eight", "one two three four five six seven eight nine", "一" * 16, "一" * 17,
    "one  two", "y" * 121, "a" * 120, "z" * 401, "w" * 4001, "https://example.org/a", "https://example.org/?utm_source=x",
    "http://192.168.0.1/", "ftp://x", "en", "zh-Hant", "bilateral;sco", "bilateral;bilateral", "military", "cn-official",
    "Καλά", "αb", "😀", "ªº", "µ", "„x“", "’tis", "…", "№ 5", "K", "ß", "İstanbul", "ıd",
)  # fmt: skip

#: What no text of ours holds, for which a file is refused.
REFUSED = ("\0", "\u200b", "\ufeff", "\u202e", "\ufffd", "\x07", "\r", "\ue000", "\u2028", "\x85", "\x1f", "\xad")


def shipped(root: Path, table: str) -> list[list[str]]:
    """The rows of a shipped table, the header left out."""
    with (root / "datasets" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))[1:]


def text_of(table: str, rows: list[list[str]]) -> str:
    """A table as text, quoted where needed."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows([names(table), *rows])
    return stream.getvalue()


def broken(root: Path, table: str, *, seed: int = 1) -> list[list[str]]:
    """Every value in every column of some shipped row, rows with several of them, and rows as they are."""
    chance = random.Random(seed)
    whole = shipped(root, table)
    rows = list(whole)
    for column in range(len(names(table))):
        for value in VALUES:
            row = list(chance.choice(whole))
            if column and table != "claims":
                row[0] = f"{row[0][:60]}-{len(rows)}" if chance.random() < 0.9 else row[0]
            row[column] = value
            rows.append(row)
            if chance.random() < 0.3:
                other = list(row)
                other[chance.randrange(len(row))] = chance.choice(VALUES)
                rows.append(other)
    chance.shuffle(rows)
    return rows


TABLES_WITH_ROWS = tuple(name for name in TABLES if name != "retired_ids")
