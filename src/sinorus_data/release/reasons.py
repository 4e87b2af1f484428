"""Why values changed: what contributors write in ``changes/reasons.csv``, held against the changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sinorus_data.model.finding import Finding
from sinorus_data.model.history import Entry, Reason
from sinorus_data.reading.authored import read_authored
from sinorus_data.release.compare import Change

FOLDER = "changes"
REASONS = f"{FOLDER}/reasons.csv"

Given = tuple[Reason, int]


def read_reasons(root: Path) -> tuple[list[Given], list[Finding]]:
    """The reasons under ``root`` with their lines, and what is wrong with the file; none if there is no file."""
    return read_authored(root, REASONS, Reason)


def explained(changes: Sequence[Change], given: Sequence[Given], version: str) -> tuple[list[Entry], list[Finding]]:
    """The log of a release, and what is wrong: a change without a reason, a reason without a change, an id gone.

    The most particular reason counts: of the record and field, before those with ``*``.
    """
    entries, findings, used = [], list[Finding](), set[int]()
    for change in changes:
        fitting = [(reason, line) for reason, line in given if _fits(reason, change)]
        used |= {line for _, line in fitting}
        best: Any = min(fitting, key=lambda one: (one[0].record_id == "*", one[0].field == "*", one[1]), default=None)
        reason = best[0] if best else None
        kind: Any = "schema" if change.kind == "schema" else reason.reason if reason else None
        if change.kind == "revised" and reason is None:
            start = ",".join((change.table, change.record_id, change.field))
            message = f"{_where(change)} changed, and no reason is given"
            findings.append(_finding(1, "H-REASON", message, f"add a line {start},REASON,"))
        if change.kind == "gone":
            message = f"{_where(change)} is gone, and nothing says what became of it"
            findings.append(_finding(1, "H-GONE", message, "restore it, or add it to datasets/retired_ids.csv"))
        entries.append(Entry(version=version, kind=change.kind, table=change.table, record_id=change.record_id or None,
                             field=change.field or None, old=change.old or None, new=change.new or None,
                             reason=kind, note=reason.note if reason else None))  # fmt: skip
    for reason, line in given:
        if line not in used:
            what = ", ".join((reason.table, reason.record_id, reason.field))
            findings.append(_finding(line, "H-UNUSED", f"nothing changed that {what} explains", "remove the line"))
    return entries, findings


def _fits(reason: Reason, change: Change) -> bool:
    if change.kind in ("added", "schema"):
        return False
    named = (reason.record_id in ("*", change.record_id), reason.field in ("*", change.field))
    return reason.table == change.table and all(named)


def _where(change: Change) -> str:
    return " ".join(part for part in (change.table, change.record_id, change.field) if part)


def _finding(line: int, code: str, message: str, fix: str) -> Finding:
    return Finding(REASONS, line, 1, code, message, fix=fix)


def rows(entries: Iterable[Entry]) -> list[tuple[str, ...]]:
    """The log as rows of a table, the header first."""
    names = tuple(Entry.model_fields)
    return [names, *(tuple(str(getattr(entry, name) or "") for name in names) for entry in entries)]
