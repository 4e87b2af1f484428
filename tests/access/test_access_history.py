"""The log of changes that ships with the package."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import sinorus_data as sd
from sinorus_data.access import history, store
from sinorus_data.cli.main import main
from sinorus_data.model.history import Entry

LOG = "version,kind,table,record_id,field,old,new,reason,note\n"


@pytest.fixture
def releases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "changes").mkdir()
    for version in ("0.2.0", "0.10.0"):
        line = f"{version},revised,exercises,vostok-2018,start,2018-09,2018-09-11,correction,中文\n"
        (tmp_path / f"changes/{version}.csv").write_text(LOG + line, encoding="utf-8")
    (tmp_path / "changes/reasons.csv").write_text("table\n", encoding="utf-8")
    monkeypatch.setattr(store, "root", lambda: tmp_path)
    return tmp_path


def test_the_columns_are_those_of_the_model() -> None:
    assert tuple(Entry.model_fields) == history.COLUMNS


@pytest.mark.usefixtures("releases")
def test_later_releases_are_told_the_latest_first() -> None:
    assert list(sd.changes()["version"]) == ["0.10.0", "0.2.0"]
    assert list(sd.changes(since="0.2.0")["version"]) == ["0.10.0"]
    assert sd.changes(since="0.10.0").empty
    assert list(sd.changes(since="0.10.0").columns) == list(history.COLUMNS)
    assert sd.changes().loc[0, "note"] == "中文"
    with pytest.raises(ValueError, match="no version"):
        sd.changes(since="last")


@pytest.mark.usefixtures("releases")
def test_the_command_tells_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["changes", "--since", "0.2.0"]) == 0
    shown = capsys.readouterr().out
    assert shown == "0.10.0 revised exercises/vostok-2018 start: 2018-09 → 2018-09-11 (correction)\n"
    assert main(["changes", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2
    assert main(["changes", "--since", "9.0.0"]) == 0
    assert "no release is later" in capsys.readouterr().out
    assert main(["changes", "--since", "x"]) == 2


def test_the_shipped_log_names_what_was_revised() -> None:
    made = sd.changes(since="0.1.0")
    revised = made[made["kind"] == "revised"]
    assert "vostok-2018" in set(revised["record_id"])
    assert revised["reason"].notna().all()
