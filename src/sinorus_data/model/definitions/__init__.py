"""What each code of the closed lists in ``codes`` means."""

from __future__ import annotations

from sinorus_data.model.definitions.actors import ACTORS
from sinorus_data.model.definitions.agreements import AGREEMENTS
from sinorus_data.model.definitions.definition import Definition
from sinorus_data.model.definitions.events import EVENTS
from sinorus_data.model.definitions.exercises import EXERCISES
from sinorus_data.model.definitions.figures import FIGURES
from sinorus_data.model.definitions.positions import POSITIONS
from sinorus_data.model.definitions.sources import SOURCES

__all__ = ["DEFINITIONS", "Definition"]

#: By name of the list, then by code.
DEFINITIONS: dict[str, dict[str, Definition]] = {
    **AGREEMENTS,
    **EXERCISES,
    **FIGURES,
    **POSITIONS,
    **EVENTS,
    **ACTORS,
    **SOURCES,
}
