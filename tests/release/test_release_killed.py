"""A build that is killed: each file is the old one or the new one, whole."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sinorus_data.cli.main import main

pytestmark = pytest.mark.newest

#: A build that stops for long between a finished temporary file and its place, at the N-th file that changes.
STOPPING = """
import sys, time
from pathlib import Path
from sinorus_data.cli.main import main
replace, left = Path.replace, int(sys.argv[1])
def stop(self, target):
    global left
    left -= 1
    if not left:
        print("now", flush=True)
        time.sleep(60)
    return replace(self, target)
Path.replace = stop
main(["build", "--root", "."])
"""


@pytest.mark.usefixtures("posix")
@pytest.mark.parametrize("at", [1, 2])
def test_a_killed_build_leaves_whole_files(small: Path, tmp_path: Path, at: int) -> None:
    shutil.copytree(small, tmp_path, dirs_exist_ok=True)
    record = tmp_path / "datasets/exercises/vostok-2018.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("type: strategic", "type: land"), encoding="utf-8")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    with subprocess.Popen(
        [sys.executable, "-c", STOPPING, str(at)], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "now\n"
        process.send_signal(signal.SIGKILL)
    left = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert len(left.keys() - before.keys()) == 1  # the temporary file
    assert main(["build", "--root", str(tmp_path)]) == 0
    after = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert after.keys() == before.keys()  # and it is swept
    changed = {file for file in before if left[file] != before[file]}
    assert len(changed) == at - 1
    assert all(left[file] in (before[file], after[file]) for file in before)
    assert any(after[file] != before[file] for file in before)
