from __future__ import annotations

import io
import re
import time
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from matplotlib.figure import Figure
from playwright.sync_api import Browser

from kg.answers.paper import Grid, Line, Note, Paper, Picture, Piece, Section
from kg.view.papers import WRITERS

HOSTILE = '<img src=x onerror=alert(1)> [x](javascript:alert) `c` *b* # "\x1b[31m\x00\ud800\u202e\n1. & ]]>'
NOTE = Note("茶叶学会走进青禾县", "2025-03", "茶叶学会服务青禾县。")
OTHER = Note(None, None, None)


def brief(name: str = "云岭省茶叶学会") -> Paper:
    work = Line((Piece("服务 青禾县", (NOTE,)), Piece(f"、{name}", (Note(name, None, name), NOTE))), more=3)
    return Paper(
        title=name,
        what="知识图谱简报 brief from the graph of reports",
        until="2025-03",
        columns=2,
        sections=(
            Section("基本情况", "Who", (Line((Piece("学会", (NOTE,)),)),), 0),
            Section("开展的工作", "What it does", (work,), 2),
        ),
    )


def analysis(name: str = "云岭省茶叶学会") -> Paper:
    """Return a paper with words, a table and a picture."""
    figure = Figure(figsize=(1, 1))
    png = io.BytesIO()
    figure.savefig(png, format="png")
    grid = Grid(("事物 thing", "数量 count"), ((name, 12), ("青禾县", None)))
    words = ("多少事物。", "How many things.")
    section = Section("枢纽", "Hubs", words=words, picture=Picture(png.getvalue(), name), grid=grid)
    return Paper("图谱结构分析", "知识图谱分析", "2025-03", (section,))


