"""The board of needs and offers in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from kg.answers.match import Match, Matching
from kg.view.page import page_data
from tests.kg.view.matches import matching_of, need_of, offer_of
from tests.kg.view.pages import view

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]


def test_needs_stand_with_who_could_meet_them(open_page: Opener, market: nx.MultiDiGraph) -> None:
    page = open_page(market, matching=matching_of(market))
    view(page, "供需")
    expect(page.locator("#view h2")).to_have_text(
        ["需求与可满足者 1", "无人能满足的需求 1", "无人问及的供给 1"]
    )
    cards = page.locator("#view .card")
    expect(cards.locator("h3")).to_have_text(
        ["东源县 需要 茶叶种植技术愿望", "河阳县 需要 果汁保鲜", "林远 可提供 陶瓷"]
    )
    met, unmet = cards.nth(0), cards.nth(1)
    expect(met.locator("blockquote").first).to_contain_text(
        "东源县急需茶叶种植技术。2025年科技服务进县域工作简报"
    )
    expect(met).to_contain_text("已在当地：茶叶学会")
    ranked = met.locator(".ranked > li")
    expect(ranked.locator("> p")).to_have_text(["茶叶学会90 分", "茶叶学会30 分经：林远"])
    assert [item.evaluate("e => e.value") for item in ranked.all()] == [1, 2]
    expect(ranked.nth(0).locator(".reasons li")).to_have_text(["+50 同一事项（茶叶种植）", "-5 尚在计划"])
    expect(ranked.nth(1).locator("blockquote")).to_contain_text("林远擅长茶叶。")
    expect(unmet).to_contain_text("图中无人能满足")
    ranked.nth(0).locator("a.sentence").click()
    expect(page.locator("#panel mark")).to_have_text("可提供茶叶种植技术")


def test_filters_leave_out_of_the_board_what_they_hold_back(
    open_page: Opener, market: nx.MultiDiGraph
) -> None:
    page = open_page(market, "#?view=board", matching=matching_of(market))
    cards = page.locator("#view .card")
    page.get_by_role("checkbox", name="人物").uncheck()
    expect(cards).to_have_count(2)
    expect(cards.nth(0).locator(".ranked > li")).to_have_count(1)
    expect(cards.nth(0)).to_contain_text("另有 1 个可满足者未列出")
    page.get_by_role("checkbox", name="可提供").uncheck()
    expect(cards.nth(0).locator(".ranked > li")).to_have_count(0)
    expect(cards.nth(0)).not_to_contain_text("无人能满足")
    page.get_by_role("checkbox", name="愿望").uncheck()
    expect(cards.locator("h3")).to_have_text(["河阳县 需要 果汁保鲜"])


def test_many_bodies_of_one_need_are_folded(open_page: Opener, make: Any) -> None:
    county, tea = make.thing("Place", "东源县", "County"), make.thing("Industry", "茶叶")
    make.say(county, "needs", tea, "需要茶叶", "东源县需要茶叶。")
    for number in range(5):
        make.say(make.thing("Organization", f"学会{number}"), "offers", tea, "有茶叶", "有茶叶。")
    graph = make.graph()
    offers = [offer_of(graph, f"学会{number}", "茶叶") for number in range(5)]
    matches = tuple(Match(one.body, 50, (), one) for one in offers)
    found = Matching([need_of(graph, "东源县", "茶叶", matches)], [])
    page = open_page(graph, "#?view=board", matching=found)
    expect(page.locator("#view .ranked > li:visible")).to_have_count(3)
    page.locator("#view summary", has_text="显示其余 2 条").click()
    expect(page.locator("#view .ranked > li:visible")).to_have_count(5)


def test_what_is_not_in_the_graph_is_left_out(market: nx.MultiDiGraph) -> None:
    part = market.subgraph(
        [iri for iri, name in market.nodes(data="label") if name not in ("林远", "果汁保鲜")]
    )
    board = page_data(nx.MultiDiGraph(part), matching=matching_of(market))["board"]
    assert (board["unasked"], len(board["needs"])) == ([], 1)
    [row] = board["needs"]
    assert (row["could"], [match[0] for match in row["matches"]]) == (2, [1])
