"""Reference data on Sino-Russian relations, with a source and a paragraph for every value.

Importing this package reads no file and loads neither pandas nor pydantic; each name loads what
it needs when it is first used. There is no network access, ever.
"""

__version__ = "0.2.0"

TYPE_CHECKING = False  # importing it from typing would cost more than the rest of this module

if TYPE_CHECKING:
    from sinorus_data.access.citation import cite as cite
    from sinorus_data.access.disagreement import disagreements as disagreements
    from sinorus_data.access.errors import AmbiguousSeriesError as AmbiguousSeriesError
    from sinorus_data.access.errors import DataIntegrityError as DataIntegrityError
    from sinorus_data.access.errors import RetiredIdError as RetiredIdError
    from sinorus_data.access.errors import UnknownIdError as UnknownIdError
    from sinorus_data.access.finder import Hit as Hit
    from sinorus_data.access.finder import Resolution as Resolution
    from sinorus_data.access.finder import resolve as resolve
    from sinorus_data.access.finder import search as search
    from sinorus_data.access.history import changes as changes
    from sinorus_data.access.library import actors as actors
    from sinorus_data.access.library import agreements as agreements
    from sinorus_data.access.library import claims as claims
    from sinorus_data.access.library import events as events
    from sinorus_data.access.library import exercise_series as exercise_series
    from sinorus_data.access.library import exercises as exercises
    from sinorus_data.access.library import positions as positions
    from sinorus_data.access.library import propositions as propositions
    from sinorus_data.access.library import sources as sources
    from sinorus_data.access.library import trade_figures as trade_figures
    from sinorus_data.model.actor import Actor as Actor
    from sinorus_data.model.agreement import Agreement as Agreement
    from sinorus_data.model.edtf import Edtf as Edtf
    from sinorus_data.model.edtf import EdtfError as EdtfError
    from sinorus_data.model.event import Event as Event
    from sinorus_data.model.evidence import Claim as Claim
    from sinorus_data.model.exercise import Exercise as Exercise
    from sinorus_data.model.exercise import ExerciseSeries as ExerciseSeries
    from sinorus_data.model.position import Position as Position
    from sinorus_data.model.position import Proposition as Proposition
    from sinorus_data.model.source import Source as Source
    from sinorus_data.model.trade_figure import TradeFigure as TradeFigure
else:
    _HOME = {
        "access.citation": ("cite",),
        "access.disagreement": ("disagreements",),
        "access.errors": ("AmbiguousSeriesError", "DataIntegrityError", "RetiredIdError", "UnknownIdError"),
        "access.finder": ("Hit", "Resolution", "resolve", "search"),
        "access.history": ("changes",),
        "access.library": (
            "actors", "agreements", "claims", "events", "exercise_series", "exercises", "positions",
            "propositions", "sources", "trade_figures",
        ),
        "model.actor": ("Actor",),
        "model.agreement": ("Agreement",),
        "model.edtf": ("Edtf", "EdtfError"),
        "model.event": ("Event",),
        "model.evidence": ("Claim",),
        "model.exercise": ("Exercise", "ExerciseSeries"),
        "model.position": ("Position", "Proposition"),
        "model.source": ("Source",),
        "model.trade_figure": ("TradeFigure",),
    }  # fmt: skip
    _WHERE = {name: module for module, names in _HOME.items() for name in names}
    __all__ = ["__version__", *_WHERE]

    def __getattr__(name):
        if name not in _WHERE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
        globals()[name] = value
        return value

    def __dir__():
        return sorted({*globals(), *_WHERE})
