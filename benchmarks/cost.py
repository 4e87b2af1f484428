"""What the package costs over a bare interpreter, beside what it cannot do without.

Run: python benchmarks/cost.py [--runs N]

Each line is a fresh interpreter, run in turn with the others so that a drift of the machine
touches all alike; the figure is the median over the runs, in milliseconds over the bare
interpreter. Compiled bytecode is written first.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time

FLOOR_RECORD = "from pydantic import BaseModel\nclass One(BaseModel):\n    field: str\nOne(field='x')"
PROGRAMS = {
    "bare interpreter": "pass",
    "import sinorus_data": "import sinorus_data",
    "one-field pydantic model": FLOOR_RECORD,
    "first typed record": "import sinorus_data as sd\nsd.exercises['vostok-2018']",
    "import pandas": "import pandas",
    "first data frame": "import sinorus_data as sd\nsd.exercises.to_pandas()",
}
RATIOS = (("first typed record", "one-field pydantic model", 1.5), ("first data frame", "import pandas", 1.35))


def measure(runs: int) -> dict[str, float]:
    """The median seconds of each program."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for turn in range(runs + 1):
        for name, program in PROGRAMS.items():
            started = time.perf_counter()
            subprocess.run([sys.executable, "-c", program], check=True, env=environment)
            if turn:  # the first turn writes bytecode and warms the disk
                times[name].append(time.perf_counter() - started)
    return {name: statistics.median(taken) for name, taken in times.items()}


def main() -> None:
    """Prints the figures and the ratios."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=15)
    medians = measure(arguments.parse_args().runs)
    bare = medians["bare interpreter"]
    over = {name: 1000 * (median - bare) for name, median in medians.items()}
    print(f"{'bare interpreter':<26} {1000 * bare:7.1f} ms in all")
    for name in list(PROGRAMS)[1:]:
        print(f"{name:<26} {over[name]:7.1f} ms")
    for name, floor, allowed in RATIOS:
        print(f"{name} / {floor}: {over[name] / over[floor]:.2f} (allowed {allowed})")


if __name__ == "__main__":
    main()
