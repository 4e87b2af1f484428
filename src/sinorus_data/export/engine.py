"""An export from beginning to end: chosen, made aside, put in place in one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sinorus_data.access import store
from sinorus_data.export.contents import Contents, ExportError, contents
from sinorus_data.export.folder import aside, place
from sinorus_data.export.registry import FORMATS, Format


class Exported(NamedTuple):
    """What an export came to."""

    #: The files of the export, whether they had to be written anew or not.
    files: list[Path]
    #: How many rows it was made of.
    rows: int
    #: What there is to say of rows that were left out.
    notes: list[str]


def write(
    format: str, directory: str | Path, tables: Sequence[str] | None = None, *, force: bool = False
) -> list[Path]:  # fmt: skip
    """Writes the published tables in one of the ``FORMATS`` into a folder; the files, in order of their names.

    ``tables`` chooses among the tables. A file that no export wrote, or that was changed since, is in the way
    unless ``force``. Everything is made aside first, so that whatever happens each file is the old one or the new
    one. Raises ``ExportError`` for an unknown format or table and for what a format cannot hold,
    ``InTheWayError`` (a ``FileExistsError``), ``MissingPackageError`` where a package is missing,
    ``DataIntegrityError`` if the installed data are damaged, and ``OSError`` if the folder cannot be written.
    """
    return export(format, directory, tables, force=force).files


def export(
    format: str,
    directory: str | Path,
    tables: Sequence[str] | None = None,
    *,
    force: bool = False,
    given: Mapping[str, Sequence[store.Row]] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Exported:
    """As ``write``, with what there is to say of it.

    ``given`` puts rows in the place of published ones, by table. ``progress`` is told the rows that are done, and
    how many there are.
    """
    chosen = _format(format)
    made_of = contents(_tables(format, chosen, tables), given)
    total = sum(len(table.rows) for table in made_of.tables)
    watched = _watched(made_of, total, progress) if progress else made_of
    writer = chosen.writer()
    with aside(Path(directory)) as folder:
        notes = writer(watched, folder)
        files = place(folder, Path(directory), force=force)
    return Exported(files, total, notes)


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise ExportError(f"{name!r} is no format; choose among {', '.join(FORMATS)}")
    return FORMATS[name]


def _tables(name: str, chosen: Format, tables: Sequence[str] | None) -> Sequence[str] | None:
    if tables is not None and not tables:
        raise ExportError("no table was chosen")
    if chosen.tables is None:
        return tables
    others = [table for table in tables or () if table not in chosen.tables]
    if others:
        raise ExportError(f"{name} is made of {', '.join(chosen.tables)} alone, not of {', '.join(others)}")
    return chosen.tables


def _watched(made_of: Contents, total: int, progress: Callable[[int, int], None]) -> Contents:
    done = 0

    def taken() -> None:
        nonlocal done
        done += 1
        progress(done, total)

    return made_of._replace(tables=tuple(table._replace(taken=taken) for table in made_of.tables))