class Seen(HTMLParser):
    """The tags, attributes and words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def word(content: bytes) -> list[str]:
    """Return the paragraphs of a document as a reader sees them, links with them."""
    document = docx.Document(io.BytesIO(content))
    return [paragraph.text for paragraph in document.paragraphs]


def test_markdown_has_headings_lists_and_footnotes() -> None:
    assert WRITERS["md"](brief()).decode() == (
        "# 云岭省茶叶学会\n\n"
        "知识图谱简报 brief from the graph of reports · 资料截至 2025-03 reports up to that date\n"
        "\n## 基本情况 Who\n\n- 学会[^1]\n\n## 开展的工作 What it does\n\n"
        "- 服务 青禾县[^1]、云岭省茶叶学会[^2][^1] … 另有 3 项 3 more\n- … 另有 2 项 2 more\n\n"
        "[^1]: 「茶叶学会服务青禾县。」 茶叶学会走进青禾县, 2025-03\n"
        "[^2]: 「云岭省茶叶学会」 云岭省茶叶学会\n"
    )


def test_the_three_formats_say_the_same() -> None:
    page = Seen(WRITERS["html"](brief()).decode()).words
    document = "\n".join(word(WRITERS["docx"](brief())))
    for words in (
        "云岭省茶叶学会", "知识图谱简报", "基本情况 Who", "开展的工作 What it does", "服务 青禾县", "3 more",
        "2 more", "「茶叶学会服务青禾县。」 茶叶学会走进青禾县, 2025-03", "来源 Sources",
    ):  # fmt: skip
        assert words in page, words
        assert words in document, words


def test_words_and_tables_stand_in_every_format() -> None:
    text = WRITERS["md"](analysis()).decode()
    assert text.endswith(
        "\n\n## 枢纽 Hubs\n\n多少事物。\n\nHow many things.\n\n"
        "| 事物 thing | 数量 count |\n| --- | --- |\n| 云岭省茶叶学会 | 12 |\n| 青禾县 |  |\n"
    )
    page = Seen(WRITERS["html"](analysis()).decode())
    assert page.tags.count("td") == 4
    assert "多少事物。" in page.words and "12" in page.words
    document = docx.Document(io.BytesIO(WRITERS["docx"](analysis())))
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["事物 thing", "数量 count"], ["云岭省茶叶学会", "12"], ["青禾县", ""],
    ]  # fmt: skip
    assert "多少事物。" in [paragraph.text for paragraph in document.paragraphs]


def test_pictures_stand_in_the_page_and_in_the_document_with_their_words() -> None:
    page = Seen(WRITERS["html"](analysis()).decode())
    attributes = dict(page.attributes)
    assert page.tags.count("img") == 1
    assert str(attributes["src"]).startswith("data:image/png;base64,")
    assert attributes["alt"] == "云岭省茶叶学会"
    policy = next(
        value for name, value in page.attributes if name == "content" and "default-src" in str(value)
    )
    assert "img-src data:;" in str(policy)
    content = zipfile.ZipFile(io.BytesIO(WRITERS["docx"](analysis())))
    assert [name for name in content.namelist() if name.endswith(".png")] == ["word/media/image1.png"]
    assert 'descr="云岭省茶叶学会"' in content.read("word/document.xml").decode()


def test_a_paper_without_sources_has_no_list_of_them() -> None:
    for write in WRITERS.values():
        assert "来源".encode() not in write(analysis())
    assert "来源 Sources" not in word(WRITERS["docx"](analysis()))


def test_hostile_cells_are_text_in_every_format() -> None:
    lines = WRITERS["md"](analysis(HOSTILE)).decode().splitlines()
    assert len(lines) == len(WRITERS["md"](analysis()).decode().splitlines())
    page = Seen(WRITERS["html"](analysis(HOSTILE)).decode())
    assert page.tags.count("img") == 1 and page.tags.count("script") == 0
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert "<img src=x onerror=alert(1)> [x](javascript:alert)" in page.words
    (table,) = docx.Document(io.BytesIO(WRITERS["docx"](analysis(HOSTILE)))).tables
    assert table.cell(1, 0).text.startswith("<img src=x onerror=alert(1)> [x](javascript:alert)")
    for text in ("\n".join(lines), page.words, table.cell(1, 0).text):
        assert not set(text) & set("\x1b\x00\u202e\ud800")


def test_word_has_numbers_that_lead_to_the_sources() -> None:
    content = WRITERS["docx"](brief())
    paragraphs = word(content)
    assert "学会[1]" in paragraphs
    assert "服务 青禾县[1]、云岭省茶叶学会[2][1] … 另有 3 项 3 more" in paragraphs
    assert paragraphs[-2:] == [
        "1. 「茶叶学会服务青禾县。」 茶叶学会走进青禾县, 2025-03", "2. 「云岭省茶叶学会」 云岭省茶叶学会",
    ]  # fmt: skip
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert set(re.findall(r'w:anchor="(\w+)"', xml)) == set(re.findall(r'w:name="(note\d+)"', xml))
    assert 'w:num="2"' in xml


def test_hostile_names_are_text_in_every_format() -> None:
    lines = WRITERS["md"](brief(HOSTILE)).decode().splitlines()
    assert len(lines) == len(WRITERS["md"](brief()).decode().splitlines())
    assert lines[0].startswith(r"# \<img src=x onerror=alert(1)\> \[x\](javascript:alert) \`c\` \*b\*")
    page = Seen(WRITERS["html"](brief(HOSTILE)).decode())
    assert page.tags.count("img") == page.tags.count("script") == 0
    assert "<img src=x onerror=alert(1)> [x](javascript:alert)" in page.words
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]
    document = "\n".join(word(WRITERS["docx"](brief(HOSTILE))))
    assert "<img src=x onerror=alert(1)> [x](javascript:alert)" in document
    for text in ("\n".join(lines), page.words, document):
        assert not set(text) & set("\x1b\x00\u202e\ud800")


def test_a_page_carries_all_it_needs_and_allows_nothing_else() -> None:
    page = Seen(WRITERS["html"](brief()).decode())
    assert {"script", "link", "img", "iframe"} & set(page.tags) == set()
    policy = next(
        value for name, value in page.attributes if name == "content" and "default-src" in str(value)
    )
    assert policy is not None and policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not [value for name, value in page.attributes if name == "href" and not str(value).startswith("#")]


@pytest.mark.parametrize("ending", WRITERS)
def test_the_same_brief_is_the_same_bytes_at_any_time(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = [brief(), analysis()]
    before = [WRITERS[ending](paper) for paper in papers]
    later = time.localtime(time.time() + 400_000_000)
    monkeypatch.setattr(time, "localtime", lambda *_: later)
    assert [WRITERS[ending](paper) for paper in papers] == before


def test_a_brief_without_anything_is_written_too() -> None:
    for write in WRITERS.values():
        assert write(Paper("甲", "简报", None, ()))


@pytest.mark.browser
def test_a_full_brief_prints_on_two_pages_of_a4(browser: Browser, tmp_path: Path) -> None:
    """Ten sections with all the lines that they may have, each line with a sentence of its own."""

    def line(section: int, number: int) -> Line:
        note = Note("茶叶学会走进青禾县", "2025-03", f"{section}{number}" * 18)
        return Line((Piece(f"举办 云岭省茶叶科技论坛第{section}届第{number}场", (note,)),))

    sections = tuple(
        Section("开展的工作", "What it does", tuple(line(s, n) for n in range(6)), 3) for s in range(10)
    )
    file = tmp_path / "brief.html"
    file.write_bytes(WRITERS["html"](Paper("云岭省茶叶学会", "简报", "2025", sections, columns=2)))
    page = browser.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.goto(file.as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 2
    assert heard == []
