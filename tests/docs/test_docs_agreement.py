"""The rates in the codebook are those that the two codings give."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_table_of_the_codebook_is_computed(checkout: Path) -> None:
    script = checkout / "scripts" / "agreement.py"
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout in (checkout / "docs" / "codebook.md").read_text(encoding="utf-8")
