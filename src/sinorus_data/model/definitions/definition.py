"""What a code means."""

from __future__ import annotations

from typing import NamedTuple


class Definition(NamedTuple):
    """What a code is called, what it means, and a case of it."""

    label: str
    definition: str
    example: str
