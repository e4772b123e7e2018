"""Bytes to text: the encodings told apart, and what is no text."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import ReportError
from extractors.reading import read
from extractors.reading.encodings import decode, decode_page

SIMPLIFIED = "甲学会到东县调研\n3月8日，甲学会到东县调研花生产业，王喆、赵珺参加。\n"
TRADITIONAL = "農業學會到東縣調研\n3月8日，農業學會到東縣調研花生產業，縣長陳明仁陪同。\n"
PLACE = Path("x.txt")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((SIMPLIFIED, name) for name in ("utf-8", "utf-8-sig", "gb18030")),
        *((SIMPLIFIED, name) for name in ("utf-16", "utf-16-le", "utf-16-be")),
        *((TRADITIONAL, name) for name in ("utf-8", "gb18030", "big5", "utf-16", "utf-16-le")),
        # Short lines, rare characters, Latin letters among them.
        *((text, "gb18030") for text in ("科协", "囍", "王珺喆", "3月", "kexie 2025 青禾县", "镕基")),
        *((text, "big5") for text in ("農會通知", "第三屆理事會", "kexie 2025 學會")),
    ],
)  # fmt: skip
def test_a_report_reads_alike_in_every_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "visit.txt"
    path.write_bytes(text.encode(encoding))
    document = read(path)
    assert document.text == text
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (document.name, document.path) == ("visit", path.as_posix())


def test_line_ends_are_kept_as_they_are() -> None:
    assert decode("甲\r\n乙\r丙\n".encode(), PLACE) == "甲\r\n乙\r丙\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("甲\x00乙".encode(), "not a text file (it holds control characters); save the report as plain text"),
        (b"\xff\xfe\x00\xd8\x41", "neither UTF-8, GB18030, Big5 nor UTF-16; save the report as UTF-8"),
        (b"\x80\xff\xff", "neither UTF-8, GB18030, Big5 nor UTF-16; save the report as UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(ReportError) as caught:
        decode(data, PLACE)
    assert str(caught.value) == f"x.txt: {message}"


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data, PLACE)
    except ReportError:
        return
    text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_what_is_utf_8_is_read_as_utf_8(text: str) -> None:
    assert decode(text.encode(), PLACE) == text.removeprefix("\ufeff")


def test_a_page_with_a_wrong_byte_is_read_in_the_encoding_that_it_names() -> None:
    page = '<meta charset="gb2312">甲学会'.encode("gb18030") + b"\xff"
    assert decode_page(page) == '<meta charset="gb2312">甲学会\ufffd'
    assert decode_page(b'<meta charset="rot13">\xff') == '<meta charset="rot13">\ufffd'
