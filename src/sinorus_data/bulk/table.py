"""One CSV file of any size against a published table, block by block."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sinorus_data.bulk.blocks import SIZE, Block, blocks, header_of, lines_of
from sinorus_data.bulk.judge import judge
from sinorus_data.bulk.keys import Hashed, Keys
from sinorus_data.bulk.lookup import keys_at
from sinorus_data.bulk.replay import once
from sinorus_data.bulk.report import Report, Task
from sinorus_data.bulk.sieve import Sieve
from sinorus_data.bulk.simple import by_block, by_line
from sinorus_data.checks.foreign import check_text, taken
from sinorus_data.checks.text import end_of_text
from sinorus_data.model.finding import Finding, Refused
from sinorus_data.reading.files import LARGEST, open_regular, read_bytes
from sinorus_data.reading.text import BOM, decode, marked, not_utf8, refuse_strange, two_line_ends

#: Blocks that are looked at side by side; reading goes on meanwhile.
WORKERS = 2

#: Called with the bytes done and the bytes in all.
Progress = Callable[[int, int], None]

#: What ends a file with one finding, the gravest first: bytes, characters, line ends, header, quotes.
_UTF8, _CHARACTER, _LINE_ENDS, _HEADER, _QUOTE = range(1, 6)


class Looked(NamedTuple):
    """What was found in one block."""

    rows: int
    findings: list[Finding]
    keys: Hashed | None
    refusals: dict[int, Finding]
    complete: bool
    last_filled: int
    """The last line that is not blank, 0 if all are."""
    last_line: str


@dataclass
class _File:
    """What is known of a file before its blocks are looked at, and what the blocks told so far."""

    file: Path
    task: Task
    sieve: Sieve
    carriages: bool = False
    blocks: list[tuple[int, int]] = field(default_factory=list)
    """The byte and the line at which each block begins."""
    refusals: dict[int, Finding] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    keys: Keys = field(default_factory=Keys)
    rows: int = 0
    line_ends: int = 0
    last_filled: int = 0
    last_line: str = ""
    complete: bool = True


def validate_csv(file: Path, task: Task, progress: Progress | None = None, *, at_once: int = SIZE) -> Report:
    """Checks one CSV, of whatever size, as the strict engine would, ``at_once`` bytes at a time.

    Raises nothing for what the file holds. Memory is bounded by some blocks, sixteen bytes for each row
    and the findings.
    """
    state = _File(file, task, Sieve(task, "polars"))
    try:
        with open_regular(file.parent, file.name) as stream:
            size = file.stat().st_size
            start = stream.read(len(BOM))
            if start == BOM:
                raise marked(file.name)
            stream.seek(0)
            for block, looked in _side_by_side(state, blocks(stream, file.name, at_once)):
                _join(state, block, looked)
                if progress:
                    progress(block.offset + len(block.raw), size)
                if _UTF8 in state.refusals or not state.complete:
                    break
    except Refused as refused:
        return Report(0, (refused.finding,))
    return _told(state)


def _side_by_side(state: _File, some: Iterable[Block]) -> Iterator[tuple[Block, Looked]]:
    """The blocks with what is found in them, in order; few are held at a time."""
    waiting: deque[tuple[Block, Future[Looked]]] = deque()
    with ThreadPoolExecutor(WORKERS) as pool:
        for block in some:
            if not state.blocks:
                end = block.raw.find(b"\n")
                state.carriages = end > 0 and block.raw[end - 1 : end] == b"\r"
            state.blocks.append((block.offset, block.line))
            waiting.append((block, pool.submit(_look, state, block)))
            if len(waiting) > WORKERS:
                done, future = waiting.popleft()
                yield done, future.result()
        while waiting:
            done, future = waiting.popleft()
            yield done, future.result()


def _look(state: _File, block: Block) -> Looked:
    """Everything that one block tells."""
    path = state.file.name
    raw = block.raw.replace(b"\r\n", b"\n") if b"\r" in block.raw else block.raw
    table, header = state.task.table, header_of(raw) if block.line == 1 else b""
    rest_line = block.line + header.count(b"\n")
    simple = by_block(raw[len(header) :], rest_line, table) if header.isascii() else None  # else it may be no text
    lines = lines_of(raw) if simple is None else None
    if simple is None and lines is None:
        return _not_utf8(block, path)
    refusals = _line_ends(block, state) if len(raw) < len(block.raw) or state.carriages else {}
    filled, last = _ending(raw, block)
    nothing = Looked(0, [], None, refusals, True, filled, last)
    if not state.refusals and not refusals:
        try:
            header_lines, findings = _header(header, table, path) if header else (0, list[Finding]())
            if lines is not None:
                simple = by_line(lines, raw, block.line, table, header_lines)
            if simple is not None:
                told = judge(simple, path, state.task, state.sieve)
                findings += once(told.findings, findings)
                return nothing._replace(rows=told.rows, findings=findings, keys=told.keys, complete=told.complete)
        except _Header as error:
            refusals[_HEADER] = error.finding
        except Refused as refused:
            refusals[_QUOTE if refused.finding.code == "C-QUOTE" else _CHARACTER] = refused.finding
    try:  # the rest is searched for what is graver still
        refuse_strange(raw.decode("utf-8"), path, block.line)
    except Refused as refused:
        refusals[_CHARACTER] = refused.finding
    return nothing


def _not_utf8(block: Block, path: str) -> Looked:
    try:
        block.raw.decode("utf-8")
    except UnicodeDecodeError as error:
        finding = not_utf8(block.raw, error, path, block.line, block.offset).finding
        return Looked(0, [], None, {_UTF8: finding}, True, 0, "")
    raise AssertionError("Python and Polars disagree on UTF-8")


class _Header(Exception):
    """The header is not that of the table, or its quotes are wrong."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


