"""Files, folders, archives, tables and standard input to reports."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from extractors.errors import ReportError
from extractors.reading import Limits, Settings, find_reports, read

TEXT = "甲学会到东县调研\n3月8日，甲学会到东县调研花生产业。\n"


def test_files_are_given_as_named_and_those_in_folders_sorted_and_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.MD", "c.docx", "~$c.docx", "._b.txt", "rows.csv", "photo.jpg", "inner/d.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    found = find_reports([tmp_path / "b.txt", tmp_path])
    assert [file.source for file in found] == ["a.MD", "b.txt", "c.docx", "inner/d.html"]
    assert [file.path for file in found] == [tmp_path / file.source for file in found]


def test_what_holds_no_report_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "notes.wps"
    other.write_text(TEXT, encoding="utf-8")
    for path, message in (
        (
            tmp_path,
            "no report in this folder; put .txt, .md, .html, .docx or .pdf files there, or name a table "
            "(.csv, .xlsx, .jsonl) itself",
        ),
        (tmp_path / "none", "no such file or folder; check the path"),
        (
            other,
            "not one of the kinds that are read (.txt, .md, .html, .docx, .pdf, .zip, .csv, .xlsx, .jsonl); "
            "save it as one",
        ),
    ):
        with pytest.raises(ReportError) as caught:
            find_reports([path])
        assert str(caught.value) == f"{path}: {message}"


def test_a_folder_that_cannot_be_opened_is_refused_and_one_in_it_fails_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    scandir = os.scandir

    def scan(path: str) -> object:
        if str(path) == str(closed):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr("os.scandir", scan)
    told = "cannot be read (Permission denied); check the file and its permissions"
    closed = tmp_path
    with pytest.raises(ReportError) as caught:
        find_reports([tmp_path])
    assert str(caught.value) == f"{tmp_path}: {told}"
    closed = tmp_path / "closed"
    good, bad = find_reports([tmp_path])
    assert good.read().document.text == TEXT
    with pytest.raises(ReportError) as caught:
        bad.read()
    assert str(caught.value) == f"{closed}: {told}"


def test_a_file_that_cannot_be_opened_or_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReportError) as caught:
        read(tmp_path / "none.txt")
    assert str(caught.value) == (
        f"{tmp_path}/none.txt: cannot be read (No such file or directory); check the file and its permissions"
    )
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReportError, match="not a regular file"):
        read(tmp_path / "pipe.txt")


def test_a_file_of_too_many_bytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"a" * 1_000_001)
    (file,) = find_reports([path], Settings(limits=Limits(size=1)))
    with pytest.raises(
        ReportError, match=r"more than 1 MB; split it, or raise the limit \(--limit size=10\)"
    ):
        file.read()


def test_a_document_that_is_named_as_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(ReportError) as caught:
        read(path)
    assert str(caught.value) == f"{path}: a .pdf file by its first bytes, not a text; give it that ending"


def test_a_sidecar_says_what_the_report_does_not(tmp_path: Path) -> None:
    path = tmp_path / "visit.txt"
    path.write_text(TEXT, encoding="utf-8")
    before = find_reports([path])[0].load().held
    (tmp_path / "visit.toml").write_text(
        'title = "别的"\ndate = 2025-03-08\nplace = "东县"\n', encoding="utf-8"
    )
    (file,) = find_reports([tmp_path])
    report = file.read()
    assert (report.document.title, report.document.date, report.document.place) == (
        "甲学会到东县调研", "2025-03-08", "东县",
    )  # fmt: skip
    assert report.voices == {"title": "text", "date": "sidecar", "place": "sidecar"}
    assert file.load().held != before == TEXT.encode()


@pytest.mark.parametrize(
    ("sidecar", "message"),
    [
        ("when = 2025-03-08", "unknown field 'when'; there are title, date, publisher, place"),
        ('date = "下周"', "no date: '下周'"),
        ("title = 3", "title is no text"),
        ("title =", "Invalid value (at end of document)"),
    ],
)
def test_a_wrong_sidecar_is_told(tmp_path: Path, sidecar: str, message: str) -> None:
    (tmp_path / "visit.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "visit.toml").write_text(sidecar, encoding="utf-8")
    with pytest.raises(ReportError) as caught:
        read(tmp_path / "visit.txt")
    assert str(caught.value) == f"{tmp_path}/visit.toml: not the metadata of a report ({message})"


def test_a_report_comes_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("gb18030"))))
    (file,) = find_reports([Path("-")])
    assert file.read().document.text == TEXT
    assert file.source == file.key and file.source.startswith("stdin-")
