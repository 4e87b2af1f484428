"""Ids of an earlier release: none vanishes, is renamed, or comes to mean another thing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from example import EXERCISE, PROPOSITION, lay_out

from sinorus_data.checks import engine
from sinorus_data.reading.dataset import read_dataset
from sinorus_data.release.build import published, write

DRILL = "datasets/exercises/joint-drill-2016.yaml"


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """The small package as it was released."""
    root = lay_out(tmp_path / "released")
    write(root, published(read_dataset(root)))
    return root


def codes(root: Path, released: Path) -> list[tuple[str, str]]:
    package = read_dataset(root)
    package.against = released
    return [(found.code, found.path) for found in engine.check(package) if found.code.startswith("I-")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "root")


def test_the_same_ids_are_well(root: Path, released: Path) -> None:
    assert codes(root, released) == []


def test_an_id_that_is_gone(root: Path, released: Path) -> None:
    (root / DRILL).unlink()
    assert codes(root, released) == [("I-GONE", "datasets/exercises")]


def test_an_id_that_was_retired_may_go(root: Path, released: Path) -> None:
    (root / DRILL).unlink()
    with (root / "datasets/retired_ids.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows([("id", "table"), ("joint-drill-2016", "exercises")])
    assert codes(root, released) == []


def test_an_id_that_was_renamed(root: Path, released: Path) -> None:
    (root / DRILL).rename(root / "datasets/exercises/other-drill.yaml")
    (root / "datasets/exercises/other-drill.yaml").write_text(EXERCISE.replace("joint-drill-2016", "other-drill"))
    assert codes(root, released) == [("I-CHANGED", "datasets/exercises/other-drill.yaml")]


def test_an_id_that_means_another_thing(root: Path, released: Path) -> None:
    text = EXERCISE.replace("Joint Drill", "Border Watch").replace("2016-09-12", "2014-01-01")
    (root / DRILL).write_text(text.replace("2016-09-19", "2014-01-02"))
    assert codes(root, released) == [("I-REUSE", DRILL)]


def test_a_name_that_lives_on_and_a_sharper_date_are_the_same_thing(root: Path, released: Path) -> None:
    renamed = EXERCISE.replace("Joint Drill", "Border Watch").replace("2016-09-12", "2014-01-01")
    renamed = renamed.replace("2016-09-19", "2014-01-02").replace("evidence:", "aliases: [Joint Drill]\nevidence:", 1)
    (root / DRILL).write_text(renamed)
    assert codes(root, released) == []
    table = released / "datasets/exercises.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("2016-09-12", "2016-09"), encoding="utf-8")
    (root / DRILL).write_text(EXERCISE.replace("Joint Drill", "Border Watch"))
    assert codes(root, released) == []


def test_a_correction_is_no_other_thing(root: Path, released: Path) -> None:
    (root / DRILL).write_text(EXERCISE.replace("start: 2016-09-12", "start: 2016-09-11"))
    (root / "datasets/propositions/be-friends.yaml").write_text(PROPOSITION)
    assert codes(root, released) == []


def test_a_release_without_a_table_says_nothing(root: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert codes(root, tmp_path / "empty") == []
