"""The shipped data: codes as the lists have them, and nothing copied from the texts."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

import sinorus_data as sd
from sinorus_data.access import store
from sinorus_data.reading.dataset import Package

pycountry = pytest.importorskip("pycountry", reason="needs pycountry")


def test_iso_codes_are_those_of_iso() -> None:
    states = [actor for actor in sd.actors if actor.type == "state" and actor.iso2]
    assert {"CN", "RU", "SU", "US", "KZ"} <= {actor.id for actor in states}
    for actor in states:
        listed = pycountry.countries.get(alpha_2=actor.iso2) or pycountry.historic_countries.get(alpha_2=actor.iso2)
        assert listed is not None, actor.id
        assert actor.iso3 == listed.alpha_3
        assert actor.un_m49 in (listed.numeric, None)
        assert actor.id == actor.iso2


def test_successive_states_share_their_numbers_and_follow_one_another() -> None:
    for chain in (("RU", "SU", "RU-EMPIRE"), ("CN", "CN-ROC", "CN-QING")):
        for later, earlier in pairwise(chain):
            assert sd.actors[later].successor_of == (earlier,)
            assert (sd.actors[later].cow, sd.actors[later].gw) == (sd.actors[earlier].cow, sd.actors[earlier].gw)
            born, died = sd.actors[later].valid_from, sd.actors[earlier].valid_to
            assert born is not None
            assert died is not None
    assert sd.actors["CN"].cow == 710
    assert sd.actors["RU"].gw == 365


def test_a_third_of_the_propositions_bring_two_actors_together() -> None:
    actors: dict[str, set[str]] = {}
    for position in sd.positions:
        actors.setdefault(position.proposition_id, set()).add(position.actor_id)
    assert set(actors) == set(sd.propositions.ids)
    assert sum(len(found) > 1 for found in actors.values()) >= len(actors) / 3


def test_coauthors_share_a_statement() -> None:
    joint: dict[str, set[str]] = {}
    for position in sd.positions:
        if position.statement:
            joint.setdefault(position.statement, set()).add(position.actor_id)
    assert joint
    assert all(len(actors) > 1 for actors in joint.values())


def words(text: str) -> list[str]:
    return re.findall(r"[\w’'-]+", text.lower())


def test_no_twelve_words_stand_as_a_text_has_them(texts: Path, shipped: Package) -> None:
    grams = set()
    for file in texts.glob("*.md"):
        found = words(file.read_text(encoding="utf-8"))
        grams |= {tuple(found[at : at + 12]) for at in range(len(found) - 11)}
    titles = {source.title for source in sd.sources}
    for table in ("agreements", "exercises", "exercise_series", "positions", "propositions", "events", "actors"):
        for row in store.rows(table):
            for name in ("title", "name", "summary", "text", "note", "condition"):
                said = words(row.get(name) or "")
                copied = [said[at : at + 12] for at in range(len(said) - 11) if tuple(said[at : at + 12]) in grams]
                assert not copied or row.get(name) in titles or name == "title", (row["id"], copied)


def test_two_series_are_called_cooperation_and_a_third_drill_belongs_to_neither() -> None:
    assert {"cooperation-cn-ru", "cooperation-cn-tj"} <= set(sd.exercise_series.ids)
    assert sd.exercises["cn-kg-urumqi-2019"].series is None


def test_the_border_was_settled_in_three_events() -> None:
    assert {"border-settlement-1991", "border-settlement-2001", "border-settlement-2004"} <= set(sd.events.ids)


def test_the_foreign_contingents_of_2019_are_noted_as_an_error() -> None:
    force = next(force for force in sd.exercises["tsentr-2019"].forces if str(force.value) == "128000")
    assert force.qualifier == "about"
    assert force.note
