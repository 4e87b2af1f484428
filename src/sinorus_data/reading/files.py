"""Files of the data directory: opened without following anything out of it, and written whole."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path
from typing import BinaryIO

from sinorus_data.model.finding import Refused, refusal

#: Record files are small; a table may grow.
LARGEST = {".yaml": 64 * 1024, ".csv": 64 * 1024 * 1024, ".json": 1024 * 1024}

#: Begins the name of a file that is being written; what a killed command leaves is known by it.
TEMPORARY = ".sinorus-data-"

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_bytes(root: Path, path: str) -> bytes:
    """The content of the regular file at ``path`` under ``root``; nothing else is ever opened.

    Raises ``Refused`` with one finding for a link on the way, for what is no regular file, and for
    one that is too large or cannot be read.
    """
    try:
        with open_regular(root, path) as stream:
            largest = LARGEST[path[path.rindex(".") :]]
            size = os.fstat(stream.fileno()).st_size
            if size > largest:
                raise refusal(path, "R-FILE", "the file is too large", f"{size} bytes", f"at most {largest}")
            return _read(stream, largest)
    except OSError as error:
        raise _unreadable(path, error) from None


def open_regular(root: Path, path: str) -> BinaryIO:
    """The regular file at ``path`` under ``root``, open for reading, of whatever size.

    Raises ``Refused`` for a link on the way, for what is no regular file, and for one that cannot be opened.
    """
    file = os.fspath(root)
    mode = 0
    try:
        for part in path.split("/"):
            file = f"{file}/{part}"  # a Path for every part costs as much as reading; all systems know this sign
            mode = os.lstat(file).st_mode
            if stat.S_ISLNK(mode):
                raise refusal(path, "P-SYMLINK", "a symbolic link is not followed", fix="put the file itself here")
        if not stat.S_ISREG(mode):
            raise refusal(path, "P-TYPE", "not a regular file", fix="remove it")
        return os.fdopen(os.open(file, _FLAGS), "rb")
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: str, error: OSError) -> Refused:
    return refusal(path, "P-READ", f"cannot be read: {error.strerror}")


def _read(stream: BinaryIO, largest: int) -> bytes:
    return stream.read(largest)


def write_whole(file: Path, content: bytes) -> bool:
    """Puts ``content`` into ``file`` in one step; whether that changed anything.

    A command killed in the middle leaves the old file or the new one.
    """
    if file.is_file() and file.read_bytes() == content:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=TEMPORARY, dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True
