"""Where the tests find the package under test and, if it is there, the checkout around it."""

from __future__ import annotations

import copy
import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from sinorus_data.reading.dataset import Package, read_dataset

settings.register_profile("few", max_examples=10)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

HERE = Path(__file__).resolve().parent


@pytest.fixture
def posix() -> None:
    """For tests of links, pipes and terminals."""
    if sys.platform == "win32":
        pytest.skip("needs links, pipes and terminals of POSIX")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The checkout that the tests lie in; tests of an installed package alone say that they need it."""
    root = HERE.parent
    if not (root / "datasets" / "actors").is_dir():
        pytest.skip("needs the authored records of a checkout")
    return root


@pytest.fixture(scope="session")
def texts() -> Path:
    """The source texts, which are copyrighted and lie outside of the repository."""
    folder = HERE.parent.parent / "shared" / "sources"
    if not folder.is_dir():
        pytest.skip("needs the copyrighted source texts")
    return folder


@pytest.fixture(scope="session")
def _shipped(checkout: Path) -> Package:
    return read_dataset(checkout)


@pytest.fixture
def shipped(_shipped: Package) -> Package:
    """The records of the checkout, in a copy that a test may change."""
    package = copy.copy(_shipped)
    package.records = {table: dict(records) for table, records in _shipped.records.items()}
    package.findings, package.paths = list(_shipped.findings), set(_shipped.paths)
    package.texts, package.written = dict(_shipped.texts), list(_shipped.written)
    return package
