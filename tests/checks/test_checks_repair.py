"""Repairs: what is mechanical is mended, all else stays byte for byte, and a second run has nothing to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from example import EXERCISE, lay_out, put, table
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_data.checks import engine
from sinorus_data.checks.repair import apply
from sinorus_data.checks.rule import RULES
from sinorus_data.model.finding import Edit
from sinorus_data.reading.dataset import read_dataset

DRILL = "datasets/exercises/joint-drill-2016.yaml"
TABLE = "datasets/trade_figures.csv"
REPAIRED = (
    "T-BOM", "T-INVISIBLE", "T-LINEEND", "T-EOF", "T-TRAIL", "T-NFC", "T-COMPAT", "T-SPACE", "T-DIGIT", "Y-ORDER",
    "C-BLANK", "C-SORT", "C-CANON", "F-COMPUTED",
)  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path)


@pytest.mark.parametrize("code", REPAIRED)
def test_what_is_mechanical_is_mended(root: Path, code: str) -> None:
    put(root, RULES[code].on, RULES[code].bad)
    before = {found.path for found in engine.check(read_dataset(root)) if found.code == code}
    assert before
    assert set(engine.repair(root)) == before
    assert code not in {found.code for found in engine.check(read_dataset(root))}
    assert engine.repair(root) == []


def test_nothing_else_is_claimed_to_be_mechanical(root: Path, tmp_path: Path) -> None:
    for number, (code, rule) in enumerate(RULES.items()):
        if rule.bad and code not in REPAIRED and rule.on not in ("shell", "none") and rule.scope != "package":
            place = lay_out(tmp_path / str(number))
            put(place, rule.on, rule.bad)
            found = engine.check(read_dataset(place))
            assert [one for one in found if one.code == code and one.edit] == [], code


MESSY = (
    EXERCISE.replace("summary: A drill.", "summary: '\u00a0A drill.'  # kept as it is   ")
    .replace("type: naval", "# why naval: see the report\ntype: naval   ")
    .replace("status: held\n", "")
    .replace("id: joint-drill-2016", "status: held\nid: joint-drill-2016")
    .rstrip("\n")
)


def test_comments_and_untouched_lines_stay_as_they_were(root: Path) -> None:
    (root / DRILL).write_bytes(MESSY.encode())
    assert engine.repair(root) == [DRILL]
    mended = (root / DRILL).read_text(encoding="utf-8")
    assert mended.endswith("\n")
    assert "# why naval: see the report\ntype: naval\n" in mended
    assert "status: held\nsummary: 'A drill.'  # kept as it is\n" in mended
    assert sorted(line.strip() for line in mended.splitlines() if "drill" not in line) == sorted(
        line.strip() for line in MESSY.splitlines() if "drill" not in line
    )
    assert engine.check(read_dataset(root)) == []


def test_line_ends_of_a_working_copy_stay(root: Path) -> None:
    (root / DRILL).write_bytes(EXERCISE.replace("type: naval", "type: naval  ").replace("\n", "\r\n").encode())
    assert engine.repair(root) == [DRILL]
    assert (root / DRILL).read_bytes() == EXERCISE.replace("\n", "\r\n").encode()


def test_rows_are_moved_as_they_are(root: Path) -> None:
    text = table("+ id: c-row\n+ id: a-row\n+ id: b-row").replace("c-row,", '"c-row",')
    lines = text.splitlines()
    lines[1] = lines[1].replace('"', "") + "x"
    (root / TABLE).write_text("\n".join([lines[0], lines[1], lines[2], lines[3]]) + "\n")
    engine.repair(root)
    assert (root / TABLE).read_text().splitlines() == [lines[0], lines[2], lines[3], lines[1]]


def test_what_cannot_be_mended_stays_and_is_reported(root: Path) -> None:
    (root / DRILL).write_text(EXERCISE.replace("type: naval", "type: navall  "), encoding="utf-8")
    assert engine.repair(root) == [DRILL]
    assert [found.code for found in engine.check(read_dataset(root))] == ["F-CODE"]


def test_only_the_files_named_are_mended(root: Path) -> None:
    for path in (DRILL, "datasets/propositions/be-friends.yaml"):
        text = (root / path).read_text(encoding="utf-8")
        (root / path).write_text(text.replace("\n", "  \n", 1), encoding="utf-8")
    assert engine.repair(root, only=[DRILL]) == [DRILL]


def test_of_edits_that_overlap_the_first_is_made() -> None:
    assert apply("abc\ndef\n", [Edit(1, 1, 1, 3, "X"), Edit(1, 2, 1, 4, "Y"), Edit(2, 1, 3, 1, "")]) == "Xc\n"
    assert apply("", [Edit(1, 1, 1, 1, "\n")]) == "\n"


@settings(deadline=None)
@given(st.text(st.sampled_from("ab\n\r"), max_size=20), st.data())
def test_an_edit_changes_its_span_alone(text: str, data: st.DataObject) -> None:
    lines = text.split("\n")
    line = data.draw(st.integers(1, len(lines)))
    column = data.draw(st.integers(1, len(lines[line - 1]) + 1))
    changed = apply(text, [Edit(line, column, line, column, "X")])
    assert changed.replace("X", "", 1) == text
    assert changed.split("\n")[line - 1][column - 1] == "X"
