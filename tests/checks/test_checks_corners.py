"""Turns of the rules that examples do not take."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NoReturn

import pytest
from example import EXERCISE, lay_out, put, table, table_of

from sinorus_data.checks import engine
from sinorus_data.checks.published import validate_published
from sinorus_data.checks.repair import repaired
from sinorus_data.checks.second_opinion import second_opinion
from sinorus_data.model.finding import Edit, Finding
from sinorus_data.reading.dataset import read_dataset
from sinorus_data.release.build import published, write

DRILL = "datasets/exercises/joint-drill-2016.yaml"
TABLE = "datasets/trade_figures.csv"
GROWTH = "+ value: 69\n+ period: 2014, value: {}\n+ transformation: change, unit: percent, base_period: 2014, value: 28"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path)


@pytest.fixture
def built(root: Path) -> Path:
    write(root, published(read_dataset(root)))
    return root


def found(root: Path) -> list[Finding]:
    return engine.check(read_dataset(root))


def codes(root: Path) -> set[str]:
    return {finding.code for finding in found(root)}


def test_growth_from_nothing_says_nothing(root: Path) -> None:
    text = (
        "+ value: 69\n+ period: 2014, value: 0\n+ transformation: change, unit: percent, base_period: 2014, value: 28"
    )
    put(root, "trade_figures", text)
    assert "N-GROWTH" not in codes(root)


def test_growth_in_another_currency_is_another_number(root: Path) -> None:
    text = (
        "+ value: 69\n+ period: 2014, value: 95\n+ transformation: change, unit: percent, base_period: 2014, value: 28"
    )
    put(root, "trade_figures", text + ", measured_in: CNY")
    assert "N-GROWTH" not in codes(root)


def test_a_change_in_money_is_not_held_against_levels(root: Path) -> None:
    put(
        root,
        "trade_figures",
        "+ value: 69\n+ period: 2014, value: 95\n+ transformation: change, base_period: 2014, value: 2",
    )
    assert codes(root) <= {"L-UNUSED"}


def test_what_is_suspect_or_undated_counts_for_nothing(root: Path) -> None:
    put(
        root,
        "trade_figures",
        "+ flow: exports, value: 10\n+ flow: exports, value: 10, status: suspect, note: a slip, period: 2014",
    )
    assert codes(root) <= {"L-UNUSED"}


def test_rows_without_a_last_line_end_are_sorted_in_two_steps(root: Path) -> None:
    (root / TABLE).write_text(table("+ id: b-row\n+ id: a-row").rstrip("\n"))
    assert [finding.edit for finding in found(root) if finding.code == "C-SORT"] == [None]
    assert engine.repair(root) == [TABLE]
    assert (root / TABLE).read_text() == table("+ id: a-row\n+ id: b-row")


def test_fields_that_cannot_be_moved_are_left(root: Path) -> None:
    (root / DRILL).write_text("{" + EXERCISE.splitlines()[0] + ", status: held, type: naval, name: {en: x}}\n")
    assert "Y-ORDER" not in codes(root)  # the record lacks fields, and is no record
    text = EXERCISE.replace("type: naval\n", "").replace("status: held\n", "status: held\ntype: naval\n")
    (root / DRILL).write_text(text.rstrip("\n"), encoding="utf-8")
    assert [finding.edit for finding in found(root) if finding.code == "Y-ORDER"] == [None]


AGREEMENT = (
    "id: {id}\ntitle: {{en: {title}}}\ntype: treaty\nparties: [{{actor: CN, role: signatory}}]\nsigned: 2005-07-01\n"
    "status: signed\nsummary: A treaty.\nevidence: [{{source: a-text, locator: ¶1, supports: [parties, signed]}}]\n"
)


@pytest.mark.parametrize(("other", "twins"), [("Treaty on rivers", True), ("Memorandum of space agencies", False)])
def test_instruments_of_one_day_are_twins_only_by_their_titles(root: Path, other: str, twins: bool) -> None:
    for record_id, title in (("one-treaty", "Treaty on river"), ("other-treaty", other)):
        text = AGREEMENT.format(id=record_id, title=title)
        (root / f"datasets/agreements/{record_id}.yaml").write_text(text, encoding="utf-8")
    assert ("I-TWIN" in codes(root)) == twins


def test_what_supersedes_is_not_older(root: Path) -> None:
    old = AGREEMENT.format(id="old-treaty", title="Old").replace("signed: 2005", "signed: 2010")
    new = AGREEMENT.format(id="new-treaty", title="New").replace("summary:", "supersedes: [old-treaty]\nsummary:")
    (root / "datasets/agreements/old-treaty.yaml").write_text(old, encoding="utf-8")
    (root / "datasets/agreements/new-treaty.yaml").write_text(new.replace("signed]", "signed, supersedes]"))
    assert "L-SUPERSEDED" in codes(root)


def test_a_chain_that_comes_back_is_found(root: Path) -> None:
    for name, above in (("one", "two"), ("two", "three"), ("three", "one")):
        text = f"id: {name}\nname: {{en: {name}}}\ntype: organisation\nparent: {above}\n"
        (root / f"datasets/actors/{name}.yaml").write_text(text)
    [first, *_] = [finding for finding in found(root) if finding.code == "L-SELF"]
    assert first.got == "two → three → one" if first.path.endswith("one.yaml") else first.got


@pytest.mark.parametrize(
    ("cells", "fix"),
    [
        ({"compiler": "nobody"}, "write not-stated or add datasets/actors/nobody.yaml"),
        ({"relative_to": "Wörld"}, ""),
        ({"counterpart": "RUS"}, "did you mean RU?"),
    ],
)
def test_a_missing_link_says_what_would_hold(root: Path, cells: dict[str, str], fix: str) -> None:
    (root / TABLE).write_text(table_of(cells), encoding="utf-8")
    [missing] = [finding for finding in found(root) if finding.code == "L-MISSING"]
    assert fix in missing.fix


def test_a_file_that_changed_meanwhile_is_not_mended(root: Path) -> None:
    (root / DRILL).write_bytes(b"\xff")
    finding = Finding(DRILL, 1, 1, "T-EOF", "x", edit=Edit(1, 1, 1, 1, "\n"))
    gone = Finding("datasets/none.yaml", 1, 1, "T-EOF", "x", edit=Edit(1, 1, 1, 1, "\n"))
    assert repaired(root, [finding, gone]) == []


def test_a_schema_that_cannot_be_read_is_one_finding(built: Path) -> None:
    (built / "schemas/events.json").write_bytes(b"\xff")
    (built / "datasets/events.csv").unlink()
    (built / "datasets/events.csv").mkdir()
    (built / "datasets/claims.csv").write_text("table,record_id\n")
    answers = {(finding.path, finding.code): finding.fix for finding in found(built)}
    assert ("schemas/events.json", "T-UTF8") in answers
    assert "generated from the records" in answers["datasets/claims.csv", "P-HASH"]


@pytest.mark.usefixtures("posix")
def test_a_linked_table_is_not_hashed(built: Path) -> None:
    (built / "datasets/events.csv").rename(built / "elsewhere.csv")
    (built / "datasets/events.csv").symlink_to(built / "elsewhere.csv")
    assert ("datasets/events.csv", "P-SYMLINK") in {(finding.path, finding.code) for finding in found(built)}


def test_a_resource_that_is_no_mapping_is_passed_over(root: Path) -> None:
    (root / "datapackage.json").write_text('{"resources": ["x", {"name": "events"}]}')
    assert "P-DESCRIPTOR" in codes(root)


def test_published_tables_of_a_small_package_are_valid(built: Path) -> None:
    package, findings = validate_published(built)
    assert findings == []
    assert package.find("exercises", "joint-drill-2016").name == "Joint Drill"


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("exercises", ",2016-09-12,2016-09-12,2016-09-12,", ",2016-09-12,2016-09-11,2016-09-12,", "X-PUBLISHED"),
        ("exercises", ",naval,", ",navall,", "X-PUBLISHED"),
        ("vocabularies", "Naval", "Navy", "X-PUBLISHED"),
        ("exercise_participants", "joint-drill-2016,RU,participant,false\n", "", "X-PUBLISHED"),
        ("exercise_participants", "joint-drill-2016,RU", "no-such-drill,RU", "X-PUBLISHED"),
        ("claims", "joint-drill-2016,start", "joint-drill-2016,place", "V-DISAGREE"),
    ],
)
def test_published_tables_that_do_not_follow_from_one_another(
    built: Path, file: str, old: str, new: str, code: str
) -> None:  # fmt: skip
    import hashlib

    path = built / f"datasets/{file}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    descriptor = json.loads((built / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:  # whoever forges a table forges its hash
        content = (built / resource["path"]).read_bytes()
        resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    (built / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert code in {finding.code for finding in validate_published(built)[1]}


def test_what_frictionless_says_of_the_whole_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import frictionless

    def broken(*_: object) -> NoReturn:
        raise frictionless.FrictionlessException(frictionless.errors.PackageError(note="no good"))

    monkeypatch.setattr(frictionless.Package, "from_descriptor", broken)
    [told] = second_opinion({})
    assert (told.path, told.code, told.message) == ("datapackage.json", "X-FRICTIONLESS", "package-error: no good")


def test_the_whole_is_handed_to_frictionless_where_nothing_else_is_wrong(root: Path) -> None:
    package, findings = engine.validate(root)
    assert findings == []
    assert len(package.records["actors"]) == 3
    (root / DRILL).unlink()
    assert {finding.level for finding in engine.validate(root)[1]} <= {"warning"}
