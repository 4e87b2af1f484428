"""Actors: states, organisations, people and groups, with the codes that other data sets use."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from sinorus_data.model.codes import ActorType
from sinorus_data.model.edtf import Edtf
from sinorus_data.model.evidence import Note
from sinorus_data.model.fields import About, ActorId, Integer, Line
from sinorus_data.model.record import Record
from sinorus_data.model.shared import Aliases


class Actor(Record, frozen=True):
    """One state, bloc, organisation, company, person, group or unnamed collective."""

    table: ClassVar[str] = "actors"

    id: Annotated[ActorId, About("The id of the actor; codes for states and blocs.", "CN")]
    name: Annotated[Line, About("The name in English, by the naming policy.", "China")]
    name_zh: Annotated[Line | None, About("The name in Chinese; of a state, its short name at the UN.", "中国")] = None
    name_ru: Annotated[Line | None, About("The name in Russian; of a state, its short name at the UN.", "Китай")] = None
    type: Annotated[ActorType, About("The kind of actor.", "state")]
    parent: Annotated[
        ActorId | None, About("The actor that it is a part or an organ of.", "RU", references="actors")
    ] = None
    iso2: Annotated[str | None, StringConstraints(pattern=r"^[A-Z]{2}$"), About("ISO 3166-1 alpha-2.", "CN")] = None
    iso3: Annotated[str | None, StringConstraints(pattern=r"^[A-Z]{3}$"), About("ISO 3166-1 alpha-3.", "CHN")] = None
    un_m49: Annotated[str | None, StringConstraints(pattern=r"^[0-9]{3}$"), About("UN M49, three digits.", "156")] = (
        None
    )
    cow: Annotated[Integer | None, About("Correlates of War state number; successive states share one.", "710")] = None
    gw: Annotated[Integer | None, About("Gleditsch and Ward state number; successive states share one.", "710")] = None
    valid_from: Annotated[Edtf | None, About("When it came into being.", "1949-10-01")] = None
    valid_to: Annotated[Edtf | None, About("When it ceased to be.", "1991-12-26")] = None
    country: Annotated[
        ActorId | None, About("The state that a person or body belongs to.", "CN", references="actors")
    ] = None
    successor_of: Annotated[
        tuple[ActorId, ...], About("The state or body that it continues.", "SU", references="actors")
    ] = ()
    aliases: Aliases = ()
    note: Note = None
