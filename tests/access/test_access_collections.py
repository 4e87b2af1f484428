"""What a researcher does with the collections."""

from __future__ import annotations

import copy
import inspect
import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, cast

import pydantic
import pytest

import sinorus_data as sd
from sinorus_data.access import library, store
from sinorus_data.access.collection import Collection
from sinorus_data.model.catalogue import DATA_SETS
from sinorus_data.tables.columns import columns

COLLECTIONS = {table: getattr(library, table) for table in DATA_SETS}


@pytest.mark.parametrize("table", DATA_SETS)
def test_every_record_of_a_collection_is_typed_frozen_and_found_by_id(table: str) -> None:
    collection = COLLECTIONS[table]
    records = list(collection)
    assert len(records) == len(collection) == len(collection.ids) > 0
    assert [record.id for record in records] == sorted(collection.ids)
    for record in records:
        assert type(record) is DATA_SETS[table].model
        assert collection[record.id] is record
        assert record.id in collection
    with pytest.raises(pydantic.ValidationError, match="frozen"):
        records[0].id = "other"


@pytest.mark.parametrize("table", DATA_SETS)
def test_attributes_are_the_cells_of_the_table(table: str) -> None:
    from sinorus_data.tables.columns import names
    from sinorus_data.tables.project import flat

    rows = {row["id"]: tuple(row.values()) for row in store.rows(table)}
    for record in COLLECTIONS[table]:
        assert flat(record, names(table)) == rows[record.id]


@pytest.mark.parametrize("table", DATA_SETS)
def test_filter_keywords_are_the_coded_and_reference_columns(table: str) -> None:
    singular = {
        "topics": "topic", "parties": "party", "participants": "participant", "actors": "actor", "sources": "source",
    }  # fmt: skip
    expected = {
        singular.get(column.name, column.name)
        for column in columns(table)
        if column.codes or (column.about.references and column.name != "id")
    }
    keywords = set(inspect.signature(type(COLLECTIONS[table]).filter).parameters) - {"self"}
    assert keywords - {"since", "until", "predecessors"} == expected
    assert ("since" in keywords) == (COLLECTIONS[table].first_date is not None)


def test_filters_hold_together() -> None:
    drills = sd.exercises.filter(series="cooperation-cn-ru", since="2010", until="2014", participant="CN")
    assert isinstance(drills, type(sd.exercises))
    assert drills.ids == ("cooperation-cn-ru-2013",)
    assert sd.exercises.filter(series="cooperation-cn-ru", until=date(2006, 12, 31)).ids == ()
    assert len(sd.events.filter(since="1800")) < len(sd.events)  # undated events drop out
    assert sd.events.filter(since="2001-06-15", until="2001-06-15", actor="SCO").ids == ("sco-founding-2001",)


def test_open_dates_can_lie_in_any_later_range() -> None:
    open_ended = [event for event in sd.events if event.start and event.start.text.endswith("/..")]
    assert open_ended
    for event in open_ended:
        assert event.id in sd.events.filter(since="2030")


def test_predecessors_are_found_on_request() -> None:
    russia = sd.agreements.filter(party="RU")
    all_of_them = sd.agreements.filter(party="RU", predecessors=True)
    assert "sino-soviet-treaty-1950" not in russia
    assert {"sino-soviet-treaty-1950", "china-russia-secret-treaty-1896"} <= set(all_of_them.ids)


def test_wrong_ids_and_codes_fail_with_suggestions() -> None:
    with pytest.raises(sd.UnknownIdError, match="joint-sea-2016") as caught:
        sd.exercises["joint-sae-2016"]
    assert isinstance(caught.value, KeyError)
    assert "joint-sea-2016" in caught.value.suggestions
    with pytest.raises(sd.UnknownIdError):
        sd.exercises.filter(participant="XX")
    with pytest.raises(ValueError, match="naval"):
        sd.exercises.filter(type=cast("Any", "navel"))
    assert sd.exercises.get("no-such") is None
    with pytest.raises(sd.UnknownIdError, match="selection"):
        sd.exercises.filter(type="naval")["vostok-2018"]
    with pytest.raises(TypeError):
        sd.sources._select({}, since="2016")


