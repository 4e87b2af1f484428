"""Which of the many differential tests run: every twentieth, those on positions, which have a column of each kind, and
each structure with plain line ends; every twentieth alone with the profile of few examples; with ``LARGE=1`` in the
environment all of them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ALWAYS = () if os.environ.get("HYPOTHESIS_PROFILE") == "few" else ("[positions]", "-plain]")
HERE = Path(__file__).resolve().parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out, and counts as deselected, what takes minutes; `make large` runs it."""
    if os.environ.get("LARGE"):
        return
    ours = [item for item in items if HERE in item.path.parents and "[" in item.name]
    left = [item for at, item in enumerate(ours) if at % 20 and not item.name.endswith(ALWAYS)]
    config.hook.pytest_deselected(items=left)
    gone = set(map(id, left))
    items[:] = [item for item in items if id(item) not in gone]
