"""The package under test is the one meant, and carries its data byte for byte."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest

import sinorus_data as sd
from sinorus_data.access import store
from sinorus_data.model.catalogue import DATA_SETS, TABLES


def test_the_package_is_the_one_under_test() -> None:
    expected = os.environ.get("SINORUS_DATA_UNDER_TEST", str(Path(sd.__file__).parent.parent))
    assert Path(sd.__file__).is_relative_to(Path(expected).resolve())


def test_the_data_lie_where_they_are_looked_for() -> None:
    for table in TABLES:
        assert (store.root() / "datasets" / f"{table}.csv").is_file()
        assert (store.root() / "schemas" / f"{table}.json").is_file()
    for table, (_, form) in DATA_SETS.items():
        assert (store.root() / "schemas" / "records" / f"{table}.json").is_file() == (form == "yaml")


def test_tables_are_those_that_the_descriptor_was_written_for() -> None:
    for resource in store.descriptor()["resources"]:
        content = (store.root() / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert store.descriptor()["version"] == sd.__version__


def test_an_installation_carries_no_authored_records() -> None:
    if store.root() != store.INSTALLED:
        pytest.skip("needs an installed package, not a checkout")
    assert not list(store.root().rglob("*.yaml"))


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data as an installation has them, read anew."""
    for part in ("datasets", "schemas"):
        shutil.copytree(store.root() / part, tmp_path / part, ignore=shutil.ignore_patterns("*.yaml"))
    shutil.copy(store.root() / "datapackage.json", tmp_path)
    monkeypatch.setattr(store, "INSTALLED", tmp_path)
    for cache in ("_tables", "_groups", "_descriptor"):
        monkeypatch.setattr(store, cache, {})
    return tmp_path


def test_an_intact_installation_is_read(installed: Path) -> None:
    assert len(store.rows("actors")) > 100


def test_a_damaged_installation_says_so(installed: Path) -> None:
    file = installed / "datasets" / "actors.csv"
    file.write_bytes(file.read_bytes().replace(b"China", b"Chyna", 1))
    with pytest.raises(sd.DataIntegrityError, match="reinstall"):
        sd.actors.to_pandas()


def test_a_missing_file_says_so(installed: Path) -> None:
    (installed / "datasets" / "events.csv").unlink()
    with pytest.raises(sd.DataIntegrityError, match=r"events\.csv is missing"):
        len(sd.events)


def test_undecodable_data_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: Path) -> None:
    monkeypatch.setattr(store, "_verify", lambda table, raw: None)
    (installed / "datasets" / "events.csv").write_bytes(b"id\n\xff\n")
    with pytest.raises(sd.DataIntegrityError, match="cannot be read"):
        len(sd.events)
