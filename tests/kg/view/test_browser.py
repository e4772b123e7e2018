"""The page in a real browser. `open_page` (conftest.py) fails a test on any console message or request."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from statistics import median
from typing import Any, Literal
from urllib.parse import quote

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from tests.kg.view.pages import COUNTY, KEXIE, SOCIETY, click, key_of, selected, shown

pytestmark = pytest.mark.browser

Demo = Callable[[int], nx.MultiDiGraph]


def test_it_opens_on_an_overview(open_page: Callable[..., Page], small: nx.MultiDiGraph) -> None:
    page = open_page(small)
    expect(page).to_have_title("云岭省知识图谱")
    expect(page.locator("#panel h2")).to_have_text("总览")
    expect(page.locator("#panel")).to_contain_text("4 个事物，4 条关系，来自 1 篇报告")
    assert len(shown(page)["things"]) == 4
    assert len(shown(page)["links"]) == 4


@pytest.mark.parametrize("question", ["省科协", "yunling a", "云岭省科学技术", "ＹＵＮＬＩＮＧ ast"])
def test_search_finds_by_any_name_and_selects(
    open_page: Callable[..., Page], small: nx.MultiDiGraph, question: str
) -> None:
    page = open_page(small)
    page.keyboard.press("/")
    page.keyboard.type(question)
    expect(page.locator("#results").get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("云岭省科学技术协会")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#announcement")).to_have_text("云岭省科学技术协会，2 条关系")
    assert selected(page) == KEXIE


def test_search_centres_the_thing(open_page: Callable[..., Page], demo: Demo) -> None:
    page = open_page(demo(200))
    page.locator("#search").fill("百县兴业工程")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("百县兴业工程")
    spot = page.evaluate("explorer.where('id/initiative/百县兴业工程')")
    box = page.locator("#graph").bounding_box()
    assert box is not None
    assert box["x"] < spot["x"] < box["x"] + box["width"]
    assert box["y"] < spot["y"] < box["y"] + box["height"]


def test_the_result_list_is_used_by_keys(open_page: Callable[..., Page], small: nx.MultiDiGraph) -> None:
    page = open_page(small)
    field = page.locator("#search")
    field.fill("云岭省")
    expect(page.locator("#results").get_by_role("option")).to_have_text(
        [re.compile("茶叶学会"), re.compile("科学技术协会")]
    )
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "results-1")
    expect(page.locator("#results-1")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    field.fill("没有这个")
    expect(page.locator("#results")).to_have_text("没有找到")


def test_a_click_on_a_thing_shows_its_relations_and_sentences(
    open_page: Callable[..., Page], small: nx.MultiDiGraph
) -> None:
    page = open_page(small)
    click(page, COUNTY)
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("东源县")
    expect(panel.locator(".kind")).to_have_text("地点 · 县级行政区")
    expect(panel.locator("dl")).to_contain_text("990101")
    expect(panel.locator("h3")).to_have_text(["服务者 1", "合作 1"])
    served = panel.locator("section").first
    expect(served.locator(".chip")).to_have_text("计划")
    expect(served.locator("blockquote p")).to_have_text("下一步,学会将为东源县提供技术服务。")
    expect(served.locator("mark")).to_have_text(["将为东源县", "技术服务"])
    expect(served.locator("cite")).to_have_text("2025年科技服务进县域工作简报 · 2025-03-18")


def test_a_click_on_a_link_shows_its_evidence(open_page: Callable[..., Page], small: nx.MultiDiGraph) -> None:
    page = open_page(small)
    click(page, key_of(small, "serves"))
    panel = page.locator("#panel")
    expect(panel.locator("h2 .thing")).to_have_text(["云岭省茶叶学会", "东源县"])
    expect(panel.locator("dl")).to_have_text(re.compile("情态.*计划.*时间.*2026", re.DOTALL))
    expect(panel.locator("blockquote")).to_contain_text("说话人：欧阳雅琴")
    expect(panel.locator("blockquote")).to_contain_text("规则：serves-1")
    assert selected(page) == key_of(small, "serves")


def test_a_click_beside_everything_and_escape_deselect(
    open_page: Callable[..., Page], small: nx.MultiDiGraph
) -> None:
    page = open_page(small)
    for leave in (lambda: page.mouse.click(240, 80), lambda: page.keyboard.press("Escape")):
        click(page, COUNTY)
        expect(page.locator("#panel h2")).to_have_text("东源县")
        leave()
        expect(page.locator("#panel h2")).to_have_text("总览")


LINES = """pairs => {
  const canvas = document.querySelector("#graph canvas");
  const box = canvas.getBoundingClientRect();
  const ratio = canvas.width / box.width;
  const image = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return pairs.map(([head, tail]) => {
    const [a, b] = [explorer.where(head), explorer.where(tail)];
    const colours = [];
    for (let t = 0.2; t < 0.4; t += 0.002) {
      const x = Math.round((a.x + t * (b.x - a.x) - box.left) * ratio);
      const y = Math.round((a.y + t * (b.y - a.y) - box.top) * ratio);
      const near = [-1, 0, 1].map((dy) => 4 * ((y + dy) * canvas.width + x));
      const strongest = near.reduce((best, at) => (image.data[at + 3] > image.data[best + 3] ? at : best));
      colours.push([...image.data.slice(strongest, strongest + 4)]);
    }
    return colours;
  });
}"""


def test_plans_and_wishes_are_drawn_unlike_facts(open_page: Callable[..., Page], make: Any) -> None:
    modalities = ("actual", "planned", "wished")
    for modality in modalities:
        head = make.thing("Organization", f"{modality}甲", "Society")
        make.say(head, "serves", make.thing("Place", f"{modality}乙", "County"), "服务", "服务。", modality)
    page = open_page(make.graph())
    # The strongest pixels along each (level) line, but for the middle, where the name of the relation stands.
    pairs = [[f"id/organization/{modality}甲", f"id/place/{modality}乙"] for modality in modalities]
    bare, reds = {}, {}
    for modality, colours in zip(modalities, page.evaluate(LINES, pairs), strict=True):
        bare[modality] = sum(alpha < 30 for *_, alpha in colours) / len(colours)
        reds[modality] = median(red - blue for red, _, blue, alpha in colours if alpha >= 30)
    assert bare["actual"] == 0
    assert 0.1 < bare["planned"] < 0.7
    assert 0.1 < bare["wished"] < 0.9
    assert reds["planned"] < -60 < reds["actual"] < 60 < reds["wished"]
    legend = page.locator(".by-modality label")
    expect(legend).to_have_text(["事实1", "计划1", "愿望1"])
    dashes = [line.get_attribute("stroke-dasharray") for line in legend.locator("svg path:first-child").all()]
    assert dashes == ["", "7 4", "1.5 4"]


def test_filters_hide_and_reset(open_page: Callable[..., Page], small: nx.MultiDiGraph) -> None:
    page = open_page(small)
    plan, post = key_of(small, "serves"), key_of(small, "holdsPost")
    everything = shown(page)
    page.get_by_role("checkbox", name="计划").uncheck()
    assert everything["links"] - shown(page)["links"] == {plan}
    page.get_by_role("checkbox", name="人物").uncheck()
    assert everything["links"] - shown(page)["links"] == {plan, post}
    assert everything["things"] - shown(page)["things"] == {"id/person/欧阳雅琴"}
    page.get_by_role("button", name="恢复全部筛选").click()
    assert shown(page) == everything
    expect(page.get_by_role("checkbox", name="计划")).to_be_checked()
    for relation in ("隶属于", "合作", "任职于"):
        page.get_by_role("checkbox", name=relation).uncheck()
    assert shown(page) == {"links": {plan}, "things": {SOCIETY, COUNTY}}


def test_links_into_the_page_and_back_and_forward(
    open_page: Callable[..., Page], small: nx.MultiDiGraph
) -> None:
    page = open_page(small, "#" + quote(KEXIE, safe=""))
    heading = page.locator("#panel h2")
    expect(heading).to_have_text("云岭省科学技术协会")
    page.locator("#panel a.thing", has_text="东源县").click()
    expect(heading).to_have_text("东源县")
    page.go_back()
    expect(heading).to_have_text("云岭省科学技术协会")
    page.go_forward()
    expect(heading).to_have_text("东源县")
    for odd in ("#id/place/404", "#%E4%B8", "#toString"):
        page.evaluate("hash => { location.hash = hash }", odd)
        expect(heading).to_have_text("总览")


def test_the_page_is_used_by_the_keyboard_alone(
    open_page: Callable[..., Page], small: nx.MultiDiGraph
) -> None:
    page = open_page(small)
    page.keyboard.press("/")
    page.keyboard.type("东源")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("东源县")
    page.keyboard.press("Tab")
    expect(page.locator("#panel .close")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#path-to")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#panel section a.thing").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("云岭省茶叶学会")
    expect(page.locator("#panel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#panel h2")).to_have_text("总览")
    page.locator("#graph").focus()
    before = page.evaluate("key => explorer.where(key)", COUNTY)
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "([key, x]) => Math.abs(explorer.where(key).x - x + 60) < 1", arg=[COUNTY, before["x"]]
    )


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "image": "</script><img src=x onerror=alert(1)>",
    "quotes": "\"甲\" '乙' `丙` &amp; ]]> -->",
    "lines": "第一行\n第二行\u2028第三行",
    "bidi": "\u202e反向\u2066甲\u200b乙",
    "emoji": "👩‍🔬科普🧪",
    "long": "长" * 10_000,
    "prototype": "__proto__",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_names_are_text(open_page: Callable[..., Page], make: Any, text: str) -> None:
    body = make.thing("Organization", text, "Society", names=[text + "别名"])
    place = make.thing("Place", "乙县", "County", code="990101")
    make.say(body, "serves", place, text, f"前{text}后", role=text, speaker=text, report=text, time=text)
    graph = make.graph()
    page = open_page(graph)
    assert page.locator("script").count() == 3
    page.locator("#search").fill(text[:40])
    expect(page.locator("#results").get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('#panel .kind') !== null")
    assert page.evaluate("document.querySelector('#panel h2').textContent") == text
    assert page.evaluate("document.querySelector('#panel mark').textContent") == text
    assert page.evaluate("document.querySelector('#panel blockquote p').textContent") == f"前{text}后"
    page.evaluate("key => { location.hash = key }", quote(key_of(graph, "serves"), safe=""))
    page.wait_for_function("() => document.querySelector('#panel h2.link') !== null")
    assert text in page.evaluate("document.querySelector('#panel blockquote footer').textContent")
    spot = page.evaluate("explorer.where('id/place/990101')")
    page.mouse.move(spot["x"], spot["y"])
    expect(page.locator("#tip")).to_have_text("乙县 · 地点")
    assert page.locator("img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_have_contrast(
    open_page: Callable[..., Page], small: nx.MultiDiGraph, scheme: Literal["light", "dark"]
) -> None:
    page = open_page(small, color_scheme=scheme)

    def contrast(fore: str, back: str) -> float:
        read = "name => getComputedStyle(document.documentElement).getPropertyValue(name).trim()"
        dark, light = sorted(luminance(page.evaluate(read, f"--{name}")) for name in (fore, back))
        return (light + 0.05) / (dark + 0.05)

    grounds = ("paper", "card")
    texts = [(text, ground) for text in ("ink", "quiet", "accent", "planned", "wished") for ground in grounds]
    texts += [("quiet", "wash"), ("mark-ink", "mark")]
    assert {pair for pair in texts if contrast(*pair) < 4.5} == set()
    signs = ("organization", "person", "place", "initiative", "facility", "event", "industry", "actual")
    assert {sign for sign in signs if contrast(sign, "paper") < 3} == set()
    body = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(int(part) for part in re.findall(r"\d+", body)) < 200) == (scheme == "dark")


def test_a_narrow_screen_shows_graph_and_panel(
    open_page: Callable[..., Page], small: nx.MultiDiGraph
) -> None:
    page = open_page(small, viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    expect(page.locator("#filter-groups")).to_be_hidden()
    page.locator("#filters > summary").click()
    expect(page.get_by_role("checkbox", name="计划")).to_be_visible()
    page.locator("#filters > summary").click()
    click(page, COUNTY)
    expect(page.locator("#panel h2")).to_have_text("东源县")
    graph, panel = page.locator("#graph").bounding_box(), page.locator("#panel").bounding_box()
    assert graph is not None and panel is not None
    assert graph["height"] > 200
    assert panel["y"] >= graph["y"] + graph["height"]


def test_a_large_graph_opens_on_its_hubs(open_page: Callable[..., Page], demo: Demo) -> None:
    graph = demo(400)
    page = open_page(graph)
    hubs = shown(page)["things"]
    best = sorted(graph.nodes, key=lambda iri: (-graph.degree(iri), iri))[:60]
    assert {iri.removeprefix("https://kexie-kg.example/") for iri in best} <= hubs
    expect(page.locator("#shown")).to_have_text(f"显示 {len(hubs)} / 400 个事物")
    kexie = KEXIE
    click(page, kexie)
    around = {kexie} | {
        iri.removeprefix("https://kexie-kg.example/")
        for iri in nx.all_neighbors(graph, f"https://kexie-kg.example/{kexie}")
    }
    page.wait_for_function("count => explorer.shown().things.length === count", arg=len(hubs | around))
    assert shown(page)["things"] == hubs | around
    page.get_by_role("button", name=re.compile("展开相邻")).click()
    page.keyboard.press("Escape")
    expect(page.locator("#panel h2")).to_have_text("总览")
    assert shown(page)["things"] == hubs | around
    page.get_by_role("button", name="全部显示").click()
    assert len(shown(page)["things"]) == 400
    page.get_by_role("button", name="只看要点").click()
    assert shown(page)["things"] == hubs


def test_names_of_hubs_never_overlap(open_page: Callable[..., Page], demo: Demo) -> None:
    page = open_page(demo(400))
    labels = page.evaluate("explorer.labels()")
    assert len({label["key"] for label in labels}) == len(labels)
    assert KEXIE in {label["key"] for label in labels}
    for a, b in combinations((label["box"] for label in labels), 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_english(open_page: Callable[..., Page], small: nx.MultiDiGraph) -> None:
    page = open_page(small)
    page.get_by_role("button", name="English").click()
    expect(page.locator("#panel h2")).to_have_text("Overview")
    expect(page.locator("legend")).to_have_text(["Types", "Subtypes", "Modality", "Period", "Relations"])
    expect(page.locator("#search")).to_have_attribute("placeholder", re.compile("Search"))
    assert page.locator("html").get_attribute("lang") == "en"
    click(page, COUNTY)
    expect(page.locator("#panel h3")).to_have_text(["served by 1", "cooperates with 1"])
    page.get_by_role("button", name="中文").click()
    expect(page.locator("#panel h3")).to_have_text(["服务者 1", "合作 1"])


def test_the_report_opens_at_the_sentence(open_page: Callable[..., Page], make: Any) -> None:
    body = make.thing("Organization", "甲学会", "Society")
    key = make.say(body, "serves", make.thing("Place", "乙县", "County"), "服务乙县", "甲学会服务乙县。")
    graph = make.graph()
    report = next(data["evidence"][0]["report"] for _, _, data in graph.edges(data=True))
    text = "🧪二三\r\n五六七八九" + "服务乙县。<b>结尾</b>"
    page = open_page(graph, "#" + quote(key, safe=""), texts={report: text})
    page.get_by_role("button", name="在报告中阅读").click()
    reader = page.get_by_role("dialog")
    expect(reader).to_be_visible()
    assert page.evaluate("document.getElementById('reader-text').textContent") == text
    expect(reader.locator("mark")).to_have_text("服务乙县")
    page.keyboard.press("Escape")
    expect(reader).to_be_hidden()
    assert selected(page) == key


def test_without_texts_there_is_no_button_to_read(
    open_page: Callable[..., Page], small: nx.MultiDiGraph
) -> None:
    page = open_page(small, "#" + quote(key_of(small, "serves"), safe=""))
    expect(page.locator("#panel blockquote")).to_be_visible()
    assert page.get_by_role("button", name="在报告中阅读").count() == 0
