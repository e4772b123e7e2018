"""Word documents: what of them is text."""

from __future__ import annotations

import pytest

from extractors.errors import ReportError
from extractors.reading.docx import read
from extractors.reading.settings import Limits
from tests.extractors.reading.made import archive, docx, paragraph


def text(body: str) -> str:
    return read(docx(body), Limits()).text


def cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(map(paragraph, paragraphs))}</w:tc>"


def test_paragraphs_and_tables_come_in_their_order() -> None:
    head = f"<w:tr>{cell('单位')}{cell('需求')}</w:tr>"
    table = f"<w:tbl>{head}<w:tr>{cell('白水镇')}{cell('茶树', '绿色防控')}</w:tr></w:tbl>"
    assert text(paragraph("甲学会") + table + paragraph("完。")) == (
        "甲学会\n单位 | 需求\n白水镇 | 茶树 绿色防控\n完。\n"
    )


def test_a_table_in_a_table_comes_once() -> None:
    inner = f"<w:tbl><w:tr>{cell('乙')}</w:tr></w:tbl>"
    assert text(f"<w:tbl><w:tr>{cell('甲')}<w:tc>{inner}</w:tc></w:tr></w:tbl>") == "甲 | 乙\n"


def test_what_was_inserted_is_text_and_what_was_deleted_is_not() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    changed = (
        f"<w:p>{run.format('甲')}<w:ins>{run.format('省')}</w:ins>"
        "<w:del><w:r><w:delText>市</w:delText></w:r></w:del>"
        f"<w:hyperlink>{run.format('学会')}</w:hyperlink></w:p>"
    )
    assert text(changed) == "甲省学会\n"


def test_content_controls_are_read_and_text_boxes_once() -> None:
    control = f"<w:sdt><w:sdtContent>{paragraph('在控件里')}</w:sdtContent></w:sdt>"
    box = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent>"
        f"{paragraph('在框里')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{paragraph('在框里')}"
        "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert text(control + box) == "在控件里\n\n在框里\n"


def test_line_breaks_and_tabs_are_kept() -> None:
    assert (
        text("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r></w:p>") == "甲\n乙\t丙\n"
    )


def test_a_document_without_text_is_told() -> None:
    with pytest.raises(ReportError, match="it holds no text"):
        text("<w:p/>")


def test_no_document_is_told() -> None:
    for data, message in (
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted, or of an old version of Office"),
        ("甲".encode(), "damaged, or no document"),
        (docx(paragraph("甲"))[:-30], "damaged, or no document"),
    ):
        with pytest.raises(ReportError, match=message):
            read(data, Limits())


def test_what_unpacks_to_too_much_is_not_unpacked() -> None:
    with pytest.raises(ReportError, match=r"it unpacks to 3 MB, more than 1; .*--limit unpacked=3"):
        read(archive({"word/document.xml": b" " * 2_000_001}), Limits(unpacked=1))


def test_entities_are_not_followed() -> None:
    declared = '<!DOCTYPE w [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
    assert read(docx(paragraph("甲&secret;乙"), declared), Limits()).text == "甲\n"
