"""Positions as Discourse Network Analyzer (DNA) lists its statements."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from sinorus_data.access.store import Row
from sinorus_data.export.contents import Contents
from sinorus_data.export.plain import write_csv

#: The columns of an event list of DNA 3, then ours.
HEADER = (
    "statement_id", "time", "person", "organization", "concept", "agreement", "start_position", "stop_position",
    "text", "coder", "document_id", "document_title", "document_author", "document_source", "document_section",
    "document_type",
    "position_id", "date", "date_earliest", "date_latest", "role", "actor_id", "proposition_id",
)  # fmt: skip

#: Agreement in DNA is yes or no; our other two stances are neither.
AGREEMENT = {"agrees": "1", "disagrees": "0"}


def dna(contents: Contents, folder: Path) -> list[str]:
    """``positions.dna.csv``: one statement a row, with the columns of an event list of DNA 3, parted by semicolons.

    ``agrees`` is agreement 1 and ``disagrees`` 0. ``conditional`` and ``neutral`` have no place in a network of
    agreement and are left out, and so are unnamed collectives, as in ``positions.matrix()``; all are counted. A person
    stands under ``person`` and the body that the person belongs to, if known, under ``organization``; states and
    bodies stand under ``organization`` alone. The concept is the sentence of the proposition. DNA knows one
    moment for each statement: the last day on which it can have been made (for an undated one the last day of
    publication) at midnight, else the first; ``date`` has what is known. Rows with neither are left out and counted.
    The text is our summary, the section of the document the locator, and positions in the text and coder are 0.
    Unlike DNA's own, the file keeps semicolons and quotes, quoted as CSV has it. Columns from
    ``position_id`` on are ours.
    """
    actors = {row["id"]: row for row in contents.rows("actors")}
    sources = {row["id"]: row for row in contents.rows("sources")}
    left: Counter[str] = Counter()
    statements: list[list[str]] = []
    table = contents.table("positions")
    for row in table.records():
        reason = _reason(row, actors)
        if reason:
            left[reason] += 1
        else:
            statements.append([str(len(statements) + 1), *_statement(row, actors, sources[row["source_id"]])])
    write_csv(folder / "positions.dna.csv", HEADER, statements, delimiter=";")
    total = len(table.rows)
    return [f"{number} of {total} positions left out: {reason}" for reason, number in sorted(left.items())]


def _reason(row: Row, actors: dict[str, Row]) -> str:
    """Why a position is left out, or nothing."""
    if row["stance"] not in AGREEMENT:
        return f"{row['stance']}, neither agreement nor disagreement"
    if actors[row["actor_id"]]["type"] == "collective":
        return "of an unnamed collective"
    return "" if row["date_latest"] or row["date_earliest"] else "without any date"


def _statement(row: Row, actors: dict[str, Row], source: Row) -> list[str]:
    actor = actors[row["actor_id"]]
    body = actors.get(actor["parent"], {}).get("name", "")
    person, organization = (actor["name"], body) if actor["type"] == "person" else ("", actor["name"])
    moment = f"{row['date_latest'] or row['date_earliest']} 00:00:00"
    document = [source["id"], source["title"], source["authors"], source["publisher"], row["locator"], source["type"]]
    ours = [row[name] for name in ("id", "date", "date_earliest", "date_latest", "role", "actor_id", "proposition_id")]
    stated = [moment, person, organization, row["proposition"], AGREEMENT[row["stance"]], "0", "0", row["summary"], "0"]
    return [*stated, *document, *ours]
