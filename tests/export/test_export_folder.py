"""Files of others stay, killed exports leave whole files, and the same data give the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from odd_rows import ODD
from read_back import READERS, needs

from sinorus_data.export import FORMATS, ExportError, InTheWayError, write
from sinorus_data.export.engine import export
from sinorus_data.export.folder import FORSAKEN, LEDGER
from sinorus_data.reading.files import TEMPORARY

pytestmark = pytest.mark.newest

#: Tables that are enough here, with rows to be killed among; a form that is made of one table takes that.
FEW = ("actors", "events", "exercises")


def few(form: str) -> tuple[str, ...] | None:
    return FEW if FORMATS[form].tables is None else None


def content(folder: Path) -> dict[str, bytes]:
    """What people see in a folder, by path."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in files
        if not any(part.startswith(TEMPORARY) for part in file.relative_to(folder).parts)
    }


@pytest.mark.parametrize("form", FORMATS)
def test_write_names_its_files_and_leaves_no_others(form: str, tmp_path: Path) -> None:
    needs(form)
    files = write(form, str(tmp_path / "new" / "folder"), few(form))
    assert {*files, tmp_path / "new/folder" / LEDGER} == {
        file for file in (tmp_path / "new").rglob("*") if file.is_file()
    }
    assert files == sorted(files)


@pytest.mark.parametrize("form", [name for name in FORMATS if name != "duckdb"])
def test_two_exports_are_the_same_bytes(form: str, tmp_path: Path) -> None:
    needs(form)
    write(form, tmp_path / "one", few(form))
    program = f"from sinorus_data.export import write; write({form!r}, {str(tmp_path / 'two')!r}, {few(form)!r})"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
    assert content(tmp_path / "one") == content(tmp_path / "two")


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_may_be_made_again(form: str, tmp_path: Path) -> None:
    needs(form)
    write(form, tmp_path, few(form))
    stamps = {name: (tmp_path / name).stat().st_mtime_ns for name in content(tmp_path)}
    write(form, tmp_path, few(form))
    if form != "duckdb":
        assert {name: (tmp_path / name).stat().st_mtime_ns for name in content(tmp_path)} == stamps


def test_formats_share_a_folder(tmp_path: Path) -> None:
    for form in ("csv", "jsonl", "sqlite", "schema-org", "bibtex", "dna"):
        write(form, tmp_path, few(form))
    for form in ("csv", "jsonl", "sqlite", "schema-org", "bibtex", "dna"):
        write(form, tmp_path, few(form))


def test_files_of_others_are_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text("mine\n")
    (tmp_path / "notes.txt").write_text("mine\n")
    with pytest.raises(InTheWayError, match=r"^actors\.csv: ") as refused:
        write("csv", tmp_path)
    assert refused.value.files == ["actors.csv"]
    assert content(tmp_path) == {"actors.csv": b"mine\n", "notes.txt": b"mine\n"}
    assert isinstance(refused.value, FileExistsError)
    write("csv", tmp_path, force=True)
    assert (tmp_path / "actors.csv").read_bytes() != b"mine\n"
    assert (tmp_path / "notes.txt").read_bytes() == b"mine\n"


def test_an_export_that_someone_changed_is_in_the_way(tmp_path: Path) -> None:
    export("csv", tmp_path, given={"actors": ODD["actors"]})
    write("csv", tmp_path)  # an older version of ours is not in the way
    with (tmp_path / "events.csv").open("a") as stream:
        stream.write("a row of mine\n")
    with pytest.raises(InTheWayError, match=r"events\.csv"):
        export("csv", tmp_path, given={"events": ODD["events"]})
    assert (tmp_path / "events.csv").read_bytes().endswith(b"a row of mine\n")


def test_without_its_memory_everything_is_of_others(tmp_path: Path) -> None:
    export("jsonl", tmp_path, given={"actors": ODD["actors"]})
    for spoilt in ("", "[]", '{"actors.jsonl": 3}', "\udcff"):
        (tmp_path / LEDGER).write_text(spoilt, encoding="utf-8", errors="surrogateescape")
        with pytest.raises(InTheWayError):
            write("jsonl", tmp_path)
    (tmp_path / LEDGER).unlink()
    with pytest.raises(InTheWayError) as refused:
        write("jsonl", tmp_path)
    assert refused.value.files == ["actors.jsonl"], "the same bytes are in nobody's way"


