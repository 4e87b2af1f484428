"""Bibliographies and descriptions of the whole, as the tools that they are for read them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

import sinorus_data as sd
from sinorus_data.access import store
from sinorus_data.access.citation import AUTHORS
from sinorus_data.export.engine import export
from sinorus_data.model.catalogue import TABLES

pytestmark = pytest.mark.filterwarnings("ignore")  # what the libraries of others warn of is theirs

EMPTY = dict.fromkeys((field["name"] for field in store.schema("sources")["fields"]), "")
ODD_SOURCES = [
    {**EMPTY, "id": "na", "title": 'NA & 007: "quotes", {braces}, 50% of $1_000 #1 ~ ^ \\ x',
     "authors": "NA;Mао Цзэдун",
     "publisher": "Söhne & Co.", "published": "1689-08-27", "language": "la", "type": "treaty-text",
     "perspective": "cn-official", "licence": "all-rights-reserved"},
    {**EMPTY, "id": "zh", "title": "中俄睦邻友好合作条约", "authors": "江泽民", "published": "2001-07",
     "language": "zh", "type": "chapter", "perspective": "cn-official", "licence": "CC-BY-4.0", "part_of": "na",
     "url": "https://example.org/a_b?c=%20&d=1#e"},
    {**EMPTY, "id": "ru", "title": "Договор, «особый»", "language": "ru", "type": "web-page", "published": "2016~",
     "perspective": "press", "licence": "all-rights-reserved"},
]  # fmt: skip


def plain(text: str) -> str:
    """LaTeX as it is printed."""
    for written, letter in (
        ("textasciitilde{}", "~"), ("textasciicircum{}", "^"), ("{", "{"), ("}", "}"), ("&", "&"), ("%", "%"),
        ("$", "$"), ("#", "#"), ("_", "_"), ("textbackslash{}", "\\"),
    ):  # fmt: skip
        text = text.replace("\\" + written, letter)
    return text


@pytest.mark.parametrize("rows", [None, ODD_SOURCES], ids=["shipped", "odd"])
def test_bibtex_is_read_back(rows: list[store.Row] | None, tmp_path: Path) -> None:
    database: Any = pytest.importorskip("pybtex.database", reason="reads BibTeX back")
    export("bibtex", tmp_path, given=None if rows is None else {"sources": rows})
    read = database.parse_file(str(tmp_path / "sources.bib"), "bibtex").entries
    known = {row["id"]: row for row in (rows or store.rows("sources"))}
    assert list(read) == list(known)
    for key, row in known.items():
        fields = read[key].fields
        assert plain(fields["title"][1:-1]) == row["title"]
        assert fields.get("year", "") == row["published"][:4]
        assert fields.get("url", "") == row["url"]
        assert plain(fields.get("booktitle", "")) == (known[row["part_of"]]["title"] if row["part_of"] else "")
        assert len(read[key].persons.get("author", ())) == len([name for name in row["authors"].split(";") if name])


@pytest.mark.parametrize("rows", [None, ODD_SOURCES], ids=["shipped", "odd"])
def test_csl_json_is_read_back(rows: list[store.Row] | None, tmp_path: Path) -> None:
    export("csl-json", tmp_path, given=None if rows is None else {"sources": rows})
    items = json.loads((tmp_path / "sources.csl.json").read_text(encoding="utf-8"))
    known = {row["id"]: row for row in (rows or store.rows("sources"))}
    assert [item["id"] for item in items] == list(known)
    for item in items:
        row = known[item["id"]]
        assert item["title"] == row["title"]
        assert [person["literal"] for person in item.get("author", ())] == [
            name for name in row["authors"].split(";") if name
        ]
        assert item.get("URL", "") == row["url"]
        assert item.get("publisher", "") == row["publisher"]
        day = item["issued"]["date-parts"][0] if "issued" in item else []
        assert "-".join(f"{part:02}" for part in day) == row["published"].rstrip("~?%")
        assert item.get("container-title", "") == (known[row["part_of"]]["title"] if row["part_of"] else "")


def test_bibliographies_say_what_cite_says(tmp_path: Path) -> None:
    export("bibtex", tmp_path)
    export("csl-json", tmp_path)
    ids = [row["id"] for row in store.rows("sources")]
    entries = (tmp_path / "sources.bib").read_text(encoding="utf-8").strip().split("\n\n")
    assert entries == [sd.cite(record, style="bibtex") for record in ids]
    items = json.loads((tmp_path / "sources.csl.json").read_text(encoding="utf-8"))
    assert items == [json.loads(sd.cite(record, style="csl-json"))[0] for record in ids]


def test_croissant_is_valid_to_its_own_checker(tmp_path: Path) -> None:
    croissant = pytest.importorskip("mlcroissant", reason="checks Croissant")
    pytest.importorskip("pyarrow", reason="croissant needs it")
    export("croissant", tmp_path)
    described = croissant.Dataset(jsonld=tmp_path / "croissant.json")  # raises where it is not valid
    issues = described.metadata.ctx.issues
    assert (issues.errors, issues.warnings) == (set(), set())
    assert [records.name for records in described.metadata.record_sets] == list(TABLES)
    assert described.metadata.version == sd.__version__
    text = json.loads((tmp_path / "croissant.json").read_text(encoding="utf-8"))
    for file in text["distribution"]:
        content = (tmp_path / file["contentUrl"]).read_bytes()
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
    for made, table in zip(text["recordSet"], TABLES, strict=True):
        schema = store.schema(table)
        assert [field["name"] for field in made["field"]] == [field["name"] for field in schema["fields"]]
        assert [key["@id"] for key in made.get("key", ())] == [
            f"{table}/{name}" for name in schema.get("primaryKey", ())
        ]


def test_schema_org_says_what_search_engines_ask_for(tmp_path: Path) -> None:
    export("schema-org", tmp_path)
    made = json.loads((tmp_path / "dataset.jsonld").read_text(encoding="utf-8"))
    assert (made["@context"], made["@type"]) == ("https://schema.org/", "Dataset")
    assert 50 <= len(made["description"]) <= 5000
    assert made["version"] == sd.__version__
    assert made["license"] == store.descriptor()["licenses"][0]["path"]
    assert made["creator"][0]["name"]
    assert len(made["citation"]) == len(store.descriptor()["sources"])
    assert len(made["distribution"]) == len(TABLES)
    for file in made["distribution"]:
        content = (tmp_path / file["contentUrl"]).read_bytes()
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert file["contentSize"] == f"{len(content)} B"
    fields = [f"{table}.{field['name']}" for table in TABLES for field in store.schema(table)["fields"]]
    assert [variable["name"] for variable in made["variableMeasured"]] == fields


def test_linked_data_reads_every_statement(tmp_path: Path) -> None:
    """Croissant spells out its terms, so that a reader of RDF needs no network to follow it."""
    rdflib = pytest.importorskip("rdflib", reason="reads JSON-LD")
    pytest.importorskip("pyarrow", reason="croissant needs it")
    export("croissant", tmp_path, ["events"])
    graph = rdflib.Graph().parse(tmp_path / "croissant.json", format="json-ld")
    fields = set(graph.objects(None, rdflib.URIRef("http://mlcommons.org/croissant/field")))
    assert len(fields) == len(store.schema("events")["fields"])


def test_the_crate_is_whole(tmp_path: Path) -> None:
    rocrate = pytest.importorskip("rocrate.rocrate", reason="reads RO-Crates")
    export("ro-crate", tmp_path)
    crate = rocrate.ROCrate(tmp_path)
    assert crate.root_dataset["version"] == sd.__version__
    assert crate.root_dataset["license"].id == store.descriptor()["licenses"][0]["path"]
    assert crate.root_dataset["datePublished"].startswith(store.descriptor()["created"][:10])
    assert [person["name"] for person in crate.root_dataset["creator"]] == [AUTHORS]
    files = {part.id: part for part in crate.data_entities}
    assert list(files) == [f"datasets/{table}.csv" for table in TABLES]
    for path, part in files.items():
        content = (tmp_path / path).read_bytes()
        assert part["sha256"] == hashlib.sha256(content).hexdigest()
        assert part["contentSize"] == str(len(content))
        assert all(field["name"] in part["description"] for field in store.schema(Path(path).stem)["fields"])
