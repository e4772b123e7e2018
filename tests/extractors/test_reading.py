"""Files to documents: encodings, what is refused, and what a report says of itself."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from extractors.errors import ReportError
from extractors.reading import MAX_CHARACTERS, find_reports, read, report_date
from extractors.reading import document as as_document

TEXT = "甲学会到东县调研\n3月8日，甲学会到东县调研花生产业。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_report_reads_alike_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "visit.txt"
    path.write_bytes(TEXT.encode(encoding))
    document = read(path)
    assert document.text == TEXT
    assert document.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (document.name, document.path) == ("visit", path.as_posix())


def test_line_ends_are_kept_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_bytes("甲\r\n乙\r丙\n".encode())
    assert read(path).text == "甲\r\n乙\r丙\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty; remove it or write the report into it"),
        (" \t\r\n\u3000".encode(), "the file is empty; remove it or write the report into it"),
        (b"\xef\xbb\xbf", "the file is empty; remove it or write the report into it"),
        (
            "甲\x00乙".encode(),
            "not a text file (it holds control characters); save the report as plain text",
        ),
        ("甲学会".encode("utf-16"), "neither UTF-8 nor GB18030; save the report as UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\xff\xff", "neither UTF-8 nor GB18030; save the report as UTF-8"),
        (b"a" * (MAX_CHARACTERS + 1), "1000001 characters, more than 1000000; split the file"),
    ],
)
def test_what_is_no_report_is_refused_in_one_line(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    with pytest.raises(ReportError) as caught:
        read(path)
    assert str(caught.value) == f"{path}: {message}"


def test_the_longest_report_is_read() -> None:
    assert len(as_document("甲" * MAX_CHARACTERS, Path("long.txt")).text) == MAX_CHARACTERS


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReportError) as caught:
        read(tmp_path / "none.txt")
    assert str(caught.value) == (
        f"{tmp_path}/none.txt: cannot be read (No such file or directory); check the file and its permissions"
    )
    with pytest.raises(ReportError, match="cannot be read"):
        read(tmp_path)


def test_find_reports_gives_files_as_named_and_those_in_folders_sorted_and_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.MD", "c.docx", "inner/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    expected = [tmp_path / name for name in ("a.MD", "b.txt", "inner/d.txt")]
    assert find_reports([tmp_path / "b.txt", tmp_path]) == expected


def test_find_reports_refuses_what_holds_no_report(tmp_path: Path) -> None:
    other = tmp_path / "notes.docx"
    other.write_text(TEXT, encoding="utf-8")
    for path, message in (
        (tmp_path, "no report in this folder; put .txt or .md files there"),
        (tmp_path / "none", "no such file or folder; check the path"),
        (other, "not a .txt or .md file; save the report as plain text"),
    ):
        with pytest.raises(ReportError) as caught:
            find_reports([path])
        assert str(caught.value) == f"{path}: {message}"


def test_find_reports_refuses_a_folder_that_cannot_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scandir(path: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("os.scandir", scandir)
    with pytest.raises(ReportError) as caught:
        find_reports([tmp_path])
    assert str(caught.value) == (
        f"{tmp_path}: cannot be read (Permission denied); check the file and its permissions"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年3月8日，甲学会成立。", "2025-03-08"),
        ("2019.3.22，甲学会成立。", "2019-03-22"),
        ("2019-3-22甲学会成立。", "2019-03-22"),
        ("2025 年 3 月 8 日，甲学会成立。", "2025-03-08"),
        ("3月8日，甲学会成立。", None),
        ("2025年2月30日，甲学会成立。", None),
        ("编号12025.3.8，甲学会成立。", None),
        # The byline, the dateline and the signature win over what the text tells.
        ("标题\n发布时间：2025-03-10\n2025年3月8日，甲学会成立。将于2025年6月1日开会。", "2025-03-10"),
        ("标题\n来源：甲学会 2025/3/10 09:30\n2025年3月8日，甲学会成立。", "2025-03-10"),
        ("新华社北京2025年3月10日电 2025年3月8日，甲学会成立。", "2025-03-10"),
        ("2025年3月8日，甲学会成立。\n（2025年3月10日）", "2025-03-10"),
        ("2025年3月8日，甲学会成立。\n甲学会\n2025年3月10日\n", "2025-03-10"),
        ("标题\n作者：甲 2025-03-09\n2025年3月8日，甲学会成立。\n2025年3月10日\n", "2025-03-10"),
        ("2024年12月30日，甲学会成立。\n2025年1月\n", "2025-01"),
        ("甲学会简介\n（更新于2025年1月）\n甲学会于2001年2月3日成立。", "2025-01"),
        ("发布时间：2025-02-30\n2025年3月8日，甲学会成立。", "2025-03-08"),
        # Without them: the latest day of the head, then of the whole text; not one that lies ahead.
        ("2001年2月3日成立的甲学会于2025年3月8日换届。", "2025-03-08"),
        ("2025年3月8日，甲学会成立，定于2025年6月1日开会，力争在2025年12月1日完成。", "2025-03-08"),
        ("2025年3月8日，甲学会成立。" + "甲" * 300 + "2025年12月31日是星期三。", "2025-03-08"),
        ("甲" * 300 + "2024年3月8日，甲学会成立。2025年3月8日换届。", "2025-03-08"),
        # A month within the text tells of the past.
        ("甲学会成立于1993年2月。", None),
    ],
)
def test_the_date_of_a_report(text: str, expected: str | None) -> None:
    assert report_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n  甲学会到东县调研 \n正文。", "甲学会到东县调研"),
        ("## 甲学会到东县调研\n正文。", "甲学会到东县调研"),
        ("#甲学会\n正文。", "#甲学会"),
        ("甲" * 120 + "\n正文。", "甲" * 120),
        ("甲" * 121 + "\n正文。", None),
    ],
)
def test_the_title_is_the_first_line_if_it_is_short(text: str, expected: str | None) -> None:
    assert as_document(text, Path("x.txt")).title == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("标题\n来源：甲学会 2025-03-10", "甲学会"),
        ("标题\n（信息来源: 甲学会办公室）", "甲学会办公室"),
        ("标题\n来源：甲学会，作者：乙", "甲学会"),
        ("正文。\n发布单位：东县科协|供稿单位：甲学会", "东县科协"),
        ("资金来源：财政拨款。", None),
        ("标题\n来源：\n正文。", None),
    ],
)
def test_the_publisher_is_what_the_byline_names(text: str, expected: str | None) -> None:
    assert as_document(text, Path("x.txt")).publisher == expected