@pytest.mark.usefixtures("posix")
def test_links_are_not_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.csv").write_text("kept\n")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "actors.csv").symlink_to(outside / "kept.csv")
    with pytest.raises(InTheWayError):
        write("csv", folder)
    write("csv", folder, force=True)
    assert not (folder / "actors.csv").is_symlink()
    assert (outside / "kept.csv").read_text() == "kept\n"
    (folder / "datasets").symlink_to(outside)
    with pytest.raises(InTheWayError):
        write("schema-org", folder, force=True)
    assert [file.name for file in outside.iterdir()] == ["kept.csv"]


def test_a_folder_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").mkdir()
    with pytest.raises(InTheWayError):
        write("csv", tmp_path, force=True)
    (tmp_path / "datasets").write_text("a file")
    with pytest.raises(InTheWayError):
        write("schema-org", tmp_path, force=True)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OSError, match="file"):
        write("csv", tmp_path / "file")


@pytest.mark.parametrize(
    ("form", "tables", "what"),
    [
        ("cvs", None, "no format; choose among csv"),
        ("csv", ["actor"], "no table; choose among agreements"),
        ("csv", [], "no table was chosen"),
        ("sdmx-csv", ["events"], "trade_figures alone"),
    ],
)
def test_wrong_names_are_refused_before_anything_is_written(
    form: str, tables: list[str] | None, what: str, tmp_path: Path
) -> None:  # fmt: skip
    with pytest.raises(ExportError, match=what):
        write(form, tmp_path / "new", tables)
    assert not (tmp_path / "new").exists()


#: An export that says when it is in the middle, and then waits to be killed.
SLOW = """
import sys, time
from pathlib import Path
from sinorus_data.export import contents, engine, folder

def wait():
    print("half", flush=True)
    time.sleep(60)

def rows(self, taken=contents.Table.records):
    for at, row in enumerate(taken(self)):
        if at == 100 and self.name == "events":
            wait()
        yield row

def replace(self, target, moved=[], move=Path.replace):
    if not target.name.startswith("."):  # not the memory of the folder
        if len(moved) == 2:
            wait()
        moved.append(target)
    return move(self, target)

if {moving}:
    Path.replace = replace
else:
    contents.Table.records = rows
engine.write({form!r}, {folder!r}, {tables!r})
"""


@pytest.fixture
def kill(tmp_path: Path) -> Iterator[object]:
    """Runs an export into ``tmp_path`` up to its middle, and kills it there."""

    def killed(form: str, *, moving: bool = False) -> None:
        program = SLOW.format(form=form, folder=str(tmp_path), moving=moving, tables=few(form))
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, env=environment) as process:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == b"half"
            process.kill()

    yield killed
    assert not [file for file in tmp_path.glob(f"{TEMPORARY}*") if not file.is_dir()]


@pytest.mark.parametrize("form", READERS)
def test_a_killed_export_leaves_the_old_files_whole(form: str, tmp_path: Path, kill: object) -> None:
    needs(form)
    assert callable(kill)
    export(form, tmp_path, given=ODD)
    before = content(tmp_path)
    kill(form)
    assert content(tmp_path) == before
    [crumb] = tmp_path.glob(f"{TEMPORARY}*")
    # Another export may be at work there, so it is swept when it is old.
    write(form, tmp_path, few(form))
    assert crumb.is_dir()
    os.utime(crumb, (0, time.time() - FORSAKEN - 1))
    write(form, tmp_path, few(form))
    assert not crumb.exists()


def test_an_export_killed_in_a_new_folder_leaves_no_file(tmp_path: Path, kill: object) -> None:
    assert callable(kill)
    kill("csv")
    assert content(tmp_path) == {}


def test_an_export_killed_between_two_files_leaves_each_whole(tmp_path: Path, kill: object) -> None:
    assert callable(kill)
    old, new = tmp_path.parent / "old", tmp_path.parent / "new"
    export("csv", old, given=ODD)
    write("csv", new)
    export("csv", tmp_path, given=ODD)
    kill("csv", moving=True)
    before, after = content(old), content(new)
    there = {name: text for name, text in content(tmp_path).items() if name != LEDGER}
    assert all(text in (before[name], after[name]) for name, text in there.items())
    assert sum(text == after[name] for name, text in there.items()) == 2
    export("csv", tmp_path, given=ODD)  # and what it left is known as ours, whichever rows come next
    write("csv", tmp_path)
    assert {name: text for name, text in content(tmp_path).items() if name != LEDGER} == {
        name: text for name, text in after.items() if name != LEDGER
    }
