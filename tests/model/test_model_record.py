"""How evidence turns into claims."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from sinorus_data.model.catalogue import DATA_SETS
from sinorus_data.model.edtf import Edtf
from sinorus_data.model.exercise import Exercise
from sinorus_data.model.fields import about
from sinorus_data.model.record import citable

relaxed = settings(deadline=None)


def exercise(*evidence: dict[str, Any], **fields: Any) -> Exercise:
    """A record with the given evidence and whatever else is given."""
    tree = {
        "id": "joint-sea-2016",
        "name": "Joint Sea-2016",
        "type": "naval",
        "status": "held",
        "summary": "A drill.",
        "start": "2016-09-12",
        "participants": ({"actor": "CN", "role": "host"}, {"actor": "RU", "role": "participant"}),
        "place": ("Zhanjiang",),
        "evidence": evidence,
    }
    return Exercise.model_validate({**tree, **fields})


def says(**said: Any) -> dict[str, Any]:
    """An entry of evidence that states ``said``."""
    return {"source": "news-2016", "locator": "¶1", "says": said}


def supports(*names: str) -> dict[str, Any]:
    """An entry of evidence that states fields as the record has them."""
    return {"source": "report-2016", "locator": "whole", "supports": names}


def test_a_supported_field_makes_a_claim_of_the_record_s_own_value() -> None:
    (claim,) = exercise(supports("start")).claims()
    assert (claim.field, claim.value, claim.source_id, claim.locator) == ("start", "2016-09-12", "report-2016", "whole")
    assert claim.agrees
    assert claim.preferred


def test_a_supported_list_is_written_as_a_cell() -> None:
    (claim,) = exercise(supports("participants")).claims()
    assert claim.value == "CN;RU"


def test_what_a_source_says_otherwise_is_a_claim_too() -> None:
    (claim,) = exercise(says(start="2016-09-13")).claims()
    assert (claim.value, claim.agrees, claim.preferred) == ("2016-09-13", False, False)


def test_claims_come_in_field_order_then_evidence_order() -> None:
    record = exercise(supports("place", "start"), says(start="2016-09", name="Joint Sea"))
    assert [(claim.field, claim.source_id) for claim in record.claims()] == [
        ("name", "news-2016"),
        ("start", "report-2016"),
        ("start", "news-2016"),
        ("place", "report-2016"),
    ]


def test_claims_can_be_asked_for_one_field() -> None:
    record = exercise(supports("place", "start"), says(start="2016-09"))
    assert [claim.value for claim in record.claims("start")] == ["2016-09-12", "2016-09"]
    assert record.claims("end") == ()


def test_an_unknown_field_is_an_error() -> None:
    with pytest.raises(KeyError, match="no field 'begin'"):
        exercise().claims("begin")


def test_a_claim_carries_the_reason_of_its_dispute() -> None:
    record = exercise(
        supports("start"),
        says(start="2016-09-13"),
        disputed={"start": {"preferred": "2016-09-12", "because": "closer"}},
    )
    assert [claim.reason for claim in record.claims()] == ["closer", "closer"]


def test_a_claim_carries_who_says_so() -> None:
    entry = says(start="2016-09") | {
        "as_stated": "in September",
        "attributed_to": ("xinhua",),
        "reported_by": ("tass",),
    }
    (claim,) = exercise(entry).claims()
    assert (claim.as_stated, claim.attributed_to, claim.reported_by) == ("in September", ("xinhua",), ("tass",))


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("start", "2016-09-12", True),
        ("start", "2016-09", True),
        ("start", "2016-09-12?", True),
        ("start", "2016-09-13", False),
        ("start", "2015", False),
        ("participants", "CN;RU", True),
        ("participants", "RU;CN", True),
        ("participants", "CN", True),
        ("participants", "CN;IN", False),
        ("participants", "CN;RU;IN", False),
        ("type", "naval", True),
        ("type", "land", False),
        ("status", "cancelled", False),
        ("name", "Morskoe vzaimodejstvie", True),
        ("place", "South China Sea", True),
        ("end", "2016-09-19", False),
    ],
)
def test_agreement_goes_by_the_kind_of_field(field: str, value: str, expected: bool) -> None:
    assert exercise().agrees(field, value) is expected


def test_a_complete_list_must_be_the_same() -> None:
    record = exercise()
    assert not record.agrees("participants", "CN", only=True)
    assert record.agrees("participants", "RU;CN", only=True)


@relaxed
@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]))
def test_a_less_precise_date_that_contains_the_day_agrees(day: Any, form: str) -> None:
    text = day.isoformat()
    stated = text[: {"%Y-%m-%d": 10, "%Y-%m": 7, "%Y": 4}[form]]
    assert exercise(start=text).agrees("start", stated)
    assert Edtf(stated).contains(Edtf(text))


@pytest.mark.parametrize("table", DATA_SETS)
def test_sources_speak_to_stated_and_coded_fields_only(table: str) -> None:
    model = DATA_SETS[table].model
    names = citable(model)
    assert not {"id", "note", "evidence", "disputed"} & set(names)
    assert all(about(model, name).nature != "derived" for name in names)


def test_figures_are_cited_by_themselves() -> None:
    assert "forces" not in citable(Exercise)
    assert "participants" in citable(Exercise)


def test_a_record_takes_no_unknown_field() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        exercise(colour="grey")


def test_a_record_cannot_be_changed() -> None:
    record = exercise()
    with pytest.raises(ValidationError, match="frozen"):
        record.name = "Other"  # type: ignore[misc]


def test_records_of_the_same_content_are_equal() -> None:
    assert exercise() == exercise()
    assert exercise() != exercise(start="2016")
