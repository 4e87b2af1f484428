"""Wrong use, and where a command finds the data directory."""

from __future__ import annotations

from pathlib import Path


class UsageError(Exception):
    """A command that cannot be carried out as it was given; the message says what to do."""


def checkout(root: str | None) -> Path | None:
    """The folder that ``root`` names, else the nearest parent with a descriptor; ``None`` if there is none."""
    if root is not None:
        if not Path(root).is_dir():
            raise UsageError(f"{root} is no folder")
        return Path(root).resolve()
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / "datapackage.json").is_file()), None)


def authored(root: str | None, command: str) -> Path:
    """The checkout whose records a command works on; raises ``UsageError`` outside of one."""
    found = checkout(root)
    if found is None or not (found / "datasets").is_dir():
        raise UsageError(f"{command} works in a checkout of the data; change into it, or name it with --root")
    return found
