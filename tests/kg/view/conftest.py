"""Invented graphs (invented.py), and a browser that opens their pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from playwright.sync_api import Browser, Page

from kg.answers.followup import Promise
from kg.answers.match import Matching
from kg.answers.tenures import Tenure
from kg.view.page import NOTHING_NEEDED, render_page
from tests.kg.view.invented import GraphMaker, demo_graph
from tests.kg.view.world import World


@pytest.fixture
def make() -> GraphMaker:
    return GraphMaker()


@pytest.fixture
def demo() -> Callable[[int], nx.MultiDiGraph]:
    return demo_graph


@pytest.fixture
def small(make: GraphMaker) -> nx.MultiDiGraph:
    """Two counties, a society, an association and a person; one statement of each modality."""
    kexie = make.thing("Organization", "云岭省科学技术协会", "Association", names=["省科协", "Yunling AST"])
    society = make.thing("Organization", "云岭省茶叶学会", "Society")
    county = make.thing("Place", "东源县", "County", code="990101", names=["东源"])
    person = make.thing("Person", "欧阳雅琴")
    make.say(society, "partOf", kexie, "省科协所属", "省茶叶学会是省科协所属学会。")
    text = "下一步,学会将为东源县提供技术服务。"
    make.say(
        society, "serves", county, "将为东源县…技术服务", text, "planned", time="2026", speaker="欧阳雅琴"
    )
    make.say(county, "cooperatesWith", kexie, "希望与省科协合作", "东源县希望与省科协合作。", "wished")
    make.say(person, "holdsPost", society, "学会会长欧阳雅琴", "学会会长欧阳雅琴出席。", role="会长")
    return make.graph()


@pytest.fixture
def market(make: GraphMaker) -> nx.MultiDiGraph:
    """What two counties need and a society and a person offer; events; a place without a code."""
    county = make.thing("Place", "东源县", "County", code="990101", names=["=1+1"])
    other = make.thing("Place", "河阳县", "County", code="990102")
    city = make.thing("Place", "望海市", "City", code="990100")
    make.say(make.thing("Place", "灯塔镇", "Town"), "locatedIn", county, "灯塔镇", "东源县灯塔镇。")
    tea, juice = make.thing("Industry", "茶叶种植技术"), make.thing("Industry", "果汁保鲜")
    society, person = make.thing("Organization", "茶叶学会", "Society"), make.thing("Person", "林远")
    make.say(county, "needs", tea, "急需茶叶种植技术", "东源县急需茶叶种植技术。", "wished")
    make.say(other, "needs", juice, "需要果汁保鲜", "河阳县需要果汁保鲜技术。")
    make.say(society, "offers", tea, "可提供茶叶种植技术", "茶叶学会可提供茶叶种植技术。")
    make.say(person, "offers", make.thing("Industry", "茶叶"), "擅长茶叶", "林远擅长茶叶。")
    make.say(person, "offers", make.thing("Industry", "陶瓷"), "擅长陶瓷", "林远擅长陶瓷。")
    make.say(society, "serves", county, "服务东源", "茶叶学会服务东源县。")
    forum = make.thing("Event", "茶叶论坛", "Forum", date="2025-03-03/2025-03-07")
    make.say(society, "organizes", forum, "举办茶叶论坛", "茶叶学会举办茶叶论坛。")
    make.say(forum, "locatedIn", city, "在望海市", "茶叶论坛在望海市举行。")
    training = make.thing("Event", "培训班", "Training")
    make.say(society, "organizes", training, "将办培训班", "茶叶学会将办培训班。", "planned", time="2026")
    make.say(person, "participatesIn", make.thing("Event", "座谈会", "Meeting"), "座谈", "林远座谈。")
    return make.graph()


@pytest.fixture
def world(make: GraphMaker) -> World:
    return World(make)


Opener = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Opens a graph's page from disk; any console message or request but for the file fails the test."""
    heard: list[str] = []
    contexts = []

    def opener(
        graph: nx.MultiDiGraph,
        fragment: str = "",
        texts: dict[str, str] | None = None,
        tenures: Sequence[Tenure] = (),
        promises: Sequence[Promise] = (),
        matching: Matching = NOTHING_NEEDED,
        **options: Any,
    ) -> Page:
        file = tmp_path / "graph.html"
        known: dict[str, Any] = {"tenures": tenures, "promises": promises, "matching": matching}
        page_text = render_page(graph, title="云岭省知识图谱", texts=texts, **known)
        file.write_text(page_text, encoding="utf-8", newline="")
        options = {"viewport": {"width": 1400, "height": 900}, "reduced_motion": "reduce", **options}
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: heard.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: heard.append(f"error: {error}"))
        page.on("dialog", lambda dialog: heard.append(f"dialog: {dialog.message}"))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.partition("#")[0] == file.as_uri()
                else heard.append(f"request: {request.url}")
            ),
        )
        page.goto(file.as_uri() + fragment)
        page.wait_for_function("() => window.explorer")
        return page

    yield opener
    for context in contexts:
        context.close()
    assert heard == []
