"""What strangers send, by accident or on purpose, and what the gate answers: R rejects, W warns, A accepts.

The families: A YAML, B characters, C CSV, D paths and descriptor, E patterns, F dates and numbers,
G meaning, H size, I output, J what must pass. The sign « stands where the finding is expected; it is
taken out before the file is written.
"""

from __future__ import annotations

import json
from typing import Literal, NamedTuple

from example import EXERCISE, HEADER, PROPOSITION, SOURCE, table_of
from example import table as rows

DRILL = "datasets/exercises/joint-drill-2016.yaml"
OTHER = "datasets/exercises/other-drill.yaml"
IDEA = "datasets/propositions/an-idea.yaml"
TEXT = "datasets/sources/a-text.yaml"
TABLE = "datasets/trade_figures.csv"
PACKAGE = "datapackage.json"


class Case(NamedTuple):
    """One input: the file, what stands in it, the verdict, and the code (or codes, any of which will do)."""

    id: str
    path: str
    content: str | bytes
    verdict: Literal["R", "W", "A"]
    code: str = ""


def drill(old: str, new: str) -> str:
    assert old in EXERCISE, old
    return EXERCISE.replace(old, new, 1)


def summary(text: str) -> str:
    return drill("summary: A drill.", f"summary: {text}")


def start(text: str) -> str:
    return drill("start: 2016-09-12\nend: 2016-09-19", f"start: {text}").replace("start, end]", "start]")


def name(zh: str = "", ru: str = "") -> str:
    names = "".join(f", {code}: {text}" for code, text in (("zh", zh), ("ru", ru)) if text)
    fields = "".join(f", name_{code}" for code, text in (("zh", zh), ("ru", ru)) if text)
    return drill("{en: Joint Drill", "{en: Joint Drill" + names).replace("start, end]", f"start, end{fields}]")


def source(text: str) -> str:
    return SOURCE + text + "\n"


def figure(**cells: str) -> str:
    """A table of one row."""
    return table_of(cells)


def descriptor(**changed: object) -> str:
    resource = {"name": "events", "path": "datasets/events.csv", "schema": "schemas/events.json"} | changed
    return json.dumps({"resources": [resource]})


BOMB = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
MERGE = "m0: &m0 {k: v}\n" + "".join(f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 12)}]}}\n" for n in range(1, 7))

