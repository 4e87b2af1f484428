"""Citations that pin the data version, and for a source the document itself."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from sinorus_data.model.record import Record

Style = Literal["bibtex", "csl-json", "plain"]

TITLE = "sinorus-data: reference data on Sino-Russian relations"
AUTHORS = "The sinorus-data contributors"

_special = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_CSL = {
    "article": "article-magazine", "chapter": "chapter", "report": "report", "book": "book",
    "news": "article-newspaper",
    "treaty-text": "treaty", "dataset": "dataset", "web-page": "webpage",
}  # fmt: skip
_BIBTEX = {"chapter": "incollection", "article": "article", "book": "book", "report": "techreport"}


def cite(record: Record | str | None = None, style: Style = "plain") -> str:
    """How to cite a record (or the one with this id) in this version; a source is cited as the document it is.

    Without a record, the data package as a whole. Raises ``UnknownIdError`` for an unknown id and
    ``ValueError`` for another style.
    """
    cited: Any = _found(record) if isinstance(record, str) else record
    if cited is not None and not hasattr(cited, "table"):
        raise TypeError(f"cite takes a record or its id, not {type(record).__name__}")
    item = as_csl(cited, _container(cited)) if cited is not None and cited.table == "sources" else _record(cited)
    if style == "csl-json":
        return json.dumps([item], ensure_ascii=False, indent=2)
    if style == "bibtex":
        return _bibtex(item, cited)
    if style == "plain":
        return _plain(item)
    raise ValueError(f"{style!r} is no style; choose among bibtex, csl-json, plain")


def _found(record_id: str) -> Any:
    from sinorus_data.access import library
    from sinorus_data.access.errors import UnknownIdError
    from sinorus_data.access.finder import resolve

    known = resolve(record_id)
    if known.table is None:
        raise UnknownIdError(record_id, "all data sets", known.suggestions)
    return getattr(library, known.table)[record_id]


def _record(record: Record | None) -> dict[str, Any]:
    from sinorus_data import __version__
    from sinorus_data.access.store import descriptor

    item: dict[str, Any] = {
        "id": f"sinorus-data-{record.id}" if record else "sinorus-data",
        "type": "dataset",
        "title": f"{_name(record)} ({record.table}/{record.id}). {TITLE}" if record else TITLE,
        "author": [{"literal": AUTHORS}],
        "version": __version__,
        "issued": {"date-parts": [[int(str(descriptor()["created"])[:4])]]},
    }
    cited = _cited(record)
    return item | ({"note": f"after {'; '.join(cited)}"} if cited else {})


def _name(record: Any) -> str:
    if hasattr(record, "proposition"):
        return f"{record.actor_name} on “{record.proposition}”"
    if hasattr(record, "indicator"):
        described = ("indicator", "reporter", "counterpart", "period")
        return " ".join(str(getattr(record, name)) for name in described if getattr(record, name))
    for name in ("title", "name", "text", "summary"):
        if hasattr(record, name):
            return str(getattr(record, name))
    return str(record.id)


def _cited(record: Record | None) -> list[str]:
    """The sources of a record, each with its locators."""
    places: dict[str, list[str]] = {}
    for entry in getattr(record, "evidence", ()):
        places.setdefault(entry.source, []).append(entry.locator)
    source: str | None = getattr(record, "source_id", None)
    if source:
        places[source] = [getattr(record, "locator", "")]
    from sinorus_data.access.library import sources

    cited = []
    for name, found in sorted(places.items()):
        known = sources[name]
        people = ", ".join(known.authors) or known.publisher
        cited.append(", ".join(filter(None, (people, f"“{known.title}”", *dict.fromkeys(found)))))
    return cited


def as_csl(source: Any, container: str) -> dict[str, Any]:
    """A source as an item of CSL-JSON; ``container`` is the title of the document that it is a part of, or empty."""
    item: dict[str, Any] = {"id": source.id, "type": _CSL.get(source.type, "document"), "title": source.title}
    if source.authors:
        item["author"] = [{"literal": name} for name in source.authors]
    if source.publisher:
        item["publisher"] = source.publisher
    if source.published and re.match(r"\d{4}", str(source.published)):
        day = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", str(source.published))
        item["issued"] = {"date-parts": [[int(part) for part in day.groups() if part]]} if day else {}
    if container:
        item["container-title"] = container
    return item | ({"URL": source.url} if source.url else {}) | {"language": source.language}


def as_bibtex(source: Any, container: str) -> str:
    """A source as an entry of BibTeX; ``container`` as for ``as_csl``."""
    return _bibtex(as_csl(source, container), source)


def _container(source: Any) -> str:
    from sinorus_data.access.library import sources

    return str(sources[source.part_of].title) if source.part_of else ""


def _year(item: dict[str, Any]) -> str:
    parts = item.get("issued", {}).get("date-parts", [[""]])
    return str(parts[0][0])


def _people(item: dict[str, Any]) -> list[str]:
    return [person["literal"] for person in item.get("author", ())]


def _bibtex(item: dict[str, Any], record: Record | None) -> str:
    kind = _BIBTEX.get(getattr(record, "type", ""), "misc") if item["type"] != "dataset" else "misc"
    venue = {"article": "journal", "techreport": "institution"}.get(kind, "publisher")
    people = [name if item["type"] != "dataset" else f"{{{name}}}" for name in map(_escaped, _people(item))]
    fields = {
        "author": " and ".join(people), "title": f"{{{_escaped(item['title'])}}}", "year": _year(item),
        "booktitle": _escaped(item.get("container-title", "")), venue: _escaped(item.get("publisher", "")),
        "version": item.get("version", ""), "note": _escaped(item.get("note", "")), "url": item.get("URL", ""),
    }  # fmt: skip
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{item['id']},", *lines, "}"])


def _escaped(text: str) -> str:
    return "".join(_special.get(letter, letter) for letter in text)


def _plain(item: dict[str, Any]) -> str:
    year = f"({_year(item)})" if _year(item) else ""
    begun = " ".join(filter(None, (", ".join(_people(item)), year)))
    parts = [*([begun] if begun else []), item["title"]]
    parts += [item[name] for name in ("container-title", "publisher") if name in item]
    parts += [f"version {item['version']}"] if "version" in item else []
    parts += [item[name] for name in ("note", "URL") if name in item]
    return ". ".join(part.rstrip(".") for part in parts) + "."
