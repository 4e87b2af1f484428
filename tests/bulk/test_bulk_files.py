"""Files of any size get the verdict of the strict engine, finding for finding."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from example import table as table_of_figures
from mutations import REFUSED, TABLES_WITH_ROWS, broken, shipped, text_of

from sinorus_data.access.finder import known_ids
from sinorus_data.checks.foreign import validate_table
from sinorus_data.checks.rule import RULES
from sinorus_data.model.finding import Finding
from sinorus_data.tables.columns import names

pytest.importorskip("polars", reason="large tables need the extra bulk")
pytest.importorskip("narwhals", reason="large tables need the extra bulk")

from sinorus_data.bulk import judge, sieve, validate
from sinorus_data.bulk.across import BY_ROW
from sinorus_data.bulk.blocks import SIZE
from sinorus_data.bulk.replay import Replayed, Row, replay
from sinorus_data.bulk.report import Report, Task
from sinorus_data.bulk.table import validate_csv


def same(file: Path, table: str = "trade_figures", at_once: int = SIZE, known: object = None) -> list[Finding]:
    """Holds the verdict on a file against the strict engine's, in blocks of some size."""
    ids = known_ids() if known else None
    rows, expected = validate_table(file, table, None if ids is None else lambda name, one: one in ids[name])
    report = validate_csv(file, Task(table, ids, None), at_once=at_once)
    found = list(report.findings)
    missed = [str(one) for one in expected if one not in found]
    besides = [str(one) for one in found if one not in expected]
    assert (missed, besides) == ([], [])
    assert found == expected
    assert (report.rows, report.complete) == (rows, True)
    return expected


#: Rows of broken tables that go into one file, and files of each table; three times as many on trade.
ROWS, FILES = 300, 3


