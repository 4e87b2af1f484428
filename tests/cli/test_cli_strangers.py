"""The command ``validate --table``: tables of others, small, large and in Parquet."""

from __future__ import annotations

from pathlib import Path

import pytest
from example import table_of

from sinorus_data.cli import strangers
from sinorus_data.cli.main import main

#: A sound table, one with a wrong unit in every row, and one with a quote that is never closed.
SOUND = [{"id": f"row-{number:04}"} for number in range(40)]
TABLES = {
    "sound": table_of(*SOUND), "wrong": table_of(*({**row, "unit": "USD"} for row in SOUND)),
    "broken": table_of(*SOUND) + '"',
}  # fmt: skip


def named(folder: Path, text: str) -> list[str]:
    (folder / "my.csv").write_text(text, encoding="utf-8")
    return ["validate", "--table", "trade_figures", str(folder / "my.csv")]


def test_a_table_of_others_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = named(tmp_path, table_of({}))
    assert main(command) == 0
    assert capsys.readouterr().out == "1 record valid\n"
    assert main([*command, "--links"]) == 1
    assert "L-MISSING" in capsys.readouterr().out
    for wrong in (
        ["validate", "--table", "none", "x.csv"], ["validate", "--table", "events"], [*command, "--fix"],
        ["validate", "--table", "events", str(tmp_path / "none.csv")], ["validate", "--links"],
        ["validate", "--limit", "1"], [*command, "--limit", "-1"],
        ["validate", "--sources", str(tmp_path / "none")],
    ):  # fmt: skip
        assert main(wrong) == 2


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_large_tables_are_answered_as_small_ones(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("polars", reason="large tables need the extra bulk")
    answers = []
    for small in (strangers.SMALL, 0):
        monkeypatch.setattr(strangers, "SMALL", small)
        answers.append((main(named(tmp_path, text)), capsys.readouterr().out))
    assert answers[0] == answers[1]
    assert answers[0][0] == (text != TABLES["sound"])


def test_a_limit_ends_the_check_of_a_large_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("polars", reason="large tables need the extra bulk")
    monkeypatch.setattr(strangers, "SMALL", 0)
    command = named(tmp_path, TABLES["wrong"])
    assert main([*command, "--limit", "7"]) == 1
    shown = capsys.readouterr()
    assert shown.out.count("F-CODE") == 7
    assert "stopped after 7 findings; mend these first, or raise --limit" in shown.err
    monkeypatch.setattr("sinorus_data.bulk.report.LIMIT", 3)
    assert main([*command, "--limit", "0"]) == 1
    shown = capsys.readouterr()
    assert (shown.out.count("F-CODE"), shown.err) == (40, "")


def test_parquet_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    polars = pytest.importorskip("polars", reason="large tables need the extra bulk")
    command = named(tmp_path, TABLES["wrong"])
    polars.read_csv(tmp_path / "my.csv", infer_schema=False).write_parquet(tmp_path / "my.parquet")
    assert main([*command[:-1], str(tmp_path / "my.parquet")]) == 1
    assert capsys.readouterr().out.count("my.parquet:2:") == 1


def test_without_the_extra_a_table_that_needs_it_names_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "polars", None)
    (tmp_path / "my.parquet").write_bytes(b"PAR1")
    assert main(["validate", "--table", "trade_figures", str(tmp_path / "my.parquet")]) == 2
    assert "pip install 'sinorus-data[bulk]'" in capsys.readouterr().err
