"""The command ``export``: what it prints, and with which status it ends."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sinorus_data.access import store
from sinorus_data.access.errors import MissingPackageError
from sinorus_data.cli.main import main
from sinorus_data.export import FORMATS, write


def test_help_lists_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--help"]) == 0
    shown = capsys.readouterr().out
    for name, form in FORMATS.items():
        assert f"{name:<12}{form.about}" in shown


def test_files_are_written_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "out"
    assert main(["export", "--format", "csv", str(folder), "--table", "actors", "events"]) == 0
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [str(folder / "actors.csv"), str(folder / "events.csv")]
    assert shown.err == ""
    assert main(["export", str(folder), "--table", "actors", "--format", "jsonl", "--table", "sources"]) == 0
    assert capsys.readouterr().out.splitlines() == [str(folder / "actors.jsonl"), str(folder / "sources.jsonl")]


def test_what_is_left_out_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", "sdmx-csv", str(tmp_path)]) == 0
    assert f"of {len(store.rows('trade_figures'))} figures left out" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["--format", "cvs", "out"], "invalid choice: 'cvs'"),
        (["out"], "--format"),
        (["--format", "csv"], "DIR"),
        (["--format", "csv", ""], "name a folder"),
        (["--format", "csv", "out", "--table", "actor"], "no table; choose among agreements"),
        (["--format", "dna", "out", "--table", "actors"], "positions alone"),
        (["--format", "csv", "file"], "file"),
    ],
)
def test_wrong_use_ends_with_2(
    arguments: list[str], what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("x")
    assert main(["export", *arguments]) == 2
    assert what in capsys.readouterr().err
    assert not Path("out").exists()


def test_files_of_others_need_force(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sources.bib").write_text("mine")
    command = ["export", "--format", "bibtex", str(tmp_path)]
    assert main(command) == 2
    assert "sources.bib: not of an export, or changed since; --force" in capsys.readouterr().err
    assert (tmp_path / "sources.bib").read_text() == "mine"
    assert main([*command, "--force"]) == 0
    assert main(command) == 0


@pytest.mark.usefixtures("posix")
def test_a_folder_that_cannot_be_written_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if os.geteuid() == 0:
        target = Path("/proc/sinorus")  # where nobody can write
    else:
        tmp_path.chmod(0o500)
        target = tmp_path / "new"
    assert main(["export", "--format", "csv", str(target)]) == 2
    assert str(target.name) in capsys.readouterr().err


NEEDING = [(name, package) for name, form in FORMATS.items() for package in form.needs]


@pytest.mark.parametrize(("form", "package"), NEEDING)
def test_a_missing_package_is_answered_with_the_command_that_installs_it(
    form: str, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in list(sys.modules):
        if name.split(".")[0] == package:
            monkeypatch.delitem(sys.modules, name)
    for others in {"pyarrow", "duckdb", "xlsxwriter"} - {package}:
        monkeypatch.setitem(sys.modules, others, builtins)  # there, whatever is installed here
    monkeypatch.setitem(sys.modules, package, None)
    assert main(["export", "--format", form, str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert said == f"sinorus-data: {package} is missing, which this needs: pip install 'sinorus-data[export]'\n"
    assert not (tmp_path / "out").exists()
    with pytest.raises(MissingPackageError):
        write(form, tmp_path / "out")


def run(program: str, **options: Any) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment, **options)


def test_choosing_a_format_loads_nothing_heavy() -> None:
    done = run("import sys, sinorus_data.export; print('\\n'.join(sys.modules))")
    heavy = {"pandas", "numpy", "pydantic", "yaml", "pyarrow", "duckdb", "xlsxwriter", "sqlite3", "frictionless"}
    assert not heavy & set(done.stdout.split())


@pytest.mark.parametrize("form", ["csv", "jsonl", "sqlite", "dna", "sdmx-csv", "schema-org", "ro-crate"])
def test_formats_of_the_standard_library_need_nothing_else(form: str, tmp_path: Path) -> None:
    program = (
        f"import sys; from sinorus_data.export import write; write({form!r}, {str(tmp_path)!r}); print(*sys.modules)"
    )
    assert not {"pandas", "pyarrow", "pydantic", "yaml"} & set(run(program).stdout.split())


def test_an_export_opens_no_connection(tmp_path: Path) -> None:
    program = f"""
import importlib.util, sys
def refuse(event, arguments):
    if event.startswith("socket."):
        raise RuntimeError((event, arguments))
sys.addaudithook(refuse)
from sinorus_data.export import FORMATS, write
for name, form in FORMATS.items():
    if all(importlib.util.find_spec(package) for package in form.needs):
        write(name, {str(tmp_path)!r} + "/" + name, form.tables or ("actors", "events"))
print("quiet")
"""
    assert run(program).stdout == "quiet\n"


@pytest.mark.usefixtures("posix")
def test_a_terminal_sees_progress(tmp_path: Path) -> None:
    import pty

    reader, writer = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm"}
    command = [sys.executable, "-m", "sinorus_data", "export", "--format", "csv", str(tmp_path)]
    with subprocess.Popen(command, stderr=writer, stdout=subprocess.DEVNULL, env=environment) as process:
        os.close(writer)
        shown = b""
        while chunk := _read(reader):
            shown += chunk
        assert process.wait() == 0
    total = sum(len(store.rows(item["name"])) for item in store.descriptor()["resources"])
    assert f"\rrows 25/{total}".encode() in shown
    assert shown.rstrip().endswith(b"\x1b[K")


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # the other end is closed
        return b""
