"""A brief as a Word document (.docx) in two columns: the sources stand at its end, a number links to each.

The same brief gives the same bytes: dates in the document and in the zip are fixed.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from kg.answers.brief import Brief
from kg.answers.formats import for_terminal
from kg.view.briefs.text import SOURCES, more, source, subtitle

_LATIN, _CHINESE = "Arial", "微软雅黑"
_BLUE = RGBColor(0x21, 0x50, 0x7A)
_EPOCH = datetime(1980, 1, 1)
"""The date that all parts bear: the first that a zip can have."""


def as_word(brief: Brief) -> bytes:
    """Return the document."""
    document = _empty(brief)
    numbers = brief.numbers()
    document.add_heading(_safe(brief.title), level=0)
    document.add_paragraph(subtitle(brief))
    _columns(document, 2)
    for section in brief.sections:
        document.add_heading(f"{section.chinese} {section.english}", level=1)
        for line in section.lines:
            paragraph = document.add_paragraph(style="List Bullet")
            for piece in line.pieces:
                paragraph.add_run(_safe(piece.text))
                for note in piece.notes:
                    _link(paragraph, numbers[note])
            paragraph.add_run(more(line.more))
        if section.more:
            document.add_paragraph(more(section.more).strip())
    document.add_heading(" ".join(SOURCES), level=1)
    for note, number in numbers.items():
        paragraph = document.add_paragraph()
        run = paragraph.add_run(f"{number}. {_safe(source(note))}")
        run.font.size = Pt(7.5)
        _bookmark(paragraph, run, number)
    return _with_fixed_dates(document)


def _empty(brief: Brief) -> Document:
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(1.8)
    page.top_margin = page.bottom_margin = Cm(1.5)
    for name, size in (("Normal", 10.0), ("Title", 18.0), ("Heading 1", 11.0)):
        style = document.styles[name]
        style.font.name, style.font.size = _LATIN, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), _CHINESE)
        style.paragraph_format.space_before = Pt(6 if name == "Heading 1" else 0)
        style.paragraph_format.space_after = Pt(1)
        style.paragraph_format.line_spacing = 1.0
        if name != "Normal":
            style.font.color.rgb = _BLUE
    properties = document.core_properties
    properties.title, properties.author, properties.comments = _safe(brief.title), "kg", ""
    properties.created = properties.modified = _EPOCH
    return document


def _safe(text: str) -> str:
    """Return text without what XML cannot hold; line breaks and tabs are spaces."""
    text = for_terminal(text.encode("utf-8", "replace").decode("utf-8"))
    text = text.translate({ord(sign): " " for sign in "\n\t"})
    return "".join(
        sign for sign in text if not 0xD800 <= ord(sign) <= 0xDFFF and ord(sign) & 0xFFFE != 0xFFFE
    )


def _link(paragraph: Paragraph, number: int) -> None:
    """Add the number of a note as a raised link to it."""
    run = paragraph.add_run(f"[{number}]")
    run.font.superscript = True
    run.font.color.rgb = _BLUE
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), f"note{number}")
    run._r.addprevious(link)
    link.append(run._r)


def _bookmark(paragraph: Paragraph, run: Run, number: int) -> None:
    """Make the run what the links with this number lead to."""
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(name)
        mark.set(qn("w:id"), str(number))
        if name == "w:bookmarkStart":
            mark.set(qn("w:name"), f"note{number}")
            run._r.addprevious(mark)
        else:
            run._r.addnext(mark)


def _columns(document: Document, number: int) -> None:
    """Begin a part with several columns, on the same page."""
    section = document.add_section(WD_SECTION.CONTINUOUS)
    columns = section._sectPr.find(qn("w:cols"))
    if columns is None:
        columns = OxmlElement("w:cols")
        section._sectPr.append(columns)
    columns.set(qn("w:num"), str(number))
    columns.set(qn("w:space"), "300")


def _with_fixed_dates(document: Document) -> bytes:
    saved, fixed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as read, zipfile.ZipFile(fixed, "w") as written:
        for name in read.namelist():
            member = zipfile.ZipInfo(name, date_time=_EPOCH.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # else the machine's
            member.external_attr = 0o600 << 16
            written.writestr(member, read.read(name))
    return fixed.getvalue()
