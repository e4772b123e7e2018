"""Invented graphs in the form that `kg.answers.graph.load_graph` gives, and a browser that opens them."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kg.view.page import render_page


def _words(text: str) -> list[str]:
    return text.split()


BASE = "https://kexie-kg.example/"
CITIES = _words(
    """
    临江 云溪 青岚 松泽 望海 柳川 石湾 安平 永宁 丰城 鹿鸣 银杏 白沙 长乐坪 南浔渡
    """
)
COUNTIES = _words(
    """
    东源 河阳 清水 大埔 新桥 双塔 古田 龙岩坡 梅岭 平湖 三河 宝山 高岗 竹溪 桃源 枫林
    雁栖 金沙 马鞍 红岩
    """
)
FIELDS = _words(
    """
    水产 茶叶 机器人 氢能 新材料 陶瓷 荔枝 中药材 低空经济 蚕桑 食用菌 电子信息 农业机械
    海洋 气象 地质 护理 园艺
    """
)
SURNAMES = ["王", "李", "陈", "林", "黄", "周", "何", "郑", "梁", "谢", "欧阳", "司徒"]
GIVEN = ["明远", "雅琴", "志强", "思源", "海波", "秀英", "建国", "晓彤", "文博", "子涵", "丽华", "立新"]
ROLES = ["主席", "党组书记", "副主席", "会长", "秘书长", "学会部部长", "副会长"]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class GraphMaker:
    """Adds things and statements by name; `graph` is sorted as load_graph sorts it."""

    def __init__(self) -> None:
        self._nodes: dict[str, dict[str, Any]] = {}
        self._edges: list[tuple[str, str, str, dict[str, Any]]] = []

    def thing(self, type: str, label: str, subtype: str | None = None, **known: Any) -> str:
        iri = f"{BASE}id/{type.lower()}/{known.get('code') or label}"
        known = {"names": [], "code": None, "date": None, **known}
        self._nodes.setdefault(iri, {"label": label, "type": type, "subtype": subtype, **known})
        return iri

    def say(
        self,
        head: str,
        relation: str,
        tail: str,
        quote: str,
        sentence: str,
        modality: str = "actual",
        **known: Any,
    ) -> str:
        key = _hash(repr((head, relation, tail, known.get("role"), modality)))
        report = known.pop("report", "2025年科技服务进县域工作简报")
        evidence = {
            "report": f"{BASE}report/{_hash(report)}",
            "title": report,
            "date": known.pop("date", "2025-03-18"),
            "source": "reports/briefing.txt",
            "quote": quote,
            "sentence": sentence,
            "begin": 10,
            "end": 10 + len(quote),
            "rule": f"{relation}-1",
            "speaker": known.pop("speaker", None),
        }
        edge = {"role": None, "time": None, "count": None, **known}
        edge |= {"relation": relation, "modality": modality, "evidence": [evidence]}
        self._edges.append((head, tail, f"{BASE}statement/{key}", edge))
        return f"statement/{key}"

    def graph(self) -> nx.MultiDiGraph:
        graph = nx.MultiDiGraph()
        graph.add_nodes_from((iri, self._nodes[iri]) for iri in sorted(self._nodes))
        graph.add_edges_from(sorted(self._edges, key=lambda edge: edge[:3]))
        return graph


def demo_graph(size: int, seed: int = 7) -> nx.MultiDiGraph:
    """About `size` things of an invented province, shaped as real ones are: hubs, leaves, islands."""
    draw = random.Random(seed)
    make = GraphMaker()
    province = make.thing("Place", "云岭省", "Province", code="990000", names=["云岭"])
    kexie = make.thing("Organization", "云岭省科学技术协会", "Association", names=["云岭省科协", "省科协"])
    works = [
        make.thing("Initiative", "百县兴业工程", "Programme", names=["兴业工程"]),
        make.thing("Initiative", "科创云岭", "Brand"),
    ]
    make.say(kexie, "locatedIn", province, "云岭省科学技术协会", "云岭省科学技术协会在省城召开会议。")
    fields = [make.thing("Industry", f"{name}产业") for name in FIELDS[: max(4, min(18, size // 12))]]
    cities: list[tuple[str, str, str]] = []
    societies: list[tuple[str, str]] = []
    n = 0
    while len(make._nodes) < size:
        n += 1
        turn = n % 9
        if turn == 1:
            name = CITIES[len(cities) % len(CITIES)] + "新" * (len(cities) // len(CITIES) % 4)
            place = make.thing("Place", f"{name}市", "City", code=f"99{len(cities) + 1:02d}00")
            body = make.thing("Organization", f"{name}市科学技术协会", "Association", names=[f"{name}市科协"])
            cities.append((name, place, body))
            make.say(place, "locatedIn", province, f"{name}市", f"{name}市是云岭省的地级市。")
            make.say(body, "locatedIn", place, f"{name}市科协", f"{name}市科协组织了本次活动。")
            text = f"{name}市科协与省科协签署了合作协议,共同推进县域产业发展。"
            make.say(body, "cooperatesWith", kexie, "签署了合作协议", text, time="2025-03")
            make.say(
                body, "advances", works[0], "推进百县兴业工程", f"{name}市科协推进百县兴业工程落地见效。"
            )
        elif turn in (2, 6) and cities:
            city, place, body = cities[draw.randrange(len(cities))]
            name = f"{draw.choice(COUNTIES)}县" if size < 120 else f"{city}{draw.choice(COUNTIES)}县"
            county = make.thing("Place", name, "County", code=f"99{draw.randrange(1000, 9999)}")
            field = draw.choice(fields)
            make.say(county, "locatedIn", place, name, f"{name}隶属{city}市。")
            label = make._nodes[field]["label"]
            text = f"{name}副县长介绍,全县正大力发展{label},但缺少技术人才,希望得到学会的支持。"
            make.say(county, "hasIndustry", field, f"大力发展{label}", text)
            make.say(county, "needs", field, "缺少技术人才", text, speaker="梁立新")
            if societies:
                society, label = draw.choice(societies)
                text = f"下一步,{label}将为{name}提供长期技术服务。"
                make.say(society, "serves", county, "提供长期技术服务", text, "planned", time="2026")
                text = f"{name}希望与{label}建立合作关系。"
                make.say(county, "cooperatesWith", society, "建立合作关系", text, "wished")
        elif turn in (3, 7):
            field = draw.choice(fields)
            stem = make._nodes[field]["label"].removesuffix("产业")
            owner = draw.choice(cities)[0] + "市" if cities and (size > 100 or turn == 7) else "云岭省"
            kind = draw.choice(["学会", "协会", "研究会"])
            label = f"{owner}{stem}{kind}"
            society = make.thing("Organization", label, "Society", names=[f"{stem}{kind}"])
            societies.append((society, label))
            make.say(society, "offers", field, f"在{stem}领域", f"{label}在{stem}领域拥有一批专家和成果。")
            if draw.random() < 0.5:
                make.say(society, "cooperatesWith", kexie, "开展合作", f"{label}与省科协在多方面开展合作。")
        elif turn in (4, 8):
            person = make.thing("Person", draw.choice(SURNAMES) + draw.choice(GIVEN))
            name = make._nodes[person]["label"]
            bodies = [kexie] + [c[2] for c in cities] + [s[0] for s in societies]
            body = draw.choice(bodies)
            label = make._nodes[body]["label"]
            for role in draw.sample(ROLES, 2 if draw.random() < 0.4 else 1):
                text = f"{label}{role}{name}出席会议并讲话。"
                make.say(person, "holdsPost", body, f"{label}{role}{name}", text, role=role)
        elif turn == 5 and cities:
            city, place, body = draw.choice(cities)
            kind, subtype = draw.choice(
                [("科技小院", "Station"), ("学会服务站", "Station"), ("中试基地", "Base")]
            )
            label = f"{city}{draw.choice(FIELDS)}{kind}"
            facility = make.thing("Facility", label, subtype)
            modality = draw.choice(["actual", "planned"])
            verb = "计划建设" if modality == "planned" else "建成"
            text = f"{city}市科协{verb}{label},为农户提供技术指导。"
            make.say(
                body, "builds", facility, f"{verb}{label}", text, modality, count=draw.choice([None, 1, 5])
            )
            make.say(facility, "locatedIn", place, label, f"{label}位于{city}市。")
        elif turn == 0 and cities:
            city, place, body = draw.choice(cities)
            label = f"{city}{draw.choice(FIELDS)}技术{draw.choice(['培训班', '对接会', '论坛'])}"
            event = make.thing("Event", label, "Training", date="2025-03-03/2025-03-07")
            text = f"3月3日至7日,{city}市科协举办{label}。"
            make.say(body, "organizes", event, f"举办{label}", text, time="2025-03-03/2025-03-07")
            make.say(event, "locatedIn", place, label, f"{label}在{city}市举行。")
            if societies:
                society, name = draw.choice(societies)
                make.say(society, "participatesIn", event, f"{name}专家", f"{name}专家参加{label}并授课。")
    return make.graph()


@pytest.fixture
def make() -> GraphMaker:
    return GraphMaker()


@pytest.fixture
def demo() -> Callable[[int], nx.MultiDiGraph]:
    return demo_graph


CHROMIUM = shutil.which("chromium")
FLAGS = _words(
    """
    --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync
    """
)
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
        graph: nx.MultiDiGraph, fragment: str = "", texts: dict[str, str] | None = None, **options: Any
    ) -> Page:
        file = tmp_path / "graph.html"
        page_text = render_page(graph, title="云岭省知识图谱", texts=texts)
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
