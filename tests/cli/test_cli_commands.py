"""The command line as people meet it: what it prints, and with which status it ends."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sinorus_data import __version__
from sinorus_data.access import store
from sinorus_data.cli import screen
from sinorus_data.cli.author import skeleton
from sinorus_data.cli.main import main
from sinorus_data.model.catalogue import DATA_SETS

COMMANDS = ("list", "show", "search", "cite", "export", "validate", "build", "trace", "new", "diff", "changes")


@pytest.fixture
def copy(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a small release that a test may spoil, with the shell standing in it and the program shipping it."""
    shutil.copytree(small, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(store, "root", lambda: small)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def spoil(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


VOSTOK = "datasets/exercises/vostok-2018.yaml"


@pytest.mark.parametrize("command", [[], *([command] for command in COMMANDS)])
def test_every_command_has_help_with_an_example(
    command: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setenv("COLUMNS", "80")
    assert main([*command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert re.search(r"examples?:\s+sinorus-data", shown)
    assert max(map(len, shown.splitlines())) <= 80


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"    {command}" in shown for command in COMMANDS)
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"sinorus-data {__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["no-such"], ["list", "no-such"], ["show"], ["validate", "--no-such"]])
def test_wrong_use_ends_with_2(arguments: list[str]) -> None:
    assert main(arguments) == 2


def test_list_gives_an_overview(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    shown = capsys.readouterr().out
    assert all(table in shown for table in DATA_SETS)
    assert main(["list", "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == set(DATA_SETS)


@pytest.mark.parametrize("table", DATA_SETS)
def test_list_shows_every_data_set(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", table]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert main(["list", table, "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == len(lines) - 1


def test_show_tells_who_says_what(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "vostok-2018"]) == 0
    shown = capsys.readouterr().out
    assert "3200" in shown
    assert "foreign-affairs-2018-security-ties" in shown
    assert main(["show", "vostok-2018", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "vostok-2018"
    for record_id in ("fu-ying", "form-alliance", "cn-ru-goods-trade-2014-liu"):
        assert main(["show", record_id]) == 0


def test_an_unknown_id_is_answered_with_close_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "vostok-2019"]) == 2
    assert "did you mean vostok-2018" in capsys.readouterr().err


def test_search(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "友好中立"]) == 0
    assert "zhao-huasheng" in capsys.readouterr().out
    assert main(["search", "--json", "S-400"]) == 0
    assert {"table", "id", "field", "text"} == set(json.loads(capsys.readouterr().out)[0])
    assert main(["search", "no such words anywhere"]) == 1
    assert main(["search", " "]) == 2


def test_cite(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite"]) == 0
    assert __version__ in capsys.readouterr().out
    assert main(["cite", "ecfr-2016-introduction", "--style", "bibtex"]) == 0
    assert "Godement" in capsys.readouterr().out


def test_a_valid_directory(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate"]) == 0
    assert "records valid" in capsys.readouterr().out


def test_a_wrong_line_comes_back_with_its_place(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(copy, VOSTOK, "type: strategic", "type: stratgic")
    line = (copy / VOSTOK).read_text(encoding="utf-8").splitlines().index("type: stratgic") + 1
    assert main(["validate"]) == 1
    assert f"{VOSTOK}:{line}:7: F-CODE" in capsys.readouterr().out
    assert main(["validate", "--format", "json"]) == 1
    [found] = json.loads(capsys.readouterr().out)["findings"]
    assert (found["path"], found["line"], found["column"], found["code"]) == (VOSTOK, line, 7, "F-CODE")


def test_named_files_alone_are_reported_on(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(copy, VOSTOK, "type: strategic", "type: stratgic")
    assert main(["validate", "datasets/actors"]) == 0
    assert main(["validate", VOSTOK]) == 1
    assert main(["validate", str(copy / "datasets" / "exercises")]) == 1
    assert main(["validate", "/tmp"]) == 2
    assert main(["validate", "docs"]) == 2
    assert main(["validate", ""]) == 2
    assert main(["validate", "datasets/none.yaml"]) == 2
    capsys.readouterr()
    assert main(["validate", "datasets/exercise_forces.csv"]) == 2
    assert "datasets/exercises/" in capsys.readouterr().err
    assert main(["validate", "datasets/trade_figures.csv"]) == 0


def test_warnings_count_when_strict(copy: Path) -> None:
    (copy / "datasets/actors/XY.yaml").write_text("id: XY\nname: {en: X}\ntype: state\n", encoding="utf-8")
    assert main(["validate"]) == 0
    assert main(["validate", "--strict"]) == 1


def test_codes_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--explain", "v-disagree"]) == 0
    assert "disputed" in capsys.readouterr().out
    for code in ("Y-ALIAS", "D-CALENDAR", "X-FRICTIONLESS"):
        assert main(["validate", "--explain", code]) == 0
    assert main(["validate", "--explain", "Z-NONE"]) == 2


@pytest.mark.newest
def test_outside_of_a_checkout_the_shipped_tables_are_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main(["validate"]) == 0
    assert re.search(r"records (valid|read, 0 errors)", capsys.readouterr().out)
    assert main(["validate", "x.yaml"]) == 2
    assert main(["validate", "--root", "no-such"]) == 2
    for command in (["build"], ["new", "exercises"]):
        assert main(command) == 2
        assert "checkout" in capsys.readouterr().err


def test_damaged_published_tables_are_found(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for table in DATA_SETS:
        shutil.rmtree(copy / "datasets" / table, ignore_errors=True)
    assert main(["validate"]) == 0
    spoil(copy, "datasets/exercises.csv", ",strategic,", ",stratgic,")
    assert main(["validate"]) == 1
    assert "datasets/exercises.csv:1:1: P-HASH" in capsys.readouterr().out
    spoil(copy, "datasets/events.csv", "\n", ',"\n')
    (copy / "datasets/sources.csv").unlink()
    capsys.readouterr()
    assert main(["validate"]) == 1
    shown = capsys.readouterr().out
    assert "datasets/exercises.csv:" in shown
    assert "datasets/events.csv:1:" in shown
    assert "datasets/sources.csv:1:1: P-READ" in shown


def test_build_writes_what_is_stale_and_check_tells(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--check"]) == 0
    spoil(copy, VOSTOK, "type: strategic", "type: land")
    assert main(["build", "--check"]) == 1
    assert "datasets/exercises.csv: stale" in capsys.readouterr().out
    assert main(["build"]) == 0
    assert "2 of" in capsys.readouterr().out
    assert main(["build", "--check"]) == 0


def test_build_writes_nothing_from_invalid_records(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (copy / "datasets/exercises.csv").read_bytes()
    spoil(copy, VOSTOK, "type: strategic", "type: stratgic")
    assert main(["build"]) == 1
    assert "nothing was written" in capsys.readouterr().err
    assert (copy / "datasets/exercises.csv").read_bytes() == before


@pytest.mark.parametrize("table", [table for table, (_, form) in DATA_SETS.items() if form == "yaml"])
def test_new_starts_a_record_with_every_field_explained(
    copy: Path, table: str, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    assert main(["new", table, "--id", "brand-new"]) == 0
    file = copy / "datasets" / table / "brand-new.yaml"
    text = file.read_text(encoding="utf-8")
    assert "id: brand-new" in text
    assert main(["validate", f"datasets/{table}/brand-new.yaml"]) == 1  # it waits to be filled in
    shown = capsys.readouterr().out
    assert "F-MISSING" in shown
    assert "Y-" not in shown
    assert main(["new", table, "--id", "brand-new"]) == 2
    assert file.read_text(encoding="utf-8") == text


def test_new_for_a_table_or_a_wrong_id(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "trade_figures"]) == 2
    assert "trade_figures.csv" in capsys.readouterr().err
    assert main(["new", "events", "--id", "../x"]) == 2


def test_a_skeleton_names_every_authored_field() -> None:
    text = skeleton(DATA_SETS["exercises"].model, "x")
    assert "start:" in text
    assert "start_earliest" not in text
    assert "forces:" in text
    assert "One of: naval" in text


def test_trace_needs_texts_that_are_sources(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "--sources", str(tmp_path)]) == 2
    assert main(["trace", "--sources", str(tmp_path / "none")]) == 2
    (tmp_path / "caci-2019-central-asia.md").write_text("## Lead\n\n[1] Nothing of it.\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["trace", "--sources", str(tmp_path)]) == 1
    assert "no such section and paragraph" in capsys.readouterr().out


def test_trace_confirms_the_shipped_data(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "--sources", str(texts)]) == 0
    assert main(["trace", "--sources", str(texts), "--json"]) == 0


def test_a_missing_optional_package_is_answered_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    def missing(options: object) -> int:
        raise ModuleNotFoundError("no yaml", name="yaml")

    monkeypatch.setattr("sinorus_data.cli.validate._validate", missing)
    assert main(["validate"]) == 2
    assert "pip install 'sinorus-data[validate]'" in capsys.readouterr().err


@pytest.mark.parametrize("error", [OSError(13, "Permission denied", "x.yaml"), KeyboardInterrupt()])
def test_trouble_around_a_command_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException
) -> None:  # fmt: skip
    def fails(options: object) -> int:
        raise error

    monkeypatch.setattr("sinorus_data.cli.look._list", fails)
    assert main(["list"]) == 2
    assert capsys.readouterr().err.startswith("sinorus-data: ")


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sinorus_data", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False, encoding="utf-8")


def test_the_module_is_the_command(tmp_path: Path) -> None:
    done = run("list", "exercises", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout


def test_a_closed_pipe_is_no_trouble(tmp_path: Path) -> None:
    shell = f"{sys.executable} -m sinorus_data list positions | head -n 1"
    done = subprocess.run(shell, shell=True, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.stderr == ""


@pytest.mark.usefixtures("posix")
def test_a_terminal_gets_colours_and_lines_that_fit(tmp_path: Path) -> None:
    import pty

    reader, writer = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen(
        [sys.executable, "-m", "sinorus_data", "list", "propositions"], stdout=writer, cwd=tmp_path, env=environment
    ) as process:  # fmt: skip
        os.close(writer)
        shown = b""
        while chunk := _read(reader):
            shown += chunk
        assert process.wait() == 0
    lines = shown.decode("utf-8").replace("\r", "").splitlines()
    assert lines[0].startswith("\x1b[1m")
    assert max(screen.width(line) for line in lines[1:]) <= 80


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # the other end is closed
        return b""


def test_chinese_takes_two_columns_each() -> None:
    assert screen.width("中俄 x") == 6
    assert screen.cut("友好中立", 5) == "友好…"
    assert screen.table(("a", "b"), [("友好", "x"), ("yyyy", "z")]) == "a     b\n友好  x\nyyyy  z"


def test_an_output_that_knows_no_chinese_gets_escapes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sinorus_data", "show", "CN"]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=environment, check=False)
    assert done.returncode == 0
    assert b"\\u4e2d\\u56fd" in done.stdout


def test_ids_are_compared_with_the_release_that_the_program_ships(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    (copy / VOSTOK).unlink()
    assert main(["validate", "--format", "json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert [found["got"] for found in findings if found["code"] == "I-GONE"] == ["vostok-2018"]
    descriptor = copy / "datapackage.json"
    descriptor.write_text(descriptor.read_text(encoding="utf-8").replace('"name": "sinorus-data"', '"name": "others"'))
    main(["validate", "--format", "json"])
    assert "I-GONE" not in capsys.readouterr().out


def test_a_code_is_explained_with_a_wrong_and_a_right_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--explain", "v-dup"]) == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("V-DUP (error)", "wrong:", "right:"))
    assert main(["validate", "--explain", "all"]) == 0
    assert "T-NFC" in capsys.readouterr().out
    assert main(["validate", "--explain", "T-"]) == 2
    assert main(["validate", "--explain", "V-NOSORCE"]) == 2
    assert "did you mean V-NOSOURCE" in capsys.readouterr().err


def test_fix_repairs_and_reports_the_rest(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(copy, VOSTOK, "type: strategic", "type: strategic   ")
    assert main(["validate", "--fix", VOSTOK]) == 0
    assert capsys.readouterr().err == f"repaired {VOSTOK}\n"
    spoil(copy, VOSTOK, "type: strategic", "type: stratgic  ")
    assert main(["validate", "--fix", VOSTOK]) == 1
    assert "F-CODE" in capsys.readouterr().out
    assert main(["validate", "--fix", VOSTOK]) == 1
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_every_format_says_the_same(
    copy: Path, form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(copy / "summary.md"))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(copy.parent))
    spoil(copy, VOSTOK, "type: strategic", "type: stratgic")
    assert main(["validate", "--format", form, VOSTOK]) == 1
    shown = capsys.readouterr().out
    assert "F-CODE" in shown
    assert (f"{copy.name}/{VOSTOK}" in shown) == (form != "json")
    assert (copy / "summary.md").is_file() == (form == "github")


def test_a_text_that_is_no_diff_is_wrong_use(copy: Path) -> None:
    (copy / "d").write_text("@@ -1,9 +1,9 @@\n")
    assert main(["validate", "--format", "github", "--diff", "d", VOSTOK]) == 2