YAML = [
    Case("A01-alias-bomb", IDEA, BOMB, "R", "Y-ALIAS"),
    Case("A02-alias-alone", IDEA, PROPOSITION + "note: «*nowhere\n", "R", "Y-ALIAS Y-SYNTAX"),
    Case("A03-recursive-alias", IDEA, "a: «&a [*a]\n", "R", "Y-ALIAS"),
    Case("A04-anchor-unused", DRILL, drill("status: held", "status: «&s held"), "R", "Y-ALIAS"),
    Case("A05-merge-fan-out", IDEA, MERGE, "R", "Y-ALIAS"),
    Case("A06-merge-key", IDEA, "id: an-idea\n«<<: {kind: is}\n", "R", "Y-ALIAS"),
    Case("A07-quoted-merge-key", DRILL, EXERCISE + '«"<<": x\n', "R", "F-UNKNOWN Y-KEY"),
    Case("A08-duplicate-key", DRILL, EXERCISE + "«status: held\n", "R", "Y-DUP"),
    Case("A09-duplicate-by-quoting", DRILL, EXERCISE + '«"id": joint-drill-2016\n', "R", "Y-DUP"),
    Case("A10-duplicate-within", DRILL, drill("role: host}", "role: host, «role: host}"), "R", "Y-DUP"),
    Case("A11-python-tag", DRILL, summary("«!!python/object/apply:os.system [id]"), "R", "Y-TAG"),
    Case("A12-binary-tag", DRILL, summary("«!!binary aGk="), "R", "Y-TAG"),
    Case("A13-local-tag", DRILL, summary("«!foo bar"), "R", "Y-TAG"),
    Case("A13-tag-directive", IDEA, "«%TAG ! tag:example.org,2000:\n---\nid: an-idea\n", "R", "Y-DIRECTIVE"),
    Case("A14-yaml-directive", IDEA, "«%YAML 1.1\n---\nid: an-idea\n", "R", "Y-DIRECTIVE"),
    Case("A15-two-documents", IDEA, "id: an-idea\n«---\nid: b\n", "R", "Y-MULTIDOC"),
    Case("A16-document-end-and-more", IDEA, "id: an-idea\n...\n«id: b\n", "R", "Y-MULTIDOC Y-SYNTAX"),
    Case("A17-top-list", IDEA, "«- id: an-idea\n", "R", "Y-SHAPE"),
    Case("A17-top-text", IDEA, "«just text\n", "R", "Y-SHAPE"),
    Case("A18-empty", IDEA, "", "R", "Y-SHAPE"),
    Case("A18-comment-alone", IDEA, "# nothing\n", "R", "Y-SHAPE"),
    Case("A19-deep-maps", IDEA, "".join(f"{' ' * n}a:\n" for n in range(300)), "R", "Y-DEPTH R-FILE"),
    Case("A19-deep-flow-maps", IDEA, "a: " + "{a: " * 3000 + "x" + "}" * 3000, "R", "Y-DEPTH"),
    Case("A20-deep-lists", IDEA, "a: " + "[" * 20000, "R", "Y-DEPTH"),
    Case("A21-tab-indentation", DRILL, drill("  - {actor: CN", "\t- {actor: CN"), "R", "Y-SYNTAX"),
    Case("A22-unclosed-quote", DRILL, summary('"A drill.'), "R", "Y-SYNTAX"),
    Case("A22-unclosed-bracket", DRILL, drill("[participants, start, end]", "[participants, start"), "R", "Y-SYNTAX"),
    Case("A23-number-as-key", DRILL, EXERCISE + "«1: x\n", "R", "Y-KEY"),
    Case("A23-true-as-key", DRILL, EXERCISE + "«true: x\n", "R", "Y-KEY"),
    Case("A23-nothing-as-key", DRILL, EXERCISE + "«~: x\n", "R", "Y-KEY"),
    Case("A23-list-as-key", DRILL, EXERCISE + "? «[a, b]\n: x\n", "R", "Y-KEY"),
    Case("A24-no-space-behind-colon", DRILL, drill("type: naval", "type:naval"), "R", "Y-SYNTAX F-MISSING"),
    Case("A25-octal-number", DRILL, drill("value: 80", "value: «080"), "R", "N-FORMAT"),
    Case("A25-octal-prefix", DRILL, drill("value: 80", "value: «0o10"), "R", "N-FORMAT"),
    *(
        Case(f"A27-number-{at}", DRILL, drill("value: 80", f"value: «{text}"), "R", "N-FORMAT")
        for at, text in enumerate(("1_000", "1e3", ".inf", ".NaN", "+5", "0x1F", "1'000", "١٢", "8O", "1.", ".5"))
    ),
    Case("A28-yes-as-flag", DRILL, drill("role: host}", "role: host, derived: «yes}"), "R", "F-TYPE"),
    Case("A29-impossible-date", DRILL, start("«2021-02-30"), "R", "D-CALENDAR"),
    Case("A30-date-as-key-of-language", DRILL, drill("{en: Joint", "{«de: Übung, en: Joint"), "R", "F-UNKNOWN"),
    *(
        Case(f"A31-nothing-{at}", DRILL, drill("type: naval", f"type: {text}"), "R", "F-MISSING F-SENTINEL")
        for at, text in enumerate(("~", "null", "Null", ""))
    ),
    Case("A31-empty-optional", DRILL, drill("status: held", "series:\nstatus: held"), "W", "Y-ORDER"),
    Case("A33-literal-block", DRILL, summary("|\n  A drill.  \n  Another line."), "A"),
    Case("A33-folded-block", DRILL, summary(">-\n  A drill\n  of two."), "A"),
    Case("A35-unknown-field", DRILL, EXERCISE + "«tilte: x\n", "R", "F-UNKNOWN"),
    Case("A36-unknown-field-within", DRILL, drill("role: host}", "«rolle: host}"), "R", "F-UNKNOWN"),
    Case("A37-lone-surrogate", DRILL, summary('"\\ud800"'), "R", "T-CHAR Y-SYNTAX"),
    Case("A38-escaped-bell", DRILL, summary('«"\\a"'), "R", "T-CHAR"),
    Case("A39-value-cut-by-comment", DRILL, summary("«Drill #5 of two."), "W", "Y-COMMENT"),
    Case("A40-list-for-text", DRILL, summary("«[A drill.]"), "R", "F-TYPE"),
]

