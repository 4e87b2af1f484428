"""Real records broken at random, each in one way: how often code, line and column come back."""

from __future__ import annotations

import copy
import os
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from example import HEADER

from sinorus_data.checks import engine
from sinorus_data.model.catalogue import DATA_SETS
from sinorus_data.model.finding import Finding, Refused
from sinorus_data.reading.dataset import Package
from sinorus_data.reading.text import decode
from sinorus_data.tables.columns import columns

YAML = [table for table, (_, form) in DATA_SETS.items() if form == "yaml"]
#: Records that each way is tried on, in each data set.
EACH = int(os.environ.get("MUTATIONS", "1"))
Broken = tuple[str, str, int, int]  # the text, and the code, line and column of what is wrong with it
Way = Callable[[str, str, random.Random], Broken | None]

WAYS: dict[str, Way] = {}


def way(breaks: Way) -> Way:
    WAYS[breaks.__name__] = breaks
    return breaks


def lines_like(text: str, shape: str) -> list[tuple[int, re.Match[str]]]:
    found = [(at, re.match(shape, line)) for at, line in enumerate(text.split("\n"), 1)]
    return [(at, match) for at, match in found if match]


def with_line(text: str, at: int, line: str) -> str:
    lines = text.split("\n")
    lines[at - 1] = line
    return "\n".join(lines)


def value_line(text: str, names: tuple[str, ...], rng: random.Random) -> tuple[int, str, str] | None:
    """A line `name: value` of plain text on one line: where, what stands before the value, and the value."""
    found = lines_like(text, rf"((?:{'|'.join(names)}): )([^\s'\"\[{{|>&].*)$")
    if not found:
        return None
    at, match = rng.choice(found)
    return at, match[1], match[2]


def in_value(names: tuple[str, ...], change: Callable[[str], str], code: str, offset: int | None = None) -> Way:
    def breaks(table: str, text: str, rng: random.Random) -> Broken | None:
        found = value_line(text, names, rng)
        if found is None:
            return None
        at, before, value = found
        column = len(before) + 1 + (offset or 0)
        return with_line(text, at, before + change(value)), code, at, column

    return breaks


PROSE = ("summary", "text")
WAYS |= {
    "invisible": in_value(PROSE, lambda value: f"{value[:2]}\u200b{value[2:]}", "T-INVISIBLE", 2),
    "control": in_value(PROSE, lambda value: f"{value[:2]}\x07{value[2:]}", "T-CHAR", 2),
    "private": in_value(PROSE, lambda value: f"{value[:2]}\ue000{value[2:]}", "T-CHAR", 2),
    "decomposed": in_value(PROSE, lambda value: f"e\u0301 {value}", "T-NFC"),
    "digits": in_value(PROSE, lambda value: f"{value} ２０", "T-DIGIT"),
    "mixed": in_value(PROSE, lambda value: f"Аbove {value}", "T-MIXED"),
    "spaced": in_value(PROSE, lambda value: "'\u00a0" + value.replace("'", "’") + "'", "T-SPACE"),
    "formula": in_value(PROSE, lambda value: "'=" + value.replace("'", "’") + "'", "C-FORMULA"),
    "secret": in_value(PROSE, lambda value: "ghp_" + "a1" * 18, "V-SECRET"),
    "private-data": in_value(PROSE, lambda value: "Ask a.b@example.org", "V-PERSONAL"),
    "anchored": in_value(PROSE, lambda value: f"&a {value}", "Y-ALIAS"),
    "tagged": in_value(PROSE, lambda value: f"!!str {value}", "Y-TAG"),
    "cut": in_value(PROSE, lambda value: f"{value} #1", "Y-COMMENT"),
    "nothing": in_value(PROSE, lambda value: "n/a", "F-SENTINEL"),
    "too-long": in_value(PROSE, lambda value: "word " * 1000, "F-LENGTH"),
    "locator": in_value(("    locator", "locator"), lambda value: "second paragraph", "V-LOCATOR"),
    "quotation": in_value(("    as_stated", "as_stated"), lambda value: "a b c d e f g h i", "V-QUOTE"),
    "no-source": in_value(("  - source", "source_id"), lambda value: "no-such-text", "L-MISSING"),
    "cyrillic-id": in_value(("id",), lambda value: f"с{value}", "I-ASCII"),
    "another-id": in_value(("id",), lambda value: f"{value}-x", "I-FILE"),
    "bad-number": in_value(("    value",), lambda value: f"{value}_0", "N-FORMAT"),
    "bad-unit": in_value(("    unit",), lambda value: "furlongs", "F-CODE"),
    "no-party": in_value(("    party", "reporter", "country", "parent"), lambda value: "XX", "L-MISSING"),
    "part-of-nothing": in_value(
        ("part_of", "series", "occasion", "proposition_id"), lambda v: "none-such", "L-MISSING"
    ),
    "judging": in_value(("note",), lambda value: "A notorious matter.", "V-TONE"),
    "address": in_value(("url",), lambda value: "https://u:p@example.org/", "L-URL"),
    "http": in_value(("url",), lambda value: "http://example.org/", "L-HTTP"),
    "licence": in_value(("licence",), lambda value: "free", "V-LICENCE"),
}


