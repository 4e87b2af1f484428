"""CSV read strictly, with the place of every cell."""

from __future__ import annotations

import contextlib
import csv
import io
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_data.model.finding import Finding, Refused
from sinorus_data.reading.csv import Cell, read_rows, read_table
from sinorus_data.reading.text import decode

relaxed = settings(deadline=None)
COLUMNS = ("id", "value", "note")

cells = st.one_of(st.text(max_size=8), st.text('",\n;ab中😀 ', max_size=8))
tables = st.lists(st.lists(cells, min_size=1, max_size=5), max_size=6)


def rows_of(text: str) -> list[list[Cell]]:
    return list(read_rows(text, "t.csv"))


def texts_of(text: str) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows_of(text)]


def written(rows: list[list[str]], *, quote_all: bool = False) -> str:
    stream = io.StringIO(newline="")
    quoting: Literal[0, 1] = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(stream, lineterminator="\n", quoting=quoting).writerows(rows)
    return stream.getvalue()


def refusal(text: str) -> Finding:
    with pytest.raises(Refused) as caught:
        rows_of(text)
    return caught.value.finding


def table_refusal(text: str, columns: tuple[str, ...] = COLUMNS) -> Finding:
    with pytest.raises(Refused) as caught:
        read_table(text, "t.csv", columns)
    return caught.value.finding


def place(finding: Finding) -> tuple[str, int, int]:
    return finding.code, finding.line, finding.column


@relaxed
@given(tables, st.booleans())
def test_what_the_standard_library_writes_is_read_back(rows: list[list[str]], quote_all: bool) -> None:
    assert texts_of(written(rows, quote_all=quote_all)) == rows


@relaxed
@given(tables)
def test_the_last_line_end_may_be_missing(rows: list[list[str]]) -> None:
    text = written(rows, quote_all=True)
    assert texts_of(text.removesuffix("\n")) == rows


@st.composite
def placed_tables(draw: st.DrawFn) -> tuple[str, list[list[Cell]]]:
    """A table written here, so that the place of every cell is known."""
    text, line, column = "", 1, 1
    expected: list[list[Cell]] = []
    for row in draw(tables):
        found = []
        for at, value in enumerate(row):
            text, column = (text + ",", column + 1) if at else (text, column)
            found.append(Cell(value, line, column))
            quoted = any(mark in value for mark in '",\n') or draw(st.booleans())
            token = '"' + value.replace('"', '""') + '"' if quoted else value
            text += token
            line += token.count("\n")
            column = len(token) - token.rfind("\n") if "\n" in token else column + len(token)
        text, line, column = text + "\n", line + 1, 1
        expected.append(found)
    return text, expected


@relaxed
@given(placed_tables())
def test_every_cell_knows_its_line_and_column(placed: tuple[str, list[list[Cell]]]) -> None:
    text, expected = placed
    assert [[cell[:3] for cell in row] for row in rows_of(text)] == [[cell[:3] for cell in row] for row in expected]
    lines = text.split("\n")
    for row in rows_of(text):
        for cell in row:
            (_, column), end = cell.end, lines[cell.end[0] - 1]
            assert end[column - 1 : column] in ("", ",")
            assert cell.quoted == (lines[cell.line - 1][cell.column - 1 : cell.column] == '"')


def test_places_after_a_quoted_line_end() -> None:
    assert rows_of('a,"b\nc""\nd",e\n"中",f\n') == [
        [Cell("a", 1, 1, (1, 2)), Cell('b\nc"\nd', 1, 3, (3, 3), True), Cell("e", 3, 4, (3, 5))],
        [Cell("中", 4, 1, (4, 4), True), Cell("f", 4, 5, (4, 6))],
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("\n", [[""]]),
        ("a", [["a"]]),
        ("a,", [["a", ""]]),
        (",\n", [["", ""]]),
        ('""', [[""]]),
        ('""""\n', [['"']]),
        (" a , b \n", [[" a ", " b "]]),
        ("a;b\tc\n", [["a;b\tc"]]),
        ("a\n\nb\n", [["a"], [""], ["b"]]),
    ],
)
def test_small_tables(text: str, rows: list[list[str]]) -> None:
    assert texts_of(text) == rows


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ('a,b"c\n', 1, 3, "inside an unquoted cell"),
        ('a, "b"\n', 1, 3, "inside an unquoted cell"),
        ('a,"b" \n', 1, 3, "beside a quoted cell"),
        ('a,"b"c"\n', 1, 3, "beside a quoted cell"),
        ('a,"b\n', 1, 3, "never closed"),
        ('"\n\n', 1, 1, "never closed"),
        ('a,b\nc,"d\ne\nf', 2, 3, "never closed"),
        ('"x\ny",b"\n', 2, 4, "inside an unquoted cell"),
        ('a,"say ""no"" and go\n', 1, 3, "never closed"),
        ('"""', 1, 1, "never closed"),
    ],
)
def test_a_quote_out_of_place_is_refused_where_its_cell_begins(text: str, line: int, column: int, message: str) -> None:
    finding = refusal(text)
    assert place(finding) == ("C-QUOTE", line, column)
    assert message in finding.message


