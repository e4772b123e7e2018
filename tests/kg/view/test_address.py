"""The whole state in the address: back, forward and a copied link, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from tests.kg.view.matches import matching_of
from tests.kg.view.pages import view

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]


def test_words_stay_in_the_box_while_one_types_and_stand_in_the_address(
    open_page: Opener, market: nx.MultiDiGraph
) -> None:
    page = open_page(market, "#?view=timeline", matching=matching_of(market))
    box = page.get_by_role("textbox", name="按词筛选各行")
    box.press_sequentially("望海 茶叶")
    expect(box).to_be_focused()
    expect(page.locator("#view .timeline .thing").first).to_have_text("茶叶论坛")
    expect(page.locator("#view .timeline li")).to_have_count(1)
    assert page.evaluate("new URLSearchParams(location.hash.slice(2)).get('words-timeline')") == "望海 茶叶"
    view(page, "供需")
    expect(page.locator("#view .card")).to_have_count(3)
    box.fill("陶瓷")
    expect(page.locator("#view .card h3")).to_have_text(["林远 可提供 陶瓷"])
    page.go_back()  # what is typed in one go is one step
    expect(page.locator("#view .card")).to_have_count(3)
    page.go_back()
    expect(page.get_by_role("tab", name="时间线")).to_have_attribute("aria-selected", "true")
    expect(box).to_have_value("望海 茶叶")
    page.go_back()
    expect(box).to_have_value("")
    expect(page.locator("#view .timeline li")).to_have_count(3)


BUT_THE_CAMERA = "location.hash.replace(/[?&]camera=.*/, '')"
"""The camera is added when it rests, a while after the change."""

STEPS: dict[str, Callable[[Page], object]] = {
    "a thing": lambda page: page.locator("#view .thing", has_text="东源县").first.click(),
    "sorted": lambda page: page.get_by_role("button", name="主体").click(),
    "sorted down": lambda page: page.get_by_role("button", name="主体").click(),
    "words": lambda page: page.locator("#statements-filter").fill("茶叶"),
    "English": lambda page: page.get_by_role("button", name="English").click(),
    "no wishes": lambda page: page.get_by_role("checkbox", name="wished").uncheck(),
    "board": lambda page: page.get_by_role("tab", name="Needs").click(),
    "words on the board": lambda page: page.locator("#board-filter").fill("陶瓷"),
    "places": lambda page: page.get_by_role("tab", name="Places").click(),
    "a folded place": lambda page: page.get_by_role("button", name="望海市").click(),
}


def test_back_forward_and_a_copied_address_give_every_state_again(
    open_page: Opener, market: nx.MultiDiGraph
) -> None:
    found = matching_of(market)
    page = open_page(market, "#?view=statements", matching=found)
    expect(page.locator("#view tbody tr")).to_have_count(page.evaluate("explorer.shown().links.length"))
    states = [seen(page)]
    for step in STEPS.values():
        step(page)
        page.wait_for_timeout(50)  # a link is followed by way of the address, which is told later
        states.append(seen(page))
    assert len({state["address"] for state in states}) == len(states)
    for state in reversed(states[:-1]):
        page.go_back()
        page.wait_for_function(f"address => {BUT_THE_CAMERA} === address", arg=state["address"])
        page.wait_for_timeout(50)
        assert seen(page) == state
    for state in states[1:]:
        page.go_forward()
        page.wait_for_function(f"address => {BUT_THE_CAMERA} === address", arg=state["address"])
        page.wait_for_timeout(50)
        assert seen(page) == state
    for state in states:
        assert seen(open_page(market, str(state["address"]), matching=found)) == state


MOVED = "() => location.hash.includes('camera=')"
NOT_MOVED = "() => !location.hash.includes('camera=')"


def test_the_address_holds_the_camera_once_it_rests_where_the_state_does_not_open(
    open_page: Opener, market: nx.MultiDiGraph
) -> None:
    page = open_page(market)
    page.wait_for_timeout(500)
    assert page.evaluate("location.hash") == ""
    steps = page.evaluate("history.length")
    page.locator("#graph").focus()
    for key in ("ArrowRight", "+", "+"):
        page.keyboard.press(key)
    page.wait_for_function(MOVED)
    moved = page.evaluate("location.hash"), spots(page)
    assert page.evaluate("history.length") == steps
    again = open_page(market, moved[0])
    assert spots(again) == pytest.approx(moved[1], abs=2)
    page.locator("#search").fill("东源县")
    page.keyboard.press("Enter")
    page.wait_for_function(NOT_MOVED)  # the camera went to the county, where its link opens too
    page.go_back()
    page.wait_for_function("address => location.hash === address", arg=moved[0])
    assert spots(page) == pytest.approx(moved[1], abs=2)
    page.locator("#graph").press("0")
    page.wait_for_function(NOT_MOVED)


@pytest.mark.parametrize("camera", ["", "1/2", "a/b/c", "1/2/99", "1e9/2/1", "1/2/0"])
def test_a_camera_that_is_none_is_passed_over(
    open_page: Opener, market: nx.MultiDiGraph, camera: str
) -> None:
    assert spots(open_page(market, f"#?camera={camera}")) == spots(open_page(market))


def spots(page: Page) -> list[float]:
    """Where two things stand in the window after the frame to come."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    where = "key => { const { x, y } = explorer.where(key); return [x, y]; }"
    return [number for key in ("id/place/990101", "id/person/林远") for number in page.evaluate(where, key)]


def seen(page: Page) -> dict[str, object]:
    """What a reader sees of the state, and the address that should give it again."""
    return {
        "address": page.evaluate(BUT_THE_CAMERA),
        "language": page.locator("html").get_attribute("lang"),
        "tab": page.locator("[role=tab][aria-selected=true]").inner_text(),
        "panel": page.locator("#panel").inner_text(),
        "view": page.locator("#view").inner_text(),
        "words": page.locator("#view input").evaluate_all("inputs => inputs.map((one) => one.value)"),
        "unchecked": page.locator("input:not(:checked)[type=checkbox]").count(),
    }
