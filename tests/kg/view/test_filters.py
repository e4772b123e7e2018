"""The filters in a real browser: what they hide, what their counts say, what the address keeps of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from tests.kg.view.pages import shown

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]

COUNTY = "id/place/990101"
SOCIETY, OFFICE, FAR_SOCIETY = (f"id/organization/{name}" for name in ("茶叶学会", "镇办公室", "远方学会"))


@pytest.fixture
def country(make: Any) -> nx.MultiDiGraph:
    """A province with a city, a county, a town by name only, and a county of another province."""
    make.thing("Place", "云岭省", "Province", code="990000")
    make.thing("Place", "望海市", "City", code="990100")
    county = make.thing("Place", "东源县", "County", code="990101")
    town = make.thing("Place", "灯塔镇", "Town")
    far = make.thing("Place", "远方县", "County", code="980101")
    society = make.thing("Organization", "茶叶学会", "Society")
    office = make.thing("Organization", "镇办公室", "Government")
    far_society = make.thing("Organization", "远方学会", "Society")
    make.say(town, "locatedIn", county, "灯塔镇", "东源县灯塔镇。", date="2024-01-10", report="甲报告")
    make.say(office, "locatedIn", town, "办公室", "灯塔镇办公室。", date="2024-06-10", report="甲报告2")
    make.say(
        society,
        "serves",
        county,
        "服务",
        "服务东源。",
        "planned",
        time="2026",
        date="2024-06-11",
        report="乙",
    )
    make.say(far_society, "serves", far, "服务", "服务远方县。", date="2025-03-02", report="丙")
    make.say(far_society, "cooperatesWith", society, "合作", "合作。", date=None, report="丁")
    return make.graph()


def counts(page: Page, kind: str) -> dict[str, int]:
    rows = page.locator(f".by-{kind} > label:not(.title)").all_inner_texts()
    return {
        name: int(count)
        for name, count in (re.fullmatch(r"(\D+)(\d+)", "".join(row.split())).groups() for row in rows)
    }  # type: ignore[union-attr]


def options(page: Page, kind: str) -> list[str]:
    return page.locator(f"#{kind} option").all_inner_texts()


def test_a_province_shows_its_cities_counties_and_what_lies_in_them(
    open_page: Opener, country: nx.MultiDiGraph
) -> None:
    page = open_page(country)
    assert [name.strip("　") for name in options(page, "place")] == [
        "全部地点",
        "远方县 (1)",
        "云岭省 (3)",
        "望海市 (3)",
        "东源县 (3)",
        "灯塔镇 (2)",
    ]
    assert [len(name) - len(name.lstrip("　")) for name in options(page, "place")] == [0, 0, 0, 1, 2, 3]
    page.select_option("#place", "云岭省 (3)")
    town = "id/place/灯塔镇"
    assert shown(page)["things"] == {COUNTY, town, OFFICE, SOCIETY}
    assert len(shown(page)["links"]) == 3
    page.reload()
    page.wait_for_function("() => window.explorer")
    assert shown(page)["things"] == {COUNTY, town, OFFICE, SOCIETY}


def test_one_report(open_page: Opener, country: nx.MultiDiGraph) -> None:
    page = open_page(country)
    assert options(page, "report")[:3] == ["全部报告", "2025-03-02 丙 (1)", "2024-06-11 乙 (1)"]
    page.select_option("#report", "2024-06-11 乙 (1)")
    assert shown(page)["things"] == {SOCIETY, COUNTY}
    assert counts(page, "relation") == {"位于": 0, "服务": 1, "合作": 0}


def test_subtypes(open_page: Opener, country: nx.MultiDiGraph) -> None:
    page = open_page(country)
    page.locator(".subtypes summary").click()
    assert counts(page, "subtype") == {
        "学会": 2,
        "党政机关": 1,
        "省级行政区": 1,
        "地级行政区": 1,
        "县级行政区": 2,
        "乡镇街道": 1,
    }
    page.get_by_role("checkbox", name="学会").uncheck()
    assert shown(page)["things"].isdisjoint({SOCIETY, FAR_SOCIETY})
    assert counts(page, "type") == {"机构": 1, "地点": 5}


def test_counts_say_what_a_click_would_show(open_page: Opener, country: nx.MultiDiGraph) -> None:
    page = open_page(country)
    assert counts(page, "modality") == {"事实": 4, "计划": 1}
    page.get_by_role("checkbox", name="服务").uncheck()
    # Beside its own group the unchecked one keeps its number: so much would come back.
    assert counts(page, "relation") == {"位于": 2, "服务": 2, "合作": 1}
    assert counts(page, "modality") == {"事实": 3, "计划": 0}
    page.get_by_role("checkbox", name="地点").uncheck()
    assert counts(page, "relation") == {"位于": 0, "服务": 0, "合作": 1}
    assert counts(page, "type") == {"机构": 3, "地点": 2}
    page.get_by_role("button", name="恢复全部筛选").click()
    assert counts(page, "relation") == {"位于": 2, "服务": 2, "合作": 1}


DRAG = """([id, month]) => {
  const thumb = document.getElementById(id);
  thumb.value = month;
  thumb.dispatchEvent(new Event("input"));
}"""


def test_the_period_is_drawn_over_the_histogram(open_page: Opener, country: nx.MultiDiGraph) -> None:
    page = open_page(country)
    expect(page.locator("#period-shown")).to_have_text("2024年1月至2026年12月")
    titles = page.locator(".histogram title").all_text_contents()
    assert len(titles) == 36
    assert {title for title in titles if not title.endswith(" 0")} == {
        "2024年1月 1",
        "2024年6月 1",
        "2025年3月 1",
        *(f"2026年{month}月 1" for month in range(1, 13)),
    }
    expect(page.locator(".by-period")).to_contain_text("另有 1 条没有时间")
    page.evaluate(DRAG, ["period-from", str(2026 * 12 + 4)])
    expect(page.locator("#period-shown")).to_have_text("2026年5月至2026年12月")
    assert shown(page)["things"] == {SOCIETY, COUNTY}
    assert page.evaluate("location.hash") == ""
    # The histogram is that of all that other filters let pass; the relations are those of the period.
    assert counts(page, "relation") == {"位于": 0, "服务": 1, "合作": 0}
    assert page.locator(".histogram .in").count() == 8
    page.locator("#period-from").dispatch_event("change")
    assert page.evaluate("location.hash") == "#?period=2026-05%2F2026-12"
    page.go_back()
    expect(page.locator("#period-shown")).to_have_text("2024年1月至2026年12月")
    page.go_forward()
    expect(page.locator("#period-shown")).to_have_text("2026年5月至2026年12月")


def test_the_slider_is_moved_by_keys(open_page: Opener, country: nx.MultiDiGraph) -> None:
    page = open_page(country)
    thumb = page.get_by_role("slider", name="时段 起")
    thumb.focus()
    page.keyboard.press("ArrowRight")
    expect(thumb).to_have_attribute("aria-valuetext", "2024年2月")
    expect(thumb).to_be_focused()
    assert len(shown(page)["links"]) == 3


def test_the_address_keeps_all_filters(open_page: Opener, country: nx.MultiDiGraph) -> None:
    page = open_page(country)
    page.get_by_role("checkbox", name="合作").uncheck()
    page.get_by_role("checkbox", name="事实").uncheck()
    page.select_option("#place", index=3)
    seen = shown(page)
    address = page.evaluate("location.hash")
    again = open_page(country, address)
    assert shown(again) == seen
    expect(again.get_by_role("checkbox", name="合作")).not_to_be_checked()
    again.get_by_role("button", name="恢复全部筛选").click()
    assert again.evaluate("location.hash") in ("", "#")
    again.go_back()
    expect(again.get_by_role("checkbox", name="合作")).not_to_be_checked()


@pytest.mark.parametrize(
    "odd",
    [
        "#?place=id/none&report=x&period=2025/",
        "#?no-type=Nothing __proto__&period=2027/2020",
        "#??&&=%",
        "#?place=%E4",
    ],
)
def test_an_odd_address_filters_nothing(open_page: Opener, country: nx.MultiDiGraph, odd: str) -> None:
    page = open_page(country, odd)
    assert len(shown(page)["links"]) == 5


def test_places_in_a_circle_are_listed_once(open_page: Opener, make: Any) -> None:
    one, other = make.thing("Place", "甲地"), make.thing("Place", "乙地")
    make.say(one, "locatedIn", other, "甲", "甲在乙。")
    make.say(other, "locatedIn", one, "乙", "乙在甲。")
    make.say(one, "locatedIn", one, "甲", "甲在甲。")
    page = open_page(make.graph())
    assert sorted(name.strip("　") for name in options(page, "place")) == ["乙地 (3)", "全部地点", "甲地 (3)"]


def test_without_any_time_there_is_no_slider(open_page: Opener, make: Any) -> None:
    make.say(
        make.thing("Place", "甲地"), "locatedIn", make.thing("Place", "乙地"), "甲", "甲在乙。", date=None
    )
    page = open_page(make.graph())
    expect(page.locator(".by-period")).to_be_hidden()