def test_long_tables_follow_their_collection() -> None:
    tj = sd.exercises.filter(series="cooperation-cn-tj")
    frame = tj.forces.to_pandas()
    assert set(frame["exercise_id"]) == {"cooperation-cn-tj-2019"}
    assert len(tj.forces) == len(list(tj.forces)) == len(frame)
    assert len(sd.exercises.forces) == len(store.rows("exercise_forces"))
    assert {row["table"] for row in sd.events.claims._rows()} == {"events"}
    assert "rows" in repr(tj.forces)
    assert "records" in repr(tj)
    for table in (sd.agreements.parties, sd.agreements.figures, sd.exercises.participants, sd.events.actors):
        assert len(table.to_pandas()) == len(table)
    assert next(iter(sd.events.figures)).value > 0


def test_claims_say_who_says_what() -> None:
    treaty = sd.agreements["china-russia-secret-treaty-1896"]
    signed = treaty.claims("signed")
    assert {(claim.value, claim.agrees, claim.preferred) for claim in signed} == {
        ("1896-06-03", True, True),
        ("1896", True, False),
        ("19XX", False, False),
    }
    assert all(claim.reason and claim.source_id and claim.locator for claim in signed)
    assert set(signed) <= set(treaty.claims())
    with pytest.raises(KeyError):
        treaty.claims("signature")
    assert len(sd.claims) == len(sd.claims.to_pandas()) == len(list(sd.claims))


def test_the_first_load_is_safe_among_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_tables", {})
    monkeypatch.setattr(store, "_groups", {})
    with ThreadPoolExecutor(8) as pool:
        lengths = set(pool.map(lambda _: (len(sd.events.to_pandas()), len(list(sd.exercises))), range(16)))
    assert len(lengths) == 1


def retire(monkeypatch: pytest.MonkeyPatch, fate: str, targets: str) -> None:
    row = {"id": "old-drill", "table": "exercises", "fate": fate, "targets": targets, "since": "0.2.0", "reason": "why"}
    monkeypatch.setitem(store._tables, "retired_ids", [row])
    monkeypatch.setattr(store, "_groups", {})


def test_a_moved_id_is_followed_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    retire(monkeypatch, "moved", "vostok-2018")
    with pytest.warns(FutureWarning, match="vostok-2018"):
        assert sd.exercises["old-drill"].id == "vostok-2018"
    assert sd.resolve("old-drill").status == "moved"


@pytest.mark.parametrize(("fate", "targets"), [("split", "vostok-2018;joint-sea-2016"), ("withdrawn", "")])
def test_a_split_or_withdrawn_id_names_its_successors(monkeypatch: pytest.MonkeyPatch, fate: str, targets: str) -> None:
    retire(monkeypatch, fate, targets)
    with pytest.raises(sd.RetiredIdError, match="why") as caught:
        sd.exercises["old-drill"]
    assert ";".join(caught.value.targets) == targets
    found = sd.resolve("old-drill")
    assert (found.status, ";".join(found.targets), found.reason) == (fate, targets, "why")


def test_search_finds_names_in_any_language() -> None:
    assert {hit.id for hit in sd.search("s-400")} >= {"s-400-contract-2014"}
    assert any(hit.field == "term_zh" for hit in sd.search("友好中立"))
    assert any(hit.table == "actors" and hit.field == "name_ru" for hit in sd.search("китай"))
    assert sd.search("no such words anywhere") == []
    with pytest.raises(ValueError, match="empty"):
        sd.search("  ")


def test_resolve_answers_offline() -> None:
    assert sd.resolve("CN")[:4] == ("CN", "live", "actors", ("CN",))
    unknown = sd.resolve("vostok-2081")
    assert unknown.status == "unknown"
    assert "vostok-2018" in unknown.suggestions


@pytest.mark.parametrize("style", ["bibtex", "csl-json", "plain"])
def test_citations_pin_version_and_place(style: Any) -> None:
    for table in DATA_SETS:
        record = next(iter(COLLECTIONS[table]))
        cited = sd.cite(record, style=style)
        assert record.id in cited or table == "sources"
        if table != "sources":
            assert sd.__version__ in cited
    assert "Lead ¶1" in sd.cite(sd.exercises["vostok-2018"], style=style)
    assert sd.__version__ in sd.cite(style=style)