CHARACTERS = [
    Case("B01-bad-byte-early", IDEA, b"id: \xff\n", "R", "T-UTF8"),
    Case("B02-cut-character", IDEA, "id: 中".encode()[:-1], "R", "T-UTF8"),
    Case("B03-gb18030", TABLE, (HEADER + "\n中俄贸易\n").encode("gb18030"), "R", "T-UTF8"),
    Case("B04-latin-1", IDEA, "text: café\n".encode("latin-1"), "R", "T-UTF8"),
    Case("B04-koi8-r", IDEA, "text: договор\n".encode("koi8-r"), "R", "T-UTF8"),
    Case("B05-utf-16", IDEA, PROPOSITION.encode("utf-16"), "R", "T-UTF8"),
    Case("B05-utf-16-without-mark", IDEA, PROPOSITION.encode("utf-16-le"), "R", "T-CHAR"),
    Case("B06-overlong", IDEA, b"id: \xc0\xaf\n", "R", "T-UTF8"),
    Case("B06-surrogate-bytes", IDEA, b"id: \xed\xa0\x80\n", "R", "T-UTF8"),
    Case("B07-mark-in-the-middle", DRILL, summary("A «\ufeffdrill."), "R", "T-INVISIBLE"),
    Case("B07-mark-at-the-start", DRILL, "\ufeff" + EXERCISE, "R", "T-BOM"),
    Case("B09-nul", DRILL, summary("A «\0 drill."), "R", "T-CHAR"),
    Case("B10-escape", DRILL, summary("A «\x1b[31m drill."), "R", "T-CHAR"),
    Case("B10-carriage-return", DRILL, summary("A «\rdrill."), "R", "T-CHAR"),
    Case("B10-line-separator", DRILL, summary("A «\u2028drill."), "R", "T-CHAR"),
    Case("B10-next-line", DRILL, summary("A «\x85drill."), "R", "T-CHAR"),
    *(
        Case(f"B11-invisible-{ord(sign):04X}", DRILL, summary(f"A dr«{sign}ill."), "R", "T-INVISIBLE")
        for sign in "\u200b\u200c\u200d\u2060\u00ad\u200e\u200f\u061c"
    ),
    *(
        Case(f"B12-direction-{ord(sign):04X}", DRILL, summary(f"A «{sign}drill."), "R", "T-INVISIBLE")
        for sign in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u202c\u2069"
    ),
    Case("B13-cyrillic-in-id", DRILL, drill("id: joint-drill-2016", "id: «joint-drill-сn"), "R", "I-ASCII"),
    Case(
        "B13-cyrillic-in-link",
        DRILL,
        drill("source: a-text, locator: ¶1", "source: «а-text, locator: ¶1"),
        "R",
        "I-ASCII",
    ),
    Case("B14-full-width-id", DRILL, drill("actor: CN", "actor: «ＣＮ"), "R", "I-ASCII"),
    Case("B15-han-in-russian", DRILL, name(ru="«Учение 演习"), "W", "T-SCRIPT"),
    Case("B15-cyrillic-in-chinese", DRILL, name(zh="«演习 учение"), "W", "T-SCRIPT"),
    Case("B15-english-in-chinese", DRILL, name(zh="«Drill"), "R", "T-SCRIPT"),
    Case("B15-english-in-russian", DRILL, name(ru="«Drill"), "R", "T-SCRIPT"),
    Case("B16-mixed-word", DRILL, summary("«A Sinо-Russian drill."), "R", "T-MIXED"),
    Case("B16-greek-in-latin", DRILL, summary("«A drιll."), "R", "T-MIXED"),
    Case("B17-decomposed", DRILL, summary("Учени«и\u0306 нет."), "R", "T-NFC"),
    Case("B17-decomposed-latin", DRILL, summary("caf«e\u0301"), "R", "T-NFC"),
    Case("B18-compatibility-han", DRILL, drill("status: held", "status: held\naliases: [«\uf92c]"), "R", "T-COMPAT"),
    Case("B18-compatibility-quoted", DRILL, drill("In September 2016", "«\uf92c"), "W", "T-COMPAT"),
    Case("B19-full-width-date", DRILL, start("«２０２１-07-16"), "R", "D-FORMAT"),
    Case("B19-arabic-date", DRILL, start("«٢٠٢١"), "R", "D-FORMAT"),
    Case("B19-full-width-number", DRILL, drill("value: 80", "value: «８０"), "R", "N-FORMAT"),
    Case("B20-full-width-digits-in-prose", DRILL, summary("«A drill of ２０１６."), "R", "T-DIGIT"),
    Case("B20-devanagari-digits-quoted", DRILL, drill("In September 2016", "«In September २०१६"), "W", "T-DIGIT"),
    Case("B21-no-break-space-leading", DRILL, summary('«"\u00a0A drill."'), "R", "T-SPACE"),
    Case("B21-ideographic-space-trailing", DRILL, name(zh='«"演习\u3000"'), "R", "T-SPACE"),
    Case("B21-space-alone", DRILL, summary('«" "'), "R", "T-SPACE"),
    Case("B21-ideographic-space-alone", DRILL, name(zh='«"\u3000"'), "R", "T-SPACE"),
    Case("B23-private-use", DRILL, summary("A «\ue000 drill."), "R", "T-CHAR"),
    Case("B23-noncharacter", DRILL, summary("A «\ufffe drill."), "R", "T-CHAR"),
    Case("B23-damaged", DRILL, summary("A «\ufffd drill."), "R", "T-CHAR"),
    Case("B24-unassigned", DRILL, summary("A «\u0378 drill."), "R", "T-CHAR"),
    Case("B24-emoji-joined", DRILL, summary("A 👩«\u200d🚀 drill."), "R", "T-INVISIBLE"),
    Case("B25-chinese", DRILL, name(zh="中俄“海上联合—2016”演习《方案》"), "A"),
    Case("B25-russian", DRILL, name(ru="«Учение «Морское взаимодействие» № 5 — ёлка".replace("«Уч", "Уч")), "A"),
]

