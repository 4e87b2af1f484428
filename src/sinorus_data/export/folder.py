"""Files put into a folder of others: made aside, moved in whole, and never over what is not ours."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sinorus_data.reading.files import TEMPORARY, write_whole

#: Remembers what exports wrote into a folder: the digests that each file may have and still be ours.
LEDGER = ".sinorus-export.json"

#: Seconds after which a folder of an export is what a killed one left, and not one at work.
FORSAKEN = 3600

Ledger = dict[str, list[str]]


class InTheWayError(FileExistsError):
    """Files where an export would write that no export wrote, or that were changed since."""

    def __init__(self, files: list[str]) -> None:
        self.files = files
        super().__init__(f"{', '.join(files)}: not of an export, or changed since; --force (force=True) overwrites")


@contextmanager
def aside(directory: Path) -> Iterator[Path]:
    """An empty folder inside of ``directory`` to write in, gone afterwards.

    It lies there so that moving a file from it is one step of the file system.
    """
    directory.mkdir(parents=True, exist_ok=True)
    for crumb in directory.glob(f"{TEMPORARY}*"):
        if time.time() - crumb.lstat().st_mtime > FORSAKEN:
            shutil.rmtree(crumb) if crumb.is_dir() and not crumb.is_symlink() else crumb.unlink()
    folder = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=directory))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def place(folder: Path, directory: Path, *, force: bool = False) -> list[Path]:
    """Moves every file of ``folder`` to its place in ``directory``; the files, in order of their names.

    Nothing is moved if one of them is in the way. Files that would not change stay untouched. Raises
    ``InTheWayError``.
    """
    names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    new = {name: _digest(folder / name) for name in names}
    ledger = _read(directory)
    in_the_way = [name for name in names if not _is_free(directory, name, [new[name], *ledger.get(name, ())], force)]
    if in_the_way:
        raise InTheWayError(in_the_way)
    moved = [name for name in names if not _is_same(directory / name, new[name])]
    # Both digests are ours while files are moved: whoever is killed here finds his own files, and not others'.
    _remember(directory, ledger, {name: [*ledger.get(name, ()), new[name]] for name in names})
    for name in moved:
        _secure(folder / name)
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
    for name in moved:
        (folder / name).replace(directory / name)
    _remember(directory, ledger, {name: [new[name]] for name in names})
    return [directory / name for name in names]


def _is_free(directory: Path, name: str, ours: list[str], force: bool) -> bool:
    """Whether a file may be put at ``name``; never where a folder is, or through a link out of the directory."""
    file = directory / name
    parents = [directory / parent for parent in Path(name).parents if parent.name]
    if any(parent.is_symlink() or (parent.exists() and not parent.is_dir()) for parent in parents):
        return False
    if file.is_dir() and not file.is_symlink():
        return False
    if force or not os.path.lexists(file):
        return True
    return not file.is_symlink() and file.is_file() and _digest(file) in ours


def _is_same(file: Path, digest: str) -> bool:
    return file.is_file() and not file.is_symlink() and _digest(file) == digest


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _secure(file: Path) -> None:
    """Has the content on the disk before the name points to it."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def _read(directory: Path) -> Ledger:
    """What is remembered; nothing where that cannot be read, so that files count as others'."""
    try:
        known = json.loads((directory / LEDGER).read_text(encoding="utf-8"))
        return {str(name): [str(digest) for digest in digests] for name, digests in known.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _remember(directory: Path, ledger: Ledger, entries: Ledger) -> None:
    known = ledger | {name: list(dict.fromkeys(digests)) for name, digests in entries.items()}
    known = dict(sorted(known.items()))
    write_whole(directory / LEDGER, (json.dumps(known, indent=1) + "\n").encode())
