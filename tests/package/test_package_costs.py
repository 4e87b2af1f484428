"""What importing costs, and what it must not do."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import sinorus_data as sd


@cache
def python(program: str, *flags: str, cwd: Path | None = None, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *flags, "-c", program], capture_output=True, text=True, cwd=cwd, check=False,
        env={"PATH": "", "PYTHONPATH": ":".join(sys.path), **environment}, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


HEAVY = ("pandas", "numpy", "pydantic", "yaml", "frictionless", "dataclasses", "typing", "pathlib", "csv", "json")


def test_import_loads_nothing_heavy() -> None:
    # The interpreter itself, and the editable install of a checkout, may have loaded some before.
    program = (
        "import sys; before = set(sys.modules); import sinorus_data; "
        "print(sorted((set(sys.modules) - before) - {'sinorus_data'}))"
    )
    assert python(program) == "[]\n"


@pytest.mark.parametrize(
    ("program", "without"),
    [
        ("sd.exercises.to_pandas()", ("pydantic", "yaml", "frictionless")),
        ("sd.exercises['vostok-2018']", ("pandas", "yaml", "frictionless")),
        ("sd.trade_figures.series('distance')", ("pydantic", "yaml")),
        ("sd.search('S-400')", ("pandas", "pydantic", "yaml")),
        ("sd.resolve('CN')", ("pandas", "pydantic", "yaml")),
        ("sd.positions.matrix()", ("pydantic", "yaml")),
    ],
)
def test_each_use_loads_only_what_it_needs(program: str, without: tuple[str, ...]) -> None:
    loaded = python(f"import sys, sinorus_data as sd; {program}; print('\\n'.join(sys.modules))").split()
    assert not set(without) & set(loaded)


def test_a_reader_never_loads_the_rooms_of_contributors() -> None:
    loaded = python(
        "import sys, sinorus_data as sd; list(sd.exercises); sd.exercises.to_pandas(); sd.disagreements(); sd.cite();"
        "print('\\n'.join(sys.modules))"
    )
    for room in ("reading", "checks", "release", "tracing", "cli", "export"):
        assert f"sinorus_data.{room}" not in loaded


def test_no_use_opens_a_connection_or_writes(tmp_path: Path) -> None:
    program = """
import socket, sys, os
def refuse(event, arguments):
    if event.startswith("socket.") or (event == "open" and isinstance(arguments[2], int)
            and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)):
        raise RuntimeError((event, arguments))
import sinorus_data as sd
import pandas, pydantic
sys.addaudithook(refuse)
for collection in (sd.agreements, sd.exercises, sd.positions, sd.events, sd.actors, sd.sources, sd.trade_figures):
    list(collection); collection.to_pandas()
sd.disagreements(); sd.positions.matrix(); sd.search("S-400"); sd.cite(); sd.resolve("x")
print("quiet")
"""
    assert python(program, "-B", cwd=tmp_path) == "quiet\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("locale", ["C", "zh_CN.GB18030", "ru_RU.KOI8-R", "tr_TR.UTF-8"])
def test_any_locale_reads_the_same(locale: str) -> None:
    program = "import sinorus_data as sd; print(ascii(sd.search('\\u53cb\\u597d\\u4e2d\\u7acb')[0].text))"
    assert python(program, LC_ALL=locale, PYTHONUTF8="0") == python(program)


@pytest.mark.parametrize("flags", [("-O",), ("-OO",), ("-W", "error")])
def test_any_interpreter_flags_work(flags: tuple[str, ...]) -> None:
    use = "len(list(sd.exercise_series)), len(sd.actors.to_pandas()), sd.cite()[:5]"
    program = f"import sinorus_data as sd; print({use})"
    assert python(program, *flags) == python(program)


def test_public_names_are_there_and_no_others() -> None:
    for name in vars(sd)["__all__"]:
        assert getattr(sd, name) is not None
        assert name in dir(sd)
    with pytest.raises(AttributeError, match="typo"):
        sd.typo  # type: ignore[attr-defined]  # noqa: B018


def test_no_module_bears_a_public_name() -> None:
    modules = {file.stem for file in Path(sd.__file__).parent.iterdir()}
    assert not modules & set(vars(sd)["__all__"])


def test_modules_are_small_rooms() -> None:
    for file in Path(sd.__file__).parent.rglob("*.py"):
        assert len(file.read_text(encoding="utf-8").splitlines()) <= 300, file


LOWER = ("model", "reading", "tables", "checks", "reporting", "release")


def test_imports_run_one_way() -> None:
    """Lower rooms never import higher ones, and readers' rooms never import contributors'."""
    root = Path(sd.__file__).parent
    forbidden = {room: (*LOWER[at + 1 :], "bulk", "access", "tracing", "cli") for at, room in enumerate(LOWER)}
    forbidden["access"] = ("bulk", "reading", "checks", "release", "tracing", "cli")
    forbidden["bulk"] = ("release", "tracing", "cli")
    forbidden["export"] = (
        "bulk",
        "reading.dataset",
        "reading.records",
        "tables",
        "checks",
        "release",
        "tracing",
        "cli",
    )
    forbidden["tracing"] = ("reading", "checks", "release", "cli")
    for room, others in forbidden.items():
        for file in (root / room).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            for other in others:
                assert f"sinorus_data.{other}" not in text, (file, other)