@relaxed
@given(placed_tables(), st.sampled_from(['x"', '"x', '"x"y', ' "x"']))
def test_a_bad_cell_after_good_rows_is_refused_at_its_line(placed: tuple[str, list[list[Cell]]], bad: str) -> None:
    text, _ = placed
    finding = refusal(text + "a," + bad + "\n")
    assert place(finding) == ("C-QUOTE", text.count("\n") + 1, 3)


@relaxed
@given(st.one_of(st.text(max_size=30), st.text('",\n a', max_size=30)))
def test_any_text_is_rows_within_it_or_refused_within_it(text: str) -> None:
    lines = text.split("\n")
    try:
        places = [(cell.line, cell.column) for row in rows_of(text) for cell in row]
    except Refused as refused:
        places = [(refused.finding.line, refused.finding.column)]
    assert all(1 <= column <= len(lines[line - 1]) + 1 for line, column in places)


@relaxed
@given(st.one_of(st.binary(max_size=60), st.text(max_size=40).map(str.encode)))
def test_any_bytes_are_a_table_or_refused(raw: bytes) -> None:
    with contextlib.suppress(Refused):
        rows_of(decode(raw, "t.csv"))
    with contextlib.suppress(Refused):
        read_table(decode(raw, "t.csv"), "t.csv", COLUMNS)


@relaxed
@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=5))
def test_a_table_keeps_its_rows_under_the_header(rows: list[list[str]]) -> None:
    kept, findings = read_table(written([list(COLUMNS), *rows]), "t.csv", COLUMNS)
    assert [[cell.text for cell in row] for row in kept] == rows
    assert findings == []


@pytest.mark.parametrize(
    ("header", "code", "column"),
    [
        ("id,note,value", "C-HEADER", 4),
        ("ID,value,note", "C-HEADER", 1),
        ("id,value,Note", "C-HEADER", 10),
        ("id, value,note", "C-HEADER", 4),
        ("id,value,note,extra", "C-HEADER", 15),
        ("id,value,note,", "C-HEADER", 15),
        ("id,id,note", "C-HEADER", 4),
        ("id;value;note", "C-DIALECT", 1),
        ("id\tvalue\tnote", "C-DIALECT", 1),
        ('"id;value;note"', "C-DIALECT", 1),
    ],
)
def test_another_header_is_refused_where_it_differs(header: str, code: str, column: int) -> None:
    assert place(table_refusal(header + "\na,1,x\n")) == (code, 1, column)


def test_a_header_that_is_too_short_names_the_missing_column() -> None:
    finding = table_refusal("id,value\na,1\n")
    assert (finding.code, finding.line, finding.expected) == ("C-HEADER", 1, "'note'")


def test_an_empty_file_has_no_header() -> None:
    assert place(table_refusal("")) == ("C-HEADER", 1, 1)


def test_a_quoted_header_is_the_same_header() -> None:
    assert read_table('"id",value,"note"\n', "t.csv", COLUMNS) == ([], [])


def test_bad_rows_are_reported_and_the_good_ones_kept() -> None:
    text = 'id,value,note\na,1,"x\ny"\nb,2\n\nc,3,z,w\nd,4,\n'
    kept, findings = read_table(text, "t.csv", COLUMNS)
    assert [row[0].text for row in kept] == ["a", "d"]
    assert [place(finding) for finding in findings] == [("C-RAGGED", 4, 1), ("C-BLANK", 5, 1), ("C-RAGGED", 6, 1)]
    assert [(finding.got, finding.expected) for finding in findings if finding.code == "C-RAGGED"] == [
        ("2", "3"),
        ("4", "3"),
    ]


def test_a_quote_out_of_place_refuses_the_table() -> None:
    assert place(table_refusal('id,value,note\na,1,x\nb,"2,y\n')) == ("C-QUOTE", 3, 3)
