"""Bytes to text, strictly."""

from __future__ import annotations

import os
import threading
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinorus_data.model.finding import Finding, Refused
from sinorus_data.reading import files
from sinorus_data.reading.files import LARGEST, read_bytes
from sinorus_data.reading.text import decode

relaxed = settings(deadline=None)
FORBIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def allowed(character: str) -> bool:
    """Whether a character may stand in a text, told by its category alone."""
    return character in "\n\t" or (character != "\ufffd" and unicodedata.category(character) not in FORBIDDEN)


clean_texts = st.text().map(lambda text: "".join(filter(allowed, text)))
invisible = st.characters(categories=["Cc", "Cf", "Co", "Zl", "Zp"], exclude_characters="\n\t\r\ufeff")


def refusal(raw: bytes) -> Finding:
    """The finding with which ``raw`` is refused."""
    with pytest.raises(Refused) as caught:
        decode(raw, "a.yaml")
    return caught.value.finding


def place(finding: Finding) -> tuple[str, int, int]:
    return finding.code, finding.line, finding.column


@relaxed
@given(clean_texts)
def test_clean_text_is_read_as_it_stands(text: str) -> None:
    assert decode(text.encode(), "a.yaml") == text


@relaxed
@given(clean_texts)
def test_line_ends_of_windows_are_read_as_line_feeds(text: str) -> None:
    assert decode(text.replace("\n", "\r\n").encode(), "a.yaml") == text


@pytest.mark.parametrize(
    "text", ["", "中国和俄罗斯", "Морское взаимодействие", "¶1 “x” – №5…", "😀 𠀀", "a\tb\n", "e\u0301"]
)
def test_the_scripts_of_the_field_are_read(text: str) -> None:
    assert decode(text.encode(), "a.yaml") == text


def test_a_byte_order_mark_is_refused() -> None:
    assert place(refusal(b"\xef\xbb\xbfid: a\n")) == ("T-BOM", 1, 1)


@pytest.mark.parametrize(
    ("raw", "offset", "line", "column"),
    [
        (b"\xff", 0, 1, 1),
        (b"abc\xff", 3, 1, 4),
        (b"id: a\nname: \xc3(\n", 12, 2, 7),
        (b"a\r\nb\x80", 4, 2, 2),
        ("中".encode() + b"\xfe", 3, 1, 2),
        (b"\xc0\xaf", 0, 1, 1),
        (b"a\xed\xa0\x80", 1, 1, 2),
        (b"a\xf4\x90\x80\x80", 1, 1, 2),
        (b"abc\xe4\xb8", 3, 1, 4),
    ],
)
def test_bytes_that_are_no_utf8_are_refused_at_their_place(raw: bytes, offset: int, line: int, column: int) -> None:
    finding = refusal(raw)
    assert place(finding) == ("T-UTF8", line, column)
    assert f"byte {offset}" in finding.message


@relaxed
@given(clean_texts, st.sampled_from([b"\xff", b"\xfe", b"\xc0", b"\x80", b"\xf8"]), clean_texts)
def test_the_byte_offset_is_where_the_damage_begins(before: str, bad: bytes, after: str) -> None:
    raw = before.encode() + bad + after.encode()
    finding = refusal(raw)
    lines = before.split("\n")
    assert place(finding) == ("T-UTF8", len(lines), len(lines[-1]) + 1)
    assert f"byte {len(before.encode())}" in finding.message


@pytest.mark.parametrize("text", ["name: {zh: 中国}\n", "summary: 海上联合-2016\n"])
def test_chinese_in_gb18030_is_recognised(text: str) -> None:
    finding = refusal(text.encode("gb18030"))
    assert finding.code == "T-UTF8"
    assert "GB18030" in finding.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_utf16_is_refused(encoding: str) -> None:
    assert refusal("id: 中国\n".encode(encoding)).code in ("T-UTF8", "T-CHAR")


