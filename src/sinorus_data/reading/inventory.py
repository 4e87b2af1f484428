"""What lies in the data directory: the files that people write, and what has no place there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from sinorus_data.model.catalogue import DATA_SETS, TABLES
from sinorus_data.model.finding import Finding
from sinorus_data.reading.files import TEMPORARY

FOLDER = "datasets"
#: Files of one data set beyond this are more than a person can mean.
MOST_FILES = 10_000
_safe = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z]+")
#: What systems, editors and killed commands leave behind; never read, never in the way.
_crumb = re.compile(rf"\.DS_Store|Thumbs\.db|desktop\.ini|.*~|\..*\.sw[op]|{re.escape(TEMPORARY)}.*")


def inventory(root: Path) -> tuple[dict[str, str], list[Finding]]:
    """The authored files under ``root`` in a fixed order, with the data set of each, and what else is there."""
    findings: list[Finding] = []
    if (root / FOLDER).is_symlink():
        return {}, [_finding(FOLDER, "P-SYMLINK", "a symbolic link is not followed", "put the folder itself here")]
    findings += _strays(root)
    files: dict[str, str] = {}
    for table, (_, authored) in DATA_SETS.items():
        if authored == "csv":
            files[f"{FOLDER}/{table}.csv"] = table
        else:
            files |= dict.fromkeys(_records(root, f"{FOLDER}/{table}", findings), table)
    return files, findings


def _strays(root: Path) -> Iterator[Finding]:
    """What lies beside the data sets and tables."""
    known = {*DATA_SETS, *(f"{table}.csv" for table in TABLES)}
    read = {*DATA_SETS, *(f"{table}.csv" for table, (_, authored) in DATA_SETS.items() if authored == "csv")}
    findings: list[Finding] = []
    for entry in _entries(root, FOLDER, findings):
        if entry.name not in known:
            yield _stray(f"{FOLDER}/{entry.name}", "no data set or table of this name", "remove it, or mend its name")
        elif entry.is_symlink() and entry.name not in read:
            path = f"{FOLDER}/{entry.name}"
            yield _finding(path, "P-SYMLINK", "a symbolic link is not followed", "put the file itself here")
    yield from findings


def _records(root: Path, folder: str, findings: list[Finding]) -> list[str]:
    """The record files in one folder; whatever else lies there joins the findings."""
    place = root / folder
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        code = "P-SYMLINK" if place.is_symlink() else "P-TYPE"
        findings.append(_finding(folder, code, "a data set is a folder of records", "put the folder itself here"))
        return []
    if not place.exists():
        message = "the folder of this data set is missing"
        findings.append(Finding(folder, 1, 1, "P-MISSING", message, fix="restore it", level="warning"))
        return []
    entries = _entries(root, folder, findings)
    if len(entries) > MOST_FILES:
        findings.append(_finding(folder, "R-COUNT", f"more than {MOST_FILES} files", "send fewer at a time"))
        return []
    kept = []
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if not entry.name.endswith(".yaml") or not _safe.fullmatch(entry.name):
            ending = Path(entry.name).suffix.lower()
            fix = "rename it to .yaml" if ending in (".yml", ".yaml") else "remove the file"
            findings.append(_stray(path, "only records belong here, each in a file ID.yaml", fix))
        else:
            kept.append(path)
    return kept


def _entries(root: Path, folder: str, findings: list[Finding]) -> list[os.DirEntry[str]]:
    """The entries of a folder in order of name."""
    try:
        with os.scandir(root / folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        findings.append(_finding(folder, "P-READ", f"cannot be read: {error.strerror}", "make it readable"))
        return []


def _stray(path: str, message: str, fix: str) -> Finding:
    """What to say of a file that has no place where it lies."""
    name = path.rpartition("/")[2]
    if _crumb.fullmatch(name):
        left = "left behind by the system or a stopped command"
        return Finding(path, 1, 1, "P-CRUMB", left, fix="remove it", level="warning")
    if "." in name and not _safe.fullmatch(name):
        message = "a file name is an id of plain letters, digits and hyphens, and an ending"
        return _finding(path, "P-NAME", message, "rename the file")
    return _finding(path, "P-TYPE", message, fix)


def _finding(path: str, code: str, message: str, fix: str) -> Finding:
    return Finding(path, 1, 1, code, message, fix=fix)
