"""Each extra of the package has all that it needs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

#: What each extra promises, with its packages and no others that are optional.
EXTRAS = {
    "validate": (
        "from sinorus_data.cli.main import main;"
        "[main(['validate', '--root', {root!r}, '--format', form]) < 2 or exit(form) for form in ('text', 'sarif')]"
    ),
    "export": (
        "from sinorus_data.export import write;"
        "[write(form, 'out', ['actors']) for form in ('parquet', 'duckdb', 'xlsx')]"
    ),
    "bulk": (
        "from sinorus_data.access import store; from sinorus_data.cli.main import main;"
        "file = str(store.root() / 'datasets' / 'trade_figures.csv');"
        "from sinorus_data.bulk import validate; assert validate(file).valid;"
        "assert main(['validate', '--table', 'trade_figures', '--links', file]) == 0"
    ),
}


@pytest.mark.parametrize("extra", EXTRAS)
def test_each_extra_suffices_for_what_it_promises(extra: str, small: Path, tmp_path: Path) -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {name: set(map(_module, needed)) for name, needed in project["optional-dependencies"].items()}
    assert extras.keys() == EXTRAS.keys()
    for module in extras[extra]:
        pytest.importorskip(module, reason=f"the extra {extra} needs it")
    others = set().union(*extras.values()) - extras[extra]
    refuse = (
        "import sys\nclass Refuse:\n"
        "  def find_spec(self, name, *_):\n"
        f"    if name.partition('.')[0] in {others!r}: raise ModuleNotFoundError(name, name=name)\n"
        "sys.meta_path.insert(0, Refuse())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", refuse + EXTRAS[extra].format(root=str(small))], capture_output=True, text=True,
        cwd=tmp_path, check=False, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def _module(requirement: str) -> str:
    """The module that a required package is imported by."""
    name = re.split("[<>=]", requirement)[0]
    return {"pyyaml": "yaml"}.get(name, name.replace("-", "_"))
