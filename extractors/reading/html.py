"""Saved web pages (.html): the text of the news without what stands around it, its title, date and source.

Trafilatura finds the text. What it does not know are the fields that Chinese public sites have by rule,
tables that only lay a page out, and the lines that every page of a site has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from extractors.errors import ReportError
from extractors.reading import bylines
from extractors.reading.bylines import LONGEST_LINE, iso_date
from extractors.reading.content import Content, tidied
from extractors.reading.encodings import decode_page
from extractors.reading.metadata import Metadata
from extractors.reading.settings import Limits

# The fields of 政府网站发展指引 (国办发〔2017〕47号), then those of Open Graph and schema.org.
_TITLE_FIELDS = ("articletitle", "og:title")
_DATE_FIELDS = ("pubdate", "publishdate", "article:published_time", "datepublished")
_PUBLISHER_FIELDS = ("contentsource", "source")

# The elements of an article of WeChat that hold them.
_DATE_ID, _PUBLISHER_ID = "publish_time", "js_name"

_NOT_OF_THE_REPORT = re.compile(
    r"(?:上一[篇条]|下一[篇条]|分享[到至]|相关(?:链接|阅读|新闻)|推荐阅读|(?:微信)?扫一扫|打印本页|关闭窗口"
    r"|关注该公众号|当前位置|您的位置)(?:[：:\s>].{0,80})?"
)
_COUNTERS = re.compile(
    r"[ \t\u3000]*(?:(?:浏览|阅读|点击|访问)(?:次数|量|数)?[:：]\s*\d*\s*次?"
    r"|字[体号][:：][\s【\[]*[大中小\s]+[】\]]*"
    r"|【?(?:打印|关闭|收藏)】?)"
)
_SITE = re.compile(r"\s*[_|｜]\s*.*|\s*[-–—]+\s*[^-–—]*(?:网|网站|人民政府|协会|学会|科协|门户)$")
_SHORTEST = "50"
"""Characters of a text at which trafilatura need not look for another; Chinese says much in few."""
_LONGEST_CELL = 200
"""Characters of a cell of a table that holds data; one with more holds text."""
_INLINE = ("a", "b", "center", "em", "font", "i", "span", "strong", "u")
_PIECES_OF_BYLINE = 20
_ROW = re.compile(r"\|(.*)\|[ \t]*")
_RULE = re.compile(r"\|(?:-+\|)+[ \t]*")


def read(data: bytes, limits: Limits) -> Content:
    """Return text and fields of a page. Raises ReportError where no text of a report is found in it."""
    import trafilatura
    from lxml import etree, html

    page = decode_page(data)
    if not page.strip():
        raise ReportError("the file is empty; remove it or save the page anew")
    tree = html.document_fromstring(page.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    etree.strip_elements(tree, "script", "style", with_tail=False)
    fields = _fields(tree)
    title = _title(tree, fields)
    byline = _byline(tree, title)
    date = _date(tree, fields) or bylines.stated_date(byline)
    publisher = _publisher(tree, fields) or bylines.publisher(byline)
    _open_layout_tables(tree)
    config = trafilatura.settings.use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", _SHORTEST)
    lines = _lines(trafilatura.extract(tree, include_comments=False, config=config) or "")
    if not any("。" in line for line in lines):
        raise ReportError("no text of a report is found on this page; save its text as .txt")
    if title is not None:
        lines = _from_title(lines, title)
    return Content(tidied("\n".join(lines)), Metadata(title, date, publisher))


def _fields(tree: Any) -> dict[str, str]:
    """The fields of the page's head by their names in small letters; of several, the first with a value."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        value = _clean(element.get("content") or "")
        if value:
            found.setdefault(name.lower(), value)
    return found


def _given(fields: dict[str, str], names: tuple[str, ...]) -> Iterator[str]:
    return (fields[name] for name in names if name in fields and len(fields[name]) <= LONGEST_LINE)


