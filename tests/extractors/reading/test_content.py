"""A text to its Document: whose word its metadata is, and what is refused."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from extractors.errors import ReportError
from extractors.model import Document
from extractors.reading import Limits, Metadata, Settings, document
from extractors.reading.content import Content, report, tidied

PLACE = Path("news/x.txt")
TEXT = "甲学会到东县调研\n来源：甲学会 2025-03-10\n2025年3月8日，甲学会到东县调研。\n"
LATER = Metadata("别的标题", "2024-01-01", "别的", "云岭省")


def test_a_text_alone_is_the_document_that_it_always_was() -> None:
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    assert document(TEXT, PLACE) == Document(
        "x", "news/x.txt", TEXT, sha256, "甲学会到东县调研", "2025-03-10", "甲学会", None
    )


def test_the_report_itself_is_trusted_most() -> None:
    found = report(Content(TEXT, Metadata(title="字段标题")), PLACE, LATER)
    assert (found.document.title, found.document.date) == ("字段标题", "2025-03-10")
    assert found.voices == {"title": "file", "date": "text", "publisher": "text", "place": "sidecar"}


def test_a_sidecar_fills_in_before_options_and_a_day_in_the_text_comes_last() -> None:
    text = "甲" * 200 + "\n2025年3月8日，甲学会成立。\n"
    options = Settings(Metadata(date="2023-01-01", place="青禾县"))
    found = report(Content(text), PLACE, Metadata(publisher="甲学会"), options)
    assert found.voices == {"date": "option", "publisher": "sidecar", "place": "option"}
    found = report(Content(text), PLACE)
    assert (found.document.date, found.voices) == ("2025-03-08", {"date": "a day in the text"})


@pytest.mark.parametrize("text", ["", " \t\r\n\u3000"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(ReportError) as caught:
        document(text, PLACE)
    assert str(caught.value) == "news/x.txt: the file is empty; remove it or write the report into it"


def test_the_longest_report_is_read_and_a_longer_one_needs_a_higher_limit() -> None:
    limits = Settings(limits=Limits(characters=10))
    assert len(report(Content("甲" * 10), PLACE, settings=limits).document.text) == 10
    with pytest.raises(ReportError) as caught:
        report(Content("甲" * 11), PLACE, settings=limits)
    assert str(caught.value) == (
        "news/x.txt: 11 characters, more than 10; split the file, or raise the limit (--limit characters=11)"
    )


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ReportError, match="holds half a character"):
        document("甲\ud800", PLACE)


def test_text_from_a_document_is_tidied() -> None:
    assert tidied("\n甲 \r\n乙\x00\ud800\x0c\n\n\n\n丙\u2028丁\u200b") == "甲\n乙\n\n丙\n丁\u200b\n"