TABLES = [
    Case("C01-unclosed-quote", TABLE, HEADER + '\na-row,«"goods_trade,CN\n', "R", "C-QUOTE"),
    Case("C02-text-behind-quote", TABLE, HEADER + '\na-row,«"goods"x,CN\n', "R", "C-QUOTE"),
    Case("C03-bare-quote", TABLE, HEADER + '\na-row,«a"b,CN\n', "R", "C-QUOTE"),
    Case("C05-header-twice", TABLE, HEADER.replace("indicator", "«id", 1) + "\n", "R", "C-HEADER"),
    Case("C05-header-space", TABLE, HEADER.replace("indicator", "«indicator ", 1) + "\n", "R", "C-HEADER"),
    Case("C05-header-case", TABLE, HEADER.replace("indicator", "«Indicator", 1) + "\n", "R", "C-HEADER"),
    Case("C05-header-invisible", TABLE, HEADER.replace("indicator", "«\u200bindicator", 1) + "\n", "R", "T-INVISIBLE"),
    Case("C05-header-short", TABLE, HEADER.removesuffix(",reported_by") + "«\n", "R", "C-HEADER"),
    Case("C05-header-long", TABLE, HEADER + ",«more\n", "R", "C-HEADER"),
    Case("C06-empty", TABLE, "", "R", "C-HEADER"),
    Case("C07-semicolons", TABLE, HEADER.replace(",", ";") + "\n", "R", "C-DIALECT"),
    Case("C07-tabs", TABLE, HEADER.replace(",", "\t") + "\n", "R", "C-DIALECT"),
    Case("C08-short-row", TABLE, HEADER + "\n«a-row,goods_trade\n", "R", "C-RAGGED"),
    Case("C08-long-row", TABLE, figure(note="a,b"), "R", "C-RAGGED"),
    Case("C08-blank-row", TABLE, HEADER + "\n«\n", "R", "C-BLANK"),
    Case("C09-line-end-in-a-name", TABLE, figure(compiler='"not\nstated"'), "R", "C-NEWLINE F-FORMAT"),
    Case("C09-line-end-in-a-quotation", TABLE, figure(as_stated='"two\nlines"'), "A"),
    Case("C09-line-end-in-a-note", TABLE, figure(note='"two\nlines"'), "A"),
    Case("C11-no-final-line-end", TABLE, figure().removesuffix("\n") + "«", "W", "T-EOF"),
    Case("C12-needless-quotes", TABLE, figure(note='"plain"'), "W", "C-CANON"),
    Case("C13-formula", TABLE, figure(note="=1+1"), "R", "C-FORMULA"),
    Case("C13-formula-behind-space", TABLE, figure(note='" =1+1"'), "R", "C-FORMULA"),
    Case("C13-formula-behind-no-break-space", TABLE, figure(note="\u00a0=1+1"), "R", "C-FORMULA"),
    Case("C13-formula-on-second-line", TABLE, figure(note='"safe\n=cmd"'), "R", "C-FORMULA"),
    Case("C13-formula-at", TABLE, figure(note="@SUM(A1)"), "R", "C-FORMULA"),
    Case("C13-formula-full-width", TABLE, figure(note="＝1+1"), "R", "C-FORMULA"),
    Case("C13-formula-minus", TABLE, figure(note="-2+3+cmd|' /C calc'!A0"), "R", "C-FORMULA"),
    Case("C14-formula-in-yaml", DRILL, summary("«'=cmd'"), "R", "C-FORMULA"),
    Case("C15-namibia", TABLE, figure(note="NA"), "A"),
    Case("C15-none-as-text", TABLE, figure(note="None"), "A"),
    Case("C15-nan-as-text", TABLE, figure(note="nan"), "A"),
    *(
        Case(f"C19-nothing-{at}", TABLE, figure(note=text), "R", "F-SENTINEL")
        for at, text in enumerate(("\\N", "-", "n/a", "?", "TBD", "N/A", "null"))
    ),
    Case("C20-unsorted", TABLE, rows("+ id: b-row\n+ id: a-row"), "R", "C-SORT"),
    Case("C21-same-id", TABLE, rows("+ id: a-row\n+ id: a-row"), "R", "I-DUP"),
    Case("C22-crlf-copy", TABLE, figure().replace("\n", "\r\n"), "A"),
    Case("C22-mixed-line-ends", TABLE, figure().replace("\n", "\r\n", 1), "R", "T-LINEEND"),
]

