"""Evidence: every stated value has a source, and disagreement is declared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sinorus_data.checks.rule import filled, find, rule
from sinorus_data.model.cells import SEPARATOR, cell
from sinorus_data.model.edtf import Edtf, EdtfError
from sinorus_data.model.fields import described
from sinorus_data.model.finding import Finding
from sinorus_data.model.record import EvidencedRecord
from sinorus_data.reading.dataset import Package
from sinorus_data.reading.records import Read


def _stated(record: EvidencedRecord) -> list[str]:
    return [name for name, info in described(type(record)) if info.nature == "stated"]


def _citable(record: EvidencedRecord) -> list[str]:
    kept = ("id", "note", "evidence", "disputed", "figures", "forces")
    return [name for name, info in described(type(record)) if info.nature != "derived" and name not in kept]


def _says(read: Read) -> Iterator[tuple[int, Any, str, str]]:
    """What each entry of evidence says otherwise: index, entry, field, value; readable values only."""
    for index, entry in enumerate(read.record.evidence):
        for name, values in entry.says.items():
            if name in _citable(read.record) and not _unreadable(read.record, name, values):
                yield index, entry, name, SEPARATOR.join(values)


def _unreadable(record: EvidencedRecord, name: str, values: tuple[str, ...]) -> EdtfError | None:
    """Why a value is no date, for a field that holds one."""
    if "Edtf" in str(type(record).model_fields[name].annotation):
        try:
            Edtf(SEPARATOR.join(values))
        except EdtfError as error:
            return error
    return None


@rule("V-NOSOURCE", "every stated value has a source")
def stated_has_source(read: Read, package: Package) -> Iterator[Finding]:
    """A date, place, party or other stated value rests on at least one entry of evidence that supports it."""
    if isinstance(read.record, EvidencedRecord):
        supported = {name for entry in read.record.evidence for name in entry.supports}
        for name in _stated(read.record):
            if filled(read.record, name) and name not in supported:
                yield find(read, "V-NOSOURCE", f"no evidence supports `{name}`", name, key=True,
                           fix=f"name `{name}` under `supports` of the evidence that states it")  # fmt: skip


@rule("V-FIELD", "evidence speaks to fields of the record")
def evidence_names_fields(read: Read, package: Package) -> Iterator[Finding]:
    """`supports` names fields that the record fills, `says` fields that it has, and each entry speaks to one."""
    if not isinstance(read.record, EvidencedRecord):
        return
    citable = _citable(read.record)
    if not read.record.evidence:
        yield find(read, "V-FIELD", "the record has no evidence", "evidence")
    for index, entry in enumerate(read.record.evidence):
        if not entry.supports and not entry.says:
            yield find(read, "V-FIELD", "the entry speaks to no field", "evidence", index)
        for at, name in enumerate(entry.supports):
            if name not in citable or not filled(read.record, name):
                yield find(read, "V-FIELD", "supports a field that the record does not fill", "evidence", index,
                           "supports", at, got=name)  # fmt: skip
        for name in (*entry.says, *entry.only):
            if name not in citable:
                yield find(read, "V-FIELD", "speaks to a field that the record does not have", "evidence", index,
                           "says", name, key=True, got=name)  # fmt: skip
    for name in read.record.disputed:
        if name not in citable:
            yield find(read, "V-FIELD", "there is no such field to dispute", "disputed", name, key=True, got=name)


@rule("V-DATE", "dates that sources say are dates")
def said_dates_are_dates(read: Read, package: Package) -> Iterator[Finding]:
    """What a source says of a date field is written as a date, like the field itself."""
    if isinstance(read.record, EvidencedRecord):
        for index, entry in enumerate(read.record.evidence):
            for name, values in entry.says.items():
                wrong = _unreadable(read.record, name, values) if name in _citable(read.record) else None
                if wrong:
                    yield find(read, "V-DATE", str(wrong), "evidence", index, "says", name, got=";".join(values))


@rule("V-SAME", "what a source says otherwise is otherwise")
def says_differs(read: Read, package: Package) -> Iterator[Finding]:
    """`says` is for what differs or is less precise; the same value belongs under `supports`."""
    if isinstance(read.record, EvidencedRecord):
        for index, _, name, value in _says(read):
            if value == cell(getattr(read.record, name)):
                yield find(read, "V-SAME", f"`{name}` is said as the record has it", "evidence", index, "says", name,
                           got=value, fix="name the field under `supports`")  # fmt: skip


@rule("V-DISAGREE", "disagreement is declared")
def disagreement_is_declared(read: Read, package: Package) -> Iterator[Finding]:
    """Where a source states something that the record's value does not agree with, `disputed` says why."""
    if isinstance(read.record, EvidencedRecord):
        for index, entry, name, value in _says(read):
            agrees = read.record.agrees(name, value, only=name in entry.only)
            if not agrees and name not in read.record.disputed:
                yield find(read, "V-DISAGREE", f"the source differs on `{name}`, undeclared", "evidence", index,
                           "says", name, got=value, expected=cell(getattr(read.record, name)) or "a value at the field",
                           fix=f"add `disputed: {{{name}: {{because: …}}}}`")  # fmt: skip


@rule("V-AGREED", "a declared disagreement exists")
def dispute_exists(read: Read, package: Package) -> Iterator[Finding]:
    """`disputed` is for fields on which a source differs; when it no longer does, the entry goes."""
    if isinstance(read.record, EvidencedRecord):
        differing = {
            name for _, entry, name, value in _says(read)
            if not read.record.agrees(name, value, only=name in entry.only)
        }  # fmt: skip
        for name in read.record.disputed:
            if name in _citable(read.record) and name not in differing:
                yield find(read, "V-AGREED", f"no source differs on `{name}`", "disputed", name, key=True,
                           fix="remove the entry")  # fmt: skip


@rule("V-PREFERRED", "the record carries what is preferred")
def preferred_is_carried(read: Read, package: Package) -> Iterator[Finding]:
    """A field on which sources differ holds the preferred value, or nothing if it is left undecided."""
    if isinstance(read.record, EvidencedRecord):
        for name, dispute in read.record.disputed.items():
            if name not in type(read.record).model_fields:
                continue
            own = cell(getattr(read.record, name))
            wanted = SEPARATOR.join(dispute.preferred) if dispute.preferred else ""
            if dispute.undecided and (own or wanted):
                yield find(read, "V-PREFERRED", f"`{name}` is undecided and yet has a value", "disputed", name, got=own)
            elif not dispute.undecided and not own:
                yield find(read, "V-PREFERRED", f"`{name}` has no value", "disputed", name,
                           fix="name the preferred value, or write `undecided: true`")  # fmt: skip
            elif wanted and wanted != own:
                yield find(read, "V-PREFERRED", f"`{name}` is not what is preferred", "disputed", name, "preferred",
                           got=wanted, expected=own)  # fmt: skip


@rule("V-DUP", "no claim stands twice")
def no_claim_twice(read: Read, package: Package) -> Iterator[Finding]:
    """One place in one source says one thing of a field once."""
    if isinstance(read.record, EvidencedRecord):
        seen: set[tuple[str, ...]] = set()
        for index, entry in enumerate(read.record.evidence):
            said = [(name, "") for name in entry.supports]
            said += [(name, SEPARATOR.join(values)) for name, values in entry.says.items()]
            for name, value in said:
                claim = (name, value, entry.source, entry.locator)
                if claim in seen:
                    yield find(read, "V-DUP", f"the same claim on `{name}` stands above", "evidence", index)
                seen.add(claim)
