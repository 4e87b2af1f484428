"""Real records broken one constraint at a time: the code and the line that come back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sinorus_data.checks import engine
from sinorus_data.model.catalogue import DATA_SETS
from sinorus_data.model.finding import Finding
from sinorus_data.reading.dataset import Package
from sinorus_data.tables.columns import columns

YAML = [table for table, (_, form) in DATA_SETS.items() if form == "yaml"]


def check(package: Package, table: str, path: str, text: str) -> list[Finding]:
    """What is wrong with the shipped data after one file has become ``text``."""
    package.written = [written for written in package.written if written.path != path]
    for record_id, read in list(package.records[table].items()):
        if read.path == path:
            del package.records[table][record_id]
    package.add(table, path, text)
    return engine.check(package, frozenset((path,)))


def a_record(root: Path, table: str, holding: str) -> tuple[str, str]:
    """The first record file of a data set with a line that begins with ``holding``."""
    for file in sorted((root / "datasets" / table).glob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        if re.search(rf"(?m)^{holding}", text):
            return file.relative_to(root).as_posix(), text
    pytest.fail(f"no record of {table} has {holding}")


def line_of(text: str, beginning: str) -> int:
    return next(at for at, line in enumerate(text.splitlines(), 1) if re.match(beginning, line))


def required(table: str) -> list[str]:
    return [column.name for column in columns(table) if column.required and column.name != "id"]


@pytest.mark.parametrize(("table", "field"), [(table, field) for table in YAML for field in required(table)])
def test_a_required_field_left_out(package: Package, root: Path, table: str, field: str) -> None:
    path, text = a_record(root, table, f"{field}: ?\\S")
    lines = text.splitlines(keepends=True)
    at = line_of(text, f"{field}:") - 1
    end = next((later for later in range(at + 1, len(lines)) if not lines[later].startswith((" ", "-"))), len(lines))
    findings = check(package, table, path, "".join(lines[:at] + lines[end:]))
    assert [(found.code, found.line) for found in findings if found.code == "F-MISSING"] == [("F-MISSING", 1)]


CODED = [(table, column.name) for table in YAML for column in columns(table) if column.codes and column.type is str]


@pytest.mark.parametrize(("table", "field"), CODED)
def test_a_code_that_is_none(package: Package, root: Path, table: str, field: str) -> None:
    path, text = a_record(root, table, f"{field}: ")
    broken = re.sub(rf"(?m)^{field}: .*$", f"{field}: no-such-code", text)
    [found] = check(package, table, path, broken)
    assert (found.code, found.line, found.column) == ("F-CODE", line_of(text, f"{field}:"), len(field) + 3)


DATES = [
    ("agreements", "signed"), ("exercises", "start"), ("exercise_series", "since"), ("events", "start"),
    ("positions", "date"), ("actors", "valid_from"), ("sources", "published"),
]  # fmt: skip
WRONG_DATES = [
    ("2016-13", "D-CALENDAR"),
    ("16.07.2001", "D-FORMAT"),
    ("2003/2001", "D-ORDER"),
    ("2001-7-6", "D-FORMAT"),
]


@pytest.mark.parametrize(("table", "field"), DATES)
@pytest.mark.parametrize(("value", "code"), WRONG_DATES)
def test_a_date_that_is_none(
    package: Package, root: Path, table: str, field: str, value: str, code: str
) -> None:  # fmt: skip
    path, text = a_record(root, table, f"{field}: ")
    [found] = check(package, table, path, re.sub(rf"(?m)^{field}: .*$", f"{field}: {value}", text))
    assert (found.code, found.line, found.column) == (code, line_of(text, f"{field}:"), len(field) + 3)


@pytest.mark.parametrize("table", YAML)
def test_an_unknown_field(package: Package, root: Path, table: str) -> None:
    path, text = a_record(root, table, "id: ")
    [found] = check(package, table, path, f"{text}summery: x\n")
    assert (found.code, found.line, found.column) == ("F-UNKNOWN", len(text.splitlines()) + 1, 1)


@pytest.mark.parametrize("table", YAML)
def test_another_id_than_the_file_name(package: Package, root: Path, table: str) -> None:
    path, text = a_record(root, table, "id: ")
    findings = check(package, table, path, re.sub(r"(?m)^id: .*$", "id: quite-another", text))
    assert [(found.code, found.line) for found in findings if found.level == "error"] == [("I-FILE", 1)]


@pytest.mark.parametrize("table", YAML)
def test_an_id_in_other_letters(package: Package, root: Path, table: str) -> None:
    path, text = a_record(root, table, "id: ")
    [found] = check(package, table, path, re.sub(r"(?m)^id: .*$", "id: сn-ru", text))
    assert (found.code, found.line, found.column) == ("I-ASCII", 1, 5)


REFERENCES = [
    ("positions", "actor_id", "nobody"), ("positions", "proposition_id", "no-proposition"),
    ("positions", "source_id", "no-source"), ("exercises", "series", "no-series"), ("sources", "part_of", "no-source"),
    ("actors", "country", "XX"), ("agreements", "occasion", "no-event"), ("events", "part_of", "no-event"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "field", "target"), REFERENCES)
def test_a_link_to_nothing(package: Package, root: Path, table: str, field: str, target: str) -> None:
    path, text = a_record(root, table, f"{field}: ")
    findings = check(package, table, path, re.sub(rf"(?m)^{field}: .*$", f"{field}: {target}", text))
    missing = [(found.code, found.line, found.column) for found in findings if found.code == "L-MISSING"]
    assert missing == [("L-MISSING", line_of(text, f"{field}:"), len(field) + 3)]


EVIDENCED = ("agreements", "exercises", "events")
IN_EVIDENCE = [
    ("source", "no-such-text", "L-MISSING", 5), ("locator", "paragraph two", "V-LOCATOR", 5),
    ("as_stated", "one two three four five six seven eight nine", "V-QUOTE", 5), ("basis", "guess", "F-CODE", 5),
]  # fmt: skip


@pytest.mark.parametrize("table", EVIDENCED)
@pytest.mark.parametrize(("key", "value", "code", "indent"), IN_EVIDENCE)
def test_evidence_broken(
    package: Package, root: Path, table: str, key: str, value: str, code: str, indent: int
) -> None:  # fmt: skip
    path, text = a_record(root, table, "evidence:")
    lines = text.splitlines(keepends=True)
    start = lines.index("evidence:\n")
    at = next(
        (place for place in range(start, len(lines)) if re.match(rf"(  - |    ){key}: ", lines[place])), start + 2
    )
    if f"{key}: " in lines[at]:
        lines[at] = re.sub(rf"{key}: .*", f"{key}: {value}", lines[at])
    else:
        lines.insert(at, f"    {key}: {value}\n")
    found = [(found.code, found.line, found.column) for found in check(package, table, path, "".join(lines))]
    assert (code, at + 1, indent + len(key) + 2) in found


@pytest.mark.parametrize("table", EVIDENCED)
def test_an_unknown_key_in_evidence(package: Package, root: Path, table: str) -> None:
    path, text = a_record(root, table, "evidence:")
    at = text.splitlines().index("evidence:") + 2
    broken = text.replace("evidence:\n  - source:", "evidence:\n  - sauce: x\n    source:", 1)
    assert ("F-UNKNOWN", at, 5) in [
        (found.code, found.line, found.column) for found in check(package, table, path, broken)
    ]


@pytest.mark.parametrize("table", EVIDENCED)
def test_a_value_without_evidence(package: Package, root: Path, table: str) -> None:
    field = {"agreements": "in_force", "exercises": "end", "events": "end"}[table]
    path, text = next(
        (file.relative_to(root).as_posix(), file.read_text(encoding="utf-8"))
        for file in sorted((root / "datasets" / table).glob("*.yaml"))
        if f"\n{field}:" not in file.read_text(encoding="utf-8")
    )
    broken = text.replace("\nsummary:", f"\n{field}: 2020\nsummary:", 1)
    found = next(found for found in check(package, table, path, broken) if found.code == "V-NOSOURCE")
    assert (found.line, found.column) == (line_of(broken, f"{field}: 2020"), 1)


CELLS = [
    ("value", "1_000", "N-FORMAT"), ("value", "1e3", "N-FORMAT"), ("value", "", "F-MISSING"), ("unit", "USD", "F-CODE"),
    ("indicator", "trade", "F-CODE"), ("qualifier", "circa", "F-CODE"), ("period", "2016-00", "D-CALENDAR"),
    ("source_id", "no-source", "L-MISSING"), ("reporter", "XX", "L-MISSING"), ("locator", "page two", "V-LOCATOR"),
    ("status", "n/a", "F-SENTINEL"), ("id", "Ä", "I-ASCII"), ("transformation", "delta", "F-CODE"),
    ("period_start", "1999-01-01", "F-COMPUTED"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "value", "code"), CELLS)
def test_a_cell_of_the_trade_figures(
    package: Package, root: Path, column: str, value: str, code: str
) -> None:  # fmt: skip
    import csv
    import io

    path = "datasets/trade_figures.csv"
    rows = list(csv.reader(io.StringIO((root / path).read_text(encoding="utf-8"), newline="")))[:60]
    at = next(place for place, row in enumerate(rows[1:], 1) if row[rows[0].index("period")])
    rows[at][rows[0].index(column)] = value
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows(rows)
    written = stream.getvalue()
    package.records["trade_figures"].clear()
    package.written = [one for one in package.written if one.path != path]
    package.add("trade_figures", path, written)
    assert (code, at + 1) in [(found.code, found.line) for found in engine.check(package, frozenset((path,)))]