PATHS = [
    *(
        Case(f"D01-path-{at}", PACKAGE, descriptor(path=path), "R", "P-UNSAFE P-REMOTE")
        for at, path in enumerate(
            (
                "/etc/passwd",
                "../datasets/events.csv",
                "datasets/../../x.csv",
                "..\\..\\x",
                "C:\\x",
                "\\\\host\\x",
                "file:///etc/passwd",
                "FILE:/x",
                "~/x",
                "$HOME/x",
                "%TEMP%/x",
                "datasets/actors.csv",
            )
        )
    ),
    Case("D11-remote-path", PACKAGE, descriptor(path="https://example.org/x.csv"), "R", "P-REMOTE"),
    Case("D11-remote-schema", PACKAGE, descriptor(schema="https://example.org/s.json"), "R", "P-REMOTE"),
    Case("D11-unknown-profile", PACKAGE, '{"$schema": "https://example.org/p", ' + descriptor()[1:], "R", "P-PROFILE"),
    Case(
        "D11-remote-in-comment",
        DRILL,
        "# yaml-language-server: $schema=«https://example.org/s\n" + EXERCISE,
        "R",
        "P-REMOTE",
    ),
    Case("D13-data-beside-path", PACKAGE, descriptor(data=[["id"]]), "R", "P-DESCRIPTOR"),
    Case("D13-path-null", PACKAGE, descriptor(path=None), "R", "P-DESCRIPTOR P-UNSAFE"),
    Case("D13-no-resources", PACKAGE, '{"resources": []}', "R", "P-DESCRIPTOR"),
    Case("D14-descriptor-no-json", PACKAGE, "{", "R", "Y-SYNTAX"),
    Case("D14-descriptor-deep", PACKAGE, '{"a": ' + "[" * 50000, "R", "Y-DEPTH"),
    Case("D14-descriptor-list", PACKAGE, "[]", "R", "Y-SHAPE"),
    Case("D17-shell-in-name", "datasets/exercises/$(id).yaml", EXERCISE, "R", "P-NAME"),
    Case("D17-semicolon-in-name", "datasets/; rm -rf .csv", "id\n", "R", "P-NAME"),
    Case("D17-backtick-in-name", "datasets/exercises/`x`.yaml", EXERCISE, "R", "P-NAME"),
    Case("D18-hidden", "datasets/exercises/.git.yaml", EXERCISE, "R", "P-NAME"),
    Case("D18-non-ascii-name", "datasets/exercises/учение.yaml", EXERCISE, "R", "P-NAME"),
    Case("D18-other-case-of-ending", "datasets/exercises/a-drill.YAML", EXERCISE, "R", "P-TYPE"),
    Case("D19-unknown-table", PACKAGE, descriptor(name="nothing"), "R", "P-DESCRIPTOR"),
    Case("D20-system-crumb", "datasets/exercises/.DS_Store", b"\0\0", "W", "P-CRUMB"),
    Case(
        "E01-schema-with-a-pattern",
        "schemas/events.json",
        json.dumps({"fields": [{"name": "id", "type": "string", "constraints": {"pattern": "^(a+)+$"}}]}),
        "R",
        "S-FOREIGN",
    ),
    Case("E01-schema-inline", PACKAGE, descriptor(schema={"fields": []}), "R", "S-FOREIGN"),
    Case("E02-schema-deep", "schemas/events.json", "[" * 100000, "R", "S-FOREIGN"),
    Case("E05-long-id", DRILL, drill("id: joint-drill-2016", "id: «" + "a" * 10000), "R", "I-LENGTH"),
    Case("E06-long-name", DRILL, drill("Joint Drill", "«" + "a" * 401), "R", "F-LENGTH"),
]

