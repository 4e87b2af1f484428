"""Where the tests find the package under test and, if it is there, the checkout around it."""

from __future__ import annotations

import copy
import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from sinorus_data.checks.engine import validate
from sinorus_data.checks.links import every_link
from sinorus_data.model.catalogue import DATA_SETS
from sinorus_data.reading.dataset import Package, read_dataset
from sinorus_data.release.build import published, write

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "default")
settings.register_profile("few", max_examples=10)
settings.load_profile(PROFILE)

#: Whether the differential tests and those that break records run on all there is, which takes an hour.
LARGE = bool(os.environ.get("LARGE"))
HERE = Path(__file__).resolve().parent
FIGURES = "datasets/trade_figures.csv"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out, and counts as deselected, what runs with the newest dependencies alone."""
    if PROFILE == "few":
        left = [item for item in items if item.get_closest_marker("newest")]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


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


#: Records that a small release begins with; what they name comes along.
SEEDS = {
    "exercises": ("vostok-2018", "joint-sea-2016", "sco-solidarity-2017"),
    "agreements": ("su-35-contract", "sco-rats-agreement-2002"),
    "events": ("syria-veto-2016", "border-clash-1969", "zhenbao-clash-1969-03-15", "financial-crisis-2008"),
    "positions": ("academy-of-military-science-encroachment-drives-russian-force-2016",),
}  # fmt: skip


@pytest.fixture(scope="session")
def small(checkout: Path, _shipped: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole release of a few records, without a warning: quick to copy and to check."""
    root = tmp_path_factory.mktemp("small")
    seeds = {(table, name) for table, names in SEEDS.items() for name in names}
    seeds |= {("trade_figures", name) for name in sorted(_shipped.records["trade_figures"])[::150]}
    wanted = _with_all_they_name(_shipped, seeds)
    for table, reads in _shipped.records.items():
        (root / "datasets" / table).mkdir(parents=True, exist_ok=True)
        for name in (name for owner, name in wanted if owner == table and DATA_SETS[table].authored == "yaml"):
            text = (checkout / reads[name].path).read_text(encoding="utf-8")
            (root / reads[name].path).write_text(text.replace("url: http:", "url: https:"), encoding="utf-8")
    lines = (checkout / FIGURES).read_text(encoding="utf-8").splitlines(keepends=True)
    rows = [line for line in lines[1:] if ("trade_figures", line.partition(",")[0]) in wanted]
    (root / FIGURES).write_text("".join([lines[0], *rows]), encoding="utf-8")
    package, findings = validate(root)
    assert not [finding for finding in findings if finding.level == "error"], findings[:3]
    write(root, published(package))
    return root


def _with_all_they_name(package: Package, wanted: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Records with all those that they name, and those that these name."""
    known: set[tuple[str, str]] = set()
    while wanted - known:
        new, known = wanted - known, wanted
        named = {
            (table, name)
            for owner, of in new
            for _, table, name in every_link(package.records[owner][of].record)
            if package.find(table, name)
        }
        wanted = wanted | named
    return wanted


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
    return _copied(_shipped)


@pytest.fixture(scope="session")
def root(request: pytest.FixtureRequest) -> Path:
    """Where records lie to be broken one by one: the small release, or all with ``LARGE=1``."""
    place: Path = request.getfixturevalue("checkout" if LARGE else "small")
    return place


@pytest.fixture(scope="session")
def _read(root: Path) -> Package:
    return read_dataset(root)


@pytest.fixture
def package(_read: Package) -> Package:
    """The records under ``root``, in a copy that a test may change."""
    return _copied(_read)


def _copied(whole: Package) -> Package:
    package = copy.copy(whole)
    package.records = {table: dict(records) for table, records in whole.records.items()}
    package.findings, package.paths = list(whole.findings), set(whole.paths)
    package.texts, package.written = dict(whole.texts), list(whole.written)
    return package
