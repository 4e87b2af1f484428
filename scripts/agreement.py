"""How well two coders agreed: the table of the codebook, from ``docs/double-coding.csv``.

Run: python scripts/agreement.py

Each row of the file is one thing that at least one of two coders found in a text (``field`` empty, or a
position), or one field of a record that both found. A cell is empty where a coder did not find it.
"""

import csv
from collections import defaultdict
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "docs" / "double-coding.csv"


def table() -> str:
    """The rates as a Markdown table: found by both of found by either, and the same of what both coded."""
    found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    with FILE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            both = bool(row["first_coder"] and row["second_coder"])
            if row["field"] in ("", "stance"):
                found[row["kind"], "found by both, of found by either"][0] += both
                found[row["kind"], "found by both, of found by either"][1] += 1
            if row["field"] and both:
                measure = f"same `{row['field']}`, of found by both"
                found[row["kind"], measure][0] += row["first_coder"] == row["second_coder"]
                found[row["kind"], measure][1] += 1
    rows = [
        f"| {kind} | {measure} | {same} | {of} | {100 * same / of:.0f} % |"
        for (kind, measure), (same, of) in found.items()
    ]
    return "\n".join(["| what | measure | agreed | of | rate |", "|---|---|---|---|---|", *sorted(rows)])


if __name__ == "__main__":
    print(table())
