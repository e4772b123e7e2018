"""Invented graphs (invented.py), and a browser that opens their pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kg.answers.followup import Promise
from kg.answers.tenures import Tenure
from kg.view.page import render_page
from tests.kg.view.invented import GraphMaker, demo_graph


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


CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NEEDED = "the browser tests need Chromium: apt-get install chromium"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if CHROMIUM is None:
        terminalreporter.write_line(f"Skipped: {NEEDED}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip(NEEDED)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


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
        **options: Any,
    ) -> Page:
        file = tmp_path / "graph.html"
        page_text = render_page(
            graph, title="云岭省知识图谱", texts=texts, tenures=tenures, promises=promises
        )
        file.write_text(page_text, encoding="utf-8", newline="")
        options = {"viewport": {"width": 1400, "height": 900}, "reduced_motion": "reduce", **options}
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
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
        return page

    yield opener
    for context in contexts:
        context.close()
    assert heard == []
