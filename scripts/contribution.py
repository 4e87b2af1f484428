"""Checks the data files that a contribution changes: what the GitHub action runs.

Reads from the environment ``DATA_ROOT`` (the folder with the data), ``BASE`` (the commit that the
contribution is compared with; without one the whole directory is checked) and ``STRICT``.
Exit status as of ``sinorus-data validate``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from sinorus_data import __version__
from sinorus_data.cli.main import main as command

#: What belongs to the validator and its surroundings: a contribution that changes it is for people to read.
OWN = (
    "src/", "schemas/", ".github/", "scripts/", "requirements/", "action.yml", ".pre-commit-hooks.yaml",
    "pyproject.toml",
)  # fmt: skip
NO_COMMIT = "0" * 40


def git(root: Path, *arguments: str) -> bytes:
    """What a git command prints, run in the folder of the data."""
    return subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True).stdout


def changes(root: Path, base: str) -> list[tuple[str, str]]:
    """The files that differ from ``base``, each with a letter for how (``D`` is gone)."""
    fields = git(root, "diff", "--name-status", "--no-renames", "-z", base, "HEAD").decode("utf-8", "surrogateescape")
    parts = fields.split("\0")[:-1]
    return list(zip(parts[::2], parts[1::2], strict=True))


def arguments(root: Path, base: str, folder: Path) -> list[str]:
    """How ``validate`` is called: on the changed files, or on everything where a file is gone."""
    told = ["validate", "--root", str(root), "--format", "github"]
    if not base or base == NO_COMMIT:
        return told
    top = Path(git(root, "rev-parse", "--show-toplevel").decode().strip())
    prefix = root.resolve().relative_to(top.resolve()).as_posix().removeprefix(".")
    prefix = f"{prefix}/" if prefix else ""
    try:
        git(root, "cat-file", "-e", f"{base}^{{commit}}")
    except subprocess.CalledProcessError:
        git(root, "fetch", "--quiet", "--no-tags", "--depth=1", "origin", base)
    changed = changes(root, base)
    own = [path for _, path in changed if path.startswith(OWN)]
    if own:
        print(
            f"::notice::This contribution changes {len(own)} files of the validator or its surroundings. "
            f"They took no part in this check, which ran version {__version__}; people have to read them."
        )
    data = [(how, path) for how, path in changed if path.startswith(f"{prefix}datasets/")]
    if not data:
        print("no data file was changed")
        return []
    diff = folder / "changes.diff"
    diff.write_bytes(git(root, "diff", "--unified=0", "--no-renames", "--no-color", base, "HEAD", "--", "datasets"))
    told += ["--diff", str(diff)]
    if any(how == "D" for how, _ in data):  # others may have named what is gone
        return told
    paths = [path.removeprefix(prefix) for _, path in data]
    authored = [path for path in paths if not generated(path)]
    return [*told, "--", *(str(root / path) for path in authored)] if len(authored) == len(paths) else told


def generated(path: str) -> bool:
    """Whether a file is a table that a build writes: an edit of it is answered by checking everything."""
    return path.count("/") == 1 and path.endswith(".csv") and path != "datasets/trade_figures.csv"


def main() -> int:
    """Runs the check; its exit status."""
    root = Path(os.environ.get("DATA_ROOT") or ".")
    with tempfile.TemporaryDirectory() as folder:
        told = arguments(root, os.environ.get("BASE", ""), Path(folder))
        strict = ["--strict"] if os.environ.get("STRICT") == "true" else []
        return command([told[0], *strict, *told[1:]]) if told else 0


if __name__ == "__main__":
    sys.exit(main())
