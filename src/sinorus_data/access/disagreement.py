"""Where sources part: fields of records, figures of records, and trade figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from sinorus_data.access import store
from sinorus_data.access.series import KEY

if TYPE_CHECKING:
    import pandas as pd

    from sinorus_data.model.codes import Qualifier

COLUMNS = (
    "kind", "table", "record_id", "field", "value", "unit", "agrees", "preferred", "reason", "compiler", "source_id",
    "locator", "as_stated", "attributed_to", "reported_by",
)  # fmt: skip
#: Lengths of time in days, so that "two days" and "six months" can be compared.
DAYS = {
    "hours": Decimal(1) / 24, "days": Decimal(1), "weeks": Decimal(7), "months": Decimal("30.4375"),
    "years": Decimal("365.25"),
}  # fmt: skip
FIGURES = {"agreement_figures": "agreements", "exercise_forces": "exercises", "event_figures": "events"}


def disagreements() -> pd.DataFrame:
    """Every field and figure on which sources differ, one row a side.

    ``kind`` is ``field`` for a field of a record (where one value may be preferred), ``figure``
    for numbers of one record, ``trade`` for trade figures with one compiler and ``compilers`` for
    trade figures that differ only between compilers. Two numbers differ if the ranges that they
    allow, after rounding and qualifier, do not overlap. Suspect figures take part.
    """
    import pandas as pd

    sides = [*_fields(), *_figures(), *_trade()]
    made = pd.DataFrame(
        {name: pd.array([side.get(name) or pd.NA for side in sides], dtype="string") for name in COLUMNS}
    )
    for name in ("agrees", "preferred"):
        made[name] = made[name].map({"true": True, "false": False}).astype("boolean")
    return made


def _fields() -> Iterator[store.Row]:
    for group in _groups(store.rows("claims"), ("table", "record_id", "field")):
        if any(row["agrees"] == "false" for row in group):
            for row in group:
                yield {"kind": "field", **row}


def _figures() -> Iterator[store.Row]:
    for table, owner in FIGURES.items():
        rows = [
            {**row, "record_id": next(iter(row.values())), "unit_kind": "time" if row["unit"] in DAYS else row["unit"]}
            for row in store.rows(table)
        ]
        for group in _groups(rows, ("record_id", "party", "measure", "unit_kind")):
            if _differ(group):
                for row in group:
                    yield {"kind": "figure", **row, "table": owner, "field": row["measure"]}


def _trade() -> Iterator[store.Row]:
    rows = [
        {**row, "record_id": row["id"], "table": "trade_figures", "field": row["indicator"]}
        for row in store.rows("trade_figures")
    ]
    key = ("indicator", "period", "base_period", *KEY)
    within = [group for group in _groups(rows, key) if _differ(group)]
    for group in within:
        for row in group:
            yield {"kind": "trade", **row}
    for group in _groups(rows, tuple(name for name in key if name != "compiler")):
        if len({row["compiler"] for row in group}) > 1 and _differ(group):
            for row in group:
                yield {"kind": "compilers", **row}


def _groups(rows: Iterable[store.Row], key: tuple[str, ...]) -> list[list[store.Row]]:
    found: dict[tuple[str, ...], list[store.Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in key), []).append(row)
    return [group for group in found.values() if len(group) > 1 or "field" in key]


def _differ(group: list[store.Row]) -> bool:
    """Whether some two of the numbers allow no value in common."""
    from sinorus_data.model.quantity import agree

    ranges = [_range(row) for row in group]
    return any(not agree(one, other) for at, one in enumerate(ranges) for other in ranges[at + 1 :])


def _range(row: store.Row) -> tuple[Decimal, Decimal]:
    from sinorus_data.model.quantity import bounds

    upper = Decimal(row["value_max"]) if row["value_max"] else None
    low, high = bounds(Decimal(row["value"]), upper, cast("Qualifier", row["qualifier"]))
    scale = DAYS.get(row["unit"], Decimal(1))
    return low * scale, high * scale
