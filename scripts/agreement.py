"""How well coders agreed and what later readings changed: the tables of the codebook, from two files in ``docs``.

Run: python scripts/agreement.py

Each row of ``double-coding.csv`` is one thing that at least one of two coders found in a text (``field`` empty, or a
position), or one field of a record that both found. A cell is empty where a coder did not find it.

Each row of ``readings.csv`` is one later reading of the records of one data set.
"""

import csv
from collections import defaultdict
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"
FILE = DOCS / "double-coding.csv"


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


def readings() -> str:
    """The rates of change of later readings as a Markdown table."""
    with (DOCS / "readings.csv").open(encoding="utf-8", newline="") as stream:
        rows = [
            f"| {row['reading']} | {row['data_set']} | {row['records_read']} | {row['records_changed']} "
            f"| {100 * int(row['records_changed']) / int(row['records_read']):.0f} % |"
            for row in csv.DictReader(stream)
        ]
    return "\n".join(["| reading | data set | read | changed | rate |", "|---|---|---|---|---|", *rows])


if __name__ == "__main__":
    print(table(), readings(), sep="\n\n")
