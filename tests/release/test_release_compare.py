"""Two states of the data held against each other: every kind of change, wherever they lie."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sinorus_data.cli.main import main
from sinorus_data.release.compare import Change, compare, level, next_version
from sinorus_data.release.snapshot import NoSnapshot, Snapshot, read_snapshot

Edit = Callable[[list[dict[str, str]]], list[dict[str, str]]]


@pytest.fixture
def later(small: Path, tmp_path: Path) -> Path:
    shutil.copytree(small, tmp_path / "later")
    return tmp_path / "later"


def rewrite(root: Path, table: str, edit: Edit) -> None:
    file = root / f"datasets/{table}.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        names, rows = list(reader.fieldnames or ()), list(reader)
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(edit(rows))
    file.write_text(made.getvalue(), encoding="utf-8", newline="")


def changes(old: Path, new: Path) -> list[Change]:
    return compare(read_snapshot(old), read_snapshot(new))


def test_the_same_holds_no_changes(small: Path, later: Path) -> None:
    assert changes(small, later) == []
    assert level([]) == "none"


def test_a_revised_value_and_what_follows_from_it_are_one_revision(small: Path, later: Path) -> None:
    def end(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{**row, "end": "2018-09-18", "end_latest": "2018-09-18"} if row["id"] == "vostok-2018" else row
                for row in rows]  # fmt: skip

    rewrite(later, "exercises", end)
    [change] = changes(small, later)
    assert change[:4] == ("revised", "exercises", "vostok-2018", "end")
    assert (change.new, change.level) == ("2018-09-18", "patch")


def test_a_part_that_leaves_is_a_revision_of_its_field(small: Path, later: Path) -> None:
    rewrite(later, "exercise_participants", lambda rows: rows[1:])
    rewrite(later, "claims", lambda rows: rows[1:])
    made = changes(small, later)
    assert {change.field for change in made} == {"participants", "evidence"}
    assert all(change.old and not change.new for change in made)


@pytest.mark.parametrize(
    ("entry", "kind", "calls_for"),
    [
        (None, "gone", "major"), ("moved,joint-sea-2016", "moved", "minor"),
        ("split,joint-sea-2016;vostok-2018", "split", "minor"), ("withdrawn,", "withdrawn", "minor"),
    ],
)  # fmt: skip
def test_an_id_that_leaves_has_a_fate_or_is_gone(
    small: Path, later: Path, entry: str | None, kind: str, calls_for: str
) -> None:
    figure = read_snapshot(small).rows["trade_figures"][0]["id"]
    rewrite(later, "trade_figures", lambda rows: rows[1:])
    if entry:
        with (later / "datasets/retired_ids.csv").open("a", encoding="utf-8") as stream:
            stream.write(f"{figure},trade_figures,{entry},0.3.0,it was\n")
    [change] = changes(small, later)
    assert (change.kind, change.record_id, change.level) == (kind, figure, calls_for)


def test_a_record_is_added(small: Path, later: Path) -> None:
    assert [change.kind for change in compare(_without(read_snapshot(small)), read_snapshot(later))] == ["added"]


def _without(state: Snapshot) -> Snapshot:
    return state._replace(rows={**state.rows, "trade_figures": state.rows["trade_figures"][1:]})


def test_columns_tables_and_codes(small: Path) -> None:
    state = read_snapshot(small)
    less = {**state.columns["events"]}
    del less["summary"]
    fewer = state._replace(columns={**state.columns, "events": less})
    assert level(compare(state, fewer)) == "major"
    assert level(compare(fewer, state)) == "minor"
    retyped = state._replace(columns={**state.columns, "events": {**state.columns["events"], "summary": "integer"}})
    assert level(compare(state, retyped)) == "major"
    turned = state._replace(columns={**state.columns, "events": dict(reversed(state.columns["events"].items()))})
    assert level(compare(state, turned)) == "major"
    no_claims = state._replace(columns={name: known for name, known in state.columns.items() if name != "claims"})
    assert level(compare(state, no_claims)) == "major"
    assert level(compare(no_claims, state)) == "minor"
    fewer_codes = state._replace(rows={**state.rows, "vocabularies": state.rows["vocabularies"][1:]})
    assert level(compare(state, fewer_codes)) == "major"
    assert level(compare(fewer_codes, state)) == "minor"


def test_versions_follow_semver() -> None:
    assert [next_version("0.9.3", of) for of in ("none", "patch", "minor", "major")] == [
        "0.9.3", "0.9.4", "0.10.0", "1.0.0",
    ]  # fmt: skip


def test_wheels_sdists_and_archives_are_read(small: Path, tmp_path: Path) -> None:
    wheel, sdist = tmp_path / "a.whl", tmp_path / "a.tar.gz"
    with zipfile.ZipFile(wheel, "w") as made, tarfile.open(sdist, "w:gz") as packed:
        for file in sorted(small.rglob("*")):
            if file.is_file():
                made.write(file, f"sinorus_data/_data/{file.relative_to(small).as_posix()}")
        packed.add(small, "sinorus_data-0.1.0")
    for place in (wheel, sdist):
        assert compare(read_snapshot(small), read_snapshot(place)) == []


def test_what_is_no_release_is_an_error(small: Path, later: Path, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("nothing", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    with zipfile.ZipFile(tmp_path / "other.whl", "w") as made:
        made.writestr("a.txt", "a")
    (tmp_path / "broken.tar.gz").write_bytes(b"\x1f\x8b\x08\x00rubbish")
    for name in ("none", "text", "empty", "other.whl", "broken.tar.gz"):
        with pytest.raises(NoSnapshot, match=name):
            read_snapshot(tmp_path / name)
    (later / "datasets/events.csv").unlink()
    with pytest.raises(NoSnapshot, match=r"events\.csv is missing"):
        read_snapshot(later)
    for content in ("{}", "[]", '{"resources": []}', "no json"):
        (later / "datapackage.json").write_text(content, encoding="utf-8")
        with pytest.raises(NoSnapshot, match="describes no tables"):
            read_snapshot(later)


def test_the_command_says_it_three_ways(small: Path, later: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(later, "events", lambda rows: [{**row, "name": "Another\nname " + "x" * 300} for row in rows])
    assert main(["diff", str(small), str(later)]) == 0
    shown = capsys.readouterr().out
    assert "revised events/syria-veto-2016 name: " in shown
    assert "Calls for a patch version" in shown
    assert "xxx…" in shown
    assert main(["diff", str(small), str(later), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["bump"] == "patch"
    assert told["changes"][0]["new"].endswith("x" * 300)
    assert main(["diff", str(small), str(later), "--format", "markdown", "--table", "events"]) == 0
    assert "## Revised" in capsys.readouterr().out
    assert main(["diff", str(small), str(small)]) == 0
    assert "hold the same" in capsys.readouterr().out


def test_a_wrong_selection_is_wrong_use(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(tmp_path)]) == 2
    assert main(["diff", str(small), str(tmp_path)]) == 2
    assert main(["diff", str(small), str(small), "--table", "treaties"]) == 2
    assert "neither has a table 'treaties'" in capsys.readouterr().err
