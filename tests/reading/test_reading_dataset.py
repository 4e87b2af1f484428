"""The whole data directory, every file whatever is wrong with its neighbours."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_data.model.catalogue import DATA_SETS
from sinorus_data.model.trade_figure import TradeFigure
from sinorus_data.reading import inventory
from sinorus_data.reading.dataset import Package, collection_paused, read_dataset

HEADER = ",".join(TradeFigure.model_fields) + "\n"


def actor(name: str) -> str:
    return f"id: {name}\nname: {{en: Actor {name}}}\ntype: state\n"


def row(name: str, value: str = "1") -> str:
    cells = {
        "id": name,
        "indicator": "goods_trade",
        "reporter": "CN",
        "value": value,
        "unit": "USD_bn",
        "qualifier": "exact",
        "status": "observed",
        "source_id": "news",
        "locator": "whole",
        "transformation": "level",
        "compiler": "not-stated",
        "as_stated": "one billion",
    }
    return ",".join(cells.get(column, "") for column in TradeFigure.model_fields) + "\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A sound data directory with two actors, the second file last in order, and one figure."""
    for table, (_, authored) in DATA_SETS.items():
        if authored == "yaml":
            (tmp_path / "datasets" / table).mkdir(parents=True)
    put(tmp_path, "actors/CN.yaml", actor("CN"))
    put(tmp_path, "actors/RU.yaml", actor("RU"))
    put(tmp_path, "trade_figures.csv", HEADER + row("trade-2015"))
    return tmp_path


def put(root: Path, name: str, content: str | bytes) -> Path:
    file = root / "datasets" / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def found(package: Package) -> list[tuple[str, int, int, str]]:
    """The findings by place, paths within the data directory."""
    return [
        (finding.path.removeprefix("datasets/"), finding.line, finding.column, finding.code)
        for finding in package.findings
    ]


def ids(package: Package, table: str = "actors") -> list[str]:
    return [record.id for record in package.all(table)]


def test_a_sound_directory_is_read_whole(root: Path) -> None:
    package = read_dataset(root)
    assert package.findings == []
    assert ids(package) == ["CN", "RU"]
    assert ids(package, "trade_figures") == ["trade-2015"]
    assert package.find("actors", "CN").name == "Actor CN"
    assert package.find("actors", "US") is None


def test_the_shipped_records_are_read_without_objection(checkout: Path) -> None:
    assert [str(finding) for finding in read_dataset(checkout).findings] == []


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"\xff", (1, 1, "T-UTF8")),
        (b"\xef\xbb\xbfid: AA\n", (1, 1, "T-BOM")),
        (b"id: AA\nname: &x {en: A}\n", (2, 7, "Y-ALIAS")),
        (b"id: [AA\n", (2, 1, "Y-SYNTAX")),
        (b"id: AA\nname: {en: A}\ntype: planet\n", (3, 7, "F-CODE")),
        (b"", (1, 1, "Y-SHAPE")),
        (b"x" * (64 * 1024 + 1), (1, 1, "R-FILE")),
    ],
)
def test_a_bad_file_does_not_hide_its_neighbours(root: Path, content: bytes, place: tuple[int, int, str]) -> None:
    put(root, "actors/AA.yaml", content)
    package = read_dataset(root)
    assert found(package) == [("actors/AA.yaml", *place)]
    assert ids(package) == ["CN", "RU"]
    assert ids(package, "trade_figures") == ["trade-2015"]


def test_a_file_that_cannot_be_read_is_still_known(root: Path) -> None:
    put(root, "actors/AA.yaml", b"\xff")
    package = read_dataset(root)
    assert package.known("actors", "AA")
    assert package.known("actors", "CN")
    assert not package.known("actors", "BB")
    assert not package.known("sources", "AA")


def test_several_bad_files_are_all_reported_in_order(root: Path) -> None:
    put(root, "actors/AA.yaml", b"- a\n")
    put(root, "actors/ZZ.yaml", b"\x00")
    put(root, "sources/b.yaml", b"a: 1\na: 2\n")
    codes = {(path, code) for path, _, _, code in found(read_dataset(root))}
    assert codes == {("actors/AA.yaml", "Y-SHAPE"), ("actors/ZZ.yaml", "T-CHAR"), ("sources/b.yaml", "Y-DUP")}


def test_a_bad_row_does_not_hide_its_neighbours(root: Path) -> None:
    put(root, "trade_figures.csv", HEADER + row("a") + row("b", "1_000") + "\n" + row("c"))
    package = read_dataset(root)
    column = len(row("b").split(",1,", 1)[0]) + 2
    assert sorted(found(package)) == [
        ("trade_figures.csv", 3, column, "N-FORMAT"),
        ("trade_figures.csv", 4, 1, "C-BLANK"),
    ]
    assert ids(package, "trade_figures") == ["a", "c"]


def test_a_bad_header_refuses_the_table_alone(root: Path) -> None:
    put(root, "trade_figures.csv", HEADER.replace("indicator", "measure") + row("a"))
    package = read_dataset(root)
    assert found(package) == [("trade_figures.csv", 1, 4, "C-HEADER")]
    assert ids(package) == ["CN", "RU"]


def test_the_second_record_of_an_id_is_refused_at_its_id(root: Path) -> None:
    put(root, "actors/ZZ.yaml", "type: bloc\nname: {en: Other}\nid: CN\n")
    package = read_dataset(root)
    assert found(package) == [("actors/ZZ.yaml", 3, 5, "I-DUP")]
    assert "datasets/actors/CN.yaml" in package.findings[0].expected
    assert package.find("actors", "CN").type == "state"


