"""A paper as a Word document (.docx): the sources stand at its end, a number links to each.

The same paper gives the same bytes: dates in the document and in the zip are fixed.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from kg.answers.formats import for_terminal
from kg.answers.paper import Grid, Paper, Picture
from kg.view.papers.text import SOURCES, more, source, subtitle

_LATIN, _CHINESE = "Arial", "微软雅黑"
_BLUE = RGBColor(0x21, 0x50, 0x7A)
_WIDTH = Cm(17.4)
"""Between the margins of a page."""

_EPOCH = datetime(1980, 1, 1)
"""The date that all parts bear: the first that a zip can have."""


def as_word(paper: Paper) -> bytes:
    """Return the document."""
    document = _empty(paper)
    numbers = paper.numbers()
    document.add_heading(_safe(paper.title), level=0)
    document.add_paragraph(subtitle(paper))
    if paper.columns > 1:
        _columns(document, paper.columns)
    for section in paper.sections:
        document.add_heading(f"{section.chinese} {section.english}", level=1)
        for words in section.words:
            document.add_paragraph(_safe(words))
        if section.picture is not None:
            _add_picture(document, section.picture)
        if section.grid is not None:
            _add_grid(document, section.grid)
        for line in section.lines:
            paragraph = document.add_paragraph(style="List Bullet")
            for piece in line.pieces:
                paragraph.add_run(_safe(piece.text))
                for note in piece.notes:
                    _link(paragraph, numbers[note])
            paragraph.add_run(more(line.more))
        if section.more:
            document.add_paragraph(more(section.more).strip())
    if numbers:
        document.add_heading(" ".join(SOURCES), level=1)
    for note, number in numbers.items():
        paragraph = document.add_paragraph()
        run = paragraph.add_run(f"{number}. {_safe(source(note))}")
        run.font.size = Pt(7.5)
        _bookmark(paragraph, run, number)
    return _with_fixed_dates(document)


def _empty(paper: Paper) -> Document:
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
    properties.title, properties.author, properties.comments = _safe(paper.title), "kg", ""
    properties.created = properties.modified = _EPOCH
    return document


def _safe(text: str) -> str:
    """Return text without what XML cannot hold; line breaks and tabs are spaces."""
    text = for_terminal(text.encode("utf-8", "replace").decode("utf-8"))
    text = text.translate({ord(sign): " " for sign in "\n\t"})
    return "".join(
        sign for sign in text if not 0xD800 <= ord(sign) <= 0xDFFF and ord(sign) & 0xFFFE != 0xFFFE
    )


def _add_picture(document: Document, picture: Picture) -> None:
    document.add_picture(io.BytesIO(picture.png), width=_WIDTH)
    described = document.inline_shapes[-1]._inline.docPr
    described.set("descr", _safe(picture.words))


def _add_grid(document: Document, grid: Grid) -> None:
    table = document.add_table(rows=0, cols=len(grid.header))
    table.style = "Table Grid"
    for number, row in enumerate((grid.header, *grid.rows)):
        for place, cell in zip(table.add_row().cells, row, strict=True):
            (paragraph,) = place.paragraphs
            run = paragraph.add_run("" if cell is None else _safe(str(cell)))
            run.font.size = Pt(8.5)
            run.bold = number == 0
            if isinstance(cell, int | float):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


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
