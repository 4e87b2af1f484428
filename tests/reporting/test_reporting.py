"""Findings as GitHub, code scanning and programs read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sinorus_data.checks.rule import RULES
from sinorus_data.model.finding import Finding
from sinorus_data.reporting.changes import DiffError, changed_lines
from sinorus_data.reporting.github import SHOWN, as_annotations, as_summary
from sinorus_data.reporting.report import as_json, report_schema, verdict
from sinorus_data.reporting.sarif import as_sarif

EVIL = "x\n::error file=README.md::pwned\x1b[31m\u202e<b>@all |`"


def finding(line: int = 1, path: str = "datasets/a.yaml", level: Any = "error", message: str = "wrong") -> Finding:
    return Finding(path, line, 2, "F-CODE", message, got=EVIL, expected="this", fix="that", level=level)


def test_the_json_report_follows_its_schema(checkout: Path) -> None:
    findings = [finding(), finding(2, level="warning")]
    report = json.loads(as_json(findings, 7))
    schema = report_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(report)
    assert json.loads((checkout / "schemas/report.json").read_text(encoding="utf-8")) == schema
    assert (report["records"], report["errors"], report["warnings"]) == (7, 1, 1)
    assert all(field.get("description") for field in schema["$defs"]["Reported"]["properties"].values())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({**report, "more": 1})


def test_annotations_put_changed_lines_first() -> None:
    findings = [finding(1, "a"), finding(9, "b"), finding(3, "b"), finding(5, "c", "warning")]
    lines = as_annotations(findings, 1, {"b": {9}, "c": {5}}).splitlines()
    places = [line.partition("file=")[2].partition(",title")[0] for line in lines[:4]]
    assert places == ["b,line=9,col=2", "b,line=3,col=2", "a,line=1,col=2", "c,line=5,col=2"]


def test_ten_of_a_level_are_annotated_and_the_rest_is_told() -> None:
    findings = [finding(line) for line in range(1, 14)] + [finding(line, level="warning") for line in range(1, 12)]
    lines = as_annotations(findings, 1, {}).splitlines()
    assert sum(line.startswith("::error") for line in lines) == SHOWN
    assert sum(line.startswith("::warning") for line in lines) == SHOWN
    assert sum(line.startswith("- datasets/a.yaml:") for line in lines) == 4
    assert next(line for line in lines if line.startswith("::notice")).startswith("::notice::4 more findings")
    assert as_summary(findings, 1, {}).count("\n| ") == 25


def test_nothing_of_the_input_is_a_command() -> None:
    bad = Finding("datasets/a,line=9::error::x.yaml", 1, 1, "P-NAME", EVIL, EVIL, EVIL, EVIL)
    [command, last] = as_annotations([bad], 1, {}, "data/").splitlines()
    assert command.startswith(
        "::error file=data/datasets/a%2Cline=9%3A%3Aerror%3A%3Ax.yaml,line=1,col=1,title=P-NAME::"
    )
    assert "\x1b" not in command
    assert last == verdict([bad], 1)


def test_a_summary_is_cut_where_github_would_refuse_it() -> None:
    text = as_summary([finding(line) for line in range(1, 1500)], 1, {})
    assert "499 more findings in the log" in text
    assert len(text.encode()) < 1024**2


def test_sarif_has_the_parts_that_the_standard_demands() -> None:
    """The whole was also held against the schema of OASIS, which is not ours to ship."""
    log = json.loads(as_sarif([finding(3), finding(4, "datasets/b c#.yaml", "warning")], "data/"))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["name"] == "sinorus-data"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["F-CODE"]
    assert run["tool"]["driver"]["rules"][0]["fullDescription"]["text"] == RULES["F-CODE"].why
    first, second = run["results"]
    assert (first["ruleId"], first["ruleIndex"], first["level"]) == ("F-CODE", 0, "error")
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 2}
    place = second["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == "data/datasets/b%20c%23.yaml"
    assert "null" not in json.dumps(log)
    assert json.loads(as_sarif([]))["runs"][0]["results"] == []


DIFF = """\
diff --git a/data/datasets/a.yaml b/data/datasets/a.yaml
--- a/data/datasets/a.yaml
+++ b/data/datasets/a.yaml
@@ -1,2 +1,3 @@
 one
-two
+TWO
+three
"""


def test_a_diff_tells_the_lines_that_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "d").write_text(DIFF)
    assert changed_lines(str(tmp_path / "d"), "data/") == {"datasets/a.yaml": {2, 3}}
    assert changed_lines(None) == {}
    (tmp_path / "d").write_text(DIFF.replace("@@ -1,2 +1,3 @@", "@@ -1,9 +1,9 @@"))
    with pytest.raises(DiffError, match="no unified diff"):
        changed_lines(str(tmp_path / "d"))
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO(DIFF))
    assert changed_lines("-") == {"data/datasets/a.yaml": {2, 3}}