def test_utf16_with_its_mark_is_recognised() -> None:
    finding = refusal("id: a\n".encode("utf-16"))
    assert finding.code == "T-UTF8"
    assert "UTF-16" in finding.message


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\x00", "T-CHAR"),
        ("\x07", "T-CHAR"),
        ("\x0b", "T-CHAR"),
        ("\x0c", "T-CHAR"),
        ("\x1b", "T-CHAR"),
        ("\x7f", "T-CHAR"),
        ("\x85", "T-CHAR"),
        ("\r", "T-CHAR"),
        ("\u2028", "T-CHAR"),
        ("\u2029", "T-CHAR"),
        ("\ue000", "T-CHAR"),
        ("\U000f0000", "T-CHAR"),
        ("\uffff", "T-CHAR"),
        ("\ufffd", "T-CHAR"),
        ("\u0378", "T-CHAR"),
        ("\u03a2", "T-CHAR"),
        ("\u00ad", "T-INVISIBLE"),
        ("\u200b", "T-INVISIBLE"),
        ("\u200d", "T-INVISIBLE"),
        ("\u200e", "T-INVISIBLE"),
        ("\u202e", "T-INVISIBLE"),
        ("\u2066", "T-INVISIBLE"),
        ("\u2060", "T-INVISIBLE"),
        ("\ufeff", "T-INVISIBLE"),
        ("\U000e0041", "T-INVISIBLE"),
    ],
)
def test_what_cannot_be_seen_is_refused_at_its_place(character: str, code: str) -> None:
    finding = refusal(f"id: a\r\n中文 x{character}y\n".encode())
    assert place(finding) == (code, 2, 5)
    assert f"U+{ord(character):04X}" in finding.message


@relaxed
@given(clean_texts, invisible, clean_texts)
def test_the_first_bad_character_is_the_one_reported(before: str, bad: str, after: str) -> None:
    finding = refusal((before + bad + after + "\u200b").encode())
    lines = before.split("\n")
    assert (finding.line, finding.column) == (len(lines), len(lines[-1]) + 1)


def test_no_character_of_the_basic_plane_slips_through() -> None:
    slipped = []
    for number in (n for n in range(0x10000) if not 0xD800 <= n < 0xE000 and not allowed(chr(n))):
        try:
            decode(b"x" + chr(number).encode() + b"x", "a")
        except Refused:
            continue
        slipped.append(f"U+{number:04X}")
    assert slipped == []


def test_every_other_character_is_read() -> None:
    text = "".join(chr(n) for n in range(0x110000) if not 0xD800 <= n < 0xE000 and allowed(chr(n)))
    assert decode(text.encode(), "a") == text


@relaxed
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_at_a_place(raw: bytes) -> None:
    try:
        outcome: str | Finding = decode(raw, "a")
    except Refused as refused:
        outcome = refused.finding
    if isinstance(outcome, Finding):
        assert 1 <= outcome.line <= raw.count(b"\n") + 1
        assert outcome.column >= 1
    else:
        assert outcome.encode() == raw.replace(b"\r\n", b"\n")


def refused_file(file: Path) -> Finding:
    with pytest.raises(Refused) as caught:
        read_bytes(file.parent, file.name)
    assert caught.value.finding.path == file.name
    return caught.value.finding


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "CN.yaml"
    file.write_bytes("id: CN\r\nname: 中国\r\n".encode())
    assert decode(read_bytes(tmp_path, "CN.yaml"), "CN.yaml") == "id: CN\nname: 中国\n"


@pytest.mark.usefixtures("posix")
def test_a_symbolic_link_is_refused_whatever_it_points_to(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("id: a\n")
    for name, target in (("link", "real.yaml"), ("dead", "nowhere"), ("loop", "loop.yaml"), ("device", "/dev/zero")):
        link = tmp_path / f"{name}.yaml"
        link.symlink_to(target)
        assert place(refused_file(link)) == ("P-SYMLINK", 1, 1)


def test_a_directory_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder.yaml"
    folder.mkdir()
    assert refused_file(folder).code == "P-TYPE"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refused_file(tmp_path / "none.yaml").code == "P-READ"


@pytest.mark.usefixtures("posix")
def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    codes: list[str] = []
    thread = threading.Thread(target=lambda: codes.append(refused_file(pipe).code), daemon=True)
    thread.start()
    thread.join(5)
    assert codes == ["P-TYPE"]


@pytest.mark.parametrize("ending", [".yaml", ".csv"])
def test_a_file_that_is_too_large_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    def never(*arguments: object) -> None:
        raise AssertionError("it was read")

    file = tmp_path / f"large{ending}"
    with file.open("wb") as stream:
        stream.truncate(LARGEST[ending] + 1)
    monkeypatch.setattr(files, "_read", never)
    finding = refused_file(file)
    assert finding.code == "R-FILE"
    assert str(LARGEST[ending]) in finding.expected


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_bytes(b"x" * LARGEST[".yaml"])
    assert len(read_bytes(tmp_path, "large.yaml")) == LARGEST[".yaml"]
