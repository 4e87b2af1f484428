"""Fields that several data sets have, described once."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from sinorus_data.model.codes import Framework, Topic
from sinorus_data.model.edtf import Edtf
from sinorus_data.model.fields import About, FirstDay, Gather, Item, LastDay, Line, Prose, Slug

Frameworks = Annotated[
    tuple[Framework, ...], About("The setting it belongs to, by its legal or organising frame.", "bilateral;sco")
]
Topics = Annotated[tuple[Topic, ...], About("What it is about.", "alliance;military")]
Places = Annotated[
    tuple[Item, ...], About("Where it took place, in the words of the sources.", "South China Sea", "stated")
]
Summary = Annotated[Prose, About("What it is, in one sentence of our own.", "Yearly naval drill of the two.")]
Aliases = Annotated[tuple[Item, ...], About("Other names of the same thing in the sources.", "Cooperation 2016")]
Sources = Annotated[
    tuple[Slug, ...],
    About(
        "The documents that speak of it.",
        "ecfr-2016-introduction",
        "derived",
        references="sources",
        derive=Gather("evidence", "source", sort=True),
    ),
]
NameZh = Annotated[Line | None, About("The name in Chinese, in the script of the source.", "海上联合-2016", "stated")]
NameRu = Annotated[
    Line | None, About("The name in Russian, in the script of the source.", "Морское взаимодействие", "stated")
]
Start = Annotated[Edtf | None, About("When it began; an interval means some day within.", "2016-09-12", "stated")]
End = Annotated[Edtf | None, About("When it ended, on its last day.", "2016-09-19", "stated")]
StartEarliest = Annotated[
    date | None,
    About("The first day that `start` can mean.", "2016-09-12", "derived", derive=FirstDay("start")),
]
StartLatest = Annotated[
    date | None,
    About("The last day that `start` can mean.", "2016-09-12", "derived", derive=LastDay("start")),
]
EndEarliest = Annotated[
    date | None, About("The first day that `end` can mean.", "2016-09-19", "derived", derive=FirstDay("end"))
]
EndLatest = Annotated[
    date | None, About("The last day that `end` can mean.", "2016-09-19", "derived", derive=LastDay("end"))
]
