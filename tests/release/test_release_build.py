"""What is published: the same bytes every time, fresh in the checkout, and valid for others' tools."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from sinorus_data import __version__
from sinorus_data.model.catalogue import DATA_SETS, TABLES
from sinorus_data.model.codes import lists
from sinorus_data.model.definitions import DEFINITIONS
from sinorus_data.reading.dataset import read_dataset
from sinorus_data.reading.files import write_whole
from sinorus_data.release.build import published, stale, write
from sinorus_data.release.jsonschema import record_schema

YAML = [table for table, (_, form) in DATA_SETS.items() if form == "yaml"]


@pytest.fixture(scope="session")
def files(checkout: Path) -> dict[str, bytes]:
    return published(read_dataset(checkout))


def test_what_is_committed_is_fresh(checkout: Path, files: dict[str, bytes]) -> None:
    assert stale(checkout, files) == []


def test_two_builds_give_the_same_bytes(small: Path) -> None:
    assert published(read_dataset(small)) == published(read_dataset(small))


def test_the_descriptor_knows_bytes_and_hashes(files: dict[str, bytes]) -> None:
    descriptor = json.loads(files["datapackage.json"])
    assert descriptor["version"] == __version__
    assert [resource["name"] for resource in descriptor["resources"]] == list(TABLES)
    for resource in descriptor["resources"]:
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["schema"] in files


def test_tables_are_utf8_with_line_feeds_and_sorted_by_id(files: dict[str, bytes]) -> None:
    for table in TABLES:
        content = files[f"datasets/{table}.csv"]
        assert b"\r" not in content
        assert content.endswith(b"\n")
        assert not content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
        key = [row["record_id"] if table == "claims" else next(iter(row.values())) for row in rows]
        if table == "claims":
            assert sorted(zip((row["table"] for row in rows), key, strict=True)) == [
                (row["table"], row["record_id"]) for row in rows
            ]
        else:
            assert key == sorted(key)


def test_every_field_is_described(files: dict[str, bytes]) -> None:
    for table in TABLES:
        for field in json.loads(files[f"schemas/{table}.json"])["fields"]:
            assert field["title"]
            assert field["description"].endswith(".")
            assert field.get("example"), (table, field["name"])


def test_an_example_meets_its_own_constraints(files: dict[str, bytes]) -> None:
    from frictionless import Schema

    for table in TABLES:
        schema = Schema.from_descriptor(json.loads(files[f"schemas/{table}.json"]))
        for field in schema.fields:
            assert field.read_cell(field.example)[1] is None, (table, field.name, field.example)


def test_frictionless_alone_agrees(checkout: Path) -> None:
    from frictionless import Package as Frictionless

    report = Frictionless(str(checkout / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "type", "note"])[:10]
    assert [task.name for task in report.tasks] == list(TABLES)


def test_frictionless_does_not_agree_with_a_broken_table(small: Path) -> None:
    from sinorus_data.checks.second_opinion import second_opinion
    from sinorus_data.tables.project import project

    package = read_dataset(small)
    rows = project({table: package.all(table) for table in DATA_SETS}, package.find)
    assert second_opinion(rows) == []
    rows["positions"][0] = (*rows["positions"][0][:1], "nobody", *rows["positions"][0][2:])
    rows["events"][0] = (*rows["events"][0][:2], "no-such-type", *rows["events"][0][3:])
    found = {(finding.path, finding.line, finding.message.split(":")[0]) for finding in second_opinion(rows)}
    assert ("datasets/positions.csv", 2, "foreign-key") in found
    assert ("datasets/events.csv", 2, "constraint-error") in found


def test_codes_are_defined_once_and_all() -> None:
    assert {name: tuple(codes) for name, codes in DEFINITIONS.items()} == lists()


@pytest.fixture(scope="session")
def editor_schemas() -> dict[str, dict[str, Any]]:
    return {table: record_schema(DATA_SETS[table].model) for table in YAML}


@pytest.mark.parametrize("table", YAML)
def test_an_editor_accepts_every_record(checkout: Path, editor_schemas: dict[str, Any], table: str) -> None:
    """As an editor reads it: YAML 1.2 numbers are numbers, dates are text."""
    schema = editor_schemas[table]
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for file in sorted((checkout / "datasets" / table).glob("*.yaml")):
        errors = [error.message for error in validator.iter_errors(_as_editor(file))]
        assert errors == [], file


class _Editor(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads dates as text, as YAML 1.2 does."""


_Editor.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _as_editor(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), _Editor)  # a SafeLoader


def test_an_editor_objects_to_what_we_object_to(checkout: Path, editor_schemas: dict[str, Any]) -> None:
    file = next(iter(sorted((checkout / "datasets" / "exercises").glob("*.yaml"))))
    record = _as_editor(file)
    validator = jsonschema.Draft202012Validator(editor_schemas["exercises"])
    for broken in (
        {**record, "type": "navall"}, {**record, "tilte": "x"}, {**record, "start": "16.07.2001"},
        {**record, "host": ["CN"]}, {**record, "name": "plain text"},
        {name: value for name, value in record.items() if name != "summary"},
        {**record, "evidence": [{"source": "x", "locator": "somewhere"}]},
    ):  # fmt: skip
        assert list(validator.iter_errors(broken)), broken
    for fine in ({**record, "start": 1996}, {**record, "note": None}, {**record, "end": "2016-09-12/2016-09-19"}):
        assert not list(validator.iter_errors(fine))


def test_writing_changes_only_what_differs_and_leaves_no_crumbs(tmp_path: Path) -> None:
    target = tmp_path / "folder" / "file.csv"
    assert write_whole(target, b"one")
    assert not write_whole(target, b"one")
    assert write_whole(target, b"two")
    assert [file.name for file in target.parent.iterdir()] == ["file.csv"]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "file.csv"
    write_whole(target, b"old")

    def fail(self: Path, other: Path) -> Path:
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk"):
        write_whole(target, b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["file.csv"]


def test_stale_and_stray_files_are_named(tmp_path: Path, files: dict[str, bytes]) -> None:
    write(tmp_path, files)
    assert stale(tmp_path, files) == []
    (tmp_path / "datasets" / "actors.csv").write_bytes(b"id\n")
    (tmp_path / "schemas" / "old.json").write_bytes(b"{}")
    (tmp_path / "schemas" / "events.json").unlink()
    assert stale(tmp_path, files) == ["datasets/actors.csv", "schemas/events.json", "schemas/old.json"]


def test_generated_pages_say_so(files: dict[str, bytes]) -> None:
    for path in ("docs/tables.md", "docs/rules.md"):
        assert files[path].startswith(b"<!-- Generated")
