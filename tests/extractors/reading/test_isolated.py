"""Documents read in a process that can be ended."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractors.errors import ReportError
from extractors.reading import Limits, read
from extractors.reading.isolated import isolated
from tests.extractors.reading.made import docx, paragraph, pdf
from tests.hostile.documents import slow_pdf

PLACE = Path("news/x.pdf")


def test_a_document_is_read_and_the_process_serves_the_next(tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_bytes(docx(paragraph("甲学会成立。")))
        assert read(tmp_path / name).text == "甲学会成立。\n"


def test_a_document_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    begin = time.monotonic()
    with pytest.raises(ReportError, match=r"x.pdf: not read within 1 s; .*--limit seconds=10"):
        isolated("pdf", slow_pdf(), PLACE, Limits(seconds=1))
    assert time.monotonic() - begin < 60
    assert isolated("pdf", pdf(["甲"]), PLACE, Limits(seconds=30)).text == "甲\n"


def test_a_document_that_takes_too_much_memory_is_given_up() -> None:
    large = docx(paragraph("甲" * 9_000_000))
    with pytest.raises(ReportError, match=r"x.pdf: .*(memory|damaged)"):
        isolated("docx", large, PLACE, Limits(memory=60))


def test_a_program_without_a_main_function_reads_documents(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(paragraph("甲学会成立。")))
    (tmp_path / "docx.py").write_text("raise SystemExit('not mine')")
    (tmp_path / "program.py").write_text(
        "from pathlib import Path\nfrom extractors.reading import read\nprint(read(Path('a.docx')).text)\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "program.py"], cwd=tmp_path, env=_paths(), capture_output=True, check=True
    )
    assert done.stdout.decode() == "甲学会成立。\n\n"


def _paths() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"}


def test_what_a_library_trips_over_is_told_in_one_line() -> None:
    with pytest.raises(ReportError) as caught:
        isolated("pdf", b"%PDF-1.7\ntrailer\n", PLACE, Limits())
    assert str(caught.value).startswith("news/x.pdf: damaged, or no .pdf file (")
    assert "\n" not in str(caught.value)


def test_a_library_that_is_missing_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractors.reading import isolated as module

    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert module.answer("pdf", b"%PDF-1.7", Limits()) == (
        False,
        "to read .pdf install what it needs (pypdf is missing): pip install 'kexie-kg[formats]'",
    )