def test_the_second_row_of_an_id_is_refused_at_its_id(root: Path) -> None:
    put(root, "trade_figures.csv", HEADER + row("a") + row("b") + row("a", "2"))
    package = read_dataset(root)
    assert found(package) == [("trade_figures.csv", 4, 1, "I-DUP")]
    assert str(package.find("trade_figures", "a").value) == "1"


def test_one_id_in_two_data_sets_is_not_a_matter_of_reading(root: Path) -> None:
    put(root, "propositions/trade-2015.yaml", "id: trade-2015\ntopic: trade\ntext: Trade grows.\nkind: is\n")
    assert read_dataset(root).findings == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("actors/notes.txt", "P-TYPE"),
        ("actors/AA.yml", "P-TYPE"),
        ("actors/AA.YAML", "P-TYPE"),
        ("actors/AA", "P-TYPE"),
        ("actors/.DS_Store", "P-CRUMB"),
        ("actors/CN.yaml~", "P-CRUMB"),
        ("actors/.yaml", "P-NAME"),
        ("actors/.CN.yaml", "P-NAME"),
        ("actors/a b.yaml", "P-NAME"),
        ("actors/中国.yaml", "P-NAME"),
        ("actors/a;b.yaml", "P-NAME"),
        ("actors/CN.yaml.yaml", "P-NAME"),
        ("actors/x\n.yaml", "P-NAME"),
        ("actor.csv", "P-TYPE"),
        ("readme.txt", "P-TYPE"),
    ],
)
def test_a_stray_file_is_reported_and_not_read(root: Path, name: str, code: str) -> None:
    put(root, name, b"\xff")
    package = read_dataset(root)
    assert found(package) == [(name, 1, 1, code)]
    assert ids(package) == ["CN", "RU"]


def test_a_name_that_is_no_text_is_reported(root: Path) -> None:
    stray = os.fsencode(root / "datasets" / "actors") + b"/\xff.yaml"
    os.close(os.open(stray, os.O_CREAT | os.O_WRONLY))
    (finding,) = read_dataset(root).findings
    assert finding.code == "P-NAME"
    str(finding).encode("utf-8")


def test_a_misspelt_folder_is_reported(root: Path) -> None:
    (root / "datasets" / "actor").mkdir()
    put(root, "actor/AA.yaml", actor("AA"))
    assert found(read_dataset(root)) == [("actor", 1, 1, "P-TYPE")]


def test_a_folder_within_a_data_set_is_reported(root: Path) -> None:
    (root / "datasets" / "actors" / "old").mkdir()
    (root / "datasets" / "actors" / "AA.yaml").mkdir()
    assert sorted(found(read_dataset(root))) == [("actors/AA.yaml", 1, 1, "P-TYPE"), ("actors/old", 1, 1, "P-TYPE")]


@pytest.mark.usefixtures("posix")
def test_a_linked_file_is_refused(root: Path) -> None:
    (root / "datasets" / "actors" / "AA.yaml").symlink_to("CN.yaml")
    package = read_dataset(root)
    assert found(package) == [("actors/AA.yaml", 1, 1, "P-SYMLINK")]
    assert ids(package) == ["CN", "RU"]


@pytest.mark.usefixtures("posix")
def test_a_linked_table_is_refused(root: Path) -> None:
    table = root / "datasets" / "trade_figures.csv"
    table.rename(root / "elsewhere.csv")
    table.symlink_to(root / "elsewhere.csv")
    assert found(read_dataset(root)) == [("trade_figures.csv", 1, 1, "P-SYMLINK")]


@pytest.mark.usefixtures("posix")
def test_a_linked_folder_is_reported_and_not_followed(root: Path, tmp_path: Path) -> None:
    (root / "datasets" / "actors").rename(tmp_path / "elsewhere")
    (root / "datasets" / "actors").symlink_to(tmp_path / "elsewhere")
    package = read_dataset(root)
    assert ids(package) == []
    assert [(path, code) for path, _, _, code in found(package)] == [("actors", "P-SYMLINK")]


def test_a_file_in_place_of_a_folder_is_reported(root: Path) -> None:
    (root / "datasets" / "sources").rmdir()
    put(root, "sources", b"")
    assert [(path, code) for path, _, _, code in found(read_dataset(root))] == [("sources", "P-TYPE")]


@pytest.mark.usefixtures("posix")
def test_a_pipe_is_reported_without_waiting(root: Path) -> None:
    os.mkfifo(root / "datasets" / "actors" / "AA.yaml")
    assert found(read_dataset(root)) == [("actors/AA.yaml", 1, 1, "P-TYPE")]


def test_too_many_files_are_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inventory, "MOST_FILES", 1)
    assert "R-COUNT" in [code for _, _, _, code in found(read_dataset(root))]


def test_progress_counts_every_file(root: Path) -> None:
    put(root, "actors/AA.yaml", b"\xff")
    told: list[tuple[int, int]] = []
    read_dataset(root, lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_collection_of_garbage_is_paused_and_resumed() -> None:
    assert gc.isenabled()
    with collection_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_collection_of_garbage_is_resumed_after_an_error() -> None:
    with pytest.raises(RuntimeError, match="x"), collection_paused():
        raise RuntimeError("x")
    assert gc.isenabled()


def test_collection_of_garbage_stays_off_where_it_was_off() -> None:
    gc.disable()
    try:
        with collection_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


@settings(deadline=None)
@given(
    st.sampled_from(sorted(DATA_SETS)), st.one_of(st.text(max_size=40), st.text("id: CNname\n{}[],\"'", max_size=40))
)
def test_adding_any_text_gives_a_record_or_a_finding(table: str, text: str) -> None:
    package = Package(Path())
    path = f"datasets/{table}/x"
    package.add(table, path, text)
    assert package.findings or package.records[table]
    assert path in package.paths
    assert all(finding.path == path for finding in package.findings)
