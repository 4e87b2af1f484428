"""Tables of others, held against a published table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from example import HEADER, table, table_of

from sinorus_data.checks.foreign import validate_table
from sinorus_data.model.catalogue import TABLES
from sinorus_data.model.finding import Finding


def check(folder: Path, text: str, name: str = "trade_figures", known: object = None) -> list[Finding]:
    file = folder / "my.csv"
    file.write_text(text, encoding="utf-8")
    return validate_table(file, name, known)[1]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", TABLES)
def test_every_published_table_passes(checkout: Path, name: str) -> None:
    file = checkout / "datasets" / f"{name}.csv"
    rows, findings = validate_table(file, name)
    assert [found for found in findings if found.level == "error"] == []
    with file.open(encoding="utf-8", newline="") as stream:
        assert rows == sum(1 for _ in csv.reader(stream)) - 1


@pytest.mark.parametrize("name", TABLES)
def test_every_required_column_must_be_filled(checkout: Path, tmp_path: Path, name: str) -> None:
    from sinorus_data.tables.columns import columns

    text = (checkout / "datasets" / f"{name}.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    if len(rows) == 1:
        pytest.skip("the table has no rows")
    for at, column in enumerate(columns(name)):
        if column.required:
            row = [*rows[1][:at], "", *rows[1][at + 1 :]]
            stream = io.StringIO(newline="")
            csv.writer(stream, lineterminator="\n").writerows([rows[0], row])
            codes = {(found.code, found.line) for found in check(tmp_path, stream.getvalue(), name)}
            assert ("F-MISSING", 2) in codes, (column.name, codes)


def test_rows_may_stand_in_any_order(tmp_path: Path) -> None:
    assert check(tmp_path, table("+ id: b-row\n+ id: a-row")) == []


CELLS = [
    ({"value": "1,000"}, "C-RAGGED"), ({"value": "1e3"}, "N-FORMAT"), ({"flow": "sum"}, "F-CODE"),
    ({"period": "2015", "period_end": "2015-12-30"}, "F-COMPUTED"), ({"unit": "km"}, "N-UNIT"),
    ({"note": "=1+1"}, "C-FORMULA"), ({"freq": "Q"}, "N-FREQ"), ({"value": "-1"}, "N-SIGN"),
    ({"locator": "there"}, "V-LOCATOR"), ({"note": "a\u200bb"}, "T-INVISIBLE"), ({"note": "e\u0301"}, "T-NFC"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "code"), CELLS)
def test_a_cell_that_is_wrong(tmp_path: Path, cells: dict[str, str], code: str) -> None:
    findings = check(tmp_path, table_of(cells))
    assert code in {found.code for found in findings}
    assert {found.path for found in findings} == {"my.csv"}


def test_a_key_stands_once(tmp_path: Path) -> None:
    [found] = check(tmp_path, table("+ id: a-row\n+ id: a-row"))
    assert (found.code, found.line, found.column, found.expected) == ("I-DUP", 3, 1, "a key not on line 2")


def test_links_are_followed_only_if_asked_for(tmp_path: Path) -> None:
    text = table_of({"reporter": "AA"})
    assert check(tmp_path, text) == []
    findings = check(tmp_path, text, known=lambda name, record_id: record_id != "AA")
    assert [(found.code, found.column) for found in findings] == [("L-MISSING", len("aa-row,goods_trade,") - 1 + 1)]


@pytest.mark.parametrize(("content", "code"), [(b"\xff", "T-UTF8"), (b"id;x\n", "C-DIALECT"), (b"", "C-HEADER")])
def test_what_is_no_table_is_one_finding(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "my.csv").write_bytes(content)
    rows, findings = validate_table(tmp_path / "my.csv", "trade_figures")
    assert (rows, [found.code for found in findings]) == (0, [code])
    assert HEADER
