"""The views beside the graph, in a real browser."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from kg.answers.followup import Link, Promise
from tests.kg.view.pages import COUNTY, SOCIETY, view

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]
BASE = "https://kexie-kg.example/"


def column(page: Page, number: int) -> list[str]:
    return [
        " ".join(text.split())
        for text in page.locator(f"#view tbody td:nth-child({number})").all_inner_texts()
    ]


def test_tabs_are_used_by_keys_and_stand_in_the_address(open_page: Opener, small: nx.MultiDiGraph) -> None:
    page = open_page(small, "#id%2Fplace%2F990101")
    tab = page.get_by_role("tab", name="关系图")
    expect(tab).to_have_attribute("aria-selected", "true")
    tab.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="事物")).to_be_focused()
    expect(page.get_by_role("tabpanel", name="事物")).to_be_visible()
    assert page.evaluate("location.hash") == "#id%2Fplace%2F990101?view=things"
    expect(page.locator("#panel h2")).to_have_text("东源县")
    page.keyboard.press("End")
    expect(page.get_by_role("tab", name="地点树")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#view")).to_be_hidden()
    page.go_back()
    expect(page.locator("#view .places")).to_be_visible()
    expect(page.get_by_role("tab", name="地点树")).to_have_attribute("aria-selected", "true")


def test_the_table_is_sorted_and_filtered(open_page: Opener, small: nx.MultiDiGraph) -> None:
    page = open_page(small, "#?view=statements")
    assert len(column(page, 1)) == 4
    page.get_by_role("button", name="情态").click()
    expect(page.locator("#view th").nth(3)).to_have_attribute("aria-sort", "ascending")
    assert column(page, 4) == ["计划", "事实", "事实", "愿望"]  # as dictionaries have them, by pinyin
    page.get_by_role("button", name="情态").click()
    expect(page.locator("#view th").nth(3)).to_have_attribute("aria-sort", "descending")
    assert column(page, 4) == ["愿望", "事实", "事实", "计划"]
    page.locator("#statements-filter").fill("茶叶 会长")
    expect(page.locator("#view tbody tr")).to_have_count(1)
    expect(page.locator("#view")).to_contain_text("1 行")
    page.locator("#statements-filter").fill("")
    page.get_by_role("checkbox", name="愿望").uncheck()
    expect(page.locator("#view tbody tr")).to_have_count(3)
    page.locator("#view tbody a", has_text="任职于").click()
    expect(page.locator("#panel h2")).to_contain_text("欧阳雅琴")
    expect(page.locator("#view tbody tr")).to_have_count(3)


def test_a_long_table_grows_on_demand(open_page: Opener, make: Any) -> None:
    county = make.thing("Place", "东源县", "County")
    for number in range(230):
        make.say(make.thing("Organization", f"学会{number}"), "serves", county, "服务", "服务。")
    page = open_page(make.graph(), "#?view=statements")
    expect(page.locator("#view tbody tr")).to_have_count(200)
    page.get_by_role("button", name="显示其余 30 条").click()
    expect(page.locator("#view tbody tr")).to_have_count(230)


def test_the_csv_opens_in_a_spreadsheet_and_holds_no_formula(
    open_page: Opener, market: nx.MultiDiGraph, tmp_path: Path
) -> None:
    page = open_page(market, "#?view=things")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 CSV").click()
    assert download.value.suggested_filename == "things.csv"
    file = tmp_path / "things.csv"
    download.value.save_as(file)
    text = file.read_bytes().decode("utf-8")
    assert text.startswith("\ufeff名称,类型,")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(rows) == 1 + market.number_of_nodes()
    [county] = [row for row in rows if row[0] == "东源县"]
    assert county[1:6] == ["地点", "县级行政区", "'=1+1", "990101", ""]


def test_csv_cells_are_quoted_and_inert_as_in_the_commands(open_page: Opener, make: Any) -> None:
    names = ["-5", "=cmd()", "＝甲", "+甲", "@甲", '甲"乙', "甲,乙", "甲\n乙", "\t甲", "甲=乙"]
    for name in names:
        make.thing("Organization", name)
    page = open_page(make.graph(), "#?view=things")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 CSV").click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    found = {row[0] for row in csv.reader(io.StringIO(text, newline=""))} - {"名称"}
    assert found == {"-5", "'=cmd()", "'＝甲", "'+甲", "'@甲", '甲"乙', "甲,乙", "甲\n乙", "'\t甲", "甲=乙"}


def test_the_table_is_copied(open_page: Opener, small: nx.MultiDiGraph) -> None:
    page = open_page(small, "#?view=things", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#things-filter").fill("东源")
    page.get_by_role("button", name="复制").click()
    expect(page.locator("#announcement")).to_have_text("已复制")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines == [
        "名称\t类型\t细类\t其他名称\t代码\t时间\t关系数",
        "东源县\t地点\t县级行政区\t东源\t990101\t\t2",
    ]


def test_the_ledger_of_promises(open_page: Opener, make: Any) -> None:
    society = make.thing("Organization", "茶叶学会", "Society")
    station, base = make.thing("Facility", "茶叶科技小院"), make.thing("Facility", "茶叶基地")
    plan = make.say(society, "builds", station, "将建小院", "学会将建小院。", "planned", source="r/a.txt")
    done = make.say(society, "builds", station, "建成小院", "学会建成小院。", source="r/b.txt")
    wish = make.say(society, "builds", base, "希望建基地", "学会希望建基地。", "wished", source="r/a.txt")
    link = Link("done", "b", "2025-06-01", "学会建成小院。", "actual", BASE + done, "by itself")
    common = ("茶叶学会", "建设")
    promises = [
        Promise(
            *common,
            "茶叶科技小院",
            5,
            "planned",
            "a",
            None,
            "学会将建小院。",
            None,
            BASE + plan,
            (link,),
            None,
        ),
        Promise(*common, "茶叶基地", None, "wished", "a", None, "学会希望建基地。", None, BASE + wish, (), 3),
    ]
    page = open_page(make.graph(), promises=promises)
    view(page, "承诺")
    assert column(page, 1) == ["茶叶学会", "茶叶学会"]
    assert column(page, 2) == ["建设 茶叶科技小院（5） 计划", "建设 茶叶基地 愿望"]
    assert column(page, 4) == ["已完成", "3 个月无下文"]
    assert column(page, 7) == ["学会建成小院。", ""]
    page.locator("#view tbody a", has_text="学会建成小院").click()
    expect(page.locator("#panel mark")).to_have_text("建成小院")


def test_the_timeline_has_the_latest_month_first(open_page: Opener, market: nx.MultiDiGraph) -> None:
    page = open_page(market)
    view(page, "时间线")
    expect(page.locator("#view h2")).to_have_text(["2026", "2025年3月", "时间不详"])
    events = page.locator("#view .timeline li")
    expect(events.nth(0)).to_contain_text("培训班")
    expect(events.nth(0).locator(".chip")).to_have_text("计划")
    expect(events.nth(1)).to_contain_text("2025-03-03/2025-03-07")
    expect(events.nth(1)).to_contain_text("举办：茶叶学会")
    expect(events.nth(1)).to_contain_text("地点：望海市")
    expect(events.nth(2)).to_contain_text("参加：林远")


def test_an_event_whose_date_has_no_year_comes_last(open_page: Opener, make: Any) -> None:
    for name, date in (("科普日", "09-20"), ("年会", "2024"), ("论坛", "2025-03-03")):
        make.thing("Event", name, date=date)
    page = open_page(make.graph(), "#?view=timeline")
    expect(page.locator("#view h2")).to_have_text(["2025年3月", "2024", "时间不详"])
    expect(page.locator("#view .timeline li").last).to_contain_text("09-20 科普日")


def test_places_are_a_tree(open_page: Opener, market: nx.MultiDiGraph) -> None:
    page = open_page(market)
    view(page, "地点树")
    tree = page.locator("#view .places")
    expect(tree.locator("> li > .count")).to_have_text("4 个事物 · 2 项需求 · 1 项服务")
    inside = tree.locator("> li > ul > li")
    expect(inside).to_have_count(2)
    expect(inside.nth(0).locator("> .thing, > .count")).to_have_text(
        ["东源县", "1 个事物 · 1 项需求 · 1 项服务"]
    )
    town = inside.nth(0).locator("ul .thing")
    expect(town).to_have_text("灯塔镇")
    expect(town).to_be_visible()
    page.get_by_role("button", name="东源县").click()
    expect(town).to_be_hidden()
    expect(page.get_by_role("button", name="东源县")).to_have_attribute("aria-expanded", "false")
    inside.nth(1).locator(".thing").click()
    expect(page.locator("#panel h2")).to_have_text("河阳县")
    page.get_by_role("checkbox", name="位于").uncheck()
    page.get_by_role("checkbox", name="服务").uncheck()
    expect(tree.locator("> li > .count")).to_have_text("3 个事物 · 2 项需求")


@pytest.mark.parametrize("name", ["供需", "时间线", "地点树", "承诺"])
def test_an_empty_view_says_so(open_page: Opener, make: Any, name: str) -> None:
    make.thing("Organization", "甲学会")
    page = open_page(make.graph())
    view(page, name)
    expect(page.locator("#view")).to_contain_text("0 行" if name == "承诺" else "没有内容。")


def test_the_graph_is_out_of_reach_behind_a_view(open_page: Opener, small: nx.MultiDiGraph) -> None:
    page = open_page(small, "#?view=things")
    assert page.evaluate("[...document.querySelectorAll('#graph, .tools')].every((e) => e.inert)")
    page.locator("#view .thing", has_text="东源县").click()
    assert set(page.evaluate("explorer.focus()")) >= {COUNTY, SOCIETY}
    view(page, "关系图")
    assert page.evaluate("[...document.querySelectorAll('#graph, .tools')].every((e) => !e.inert)")
