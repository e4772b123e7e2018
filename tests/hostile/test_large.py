"""Files too large to be reports. `make hostile` makes them in full; else they are smaller, or sparse."""

from __future__ import annotations

import os
import resource
import zipfile
from pathlib import Path

import pytest

from extractors.errors import ReportError
from extractors.reading import Limits, Settings, find_reports
from tests.hostile.case import complaints
from tests.hostile.documents import slow_pdf

FULL = "KG_HOSTILE" in os.environ
in_full = pytest.mark.skipif(not FULL, reason="takes minutes: make hostile")


def test_a_text_of_200_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        if FULL:
            for _ in range(200):
                file.write("云岭省茶叶学会到青禾县。\n".encode() * 27_027)
        file.truncate(200_000_000)
    assert complaints(path) == [f"{path}: more than 100 MB; split it, or raise the limit (--limit size=1000)"]


def test_a_line_of_ten_million_characters(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text("甲" * 10_000_000, encoding="utf-8")
    assert complaints(path) == [
        f"{path}: 10000000 characters, more than 1000000; split the file, or raise the limit "
        "(--limit characters=10000000)"
    ]


def test_an_archive_that_unpacks_to_a_thousand_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for number in range(10):
            with packed.open(f"{number}.txt", "w") as part:
                for _ in range(100 if FULL else 51):
                    part.write(bytes(1_000_000))
    size = 1000 if FULL else 510
    assert [told.split(": ", 1)[1] for told in complaints(path)] == [
        f"it unpacks to {size} MB, more than 500; unpack it yourself, "
        f"or raise the limit (--limit unpacked={size})"
    ]


def test_a_small_pdf_that_takes_minutes(tmp_path: Path) -> None:
    path = tmp_path / "slow.pdf"
    path.write_bytes(slow_pdf())
    assert path.stat().st_size < 100_000
    seconds = 60 if FULL else 2
    (file,) = find_reports([path], Settings(limits=Limits(seconds=seconds)))
    with pytest.raises(ReportError, match=f"slow.pdf: not read within {seconds} s"):
        file.read()


def test_an_archive_of_very_many_files(tmp_path: Path) -> None:
    path, number = tmp_path / "many.zip", 100_001 if FULL else 2_001
    with zipfile.ZipFile(path, "w") as packed:
        for name in range(number):
            packed.writestr(zipfile.ZipInfo(f"{name}.txt"), b"")
    limits = Limits(reports=number - 1)
    with pytest.raises(ReportError, match=f"{number} files, more than {number - 1}"):
        find_reports([path], Settings(limits=limits))


@in_full
def test_the_longest_report_that_is_read_is_extracted(tmp_path: Path) -> None:
    from extractors.pipeline import load

    path = tmp_path / "longest.txt"
    path.write_text("3月8日，广东省茶叶学会到德庆县调研茶产业。" * 45_454, encoding="utf-8")
    (file,) = find_reports([path])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert load().extract(file.read().document).statements
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 4_000_000  # kB
