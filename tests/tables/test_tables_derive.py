"""What is computed: bounds of dates, names of others, hosts, sources, and the last day of undated things."""

from __future__ import annotations

from datetime import date

from sinorus_data.model.catalogue import DATA_SETS
from sinorus_data.model.event import Event
from sinorus_data.model.exercise import Exercise
from sinorus_data.reading.dataset import Package
from sinorus_data.tables.derive import complete


def test_bounds_of_dates_leave_open_ends_empty(shipped: Package) -> None:
    event = shipped.all("events")[0].model_copy(update={"start": None})
    for text, first, last in (
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("1964/..", date(1964, 1, 1), None),
        ("../1991", None, date(1991, 12, 31)),
        ("198X", date(1980, 1, 1), date(1989, 12, 31)),
    ):
        made = complete(Event.model_validate({**event.model_dump(), "start": text}, strict=False), shipped.find)
        assert (made.start_earliest, made.start_latest) == (first, last)


def test_an_undated_event_ends_when_its_earliest_source_appeared(shipped: Package) -> None:
    undated = [event for event in shipped.all("events") if event.start is None]
    assert undated
    for event in undated:
        published = [shipped.find("sources", entry.source).published.latest for entry in event.evidence]
        assert complete(event, shipped.find).start_latest == min(published)


def test_hosts_and_sources_are_gathered(shipped: Package) -> None:
    for exercise in shipped.all("exercises"):
        made: Exercise = complete(exercise, shipped.find)
        assert set(made.host) == {part.actor_id for part in exercise.participants if part.role == "host"}
        assert made.sources == tuple(sorted({entry.source for entry in exercise.evidence}))


def test_names_are_looked_up(shipped: Package) -> None:
    for position in shipped.all("positions")[:50]:
        made = complete(position, shipped.find)
        assert made.actor_name == shipped.find("actors", position.actor_id).name
        assert made.proposition == shipped.find("propositions", position.proposition_id).text


def test_the_catalogue_names_nine_data_sets() -> None:
    assert len(DATA_SETS) == 9
