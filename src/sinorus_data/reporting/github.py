"""Findings as annotations of a pull request, and as a step summary.

Convention: GitHub's workflow commands (``::error file=…,line=…::text``). Ten annotations a level
and step are shown, so those on changed lines come first. No text of the input begins a line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from sinorus_data.model.finding import Finding
from sinorus_data.reporting.report import count, verdict

#: What GitHub shows of each level in one step.
SHOWN = 10
#: A step summary has at most 1 MiB; a row has a few hundred bytes.
ROWS = 1000

Changed = Mapping[str, Set[int]]


def as_annotations(findings: Sequence[Finding], records: int, changed: Changed, prefix: str = "") -> str:
    """The log of a step: commands for the most important findings, plain lines for the rest, the verdict.

    ``changed`` gives the changed lines by path; ``prefix`` is where the data lie in the repository.
    """
    ordered = sorted(findings, key=lambda finding: _rank(finding, changed))
    lines, shown = [], {"error": 0, "warning": 0}
    for finding in ordered:
        shown[finding.level] += 1
        lines.append(_command(finding, prefix) if shown[finding.level] <= SHOWN else f"- {finding}")
    hidden = sum(max(0, number - SHOWN) for number in shown.values())
    if hidden:
        lines.append(
            f"::notice::{count(hidden, 'more finding')} beyond the {SHOWN} of a level that GitHub shows: "
            "in the log of this step and in its summary"
        )
    return "\n".join([*lines, verdict(findings, records)])


def _rank(finding: Finding, changed: Changed) -> tuple[bool, bool, bool, Finding]:
    lines = changed.get(finding.path)
    return (finding.level == "warning", lines is None or finding.line not in lines, lines is None, finding)


def _command(finding: Finding, prefix: str) -> str:
    places = {"file": prefix + finding.path, "line": finding.line, "col": finding.column, "title": finding.code}
    clean = ",".join(f"{name}={_property(str(value))}" for name, value in places.items())
    return f"::{finding.level} {clean}::{_data(finding.text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_summary(findings: Sequence[Finding], records: int, changed: Changed) -> str:
    """All findings as a table in Markdown, in which nothing of the input is markup, a link or a mention."""
    lines = ["### sinorus-data validate", "", verdict(findings, records), ""]
    if findings:
        lines += ["| place | code | what |", "|---|---|---|"]
    ordered = sorted(findings, key=lambda finding: _rank(finding, changed))
    for finding in ordered[:ROWS]:
        place = f"{finding.printable().path}:{finding.line}:{finding.column}"
        lines.append(f"| {_literal(place)} | {_literal(finding.code)} | {_literal(finding.text)} |")
    if len(ordered) > ROWS:
        lines += ["", f"{count(len(ordered) - ROWS, 'more finding')} in the log of the step."]
    return "\n".join([*lines, ""])


def _literal(text: str) -> str:
    """Text that Markdown, HTML and GitHub show as it is."""
    escaped = re.sub(r"[^\w\s.,-]|_", lambda found: f"&#{ord(found[0])};", text)
    return f"<code>{escaped}</code>"
