"""How a field is described, and the text types that fields share.

A field is written once, in the model of its data set, as ``Annotated[type, About(...)]``.
Columns, schemas, skeletons, documentation and checks all derive from that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, PlainSerializer, PlainValidator, StringConstraints, WithJsonSchema
from pydantic.functional_validators import AfterValidator
from pydantic_core import PydanticCustomError

#: ``stated``: a source says it, so it needs evidence and can be disputed. ``coded``: our own
#: judgement by the codebook. ``derived``: computed, never authored.
Nature = Literal["stated", "coded", "derived"]


@dataclass(frozen=True, slots=True)
class FirstDay:
    """The first day that the date in ``field`` can mean."""

    field: str


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day that the date in ``field`` can mean.

    With ``or_published``, an empty date ends on the day the source can last have been published.
    """

    field: str
    or_published: bool = False


@dataclass(frozen=True, slots=True)
class Lookup:
    """The value of ``column`` in the record that the reference in ``field`` points to."""

    field: str
    column: str


@dataclass(frozen=True, slots=True)
class Gather:
    """The distinct values of ``part`` in the parts listed in ``field``, sorted if ``sort``."""

    field: str
    part: str
    role: str | None = None
    sort: bool = False


Derivation = FirstDay | LastDay | Lookup | Gather


@dataclass(frozen=True, slots=True)
class About:
    """What a field means, once and for all uses."""

    description: str
    example: str
    nature: Nature = "coded"
    title: str | None = None
    references: str | None = None
    """The table that the id (or each id of the list) belongs to."""
    besides: tuple[str, ...] = ()
    """Words that may stand in place of such an id."""
    derive: Derivation | None = None
    parts: str | None = None
    """The long table that holds the parts of this field."""


@cache
def about(model: type[BaseModel], name: str) -> About:
    """The description of one field of a model."""
    return next(item for item in model.model_fields[name].metadata if isinstance(item, About))


_described: dict[type[BaseModel], tuple[tuple[str, About], ...]] = {}


def described(model: type[BaseModel]) -> tuple[tuple[str, About], ...]:
    """The fields of a model in column order, with their descriptions."""
    if model not in _described:
        _described[model] = tuple((name, about(model, name)) for name in model.model_fields)
    return _described[model]


def parts_of(model: type[BaseModel]) -> dict[str, str]:
    """The fields of a model that hold parts, with the long table of each."""
    return {name: info.parts for name, info in described(model) if info.parts}


class Strict(BaseModel, frozen=True):
    """What all models share: strict, no unknown fields, frozen (each says so for type checkers)."""

    model_config = ConfigDict(strict=True, extra="forbid", populate_by_name=True, protected_namespaces=())


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise PydanticCustomError("F-TYPE", "neither true nor false")
    return bool(value == "true")


_whole = re.compile(r"0|[1-9][0-9]{0,8}")


def _integer(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or not _whole.fullmatch(value):
        raise PydanticCustomError("N-FORMAT", "not a whole number")
    return int(value)


_han = re.compile("[\u3400-\u9fff]")


def _few_words(value: str) -> str:
    # Chinese writes no spaces; two of its characters make about a word.
    words = [word for word in value.split() if not _han.search(word)]
    if len(words) + (len(_han.findall(value)) + 1) // 2 > 8:
        raise PydanticCustomError("V-QUOTE", "a quotation has at most eight words")
    return value


#: Lengths bound what a stranger can send before any pattern runs over it.
SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
ACTOR_ID = r"^(?:[A-Z]{2,}(?:-[A-Z]+)*|[a-z0-9]+(?:-[a-z0-9]+)*)$"
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=120)]
ActorId = Annotated[str, StringConstraints(pattern=ACTOR_ID, max_length=120)]
Line = Annotated[str, StringConstraints(pattern=r"^[^\s](?:[^\r\n\t]*[^\s])?$", max_length=400)]
Item = Annotated[str, StringConstraints(pattern=r"^[^\s;](?:[^\r\n\t;]*[^\s;])?$", max_length=400)]
Prose = Annotated[str, StringConstraints(pattern=r"\S", max_length=4000)]
Quote = Annotated[str, StringConstraints(pattern=r"^\S", max_length=400), AfterValidator(_few_words)]
Location = Annotated[
    str, StringConstraints(pattern=r"^(?:[^\s].* )?(?:¶[1-9][0-9]*|p\. [1-9][0-9]*|whole)$", max_length=300)
]
Flag = Annotated[bool, PlainValidator(_flag), PlainSerializer(lambda value: value), WithJsonSchema({"type": "boolean"})]
Integer = Annotated[
    int, PlainValidator(_integer), PlainSerializer(lambda value: value), WithJsonSchema({"type": "integer"})
]
