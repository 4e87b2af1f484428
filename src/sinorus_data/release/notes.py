"""What changed between two releases, as people and programs read it: text, JSON and Markdown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from sinorus_data.release.compare import Change, Kind, level, next_version
from sinorus_data.release.snapshot import Snapshot

#: In the text of a terminal and a page, values longer than this are cut; JSON has them whole.
LONGEST = 200
ORDER: tuple[Kind, ...] = ("gone", "withdrawn", "split", "moved", "revised", "schema", "added")


def as_text(old: Snapshot, new: Snapshot, changes: Sequence[Change]) -> str:
    """One line a change, then the sums and the version that they call for."""
    lines = [_line(change) for change in _ordered(changes)]
    return "\n".join([*lines, "", _sums(changes), _verdict(old, new, changes)])


def as_json(old: Snapshot, new: Snapshot, changes: Sequence[Change]) -> str:
    """Everything, for machines."""
    called_for = level(changes)
    return json.dumps(
        {
            "old": {"name": old.name, "version": old.version},
            "new": {"name": new.name, "version": new.version},
            "bump": called_for,
            "next_version": next_version(old.version, called_for) if old.version else None,
            "changes": [{**change._asdict(), "level": change.level} for change in _ordered(changes)],
        },
        ensure_ascii=False,
        indent=2,
    )


def as_markdown(old: Snapshot, new: Snapshot, changes: Sequence[Change]) -> str:
    """A page for release notes: what vanished, was revised and was added, by table."""
    lines = [f"# Changes from {_named(old)} to {_named(new)}", "", _verdict(old, new, changes), ""]
    for kind in ORDER:
        of_kind = [change for change in _ordered(changes) if change.kind == kind]
        if not of_kind:
            continue
        lines += [f"## {kind.capitalize()} ({len(of_kind)})", ""]
        if kind == "added":
            counts = Counter(change.table for change in of_kind)
            lines += [f"- {table}: {count}" for table, count in sorted(counts.items())]
        else:
            lines += [f"- {_line(change).removeprefix(kind).strip()}" for change in of_kind]
        lines.append("")
    return "\n".join(lines)


def _ordered(changes: Sequence[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: (ORDER.index(change.kind), change.table, change.record_id, change.field))


def _line(change: Change) -> str:
    told = f"{change.kind} {change.table}"
    told += f"/{change.record_id}" if change.record_id else ""
    told += f" {change.field}" if change.field else ""
    if change.kind in ("moved", "split"):
        return f"{told} → {change.new}"
    if change.kind in ("revised", "schema"):
        return f"{told}: {_cut(change.old)} → {_cut(change.new)}"
    return told


def _cut(text: str) -> str:
    text = text.replace("\n", " ")
    return (text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…") or "(nothing)"


def _sums(changes: Sequence[Change]) -> str:
    counts = Counter(change.kind for change in changes)
    return ", ".join(f"{counts[kind]} {kind}" for kind in ORDER if counts[kind]) or "no changes"


def _verdict(old: Snapshot, new: Snapshot, changes: Sequence[Change]) -> str:
    called_for = level(changes)
    if called_for == "none":
        return f"{_named(old)} and {_named(new)} hold the same."
    following = f": {next_version(old.version, called_for)} or later" if old.version else ""
    return f"Calls for a {called_for} version after {_named(old)}{following}."


def _named(state: Snapshot) -> str:
    return state.version or state.name
