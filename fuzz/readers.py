"""Coverage-guided fuzzing of what reads strangers' bytes: nothing but our own exception may come out.

Needs atheris (``pip install atheris``), which has wheels for some systems only::

    python fuzz/readers.py yaml -max_total_time=600
    python fuzz/readers.py csv -max_total_time=600
    python fuzz/readers.py edtf -max_total_time=600

Inputs that break a reader are written to the current folder as ``crash-*``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import atheris

with atheris.instrument_imports(include=["sinorus_data"]):
    from sinorus_data.checks import engine
    from sinorus_data.model.edtf import Edtf, EdtfError
    from sinorus_data.model.finding import Refused
    from sinorus_data.reading.dataset import Package
    from sinorus_data.reading.suggest import iso_date, plain_number
    from sinorus_data.reading.text import decode


def _read(raw: bytes, table: str, path: str) -> None:
    """One file of a data set, as the gate reads and checks it."""
    from pathlib import Path

    try:
        text = decode(raw, path)
    except Refused:
        return
    package = Package(Path("/nowhere"))
    package.add(table, path, text)
    for finding in engine.check(package):
        assert finding.line >= 1, finding
        assert finding.column >= 1, finding
        assert "\n" not in str(finding), finding


def yaml(raw: bytes) -> None:
    """A record: the first byte chooses the data set."""
    tables = ("exercises", "agreements", "events", "positions", "propositions", "actors", "sources", "exercise_series")
    table = tables[raw[0] % len(tables)] if raw else tables[0]
    _read(raw[1:], table, f"datasets/{table}/a.yaml")


def csv(raw: bytes) -> None:
    """A table: the first byte chooses whether the right header stands above."""
    from sinorus_data.model.trade_figure import TradeFigure

    header = ",".join(TradeFigure.model_fields).encode() + b"\n" if raw[:1] > b"\x20" else b""
    _read(header + raw[1:], "trade_figures", "datasets/trade_figures.csv")


def edtf(raw: bytes) -> None:
    """A date, and what is suggested where it is none."""
    text = raw.decode("utf-8", "surrogatepass") if raw[:1] < b"\x80" else raw.decode("utf-8", "replace")
    try:
        value = Edtf(text)
        assert str(value) == text
        assert value.earliest <= value.latest
    except EdtfError:
        pass
    for suggestion in (iso_date(text), plain_number(text)):
        assert suggestion == "" or suggestion.isascii()


TARGETS: dict[str, Callable[[bytes], None]] = {"yaml": yaml, "csv": csv, "edtf": edtf}


def main() -> None:
    """Runs one target with the options of libFuzzer."""
    target = TARGETS[sys.argv.pop(1)]

    def guarded(raw: bytes) -> None:
        try:
            target(raw)
        except UnicodeDecodeError:
            if target is not edtf:
                raise

    atheris.Setup(sys.argv, guarded)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
