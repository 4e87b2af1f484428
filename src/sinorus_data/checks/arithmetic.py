"""Trade figures held against one another: what cannot all be so is pointed out, never mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, localcontext
from typing import Any, NamedTuple

from sinorus_data.checks.rule import find, rule
from sinorus_data.model.cells import cell
from sinorus_data.model.finding import Finding
from sinorus_data.model.quantity import LONGEST, agree, bounds
from sinorus_data.reading.dataset import Package
from sinorus_data.reading.records import Read

Bounds = tuple[Decimal, Decimal]

#: Units of one kind, as multiples of the first.
SCALE = {
    "USD_mn": ("USD", 1), "USD_bn": ("USD", 1000), "CNY_bn": ("CNY", 1000), "CNY_tn": ("CNY", 1_000_000),
    "RUB_bn": ("RUB", 1000), "t": ("t", 1), "t_th": ("t", 1000), "t_mn": ("t", 1_000_000),
    "mcm": ("m3", 1), "bcm": ("m3", 1000),
}  # fmt: skip
#: Yuan for a dollar: no year since 1950 lies outside.
LOWEST_RATE, HIGHEST_RATE = Decimal("1.4"), Decimal(9)
#: Both sides of one trade differ by freight, time and route, hardly by more than half.
MIRROR = Decimal("1.5")
#: From one year to the next, trade as a whole has not tripled or fallen to a third.
JUMP = Decimal(3)

#: Two figures of one amount differ by rounding, hardly by more than a twentieth.
ROUNDING = Decimal("1.05")
#: Percentage points by which growth may part from levels of another document: bases are revised.
REVISED = 5


class Amount(NamedTuple):
    """A row of the table with the kind of its unit and the bounds of its value in the smallest unit of that kind."""

    read: Read
    kind: str
    bounds: Bounds

    @property
    def row(self) -> Any:
        """The figure."""
        return self.read.record

    @property
    def middle(self) -> Decimal:
        """The middle of the bounds, or the end that is known."""
        low, high = self.bounds
        return (low + high) / 2 if low.is_finite() and high.is_finite() else low if low.is_finite() else high


def _amounts(reads: Iterable[Read], transformation: str = "level") -> list[Amount]:
    """The figures of one kind of number that count as evidence of it."""
    amounts = []
    for read in reads:
        row = read.record
        if row.transformation == transformation and row.status in ("observed", "estimate") and row.period:
            kind, factor = SCALE.get(row.unit, (row.unit, 1))
            with localcontext(prec=2 * LONGEST):
                low, high = bounds(row.value, row.value_max, row.qualifier)
                amounts.append(Amount(read, kind, (low * factor, high * factor)))
    return amounts


def _grouped(amounts: Iterable[Amount], *fields: str) -> dict[tuple[Any, ...], list[Amount]]:
    groups: dict[tuple[Any, ...], list[Amount]] = {}
    for amount in amounts:
        key = tuple(str(getattr(amount.row, name)) for name in ("indicator", "commodity", *fields))
        groups.setdefault((amount.kind, *key), []).append(amount)
    return groups


def _of_flow(amounts: Iterable[Amount], flow: str) -> list[Amount]:
    return [amount for amount in amounts if amount.row.flow == flow]


def _say(amount: Amount, code: str, message: str, expected: str) -> Finding:
    return find(amount.read, code, message, "value", got=cell(amount.row.value), expected=expected,
                fix="compare with the source; if it says so, set the status to suspect and say why")  # fmt: skip


@rule("N-SUM", "exports and imports make the total", scope="table", on="trade_figures", level="warning",
      bad="value: 69\n+ flow: exports, value: 30\n+ flow: imports, value: 20",
      good="value: 69\n+ flow: exports, value: 39\n+ flow: imports, value: 30")  # fmt: skip
def parts_make_total(reads: list[Read], package: Package) -> Iterator[Finding]:
    """In one source, exports and imports add up to the total, and their difference is the balance, as far as
    rounding lets them.
    """
    for group in _grouped(_amounts(reads), "reporter", "counterpart", "period", "source_id", "compiler").values():
        exports, imports = _of_flow(group, "exports"), _of_flow(group, "imports")
        if exports and imports:
            (low, high), (less, more) = exports[0].bounds, imports[0].bounds
            for flow, expected in (("total", (low + less, high + more)), ("balance", (low - more, high - less))):
                for amount in _of_flow(group, flow):
                    if not agree(amount.bounds, expected):
                        wanted = f"about {_in_unit((expected[0] + expected[1]) / 2, amount)} from {exports[0].row.id}"
                        yield _say(amount, "N-SUM", f"exports and imports make another {flow}", wanted)


def _in_unit(value: Decimal, amount: Amount) -> str:
    return f"{(value / SCALE.get(amount.row.unit, ('', 1))[1]).normalize():f}"


@rule("N-MIRROR", "both sides of a trade tell much the same", scope="table", on="trade_figures", level="warning",
      bad="flow: exports, value: 10\n+ reporter: RU, counterpart: CN, flow: imports, value: 20",
      good="flow: exports, value: 10\n+ reporter: RU, counterpart: CN, flow: imports, value: 11")  # fmt: skip
def mirrors_agree(reads: list[Read], package: Package) -> Iterator[Finding]:
    """What one side sells is what the other buys; freight and time make a gap, but hardly one of half the value."""
    for group in _grouped(_amounts(reads), "period").values():
        for sold in _of_flow(group, "exports"):
            for bought in _of_flow(group, "imports"):
                mirrored = (sold.row.reporter, sold.row.counterpart) == (bought.row.counterpart, bought.row.reporter)
                if mirrored and _apart(sold.middle, bought.middle, MIRROR):
                    yield _say(bought, "N-MIRROR", "far from what the other side reports",
                               f"near {cell(sold.row.value)} {sold.row.unit} of {sold.row.id}")  # fmt: skip


def _apart(one: Decimal, other: Decimal, factor: Decimal) -> bool:
    return one > 0 and other > 0 and max(one, other) > factor * min(one, other)


@rule("N-GROWTH", "growth fits the levels", scope="table", on="trade_figures", level="warning",
      bad="value: 69\n+ period: 2014, value: 95\n+ transformation: change, unit: percent, base_period: 2014, value: 28",
      good="value: 69\n+ period: 2014, value: 95\n+ transformation: change, unit: percent, base_period: 2014,"
           " value: -27.4")  # fmt: skip
def growth_fits_levels(reads: list[Read], package: Package) -> Iterator[Finding]:
    """The growth that a source or compiler states follows from its own levels, within a percentage point in one
    document and five across several, since bases are revised; growth in another currency is another number.
    """
    fields = ("reporter", "counterpart", "flow")
    levels: dict[tuple[Any, ...], list[Amount]] = {}
    for (_, *key), group in _grouped(_amounts(reads), *fields, "period").items():
        levels.setdefault(tuple(key), []).extend(group)
    for (_, *key), changes in _grouped(_amounts(reads, "change"), *fields, "period", "base_period").items():
        after, before = levels.get((*key[:-1],), []), levels.get((*key[:-2], key[-1]), [])
        for change in changes:
            if change.row.unit == "percent":
                yield from _growth(change, _of_hand(change, before), _of_hand(change, after))


def _growth(change: Amount, olds: list[Amount], news: list[Amount]) -> Iterator[Finding]:
    """What a stated growth says against levels of the same hand: of its currency, or of none where it fits one."""
    kinds = [kind for kind in sorted({one.kind for one in news}) if (change.row.measured_in or kind) == kind]
    pairs = [([one for one in olds if one.kind == kind], [one for one in news if one.kind == kind]) for kind in kinds]
    whole = [(before, after) for before, after in pairs if before and after]
    if whole and not any(_fits(change, before, after) for before, after in whole):
        before, after = whole[0][0][0], whole[0][1][0]
        percent = 100 * (after.middle / before.middle - 1)
        yield _say(change, "N-GROWTH", "the levels make another growth",
                   f"about {percent:.1f} from {before.row.id} to {after.row.id}")  # fmt: skip


def _of_hand(change: Amount, levels: list[Amount]) -> list[Amount]:
    """The levels from the source or the compiler of a stated growth."""
    source, compiler = change.row.source_id, change.row.compiler
    return [
        one
        for one in levels
        if one.row.source_id == source or (one.row.compiler == compiler and compiler != "not-stated")
    ]


def _fits(change: Amount, before: list[Amount], after: list[Amount]) -> bool:
    low, high = change.bounds
    for old in before:
        for new in after:
            if old.bounds[0] <= 0:
                return True
            growth = (100 * (new.bounds[0] / old.bounds[1] - 1), 100 * (new.bounds[1] / old.bounds[0] - 1))
            slack = 1 if old.row.source_id == new.row.source_id == change.row.source_id else REVISED
            if agree((low - slack, high + slack), growth):
                return True
    return False


@rule("N-JUMP", "neighbouring years are near", scope="table", on="trade_figures", level="warning",
      bad="value: 69\n+ period: 2014, value: 9.5", good="value: 69\n+ period: 2014, value: 95")  # fmt: skip
def no_jump(reads: list[Read], package: Package) -> Iterator[Finding]:
    """From one year to the next a yearly figure seldom triples or falls to a third; mostly a digit or unit is wrong."""
    yearly = [amount for amount in _amounts(reads) if amount.row.freq == "A"]
    for group in _grouped(yearly, "reporter", "counterpart", "flow").values():
        years: dict[int, list[Amount]] = {}
        for amount in group:
            years.setdefault(amount.row.period.earliest.year, []).append(amount)
        for year, amounts in sorted(years.items()):
            before = years.get(year - 1, [])
            for amount in amounts:
                if before and all(_apart(amount.middle, old.middle, JUMP) for old in before):
                    old = before[0].row
                    yield _say(amount, "N-JUMP", "far from the year before",
                               f"nearer to {cell(old.value)} {old.unit} of {old.id}")  # fmt: skip


@rule("N-RATE", "dollars and yuan fit", scope="table", on="trade_figures", level="warning",
      bad="value: 69\n+ unit: CNY_bn, value: 42", good="value: 69\n+ unit: CNY_bn, value: 420")  # fmt: skip
def rate_is_possible(reads: list[Read], package: Package) -> Iterator[Finding]:
    """The same figure in dollars and in yuan implies a rate; one that no year had means a slip in a unit or digit."""
    same = ("reporter", "counterpart", "flow", "period")
    groups = _grouped((amount for amount in _amounts(reads) if amount.middle > 0), *same)
    for (kind, *key), group in groups.items():
        for dollar in groups.get(("USD", *key), ()) if kind == "CNY" else ():
            for yuan in group:
                rate = yuan.middle / dollar.middle
                if not LOWEST_RATE <= rate <= HIGHEST_RATE:
                    yield _say(yuan, "N-RATE", f"{rate:.2f} yuan for a dollar, by {dollar.row.id}",
                               f"a rate from {LOWEST_RATE} to {HIGHEST_RATE}")  # fmt: skip


@rule("N-SWAP", "directions are not swapped", scope="table", on="trade_figures", level="warning",
      bad="flow: exports, value: 30\n+ flow: imports, value: 40\n+ flow: exports, value: 40, source_id: b-text"
          "\n+ flow: imports, value: 30, source_id: b-text",
      good="flow: exports, value: 30\n+ flow: imports, value: 40\n+ flow: exports, value: 30.1, source_id: b-text"
           "\n+ flow: imports, value: 40.1, source_id: b-text")  # fmt: skip
def not_swapped(reads: list[Read], package: Package) -> Iterator[Finding]:
    """If one source's exports are another's imports and the other way round, one of them has them swapped."""
    for group in _grouped(_amounts(reads), "reporter", "counterpart", "period").values():
        pairs: dict[str, dict[str, Amount]] = {}
        for amount in group:
            pairs.setdefault(amount.row.source_id, {}).setdefault(str(amount.row.flow), amount)
        whole = [pair for pair in pairs.values() if {"exports", "imports"} <= pair.keys()]
        for at, pair in enumerate(whole):
            for other in whole[:at]:
                if _swapped(pair, other):
                    yield _say(pair["exports"], "N-SWAP", "exports and imports stand the other way round elsewhere",
                               f"as in {other['exports'].row.id}, or the other mended")  # fmt: skip


def _swapped(one: dict[str, Amount], other: dict[str, Amount]) -> bool:
    crossed = agree(one["exports"].bounds, other["imports"].bounds) and agree(
        one["imports"].bounds, other["exports"].bounds
    )
    return crossed and not agree(one["exports"].bounds, other["exports"].bounds)


@rule("N-CUMULATIVE", "a month is not the months up to it", scope="table", on="trade_figures", level="warning",
      bad="period: 2015-04, freq: M, value: 31\n+ period: 2015-01/2015-04, freq: YTD, value: 31",
      good="period: 2015-04, freq: M, value: 8\n+ period: 2015-01/2015-04, freq: YTD, value: 31")  # fmt: skip
def month_is_a_month(reads: list[Read], package: Package) -> Iterator[Finding]:
    """A month's figure that equals the sum since January is that sum, mislabelled."""
    for group in _grouped(_amounts(reads), "reporter", "counterpart", "flow").values():
        sums = [amount for amount in group if amount.row.freq == "YTD"]
        for month in (amount for amount in group if amount.row.freq == "M"):
            for total in sums:
                longer = total.row.period.earliest < month.row.period.earliest
                same_end = total.row.period.latest == month.row.period.latest
                alike = agree(total.bounds, month.bounds) and not _apart(total.middle, month.middle, ROUNDING)
                if longer and same_end and alike:
                    yield _say(month, "N-CUMULATIVE", f"the same as the months up to it in {total.row.id}",
                               "the month alone")  # fmt: skip
