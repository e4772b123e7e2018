"""The communities on which the page of a large graph opens, in a real browser."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from kg.view.part import community
from tests.kg.view.invented import BASE
from tests.kg.view.pages import shown

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]
Demo = Callable[[int], nx.MultiDiGraph]


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph:
    from tests.kg.view.invented import demo_graph

    return demo_graph(400)


def members(graph: nx.MultiDiGraph, number: int) -> set[str]:
    return {iri.removeprefix(BASE) for iri in community(graph, number)}


def test_discs_lie_apart_and_have_their_names(open_page: Opener, graph: nx.MultiDiGraph) -> None:
    page = open_page(graph)
    discs = page.evaluate("explorer.communities()")
    assert [disc["count"] for disc in discs[:2]] == [len(members(graph, 1)), len(members(graph, 2))]
    for one, other in combinations(discs, 2):
        # The discs of things apart; those of members alone may reach a little further than these.
        assert math.dist(one["at"], other["at"]) > 0.9 * (one["radius"] + other["radius"])
    large = {disc["key"] for disc in discs if disc["radius"] > 40}
    assert large <= {label["key"] for label in page.evaluate("explorer.labels()")}
    box = page.locator("#graph").bounding_box()
    assert box is not None
    for disc in discs:
        assert disc["radius"] <= disc["at"][0] <= box["width"] - disc["radius"]
        assert disc["radius"] <= disc["at"][1] <= box["height"] - disc["radius"]


def test_a_click_opens_a_community_and_escape_leads_back(open_page: Opener, graph: nx.MultiDiGraph) -> None:
    page = open_page(graph)
    [first, *_] = page.evaluate("explorer.communities()")
    box = page.locator("#graph").bounding_box()
    assert box is not None
    [name] = [label["box"] for label in page.evaluate("explorer.labels()") if label["key"] == first["key"]]
    page.mouse.move(box["x"] + (name[0] + name[2]) / 2, box["y"] + (name[1] + name[3]) / 2)
    expect(page.locator("#tip")).to_contain_text(f"共 {first['count']} 个事物")
    page.mouse.down()
    page.mouse.up()
    expect(page.locator("#panel h2")).to_contain_text("圈子：")
    assert shown(page)["things"] == members(graph, 1)
    expect(page.locator("#community option[selected]")).to_contain_text(f"({first['count']})")
    again = open_page(graph, page.evaluate("location.hash"))
    assert shown(again)["things"] == members(graph, 1)
    expect(again.locator("#panel h2")).to_contain_text("圈子：")
    page.keyboard.press("Escape")
    expect(page.locator("#panel h2")).to_have_text("总览")
    page.go_back()
    expect(page.locator("#panel h2")).to_contain_text("圈子：")


def test_communities_are_opened_by_keys_from_panel_and_legend(
    open_page: Opener, graph: nx.MultiDiGraph
) -> None:
    page = open_page(graph, "#?lang=en")
    page.get_by_role("button", name="Show 7 more").click()
    assert page.locator("#panel .community").count() == len(page.evaluate("explorer.communities()"))
    page.locator("#panel .community").nth(1).press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("Community: ")
    expect(page.locator("#panel")).to_be_focused()
    assert shown(page)["things"] == members(graph, 2)
    page.get_by_role("button", name="All communities").press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Overview")
    page.get_by_role("combobox", name="Community").select_option(index=3)
    assert shown(page)["things"] == members(graph, 3)


def test_what_lies_outside_of_the_open_community_leaves_it(open_page: Opener, graph: nx.MultiDiGraph) -> None:
    [inside, *_] = sorted(members(graph, 1))
    [outside, *_] = sorted(members(graph, 2))
    page = open_page(graph, f"#?community={inside}")
    labels = {key: graph.nodes[BASE + key]["label"] for key in (inside, outside)}
    for key in (inside, outside):
        page.locator("#search").fill(labels[key])
        page.keyboard.press("Enter")
        expect(page.locator("#panel h2")).to_have_text(labels[key])
        assert (shown(page)["things"] == members(graph, 1)) == (key == inside)
    assert "community" not in page.evaluate("location.hash")


def test_small_graphs_have_no_communities(open_page: Opener, small: nx.MultiDiGraph) -> None:
    page = open_page(small)
    expect(page.locator("#place")).to_be_visible()
    expect(page.locator("#community")).to_be_hidden()
    expect(page.locator("#panel .community")).to_have_count(0)
