"""PDF files: the text layer, and what is told of pages without one."""

from __future__ import annotations

import io

import pypdf
import pytest

from extractors.errors import ReportError
from extractors.normalise import normalise
from extractors.reading.pdf import read
from extractors.reading.settings import Limits
from tests.extractors.reading.made import PICTURE, pdf

LONG = "3月8日，云岭省茶叶学会组织专家到青禾县调研茶产业，走访"
REST = "白水镇茶叶加工厂。"


def test_lines_stay_as_they_are_and_are_mended_as_those_of_plain_text_are() -> None:
    found = read(pdf([f"茶叶学会到青禾县\n{LONG}\n{REST}"]), Limits())
    assert found.text == f"茶叶学会到青禾县\n{LONG}\n{REST}\n"
    assert normalise(found.text).text == f"茶叶学会到青禾县\n{LONG}{REST}"


def test_page_numbers_do_not_cut_what_goes_on_over_the_page() -> None:
    for number in ("- 1 -", "第 1 页", "1/2", "1", "https://news.example/a.html 1/2"):
        assert read(pdf([f"{LONG}\n{number}", REST]), Limits()).text == f"{LONG}\n{REST}\n"
    assert read(pdf(["2025\n2024年", "二〇二五"]), Limits()).text == "2024年\n二〇二五\n"


def test_radicals_are_the_characters_that_they_are_drawn_as() -> None:
    assert read(pdf(["⻘⽲县⽩⽔镇⻔⼾⽉"]), Limits()).text == "青禾县白水镇门户月\n"


def test_a_blank_page_is_nothing_and_one_with_a_picture_is_told() -> None:
    found = read(pdf(["甲学会", "", PICTURE]), Limits())
    assert (found.text, found.notes) == ("甲学会\n", ("page 3 without text: a picture, which is not read",))


def test_pages_without_any_text_are_refused() -> None:
    with pytest.raises(ReportError) as caught:
        read(pdf(["", ""]), Limits())
    assert str(caught.value) == (
        "no text on its pages (2), which are pictures; have them recognised (OCR), save the text"
    )


def test_a_text_layer_without_meaning_is_refused() -> None:
    with pytest.raises(ReportError, match="its fonts do not say which characters they draw"):
        read(pdf(["\ue000\ue001\ue002甲"]), Limits())


def test_a_password_is_needed_or_not() -> None:
    for password, owner in (("geheim", None), ("", "geheim")):
        writer = pypdf.PdfWriter(io.BytesIO(pdf(["甲学会"])))
        writer.encrypt(password, owner, algorithm="RC4-128")
        written = io.BytesIO()
        writer.write(written)
        if password:
            with pytest.raises(ReportError, match="encrypted with a password; save it without one"):
                read(written.getvalue(), Limits())
        else:
            assert read(written.getvalue(), Limits()).text == "甲学会\n"


def test_too_many_pages_and_no_pdf_are_refused() -> None:
    with pytest.raises(ReportError, match=r"3 pages, more than 2; .*\(--limit pages=3\)"):
        read(pdf(["甲"] * 3), Limits(pages=2))
    with pytest.raises(ReportError, match="no PDF file"):
        read("甲学会".encode(), Limits())
