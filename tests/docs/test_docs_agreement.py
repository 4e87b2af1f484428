"""The rates in the codebook are those that the codings and readings give."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_tables_of_the_codebook_are_computed(checkout: Path) -> None:
    script = checkout / "scripts" / "agreement.py"
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True, encoding="utf-8")
    written = (checkout / "docs" / "codebook.md").read_text(encoding="utf-8")
    coders, readers = done.stdout.strip("\n").split("\n\n")
    assert f"{coders}\n" in written
    assert f"{readers}\n" in written
