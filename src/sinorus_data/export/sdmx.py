"""Trade figures as SDMX-CSV 2.0, the exchange format of statistical offices."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from sinorus_data.access.store import Row
from sinorus_data.export.contents import Contents
from sinorus_data.export.plain import write_csv

AGENCY, STRUCTURE = "SINORUS", "TRADE_FIGURES"

#: What identifies an observation, and what is said of it, in the order of the columns.
DIMENSIONS = ("FREQ", "INDICATOR", "REPORTER", "COUNTERPART", "FLOW", "COMMODITY", "STATEMENT", "TIME_PERIOD")
ATTRIBUTES = (
    "UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS", "OBS_VALUE_MAX", "QUALIFIER", "FIGURE_STATUS", "TRANSFORMATION",
    "RELATIVE_TO", "MEASURED_IN", "PERIOD_EDTF", "PERIOD_LENGTH", "BASE_PERIOD", "COMPILER", "VINTAGE", "ATTRIBUTED_TO",
    "REPORTED_BY", "SOURCE_ID", "LOCATOR", "AS_STATED", "NOTE",
)  # fmt: skip

#: No code applies (SDMX guidelines for code lists).
NONE = "_Z"
#: Our frequencies in CL_FREQ, which has none for figures that add up from January.
FREQUENCIES = {"A": "A", "S": "S", "Q": "Q", "M": "M", "YTD": "_O", "": NONE}
#: Our statuses in CL_OBS_STATUS: normal, estimated, forecast, low reliability. It has none for a target.
STATUSES = {"observed": "A", "estimate": "E", "forecast": "F", "suspect": "U", "target": ""}
#: The endings of our units that multiply, as powers of ten (CL_UNIT_MULT).
MULTIPLIERS = {"th": "3", "mn": "6", "bn": "9", "tn": "12"}


def sdmx_csv(contents: Contents, folder: Path) -> list[str]:
    """``trade_figures.sdmx.csv``: one observation a row, after the SDMX-CSV 2.0 field guide of the SDMX group.

    The structure is ``SINORUS:TRADE_FIGURES`` with the version of the data; the action is ``I`` (information). It
    tells columns apart, but is kept in no registry. The key of an observation has the dimension ``STATEMENT``, the id
    of the record, because rival sources state rival values for one period and all of them are kept. ``TIME_PERIOD``
    is a year, half-year, quarter or month where the figure has such a frequency, else the first day and the
    length of the period (``2021-01-01/P11M``); ``PERIOD_EDTF`` keeps the period with its doubts, and
    ``PERIOD_LENGTH`` our code, of which ``YTD`` is ``_O`` in CL_FREQ. ``UNIT_MEASURE`` and ``UNIT_MULT`` are our
    unit and its power of ten. ``OBS_STATUS`` is empty for targets, for which CL_OBS_STATUS has no code;
    ``FIGURE_STATUS`` has ours. ``_Z`` says that a dimension does not apply. Rows without a period, or with one
    that has no end, are left out and counted. Lists hold items joined by ``;``.
    """
    table = contents.table("trade_figures")
    structure = ["dataflow", f"{AGENCY}:{STRUCTURE}({contents.version})", "I"]
    rows = [(row, _period(row)) for row in table.records()]
    kept = [[*structure, *_observation(row, period)] for row, period in rows if period]
    header = ["STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES]
    write_csv(folder / "trade_figures.sdmx.csv", header, kept)
    left = len(rows) - len(kept)
    return [f"{left} of {len(rows)} figures left out: without a period, or with one that has no end"] if left else []


def _observation(row: Row, period: str) -> list[str]:
    unit, multiplier = _unit(row["unit"])
    made = {
        "FREQ": FREQUENCIES[row["freq"]],
        "STATEMENT": row["id"],
        "TIME_PERIOD": period,
        "OBS_VALUE_MAX": row["value_max"],
        "UNIT_MEASURE": unit,
        "UNIT_MULT": multiplier,
        "OBS_STATUS": STATUSES[row["status"]],
        "FIGURE_STATUS": row["status"],
        "PERIOD_EDTF": row["period"],
        "PERIOD_LENGTH": row["freq"],
    }
    dimensions = [made.get(name) or row.get(name.lower(), "") or NONE for name in DIMENSIONS]
    attributes = [made[name] if name in made else row[name.lower()] for name in ATTRIBUTES]
    return [*dimensions, row["value"], *attributes]


def _unit(unit: str) -> tuple[str, str]:
    """A unit without the ending that multiplies, and the power of ten that it stands for."""
    bare, _, ending = unit.rpartition("_")
    return (bare, MULTIPLIERS[ending]) if bare and ending in MULTIPLIERS else (unit, "0")


def _period(row: Row) -> str:
    """The period as SDMX writes it, or nothing where it cannot."""
    if not row["period_start"] or not row["period_end"]:
        return ""
    first, last = date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])
    match row["freq"]:
        case "A":
            return f"{first.year:04}" if (first.month, first.day) == (1, 1) else _range(first, last)
        case "S":
            return f"{first.year:04}-S{(first.month + 5) // 6}"
        case "Q":
            return f"{first.year:04}-Q{(first.month + 2) // 3}"
        case "M":
            return first.isoformat()[:7]
    return _range(first, last)


def _range(first: date, last: date) -> str:
    """The first day and the length: in months where these are whole, else in days (ISO 8601)."""
    if last == date.max:
        return ""
    after = last + timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    length = f"{(after - first).days}D"
    if after.day == first.day:
        length = f"{months}M" if months % 12 else f"{months // 12}Y"
    return f"{first.isoformat()}/P{length}"
