"""Every rule shows what is wrong and what is right: both are tried, and every code has a rule."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from example import lay_out, put

import sinorus_data
from sinorus_data.checks import engine
from sinorus_data.checks.rule import RULES
from sinorus_data.model.finding import Finding
from sinorus_data.reading.dataset import read_dataset

assert engine.FAMILIES
WITH_EXAMPLE = [code for code, rule in RULES.items() if rule.bad]


def found(root: Path) -> list[Finding]:
    package = read_dataset(root)
    if (root / "texts").is_dir():
        package.sources = root / "texts"
    return engine.check(package)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path)


def test_the_small_package_is_valid(root: Path) -> None:
    assert found(root) == []


@pytest.mark.parametrize("code", WITH_EXAMPLE)
def test_what_is_wrong_is_found(root: Path, code: str) -> None:
    rule = RULES[code]
    if rule.on == "shell" and sys.platform == "win32":
        pytest.skip("the example is a shell command")
    if code == "V-LIFTED":
        text = "[1] In the early morning of Monday, the two navies took to the sea together."
        (root / "texts").mkdir()
        (root / "texts" / "a-text.md").write_text(f"{text} {rule.bad}")
    put(root, rule.on, rule.bad)
    findings = found(root)
    assert code in {finding.code for finding in findings}, findings
    assert {finding.level for finding in findings if finding.code == code} >= {rule.level} or code == "T-SCRIPT"


@pytest.mark.parametrize("code", WITH_EXAMPLE)
def test_what_is_right_passes(root: Path, code: str) -> None:
    rule = RULES[code]
    put(root, rule.on, rule.good)
    assert [finding for finding in found(root) if finding.level == "error" or finding.code == code] == []


def test_every_code_that_is_reported_has_a_rule() -> None:
    source = Path(sinorus_data.__file__).parent
    used = set[str]()
    for file in (
        *(source / "reading").glob("*.py"),
        *(source / "checks").glob("*.py"),
        *(source / "model").glob("*.py"),
    ):
        used |= set(re.findall(r'"([A-Z]-[A-Z0-9]+(?:-[A-Z]+)*)"', file.read_text(encoding="utf-8")))
    assert used <= set(RULES)


@pytest.mark.parametrize("code", RULES)
def test_every_rule_explains_itself(code: str) -> None:
    rule = RULES[code]
    assert rule.why.endswith(".")
    assert rule.title == rule.title.strip()
    assert re.fullmatch(r"[A-Z]-[A-Z0-9]+(?:-[A-Z]+)*", rule.code)
