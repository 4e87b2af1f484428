"""One state of the data, wherever it lies: a data directory, a wheel, an sdist or an archive of the repository."""

from __future__ import annotations

import csv
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

DESCRIPTOR = "datapackage.json"
#: No file of a release is larger; an archive that claims more is not unpacked.
LARGEST = 256 * 1024 * 1024


class Snapshot(NamedTuple):
    """The published tables of one version, with the columns and types that its schemas give them."""

    name: str
    version: str
    columns: dict[str, dict[str, str]]
    rows: dict[str, list[dict[str, str]]]


class NoSnapshot(ValueError):
    """What was named holds no release; says what was looked for."""


def read_snapshot(place: Path) -> Snapshot:
    """The tables at ``place``: a directory with ``datapackage.json``, or a wheel, sdist or archive that holds one.

    Tables of a directory are those that were built. Raises ``NoSnapshot`` if there is no descriptor, no table,
    or a table that the descriptor names is missing.
    """
    if place.is_dir():
        return _made(place.name or str(place), _of_folder(place))
    if not place.is_file():
        raise NoSnapshot(f"{place}: there is no such file or directory")
    try:
        if zipfile.is_zipfile(place):
            with zipfile.ZipFile(place) as archive:
                return _made(place.name, _of_zip(archive))
        if tarfile.is_tarfile(place):
            with tarfile.open(place) as packed:
                return _made(place.name, _of_tar(packed))
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError) as error:
        raise NoSnapshot(f"{place}: cannot be read: {error}") from None
    raise NoSnapshot(f"{place}: neither a data directory, a wheel nor an sdist")


Reader = Callable[[str], bytes | None]


def _of_folder(root: Path) -> Reader:
    return lambda path: (root / path).read_bytes() if (root / path).is_file() else None


def _of_zip(archive: zipfile.ZipFile) -> Reader:
    base = _base(archive.namelist())
    known = {info.filename: info for info in archive.infolist() if info.file_size <= LARGEST}
    return lambda path: archive.read(known[base + path]) if base + path in known else None


def _of_tar(archive: tarfile.TarFile) -> Reader:
    members = {member.name: member for member in archive.getmembers() if member.isfile() and member.size <= LARGEST}
    base = _base(list(members))

    def read(path: str) -> bytes | None:
        stream = archive.extractfile(members[base + path]) if base + path in members else None
        return stream.read() if stream else None

    return read


def _base(names: list[str]) -> str:
    """The folder in an archive that holds the descriptor, the outermost if there are several."""
    found = [name for name in names if PurePosixPath(name).name == DESCRIPTOR]
    outermost = min(found, key=lambda name: name.count("/"), default=DESCRIPTOR)
    return outermost[: -len(DESCRIPTOR)]


def _made(name: str, read: Reader) -> Snapshot:
    content = read(DESCRIPTOR)
    if content is None:
        raise NoSnapshot(f"{name}: there is no {DESCRIPTOR} in it")
    try:
        descriptor = json.loads(content)
        resources = [(str(one["name"]), str(one["path"])) for one in descriptor["resources"]]
    except (ValueError, KeyError, TypeError):
        raise NoSnapshot(f"{name}: its {DESCRIPTOR} describes no tables") from None
    if not resources:
        raise NoSnapshot(f"{name}: its {DESCRIPTOR} describes no tables")
    columns, rows = {}, {}
    for table, path in resources:
        text = read(path)
        if text is None:
            raise NoSnapshot(f"{name}: {path} is missing")
        reader = csv.DictReader(io.StringIO(text.decode("utf-8"), newline=""))
        rows[table] = [dict(row) for row in reader]
        columns[table] = _types(read(f"schemas/{table}.json"), list(reader.fieldnames or ()))
    return Snapshot(name, str(descriptor.get("version", "")), columns, rows)


def _types(schema: bytes | None, names: list[str]) -> dict[str, str]:
    """The columns of a table in order, with the types that its schema gives."""
    fields: list[Any] = json.loads(schema)["fields"] if schema else []
    types = {str(field["name"]): str(field["type"]) for field in fields}
    return {name: types.get(name, "string") for name in names}
