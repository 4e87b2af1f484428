"""The README tells the truth: its commands, its program, its links."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from sinorus_data import __version__
from sinorus_data.model.catalogue import TABLES
from sinorus_data.release.descriptor import CREATED


@pytest.fixture(scope="session")
def readme(checkout: Path) -> str:
    return (checkout / "README.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_quick_start_is_two_blocks_of_commands(readme: str) -> None:
    section = readme.split("## Quick start")[1].split("\n## ")[0]
    first, second = blocks(section, "sh")
    assert "sinorus-data validate" in first
    assert second == "make test\n"


def test_the_program_runs_in_five_lines(readme: str) -> None:
    [program] = blocks(readme, "python")
    lines = [line for line in program.splitlines() if line and not line.startswith("import")]
    assert len(lines) == 5
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "@misc{sinorus-data-vostok-2018" in done.stdout


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/codebook.md", "docs/naming-policy.md"])
def test_links_point_to_files_that_are_there(checkout: Path, page: str) -> None:
    file = checkout / page
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", file.read_text(encoding="utf-8")):
        if not target.startswith("https://"):
            assert (file.parent / target).exists(), target


def test_every_table_can_be_downloaded(readme: str) -> None:
    for table in TABLES:
        assert f"(datasets/{table}.csv)" in readme


def test_records_named_in_the_codebook_exist(checkout: Path) -> None:
    text = (checkout / "docs" / "codebook.md").read_text(encoding="utf-8")
    named = re.findall(r"^```yaml\n# ([\w-]+)", text, re.MULTILINE)
    assert named
    for record_id in named:
        assert list((checkout / "datasets").glob(f"*/{record_id}.yaml")), record_id


def test_version_and_day_are_the_same_everywhere(checkout: Path) -> None:
    citation = (checkout / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {__version__}\n" in citation
    assert f"date-released: {CREATED}\n" in citation
    assert f"## [{__version__}] - {CREATED}" in (checkout / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_package_host_and_no_machine_is_named(checkout: Path) -> None:
    for file in (*checkout.glob("requirements/*.txt"), checkout / "pyproject.toml", checkout / "Makefile"):
        text = file.read_text(encoding="utf-8")
        assert "index-url" not in text
        assert "://" not in text, file