WRITTEN_OTHERWISE = {
    "2001-7-6": "2001-07-06", "20010716": "2001-07-16", "16.07.2001": "2001-07-16", "07/08/2001": "",
    "16 июля 2001": "2001-07-16", "2001年7月16日": "2001-07-16", "July 2001": "2001-07",
}  # fmt: skip
DATES = [
    *(
        Case(f"F01-date-{at}", DRILL, start(text), "A")
        for at, text in enumerate(
            (
                "2001-07-16",
                "2001-07",
                "2001",
                "2001/2003",
                "2001-07/..",
                "'1995~'",
                "199X",
                "2016-01/2016-03",
                "2001?",
            )
        )
    ),
    *(
        Case(f"F05-otherwise-{at}", DRILL, start(f"«{text}"), "R", "D-FORMAT")
        for at, text in enumerate(WRITTEN_OTHERWISE)
    ),
    *(
        Case(f"F07-calendar-{at}", DRILL, start(f"«{text}"), "R", "D-CALENDAR")
        for at, text in enumerate(("2001-02-29", "2001-13", "2001-00", "'0000'", "2001-04-31", "1900-02-29"))
    ),
    *(
        Case(f"F09-no-date-{at}", DRILL, start(f"«{text}"), "R", "D-FORMAT")
        for at, text in enumerate(("circa 2001", "unknown", "n.d.", '"\'01"', "20-Aug-18", "'-0001'", "2001-W05"))
    ),
    Case("F11-space-behind", DRILL, start('«"2001-07-16 "'), "R", "T-SPACE"),
    Case("F11-line-end-behind", DRILL, start('«"2001-07-16\\n"'), "R", "T-SPACE"),
    Case("F13-held-in-the-future", DRILL, start("«2999"), "R", "D-FUTURE"),
    Case("F13-planned-in-the-future", DRILL, start("2999").replace("status: held", "status: planned"), "A"),
    Case("F13-read-before-published", TEXT, source("accessed: «2015-01-01"), "R", "D-REVERSED"),
    Case(
        "F13-source-before-event",
        DRILL,
        start("2018-01-01").replace("source: a-text, locator: ¶1", "source: «a-text, locator: ¶1"),
        "W",
        "D-SOURCE",
    ),
    Case("F14-interval-backwards", DRILL, start("«2003/2001"), "R", "D-ORDER"),
    Case("F17-epoch", DRILL, start("«1626393600"), "R", "D-FORMAT"),
    Case("F17-zero", DRILL, start("«0"), "R", "D-FORMAT"),
    Case("F18-ends-before-it-begins", DRILL, drill("end: 2016-09-19", "end: «2016-09-01"), "R", "D-REVERSED"),
    Case("F19-range-downwards", TABLE, figure(value_max="60"), "R", "N-RANGE"),
    Case("F19-negative-volume", TABLE, figure(value="-69"), "R", "N-SIGN"),
    Case("F19-sum", TABLE, rows("+ value: 69\n+ flow: exports, value: 30\n+ flow: imports, value: 20"), "W", "N-SUM"),
    Case(
        "F19-sum-within-rounding",
        TABLE,
        rows("+ value: 69\n+ flow: exports, value: 39.4\n+ flow: imports, value: 29.4"),
        "A",
    ),
    Case(
        "F20-mirror",
        TABLE,
        rows("+ flow: exports, value: 10\n+ reporter: RU, counterpart: CN, flow: imports, value: 99"),
        "W",
        "N-MIRROR",
    ),
    Case(
        "F20-growth",
        TABLE,
        rows(
            "+ value: 69\n+ period: 2014, value: 95\n+ transformation: change, unit: percent, base_period: 2014, value: 28"
        ),
        "W",
        "N-GROWTH",
    ),
    Case("F20-jump", TABLE, rows("+ value: 690\n+ period: 2014, value: 95"), "W", "N-JUMP"),
    Case(
        "F20-swap",
        TABLE,
        rows(
            "+ flow: exports, value: 30\n+ flow: imports, value: 40\n+ flow: exports, value: 40, source_id: b-text\n+ flow: imports, value: 30, source_id: b-text"
        ),
        "W",
        "N-SWAP",
    ),
    Case(
        "F20-cumulative",
        TABLE,
        rows("+ period: 2015-04, freq: M, value: 31\n+ period: 2015-01/2015-04, freq: YTD, value: 31"),
        "W",
        "N-CUMULATIVE",
    ),
    Case("F21-rate", TABLE, rows("+ value: 69\n+ unit: CNY_bn, value: 42"), "W", "N-RATE"),
    Case("F21-rate-tenfold", TABLE, rows("+ value: 69\n+ unit: CNY_bn, value: 4200"), "W", "N-RATE"),
    Case("F23-many-digits", TABLE, figure(value="244.81930000000000001"), "A"),
    Case("F23-large-integer", TABLE, figure(value="9007199254740993"), "A"),
    Case("F24-unit-of-another-kind", TABLE, figure(unit="km"), "R", "N-UNIT"),
    Case("F25-quarter-of-a-year", TABLE, figure(freq="Q"), "R", "N-FREQ"),
    Case("F26-trade-with-itself", TABLE, figure(counterpart="CN"), "R", "N-SELF"),
    Case("F27-computed-by-hand", TABLE, figure(period_end="2015-12-30"), "R", "F-COMPUTED"),
]

