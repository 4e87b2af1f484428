"""What a run of the checks has to say, and the JSON form of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sinorus_data import __version__
from sinorus_data.model.finding import Finding


class Reported(BaseModel):
    """One finding. No text of it holds a control character or line end."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str = Field(description="The file, relative to the root of the data, with forward slashes.")
    line: int = Field(ge=1, description="The line, from 1.")
    column: int = Field(ge=1, description="The column, from 1, in Unicode code points.")
    code: str = Field(description="The code of the rule; `sinorus-data validate --explain CODE` says more.")
    level: Literal["error", "warning"] = Field(description="Errors make the run fail, warnings with `--strict` only.")
    message: str = Field(description="What is wrong.")
    got: str = Field(description="What stands there, where that says more; else empty.")
    expected: str = Field(description="What should stand there, where that is known; else empty.")
    fix: str = Field(description="What to do, where that is known; else empty.")
    repairable: bool = Field(description="Whether `sinorus-data validate --fix` repairs it.")


class Report(BaseModel):
    """What `sinorus-data validate --format json` prints."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str = Field(default=__version__, description="The version of the validator.")
    records: int = Field(ge=0, description="How many records were read.")
    errors: int = Field(ge=0, description="How many findings are errors.")
    warnings: int = Field(ge=0, description="How many findings are warnings.")
    findings: tuple[Reported, ...] = Field(description="The findings, by path, line and column.")


def report(findings: Sequence[Finding], records: int) -> Report:
    """The report of a run that read so many records."""
    errors = sum(finding.level == "error" for finding in findings)
    return Report(
        records=records, errors=errors, warnings=len(findings) - errors, findings=tuple(map(_reported, findings))
    )


def _reported(finding: Finding) -> Reported:
    clean = finding.printable()
    return Reported(
        **{name: getattr(clean, name) for name in Reported.model_fields if name != "repairable"},
        repairable=finding.edit is not None,
    )


def as_json(findings: Sequence[Finding], records: int) -> str:
    """The report as JSON, by the schema in ``schemas/report.json``."""
    return report(findings, records).model_dump_json(indent=2)


def report_schema() -> dict[str, Any]:
    """The JSON Schema of the report."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Report.model_json_schema(mode="serialization")}


def count(number: int, one: str) -> str:
    """A number of things in words: 1 error, 2 errors."""
    return f"{number} {one}{'' if number == 1 else 's'}"


def verdict(findings: Iterable[Finding], records: int) -> str:
    """The last line of a run."""
    levels = [finding.level for finding in findings]
    if not levels:
        return f"{count(records, 'record')} valid"
    errors = levels.count("error")
    return (
        f"{count(records, 'record')} read, {count(errors, 'error')}, {count(len(levels) - errors, 'warning')}; "
        "`--explain CODE` says more"
    )
