"""Zip archives of reports."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from extractors.errors import ReportError
from extractors.reading import Limits, Settings, find_reports
from extractors.reading.files import ReportFile
from tests.extractors.reading.made import archive, docx, paragraph


def complaint(file: ReportFile) -> str:
    with pytest.raises(ReportError) as caught:
        file.read()
    return str(caught.value)


def test_the_reports_in_an_archive_lie_in_it_as_in_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "news.zip"
    path.write_bytes(
        archive(
            {
                "b/visit.docx": docx(paragraph("甲学会到东县调研。")),
                "b/visit.toml": b"date = 2025-03-08",
                "a.txt": "乙学会成立。".encode("gb18030"),
                "photo.jpg": b"\xff\xd8\xff",
                "__MACOSX/._a.txt": b"\x00",
            }
        )
    )
    text, word = find_reports([tmp_path])
    assert (text.source, word.source) == ("news.zip/a.txt", "news.zip/b/visit.docx")
    assert (text.path, text.part_of) == (path / "a.txt", path)
    assert text.read().document.text == "乙学会成立。"
    assert (word.read().document.date, word.read().voices["date"]) == ("2025-03-08", "sidecar")


def test_names_that_windows_wrote_are_read(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        zipped.writestr(zipfile.ZipInfo("青禾.txt".encode("gb18030").decode("cp437")), "甲")
    # Python marks what is not ASCII as UTF-8: names of this length are written over.
    data = packed.getvalue().replace("青禾.txt".encode("gb18030").decode("cp437").encode(), b"")
    path = tmp_path / "news.zip"
    path.write_bytes(_unmarked("青禾.txt".encode("gb18030")))
    assert [file.source for file in find_reports([path])] == ["news.zip/青禾.txt"]
    assert data  # the archive that Python would write


def _unmarked(name: bytes) -> bytes:
    """Return an archive in which a name of other bytes than ASCII is not marked as UTF-8."""
    packed = archive({"?" * (len(name) - 4) + ".txt": "甲".encode()})
    return packed.replace(b"?" * (len(name) - 4) + b".txt", name)


def test_parts_that_cannot_be_read_fail_alone(tmp_path: Path) -> None:
    path = tmp_path / "news.zip"
    good = archive(
        {
            "a.txt": b"kexie",
            "../up.txt": b"x",
            "/root.txt": b"x",
            "in.zip": b"PK",
            "large.txt": b" " * 2_000_000,
        }
    )
    path.write_bytes(good.replace(b"kexie", b"KEXIE"))
    found = {file.source: file for file in find_reports([path], Settings(limits=Limits(size=1)))}
    assert "leads out of it (../up.txt)" in complaint(found["news.zip/up.txt"])
    assert "leads out of it (/root.txt)" in complaint(found["news.zip/root.txt"])
    assert "an archive in an archive is not opened" in complaint(found["news.zip/in.zip"])
    assert "large.txt: more than 1 MB" in complaint(found["news.zip/large.txt"])


def test_a_damaged_part_fails_alone(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as zipped:
        zipped.writestr("a.txt", b"kexie")
        zipped.writestr("b.txt", b"xuehui")
    path = tmp_path / "news.zip"
    path.write_bytes(packed.getvalue().replace(b"kexie", b"KEXIE"))
    bad, good = find_reports([path])
    assert (
        complaint(bad) == f"{path}/a.txt: damaged in the archive (Bad CRC-32 for file 'a.txt'); pack it anew"
    )
    assert good.read().document.text == "xuehui"


def test_archives_that_cannot_be_opened_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "news.zip"
    whole = archive({"a.txt": b"kexie"})
    for data, message in (
        (b"", "damaged, or no .zip file"),
        (whole[:-10], "damaged, or no .zip file"),
        (archive({"photo.jpg": b"x"}), "no report in this archive"),
        (
            archive({f"{number}.txt": b"x" for number in range(4)}),
            r"4 files, more than 3; .*--limit reports=4",
        ),
        (archive({"a.txt": b" " * 5_000_001}), r"unpacks to 6 MB, more than 5; .*--limit unpacked=6"),
    ):
        path.write_bytes(data)
        with pytest.raises(ReportError, match=message):
            find_reports([path], Settings(limits=Limits(reports=3, unpacked=5)))


def test_an_archive_in_a_folder_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"kexie")
    (tmp_path / "b.zip").write_bytes(b"PK")
    good, bad = find_reports([tmp_path])
    assert good.read().document.text == "kexie"
    assert complaint(bad).startswith(f"{tmp_path}/b.zip: damaged, or no .zip file (")