ADDRESSES = (
    "javascript:alert(1)", "data:text/html,x", "https://u:p@example.org/", "https://127.0.0.1/", "https://[::1]/",
    "https://xn--e1afmkfd.org/", "https://еxample.org/", "https://example.org/?utm_source=x", "https://localhost/",
    "'https://example.org/a b'", "ftp://example.org/", "'https://example.org/x#.abc'",
)  # fmt: skip
MEANING = [
    Case("G01-no-source", DRILL, drill("status: held", "«place: [Sea]\nstatus: held"), "R", "V-NOSOURCE"),
    Case(
        "G03-unknown-source",
        DRILL,
        drill("source: a-text, locator: ¶1", "source: «b-text, locator: ¶1"),
        "R",
        "L-MISSING",
    ),
    Case(
        "G03-unused-source",
        "datasets/sources/b-text.yaml",
        SOURCE.replace("id: a-text", "id: «b-text"),
        "W",
        "L-UNUSED",
    ),
    Case("G04-unknown-party", DRILL, drill("actor: RU", "actor: «XX"), "R", "L-MISSING"),
    *(Case(f"G05-address-{at}", TEXT, source(f"url: «{text}"), "R", "L-URL") for at, text in enumerate(ADDRESSES)),
    Case("G05-address-http", TEXT, source("url: «http://example.org/"), "W", "L-HTTP"),
    Case(
        "G06-says-two-things", DRILL, drill("start, end], as", "start, end], says: {«end: 2016-09}, as"), "R", "V-BOTH"
    ),
    Case(
        "G07-undeclared-difference",
        DRILL,
        EXERCISE + "  - {source: a-text, locator: ¶4, says: {end: «2016-09-21}}\n",
        "R",
        "V-DISAGREE",
    ),
    Case("G11-claim-twice", DRILL, EXERCISE + "  - «{source: a-text, locator: ¶1, supports: [start]}\n", "R", "V-DUP"),
    Case("G15-file-name", OTHER, EXERCISE.replace("id: joint", "id: «joint"), "R", "I-FILE I-DUP"),
    Case(
        "G15-confusable-id",
        "datasets/exercises/joint-dri1l-2016.yaml",
        EXERCISE.replace("drill-2016", "dri1l-2016"),
        "R",
        "I-UNIQUE",
    ),
    Case(
        "G15-case-of-an-id",
        "datasets/propositions/cn.yaml",
        PROPOSITION.replace("id: be-friends", "id: «cn"),
        "R",
        "I-UNIQUE",
    ),
    Case("G16-twin", OTHER, EXERCISE.replace("joint-drill-2016", "«other-drill"), "W", "I-TWIN"),
    Case("G17-russia-in-1985", DRILL, start("1985").replace("actor: RU", "actor: «RU"), "R", "F-ERA"),
    Case("G17-soviet-union-in-2001", DRILL, start("2001").replace("actor: RU", "actor: «SU"), "R", "F-ERA"),
    Case("G17-china-before-1949", DRILL, start("1949-09-30").replace("actor: CN", "actor: «CN"), "R", "F-ERA"),
    *(
        Case(f"G19-tone-{at}", DRILL, summary(f"«A {text} drill."), "W", "V-TONE")
        for at, text in enumerate(("historic", "so-called", "aggressive", "вассал", "外交胜利"))
    ),
    Case("G19-tone-quoted", DRILL, summary("A drill that the host called “historic”."), "A"),
    Case("G20-personal", DRILL, summary("«Ask a.person@example.org."), "R", "V-PERSONAL"),
    Case("G20-telephone", DRILL, summary("«Call +7 495 123-45-67."), "R", "V-PERSONAL"),
    Case("G23-no-licence", TEXT, SOURCE.replace("licence: all-rights-reserved\n", ""), "R", "F-MISSING"),
    Case("G23-no-spdx", TEXT, SOURCE.replace("all-rights-reserved", "«free"), "R", "V-LICENCE"),
    Case("G23-spdx-in-other-case", TEXT, SOURCE.replace("all-rights-reserved", "«cc-by-4.0"), "R", "V-LICENCE"),
    Case("G23-spdx", TEXT, SOURCE.replace("all-rights-reserved", "CC-BY-4.0"), "A"),
    *(
        Case(f"G25-secret-{at}", DRILL, summary(f"«{text}"), "R", "V-SECRET")
        for at, text in enumerate(
            (
                "ghp_" + "a1" * 18,
                "AKIA" + "ABCD" * 4,
                "-----BEGIN RSA PRIVATE KEY-----",
                "'password: hunter2hunter2'",
            )
        )
    ),
    Case("G26-itself", DRILL, drill("forces:", "possibly_same_as: [«joint-drill-2016]\nforces:"), "R", "L-SELF"),
    Case(
        "G27-party-twice",
        DRILL,
        drill(
            "  - {actor: RU, role: participant}", "  - {actor: RU, role: participant}\n  - «{actor: RU, role: observer}"
        ),
        "R",
        "F-TWICE",
    ),
]

