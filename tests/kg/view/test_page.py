from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from markupsafe import escape

from extractors.model import ENTITY_TYPES, RELATION_TYPES, SYMMETRIC_RELATIONS
from kg.answers.followup import STATUSES
from kg.view.page import SCRIPTS, SHAPES, STYLES, page_data, render_page
from kg.view.words import page_words
from tests.hash_seeds import outputs
from tests.kg.view.pages import data_of

Demo = Callable[[int], nx.MultiDiGraph]
WEB = files("kg.view.web")
WORDS = page_words()


def test_the_data_hold_the_graph(make: Any) -> None:
    county = make.thing("Place", "东源县", "County", code="990101", names=["东源"])
    society = make.thing("Organization", "云岭省茶叶学会", "Society")
    key = make.say(
        society, "serves", county, "服务东源", "学会服务东源县。", "planned", speaker="梁立新", time="2026"
    )
    data = data_of(render_page(make.graph(), title="图谱"))
    by_key = {node["key"]: node for node in data["nodes"]}
    assert set(by_key) == {"id/place/990101", "id/organization/云岭省茶叶学会"}
    node = by_key["id/place/990101"]
    assert (node["label"], node["group"], node["shape"], node["subtype"]) == (
        "东源县",
        "Place",
        "square",
        "County",
    )
    assert (node["names"], node["code"], "date" in node) == (["东源"], "990101", False)
    [edge] = data["edges"]
    assert (edge["key"], edge["relation"], edge["modality"], edge["time"]) == (
        key,
        "serves",
        "planned",
        "2026",
    )
    assert (edge["from"], edge["to"]) == (by_key["id/organization/云岭省茶叶学会"]["id"], node["id"])
    assert edge["evidence"] == [[0, "服务东源", "serves-1", "梁立新", 10, 14]]
    assert data["sentences"] == [[0, "学会服务东源县。"]]
    assert data["reports"][0]["title"] == "2025年科技服务进县域工作简报"
    assert "text" not in data["reports"][0]


def test_texts_stand_with_their_reports(make: Any) -> None:
    body = make.thing("Organization", "甲学会", "Society")
    make.say(body, "locatedIn", make.thing("Place", "乙县", "County"), "甲", "甲在乙县。")
    graph = make.graph()
    [report] = page_data(graph)["reports"]
    [read] = page_data(graph, {report["id"]: "全文"})["reports"]
    assert read == {**report, "text": "全文"}
    assert page_data(graph, {"other": "全文"})["reports"] == [report]


def test_a_sentence_behind_many_statements_stands_in_the_page_once(make: Any) -> None:
    county = make.thing("Place", "东源县", "County")
    for name in ("茶叶", "荔枝", "陶瓷"):
        make.say(county, "hasIndustry", make.thing("Industry", name), name, "东源县发展茶叶、荔枝、陶瓷。")
    assert page_data(make.graph())["sentences"] == [[0, "东源县发展茶叶、荔枝、陶瓷。"]]


def test_where_no_sentence_is_kept_the_quote_stands_for_it(make: Any) -> None:
    county = make.thing("Place", "东源县", "County")
    make.say(county, "hasIndustry", make.thing("Industry", "茶叶"), "发展茶叶", None)
    assert page_data(make.graph())["sentences"] == [[0, "发展茶叶"]]