def _title(tree: Any, fields: dict[str, str]) -> str | None:
    """The title: the heading that the page's title begins with, else its field, the page's own, a heading."""
    stated = next(_given(fields, _TITLE_FIELDS), None)
    of_page = _clean(stated or next((element.text_content() for element in tree.iter("title")), ""))
    headings = [_clean(heading.text_content()) for heading in tree.iter("h1", "h2", "h3")]
    heading = next((text for text in headings if len(text) > 1 and of_page.startswith(text)), None)
    title = heading or stated or _SITE.sub("", of_page) or next(filter(None, headings), None)
    return title if title and len(title) <= LONGEST_LINE else None


def _date(tree: Any, fields: dict[str, str]) -> str | None:
    """The date by its field, by WeChat's, by the first element that marks a time."""
    written = [
        *_given(fields, _DATE_FIELDS),
        *(element.text_content() for element in tree.iter() if element.get("id") == _DATE_ID),
        *(element.get("datetime") or "" for element in tree.iter("time")),
    ]
    for date in written:
        try:
            return iso_date(date)
        except ValueError:
            continue
    return None


def _publisher(tree: Any, fields: dict[str, str]) -> str | None:
    names = (_clean(element.text_content()) for element in tree.iter() if element.get("id") == _PUBLISHER_ID)
    return next(_given(fields, _PUBLISHER_FIELDS), None) or next(filter(None, names), None)


def _byline(tree: Any, title: str | None) -> str:
    """The short lines below the title, which the text that is found may lack."""
    pieces = [text for text in map(_clean, tree.itertext()) if text]
    begin = max((index for index, text in enumerate(pieces) if text == title), default=len(pieces))
    below = pieces[begin + 1 : begin + 1 + _PIECES_OF_BYLINE]
    return "\n".join(takewhile(lambda text: "。" not in text, below))


def _open_layout_tables(tree: Any) -> None:
    """Make blocks of the tables that hold no data: one column, a table inside, or much text in a cell."""
    for table in list(tree.iter("table")):
        rows = [row for row in table.iter("tr") if _table_of(row) is table]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        many = sum(len(row) > 1 for row in cells)
        long = any(len(cell.text_content()) > _LONGEST_CELL for row in cells for cell in row)
        if many > 1 and not long and table.find(".//table") is None:
            continue
        for cell in (cell for row in cells for cell in row if _is_navigation(cell)):
            cell.clear()
        for cell in (cell for row in cells for cell in row):
            _make_paragraphs(cell)
        for element in [table, *table.iter("thead", "tbody", "tfoot", "tr", "td", "th")]:
            if element is table or _table_of(element) is table:
                element.tag = "div"


def _make_paragraphs(cell: Any) -> None:
    """Make a paragraph of each line of a cell of text, which old pages part by line breaks alone."""
    from lxml import etree

    etree.strip_tags(cell, *_INLINE)
    for line_break in [*cell.iter("br")]:
        line_break.tag, line_break.text, line_break.tail = "p", line_break.tail, None
    if (cell.text or "").strip():
        first = etree.Element("p")
        first.text, cell.text = cell.text, None
        cell.insert(0, first)


def _is_navigation(cell: Any) -> bool:
    """Tell whether most of a cell is links."""
    linked = sum(len(_clean(link.text_content())) for link in cell.iter("a"))
    return linked > len(_clean(cell.text_content())) / 2


def _from_title(lines: list[str], title: str) -> list[str]:
    """The lines from the title on, where only short ones stand before it; else the title before all."""
    begin = lines.index(title) if title in lines else 0
    if begin and any("。" in line for line in lines[:begin]):
        begin = 0
    return lines[begin:] if lines[begin] == title else [title, *lines]


def _table_of(element: Any) -> Any:
    return next(element.iterancestors("table"), None)


def _lines(text: str) -> list[str]:
    """The lines of a report, without those of the site, and rows of tables as their cells."""
    found = []
    for line in text.splitlines():
        row = _ROW.fullmatch(line)
        if row is not None and _RULE.fullmatch(line):
            continue
        if row is not None:
            line = " | ".join(filter(None, (cell.strip() for cell in row[1].split("|"))))
        line = _COUNTERS.sub("", line).strip()
        if line.strip("|-") and not _NOT_OF_THE_REPORT.fullmatch(line):
            found.append(line)
    return found


def _clean(text: str) -> str:
    """Return a text on one line, without invisible characters."""
    return " ".join("".join(filter(str.isprintable, " ".join(text.split()))).split())
