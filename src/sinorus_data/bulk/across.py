"""What is suspicious in a row though each of its cells is sound, by the rule that may mind it.

The expressions are over columns of text without nulls, whose form ``columns`` looks at: where a
cell is no date or number, its row is suspected already.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING

from sinorus_data.bulk import days, signs
from sinorus_data.bulk.columns import Suspicion
from sinorus_data.checks import dates, figures
from sinorus_data.checks.foreign import rules_of
from sinorus_data.model.codes import lists
from sinorus_data.model.edtf import Edtf
from sinorus_data.tables.columns import columns, names

if TYPE_CHECKING:
    import narwhals as nw

Sieve = Callable[[str], Iterator[Suspicion]]

#: What the sieve of single columns answers for, and what reading a text line by line does.
BY_COLUMN = frozenset((
    "C-FORMULA", "V-SECRET", "V-PERSONAL", "V-TONE", "T-COMPAT", "T-SPACE", "T-MIXED", "T-DIGIT", "T-SCRIPT",
    "T-NFC", "T-EOF",
))  # fmt: skip
#: What has no meaning in a table of others: files other than YAML, lives of actors that are not at hand.
NOWHERE = frozenset(("T-TRAIL", "Y-COMMENT", "F-ERA"))


def suspicions(table: str) -> Iterator[Suspicion]:
    """Expressions that hold wherever the cells of a row, seen together, may break a rule."""
    import narwhals as nw

    answered = BY_COLUMN | NOWHERE | BY_ROW.keys()
    if any(rule.code not in answered for scope in ("text", "value", "record") for rule in rules_of(scope, table)):
        first = nw.col(names(table)[0])
        # A rule that no sieve knows: the strict engine looks at every row.
        yield Suspicion(names(table), (first == "") | (first != ""))
    if "table" not in names(table):
        for sieve in BY_ROW.values():
            yield from sieve(table)


def _has(table: str, *wanted: str) -> bool:
    return set(wanted) <= set(names(table))


def _is_date(table: str, name: str) -> bool:
    return any(column.name == name and column.type is Edtf for column in columns(table))


def _reversed(table: str) -> Iterator[Suspicion]:
    """Dates as text run as the days do; where one is a beginning of the other they overlap."""
    import narwhals as nw

    for first, last in dates.ORDER:
        if _is_date(table, first) and _is_date(table, last):
            yield Suspicion((first, last), (nw.col(last) != "") & (nw.col(first) > nw.col(last)), cheap=True)


def _future(table: str) -> Iterator[Suspicion]:
    import narwhals as nw

    name = dates.WHEN.get(table, "accessed")
    if _is_date(table, name):
        # A day of grace, should midnight pass between the sieve and the rule.
        late = nw.col(name) > date.fromordinal(date.today().toordinal() - 1).isoformat()
        if _has(table, "status"):
            planned = nw.col("status").is_in(["planned", "target", "forecast"])
            yield Suspicion((name, "status"), late & ~planned, cheap=True)
        else:
            yield Suspicion((name,), late, cheap=True)


def _range(table: str) -> Iterator[Suspicion]:
    import narwhals as nw

    if _has(table, "value", "value_max"):
        low, high = (_number(name) for name in ("value", "value_max"))
        # Binary floats are exact to one part in 2**53; what is nearer is looked at again.
        near = (high - low) <= (high.abs() + low.abs()) * 1e-12
        yield Suspicion(("value", "value_max"), (nw.col("value_max") != "") & near, filled="value_max")


def _number(name: str) -> nw.Expr:
    """A column of numbers as floats, 0 where it holds none."""
    import narwhals as nw

    plain = nw.col(name).str.contains(f"^{signs.NUMBER}$") & (nw.col(name).str.len_chars() <= 60)
    return nw.when(plain).then(nw.col(name)).otherwise(nw.lit("0")).cast(nw.Float64)


def _unit(table: str) -> Iterator[Suspicion]:
    import narwhals as nw

    measured = next((name for name in ("measure", "indicator") if _has(table, name, "unit", "value")), None)
    if measured is None:
        return
    known = lists()
    kinds = known["Transformation"] if _has(table, "transformation") else ("level",)
    fitting = [
        f"{kind} {what} {unit}"
        for kind in kinds
        for what in known["Measure" if measured == "measure" else "Indicator"]
        for unit in figures.units(kind, what) or known["Unit"]
    ]
    looked_at: tuple[str, ...] = (measured, "unit")
    kind = nw.lit("level")
    if _has(table, "transformation"):
        looked_at, kind = ("transformation", *looked_at), nw.col("transformation")
    fits = nw.concat_str([kind, nw.col(measured), nw.col("unit")], separator=" ").is_in(fitting)
    yield Suspicion(looked_at, ~fits)


def _sign(table: str) -> Iterator[Suspicion]:
    import narwhals as nw

    if _has(table, "value"):
        below = nw.col("value").str.starts_with("-")
        if _has(table, "transformation", "flow"):
            below &= (nw.col("transformation") != "change") & ~nw.col("flow").is_in(list(figures.SIGNED))
            yield Suspicion(("value", "transformation", "flow"), below, cheap=True)
        else:
            yield Suspicion(("value",), below, cheap=True)


def _needs(table: str) -> Iterator[Suspicion]:
    import narwhals as nw

    for kind, needed in figures.NEEDS.items():
        if _has(table, "transformation", needed):
            lacking = (nw.col("transformation") == kind) & (nw.col(needed) == "")
            yield Suspicion(("transformation", needed), lacking, cheap=True)


def _suspect(table: str) -> Iterator[Suspicion]:
    import narwhals as nw

    if _has(table, "status", "note"):
        silent = (nw.col("status") == "suspect") & (nw.col("note") == "")
        yield Suspicion(("status", "note"), silent, cheap=True)


def _measured(table: str) -> Iterator[Suspicion]:
    import narwhals as nw

    if _has(table, "measured_in"):
        yield Suspicion(("measured_in",), ~nw.col("measured_in").is_in([*figures.MEASURED_IN, ""]), cheap=True)


def _itself(table: str) -> Iterator[Suspicion]:
    import narwhals as nw

    if _has(table, "reporter", "counterpart"):
        yield Suspicion(("reporter", "counterpart"), nw.col("reporter") == nw.col("counterpart"), cheap=True)


def _reporter(table: str) -> Iterator[Suspicion]:
    import narwhals as nw

    looked_at = ("compiler", "flow", "reporter", "counterpart")
    if _has(table, *looked_at):
        # Two that begin with one letter are left to the rule.
        first, other = (nw.col(name).str.slice(0, 1).str.to_lowercase() for name in ("reporter", "counterpart"))
        unsaid = (nw.col("compiler") == "not-stated") & nw.col("flow").is_in(list(figures.TURNED))
        yield Suspicion(looked_at, unsaid & (other != "") & (other <= first), cheap=True)


def _frequency(table: str) -> Iterator[Suspicion]:
    """The months of the bounds of a period, which ``_computed`` holds against the period itself."""
    import narwhals as nw

    if not _has(table, "freq", "period", "period_start", "period_end"):
        return
    first, last = nw.col("period_start").str, nw.col("period_end").str
    fitting = [
        f"{freq} {month:02} {month + months - 1:02}"
        for freq, months in figures.MONTHS.items()
        for month in range(1, 13, months)
    ] + [f"YTD 01 {month:02}" for month in range(1, 13)]
    months = nw.concat_str([nw.col("freq"), first.slice(5, 2), last.slice(5, 2)], separator=" ")
    fits = (first.slice(0, 4) == last.slice(0, 4)) & months.is_in(fitting)
    given = (nw.col("period") != "") & (nw.col("freq") != "")
    yield Suspicion(("period", "period_start", "period_end", "freq"), given & ~fits)


def _computed(table: str) -> Iterator[Suspicion]:
    """The bounds of years, months and days, of intervals of these and open ones; the strict engine makes the rest."""
    import narwhals as nw

    if table != "trade_figures":
        return
    period, first, last = (nw.col(name) for name in ("period", "period_start", "period_end"))
    long = period.str.len_chars()
    fits = [(period == "") & (first == "") & (last == "")]
    for size in days.ENDS:
        begins = nw.concat_str([period.str.slice(0, size), nw.lit("-01-01"[size - 4 :])]) == first
        for lengths, start in (((size, size + 1), 0), ((2 * size + 1, 2 * size + 2), size + 1)):
            ends = period.str.slice(start, size)
            if size == 4:
                over = nw.concat_str([ends, nw.lit("-12-31")]) == last
            else:
                over = last.str.slice(0, size) == ends
                over = over & last.str.contains(f"^{days.MONTH_END}$") if size == 7 else over
            fits.append(long.is_in(list(lengths)) & begins & over)
        fits.append((long == size + 3) & period.str.ends_with("/..") & begins & (last == ""))
    yield Suspicion(("period", "period_start", "period_end"), ~reduce(operator.or_, fits))


#: The sieve of every rule on rows.
BY_ROW: dict[str, Sieve] = {
    "D-REVERSED": _reversed, "D-FUTURE": _future, "N-RANGE": _range, "N-UNIT": _unit, "N-SIGN": _sign,
    "N-NEEDS": _needs, "N-SUSPECT": _suspect,
    "N-MEASURED": _measured, "N-SELF": _itself, "N-REPORTER": _reporter, "N-FREQ": _frequency, "F-COMPUTED": _computed,
}  # fmt: skip
