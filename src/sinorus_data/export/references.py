"""The sources as a bibliography: BibTeX and CSL-JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from sinorus_data.access.citation import as_bibtex, as_csl
from sinorus_data.export.contents import Contents
from sinorus_data.export.plain import write_json
from sinorus_data.model.cells import row_tree
from sinorus_data.model.source import Source


def bibtex(contents: Contents, folder: Path) -> list[str]:
    """``sources.bib``: one entry a source, under its id, as ``cite`` writes it."""
    entries = [as_bibtex(source, container) for source, container in _sources(contents)]
    (folder / "sources.bib").write_text("\n\n".join([*entries, ""]), encoding="utf-8", newline="\n")
    return []


def csl_json(contents: Contents, folder: Path) -> list[str]:
    """``sources.csl.json``: one item a source, as ``cite`` writes it, for citation processors."""
    write_json(folder / "sources.csl.json", [as_csl(source, container) for source, container in _sources(contents)])
    return []


def _sources(contents: Contents) -> Iterator[tuple[Source, str]]:
    """Each source, with the title of the document that it is a part of."""
    titles = {row["id"]: row["title"] for row in contents.rows("sources")}
    for row in contents.table("sources").records():
        source = Source.model_validate_json(json.dumps(row_tree(row, Source)))
        yield source, titles[source.part_of] if source.part_of else ""
