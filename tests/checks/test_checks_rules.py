"""Each rule by a small record that breaks it, and the place where it says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from example import EXERCISE, FIGURE, FILES, HEADER, PROPOSITION, SOURCE

from sinorus_data.checks import engine
from sinorus_data.model.finding import Finding
from sinorus_data.reading.dataset import Package


def package(**changed: str) -> Package:
    """A small valid package, but for the files given."""
    files = dict(FILES)
    files |= {path.replace("__", "/").replace("_", "-") + ".yaml": text for path, text in changed.items()}
    made = Package(Path())
    for path, text in files.items():
        made.add(made.table_of(path), path, text)
    return made


def exercise(old: str, new: str) -> list[Finding]:
    assert old in EXERCISE
    return engine.check(package(datasets__exercises__joint_drill_2016=EXERCISE.replace(old, new)))


def places(findings: list[Finding]) -> list[tuple[str, int, int]]:
    return [(found.code, found.line, found.column) for found in findings]


def test_the_small_package_is_valid() -> None:
    assert engine.check(package()) == []


#: The sign « stands where the finding is expected.
CASES = [
    ("I-FILE", "id: joint-drill-2016", "id: «joint-drill-2017"),
    ("L-MISSING", "actor: RU", "actor: «IN"),
    ("L-MISSING", "source: a-text, locator: ¶1", "source: «b-text, locator: ¶1"),
    ("L-MISSING", "source: a-text, locator: ¶2", "source: «b-text, locator: ¶2"),
    ("V-NOSOURCE", "status: held", "«place: [Sea]\nstatus: held"),
    ("V-FIELD", "start, end], as", "start, end, «place], as"),
    ("V-FIELD", "start, end], as", "start, end], says: {«plaice: Sea}, as"),
    ("V-FIELD", "start, end], as", "start, end], says: {place: Sea}, only: [«start], as"),
    ("V-DATE", "start, end], as", "start, end], says: {end: «19.9.2016}, as"),
    ("V-SAME", "start, end], as", "start, end], says: {end: «2016-09-19}, as"),
    ("V-DISAGREE", "start, end], as", "start, end], says: {end: «2016-09-20}, as"),
    ("V-DISAGREE", "start, end], as", "start, end], says: {participants: «[CN]}, only: [participants], as"),
    ("V-DISAGREE", "start, end], as", "start, end], says: {participants: «[CN, SU]}, as"),
    ("V-AGREED", "evidence:", "disputed: {«end: {because: a reason}}\nevidence:"),
    ("D-REVERSED", "end: 2016-09-19", "end: «2016-09-01"),
    ("D-FUTURE", "start: 2016-09-12\nend: 2016-09-19", "start: «2999\nend: 2999"),
    ("F-ERA", "actor: RU", "actor: «SU"),
    ("N-RANGE", "value: 80,", "value: 80, value_max: «70,"),
    ("N-UNIT", "unit: persons", "unit: «ships"),
    ("N-SIGN", "value: 80", "value: «-80"),
]


@pytest.mark.parametrize(("code", "old", "new"), CASES)
def test_a_broken_record_is_answered_at_the_place(code: str, old: str, new: str) -> None:
    before = EXERCISE.replace(old, new).partition("«")[0]
    expected = (code, before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert expected in places(exercise(old, new.replace("«", "")))


def test_evidence_must_speak() -> None:
    findings = exercise("supports: [participants, start, end], ", "")
    assert ("V-EMPTY", 14, 5) in places(findings)
    assert "V-EMPTY" in {found.code for found in exercise(EXERCISE[EXERCISE.index("evidence:") :], "evidence: []\n")}


def test_the_same_claim_twice_is_answered_at_the_second() -> None:
    line = EXERCISE.splitlines()[-1]
    assert ("V-DUP", 15, 5) in places(exercise(line, f"{line}\n{line}"))


def disputed(text: str) -> list[str]:
    said = EXERCISE.replace("start, end], as", "start], says: {end: 2016-09-20}, as").replace("end: 2016-09-19\n", "")
    findings = engine.check(package(datasets__exercises__joint_drill_2016=said + text))
    return sorted(found.code for found in findings if found.level == "error")


def test_a_dispute_prefers_a_value_or_leaves_the_field_empty() -> None:
    assert disputed("disputed: {end: {undecided: true, because: one source only}}\n") == []
    assert disputed("disputed: {end: {because: one source only}}\n") == ["V-PREFERRED"]
    assert disputed("end: 2016-09-19\ndisputed: {end: {undecided: true, because: x}}\n") == [
        "V-NOSOURCE",
        "V-PREFERRED",
    ]
    assert disputed("end: 2016-09-19\ndisputed: {end: {preferred: 2016-09-18, because: x}}\n") == [
        "V-NOSOURCE",
        "V-PREFERRED",
    ]
    assert disputed("disputed: {type: {because: x}}\nend: 2016-09-20\n") == ["V-FIELD", "V-NOSOURCE", "V-SAME"]
    assert "V-FIELD" in disputed("disputed: {sort: {because: x}}\n")


@pytest.mark.parametrize("said", ["end: 2016-09", "end: 2016", "participants: [CN]", "start: 2016-09-12/2016-09-13"])
def test_less_precise_statements_agree(said: str) -> None:
    line = EXERCISE.splitlines()[-1]
    assert exercise(line, f"{line}\n  - {{source: a-text, locator: ¶4, says: {{{said}}}}}") == []


SLIPS = [
    ("V-BOTH", "start, end], as", "start, end], says: {«end: 2016-09}, as"),
    ("L-MISSING", "start, end], as", "start, end], says: {participants: [CN, «XX]}, as"),
    (
        "F-TWICE",
        "  - {actor: RU, role: participant}",
        "  - {actor: RU, role: participant}\n  - «{actor: CN, role: observer}",
    ),
    ("F-TWICE", "status: held", "aliases: [a drill, «a drill]\nstatus: held"),
    ("T-INVISIBLE", "summary: A drill.", 'summary: «"A\\u200b drill."'),
    ("T-CHAR", "summary: A drill.", 'summary: «"A\\0 drill."'),
    ("F-UNKNOWN", "status: held", "status: held\n«staus:"),
    ("F-UNKNOWN", "{actor: RU, role: participant}", "{actor: RU, role: participant, «rolle: }"),
    ("F-TYPE", "type: naval", "type: «[naval]"),
    ("F-TYPE", "status: held", "place: «Sea\nstatus: held"),
    ("V-QUOTE", "as_stated: In September 2016", "as_stated: «二零一六年九月中俄两国海军在南海举行联合演习"),
]


@pytest.mark.parametrize(("code", "old", "new"), SLIPS)
def test_slips_of_hurried_people_are_answered_at_the_place(code: str, old: str, new: str) -> None:
    before = EXERCISE.replace(old, new).partition("«")[0]
    expected = (code, before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert expected in places(exercise(old, new.replace("«", "")))


def test_one_fault_has_one_finding() -> None:
    for broken in ("type: ~", "type:", "type: [naval]", "type: navall"):
        assert len(exercise("type: naval", broken)) == 1


def test_a_list_may_be_stated_in_parts() -> None:
    line = EXERCISE.splitlines()[-1].replace("participants, ", "")
    for part in ("CN", "RU"):
        line += f"\n  - {{source: a-text, locator: ¶4, says: {{participants: [{part}]}}}}"
    assert exercise(EXERCISE.splitlines()[-1], line) == []


def test_ids_are_one_over_all_data_sets_whatever_their_case() -> None:
    twin = PROPOSITION.replace("be-friends", "cn")
    findings = engine.check(package(datasets__propositions__cn=twin))
    assert {found.code for found in findings} == {"I-UNIQUE", "L-UNUSED"}


def test_what_serves_nobody_is_a_warning() -> None:
    findings = engine.check(package(datasets__sources__b_text=SOURCE.replace("a-text", "b-text")))
    assert [(found.code, found.level) for found in findings] == [("L-UNUSED", "warning")]


def test_a_link_to_an_unreadable_record_is_not_reported_as_missing() -> None:
    findings = engine.check(package(datasets__actors__RU="id: RU\nid: RU\n"))
    assert [found.code for found in findings] == ["Y-DUP"]


ROW = ",".join(FIGURE.get(name, "") for name in HEADER.split(",")) + "\n"


def trade(*rows: str) -> list[tuple[str, int, int]]:
    made = package()
    made.add("trade_figures", "datasets/trade_figures.csv", HEADER + "\n" + "".join(rows))
    return places(engine.check(made))


def test_rows_are_sorted() -> None:
    assert trade(ROW) == []
    assert trade(ROW.replace("a-row", "b-row"), ROW) == [("C-SORT", 3, 1)]


CELLS = [
    ("F-COMPUTED", "2015-12-31", "«2015-12-30"),
    ("N-SIGN", ",69,", ",«-69,"),
    ("N-NEEDS", "USD_bn,exact,observed,,,a-text,¶1,,level", "percent,exact,observed,«,,a-text,¶1,,change"),
    ("N-UNIT", "USD_bn,exact,observed,,,a-text,¶1,,level,,", "«USD_bn,exact,observed,,,a-text,¶1,,share,world,"),
    ("L-MISSING", ",RU,", ",«IN,"),
    ("L-MISSING", "not-stated", "«nobody"),
]


@pytest.mark.parametrize(("code", "old", "new"), CELLS)
def test_a_broken_cell_is_answered_at_the_place(code: str, old: str, new: str) -> None:
    assert old in ROW
    column = ROW.replace(old, new).index("«") + 1
    assert trade(ROW.replace(old, new).replace("«", "")) == [(code, 2, column)]


def test_a_balance_may_be_negative() -> None:
    assert trade(ROW.replace(",69,", ",-69,").replace("total", "balance")) == []