def test_citations_leave_out_what_is_not_known() -> None:
    bare = next(source for source in sd.sources if not source.authors and source.published is None)
    assert sd.cite(bare, style="plain").startswith(bare.title)
    treaty = sd.agreements["treaty-of-nerchinsk-1689"]
    assert ", ," not in sd.cite(treaty, style="plain")
    assert "after WordDisk" in sd.cite(treaty, style="plain") or "; WordDisk" in sd.cite(treaty, style="plain")


def test_bibtex_is_balanced_and_escaped() -> None:
    for source in sd.sources:
        text = sd.cite(source, style="bibtex")
        assert re.match(r"@\w+\{[\w-]+,\n", text)
        assert text.count("{") == text.count("}")
    with pytest.raises(ValueError, match="style"):
        sd.cite(style="apa")  # type: ignore[arg-type]


def test_collections_are_written_out_for_every_data_set() -> None:
    assert {collection.table for collection in COLLECTIONS.values()} == set(DATA_SETS)
    assert all(isinstance(collection, Collection) for collection in COLLECTIONS.values())


def test_records_can_be_members_of_sets_and_collections() -> None:
    drill = sd.exercises["joint-sea-2016"]
    assert drill in sd.exercises
    assert drill not in sd.exercises.filter(type="strategic")
    assert len({*sd.exercises, *sd.exercises}) == len(sd.exercises)


def test_records_are_frozen_to_the_ground() -> None:
    treaty = sd.agreements["china-russia-secret-treaty-1896"]
    for mapping in (treaty.disputed, treaty.evidence[0].says):
        with pytest.raises(TypeError, match="frozen"):
            mapping["signed"] = None
    assert pickle.loads(pickle.dumps(treaty)) == copy.deepcopy(treaty) == treaty


def test_an_exercise_known_by_its_end_alone_is_found_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    [known] = [row for row in store.rows("exercises") if row["id"] == "vostok-2018"]
    unbegun = {**known, "start": "", "start_earliest": "", "start_latest": ""}
    claims = [row for row in store.rows("claims") if (row["record_id"], row["field"]) != ("vostok-2018", "start")]
    monkeypatch.setitem(store._tables, "exercises", [unbegun])
    monkeypatch.setitem(store._tables, "claims", claims)
    monkeypatch.setattr(store, "_groups", {})
    drills = type(sd.exercises)()
    assert drills["vostok-2018"].start is None
    assert "vostok-2018" in drills.filter(since="2018", until="2018")
    assert "vostok-2018" not in drills.filter(since="2019")


def test_wrong_types_are_named() -> None:
    with pytest.raises(ValueError, match="'yesterday'"):
        sd.events.filter(since="yesterday")
    with pytest.raises(TypeError, match="EDTF text or a date"):
        sd.events.filter(since=2016)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="one code or id"):
        sd.exercises.filter(participant=["CN", "RU"])  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="record or its id"):
        sd.cite(5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "meant"), [("china", "CN"), ("Beijing", "CN"), ("ru", "RU"), ("fu ying", "fu-ying")]
)
def test_names_and_other_letters_lead_to_the_id(written: str, meant: str) -> None:
    with pytest.raises(sd.UnknownIdError) as caught:
        sd.actors[written]
    assert caught.value.suggestions[0] == meant
    assert meant in sd.resolve(written).suggestions


def test_a_record_can_be_cited_by_its_id() -> None:
    assert sd.cite("vostok-2018") == sd.cite(sd.exercises["vostok-2018"])
    with pytest.raises(sd.UnknownIdError, match="vostok-2018"):
        sd.cite("vostok-2019")


def test_search_takes_words_in_any_order_and_without_accents() -> None:
    assert {hit.id for hit in sd.search("sea joint")} >= {"joint-sea-2016", "joint-sea"}
    assert any(hit.id == "mathieu-duchatel" and hit.field == "name" for hit in sd.search("Duchatel"))
    assert len(sd.search("Russia's")) == len(sd.search("Russia’s")) > 10
    assert not [hit for hit in sd.search("alliance-treaty") if hit.field in ("source_id", "sources")]
