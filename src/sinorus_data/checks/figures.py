"""Figures: ranges the right way round, units that fit, and what a kind of number needs beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sinorus_data.checks.rule import find, rule
from sinorus_data.model.catalogue import TABLES
from sinorus_data.model.cells import cell
from sinorus_data.model.finding import Edit, Finding
from sinorus_data.reading.dataset import Package
from sinorus_data.reading.records import Read
from sinorus_data.tables.derive import derived

Place = tuple[str | int, ...]

#: Tables that are figures, or whose records have some.
WITH_FIGURES = tuple(
    name for name, (model, _) in TABLES.items() if {"value", "figures", "forces"} & model.model_fields.keys()
)

_TIME = ("hours", "days", "weeks", "months", "years")
_PEOPLE = ("persons", "persons_mn")
_MONEY = ("USD_mn", "USD_bn", "CNY_bn", "CNY_tn", "RUB_bn")
_WEIGHT = ("t", "t_th", "t_mn")
_GAS = ("bcm", "mcm", *_WEIGHT)
_OIL = (*_WEIGHT, "bpd_th")
_GOODS = (*_MONEY, *_WEIGHT, "count", "vehicles", "kWh_bn", "bcm", "mcm")
#: Units in which a measure of a record can be given.
OF_MEASURE: dict[str, tuple[str, ...]] = {
    "personnel": _PEOPLE, "killed": _PEOPLE, "injured": _PEOPLE, "arrested": _PEOPLE,
    "population": _PEOPLE, "ships": ("ships",), "aircraft": ("aircraft",), "vehicles": ("vehicles",),
    "duration": _TIME, "distance": ("km", "mi"), "area": ("km2",), "value": (*_MONEY, "percent"),
}  # fmt: skip
#: Units in which the level of an indicator can be given.
OF_INDICATOR: dict[str, tuple[str, ...]] = {
    "goods_trade": _GOODS, "crude_oil_trade": (*_MONEY, *_OIL), "gas_trade": (*_MONEY, *_GAS),
    "energy_trade": (*_MONEY, *_GAS, "bpd_th", "kWh_bn"),
    "arms_trade": (*_MONEY, "count", "aircraft", "ships", "vehicles"),
    "fdi": _MONEY, "investment": _MONEY, "loans": _MONEY, "settlement": _MONEY, "agreement_value": _MONEY,
    "budget_revenue": _MONEY, "military_spending": _MONEY, "population": _PEOPLE, "migrants": _PEOPLE,
    "border_length": ("km", "mi"), "distance": ("km", "mi"), "travel_time": _TIME, "territory": ("km2",),
}  # fmt: skip
#: Units in which any other kind of number is given.
OF_KIND = {"share": ("percent",), "ratio": ("times",), "rank": ("rank",)}
#: What a change or share needs beside its number.
NEEDS = {"change": "base_period", "share": "relative_to"}
#: What a percentage, ratio or rank can be reckoned in.
MEASURED_IN = ("USD", "CNY", "RUB", "EUR", "volume")
#: Flows that can run backwards: capital is also withdrawn.
SIGNED = ("balance", "inward", "outward")
#: How the other party sees a flow of goods.
TURNED = {"total": "total", "exports": "imports", "imports": "exports"}
#: How many months a period of each frequency has.
MONTHS = {"A": 12, "S": 6, "Q": 3, "M": 1}


def _figures(record: Any) -> Iterator[tuple[Place, Any]]:
    fields = type(record).model_fields
    if "value" in fields:
        yield (), record
    for name in {"figures", "forces"} & fields.keys():
        for index, figure in enumerate(getattr(record, name)):
            yield (name, index), figure


@rule(
    "N-RANGE", "ranges run upwards", on="trade_figures", tables=WITH_FIGURES, bad="value_max: 60", good="value_max: 70"
)
def range_runs_upwards(read: Read, package: Package) -> Iterator[Finding]:
    """`value_max` is the upper end of a stated range and lies above `value`."""
    for place, figure in _figures(read.record):
        if figure.value_max is not None and figure.value_max <= figure.value:
            yield find(read, "N-RANGE", "the upper end is not above the lower", *place, "value_max",
                       got=cell(figure.value_max), expected=f"more than {cell(figure.value)}")  # fmt: skip


@rule(
    "N-UNIT",
    "the unit fits what is measured",
    on="trade_figures",
    tables=WITH_FIGURES,
    bad="unit: km",
    good="unit: CNY_bn",
)
def unit_fits(read: Read, package: Package) -> Iterator[Finding]:
    """People are counted in persons, durations in time, money in a currency; a share is in percent, a
    change in percent or in the unit of what changes.
    """
    for place, figure in _figures(read.record):
        kind = getattr(figure, "transformation", "level")
        measured = getattr(figure, "measure", None) or figure.indicator
        allowed = units(kind, measured)
        if allowed and figure.unit not in allowed:
            what = f"a {kind}" if kind in OF_KIND else f"`{measured}`"
            yield find(read, "N-UNIT", f"not a unit of {what}", *place, "unit", got=figure.unit,
                       expected=" or ".join(allowed))  # fmt: skip


def units(kind: str, measured: str) -> tuple[str, ...]:
    """The units in which a kind of number of a measure or indicator can be given; empty where any can."""
    allowed = OF_KIND.get(kind) or OF_MEASURE.get(measured) or OF_INDICATOR.get(measured, ())
    return (*allowed, "percent") if kind == "change" else allowed


@rule("N-SIGN", "only changes and balances are negative", on="trade_figures", tables=WITH_FIGURES,
      bad="value: -69", good="flow: balance, value: -5.2")  # fmt: skip
def sign_fits(read: Read, package: Package) -> Iterator[Finding]:
    """A volume, number of people or duration is not below zero; a change, a balance or a flow of capital can
    be.
    """
    for place, figure in _figures(read.record):
        may = getattr(figure, "transformation", "") == "change" or getattr(figure, "flow", "") in SIGNED
        if figure.value < 0 and not may:
            yield find(read, "N-SIGN", "the number is below zero", *place, "value", got=cell(figure.value))


@rule("N-NEEDS", "a relative figure says relative to what", on="trade_figures", tables=("trade_figures",),
      bad="transformation: change, unit: percent",
      good="transformation: change, unit: percent, base_period: 2014")  # fmt: skip
def relative_to_what(read: Read, package: Package) -> Iterator[Finding]:
    """A change has a base period, a share has a whole."""
    needed = NEEDS.get(read.record.transformation)
    if needed and getattr(read.record, needed) is None:
        yield find(read, "N-NEEDS", f"a {read.record.transformation} needs `{needed}`", needed)


@rule("N-MEASURED", "what is behind a percentage is a currency or a volume", on="trade_figures",
      tables=("trade_figures",),
      bad="transformation: change, unit: percent, base_period: 2014, measured_in: yuan",
      good="transformation: change, unit: percent, base_period: 2014, measured_in: CNY")  # fmt: skip
def measured_in_known(read: Read, package: Package) -> Iterator[Finding]:
    """Growth in yuan and growth in dollars are two numbers; `measured_in` says which, where the source does."""
    given = read.record.measured_in
    if given is not None and given not in MEASURED_IN:
        yield find(read, "N-MEASURED", "not a currency or volume that we know", "measured_in", got=given,
                   expected=" or ".join(MEASURED_IN))  # fmt: skip


@rule("N-SUSPECT", "what is suspect says why", on="trade_figures", tables=("trade_figures",),
      bad="status: suspect", good="status: suspect, note: The page swaps exports and imports.")  # fmt: skip
def suspicion_has_reason(read: Read, package: Package) -> Iterator[Finding]:
    """A figure that is kept although it looks like a slip of its source says in the note what is wrong with it."""
    if read.record.status == "suspect" and not read.record.note:
        yield find(read, "N-SUSPECT", "suspect, and no reason given", "status", got="suspect",
                   fix="say in the note what looks wrong")  # fmt: skip


@rule(
    "N-SELF",
    "a trade has two sides",
    on="trade_figures",
    tables=("trade_figures",),
    bad="counterpart: CN",
    good="counterpart: RU",
)
def two_sides(read: Read, package: Package) -> Iterator[Finding]:
    """Nobody trades with himself: the reporter is one side, the counterpart the other."""
    if read.record.counterpart == read.record.reporter:
        yield find(read, "N-SELF", "the counterpart is the reporter", "counterpart", got=read.record.reporter)


@rule("N-FREQ", "the period is as long as its frequency says", on="trade_figures", tables=("trade_figures",),
      bad="freq: Q", good="freq: Q, period: 2015-01/2015-03")  # fmt: skip
def period_fits_frequency(read: Read, package: Package) -> Iterator[Finding]:
    """A is a calendar year, S a half, Q a quarter, M a month; YTD begins in January."""
    period, freq = read.record.period, read.record.freq
    if not period or not freq or date.min == period.earliest or date.max == period.latest:
        return
    first, last = period.earliest, period.latest
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    wanted = MONTHS.get(freq, months)
    if months != wanted or (first.month - 1) % wanted or (freq == "YTD" and (first.month > 1 or months > 12)):
        yield find(read, "N-FREQ", "the period has another length", "freq", got=f"{freq} for {period}")


@rule("F-COMPUTED", "computed columns hold what is computed", on="trade_figures", tables=("trade_figures",),
      bad="period_end: 2015-12-30", good="period_end: 2015-12-31")  # fmt: skip
def computed_columns(read: Read, package: Package) -> Iterator[Finding]:
    """In a table that people write, the bounds of a period follow from the period."""
    for name, value in derived(read.record, package.find).items():
        if getattr(read.record, name) != value:
            node = read.node.at((name,))
            edit = Edit(node.line, node.column, *node.end, cell(value)) if node.end != (0, 0) else None
            yield find(read, "F-COMPUTED", f"`{name}` does not follow from the period", name,
                       got=cell(getattr(read.record, name)), expected=cell(value), edit=edit)  # fmt: skip


@rule("N-REPORTER", "where nobody is said to have counted, the first reports", on="trade_figures", level="warning",
      tables=("trade_figures",), bad="compiler: not-stated, reporter: RU, counterpart: CN",
      good="compiler: not-stated, reporter: CN, counterpart: RU")  # fmt: skip
def first_party_reports(read: Read, package: Package) -> Iterator[Finding]:
    """With `compiler: not-stated` the reporter of a flow of goods is the party that is first in the alphabet, and the
    flow is as that party sees it: so two texts on one thing meet in one row of a frame.
    """
    row = read.record
    unsaid = row.compiler == "not-stated" and row.flow in TURNED and row.counterpart
    if unsaid and row.counterpart.casefold() < row.reporter.casefold():
        yield find(read, "N-REPORTER", "the other party is the first in the alphabet", "reporter", got=row.reporter,
                   expected=row.counterpart, fix=f"turn the parties, and the flow to {TURNED[row.flow]}")  # fmt: skip
