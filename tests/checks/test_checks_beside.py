"""Work in a second process: its result, its errors, and its end."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from sinorus_data.checks.beside import beside

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
