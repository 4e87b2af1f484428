"""Evidence: every stated value has a source, and disagreement is declared."""

from __future__ import annotations

from collections.abc import Iterator

from sinorus_data.checks.rule import filled, find, rule
from sinorus_data.model.cells import SEPARATOR, cell, items
from sinorus_data.model.edtf import Edtf, EdtfError
from sinorus_data.model.fields import described
from sinorus_data.model.finding import Finding
from sinorus_data.model.record import EvidencedRecord, citable
from sinorus_data.reading.dataset import Package
from sinorus_data.reading.records import Read

#: Evidence for all that the example states.
_WHOLE = "evidence:\n  - {source: a-text, locator: ¶1, supports: [participants, start, end]}"
#: The same, and a source that says otherwise, settled or not.
_ANOTHER = _WHOLE + "\n  - {source: a-text, locator: ¶2, says: {end: 2016-09-20}}"
_SETTLED = _ANOTHER + "\ndisputed:\n  end: {preferred: 2016-09-19, because: the host says so}"


def _says(read: Read) -> Iterator[tuple[int, str, str, bool]]:
    """What each entry of evidence says otherwise: index, field, value, and whether that agrees with the record."""
    fields = citable(read.model)
    for index, entry in enumerate(read.record.evidence):
        for name, values in entry.says.items():
            if name in fields and not _unreadable(read.record, name, values):
                value = SEPARATOR.join(values)
                yield index, name, value, read.record.agrees(name, value, only=name in entry.only)


def _unreadable(record: EvidencedRecord, name: str, values: tuple[str, ...]) -> EdtfError | None:
    """Why a value is no date, for a field that holds one."""
    if "Edtf" in str(type(record).model_fields[name].annotation):
        try:
            Edtf(SEPARATOR.join(values))
        except EdtfError as error:
            return error
    return None


@rule(
    "V-NOSOURCE", "every stated value has a source", scope="evidence",
    bad="place: [Sea]",
    good="start: 2016-09-12",
)  # fmt: skip
def stated_has_source(read: Read, package: Package) -> Iterator[Finding]:
    """A date, place, party or other stated value rests on evidence that supports it, a list item by item."""
    supported = {name for entry in read.record.evidence for name in entry.supports}
    for name, info in described(type(read.record)):
        if info.nature != "stated" or not filled(read.record, name) or name in supported:
            continue
        if not _said_in_parts(read.record, name):
            yield find(read, "V-NOSOURCE", f"no evidence supports `{name}`", name, key=True,
                       fix=f"name `{name}` under `supports` of the evidence that states it")  # fmt: skip


def _said_in_parts(record: EvidencedRecord, name: str) -> bool:
    """Whether every item of a list is named by some source, though none gives the whole list."""
    said = {item for entry in record.evidence for item in entry.says.get(name, ())}
    return isinstance(getattr(record, name), tuple) and set(items(cell(getattr(record, name)))) <= said


@rule(
    "V-EMPTY", "evidence says something", scope="evidence",
    bad="evidence: []",
    good=_WHOLE,
)  # fmt: skip
def evidence_says_something(read: Read, package: Package) -> Iterator[Finding]:
    """A record has evidence, and each entry speaks to at least one field."""
    if not read.record.evidence:
        yield find(read, "V-EMPTY", "the record has no evidence", "evidence")
    for index, entry in enumerate(read.record.evidence):
        if not entry.supports and not entry.says:
            yield find(read, "V-EMPTY", "the entry speaks to no field", "evidence", index)


@rule(
    "V-FIELD", "evidence speaks to fields of the record", scope="evidence",
    bad="evidence:\n  - {source: a-text, locator: ¶1, supports: [participants, start, end, place]}",
    good="evidence:\n  - {source: a-text, locator: ¶1, supports: [participants, start, end, summary]}",
)  # fmt: skip
def evidence_names_fields(read: Read, package: Package) -> Iterator[Finding]:
    """`supports` names fields that the record fills; `says`, `only` and `disputed` name fields that it has."""
    fields = citable(read.model)
    for index, entry in enumerate(read.record.evidence):
        for at, name in enumerate(entry.supports):
            if name not in fields or not filled(read.record, name):
                yield find(read, "V-FIELD", "supports a field that the record does not fill", "evidence", index,
                           "supports", at, got=name)  # fmt: skip
        for name in entry.says:
            if name not in fields:
                yield find(read, "V-FIELD", "speaks to a field that the record does not have", "evidence", index,
                           "says", name, key=True, got=name)  # fmt: skip
        for at, name in enumerate(entry.only):
            if name not in entry.says:
                yield find(read, "V-FIELD", "`only` names what stands under `says`", "evidence", index,
                           "only", at, got=name)  # fmt: skip
    for name in read.record.disputed:
        if name not in fields:
            yield find(read, "V-FIELD", "there is no such field to dispute", "disputed", name, key=True, got=name)


@rule(
    "V-BOTH", "an entry supports a field or says otherwise", scope="evidence",
    bad="evidence:\n  - {source: a-text, locator: ¶1, supports: [participants, start, end], says: {end: 2016-09}}",
    good=_WHOLE + "\n  - {source: a-text, locator: ¶2, says: {end: 2016-09}}",
)  # fmt: skip
def supports_or_says(read: Read, package: Package) -> Iterator[Finding]:
    """One entry cannot both support a field and say something else of it; a source that does both has two entries."""
    for index, entry in enumerate(read.record.evidence):
        for name in entry.says:
            if name in entry.supports:
                yield find(read, "V-BOTH", f"`{name}` is both supported and said otherwise", "evidence", index, "says",
                           name, key=True, fix="make two entries")  # fmt: skip