@way
def required_gone(table: str, text: str, rng: random.Random) -> Broken | None:
    names = [column.name for column in columns(table) if column.required and column.name not in ("id", "title", "name")]
    found = lines_like(text, rf"({'|'.join(names)}): \S") if names else []
    if not found:
        return None
    at, _ = rng.choice(found)
    lines = text.split("\n")
    end = at + 1
    while lines[end - 1].startswith((" ", "-")):
        end += 1
    return "\n".join([*lines[: at - 1], *lines[end - 1 :]]), "F-MISSING", 1, 1


@way
def unknown_field(table: str, text: str, rng: random.Random) -> Broken:
    return f"{text}summery: x\n", "F-UNKNOWN", text.count("\n") + 1, 1


@way
def key_twice(table: str, text: str, rng: random.Random) -> Broken:
    first = text.partition(":")[0]
    return f"{text}{first}: again\n", "Y-DUP", text.count("\n") + 1, 1


@way
def wrong_code(table: str, text: str, rng: random.Random) -> Broken | None:
    coded = tuple(column.name for column in columns(table) if column.codes and column.type is str)
    return in_value(coded, lambda value: f"{value}x", "F-CODE")(table, text, rng) if coded else None


DATED = ("signed", "in_force", "ended", "start", "end", "since", "date", "valid_from", "valid_to", "published")


@way
def wrong_date(table: str, text: str, rng: random.Random) -> Broken | None:
    value, code = rng.choice(
        [("2016-13", "D-CALENDAR"), ("16.07.2001", "D-FORMAT"), ("2003/2001", "D-ORDER"), ("2001-7-6", "D-FORMAT")]
    )
    return in_value(DATED, lambda old: value, code)(table, text, rng)


@way
def tab_indented(table: str, text: str, rng: random.Random) -> Broken | None:
    found = lines_like(text, r"  - ")
    if not found:
        return None
    at, _ = rng.choice(found)
    return with_line(text, at, "\t" + text.split("\n")[at - 1].lstrip()), "Y-SYNTAX", at, 1


@way
def trailing_space(table: str, text: str, rng: random.Random) -> Broken:
    at = rng.randrange(1, text.count("\n") + 1)
    line = text.split("\n")[at - 1]
    return with_line(text, at, f"{line}  "), "T-TRAIL", at, len(line) + 1


@way
def no_last_line_end(table: str, text: str, rng: random.Random) -> Broken:
    lines = text.rstrip("\n").split("\n")
    return text.rstrip("\n"), "T-EOF", len(lines), len(lines[-1]) + 1


@way
def ends_first(table: str, text: str, rng: random.Random) -> Broken | None:
    if table not in ("exercises", "events") or not re.search(r"(?m)^start: 2", text):
        return None
    return in_value(("end",), lambda value: "1900", "D-REVERSED")(table, text, rng)


@way
def unsupported(table: str, text: str, rng: random.Random) -> Broken | None:
    field = {"agreements": "in_force", "exercises": "place", "events": "place"}.get(table)
    found = lines_like(text, r"summary: ")
    if field is None or not found or re.search(rf"(?m)^{field}:", text):
        return None
    value = "2020" if field == "in_force" else "[Somewhere]"
    at = found[0][0]
    return with_line(text, at, f"{field}: {value}\n" + text.split("\n")[at - 1]), "V-NOSOURCE", at, 1


@way
def claim_twice(table: str, text: str, rng: random.Random) -> Broken | None:
    found = re.search(r"(?m)^  - source: .*\n(?:    .*\n)*", text[text.find("evidence:") :])
    if found is None or (not text.endswith(found[0]) and "\ndisputed:" in text):
        return None
    return text + found[0], "V-DUP", text.count("\n") + 1, 5


