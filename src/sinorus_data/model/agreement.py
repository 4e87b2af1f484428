"""Agreements: named instruments, and unilateral papers with one issuer."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from sinorus_data.model.codes import AgreementStatus, AgreementType, PartyRole
from sinorus_data.model.edtf import Edtf
from sinorus_data.model.evidence import Note
from sinorus_data.model.fields import About, ActorId, FirstDay, Flag, LastDay, Line, Slug, Strict
from sinorus_data.model.figures import Figure
from sinorus_data.model.record import EvidencedRecord
from sinorus_data.model.shared import Aliases, Frameworks, Places, Sources, Summary, Topics


class Party(Strict, frozen=True):
    """One party of an agreement."""

    actor_id: Annotated[
        ActorId, Field(alias="actor"), About("The party as it then was.", "CN", "stated", references="actors")
    ]
    role: Annotated[PartyRole, About("How it is bound.", "signatory", "stated")]
    signed: Annotated[Edtf | None, About("Its own day of signature.", "2001-06-15", "stated")] = None
    in_force: Annotated[Edtf | None, About("When it became bound.", "2003-03-29", "stated")] = None
    ended: Annotated[Edtf | None, About("When it ceased to be bound.", "1960", "stated")] = None
    derived: Annotated[Flag, About("Whether it follows from membership rather than being named.", "false")] = False


class Agreement(EvidencedRecord, frozen=True):
    """One named instrument."""

    table: ClassVar[str] = "agreements"

    title: Annotated[Line, About("The title in English.", "Shanghai Convention on Combating Terrorism")]
    title_zh: Annotated[Line | None, About("The title in Chinese.", "打击恐怖主义上海公约", "stated")] = None
    title_ru: Annotated[Line | None, About("The title in Russian.", "Шанхайская конвенция", "stated")] = None
    type: Annotated[AgreementType, About("The kind of instrument.", "convention")]
    topics: Topics = ()
    parties: Annotated[
        tuple[Party, ...],
        About("Who is bound, or who issued it.", "CN;RU", "stated", references="actors", parts="agreement_parties"),
    ] = ()
    framework: Frameworks = ()
    signed: Annotated[Edtf | None, About("When it was signed or issued.", "2001-06-15", "stated")] = None
    signed_earliest: Annotated[
        date | None,
        About("The first day that `signed` can mean.", "2001-06-15", "derived", derive=FirstDay("signed")),
    ] = None
    signed_latest: Annotated[
        date | None,
        About("The last day that `signed` can mean.", "2001-06-15", "derived", derive=LastDay("signed")),
    ] = None
    place: Places = ()
    in_force: Annotated[Edtf | None, About("When it entered into force.", "2003-03-29", "stated")] = None
    ended: Annotated[
        Edtf | None, About("When it legally ended; a political end is an event.", "1980-04-11", "stated")
    ] = None
    status: Annotated[AgreementStatus, About("How far it has come.", "signed")]
    supersedes: Annotated[
        tuple[Slug, ...],
        About("Agreements that it replaces.", "sino-soviet-treaty-1945", "stated", references="agreements"),
    ] = ()
    summary: Summary
    sources: Sources = ()
    aliases: Aliases = ()
    occasion: Annotated[
        Slug | None, About("The event at which it was signed.", "sco-summit-2002", "stated", references="events")
    ] = None
    possibly_same_as: Annotated[
        tuple[Slug, ...],
        About("Records that may speak of the same thing.", "joint-statement-2015", references="agreements"),
    ] = ()
    note: Note = None
    figures: Annotated[
        tuple[Figure, ...], About("Numbers that sources give for it.", "", parts="agreement_figures")
    ] = ()
