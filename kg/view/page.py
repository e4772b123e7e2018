"""Turns the graph into the explorer: one HTML page that needs no network and no other file.

`render_page(load_graph(store), title="…")` gives the text of the page. pyvis' Network is the graph model (its
bundled vis-network draws it); the template is ours, because pyvis' own loads Bootstrap from a network and
puts names into the page unescaped. All that comes from reports goes into one JSON block, and the scripts put
it on the page as text. The sources of the page are in `kg/view/web`; docs/page.md explains them.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2
import networkx as nx
import numpy as np
from markupsafe import Markup
from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

from kg.answers.analysis.structure import central_first, communities, facts_between_things
from kg.answers.followup import Promise
from kg.answers.match import Matching
from kg.answers.tenures import Tenure
from kg.view.discs import disc
from kg.view.findings import Numbers, board, ledger, terms_of_posts
from kg.view.inline import packed_json, source_hash
from kg.view.layout import place
from kg.view.pinyin import readings
from kg.view.words import page_words
from kg.vocabulary import BASE

SHAPES = {
    "Organization": "dot",
    "Person": "triangle",
    "Place": "square",
    "Initiative": "star",
    "Facility": "hexagon",
    "Event": "diamond",
    "Industry": "triangleDown",
}
"""The symbol of each type (names of vis-network); colours are in theme.css, for light and dark."""

SCRIPTS = (
    "words.js", "model.js", "evidence.js", "places.js", "times.js", "facets.js", "state.js", "address.js",
    "paths.js", "dom.js", "communities.js", "drawing.js", "labels.js", "camera.js", "canvas.js",
    "vis_renderer.js", "canvas_renderer.js", "reader.js", "panel.js", "find.js", "search.js", "period.js",
    "filters.js", "rows.js", "table.js", "lists.js", "board.js", "timeline.js", "placesview.js",
    "views.js", "main.js",
)  # fmt: skip
"""The scripts of the page in the order in which they are joined."""

VIS_UP_TO = 300
"""vis-network draws graphs of so many things; in the pages of larger ones it is left out, canvas_renderer.js
draws them, and they have communities and open on these (OVERVIEW_ABOVE in state.js is the same). Measured on
two busy cores: with 300 things both keep the 17 ms a frame of the screen; with 600 vis needs 27 and opens
twice as slowly, with 5,000 it needs 200 to 400."""

STYLES = ("theme.css", "frame.css", "panel.css", "views.css", "media.css")
"""The style sheets of the page in the order in which they are joined."""


NOTHING_NEEDED = Matching([], [])

_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"


def render_page(
    graph: nx.MultiDiGraph,
    *,
    title: str,
    texts: Mapping[str, str] | None = None,
    tenures: Iterable[Tenure] = (),
    promises: Iterable[Promise] = (),
    matching: Matching = NOTHING_NEEDED,
    query_page: str | None = None,
) -> str:
    """The whole page as text, to be written as UTF-8 without any change of line ends.

    `graph` is what `kg.answers.graph.load_graph` gives. `texts` maps report IRIs to their full texts; with it
    the page can show a sentence in its report, without it the page is small enough to be mailed. `tenures`,
    `promises` and `matching` are those of the same store (`kg.answers.tenures`, `followup`, `match`); what
    they say of statements that are not in the graph is left out. `query_page` is the address of a page to
    query from, where a server has one.
    """
    words = page_words()
    vis = _vis() if len(graph) <= VIS_UP_TO else ""
    script, style = _scripts(), "\n".join(_source(name) for name in STYLES)
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.from_string(_source("page.html")).render(
        title=_without_surrogates(title),
        query_page=query_page,
        ui={key: chinese for key, (chinese, _english) in words["ui"].items()},
        policy="; ".join(
            [
                "default-src 'none'",
                f"script-src {source_hash(vis)} {source_hash(script)}",
                f"style-src {source_hash(style)}",
                "img-src data:",
                "base-uri 'none'",
                "form-action 'none'",
            ]
        ),
        style=Markup(style),
        vis=Markup(vis),
        script=Markup(script),
        data=packed_json({"words": words, **page_data(graph, texts, tenures, promises, matching)}),
    )


def groups_of(graph: nx.MultiDiGraph) -> list[list[str]]:
    """Return the communities of a large graph, most central members first; none of a small one."""
    if len(graph) <= VIS_UP_TO:
        return []
    links = facts_between_things(graph)
    return [central_first(links, members) for members in communities(links)]


def page_data(
    graph: nx.MultiDiGraph,
    texts: Mapping[str, str] | None = None,
    tenures: Iterable[Tenure] = (),
    promises: Iterable[Promise] = (),
    matching: Matching = NOTHING_NEEDED,
) -> dict[str, Any]:
    """What the scripts read: nodes and edges of the pyvis model, sentences and reports behind them, and
    how names are read (kg.view.pinyin); the communities of a large graph; terms of posts, promises, needs and
    offers as in kg.view.findings.

    Nodes are numbered in the order of their IRIs; an edge carries its evidence as rows of (sentence number,
    quote, rule, speaker, begin, end), so that a sentence behind ten statements stands in the page once.
    A community has its disc (x, y, radius) and its members by number, the most central first.
    """
    reports = _Table()
    sentences = _Table()
    things = {iri: number for number, iri in enumerate(sorted(graph.nodes))}
    edges = sorted(graph.edges(keys=True, data=True), key=lambda row: row[:3])
    statements = {iri: number for number, (_, _, iri, _) in enumerate(edges)}
    groups = groups_of(graph)
    places = place(graph, groups)
    network = _network(graph, things, places, edges, reports, sentences)
    for iri, term in terms_of_posts(tenures, things).items():
        if iri in statements:
            network.edges[statements[iri]]["tenure"] = term
    return {
        "nodes": network.nodes,
        "edges": network.edges,
        "communities": [
            {
                "disc": disc(np.array([places[iri] for iri in group])),
                "members": [things[iri] for iri in group],
            }
            for group in groups
        ],
        "readings": readings(graph),
        "promises": ledger(promises, graph, things, statements),
        "board": board(matching, graph, things, statements),
        "sentences": sentences.rows,
        "reports": [
            {**row, "text": texts[row["id"]]} if texts is not None and row["id"] in texts else row
            for row in reports.rows
        ],
    }


def _network(
    graph: nx.MultiDiGraph,
    numbers: Numbers,
    places: Mapping[str, tuple[int, int]],
    edges: Iterable[tuple[str, str, str, dict[str, Any]]],
    reports: _Table,
    sentences: _Table,
) -> Network:
    network = Network(directed=True)
    network.toggle_physics(False)
    for iri, number in numbers.items():
        node = graph.nodes[iri]
        x, y = places[iri]
        options = {
            "size": min(30, round(7 + 3 * math.sqrt(graph.degree(iri)))),
            "x": x,
            "y": y,
            "physics": False,
            "group": node["type"],
            "key": _short(iri),
            **_known(node, "subtype", "names", "code", "date"),
        }
        # Network.add_node and add_edge look through all nodes each time: half a minute at 20,000 things.
        network.nodes.append(Node(number, SHAPES[node["type"]], node["label"], **options).options)
    for head, tail, iri, edge in edges:
        evidence = [_evidence(row, reports, sentences) for row in edge["evidence"]]
        options = {"relation": edge["relation"], "modality": edge["modality"], "evidence": evidence}
        options |= {"key": _short(iri), **_known(edge, "role", "time", "count")}
        network.edges.append(Edge(numbers[head], numbers[tail], directed=True, **options).options)
    return network


def _evidence(row: Mapping[str, Any], reports: _Table, sentences: _Table) -> list[Any]:
    report = reports.number({"id": row["report"], **_known(row, "title", "date", "source")})
    sentence = sentences.number([report, row["quote"] if row["sentence"] is None else row["sentence"]])
    return [sentence, row["quote"], row["rule"], row["speaker"], row["begin"], row["end"]]


class _Table:
    """Rows without doubles, numbered in the order in which they were first seen."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self._numbers: dict[str, int] = {}

    def number(self, row: Any) -> int:
        key = json.dumps(row, sort_keys=True)
        if key not in self._numbers:
            self._numbers[key] = len(self.rows)
            self.rows.append(row)
        return self._numbers[key]


def _known(row: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: row[key] for key in keys if row.get(key) is not None and row.get(key) != []}


def _short(iri: str) -> str:
    return iri.removeprefix(BASE)


def _without_surrogates(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


@cache
def _source(name: str) -> str:
    return files("kg.view.web").joinpath(name).read_text(encoding="utf-8")


@cache
def _scripts() -> str:
    return "\n".join(['(async () => {\n"use strict";', *(_source(name) for name in SCRIPTS), "})();"])


@cache
def _vis() -> str:
    """pyvis' copy of vis-network. read_text gives its CR LF as LF, as a browser does before it hashes."""
    text = files("pyvis").joinpath(_VIS).read_text(encoding="utf-8")
    return re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)