@pytest.mark.parametrize("table", TABLES_WITH_ROWS)
def test_every_kind_of_error_in_every_column(
    small: Path, tmp_path: Path, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every other file value by value, as large ones are looked at, though it be small."""
    file = tmp_path / "my.csv"
    rows = broken(small, table)
    codes: set[str] = set()
    for at, start in enumerate(range(0, (3 * FILES if table == "trade_figures" else FILES) * ROWS, ROWS)):
        monkeypatch.setattr(sieve, "_SMALL", (1000, 0)[at % 2])
        monkeypatch.setattr(sieve, "_EVERY", (4, 0)[at % 2])
        file.write_text(text_of(table, rows[start : start + ROWS]), encoding="utf-8", newline="")
        codes |= {one.code for one in same(file, table, (SIZE, 3000)[at % 2], known=at % 4 > 1)}
    assert len(codes) > 5


ON_FIGURES = sorted(code for code in BY_ROW if RULES[code].on == "trade_figures")


def test_every_rule_on_figures_has_a_sieve_that_finds_what_breaks_it(tmp_path: Path) -> None:
    assert len(ON_FIGURES) > 8
    for code in ON_FIGURES:
        file = tmp_path / f"{code}.csv"
        file.write_text(table_of_figures(RULES[code].bad), encoding="utf-8")
        assert code in {found.code for found in same(file)}


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows went to the strict engine, each time that some did."""
    numbers: list[int] = []

    def counted(rows: list[Row], path: str, task: Task) -> Replayed:
        numbers.append(len(rows))
        return replay(rows, path, task)

    monkeypatch.setattr(judge, "replay", counted)
    return numbers


@pytest.mark.parametrize("table", TABLES_WITH_ROWS)
def test_shipped_tables_pass_the_sieve(small: Path, table: str, looked_at: list[int]) -> None:
    """Were the sieve to suspect everything, the strict engine would do all the work."""
    same(small / "datasets" / f"{table}.csv", table)
    rows = len(shipped(small, table))
    share = {"sources": 1.0, "actors": 0.3, "events": 0.5, "positions": 0.1}.get(table, 0.25)
    assert sum(looked_at) <= max(2, share * rows), (sum(looked_at), rows)


def test_values_that_come_again(
    small: Path, tmp_path: Path, looked_at: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is suspected in vain goes to the strict engine in the first blocks alone, what is wrong wherever it is."""
    base, rows = shipped(small, "trade_figures"), []
    unit, stated = names("trade_figures").index("unit"), names("trade_figures").index("as_stated")
    monkeypatch.setattr(sieve, "_SMALL", 200)
    monkeypatch.setattr(judge, "PROBE", 20)
    for number in range(2400):
        row = [f"row-{number:05}", *base[number % len(base)][1:]]
        row[stated] = ("θα δανείσει", "@ all", row[stated])[min(number % 40, 2)]
        row[unit] = "parsec" if number % 400 == 200 else row[unit]
        rows.append(row)
    file = tmp_path / "my.csv"
    file.write_text(text_of("trade_figures", rows), encoding="utf-8", newline="")
    found = same(file, at_once=file.stat().st_size // 6 + 1)
    assert sum(one.code == "C-FORMULA" for one in found) == 60
    assert sum(one.line % 400 == 202 for one in found) >= 6
    assert 66 <= sum(looked_at) < 100  # 66 are wrong; of 60 others those of the first two or three blocks are looked at


def _all_quoted(line: str) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="", quoting=csv.QUOTE_ALL).writerows(csv.reader([line]))
    return stream.getvalue()


STRUCTURE: dict[str, Callable[[list[str]], list[str]]] = {
    "blank rows": lambda lines: [*lines[:3], "", *lines[3:9], "", "", *lines[9:]],
    "blank at the end": lambda lines: [*lines, "", ""],
    "space at the end": lambda lines: [*lines, "  ", ""],
    "a row too short": lambda lines: [*lines[:5], "a,b", *lines[5:]],
    "a row without its last empty cell": lambda lines: [
        *lines[:5], next(line for line in lines if line.endswith(",")).removesuffix(",") , *lines[5:]
    ],
    "a row too long": lambda lines: [*lines[:5], lines[5] + ",x", lines[6] + ",,,,", *lines[7:]],
    "too short and too long by turns": lambda lines: [lines[0], lines[1][:-1], lines[2] + ",", *lines[3:]],
    "commas alone": lambda lines: [*lines, "," * 26, "," * 25],
    "needless quotes": lambda lines: [lines[0], *('"' + line.replace(",", '",', 1) for line in lines[1:])],
    "all in quotes": lambda lines: [_all_quoted(line) for line in lines],
    "all but the header in quotes, one too short": lambda lines: [
        lines[0], *map(_all_quoted, lines[1:7]), '"a","b"', *map(_all_quoted, lines[7:])
    ],
    "all in quotes, one over lines": lambda lines: [
        *map(_all_quoted, lines[:7]), _all_quoted(lines[7]).replace('"level"', '"a\n""b"'), *map(_all_quoted, lines[8:])
    ],
    "an empty cell in quotes": lambda lines: [line.replace(",,", ',"",', 1) for line in lines],
    "quotes in the header": lambda lines: [lines[0].replace("id", '"id"', 1), *lines[1:]],
    "a quote within a cell": lambda lines: [*lines[:7], lines[7].replace(",", '"x,', 1), *lines[8:]],
    "text beside quotes": lambda lines: [*lines[:7], '"a"b' + lines[7], *lines[8:]],
    "a quote never closed": lambda lines: [*lines[:7], '"' + lines[7], *lines[8:]],
    "two odd quotes": lambda lines: [*lines[:7], '"' + lines[7], *lines[8:12], '"' + lines[12], *lines[13:]],
    "cells over lines": lambda lines: [*lines[:4], lines[4].replace(",level,", ',level,"a\n\nb",', 1), *lines[5:]],
    "a missing column": lambda lines: [line.partition(",")[2] for line in lines],
    "another order": lambda lines: [lines[0].replace("id,indicator", "indicator,id"), *lines[1:]],
    "semicolons": lambda lines: [line.replace(",", ";") for line in lines],
    "no header": lambda lines: lines[1:],
    "a header over lines": lambda lines: ['"i\nd"' + lines[0][2:], *lines[1:]],
    "the header alone": lambda lines: lines[:1],
    "the header twice": lambda lines: [lines[0], *lines],
    "every row twice": lambda lines: [*lines, *lines[1:]],
    "nothing": lambda lines: [],
    "space alone": lambda lines: [" "],
    "blank lines alone": lambda lines: ["", "", ""],
}  # fmt: skip
ENDS: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda raw: raw, "CRLF": lambda raw: raw.replace(b"\n", b"\r\n"), "no last end": lambda raw: raw[:-1],
    "CRLF, no last end": lambda raw: raw.replace(b"\n", b"\r\n")[:-2], "BOM": lambda raw: b"\xef\xbb\xbf" + raw,
    "mixed": lambda raw: raw[: len(raw) // 2].replace(b"\n", b"\r\n") + raw[len(raw) // 2 :],
    "mixed late": lambda raw: raw[: len(raw) // 2] + raw[len(raw) // 2 :].replace(b"\n", b"\r\n"),
    "no UTF-8": lambda raw: raw[: len(raw) // 2] + b"\xff" + raw[len(raw) // 2 :],
    "half a character at the end": lambda raw: raw + b"\xc2", "UTF-16": lambda raw: raw.decode().encode("utf-16"),
    "GB18030": lambda raw: raw + "海上联合".encode("gb18030"),
    "bare CR": lambda raw: raw.replace(b",level", b"\r,level", 1),
    "CR before CRLF": lambda raw: raw.replace(b"\n", b"\r\r\n"),
    "bare CR at line ends": lambda raw: raw.replace(b"\n", b"\r"),
}  # fmt: skip


@pytest.mark.parametrize("ends", ENDS)
@pytest.mark.parametrize("structure", STRUCTURE)
def test_structure(small: Path, tmp_path: Path, structure: str, ends: str) -> None:
    lines = text_of("trade_figures", shipped(small, "trade_figures")).splitlines()
    text = "".join(f"{line}\n" for line in STRUCTURE[structure](lines))
    file = tmp_path / "my.csv"
    file.write_bytes(ENDS[ends](text.encode()))
    for at_once in (SIZE, 700) if ends == "plain" else (700,):
        same(file, at_once=at_once)


@pytest.mark.parametrize("sign", REFUSED, ids=ascii)
def test_a_character_that_no_text_holds(small: Path, tmp_path: Path, sign: str) -> None:
    chance = random.Random(sign)
    rows = shipped(small, "trade_figures")
    for _ in range(8):
        made = [list(row) for row in rows]
        for _ in range(2):
            row = chance.choice(made)
            place = chance.randrange(len(row))
            at = chance.randrange(len(row[place]) + 1)
            row[place] = row[place][:at] + sign + row[place][at:]
        file = tmp_path / "my.csv"
        text = text_of("trade_figures", made)
        file.write_text(text, encoding="utf-8", newline="")
        [found] = same(file, at_once=chance.choice([SIZE, 900]))
        assert found.code.startswith("T-")


def test_bytes_and_characters_that_no_header_holds(small: Path, tmp_path: Path) -> None:
    raw = text_of("trade_figures", shipped(small, "trade_figures")).encode()
    file = tmp_path / "my.csv"
    for sign, code in (
        (b"\xff", "T-UTF8"),
        ("\u200b".encode(), "T-INVISIBLE"),
        ("é".encode(), "C-HEADER"),
        (b"\0", "T-CHAR"),
    ):
        file.write_bytes(raw.replace(b"indicator", b"indic" + sign + b"ator", 1))
        [found] = same(file)
        assert (found.code, found.line) == (code, 1)


def test_the_graver_fault_comes_first(small: Path, tmp_path: Path) -> None:
    """A wrong quote ends the strict engine's reading, but a damaged byte far behind ends it sooner."""
    lines = text_of("trade_figures", shipped(small, "trade_figures")).splitlines()
    file = tmp_path / "my.csv"
    for first, then, code in (
        ('x"y', "\u200b", "T-INVISIBLE"), ("\u200b", "\udcff", "T-UTF8"),
        ('x"y', "\r", "T-LINEEND"), ("", 'x"y', "C-QUOTE"),
    ):  # fmt: skip
        made = [*lines[:4], lines[4] + first, *lines[5:-3], lines[-3] + then, *lines[-2:]]
        file.write_bytes("".join(f"{line}\n" for line in made).encode("utf-8", "surrogateescape"))
        for at_once in (SIZE, 700):
            [found] = same(file, at_once=at_once)
            assert found.code == code


@pytest.mark.parametrize("seed", range(6))
def test_bytes_broken_at_random(small: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    raw = bytearray(text_of("trade_figures", shipped(small, "trade_figures")).encode())
    file = tmp_path / "my.csv"
    for _ in range(12):
        made = bytearray(raw)
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(len(made))
            made[at : at + chance.randrange(2)] = chance.choice(
                [b'"', b",", b"\n", b"\r\n", b"\r", b"", b'""', b" ", b"\xff", b"\x00", b'"\n"', b",,"]
            )
        file.write_bytes(made)
        same(file, at_once=chance.choice([SIZE, 300, 1500]))


def test_keys_that_stand_twice_far_apart(small: Path, tmp_path: Path) -> None:
    base = shipped(small, "trade_figures")[3]
    rows = [[f"row-{number:05}", *base[1:]] for number in range(1000)]
    rows[600][0], rows[999][0], rows[1][0] = "row-00007", "row-00007", "row-00007"
    rows[1][2] = "not an id"  # no record, so that it takes no key
    file = tmp_path / "my.csv"
    file.write_text(text_of("trade_figures", rows), encoding="utf-8", newline="")
    found = same(file, at_once=7000)
    assert [(one.code, one.line, one.expected) for one in found if one.code == "I-DUP"] == [
        ("I-DUP", 602, "a key not on line 9"), ("I-DUP", 1001, "a key not on line 9"),
    ]  # fmt: skip


def test_a_limit_ends_the_check(small: Path, tmp_path: Path) -> None:
    base = shipped(small, "trade_figures")[3]
    rows = [[f"row-{number:05}", "nothing", *base[2:]] for number in range(1000)]
    file = tmp_path / "my.csv"
    file.write_text(text_of("trade_figures", rows), encoding="utf-8", newline="")
    report = validate(file, limit=40)
    assert (len(report), report.complete, report.valid) == (40, False, False)
    assert list(report) == validate_table(file, "trade_figures")[1][:40]
    twice = [[base[0], *base[1:]] for _ in range(60)]
    file.write_text(text_of("trade_figures", twice), encoding="utf-8", newline="")
    assert [one.line for one in _of_files(validate(file, limit=10))] == list(range(3, 13))
    assert validate(file, limit=59).complete


def test_links_are_followed_if_asked_for(small: Path, tmp_path: Path) -> None:
    rows = shipped(small, "trade_figures")
    rows[4][names("trade_figures").index("reporter")] = "AA"
    file = tmp_path / "my.csv"
    file.write_text(text_of("trade_figures", rows), encoding="utf-8", newline="")
    assert validate(file).valid
    assert [one.code for one in validate(file, links=True)] == ["L-MISSING"]
    assert {one.code for one in validate(file, links={"actors": {"AA"}})} == {"L-MISSING"}


def test_what_is_no_file_is_one_finding(tmp_path: Path) -> None:
    assert [one.code for one in validate(tmp_path / "none.csv")] == ["P-READ"]
    (tmp_path / "folder.csv").mkdir()
    assert [one.code for one in validate(tmp_path / "folder.csv")] == ["P-TYPE"]


def test_a_row_without_end_is_not_held(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sinorus_data.bulk import blocks

    monkeypatch.setattr(blocks, "LONGEST", 2000)
    text = text_of("trade_figures", shipped(small, "trade_figures"))
    file = tmp_path / "my.csv"
    file.write_text(text + '"never' + "x\n" * 5000, encoding="utf-8", newline="")
    report = validate_csv(file, Task("trade_figures"), at_once=500)
    assert [(one.code, one.line) for one in _of_files(report)] == [("R-FILE", text.count("\n") + 1)]
    file.write_text(text + 'ne"ver' + "x\n" * 5000, encoding="utf-8", newline="")
    report = validate_csv(file, Task("trade_figures"), at_once=500)
    assert [(one.code, one.line) for one in _of_files(report)] == [("C-QUOTE", text.count("\n") + 1)]


def _of_files(report: Report) -> list[Finding]:
    return [one for one in report if isinstance(one, Finding)]


def test_frictionless_where_it_is_right(small: Path, tmp_path: Path) -> None:
    """Rows in which frictionless finds what a Table Schema can say are wrong here as well."""
    frictionless = pytest.importorskip("frictionless", reason="needs the extra validate")
    from sinorus_data.tables.schema import table_schema

    some = broken(small, "trade_figures")[::4]
    rows = [row for row in some if not any("\n" in cell or "\r" in cell for cell in row)]
    text = text_of("trade_figures", rows)
    (tmp_path / "my.csv").write_text(text, encoding="utf-8", newline="")
    schema = {key: value for key, value in table_schema("trade_figures").items() if key != "foreignKeys"}
    resource = frictionless.Resource(
        list(csv.reader(io.StringIO(text, newline=""))), schema=frictionless.Schema.from_descriptor(schema)
    )
    # It counts keys of rows that are no records as well; here such a row takes no key.
    ids = ("unique-error", "primary-key")
    errors = [error for error in resource.validate().tasks[0].errors if error.type not in ids]
    theirs = {error.row_number for error in errors if "unique" not in error.note}
    ours = {one.line for one in _of_files(validate(tmp_path / "my.csv", limit=None))}
    assert len(theirs) > 100
    assert [error.note for error in errors if error.row_number in theirs - ours] == []
