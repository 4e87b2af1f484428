"""Retired ids: what was published and is no longer, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterator

from sinorus_data.checks.rule import at, rule
from sinorus_data.model.catalogue import DATA_SETS, RetiredId
from sinorus_data.model.finding import Finding
from sinorus_data.reading.authored import RETIRED, read_authored
from sinorus_data.reading.dataset import Package

#: How many live ids answer to a retired one, by its fate: the least and the most.
ANSWER = {"moved": (1, 1), "split": (2, 99), "withdrawn": (0, 0)}

_HEAD = "# datasets/retired_ids.csv\nid,table,fate,targets,since,reason\n"


@rule("I-RETIRED", "a retired id is dead, and the living answer to it", scope="package", on="none",
      bad=_HEAD + "old-drill,exercises,moved,no-such-drill,0.2.0,two records were one\n",
      good=_HEAD + "old-drill,exercises,withdrawn,,0.2.0,it was never held\n")  # fmt: skip
def dead_and_answered(package: Package) -> Iterator[Finding]:
    """An id that was published is never used again. `datasets/retired_ids.csv` says what became of it: `moved` to one
    live id of its data set, `split` into several, or `withdrawn`. What it points to is live: no chains.
    """
    rows, wrong = read_authored(package.root, RETIRED, RetiredId)
    yield from wrong
    known: set[str] = set()
    for row, line in rows:
        live = package.ids(row.table) if row.table in DATA_SETS else set()
        if row.table not in DATA_SETS:
            yield at(RETIRED, line, 1, "I-RETIRED", "no data set of this name", got=row.table,
                     expected=", ".join(DATA_SETS))  # fmt: skip
        elif row.id in live:
            yield at(RETIRED, line, 1, "I-RETIRED", "the id is in use", got=row.id, fix="give the record another id")
        if row.id in known:
            yield at(RETIRED, line, 1, "I-RETIRED", "the id stands here twice", got=row.id, fix="remove one")
        known.add(row.id)
        least, most = ANSWER[row.fate]
        if not least <= len(row.targets) <= most:
            wanted = f"{least} targets" if least == most else f"{least} targets or more"
            yield at(RETIRED, line, 1, "I-RETIRED", f"`{row.fate}` does not fit its targets", got=str(len(row.targets)),
                     expected=wanted)  # fmt: skip
        for target in row.targets:
            if row.table in DATA_SETS and target not in live:
                yield at(RETIRED, line, 1, "I-RETIRED", "what answers for it is not live", got=target,
                         fix="name the id that is live now")  # fmt: skip
