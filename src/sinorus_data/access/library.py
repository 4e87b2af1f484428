"""The collections by name, whole; nothing is read before one is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinorus_data.access.collection import LongTable
from sinorus_data.access.instruments import Agreements, Exercises, ExerciseSeriesCollection
from sinorus_data.access.statements import Positions, Propositions, TradeFigures
from sinorus_data.access.world import Actors, Events, Sources

if TYPE_CHECKING:
    from sinorus_data.model.evidence import Claim

agreements = Agreements()
exercises = Exercises()
exercise_series = ExerciseSeriesCollection()
trade_figures = TradeFigures()
positions = Positions()
propositions = Propositions()
events = Events()
actors = Actors()
sources = Sources()
claims: LongTable[Claim] = LongTable("claims", "evidence", "Claim")