@rule(
    "V-DATE", "dates that sources say are dates", scope="evidence",
    bad=_WHOLE + "\n  - {source: a-text, locator: ¶2, says: {end: 19.9.2016}}",
    good=_WHOLE + "\n  - {source: a-text, locator: ¶2, says: {end: 2016-09}}",
)  # fmt: skip
def said_dates_are_dates(read: Read, package: Package) -> Iterator[Finding]:
    """What a source says of a date field is written as a date, like the field itself."""
    for index, entry in enumerate(read.record.evidence):
        for name, values in entry.says.items():
            wrong = _unreadable(read.record, name, values) if name in citable(read.model) else None
            if wrong:
                yield find(read, "V-DATE", str(wrong), "evidence", index, "says", name, got=SEPARATOR.join(values))


@rule(
    "V-SAME", "what a source says otherwise is otherwise", scope="evidence",
    bad=_WHOLE + "\n  - {source: a-text, locator: ¶2, says: {end: 2016-09-19}}",
    good=_WHOLE + "\n  - {source: a-text, locator: ¶2, supports: [end]}",
)  # fmt: skip
def says_differs(read: Read, package: Package) -> Iterator[Finding]:
    """`says` is for what differs or is less precise; the same value belongs under `supports`."""
    for index, name, value, _ in _says(read):
        if value == cell(getattr(read.record, name)):
            yield find(read, "V-SAME", f"`{name}` is said as the record has it", "evidence", index, "says", name,
                       got=value, fix="name the field under `supports`")  # fmt: skip


@rule(
    "V-DISAGREE", "disagreement is declared", scope="evidence",
    bad=_ANOTHER,
    good=_SETTLED,
)  # fmt: skip
def disagreement_is_declared(read: Read, package: Package) -> Iterator[Finding]:
    """Where a source states something that the record's value does not agree with, `disputed` says why."""
    for index, name, value, agrees in _says(read):
        if not agrees and name not in read.record.disputed:
            own = cell(getattr(read.record, name))
            yield find(read, "V-DISAGREE", f"the source differs on `{name}`, undeclared", "evidence", index, "says",
                       name, got=value, expected=own or "a value at the field",
                       fix=f"add `disputed: {{{name}: {{preferred: {_as_written(read.record, name)}, because: …}}}}`",
                       )  # fmt: skip


def _as_written(record: EvidencedRecord, name: str) -> str:
    """The value of a field as people write it, a list in brackets."""
    own = cell(getattr(record, name))
    return f"[{', '.join(items(own))}]" if isinstance(getattr(record, name), tuple) else own or "…"


@rule(
    "V-AGREED", "a declared disagreement exists", scope="evidence",
    bad="disputed:\n  end: {preferred: 2016-09-19, because: the host says so}",
    good=_SETTLED,
)  # fmt: skip
def dispute_exists(read: Read, package: Package) -> Iterator[Finding]:
    """`disputed` is for fields on which a source differs; when none does any more, the entry goes."""
    differing = {name for _, name, _, agrees in _says(read) if not agrees}
    for name in read.record.disputed:
        if name in citable(read.model) and name not in differing:
            yield find(read, "V-AGREED", f"no source differs on `{name}`", "disputed", name, key=True,
                       fix="remove the entry")  # fmt: skip


@rule(
    "V-PREFERRED", "the record carries what is preferred", scope="evidence",
    bad=_SETTLED.replace("preferred: 2016-09-19", "preferred: 2016-09-20"),
    good=_SETTLED,
)  # fmt: skip
def preferred_is_carried(read: Read, package: Package) -> Iterator[Finding]:
    """A field on which sources differ holds the preferred value, or nothing if it is left undecided."""
    for name, dispute in read.record.disputed.items():
        if name not in citable(read.model):
            continue
        own = cell(getattr(read.record, name))
        wanted = SEPARATOR.join(dispute.preferred or ())
        if dispute.undecided and (own or wanted):
            yield find(read, "V-PREFERRED", f"`{name}` is undecided and yet has a value", "disputed", name, got=own)
        elif not dispute.undecided and not own:
            yield find(read, "V-PREFERRED", f"`{name}` has no value", "disputed", name,
                       fix="name the preferred value, or write `undecided: true`")  # fmt: skip
        elif wanted and wanted != own:
            yield find(read, "V-PREFERRED", f"`{name}` is not what is preferred", "disputed", name, "preferred",
                       got=wanted, expected=own)  # fmt: skip


@rule(
    "V-DUP", "no claim stands twice", scope="evidence",
    bad=_WHOLE + "\n  - {source: a-text, locator: ¶1, supports: [start]}",
    good=_WHOLE + "\n  - {source: a-text, locator: ¶2, supports: [start]}",
)  # fmt: skip
def no_claim_twice(read: Read, package: Package) -> Iterator[Finding]:
    """One place in one source says one thing of a field once."""
    seen: set[tuple[str, ...]] = set()
    for index, entry in enumerate(read.record.evidence):
        said = [(name, "") for name in entry.supports]
        said += [(name, SEPARATOR.join(values)) for name, values in entry.says.items()]
        for name, value in said:
            claim = (name, value, entry.source, entry.locator, *entry.attributed_to)
            if claim in seen:
                yield find(read, "V-DUP", f"the same claim on `{name}` stands above", "evidence", index)
            seen.add(claim)
