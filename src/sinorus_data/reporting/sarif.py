"""Findings as SARIF 2.1.0 (OASIS), for code scanning and editors."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from sarif_pydantic import (
    ArtifactLocation,
    Level,
    Location,
    Message,
    PhysicalLocation,
    Region,
    ReportingDescriptor,
    Result,
    Run,
    Sarif,
    Tool,
    ToolDriver,
)

from sinorus_data import __version__
from sinorus_data.checks.rule import RULES
from sinorus_data.model.finding import Finding

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(findings: Sequence[Finding], prefix: str = "") -> str:
    """One SARIF run with every finding, and the rules that they broke."""
    codes = sorted({finding.code for finding in findings})
    driver = ToolDriver(name="sinorus-data", version=__version__, rules=[_rule(code) for code in codes])
    results = [_result(finding, codes.index(finding.code), prefix) for finding in findings]
    run = Run(tool=Tool(driver=driver), results=results, columnKind="unicodeCodePoints")
    log = Sarif(version="2.1.0", schema_uri=SCHEMA, runs=[run])
    return str(log.model_dump_json(indent=2, by_alias=True, exclude_none=True))


def _rule(code: str) -> ReportingDescriptor:
    rule = RULES[code]
    return ReportingDescriptor(
        id=code,
        short_description=Message(text=rule.title),
        full_description=Message(text=rule.why),
        help=Message(text=f"sinorus-data validate --explain {code}"),
    )


def _result(finding: Finding, index: int, prefix: str) -> Result:
    place = PhysicalLocation(
        artifact_location=ArtifactLocation(uri=quote(prefix + finding.path, safe="/", errors="surrogateescape")),
        region=Region(start_line=finding.line, start_column=finding.column),
    )
    return Result(
        rule_id=finding.code,
        rule_index=index,
        level=Level.ERROR if finding.level == "error" else Level.WARNING,
        message=Message(text=finding.text),
        locations=[Location(physical_location=place)],
    )