def test_the_policy_allows_the_page_and_nothing_else(demo: Demo) -> None:
    page = render_page(demo(30), title="图谱")
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert len(scripts) == 2

    def digest(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert html.unescape(policy) == (
        f"default-src 'none'; script-src {digest(scripts[0])} {digest(scripts[1])}; "
        f"style-src {digest(style)}; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert "\r" not in page
    assert "sourceMappingURL" not in page
    assert (
        re.findall(
            r"""(?:src|href|action)=["'](?!#)""", re.sub(r"<script>.*?</script>", "", page, flags=re.S)
        )
        == []
    )


HOSTILE = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "<!--<script>",
    "]]>",
    "\"'`&amp;&lt;",
    "第一行\n第二行\r\n\u2028\u2029",
    "\u202e反向\u202c\u200b\ufeff",
    "👩‍🔬🧪",
    "甲" * 10_000,
    "\ud800",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(make: Any, text: str) -> None:
    body = make.thing("Organization", text, "Society", names=[text])
    make.say(
        body, "serves", make.thing("Place", "乙" + text), text, text, role=text, report=text, speaker=text
    )
    page = render_page(make.graph(), title=text)
    data = data_of(page)
    assert {node["label"] for node in data["nodes"]} == {text, "乙" + text}
    assert data["sentences"] == [[0, text]]
    shown = text.encode("utf-8", "replace").decode()
    assert f"<title>{escape(shown)}</title>" in page
    page.encode("utf-8")


def test_the_same_bytes_for_the_same_graph_under_another_hash_seed() -> None:
    code = (
        "import sys, networkx as nx; from kg.view.page import render_page;"
        "known = dict(type='Place', subtype=None, names=[], code=None, date=None);"
        "say = dict(relation='serves', modality='actual', role=None, time=None, count=None, evidence=[]);"
        "names = {f'地点{i}' for i in range(400)};"
        "graph = nx.MultiDiGraph();"
        "graph.add_nodes_from((n, dict(label=n, **known)) for n in names);"
        "graph.add_edges_from((f'地点{i}', f'地点{i * i % 400}', f'句{i}', say) for i in {*range(400)});"
        "sys.stdout.buffer.write(render_page(graph, title='图').encode())"
    )
    assert len(outputs(code)) == 1


def test_a_page_of_a_thousand_things_is_under_three_megabytes(demo: Demo) -> None:
    assert len(render_page(demo(1000), title="图谱").encode()) < 3_000_000


def test_an_empty_graph_has_a_page() -> None:
    assert data_of(render_page(nx.MultiDiGraph(), title="图谱"))["nodes"] == []


def test_every_term_has_words_and_every_type_a_symbol() -> None:
    assert set(SHAPES) == set(ENTITY_TYPES)
    assert set(WORDS["relation"]) == set(RELATION_TYPES)
    assert WORDS["subtype"]["Other"] == ["其他机构", "Other organisation"]
    assert len(set(SHAPES.values())) == len(SHAPES)
    lengths = {kind: {len(forms) for forms in WORDS[kind].values()} for kind in WORDS}
    assert lengths == {"ui": {2}, "type": {2}, "subtype": {2}, "modality": {2}, "relation": {4}}


def test_the_scripts_are_all_listed_and_use_all_words() -> None:
    names = {Path(str(path)).name for path in WEB.iterdir()}
    assert {name for name in names if name.endswith((".js", ".css"))} == {*SCRIPTS, *STYLES, "paper.css"}
    sources = [WEB.joinpath(name).read_text(encoding="utf-8") for name in (*SCRIPTS, "page.html")]
    used = {f"status_{status}" for status in STATUSES}
    for source in sources:
        used |= set(re.findall(r'word\("(\w+)"', source)) | set(re.findall(r'data-\w+="(\w+)"', source))
        used |= set(re.findall(r'^\s*\["(\w+)", ', source, re.MULTILINE))
        used |= {name for pair in re.findall(r'word\([^"]*\? "(\w+)" : "(\w+)"', source) for name in pair}
        used |= set(re.findall(r"ui\.(\w+)", source)) & set(WORDS["ui"])
    # word("column_" + key): all words of the family whose other half stands in the scripts.
    joined = "".join(sources)
    for family in set(re.findall(r'"(\w+_)" \+', joined)):
        halves = {word.removeprefix(family): word for word in WORDS["ui"] if word.startswith(family)}
        used |= {word for half, word in halves.items() if re.search(rf'"{half}"|\b{half}\b:', joined)}
        used.discard(family)
    assert used == set(WORDS["ui"])


def test_the_symmetric_relations_are_those_of_the_model() -> None:
    source = WEB.joinpath("model.js").read_text(encoding="utf-8")
    match = re.search(r"symmetric = new Set\((\[.*?\])\)", source)
    assert match is not None
    assert set(json.loads(match[1])) == SYMMETRIC_RELATIONS
