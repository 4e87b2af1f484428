"""YAML read as nothing but text, lists and mappings, with the place of every value."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinorus_data.model.finding import Finding, Refused
from sinorus_data.reading.text import decode, strange_character
from sinorus_data.reading.yaml import DEEPEST, Node, read_yaml

relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
Path_ = tuple[str | int, ...]


@pytest.fixture(params=["libyaml", "pure"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers that PyYAML may come with have to read alike."""
    if request.param == "pure" or not hasattr(yaml, "CSafeLoader"):
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


class Dumper(yaml.SafeDumper):
    """Writes equal values out each time, as people do."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def refusal(text: str) -> Finding:
    with pytest.raises(Refused) as caught:
        read_yaml(text, "a.yaml")
    assert caught.value.finding.path == "a.yaml"
    return caught.value.finding


def place(finding: Finding) -> tuple[str, int, int]:
    return finding.code, finding.line, finding.column


#: Without the line breaks that PyYAML writes bare although no file may hold them.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).filter(
    lambda text: strange_character(text) is None
)
clean_texts = st.text(st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters="\ufffd"), max_size=12)
words = st.text("abcXYZ_中ж- ", min_size=1, max_size=10).filter(lambda text: not text.isdigit())


def trees(leaves: st.SearchStrategy[str], keys: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    inner = st.recursive(
        leaves,
        lambda child: st.one_of(st.lists(child, max_size=3), st.dictionaries(keys, child, max_size=3)),
        max_leaves=8,
    )
    return st.dictionaries(keys, inner, max_size=4)


def unlike_numbers(text: str) -> bool:
    return not text.isdigit()


any_trees = trees(texts, texts.filter(unlike_numbers).filter(bool))


@relaxed
@given(any_trees, st.sampled_from([None, True, False]), st.booleans(), st.sampled_from([20, 80, 10_000]))
def test_what_is_dumped_is_read_back_as_text(tree: dict[str, Any], flow: bool | None, bare: bool, width: int) -> None:
    text = yaml.dump(tree, Dumper=Dumper, default_flow_style=flow, allow_unicode=bare, width=width, sort_keys=False)
    assert read_yaml(text, "a").tree() == tree


@relaxed
@given(trees(clean_texts, clean_texts.filter(unlike_numbers).filter(bool)))
def test_json_is_read_too(tree: dict[str, Any]) -> None:
    assert read_yaml(json.dumps(tree, ensure_ascii=False), "a").tree() == tree


class Written:
    """A document written here line by line, so that every place is known."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.places: dict[Path_, tuple[str, int, int]] = {}
        self.keys: dict[Path_, tuple[int, int]] = {}

    def mapping(self, tree: dict[str, Any], indent: int, path: Path_, draw: st.DrawFn) -> None:
        for name, value in tree.items():
            token = json.dumps(name, ensure_ascii=False) if draw(st.booleans()) else name
            self.keys[(*path, name)] = (len(self.lines) + 1, indent + 1)
            self.value(" " * indent + token + ":", value, indent, (*path, name), draw)

    def sequence(self, values: list[Any], indent: int, path: Path_, draw: st.DrawFn) -> None:
        for at, value in enumerate(values):
            self.value(" " * indent + "-", value, indent, (*path, at), draw)

    def value(self, head: str, value: Any, indent: int, path: Path_, draw: st.DrawFn) -> None:
        if draw(st.booleans()):
            self.lines.append("# комментарий 注释")
            if path in self.keys:
                line, column = self.keys[path]
                self.keys[path] = (line + 1, column)
        if isinstance(value, dict) and value:
            self.lines.append(head)
            self.mapping(value, indent + 2, path, draw)
        elif isinstance(value, list) and value:
            self.lines.append(head)
            self.sequence(value, indent + 2, path, draw)
        else:
            gap = " " * draw(st.integers(1, 3))
            token = str(value) if not isinstance(value, str) else self.scalar(value, draw)
            if isinstance(value, str):
                self.places[path] = (value, len(self.lines) + 1, len(head + gap) + 1)
            self.lines.append(head + gap + token)

    def scalar(self, value: str, draw: st.DrawFn) -> str:
        style = draw(st.sampled_from(["plain", "single", "double"]))
        if style == "double":
            return json.dumps(value, ensure_ascii=False)
        return "'" + value + "'" if style == "single" else value


names = st.text("abcXYZ_中ж😀", min_size=1, max_size=6)
plain_words = st.text("abcXYZ_中ж😀", min_size=1, max_size=6)


@st.composite
def documents(draw: st.DrawFn) -> Written:
    written = Written()
    tree = draw(trees(plain_words, names).filter(bool))
    written.mapping(tree, 0, (), draw)
    return written


