"""Prepares and checks a release.

    python scripts/release.py cut            write changes/VERSION.csv for the version in sinorus_data/__init__.py
    python scripts/release.py check          build twice, compare; file list; reasons, version and log; notes
    python scripts/release.py files --write  write the list of released files anew

``--last PATH`` names the last release (a wheel, sdist or directory); by default the latest tag before this version.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from sinorus_data import __version__
from sinorus_data.model.finding import Finding
from sinorus_data.model.history import Entry
from sinorus_data.release.compare import Change, compare, level, next_version
from sinorus_data.release.notes import as_markdown
from sinorus_data.release.reasons import FOLDER, explained, read_reasons, rows
from sinorus_data.release.snapshot import Snapshot, read_snapshot

ROOT = Path(__file__).resolve().parent.parent
LIST = Path("scripts/release-files.txt")


def number(version: str) -> tuple[int, ...]:
    """A version as numbers that compare."""
    return tuple(int(part) for part in version.split("."))


def last_release(named: str | None, scratch: Path) -> Snapshot:
    """The release before this version: the one named, else that of the latest tag with a lower number."""
    if named:
        return read_snapshot(Path(named))
    listed = subprocess.run(["git", "tag", "--list", "v*.*.*"], cwd=ROOT, capture_output=True, text=True, check=True)
    tags = [tag for tag in listed.stdout.split() if re.fullmatch(r"v\d+\.\d+\.\d+", tag)]
    earlier = [tag for tag in tags if number(tag[1:]) < number(__version__)]
    if not earlier:
        sys.exit("there is no tag of an earlier version; name the last release with --last")
    archive = scratch / "last.tar"
    latest = max(earlier, key=lambda tag: number(tag[1:]))
    subprocess.run(["git", "archive", "--output", str(archive), latest], cwd=ROOT, check=True)
    return read_snapshot(archive)


def judged(last: Snapshot, now: Snapshot) -> tuple[list[Change], list[Entry], list[Finding]]:
    """The changes since the last release, their log, and everything that forbids to release them."""
    changes = compare(last, now)
    given, findings = read_reasons(ROOT)
    entries, wrong = explained(changes, given, __version__)
    least = next_version(last.version, level(changes))
    if number(__version__) < number(least):
        message = f"the changes call for {least} or later"
        wrong.append(Finding("src/sinorus_data/__init__.py", 1, 1, "H-VERSION", message, __version__, least))
    return changes, entries, [*findings, *wrong]


def log_of(entries: list[Entry]) -> str:
    """The log of a release as it is committed."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows(rows(entries))
    return stream.getvalue()


def cut(last: str | None) -> int:
    """Writes the log of this version; 1 if something forbids it."""
    with tempfile.TemporaryDirectory() as scratch:
        _, entries, wrong = judged(last_release(last, Path(scratch)), read_snapshot(ROOT))
    for finding in wrong:
        print(finding)
    if wrong:
        return 1
    file = ROOT / FOLDER / f"{__version__}.csv"
    file.write_text(log_of(entries), encoding="utf-8", newline="")
    print(f"{file.relative_to(ROOT)}: {len(entries)} entries")
    return 0


def build(place: Path, day: int) -> dict[str, Path]:
    """A wheel and an sdist built from a copy of the committed files whose times are those of one day."""
    place.mkdir(exist_ok=True)
    copy = place / "copy"
    archive = place / "copy.tar"
    subprocess.run(["git", "archive", "--output", str(archive), "HEAD"], cwd=ROOT, check=True)
    with tarfile.open(archive) as tar:
        tar.extractall(copy, filter="data")
    for file in copy.rglob("*"):
        os.utime(file, (day, day))
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", str(place / "dist")], cwd=copy, env=environment,
                   check=True, capture_output=True)  # fmt: skip
    shutil.rmtree(copy)
    return {file.suffix: file for file in (place / "dist").iterdir()}


def contents(built: dict[str, Path]) -> list[str]:
    """What the wheel and the sdist hold, records of a data set as one line, without the version in the names."""
    with zipfile.ZipFile(built[".whl"]) as wheel:
        names = [f"wheel {name}" for name in wheel.namelist()]
    with tarfile.open(built[".gz"]) as sdist:
        names += [f"sdist {member.name.partition('/')[2]}" for member in sdist.getmembers() if member.isfile()]
    short = {re.sub(r"(datasets/\w+)/[\w-]+\.yaml$", r"\1/*.yaml", name) for name in names}
    short = {re.sub(rf"{re.escape(__version__)}\.csv$", "VERSION.csv", name) for name in short}
    return sorted(name.replace(f"sinorus_data-{__version__}", "sinorus_data-VERSION") for name in short)


def check(last: str | None) -> int:
    """Everything that a release must pass, but for the suite, which ``make release-check`` runs against both."""
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        first, second = (build(Path(scratch) / name, day) for name, day in (("a", 1_000_000_000), ("b", 1_700_000_000)))
        for kind in first:
            sums = [hashlib.sha256(built[kind].read_bytes()).hexdigest() for built in (first, second)]
            print(f"{first[kind].name}: {sums[0]}")
            wrong += [f"{first[kind].name}: two builds differ"] if len(set(sums)) > 1 else []
        wrong += _unlike(contents(first))
        previous, now = last_release(last, Path(scratch)), read_snapshot(first[".whl"])
        changes, entries, findings = judged(previous, now)
        wrong += [str(finding) for finding in findings]
        log = ROOT / FOLDER / f"{__version__}.csv"
        if not log.is_file() or log.read_text(encoding="utf-8") != log_of(entries):
            wrong.append(
                f"{FOLDER}/{__version__}.csv: not the log of these changes; run `python scripts/release.py cut`"
            )
        notes = ROOT / "dist" / f"NOTES-{__version__}.md"
        notes.parent.mkdir(exist_ok=True)
        notes.write_text(as_markdown(previous, now, changes), encoding="utf-8")
        for built in first.values():
            shutil.copy(built, notes.parent)
    print(f"notes: dist/{notes.name}")
    print("\n".join(wrong) or f"{__version__} is ready: {len(changes)} changes since {previous.version}")
    return 1 if wrong else 0


def _unlike(found: list[str]) -> list[str]:
    known = (ROOT / LIST).read_text(encoding="utf-8").split("\n") if (ROOT / LIST).is_file() else []
    gone = [f"{LIST}: not released: {name}" for name in sorted({name for name in known if name} - set(found))]
    return gone + [f"{LIST}: not in the list: {name}" for name in sorted(set(found) - set(known))]


def files(write: bool) -> int:
    """Compares or writes the list of released files."""
    with tempfile.TemporaryDirectory() as scratch:
        found = contents(build(Path(scratch), 1_700_000_000))
    if write:
        (ROOT / LIST).write_text("\n".join([*found, ""]), encoding="utf-8")
    wrong = [] if write else _unlike(found)
    print("\n".join(wrong) or f"{len(found)} lines")
    return 1 if wrong else 0


def main() -> int:
    """Runs one of the steps; 0 if all is well, 1 if something forbids the release."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("cut", "check", "files"))
    parser.add_argument("--last", metavar="PATH")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.step == "files":
        return files(options.write)
    return cut(options.last) if options.step == "cut" else check(options.last)


if __name__ == "__main__":
    sys.exit(main())
