"""Retired ids: dead, answered for by the living, and kept by a build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sinorus_data.checks.engine import validate
from sinorus_data.cli.main import main

TABLE = "datasets/retired_ids.csv"


@pytest.fixture
def root(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(small, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(root: Path, *lines: str) -> list[tuple[str, int, str]]:
    header = (root / TABLE).read_text(encoding="utf-8").splitlines()[0]
    (root / TABLE).write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    return [(one.code, one.line, one.got) for one in validate(root)[1] if one.path == TABLE]


def test_every_fate_with_the_answer_it_needs(root: Path) -> None:
    good = (
        "drill-a,exercises,moved,vostok-2018,0.3.0,renamed",
        "drill-b,exercises,split,vostok-2018;joint-sea-2016,0.3.0,two editions",
        "drill-c,exercises,withdrawn,,0.3.0,never held",
    )
    assert found(root, *good) == []
    assert main(["build", "--root", str(root)]) == 0
    assert (root / TABLE).read_text(encoding="utf-8").splitlines()[1:] == list(good)
    assert main(["build", "--check", "--root", str(root)]) == 0


@pytest.mark.parametrize(
    ("line", "got"),
    [
        ("vostok-2018,exercises,withdrawn,,0.3.0,x", "vostok-2018"), ("a,drills,withdrawn,,0.3.0,x", "drills"),
        ("a,exercises,moved,,0.3.0,x", "0"), ("a,exercises,moved,vostok-2018;joint-sea-2016,0.3.0,x", "2"),
        ("a,exercises,split,vostok-2018,0.3.0,x", "1"), ("a,exercises,withdrawn,vostok-2018,0.3.0,x", "1"),
        ("a,exercises,moved,no-such,0.3.0,x", "no-such"),
        ("a,exercises,moved,su-35-contract,0.3.0,x", "su-35-contract"),
    ],
)  # fmt: skip
def test_what_does_not_answer(root: Path, line: str, got: str) -> None:
    assert found(root, line) == [("I-RETIRED", 2, got)]


def test_no_chains_and_no_id_twice(root: Path) -> None:
    chain = ("a,exercises,moved,b,0.3.0,x", "b,exercises,moved,vostok-2018,0.3.0,x")
    assert found(root, *chain) == [("I-RETIRED", 2, "b")]
    twice = "a,exercises,withdrawn,,0.3.0,x"
    assert found(root, twice, twice) == [("I-RETIRED", 3, "a")]


def test_a_broken_table_is_told_with_its_place(root: Path) -> None:
    assert [code for code, *_ in found(root, "a,exercises,lost,,0.3.0,x")] == ["F-CODE"]
    assert [code for code, *_ in found(root, "a,exercises")] == ["C-RAGGED"]
    (root / TABLE).write_text("id,fate\n", encoding="utf-8")
    assert "C-HEADER" in [one.code for one in validate(root)[1]]
