"""The small valid package in which the examples of the rules stand."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from sinorus_data.model.catalogue import DATA_SETS
from sinorus_data.model.trade_figure import TradeFigure

ACTORS = {
    "CN": "id: CN\nname: {en: China}\ntype: state\nvalid_from: 1949-10-01\n",
    "RU": "id: RU\nname: {en: Russia}\ntype: state\nvalid_from: 1991-12-25\n",
    "SU": "id: SU\nname: {en: Soviet Union}\ntype: state\nvalid_from: 1922-12-30\nvalid_to: 1991-12-26\n",
}
SOURCE = (
    "id: a-text\ntitle: A text\npublished: 2016\nlanguage: en\n"
    "type: article\nperspective: press\nlicence: all-rights-reserved\n"
)
EXERCISE = """\
id: joint-drill-2016
name: {en: Joint Drill}
type: naval
participants:
  - {actor: CN, role: host}
  - {actor: RU, role: participant}
start: 2016-09-12
end: 2016-09-19
status: held
summary: A drill.
forces:
  - {measure: personnel, value: 80, unit: persons, qualifier: exact, source: a-text, locator: ¶2, as_stated: 80 troops}
evidence:
  - {source: a-text, locator: ¶1, supports: [participants, start, end], as_stated: In September 2016}
"""
POSITION = """\
id: a-position
actor_id: CN
role: state
proposition_id: be-friends
stance: agrees
summary: It agrees.
source_id: a-text
locator: ¶3
as_stated: they agree
"""
PROPOSITION = "id: be-friends\ntopic: partnership\ntext: They should be friends.\nkind: should\n"
COLUMNS = tuple(TradeFigure.model_fields)
HEADER = ",".join(COLUMNS)
FIGURE = {
    "id": "a-row", "indicator": "goods_trade", "reporter": "CN", "counterpart": "RU", "flow": "total",
    "commodity": "all", "period": "2015", "period_start": "2015-01-01", "period_end": "2015-12-31", "freq": "A",
    "value": "69", "unit": "USD_bn", "qualifier": "exact", "status": "observed", "source_id": "a-text",
    "locator": "¶1", "transformation": "level", "compiler": "not-stated",
}  # fmt: skip

FILES = {
    **{f"datasets/actors/{name}.yaml": text for name, text in ACTORS.items()},
    "datasets/sources/a-text.yaml": SOURCE,
    "datasets/exercises/joint-drill-2016.yaml": EXERCISE,
    "datasets/propositions/be-friends.yaml": PROPOSITION,
    "datasets/positions/a-position.yaml": POSITION,
    "datasets/positions/b-position.yaml": POSITION.replace("a-position", "b-position").replace("CN", "SU"),
    "datasets/trade_figures.csv": HEADER + "\n",
}
#: The record of each data set in which an example takes the place of fields.
BASE = {"exercises": "datasets/exercises/joint-drill-2016.yaml", "sources": "datasets/sources/a-text.yaml"}

_file_line = re.compile(r"^# ((?:datasets|schemas)/\S+|datapackage\.json)$", re.MULTILINE)


def lay_out(root: Path) -> Path:
    """Writes the small package under ``root``."""
    for table, (_, authored) in DATA_SETS.items():
        if authored == "yaml":
            (root / "datasets" / table).mkdir(parents=True)
    for path, text in FILES.items():
        (root / path).write_text(text, encoding="utf-8")
    return root


def put(root: Path, on: str, example: str) -> None:
    """Puts an example of a rule into the small package."""
    if on == "shell":
        subprocess.run(["sh", "-c", example], cwd=root, check=True)
        return
    found = list(_file_line.finditer(example))
    if found:
        ends = [*(match.start() for match in found[1:]), len(example)]
        for match, end in zip(found, ends, strict=True):
            write(root, match[1], example[match.end() + 1 : end])
    elif on == "trade_figures":
        write(root, "datasets/trade_figures.csv", table(example))
        write(root, "datasets/sources/b-text.yaml", SOURCE.replace("a-text", "b-text"))
    elif example:
        write(root, BASE[on], over(FILES[BASE[on]], example))


def write(root: Path, path: str, text: str) -> None:
    """Writes a file as its example shows it: escapes become signs, a mark at the end of a line goes."""
    text = text.replace("{header}", HEADER)
    text = re.sub(r"\{trade_figures:(\d+)\}", lambda found: table("\n".join(["+"] * int(found[1]))), text)
    text = re.sub(r"\\\\|\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)) if found[1] else "\0", text)
    ends = text.rstrip("\n").endswith("\\")
    text = re.sub(r"\\$", "", text.rstrip("\n"), flags=re.MULTILINE).replace("\0", "\\")
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes((text if ends else f"{text}\n").encode("utf-8"))


def over(base: str, fragment: str) -> str:
    """A record with some fields in place of its own, in the order in which they are given."""
    names = re.findall(r"^(\w+):", fragment, re.MULTILINE)
    blocks = re.split(r"^(?=\w+:)", base, flags=re.MULTILINE)
    kept = [block for block in blocks if block and block.partition(":")[0] not in names]
    first = next((at for at, block in enumerate(b for b in blocks if b) if block.partition(":")[0] in names), len(kept))
    return "".join([*kept[:first], f"{fragment}\n", *kept[first:]])


def table(example: str) -> str:
    """A table with a row for each paragraph that begins with ``+``; a cell in quotes stands as it is written."""
    rows = []
    for number, part in enumerate(re.split(r"^\+ ?", example, flags=re.MULTILINE)):
        if part.strip() or number:
            given = dict(re.findall(r"(?:^|, |\n)([a-z_]+): (.*?)(?=, [a-z_]+: |\n|$)", part))
            rows.append({"id": f"{chr(ord('a') + number // 26)}{chr(ord('a') + number % 26)}-row"} | given)
    return table_of(*rows)


def table_of(*rows: dict[str, str]) -> str:
    """A table of figures, each like the example but for the cells given, which stand as they are written."""
    text = f"{HEADER}\n"
    for given in rows:
        row = FIGURE | given
        if "period" in given and "period_end" not in given:
            row["period_start"], row["period_end"] = bounds_of(row["period"])
        text += ",".join(row.get(name, "") for name in COLUMNS) + "\n"
    return text


def bounds_of(period: str) -> tuple[str, str]:
    """The first and last day of a period."""
    from sinorus_data.model.edtf import Edtf

    value = Edtf(period)
    return str(value.earliest), str(value.latest)