SIZES = [
    Case("H01-largest", DRILL, EXERCISE + "#" * (65535 - len(EXERCISE.encode())) + "\n", "A"),
    Case("H01-too-large", DRILL, EXERCISE + "#" * (65536 - len(EXERCISE.encode())) + "\n", "R", "R-FILE"),
    Case("H03-too-many-rows", TABLE, HEADER + "\n" + "a\n" * 50000, "R", "R-COUNT"),
    Case("H04-long-line", DRILL, summary('"' + "a " * 20000 + '"'), "R", "F-LENGTH"),
    *(
        Case(f"H05-{ending}", f"datasets/exercises/x.{ending}", b"PK\x03\x04" + b"\0" * 80, "R", "P-TYPE")
        for ending in ("zip", "gz", "xlsx", "parquet", "pkl", "db", "exe", "json", "py", "sh")
    ),
    Case("H05-zip-as-yaml", "datasets/exercises/x.yaml", b"PK\x03\x04" + b"\0" * 80, "R", "T-CHAR"),
]

OUTPUT = [
    Case("I01-command-as-name", "datasets/exercises/a,line=1::error::x.yaml", EXERCISE, "R", "P-NAME"),
    Case("I01-line-end-in-name", "datasets/exercises/a\n::set-output name=x::y.yaml", EXERCISE, "R", "P-NAME"),
    Case("I01-percent-in-name", "datasets/exercises/a%0A::error::y.yaml", EXERCISE, "R", "P-NAME"),
    *(
        Case(f"I03-command-{at}", DRILL, drill("type: naval", f'type: «"{text}"'), "R", "F-CODE T-CHAR")
        for at, text in enumerate(
            (
                "x\\n::error file=README.md::pwned",
                "::add-mask::a",
                "::stop-commands::t",
                "##[error]x",
                "x\\r\\n::debug::y",
            )
        )
    ),
    *(
        Case(f"I07-markup-{at}", DRILL, drill("type: naval", f"type: «'{text}'"), "R", "F-CODE")
        for at, text in enumerate(
            (
                "![x](http://evil/p.png)",
                "<script>alert(1)</script>",
                "@everyone",
                "[a](javascript:x)",
                "`a` | b",
                "**b**",
            )
        )
    ),
    Case("I08-terminal-escape", DRILL, drill("type: naval", 'type: «"\\e[2J"'), "R", "T-CHAR"),
]

CONTROLS = [
    Case("J01-minimal", IDEA, "id: an-idea\ntopic: trade\ntext: Trade is good.\nkind: is\n", "W", "L-UNUSED"),
    Case("J03-signs", DRILL, summary("""'Drill: # & * ! % @ ` of the "two" — «North», “South”, 《East》 № 5 – it’s'"""
                                      .replace("«North»", "«North»")), "A"),
    Case("J04-apostrophe", DRILL, summary("The host's drill."), "A"),
    Case("J05-negative-balance", TABLE, figure(flow="balance", value="-5.2"), "A"),
    Case("J05-zero", TABLE, figure(value="0"), "A"),
    Case("J05-very-large", TABLE, figure(value="244819300000"), "A"),
    Case("J05-six-decimals", TABLE, figure(transformation="share", relative_to="world", unit="percent", value="0.123456"), "A"),
    Case("J06-fall", TABLE, figure(transformation="change", base_period="2014", unit="percent", value="-27.4", as_stated="-27.4 percent"), "A"),
    Case("J07-crlf-record", DRILL, EXERCISE.replace("\n", "\r\n"), "A"),
    Case("J08-comments", DRILL, "# A comment with 中文 and # signs\n" + EXERCISE.replace("type: naval", "type: naval  # kind"), "A"),
]  # fmt: skip

CASES = [*YAML, *CHARACTERS, *TABLES, *PATHS, *DATES, *MEANING, *SIZES, *OUTPUT, *CONTROLS]
