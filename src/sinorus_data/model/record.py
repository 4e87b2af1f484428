"""What every record is, and how evidence turns into claims."""

from __future__ import annotations

from functools import cache
from typing import Annotated, ClassVar

from pydantic import Field

from sinorus_data.model.cells import SEPARATOR, cell, items
from sinorus_data.model.edtf import Edtf
from sinorus_data.model.evidence import Claim, Dispute, Evidence
from sinorus_data.model.fields import About, Slug, Strict, about, described
from sinorus_data.model.frozen import FrozenDict


class Record(Strict, frozen=True):
    """One record of a data set; its attributes are the columns of the table of the same name."""

    table: ClassVar[str]

    id: Annotated[Slug, About("The id of the record, never reused.", "joint-sea-2016")]

    def __hash__(self) -> int:
        return hash((self.table, self.id))


def is_coded(model: type[Record], name: str) -> bool:
    """Whether a field holds codes of a closed list."""
    return "Literal[" in str(model.model_fields[name].annotation)


#: Fields that no source speaks to.
_UNSPOKEN = frozenset(("id", "note", "evidence", "disputed"))


@cache
def citable(model: type[Record]) -> tuple[str, ...]:
    """The fields of a data set that a source can speak to: what it states, and words of our own for it."""
    return tuple(
        name
        for name, info in described(model)
        if info.nature != "derived"
        and name not in _UNSPOKEN
        and (not info.parts or info.references)
        and not (info.nature == "coded" and (info.references or is_coded(model, name)))
    )


class EvidencedRecord(Record, frozen=True):
    """A record whose stated fields rest on evidence."""

    evidence: Annotated[
        tuple[Evidence, ...],
        About("What each source says of this record, and where.", "see the codebook"),
    ]
    disputed: Annotated[
        FrozenDict[Dispute],
        About("The fields on which sources differ, and how that is settled.", "see the codebook"),
    ] = Field(default_factory=FrozenDict)

    def claims(self, field: str | None = None) -> tuple[Claim, ...]:
        """Every source's value for ``field``, or for all fields, in field and evidence order.

        Raises ``KeyError`` if the record has no such field.
        """
        if field is not None and field not in type(self).model_fields:
            raise KeyError(f"{self.table} have no field {field!r}")
        order = {name: place for place, name in enumerate(type(self).model_fields)}
        found = [
            claim
            for entry in self.evidence
            for claim in self._claims_of(entry)
            if field is None or claim.field == field
        ]
        return tuple(sorted(found, key=lambda claim: order.get(claim.field, len(order))))

    def _claims_of(self, entry: Evidence) -> list[Claim]:
        said = {name: cell(getattr(self, name)) for name in entry.supports}
        said |= {name: SEPARATOR.join(values) for name, values in entry.says.items()}
        return [self._claim(entry, name, value) for name, value in said.items()]

    def _claim(self, entry: Evidence, name: str, value: str) -> Claim:
        dispute = self.disputed.get(name)
        return Claim(
            table=self.table,
            record_id=self.id,
            field=name,
            value=value,
            source_id=entry.source,
            locator=entry.locator,
            agrees=self.agrees(name, value, only=name in entry.only),
            preferred=value == cell(getattr(self, name)),
            reason=dispute.because if dispute else None,
            as_stated=entry.as_stated,
            attributed_to=entry.attributed_to,
            reported_by=entry.reported_by,
            basis=entry.basis,
        )

    def agrees(self, name: str, value: str, *, only: bool = False) -> bool:
        """Whether a stated ``value`` agrees with what the record carries in field ``name``.

        A date agrees if it contains the record's, a list if it is part of the record's (unless
        the source calls it complete), a code if it is the same. Names and places in words never
        disagree.
        """
        own = getattr(self, name)
        if value == cell(own):
            return True
        if own is None or own == ():
            return False
        if isinstance(own, Edtf):
            return Edtf(value).contains(own)
        described = about(type(self), name)
        if isinstance(own, tuple) and (described.references or described.parts):
            stated = set(items(value))
            return stated == set(items(cell(own))) or (not only and stated < set(items(cell(own))))
        return described.references is None and not is_coded(type(self), name)
