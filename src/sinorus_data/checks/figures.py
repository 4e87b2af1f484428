"""Figures: ranges the right way round, units that fit, and what a kind of number needs beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sinorus_data.checks.rule import find, rule
from sinorus_data.model.cells import cell
from sinorus_data.model.finding import Finding
from sinorus_data.reading.dataset import Package
from sinorus_data.reading.records import Read
from sinorus_data.tables.derive import derived

Place = tuple[str | int, ...]

_TIME = ("hours", "days", "weeks", "months", "years")
_PEOPLE = ("persons", "persons_mn")
#: Units in which a measure can be given.
UNITS: dict[str, tuple[str, ...]] = {
    "personnel": _PEOPLE, "killed": _PEOPLE, "injured": _PEOPLE, "arrested": _PEOPLE,
    "population": _PEOPLE, "ships": ("ships",), "aircraft": ("aircraft",), "vehicles": ("vehicles",),
    "duration": _TIME, "distance": ("km", "mi"), "area": ("km2",),
    "value": ("USD_mn", "USD_bn", "CNY_bn", "RUB_bn", "percent"),
}  # fmt: skip
#: What a share, change, ratio or rank needs beside its number.
NEEDS = {"change": "base_period", "share": "relative_to"}


def _figures(record: Any) -> Iterator[tuple[Place, Any]]:
    if hasattr(record, "value"):
        yield (), record
    for name in ("figures", "forces"):
        for index, figure in enumerate(getattr(record, name, ())):
            yield (name, index), figure


@rule("N-RANGE", "ranges run upwards")
def range_runs_upwards(read: Read, package: Package) -> Iterator[Finding]:
    """`value_max` is the upper end of a stated range and lies above `value`."""
    for place, figure in _figures(read.record):
        if figure.value_max is not None and figure.value_max <= figure.value:
            yield find(read, "N-RANGE", "the upper end is not above the lower", *place, "value_max",
                       got=cell(figure.value_max), expected=f"more than {cell(figure.value)}")  # fmt: skip


@rule("N-UNIT", "the unit fits what is measured")
def unit_fits(read: Read, package: Package) -> Iterator[Finding]:
    """People are counted in persons, durations in time, money in a currency."""
    for place, figure in _figures(read.record):
        allowed = UNITS.get(getattr(figure, "measure", ""))
        if allowed and figure.unit not in allowed:
            yield find(read, "N-UNIT", f"not a unit of `{figure.measure}`", *place, "unit", got=figure.unit,
                       expected=" or ".join(allowed))  # fmt: skip
        if getattr(figure, "transformation", "") == "share" and figure.unit != "percent":
            yield find(read, "N-UNIT", "a share is given in percent", *place, "unit", got=figure.unit,
                       expected="percent")  # fmt: skip


@rule("N-SIGN", "only changes and balances are negative")
def sign_fits(read: Read, package: Package) -> Iterator[Finding]:
    """A volume, number of people or duration is not below zero; a change or a trade balance can be."""
    for place, figure in _figures(read.record):
        may = getattr(figure, "transformation", "") == "change" or getattr(figure, "flow", "") == "balance"
        if figure.value < 0 and not may:
            yield find(read, "N-SIGN", "the number is below zero", *place, "value", got=cell(figure.value))


@rule("N-NEEDS", "a relative figure says relative to what")
def relative_to_what(read: Read, package: Package) -> Iterator[Finding]:
    """A change has a base period, a share has a whole."""
    needed = NEEDS.get(getattr(read.record, "transformation", ""))
    if needed and getattr(read.record, needed) is None:
        yield find(read, "N-NEEDS", f"a {read.record.transformation} needs `{needed}`", needed)


@rule("F-COMPUTED", "computed columns hold what is computed")
def computed_columns(read: Read, package: Package) -> Iterator[Finding]:
    """In a table that people write, the bounds of a period follow from the period."""
    if read.record.table == "trade_figures":
        for name, value in derived(read.record, package.find).items():
            if getattr(read.record, name) != value:
                yield find(read, "F-COMPUTED", f"`{name}` does not follow from the period", name,
                           got=cell(getattr(read.record, name)), expected=cell(value))  # fmt: skip
