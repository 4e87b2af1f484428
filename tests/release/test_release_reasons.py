"""Reasons for changes: each changed value has one, each one has a changed value."""

from __future__ import annotations

from pathlib import Path

import pytest

from sinorus_data.release.compare import Change
from sinorus_data.release.reasons import REASONS, explained, read_reasons, rows

HEAD = "table,record_id,field,reason,note\n"
REVISED = Change("revised", "exercises", "vostok-2018", "start", "2018-09", "2018-09-11")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "changes").mkdir()
    return tmp_path


def judged(root: Path, text: str, *changes: Change) -> tuple[list[str | None], list[tuple[str, int]]]:
    (root / REASONS).write_text(HEAD + text, encoding="utf-8")
    given, wrong = read_reasons(root)
    entries, more = explained(changes, given, "0.3.0")
    return [entry.reason for entry in entries], [(found.code, found.line) for found in [*wrong, *more]]


def test_a_reason_fits_a_record_and_field_or_all(root: Path) -> None:
    for line in ("vostok-2018,start", "vostok-2018,*", "*,start", "*,*"):
        assert judged(root, f"exercises,{line},correction,\n", REVISED) == (["correction"], [])


def test_the_most_particular_reason_counts(root: Path) -> None:
    text = "exercises,*,*,new-information,\nexercises,vostok-2018,start,correction,A slip.\n"
    assert judged(root, text, REVISED, REVISED._replace(field="end"))[0] == ["correction", "new-information"]


def test_a_changed_value_without_a_reason_fails(root: Path) -> None:
    assert judged(root, "", REVISED) == ([None], [("H-REASON", 1)])


def test_a_reason_without_a_change_fails(root: Path) -> None:
    text = "exercises,vostok-2018,start,correction,\nevents,*,*,correction,\n"
    assert judged(root, text, REVISED)[1] == [("H-UNUSED", 3)]
    added = Change("added", "events", "x")
    assert judged(root, "events,*,*,correction,\n", added) == ([None], [("H-UNUSED", 2)])


def test_an_id_that_is_gone_fails_and_schemas_need_no_reason(root: Path) -> None:
    gone, column = Change("gone", "events", "x"), Change("schema", "events", "", "rank", "", "integer")
    assert judged(root, "", gone, column) == ([None, "schema"], [("H-GONE", 1)])


def test_a_broken_file_is_told_with_its_place(root: Path) -> None:
    assert judged(root, "exercises,*,*,because,\n", REVISED)[1] == [("F-CODE", 2), ("H-REASON", 1)]
    (root / REASONS).write_text("table,record\n", encoding="utf-8")
    assert [found.code for found in read_reasons(root)[1]] == ["C-HEADER"]
    (root / REASONS).unlink()
    assert read_reasons(root) == ([], [])


def test_the_log_is_a_table(root: Path) -> None:
    (root / REASONS).write_text(HEAD + "exercises,*,*,correction,A slip.\n", encoding="utf-8")
    entries, _ = explained([REVISED], read_reasons(root)[0], "0.3.0")
    header, row = rows(entries)
    assert dict(zip(header, row, strict=True)) == {
        "version": "0.3.0", "kind": "revised", "table": "exercises", "record_id": "vostok-2018", "field": "start",
        "old": "2018-09", "new": "2018-09-11", "reason": "correction", "note": "A slip.",
    }  # fmt: skip