@relaxed
@given(documents())
def test_every_value_knows_its_place_and_that_of_its_key(written: Written) -> None:
    root = read_yaml("\n".join(written.lines) + "\n", "a")
    for path, (value, line, column) in written.places.items():
        node = root.at(path)
        assert (node.value, node.line, node.column) == (value, line, column)
    for path, expected in written.keys.items():
        assert root.at(path).key == expected


def scalars(node: Node) -> Iterator[Node]:
    """Every text in a tree of nodes."""
    if isinstance(node.value, str):
        yield node
    else:
        for inner in node.value.values() if isinstance(node.value, dict) else node.value:
            yield from scalars(inner)


@relaxed
@given(trees(words, names), st.sampled_from([None, True, False]), st.sampled_from([20, 80]))
def test_places_point_into_what_pyyaml_writes(tree: dict[str, Any], flow: bool | None, width: int) -> None:
    text = yaml.dump(tree, Dumper=Dumper, default_flow_style=flow, allow_unicode=True, width=width, sort_keys=False)
    lines = text.split("\n")
    for node in scalars(read_yaml(text, "a")):
        rest = lines[node.line - 1][node.column - 1 :]
        first = str(node.value).split(" ")[0]
        assert rest.lstrip("\"'").startswith(first)
        assert rest[0] in "\"'" or str(node.value)[0] == rest[0]


@pytest.mark.parametrize(
    "text",
    [
        "NO", "no", "Yes", "on", "off", "true", "False", "null", "Null", "~x", "010", "0o10", "0x1F", "1_000", "1e3",
        ".inf", ".NaN", "12:30:45", "2021-02-30", "2016-09-12", "2001-12-14t21:59:43.10-05:00", "1.0", "37.60", "+1",
        "-28", "=", "<<", "1,200",
    ],
)  # fmt: skip
def test_scalars_stay_the_text_that_they_are(text: str) -> None:
    assert read_yaml(f"a: {text}\nb: [{text.replace(',', '.')}]\n", "a").tree()["a"] == text


def test_nothing_is_empty_text() -> None:
    assert read_yaml("a:\nb: ''\nc: []\nd: {}\n", "a").tree() == {"a": "", "b": "", "c": [], "d": {}}


@pytest.mark.parametrize(
    ("written", "plain"),
    [("x", True), ("", True), ("~", True), ("'x'", False), ('"x"', False), ("''", False), ("|\n  x", False)],
)
def test_a_node_tells_unquoted_text(written: str, plain: bool) -> None:
    assert read_yaml(f"a: {written}\n", "a").at(("a",)).plain is plain


def test_long_text_may_be_folded_or_literal() -> None:
    root = read_yaml("a: >-\n  one\n  two\nb: |\n  one\n  two\n", "a")
    assert root.tree() == {"a": "one two", "b": "one\ntwo\n"}
    assert (root.at(("b",)).line, root.at(("b",)).column) == (4, 4)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: &x 1\n", "Y-ALIAS", 1, 4),
        ("a: 1\nb:\n  - &x {c: 1}\n", "Y-ALIAS", 3, 5),
        ("&x a: 1\n", "Y-ALIAS", 1, 1),
        ("a: [b, *x]\n", "Y-ALIAS", 1, 8),
        ("中: *x\n", "Y-ALIAS", 1, 4),
        ("*x : 1\n", "Y-ALIAS", 1, 1),
        ("a: 1\n<<: {b: 1}\n", "Y-ALIAS", 2, 1),
        ("a: {<<: {b: 1}}\n", "Y-ALIAS", 1, 5),
        ("a: !!str 1\n", "Y-TAG", 1, 4),
        ("a: !local 1\n", "Y-TAG", 1, 4),
        ("a: ! 1\n", "Y-TAG", 1, 4),
        ("a:\n  !!map {b: 1}\n", "Y-TAG", 2, 3),
        ("a: !!python/object/apply:os.system [ls]\n", "Y-TAG", 1, 4),
        ("!!str a: 1\n", "Y-TAG", 1, 1),
        ("%YAML 1.1\n---\na: 1\n", "Y-DIRECTIVE", 1, 1),
        ("%TAG ! tag:x,2000:\n---\na: 1\n", "Y-DIRECTIVE", 1, 1),
        ("# note\n%YAML 1.1\n---\na: 1\n", "Y-DIRECTIVE", 2, 1),
        ("a: 1\nb: 2\na: 3\n", "Y-DUP", 3, 1),
        ("a: {b: 1, 'b': 2}\n", "Y-DUP", 1, 11),
        ("a: 1\n---\nb: 2\n", "Y-MULTIDOC", 2, 1),
        ("---\na: 1\n...\n---\nb: 2\n", "Y-MULTIDOC", 4, 1),
        ("a: 1\n---\n", "Y-MULTIDOC", 2, 1),
        ("1: a\n", "Y-KEY", 1, 1),
        ("a: {2016: b}\n", "Y-KEY", 1, 5),
        ("true: a\n", "Y-KEY", 1, 1),
        ("a:\n  null: b\n", "Y-KEY", 2, 3),
        ("~: a\n", "Y-KEY", 1, 1),
        ("? [a]\n: b\n", "Y-KEY", 1, 3),
        ("? {a: b}\n: c\n", "Y-KEY", 1, 3),
        ("{[a]: b}\n", "Y-KEY", 1, 2),
        ("- a\n", "Y-SHAPE", 1, 1),
        ("[]\n", "Y-SHAPE", 1, 1),
        ("a\n", "Y-SHAPE", 1, 1),
        ("", "Y-SHAPE", 1, 1),
        ("# only a remark\n", "Y-SHAPE", 1, 1),
        ("a:\n\tb: 1\n", "Y-SYNTAX", 2, 1),
        ("a: b: c\n", "Y-SYNTAX", 1, 5),
        ("a: @b\n", "Y-SYNTAX", 1, 4),
        ("a: %b\n", "Y-SYNTAX", 1, 4),
        ("x: 1\n  y: 2\n", "Y-SYNTAX", 2, 4),
    ],
)
def test_what_yaml_can_do_beyond_text_is_refused(text: str, code: str, line: int, column: int) -> None:
    assert place(refusal(text)) == (code, line, column)


