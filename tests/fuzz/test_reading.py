"""Any bytes under any name are a report, or refused in one line; what was found so far stays found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractors.errors import ReportError
from extractors.reading import Limits, Settings, bylines, document, find_reports
from extractors.reading.metadata import from_sidecar
from tests.extractors.reading.made import archive, docx, paragraph, pdf, xlsx
from tests.fuzz.examples import damaged, examples

FINDINGS = sorted(path for path in (Path(__file__).parent / "findings").iterdir() if path.suffix != ".md")
SETTINGS = Settings(limits=Limits(characters=50_000, seconds=20))

_TEXT = "云岭省茶叶学会到青禾县调研\n来源：青禾县科协 2025-03-10\n3月8日，学会到青禾县调研茶产业。\n"
_HEAD = "<title>调研</title><meta name='PubDate' content='2025-03-10'>"
_PAGE = f"<html><head>{_HEAD}</head><body><h1>调研</h1><p>{_TEXT}"
_TABLE = f'标题,正文,日期\n调研,"{_TEXT}",2025-03-10\n'
_LINES = '{"title": "调研", "text": "3月8日，学会到青禾县。", "date": "2025-03-10"}\n{"text": 1}\n'
_CELL = f"<w:tc>{paragraph('茶叶')}</w:tc>"
GOOD = {
    "txt": _TEXT.encode(),
    "md": _TEXT.encode("gb18030"),
    "html": (_PAGE + "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>").encode(),
    "docx": docx(paragraph(_TEXT) + f"<w:tbl><w:tr>{_CELL * 2}</w:tr></w:tbl>"),
    "pdf": pdf([_TEXT, "第二页"]),
    "zip": archive({"a.txt": _TEXT.encode(), "a.toml": b"place = '1'", "b/c.html": _PAGE.encode()}),
    "csv": _TABLE.encode(),
    "jsonl": _LINES.encode(),
    "xlsx": xlsx({"表": [["标题", "正文"], ["调研", _TEXT]]}),
}


def read_all(path: Path) -> None:
    """Read the reports of a file; each is one or refused in one line that names the file."""
    try:
        files = find_reports([path], SETTINGS)
    except ReportError as error:
        _check(error, path)
        return
    for file in files:
        try:
            found = file.read().document
        except ReportError as error:
            _check(error, path)
        else:
            assert found.text.strip() and found.text.encode("utf-8")


def _check(error: ReportError, path: Path) -> None:
    told = str(error).split(": ", 1)
    assert told[0].startswith(str(path.parent)) and told[1] and len(str(error)) < 6000


@pytest.mark.parametrize("kind", GOOD)
@examples(25)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, kind: str, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / f"damaged.{kind}"
    path.write_bytes(data.draw(damaged(GOOD[kind])))
    read_all(path)


@examples(60)
@given(data=st.binary(max_size=400), kind=st.sampled_from(sorted(GOOD)))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, kind: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any.{kind}"
    path.write_bytes(data)
    read_all(path)


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: path.name)
def test_what_was_found_stays_found(path: Path) -> None:
    read_all(path)


_PIECES = st.sampled_from(
    [
        "2025年3月8日",
        "2025-13-45",
        "3月8日电",
        "来源：",
        "发布时间：",
        "甲学会",
        "9" * 30,
        "将于",
        "\n",
        " ",
        "(",
        "年月日",
        "#",
    ]
)


@examples(100)
@given(st.lists(_PIECES | st.text(max_size=5), max_size=30).map("".join))
@example("甲# 乙")
def test_what_a_text_says_of_itself_is_found_in_any_text(text: str) -> None:
    for found in (bylines.title(text), bylines.publisher(text)):
        assert found is None or found in text
    date = bylines.report_date(text)
    assert date is None or bylines.iso_date(date) == date
    try:
        assert document(text, Path("x.txt")).text == text
    except ReportError as error:
        assert not text.strip() or "half a character" in str(error)


@examples(100)
@given(st.text(max_size=30) | st.lists(_PIECES, max_size=4).map("".join))
def test_any_field_is_a_date_or_none(written: str) -> None:
    try:
        found = bylines.iso_date(written)
    except ValueError:
        return
    assert bylines.iso_date(found) == found


_SIDECAR = b'title = "\xe8\xb0\x83\xe7\xa0\x94"\ndate = 2025-03-08\nplace = "1"\n[a]\n'


@examples(100)
@given(st.binary(max_size=100) | damaged(_SIDECAR))
@example(b"a = " + b"[" * 100_000)
def test_any_sidecar_is_metadata_or_refused(data: bytes) -> None:
    try:
        found = from_sidecar(data, Path("x.toml"))
    except ReportError as error:
        assert str(error).startswith("x.toml: not the metadata of a report (") and "\n" not in str(error)
    else:
        assert found.date is None or bylines.iso_date(found.date) == found.date
