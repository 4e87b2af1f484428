"""Every hostile or erroneous input: right verdict, right place, in time, and nothing touched that is not ours."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from cases import CASES, DRILL, TABLE, WRITTEN_OTHERWISE, Case, start
from example import SOURCE, lay_out

from sinorus_data.checks import engine
from sinorus_data.cli.main import main
from sinorus_data.model.finding import Finding
from sinorus_data.reading import dataset
from sinorus_data.reading.dataset import read_dataset
from sinorus_data.reading.inventory import inventory
from sinorus_data.reporting.github import as_annotations, as_summary
from sinorus_data.reporting.report import as_json, verdict

SECONDS = 2
MEGABYTES = 256
FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.spawn", "ctypes.", "shutil.", "urllib.")


class Watch:
    """Notes what a run does beyond reading files of the root and of Python itself."""

    def __init__(self) -> None:
        self.root: Path | None = None
        self.seen: list[str] = []
        sys.addaudithook(self._note)

    def _note(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.root is None:
            return
        if event.startswith(FORBIDDEN):
            self.seen.append(event)
        elif event == "open" and isinstance(arguments[0], str):
            mode, flags = arguments[1] or "r", arguments[2]
            writes = any(sign in str(mode) for sign in "wax+") or bool(isinstance(flags, int) and flags & 3)
            code = arguments[0].startswith((sys.prefix, sys.base_prefix)) or arguments[0].endswith((".py", ".pyc"))
            if (writes or not arguments[0].startswith(str(self.root))) and not code:
                self.seen.append(f"open {arguments[0]} {mode}")


@pytest.fixture(scope="session")
def watch() -> Watch:
    return Watch()


def put(root: Path, case: Case) -> tuple[int, int] | None:
    """Writes the input of a case; the place where its finding is expected, if it says so."""
    content, place = case.content, None
    if isinstance(content, str):
        marked = content.partition("«")
        if marked[1] and case.verdict != "A":
            place = (marked[0].count("\n") + 1, len(marked[0]) - marked[0].rfind("\n"))
            content = marked[0] + marked[2]
        content = content.encode("utf-8", "surrogatepass")
    if case.path == TABLE and b"b-text" in content:
        (root / "datasets/sources/b-text.yaml").write_text(SOURCE.replace("a-text", "b-text"), encoding="utf-8")
    (root / case.path).parent.mkdir(exist_ok=True, parents=True)
    (root / case.path).write_bytes(content)
    return place


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "root")


def run(root: Path, watch: Watch) -> list[Finding]:
    watch.seen, watch.root = [], root
    try:
        return sorted(set(engine.check(read_dataset(root))))
    finally:
        watch.root = None


@pytest.mark.parametrize(
    "case", [
        pytest.param(case, id=case.id, marks=[pytest.mark.newest] if at % 3 else []) for at, case in enumerate(CASES)
    ],
)  # fmt: skip
def test_an_input_gets_its_verdict(root: Path, case: Case, watch: Watch) -> None:
    place = put(root, case)
    begun = time.perf_counter()
    findings = run(root, watch)
    assert time.perf_counter() - begun < SECONDS
    assert watch.seen == []
    errors = [finding for finding in findings if finding.level == "error"]
    given = "R" if errors else "W" if findings else "A"
    # What no record names is pointed out beside what else is said of it.
    assert given == case.verdict or (case.verdict == "A" and {found.code for found in findings} <= {"L-UNUSED"}), (
        findings
    )
    if case.code:
        of_case = [finding for finding in findings if finding.code in case.code.split()]
        assert of_case, findings
        if place:
            assert place in [(finding.line, finding.column) for finding in of_case], findings
    _outputs_are_harmless(findings)
    assert run(root, watch) == findings


def _outputs_are_harmless(findings: list[Finding]) -> None:
    pages = {
        "text": "\n".join(map(str, findings)), "json": as_json(findings, 1),
        "github": as_annotations(findings, 1, {}), "summary": as_summary(findings, 1, {}),
    }  # fmt: skip
    for name, page in pages.items():
        odd = {sign for sign in page if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co") and sign != "\n"}
        assert not odd, (name, odd)
    for line in pages["github"].splitlines():
        assert re.match(r"::(error|warning|notice) ?[^:]*::|- datasets/|- schemas/|- datapackage|\d+ record", line), (
            line
        )
        assert not line.startswith("::") or line.count("::") == 2 or "::" not in line.split("::", 2)[1]
    assert len(pages["text"].splitlines()) == len(findings)
    for row in pages["summary"].splitlines()[4:]:
        assert re.fullmatch(r"\|---\|---\|---\||\| place .*|(?:\| <code>[\w\s.,&#;-]*</code> ){3}\||", row), row
    assert json.loads(pages["json"])["findings"] == [] or findings
    assert verdict(findings, 1)


@pytest.mark.parametrize(("text", "meant"), WRITTEN_OTHERWISE.items())
def test_a_date_written_otherwise_is_suggested_where_only_one_is_meant(root: Path, text: str, meant: str) -> None:
    put(root, Case("", DRILL, start(text), "R"))
    [found] = engine.check(read_dataset(root))
    assert found.expected == (f"'{meant}'" if meant else "")


def test_every_family_is_here() -> None:
    assert {case.id[0] for case in CASES} == set("ABCDEFGHIJ")
    assert len({case.id for case in CASES}) == len(CASES)


LIMITED = [case for case in CASES if case.id.startswith(("A01", "A05", "A19", "A20", "D14", "E02", "H"))]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
@pytest.mark.parametrize("case", LIMITED, ids=[case.id for case in LIMITED])
def test_a_large_input_stays_within_memory(root: Path, case: Case) -> None:
    put(root, case)
    # Linux counts the process that starts another into the peak of both, but for what the kernel's own page says.
    program = (
        "import re, resource, sys; from pathlib import Path; from sinorus_data.cli.main import main; "
        "status = main(['validate', '--root', *sys.argv[1:]]); own = Path('/proc/self/status'); "
        "print(re.search('VmHWM:\\s+(\\d+)', own.read_text())[1] if own.exists() "
        "else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss); sys.exit(status)"
    )
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", program, str(root), case.path.partition("/")[0]],
        capture_output=True, text=True, timeout=20, check=False,
    )  # fmt: skip
    assert done.returncode == (0 if case.verdict == "A" else 1), done.stderr
    assert "Traceback" not in done.stderr
    peak = int(done.stdout.splitlines()[-1]) / (1024 if sys.platform == "linux" else 1024**2)
    assert peak < MEGABYTES
    assert time.perf_counter() - begun < 3 * SECONDS  # an interpreter starts on a busy machine


def test_one_bad_file_does_not_hide_another(root: Path, watch: Watch) -> None:
    (root / "datasets/exercises/a.yaml").write_bytes(b"\xff")
    (root / "datasets/exercises/b.yaml").write_text("id: b\nid: b\n")
    (root / TABLE).write_text("x\n")
    findings = run(root, watch)
    assert [(found.path.rpartition("/")[2], found.code) for found in findings if found.level == "error"] == [
        ("a.yaml", "T-UTF8"), ("b.yaml", "Y-DUP"), ("trade_figures.csv", "C-DIALECT"),
    ]  # fmt: skip


def test_many_files_are_counted_before_any_is_read(root: Path, watch: Watch) -> None:
    for number in range(10_001):
        (root / f"datasets/events/e{number}.yaml").touch()
    begun = time.perf_counter()
    assert "R-COUNT" in {found.code for found in run(root, watch)}
    assert time.perf_counter() - begun < SECONDS


def test_a_file_that_vanishes_is_one_error(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    found = inventory(root)
    monkeypatch.setattr(dataset, "inventory", lambda _: found)
    (root / DRILL).unlink()
    package = read_dataset(root)
    assert [(missed.path, missed.code) for missed in package.findings] == [(DRILL, "P-READ")]


def test_a_folder_that_cannot_be_opened_is_one_error(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    real = os.scandir

    def closed(place: Any) -> Any:
        if str(place).endswith("exercises"):
            raise PermissionError(13, "Permission denied")
        return real(place)

    monkeypatch.setattr(os, "scandir", closed)
    findings = engine.check(read_dataset(root))
    assert [(found.path, found.code) for found in findings if found.code.startswith("P-")] == [
        ("datasets/exercises", "P-READ")
    ]


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    (tmp_path / "secret.yaml").write_text("id: secret\n")
    return tmp_path / "secret.yaml"


@pytest.mark.usefixtures("posix")
def test_links_are_not_followed(root: Path, linked: Path, watch: Watch) -> None:
    (root / "datasets/exercises/secret.yaml").symlink_to(linked)
    (root / "datasets/events/loop.yaml").symlink_to("loop.yaml")
    assert [(found.path, found.code) for found in run(root, watch) if found.level == "error"] == [
        ("datasets/events/loop.yaml", "P-SYMLINK"), ("datasets/exercises/secret.yaml", "P-SYMLINK"),
    ]  # fmt: skip
    assert watch.seen == []


@pytest.mark.usefixtures("posix")
def test_a_linked_data_directory_is_not_followed(root: Path, tmp_path: Path, watch: Watch) -> None:
    (root / "datasets").rename(tmp_path / "elsewhere")
    (root / "datasets").symlink_to(tmp_path / "elsewhere")
    assert [found.code for found in run(root, watch) if found.level == "error"] == ["P-SYMLINK"]


@pytest.mark.usefixtures("posix")
@pytest.mark.parametrize("kind", ["fifo", "folder"])
def test_what_is_no_file_is_not_waited_for(root: Path, kind: str, watch: Watch) -> None:
    import os

    place = root / "datasets/exercises/a-drill.yaml"
    os.mkfifo(place) if kind == "fifo" else place.mkdir()
    assert [found.code for found in run(root, watch)] == ["P-TYPE"]


def test_the_watch_sees(root: Path, watch: Watch) -> None:
    watch.seen, watch.root = [], root
    Path("/etc/hostname").exists()
    subprocess.run(["true"], check=True)
    with Path("/dev/null").open():
        pass
    watch.root = None
    assert any(event.startswith("subprocess") for event in watch.seen)
    assert any("/dev/null" in event for event in watch.seen)
    assert main(["--version"]) == 0