def _header(header: bytes, table: str, path: str) -> tuple[int, list[Finding]]:
    """How many lines the header takes, and what is wrong with it; raises if it is another."""
    text = header.decode("utf-8").removesuffix("\n")
    try:
        checked = check_text(f"{text}\n", path, table)
    except Refused as refused:
        raise _Header(refused.finding) from None
    return text.count("\n") + 1, [found for found in checked.findings if found.code != "T-EOF"]


def _line_ends(block: Block, state: _File) -> dict[int, Finding]:
    """The first line of a block that ends otherwise than the first of the file."""
    if state.carriages and block.raw.count(b"\r\n") == block.line_ends:
        return {}
    lines = block.raw.split(b"\n")[: block.line_ends]
    first = next(at for at, line in enumerate(lines) if line.endswith(b"\r") != state.carriages)
    line = lines[first].decode("utf-8")
    return {_LINE_ENDS: two_line_ends(state.file.name, block.line + first, line).finding}


def _ending(raw: bytes, block: Block) -> tuple[int, str]:
    """The last line of a block that is not blank, 0 if all are, and what stands behind its last line end."""
    end, line = len(raw), block.line + block.line_ends
    last = raw[raw.rfind(b"\n") + 1 :].decode("utf-8")
    while end >= 0:
        start = raw.rfind(b"\n", 0, end) + 1
        if raw[start:end].decode("utf-8").strip():
            return line, last
        end, line = start - 1, line - 1
    return 0, last


def _join(state: _File, block: Block, looked: Looked) -> None:
    """Adds what one block told to what is known of the file."""
    for grave, finding in looked.refusals.items():
        state.refusals.setdefault(grave, finding)
    state.line_ends += block.line_ends
    state.last_filled = looked.last_filled or state.last_filled
    state.last_line = looked.last_line
    if not state.refusals:
        state.rows += looked.rows
        state.findings += once(looked.findings, state.findings)
        state.complete = looked.complete and not state.task.enough(state.findings)
        if looked.keys is not None:
            state.keys.add(looked.keys)


def _told(state: _File) -> Report:
    """The verdict on a file that was read."""
    path, task = state.file.name, state.task
    if not state.blocks:  # an empty file has no header
        try:
            check_text("", path, task.table)
        except Refused as refused:
            return Report(0, (refused.finding,))
    if _UTF8 in state.refusals and state.file.stat().st_size <= LARGEST[".csv"]:
        try:  # what encoding it may be instead, the whole tells
            decode(read_bytes(state.file.parent, path), path)
        except Refused as refused:
            return Report(0, (refused.finding,))
    if state.refusals:
        return Report(0, (state.refusals[min(state.refusals)],))
    findings = set(state.findings)
    if state.complete:
        findings |= set(end_of_text(path, state.line_ends, state.last_line, state.last_filled))
        most = None if task.limit is None else task.limit - len(findings) + 1
        again = state.keys.twice(lambda lines: keys_at(state.file, state.task.table, state.blocks, lines), most)
        findings |= {taken(path, line, 1, key, first) for line, key, first in again}  # a key begins its table
    complete = state.complete and not (task.limit is not None and len(findings) > task.limit)
    return Report(state.rows, tuple(sorted(findings)[: task.limit]), complete)
