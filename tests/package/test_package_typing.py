"""A user's type checker knows fields, filter keywords and codes, without a plugin."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.newest

GOOD = """
import datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd

import sinorus_data as sd
from sinorus_data.export import write

files: list[Path] = write("parquet", "out", tables=["events"])
treaty: sd.Agreement = sd.agreements["sino-soviet-treaty-1950"]
signed: sd.Edtf | None = treaty.signed
if signed is not None:
    first: datetime.date = signed.earliest
parties: list[str] = [party.actor_id for party in treaty.parties]
values: list[str] = [claim.value for claim in treaty.claims("signed")]
drills = sd.exercises.filter(series="joint-sea", since="2015", until=datetime.date(2019, 1, 1), type="naval")
again = drills.filter(participant="CN")
names: list[str] = [drill.name for drill in again]
forces: pd.DataFrame = again.forces.to_pandas()
numbers: list[Decimal] = [force.value for force in again.forces]
series: pd.DataFrame = sd.trade_figures.series("goods_trade", reporter="CN", counterpart="RU", flow="total", freq="A")
matrix: pd.DataFrame = sd.positions.matrix(kind="should", numeric=True)
hits: list[sd.Hit] = sd.search("S-400")
status: str = sd.resolve("x").status
text: str = sd.cite(treaty, style="bibtex")
sides: pd.DataFrame = sd.disagreements()
version: str = sd.__version__
"""

WRONG = {
    'sd.agreements["x"].titel': "attr-defined",
    'sd.exercises.filter(type="navel")': "arg-type",
    'sd.exercises.filter(serie="joint-sea")': "call-arg",
    'sd.positions.matrix(kind="would")': "arg-type",
    'sd.agreements["x"].signed.earliest': "union-attr",
    'sd.agreements["x"].title = "y"': "misc",
    'sd.trade_figures.series("goods")': "arg-type",
    "sd.aggreements": "attr-defined",
    'sd.cite(style="apa")': "arg-type",
    "sd.exercises[3]": "index",
    'sd.exercises.filter("joint-sea")': "call-arg",
}


def test_a_right_program_passes_and_each_wrong_line_is_rejected(tmp_path: Path) -> None:
    api = pytest.importorskip("mypy.api", reason="needs mypy")
    (tmp_path / "right.py").write_text(GOOD, encoding="utf-8")
    (tmp_path / "wrong.py").write_text("import sinorus_data as sd\n" + "\n".join(WRONG), encoding="utf-8")
    files = [str(tmp_path / name) for name in ("right.py", "wrong.py")]
    output: str = api.run(["--strict", "--config-file=", f"--cache-dir={tmp_path / 'cache'}", *files])[0]
    assert "right.py" not in output
    found = dict(re.findall(r"wrong\.py:(\d+): error: .*\[([a-z-]+)\]", output))
    assert found == {str(at): code for at, code in enumerate(WRONG.values(), 2)}, output
