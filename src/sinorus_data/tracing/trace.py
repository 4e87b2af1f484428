"""Every claim held against the paragraph that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple

from sinorus_data.access import store
from sinorus_data.model.edtf import Edtf
from sinorus_data.tracing.texts import Text, plain, read_texts
from sinorus_data.tracing.wording import has_date, has_month, has_name, has_number, has_words

FIGURES = {"agreement_figures": "agreements", "exercise_forces": "exercises", "event_figures": "events"}
DATES = frozenset(("signed", "in_force", "ended", "start", "end", "since"))
LISTS = frozenset(("parties", "participants", "actors"))


class Traced(NamedTuple):
    """One claim and what its text says to it."""

    table: str
    record_id: str
    field: str
    value: str
    source_id: str
    locator: str
    status: Literal["confirmed", "unconfirmed"]
    reason: str
    note: str


class Claimed(NamedTuple):
    """One claim as the tables have it."""

    table: str
    record_id: str
    field: str
    value: str
    row: store.Row
    note: str


def trace(folder: Path) -> list[Traced]:
    """Checks every claim whose source text lies in ``folder``.

    A claim is confirmed if its section and paragraph exist, its wording stands there, and the
    number, date or name claimed does too, in digits, words or another accepted form. A computed
    date is confirmed by the wording it is computed from.
    """
    texts = read_texts(folder)
    names = _names()
    results = []
    for claim in _claims():
        text = texts.get(claim.row["source_id"])
        if text is not None:
            reason = _objection(claim, text, names)
            results.append(
                Traced(
                    *claim[:4], claim.row["source_id"], claim.row["locator"],
                    "unconfirmed" if reason else "confirmed", reason, claim.note,
                )
            )  # fmt: skip
    return results


def _claims() -> Iterator[Claimed]:
    notes = {
        row["id"]: row["note"] for table in ("agreements", "exercises", "exercise_series", "events")
        for row in store.rows(table)
    }  # fmt: skip
    for row in store.rows("claims"):
        yield Claimed(row["table"], row["record_id"], row["field"], row["value"], row, notes[row["record_id"]])
    for table, owner in FIGURES.items():
        for row in store.rows(table):
            record_id = next(iter(row.values()))
            yield Claimed(owner, record_id, "number", _range(row), row, row["note"] or notes[record_id])
    for row in store.rows("trade_figures"):
        yield Claimed("trade_figures", row["id"], "number", _range(row), row, row["note"])
        if row["period"]:
            yield Claimed("trade_figures", row["id"], "period", row["period"], row, row["note"])
    for row in store.rows("positions"):
        yield Claimed("positions", row["id"], "actor_id", row["actor_id"], row, row["note"])


def _range(row: store.Row) -> str:
    return f"{row['value']}/{row['value_max']}" if row["value_max"] else row["value"]


def _names() -> dict[str, tuple[str, ...]]:
    """What each actor, event or series may be called in a text: names and aliases, surnames of people."""
    found: dict[str, tuple[str, ...]] = {}
    for table in ("actors", "events", "exercise_series", "agreements"):
        for row in store.rows(table):
            name = row.get("name") or row.get("title", "")
            surname = name.split()[-1] if row["type" if "type" in row else "id"] == "person" else ""
            found[row["id"]] = (name, surname, *row["aliases"].split(";"))
    return found


def _objection(claim: Claimed, text: Text, names: dict[str, tuple[str, ...]]) -> str:
    """Why a claim is not confirmed; empty if it is."""
    paragraph = text.paragraphs.get(claim.row["locator"])
    if paragraph is None:
        return "there is no such section and paragraph"
    quoted = claim.row["as_stated"]
    if quoted and plain(quoted) not in plain(paragraph):
        return "the wording does not stand in the paragraph"
    if claim.field in ("actor_id", *LISTS):
        return _name_objection(claim, text, paragraph, names)
    return _value_objection(claim, paragraph)


def _value_objection(claim: Claimed, paragraph: str) -> str:
    """Why a number, date or place is not confirmed by its wording or paragraph."""
    missing: list[str] = []
    if claim.field == "number":
        wording = claim.row["as_stated"] or paragraph
        missing = [part for part in claim.value.split("/") if not has_number(wording, Decimal(part))]
    elif claim.field in (*DATES, "period"):
        return _date_objection(claim, paragraph)
    elif claim.field in ("place", "title", "name"):
        missing = [item for item in claim.value.split(";") if not has_words(paragraph, item)]
    return f"{' and '.join(missing)} does not stand there" if missing else ""


def _date_objection(claim: Claimed, paragraph: str) -> str:
    value = Edtf(claim.value)
    if claim.row.get("basis") == "derived":
        return "" if has_month(paragraph, value) or claim.row["as_stated"] else "no wording that it is computed from"
    if has_date(claim.row["as_stated"] or paragraph, value) or has_date(paragraph, value):
        return ""
    return f"{claim.value} does not stand in the paragraph"


def _name_objection(claim: Claimed, text: Text, paragraph: str, names: dict[str, tuple[str, ...]]) -> str:
    """An actor is named in the paragraph, earlier in its section, or is the author of the text."""
    if claim.row.get("basis") == "derived":
        return ""
    around = f"{paragraph} {text.before(claim.row['locator'])} {text.front}"
    missing = [actor for actor in claim.value.split(";") if not has_name(around, names.get(actor, (actor,)))]
    return f"{', '.join(missing)} is not named up to the paragraph" if missing else ""