def broken_records(root: Path, name: str, table: str) -> Iterator[tuple[str, Broken]]:
    rng = random.Random(f"{name} {table}")  # the same records every time
    files = sorted((root / "datasets" / table).glob("*.yaml"))
    rng.shuffle(files)
    made = 0
    for file in files:
        if name == "judging" and table == "positions":  # judgements of actors stand there
            return
        broken = WAYS[name](table, file.read_text(encoding="utf-8"), rng)
        if broken is not None:
            yield file.relative_to(root).as_posix(), broken
            made += 1
        if made == EACH:
            return


def answered(whole: Package, path: str, text: str) -> list[Finding]:
    """What is said when one file of the package has become ``text``."""
    package, table = copy.copy(whole), whole.table_of(path)
    package.records = {
        **whole.records,
        table: {i: read for i, read in whole.records[table].items() if read.path != path},
    }
    package.written = [written for written in whole.written if written.path != path]
    package.findings, package.texts = [], dict(whole.texts)
    try:
        package.add(table, path, decode(text.encode("utf-8"), path))
    except Refused as refused:
        return [refused.finding]
    return engine.check(package, frozenset((path,)))


@pytest.mark.parametrize("table", YAML)
def test_at_least_99_of_100_are_answered_at_the_place(
    root: Path, package: Package, table: str
) -> None:  # fmt: skip
    tried, missed = 0, []
    for name in WAYS:
        for path, (text, code, line, column) in broken_records(root, name, table):
            findings = answered(package, path, text)
            tried += 1
            if (code, line, column) not in {(found.code, found.line, found.column) for found in findings}:
                missed.append((name, path, code, line, column, [str(found)[:150] for found in findings]))
    assert tried > 10 * EACH
    assert len(missed) <= tried / 100, missed


CELLS: dict[str, tuple[str, str]] = {
    "id": ("Ä", "I-ASCII"), "indicator": ("trade", "F-CODE"), "reporter": ("XX", "L-MISSING"),
    "counterpart": ("XX", "L-MISSING"), "flow": ("sum", "F-CODE"), "commodity": ("oil", "F-CODE"),
    "period": ("2016-00", "D-CALENDAR"), "period_start": ("1900-01-01", "F-COMPUTED"),
    "period_end": ("1900-01-01", "F-COMPUTED"), "freq": ("Y", "F-CODE"), "value": ("1e3", "N-FORMAT"),
    "value_max": ("-999999", "N-RANGE"), "unit": ("USD", "F-CODE"), "qualifier": ("circa", "F-CODE"),
    "status": ("n/a", "F-SENTINEL"), "base_period": ("16.7.2001", "D-FORMAT"), "attributed_to": ("nobody", "L-MISSING"),
    "source_id": ("no-text", "L-MISSING"), "locator": ("there", "V-LOCATOR"), "note": ("=1+1", "C-FORMULA"),
    "transformation": ("delta", "F-CODE"), "relative_to": ("XX", "L-MISSING"), "measured_in": ("yuan", "N-MEASURED"),
    "compiler": ("nobody", "L-MISSING"), "vintage": ("2999", "D-VINTAGE"),
    "as_stated": ("a b c d e f g h i", "V-QUOTE"), "reported_by": ("nobody", "L-MISSING"),
}  # fmt: skip


@pytest.mark.parametrize("column", HEADER.split(","))
def test_every_column_of_the_trade_figures(root: Path, package: Package, column: str) -> None:
    import csv
    import io

    value, code = CELLS[column]
    path = "datasets/trade_figures.csv"
    rng = random.Random(column)
    whole = list(csv.DictReader(io.StringIO((root / path).read_text(encoding="utf-8"), newline="")))
    rows = [whole[at] for at in sorted(rng.sample(range(len(whole)), min(60, len(whole))))]
    dated = [row["period"] and package.find("sources", row["source_id"]).published for row in rows]
    for at in rng.sample([at for at, both in enumerate(dated) if both], 3):
        changed = [dict(row) for row in rows]
        changed[at][column] = value
        stream = io.StringIO(newline="")
        writer = csv.DictWriter(stream, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(changed)
        line = stream.getvalue().split("\n")[at + 1]
        before = next(csv.reader([line]))[: HEADER.split(",").index(column)]
        written = io.StringIO(newline="")
        csv.writer(written, lineterminator="").writerow([*before, "x"])
        findings = answered(package, path, stream.getvalue())
        place = (code, at + 2, len(written.getvalue()))
        assert place in {(found.code, found.line, found.column) for found in findings}, findings
