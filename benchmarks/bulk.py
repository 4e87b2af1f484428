"""What checking a large table costs, beside merely parsing it and beside frictionless.

Run: python benchmarks/bulk.py [ROWS] [--frictionless ROWS]

Makes a trade table of so many rows from the shipped one, each with an id, value and year of its own.
The floor is Polars reading the same file with all columns as strings. Each is a process of its own;
memory is the greatest of that process. With --frictionless N, frictionless checks the first N rows alone and
its time without its start is scaled to the whole; with 0 it is left out.
"""

import argparse
import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sinorus_data.access import store

FLOOR = "import polars as pl; print(pl.read_csv({file!r}, infer_schema=False).height)"
OURS = "from sinorus_data.bulk import validate; r = validate({file!r}); assert r.valid, r.findings[:3]; print(r.rows)"
FRICTIONLESS = """
from frictionless import Resource, Schema, system
from sinorus_data.tables.schema import table_schema
schema = {{key: value for key, value in table_schema("trade_figures").items() if key != "foreignKeys"}}
with system.use_context(trusted=True):
    report = Resource(path={file!r}, schema=Schema.from_descriptor(schema)).validate()
assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])[:3]
print(report.stats["errors"])
"""


def made(rows: int, file: Path) -> None:
    """Writes a sound table of so many rows."""
    chance = random.Random(1)
    base = [dict(row) for row in store.rows("trade_figures")]
    with file.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, list(base[0]), lineterminator="\n")
        table.writeheader()
        for number in range(rows):
            row = dict(base[number % len(base)])
            row["id"] = f"{row['id'][:60].strip('-')}-{number:08}"
            if row["freq"] == "A" and len(row["period"]) == 4:
                year = chance.randrange(1950, 2020)
                row |= {"period": str(year), "period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
                row["base_period"] = row["base_period"] and str(year - 1)
            if not row["value_max"]:
                row["value"] = f"{'-' if row['value'].startswith('-') else ''}{chance.random() * 1000:.2f}"
            table.writerow(row)


def timed(program: str) -> tuple[float, float]:
    """The seconds and megabytes of a program in a process of its own."""
    started = time.perf_counter()
    tell = "\nimport resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    done = subprocess.run([sys.executable, "-c", program + tell], check=True, capture_output=True, text=True)
    return time.perf_counter() - started, float(done.stdout.split()[-1])


def main() -> None:
    """Prints the figures and the ratios."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("rows", nargs="?", type=int, default=1_000_000)
    arguments.add_argument("--frictionless", type=int, default=None, metavar="ROWS")
    options = arguments.parse_args()
    asked = options.rows if options.frictionless is None else min(options.rows, options.frictionless)
    with tempfile.TemporaryDirectory() as folder:
        file, part = Path(folder, "whole.csv"), Path(folder, "part.csv")
        made(options.rows, file)
        print(f"{options.rows} rows, {file.stat().st_size / 1e6:.0f} MB")
        floor, floor_memory = timed(FLOOR.format(file=str(file)))
        print(f"{'floor (Polars parses)':<24} {floor:9.1f} s {floor_memory:7.0f} MB")
        ours, memory = timed(OURS.format(file=str(file)))
        print(f"{'sinorus-data':<24} {ours:9.1f} s {memory:7.0f} MB   {ours / floor:.1f} times the floor (allowed 5)")
        if asked:
            if asked < options.rows:
                made(asked, part)
            theirs, their_memory = timed(FRICTIONLESS.format(file=str(part if asked < options.rows else file)))
            if asked < options.rows:
                start, _ = timed("from frictionless import Resource")
                theirs = start + (theirs - start) * options.rows / asked
            ratio = f"{theirs / ours:.1f} times ours (wanted 25)"
            print(f"{'frictionless':<24} {theirs:9.1f} s {their_memory:7.0f} MB   {ratio}")
    print(f"this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
