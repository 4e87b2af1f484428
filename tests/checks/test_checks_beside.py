"""Work in a second process: its result, its errors, and its end."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sinorus_data.checks import engine
from sinorus_data.checks.beside import beside
from sinorus_data.checks.second_opinion import lying, second_opinion
from sinorus_data.model.finding import Finding

TWO = sys.platform == "linux" and os.cpu_count() != 1


@pytest.mark.parametrize("worth_it", [True, False])
def test_the_result_is_that_of_the_work(worth_it: bool) -> None:
    with beside(lambda: [1, "二", None], worth_it=worth_it) as result:
        assert result() == [1, "二", None]


@pytest.mark.parametrize("worth_it", [True, False])
def test_what_the_work_raises_is_raised_where_its_result_is_asked_for(worth_it: bool) -> None:
    def fails() -> None:
        raise KeyError("gone")

    with beside(fails, worth_it=worth_it) as result, pytest.raises(KeyError, match="gone"):
        result()


def test_work_that_nobody_asks_for_is_not_done_or_stopped(tmp_path: Path) -> None:
    def slow() -> None:
        time.sleep(60)
        (tmp_path / "done").touch()

    for worth_it in (True, False):
        begun = time.monotonic()
        with beside(slow, worth_it=worth_it):
            pass
        assert time.monotonic() - begun < 20
    assert not (tmp_path / "done").exists()


@pytest.mark.skipif(not TWO, reason="needs Linux and two cores")
def test_a_second_process_does_what_is_worth_it() -> None:
    with beside(os.getpid, worth_it=True) as result:
        assert result() != os.getpid()
    with beside(os.getpid, worth_it=False) as result:
        assert result() == os.getpid()


@pytest.mark.skipif(not TWO, reason="needs Linux and two cores")
def test_a_second_process_that_dies_is_an_error() -> None:
    with beside(lambda: os._exit(1), worth_it=True) as result, pytest.raises(EOFError):
        result()


STATES: dict[str, Callable[[Path], object]] = {
    "fresh": lambda root: None,
    "a record changed and nothing built": lambda root: spoil(root, "exercises/vostok-2018.yaml", "strategic", "land"),
    "a wrong record": lambda root: spoil(root, "exercises/vostok-2018.yaml", "strategic", "stratgic"),
    "a table that frictionless minds": lambda root: spoil(root, "exercises.csv", ",strategic,", ",stratgic,"),
    "a table with no rows that another names": lambda root: (root / "datasets/actors.csv").write_text("id\n"),
    "a ragged table": lambda root: spoil(root, "sources.csv", "\n", ',"\n'),
    "no table": lambda root: (root / "datasets/sources.csv").unlink(),
    "a table that is a link": lambda root: link(root / "datasets/sources.csv"),
}


def spoil(root: Path, path: str, old: str, new: str) -> None:
    file = root / "datasets" / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def link(file: Path) -> None:
    file.unlink()
    file.symlink_to("/dev/zero")


@pytest.mark.usefixtures("posix")
@pytest.mark.parametrize("state", STATES)
def test_two_processes_find_what_one_finds(
    state: str, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "copy"
    shutil.copytree(small, root)
    STATES[state](root)
    told = []
    for alone in (10**9, 0):
        monkeypatch.setattr(engine, "ALONE", alone)
        told.append(engine.validate(root)[1])
    assert told[0] == told[1]
    quiet = ("fresh", "a record changed and nothing built", "no table")  # what is stale, `build --check` tells
    assert bool(told[0]) == (state not in quiet)


def test_an_early_verdict_on_a_table_is_asked_again_where_it_is_no_good_one(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table that lies there unchanged, but named what lay there otherwise."""
    shutil.copytree(small, tmp_path, dirs_exist_ok=True)
    (tmp_path / "datasets/actors.csv").unlink()
    early = {found.path for found in second_opinion(lying(tmp_path))}
    assert "datasets/positions.csv" in early
    monkeypatch.setattr(engine, "ALONE", 0)
    assert not [found for found in engine.validate(tmp_path)[1] if found.code == "X-FRICTIONLESS"]


def test_what_frictionless_alone_minds_in_a_fresh_table_is_told(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    minded = Finding("datasets/positions.csv", 2, 1, "X-FRICTIONLESS", "minded")
    monkeypatch.setattr(
        engine, "second_opinion", lambda tables, among=None: [minded] if among is None or minded.path in among else []
    )
    for alone in (10**9, 0):
        monkeypatch.setattr(engine, "ALONE", alone)
        assert minded in engine.validate(small)[1]
