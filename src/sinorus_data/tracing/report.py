"""What a trace found, for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sinorus_data.model.finding import printable
from sinorus_data.tracing.trace import Traced


def as_text(traced: Sequence[Traced]) -> str:
    """What could not be confirmed, one line each, and the totals by source."""
    lines = []
    for claim in traced:
        if claim.status == "unconfirmed":
            note = f" [note: {claim.note}]" if claim.note else " [no note says why]"
            lines.append(
                printable(
                    f"{claim.table}/{claim.record_id} {claim.field} = {claim.value} "
                    f"({claim.source_id}, {claim.locator}): {claim.reason}{note}"
                )
            )
    lines += [""] if lines else []
    for source in sorted({claim.source_id for claim in traced}):
        lines.append(f"{source}: {_share([claim for claim in traced if claim.source_id == source])}")
    return "\n".join([*lines, f"all: {_share(traced)}"])


def _share(traced: Sequence[Traced]) -> str:
    confirmed = sum(claim.status == "confirmed" for claim in traced)
    return f"{confirmed} of {len(traced)} claims confirmed ({100 * confirmed / len(traced):.1f} %)"


def as_json(traced: Sequence[Traced]) -> str:
    """Every claim with its verdict."""
    return json.dumps([claim._asdict() for claim in traced], ensure_ascii=False, indent=2)