@pytest.mark.parametrize("text", ["{", "a: [", "a: 'b", 'a: "b', "a: |x\n", 'a: "\\q"\n', "a: }\n", "}", "a\nb\n: c"])
def test_broken_yaml_is_refused(text: str) -> None:
    assert refusal(text).code == "Y-SYNTAX"


@pytest.mark.parametrize("text", ['a: "\\ud800"\n', 'a: "\\uDFFF"\n', 'a: "x\\ud83d\\ude00"\n'])
def test_half_a_character_in_an_escape_is_refused_on_its_line(text: str) -> None:
    finding = refusal("b: 1\n" + text)
    assert finding.code in ("T-CHAR", "Y-SYNTAX")
    assert finding.line == 2
    assert 4 <= finding.column <= len(text)


@pytest.mark.parametrize("text", ["a: \ud800\n", "a: 1\x07\n", "a: \x00\n"])
def test_characters_that_no_text_holds_are_refused(text: str) -> None:
    assert refusal(text).code in ("T-CHAR", "Y-SYNTAX")


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_depth_is_bounded(opening: str, closing: str) -> None:
    inner = DEEPEST - 1
    read_yaml("a: " + opening * inner + "x" + closing * inner, "a")
    finding = refusal("a: " + opening * DEEPEST + "x" + closing * DEEPEST)
    assert place(finding) == ("Y-DEPTH", 1, 4 + inner * len(opening))


def test_great_depth_is_refused_without_exhausting_the_stack() -> None:
    assert refusal("a: " + "[" * 50_000).code in ("Y-DEPTH", "Y-SYNTAX")
    assert refusal("".join(" " * n + "a:\n" for n in range(200))).code == "Y-DEPTH"


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    assert place(refusal("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n")) == ("Y-ALIAS", 1, 4)


def test_at_answers_with_the_deepest_node_there_is() -> None:
    root = read_yaml("a: [x, {b: y}]\n", "a")
    assert root.at(()) is root
    assert root.at(("a", 1, "b")).value == "y"
    assert root.at(("a", 1, "c")) is root.at(("a", 1))
    assert root.at(("a", 9)) is root.at(("a",))
    assert root.at(("z", "b")) is root


@relaxed
@given(st.one_of(st.text(max_size=30), st.text("ab:-[]{}\"'#&*!|>%@?,~ \n\t<", max_size=30)))
def test_any_text_is_a_mapping_or_refused(text: str) -> None:
    try:
        read_yaml(text, "a")
    except Refused as refused:
        places = [(refused.finding.line, refused.finding.column)]
    else:
        places = []
    assert all(line >= 1 and column >= 1 for line, column in places)


@relaxed
@given(st.one_of(st.binary(max_size=60), st.text(max_size=40).map(str.encode)))
def test_any_bytes_are_a_mapping_or_refused(raw: bytes) -> None:
    with contextlib.suppress(Refused):
        assert isinstance(read_yaml(decode(raw, "a"), "a").value, dict)
