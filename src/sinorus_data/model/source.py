"""Sources: one record a document."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from sinorus_data.model.address import Url
from sinorus_data.model.codes import Perspective, SourceType
from sinorus_data.model.edtf import Edtf
from sinorus_data.model.evidence import Note
from sinorus_data.model.fields import About, Item, Line, Slug
from sinorus_data.model.record import Record


class Source(Record, frozen=True):
    """One document, or one signed chapter of one."""

    table: ClassVar[str] = "sources"

    title: Annotated[Line, About("The title.", "China and Russia: Gaming the West")]
    authors: Annotated[tuple[Item, ...], About("Who wrote it, as printed.", "François Godement")] = ()
    publisher: Annotated[Line | None, About("Who published it.", "Foreign Affairs")] = None
    published: Annotated[Edtf | None, About("When it was published.", "2018-09")] = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?$"), About("BCP 47 tag.", "en")]
    type: Annotated[SourceType, About("The kind of document.", "chapter")]
    perspective: Annotated[Perspective, About("From where it speaks.", "think-tank")]
    url: Annotated[Url | None, About("Where it can be read.", "https://sustainablesecurity.org/")] = None
    accessed: Annotated[Edtf | None, About("When it was read there.", "2026-11-22")] = None
    part_of: Annotated[
        Slug | None, About("The document that it is a part of.", "ecfr-2016-gaming-the-west", references="sources")
    ] = None
    origin: Annotated[Line | None, About("The wire or document that it copies.", "a wire report")] = None
    licence: Annotated[Line, About("SPDX id of its licence, or `all-rights-reserved`.", "all-rights-reserved")]
    archived: Annotated[Url | None, About("A stable copy.", "https://web.archive.org/web/2016/")] = None
    note: Note = None
