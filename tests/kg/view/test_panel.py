"""The panel in a real browser: posts with time, the report at a sentence, paths."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from kg.answers.tenures import Tenure
from tests.kg.view.pages import COUNTY, KEXIE, SOCIETY, click, key_of, shown

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]
BASE = "https://kexie-kg.example/"


def hash_of(key: str) -> str:
    return "#" + quote(key, safe="")


def test_posts_show_holders_with_their_time(open_page: Opener, make: Any) -> None:
    body = make.thing("Organization", "茶叶学会", "Society")
    first, second = make.thing("Person", "林远"), make.thing("Person", "何琴")
    old = make.say(first, "holdsPost", body, "会长林远", "会长林远出席。", role="会长")
    new = make.say(second, "holdsPost", body, "会长何琴", "会长何琴出席。", role="会长")
    terms = [
        Tenure(
            first,
            body,
            "会长",
            True,
            "2023-05",
            "2024-01",
            "2025-03",
            second,
            False,
            (BASE + old,),
            frozenset(),
        ),
        Tenure(
            second, body, "会长", True, "2025-03", "2025-03", None, None, False, (BASE + new,), frozenset()
        ),
    ]
    page = open_page(make.graph(), hash_of("id/organization/茶叶学会"), tenures=terms)
    rows = page.locator("#panel section", has_text="任职者").locator(".relations > li > p")
    expect(rows.filter(has_text="林远")).to_have_text(
        "林远会长2023-05 至 2024-01 见于报告，2025-03 前卸任详情"
    )
    expect(rows.filter(has_text="何琴")).to_have_text("何琴会长2025-03 见于报告详情")
    rows.filter(has_text="林远").locator("a.detail").click()
    expect(page.locator("#panel dl")).to_contain_text("继任何琴")


def test_the_number_beside_a_name_never_breaks(open_page: Opener, make: Any) -> None:
    county = make.thing("Place", "名称很长很长很长很长很长很长很长很长很长很长很长很长很长的县", "County")
    for number in range(12):
        make.say(make.thing("Organization", f"学会{number}"), "serves", county, "服务", "服务。")
    page = open_page(make.graph())
    count = page.locator("#panel .hubs li").first.locator(".count")
    expect(count).to_have_text("12")
    assert count.evaluate("e => e.getClientRects().length") == 1


def test_all_relations_come_each_group_with_its_first(open_page: Opener, make: Any) -> None:
    county = make.thing("Place", "东源县", "County", code="990101")
    for number in range(20):
        body = make.thing("Organization", f"学会{number}")
        make.say(body, "serves", county, "服务", "服务。")
        make.say(body, "visits", county, "走访", "走访。")
    page = open_page(make.graph(), hash_of(COUNTY))
    expect(page.locator("#panel section h3 .count")).to_have_text(["20", "20"])
    expect(page.locator("#panel section").last.locator("li")).to_have_count(8)


def test_a_link_opens_the_report_at_the_sentence_again(open_page: Opener, make: Any) -> None:
    body = make.thing("Organization", "甲学会", "Society")
    key = make.say(body, "serves", make.thing("Place", "乙县"), "甲学会…乙县", "甲学会长期服务乙县。")
    graph = make.graph()
    report = next(data["evidence"][0]["report"] for _, _, data in graph.edges(data=True))
    texts = {report: "一二三四五六七八九十甲学会长期服务乙县。结尾" + "长" * 5000}
    for _, _, data in graph.edges(data=True):
        data["evidence"][0]["end"] = 20
    page = open_page(graph, hash_of("id/organization/甲学会"), texts=texts)
    page.get_by_role("button", name="在报告中阅读").click()
    address = page.evaluate("location.hash")
    assert address == hash_of("id/organization/甲学会") + "?read=0+" + quote(key, safe="")
    again = open_page(graph, address, texts=texts)
    dialog = again.get_by_role("dialog")
    expect(dialog.locator("mark")).to_have_text(["甲学会", "乙县"])
    expect(dialog.locator("h2")).to_have_text("2025年科技服务进县域工作简报")
    expect(dialog.locator("#reader-source")).to_have_text("2025-03-18 · reports/briefing.txt")
    again.get_by_role("button", name="关闭").last.click()
    expect(dialog).to_be_hidden()
    expect(again.locator("#panel h2")).to_have_text("甲学会")
    again.go_back()
    expect(dialog).to_be_visible()


@pytest.mark.parametrize("odd", ["?read=7+statement%2Fx", "?read=0", "?read=x+y", "?path=id%2Fnone"])
def test_an_odd_address_opens_no_report_and_no_path(
    open_page: Opener, small: nx.MultiDiGraph, odd: str
) -> None:
    page = open_page(small, hash_of(COUNTY) + odd)
    expect(page.locator("#panel h2")).to_have_text("东源县")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.locator("#path").count() == 0


def test_a_path_has_the_evidence_of_each_step(open_page: Opener, small: nx.MultiDiGraph) -> None:
    page = open_page(small)
    page.locator("#search").fill("oyyq")
    page.keyboard.press("Enter")
    page.locator("#path-to").fill("skx")
    page.keyboard.press("Enter")
    path = page.get_by_role("region", name="最短路径")
    expect(path.locator("h3")).to_have_text("到云岭省科学技术协会的最短路径：2 步")
    expect(path).to_be_focused()
    steps = path.locator("ol > li")
    expect(steps).to_have_count(2)
    expect(steps.nth(0).locator("mark")).to_have_text("学会会长欧阳雅琴")
    expect(steps.nth(1)).to_contain_text("省茶叶学会是省科协所属学会。")
    assert set(page.evaluate("explorer.focus()")) == {"id/person/欧阳雅琴", SOCIETY, KEXIE}
    again = open_page(small, page.evaluate("location.hash"))
    expect(again.locator("#path ol > li")).to_have_count(2)
    again.get_by_role("button", name="关闭路径").click()
    expect(again.locator("#path")).to_have_count(0)
    again.go_back()
    expect(again.locator("#path ol > li")).to_have_count(2)
    again.locator("#path ol .thing", has_text="科学技术协会").click()
    expect(again.locator("#panel h2")).to_have_text("云岭省科学技术协会")
    expect(again.locator("#path")).to_have_count(0)


def test_paths_pass_over_plans_and_wishes_only_if_asked(open_page: Opener, small: nx.MultiDiGraph) -> None:
    page = open_page(small)
    click(page, COUNTY)
    page.locator("#path-to").fill("省科协")
    page.keyboard.press("Enter")
    expect(page.locator("#path h3")).to_have_text("到云岭省科学技术协会没有路径")
    page.get_by_role("checkbox", name="也经过计划和愿望").check()
    expect(page.locator("#path h3")).to_have_text("到云岭省科学技术协会的最短路径：1 步")
    expect(page.get_by_role("checkbox", name="也经过计划和愿望")).to_be_focused()
    expect(page.locator("#path .line")).to_have_class("line modality-wished")
    page.locator("#modality-wished").uncheck()
    expect(page.locator("#path h3")).to_have_text("到云岭省科学技术协会的最短路径：2 步")
    assert key_of(small, "serves") in shown(page)["links"]


def test_a_path_shows_things_that_the_overview_hides(
    open_page: Opener, demo: Callable[[int], nx.MultiDiGraph]
) -> None:
    graph = demo(400)
    page = open_page(graph)
    hubs = shown(page)["things"]
    far = nx.single_source_shortest_path_length(graph.to_undirected(), BASE + KEXIE)
    target = max(far, key=lambda iri: (far[iri], iri)).removeprefix(BASE)
    page.evaluate(
        "hash => { location.hash = hash }", f"{hash_of(KEXIE)}?path={quote(target, safe='')}&path-all=1"
    )
    expect(page.locator("#path ol > li")).to_have_count(max(far.values()))
    assert target in shown(page)["things"] - hubs
