"""What users do from beginning to end, in a real browser; accessibility and hostile texts in every view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.kg.view.paper import words_of
from tests.kg.view.world import World

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]
VIEWS = ("graph", "things", "statements", "board", "ledger", "timeline", "places")


def test_from_a_county_to_a_society_to_the_sentence_to_paper(open_page: Opener, world: World) -> None:
    page = world.open(open_page)
    page.locator("#search").fill("dongyuan")
    page.keyboard.press("Enter")
    needs = page.locator("#panel section", has_text="需要")
    needs.locator("a.thing", has_text="茶叶种植技术").click()
    page.locator("#panel section", has_text="提供者").locator("a.thing", has_text="茶叶学会").click()
    expect(page.locator("#panel h2")).to_have_text("茶叶学会")
    offers = page.locator("#panel section", has_text="可提供")
    offers.get_by_role("button", name="在报告中阅读").click()
    expect(page.get_by_role("dialog").locator("mark")).to_have_text("可提供茶叶种植技术")
    address = page.evaluate("location.hash")
    again = world.open(open_page, address)
    expect(again.get_by_role("dialog").locator("mark")).to_have_text("可提供茶叶种植技术")
    again.keyboard.press("Escape")
    expect(again.locator("#panel h2")).to_have_text("茶叶学会")
    words = words_of(again.pdf())
    for shown in ("茶叶学会", "茶叶种植技术", "茶叶学会可提供茶叶种植技术。", "图上的4条关系", "东源县"):
        assert shown in words
    assert "在报告中阅读" not in words
    expect(again.locator("#view")).to_be_hidden()


def test_the_same_journey_by_keyboard_alone(open_page: Opener, world: World) -> None:
    page = world.open(open_page)

    def tab_to(locator: str) -> None:
        for _ in range(80):
            if page.evaluate("locator => document.activeElement?.matches(locator)", locator):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"the Tab key does not reach {locator}")

    page.keyboard.press("/")
    page.keyboard.type("dyx")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("东源县")
    tab_to("#panel section a.thing[href*='industry']")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("茶叶种植技术")
    tab_to("#panel section a.thing[href*='organization']")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("茶叶学会")
    tab_to("#panel blockquote button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    tab_to("[role=tab][aria-selected=true]")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#view table")).to_be_visible()
    tab_to("#things-by-name")
    page.keyboard.press("Enter")
    expect(page.locator("#view th").first).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("#things-by-name")).to_be_focused()
    tab_to("#type-Place")
    page.keyboard.press("Space")
    expect(page.locator("#type-Place")).not_to_be_checked()
    expect(page.locator("#type-Place")).to_be_focused()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_serious_violation(
    open_page: Opener, world: World, view: str, scheme: Literal["light", "dark"]
) -> None:
    fragments = [
        f"#?view={view}",
        f"#id%2Fplace%2F990101?view={view}&path=id%2Findustry%2F%E8%8C%B6%E5%8F%B6%E7%A7%8D%E6%A4%8D%E6%8A%80%E6%9C%AF",
    ]
    for fragment in fragments:
        page = world.open(open_page, fragment, color_scheme=scheme)
        found = Axe().run(page).response["violations"]
        serious = [
            (one["id"], [node["html"][:150] for node in one["nodes"][:3]])
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
        assert serious == [], fragment


def test_axe_finds_no_serious_violation_in_a_report(open_page: Opener, world: World) -> None:
    page = world.open(open_page)
    page.locator("#search").fill("茶叶学会")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="在报告中阅读").first.click()
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "image": "</script><img src=x onerror=alert(1)>",
    "quotes": "\"甲\" '乙' `丙` &amp; ]]> --> {n} $& \\",
    "lines": "第一行\n第二行\u2028第三行\t四",
    "bidi": "\u202e反向\u2066甲\u200b乙\ufeff",
    "emoji": "👩‍🔬科普🧪",
    "long": "长" * 10_000,
    "prototype": "__proto__",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_text_in_every_view(open_page: Opener, make: Any, text: str) -> None:
    page = World(make, text).open(open_page)
    for view in VIEWS:
        page.locator(f"#tab-{view}").click()
        if view not in ("graph", "places"):
            expect(page.locator("#view")).to_contain_text(text[:40].strip(), use_inner_text=False)
            assert page.evaluate("text => document.getElementById('view').textContent.includes(text)", text)
        assert page.locator("img, iframe, object").count() == 0
        assert page.locator("script").count() == page.locator("body > script").count()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#search").fill(text[:40])
    page.keyboard.press("Enter")
    expect(page.locator("#panel .kind")).to_contain_text("机构")
    page.locator("#path-to").fill("东源县")
    page.keyboard.press("Enter")
    expect(page.locator("#path h3")).to_contain_text("东源县")
    assert page.evaluate("text => document.getElementById('panel').textContent.includes(text)", text)
    page.get_by_role("button", name="在报告中阅读").first.click()
    assert page.evaluate("text => document.getElementById('reader-text').textContent.includes(text)", text)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
