"""Saved web pages: the news without what stands around it."""

from __future__ import annotations

import socket

import pytest

from extractors.errors import ReportError
from extractors.reading.html import read
from extractors.reading.metadata import Metadata
from extractors.reading.settings import Limits

pytestmark = pytest.mark.filterwarnings("ignore")  # of libraries, while they are imported

TITLE = "云岭省茶叶学会到青禾县调研茶产业"
PARAGRAPHS = [
    "3月8日，云岭省茶叶学会组织专家到青禾县调研茶产业发展情况，县科协主席李明远陪同调研。",
    "专家组一行先后走访了白水镇茶叶加工厂、石门村生态茶园，详细了解茶树品种、病虫害防治和加工工艺等情况。",
    "座谈会上，学会理事长王秋兰表示，将发挥学会的人才优势，在青禾县建立茶叶科技小院，帮助茶农解决技术难题。",
]
BODY = "\n".join(PARAGRAPHS)
SECTIONS = ("首页", "组织机构", "新闻动态", "通知公告", "科普之窗", "联系我们")
FOOT = "<div class='footer'><p>主办：云岭省科学技术协会　地址：安和市</p><p>云ICP备12345678号</p></div>"


class NoSocket(socket.socket):
    def __init__(self, *_: object, **__: object) -> None:
        raise AssertionError("a page is read offline")


@pytest.fixture(autouse=True)
def _no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", NoSocket)


def page(head: str, body: str, encoding: str = "utf-8") -> bytes:
    whole = f"<!DOCTYPE html><html><head><meta charset='{encoding}'>{head}</head><body>{body}</body></html>"
    return whole.encode(encoding)


def paragraphs() -> str:
    return "".join(f"<p>　　{text}</p>" for text in PARAGRAPHS)


def test_a_page_of_a_public_site() -> None:
    head = (
        f"<title>{TITLE}_新闻动态_云岭省科学技术协会</title><meta name='ArticleTitle' content='{TITLE}'>"
        "<meta name='PubDate' content='2025-03-10 09:30'><meta name='ContentSource' content='省茶叶学会'>"
        "<script>var a = 1;</script>"
    )
    menu = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in SECTIONS)
    others = "".join(
        f"<li><a href='/{number}'>云岭省科协召开第{number}次工作会议</a><span>2025-02-1{number}</span></li>"
        for number in range(8)
    )
    body = (
        f"<div class='header'><ul class='nav'>{menu}</ul></div><div>当前位置：<a>首页</a> > <a>新闻</a></div>"
        f"<div class='main'><h1>{TITLE}</h1><div><span>发布时间：2025-03-10 09:30</span> "
        f"<span>浏览次数：123</span> <span>字号：[大 中 小]</span></div>"
        f"<div class='TRS_Editor'>{paragraphs()}</div>"
        f"<div>上一篇：<a>关于举办培训班的通知</a></div></div>"
        f"<div class='side'><h3>推荐阅读</h3><ul>{others}</ul></div>"
    )
    found = read(page(head, body + FOOT), Limits())
    assert found.text == f"{TITLE}\n{BODY}\n"
    assert found.stated == Metadata(TITLE, "2025-03-10", "省茶叶学会")


def test_an_old_page_laid_out_by_tables() -> None:
    menu = " | ".join(f"<a href='{name}'>{name}</a>" for name in SECTIONS)
    side = "".join(f"<tr><td><a href='{n}.htm'>青禾县科协召开第{n}次会议</a></td></tr>" for n in range(10))
    news = "<br><br>".join(f"&nbsp;&nbsp;{text}" for text in PARAGRAPHS)
    body = (
        f"<table><tr><td>{menu}</td></tr></table><table><tr><td><table>{side}</table></td><td><table>"
        f"<tr><td align=center><b>{TITLE}</b></td></tr>"
        f"<tr><td>来源：青禾县科协　日期：2025年3月10日　点击：88</td></tr>"
        f"<tr><td><font size=3>{news}</font></td></tr></table></td></tr></table>"
    )
    found = read(page(f"<title>{TITLE}</title>", body + FOOT, "gb18030"), Limits())
    assert found.text == f"{TITLE}\n来源：青禾县科协 日期：2025年3月10日\n{BODY}\n"
    assert found.stated == Metadata(TITLE, "2025-03-10", "青禾县科协")


def test_a_byline_that_stands_apart_from_the_text_is_read() -> None:
    others = "".join(
        f"<li><a href='/{n}'>云岭省科协召开会议</a><span>2025-02-1{n}</span></li>" for n in range(8)
    )
    byline = "<p><span>2025-03-10</span> <span>来源：青禾县融媒体中心</span></p>"
    body = f"<ul>{others}</ul><div><h1>{TITLE}</h1>{byline}<div>{paragraphs()}</div></div><ul>{others}</ul>"
    found = read(page(f"<title>{TITLE}</title>", body), Limits())
    assert found.stated == Metadata(TITLE, "2025-03-10", "青禾县融媒体中心")


def test_a_page_that_names_no_title_has_that_of_its_heading() -> None:
    found = read(page("", f"<h1>{TITLE}</h1><p>发布日期：2025-03-10</p>{paragraphs()}"), Limits())
    assert found.text.startswith(f"{TITLE}\n")
    assert found.stated.title == TITLE


def test_an_article_of_wechat() -> None:
    body = (
        f"<div id='img-content'><h1 id='activity-name'>{TITLE}</h1><a id='js_name'> 云岭科协 </a>"
        "<em id='publish_time'>2025年3月10日 09:30</em><div id='js_content' style='visibility: hidden'>"
        + "".join(f"<section><p><span>{text}</span></p></section>" for text in PARAGRAPHS)
        + "</div></div><div>微信扫一扫<br>关注该公众号</div>"
    )
    found = read(page(f"<meta property='og:title' content='{TITLE}'>", body), Limits())
    assert found.text == f"{TITLE}\n{BODY}\n"
    assert found.stated == Metadata(TITLE, "2025-03-10", "云岭科协")


def test_a_table_of_data_is_kept_row_by_row() -> None:
    table = "<table><tr><th>单位</th><th>需求</th></tr><tr><td>白水镇</td><td>绿色防控</td></tr></table>"
    time = "<time datetime='2025-03-10T09:30'>昨天</time>"
    body = f"<article><h2>{TITLE}</h2>{time}{paragraphs()}{table}</article>"
    found = read(page(f"<title>{TITLE}-青禾县人民政府</title>", body + FOOT), Limits())
    assert found.text == f"{TITLE}\n{BODY}\n单位 | 需求\n白水镇 | 绿色防控\n"
    assert found.stated == Metadata(TITLE, "2025-03-10")


@pytest.mark.parametrize("data", [b" ", b"<html></html>", page("", "<ul><li><a href='/'>首页</a></li></ul>")])
def test_a_page_without_a_report_is_refused(data: bytes) -> None:
    with pytest.raises(ReportError, match="the file is empty|no text of a report is found on this page"):
        read(data, Limits())


def test_the_same_page_gives_the_same_text_whatever_was_read_before() -> None:
    data = page(f"<title>{TITLE}</title>", f"<h1>{TITLE}</h1>{paragraphs()}{paragraphs()}")
    assert read(data, Limits()) == read(data, Limits())
