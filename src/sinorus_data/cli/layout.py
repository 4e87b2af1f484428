"""How every command introduces itself on its help page."""

from __future__ import annotations

import argparse
from typing import Any


def command(commands: Any, name: str, about: str, examples: str, more: str = "") -> argparse.ArgumentParser:
    """A new command: what it does in a few words, and in a sentence more where these do not suffice."""
    made: argparse.ArgumentParser = commands.add_parser(
        name, help=about, description=more or f"{about[0].upper()}{about[1:]}.", epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    return made
