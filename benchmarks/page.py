"""The page in headless Chromium beside pyvis' own page of the same graph.

The graphs are invented (tests/kg/view/invented.py), both pages get the same coordinates, and pyvis' gets
no physics and no network. The two are opened in turn, ROUNDS times each, and the median is told; pyvis' page
is opened only once where there are more than PYVIS_OFTEN things, and given up where it shows nothing within
PATIENCE. Sizes are numbers of things.

- layout: communities and coordinates of all things in Python. page: the file, with evidence.
- first paint: from the start of loading to the end of the first full frame, seconds. kg view opens a graph of
  more than 300 things on its communities; `all` is the time from «全部显示» to the frame that shows all.
- frame: milliseconds from one frame to the next while the graph is dragged, all things shown.
- highlight: from a click on a thing to the frame that shows it among its neighbours, all things shown: the
  median of the BEST best linked things, and the first of them, for which the browser compiles the code.
  relations: to the frame after it, in which the panel of kg view has the relations of the thing.
- search: from a letter typed to the frame with the list, the slowest of QUERIES.
- idle: frames drawn in a second in which nobody does anything.
"""

from __future__ import annotations

import math
import shutil
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path

import networkx as nx
from playwright.sync_api import Browser, TimeoutError, sync_playwright
from pyvis.network import Network

from benchmarks.measuring import ROUNDS, timed
from benchmarks.tables import Cell, Table
from benchmarks.workload import Workload
from kg.view.layout import place
from kg.view.page import groups_of, render_page
from tests.kg.view.invented import BASE, demo_graph

SCRIPT = Path(__file__).with_suffix(".js")
FRAMES = 40
PYVIS_OFTEN = 1_000
PATIENCE = 60  # seconds for the first paint of pyvis' page
BEST = 5
QUERIES = ("云", "东源", "科学技术协会", "茶叶学会 临")
GRAPH = ("things", "links", "page of", "layout s", "layout CPU s", "page MB")
SHOWN = (
    "first paint s",
    "all ms",
    "frame ms",
    "highlight ms",
    "the first, ms",
    "relations ms",
    "search ms",
    "idle frames",
)


def tables(workload: Workload, sizes: Sequence[int]) -> Iterator[Table]:
    """Give both pages at each size."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        rows = [row for size in sizes for row in _rows(browser, size, workload.folder)]
        note = f"Chromium {browser.version}, which draws in software; the median of {ROUNDS} rounds."
        yield Table("The page", (*GRAPH, *SHOWN), rows, note)
        browser.close()


def _rows(browser: Browser, size: int, folder: Path) -> Iterator[list[Cell]]:
    """Measure both pages of one graph."""
    graph = demo_graph(size)
    places, cost = timed(lambda: place(graph, groups_of(graph)))
    pages = {"kg view": render_page(graph, title="云岭省知识图谱"), "pyvis": pyvis_html(graph, places)}
    best = sorted(graph.nodes, key=lambda node: (-graph.degree(node), node))[:BEST]
    keys = {"kg view": [iri.removeprefix(BASE) for iri in best], "pyvis": best}
    measures = {"kg view": explorer_page, "pyvis": pyvis_page}
    rounds: dict[str, list[dict[str, float]]] = {name: [] for name in pages}
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8", newline="")
    for turn in range(ROUNDS):
        for name in pages if turn == 0 or size <= PYVIS_OFTEN else ["kg view"]:
            address = (folder / f"{name}.html").as_uri()
            rounds[name].append(measures[name](browser, address, keys[name], size))
    for name, text in pages.items():
        layout: list[Cell] = [cost.seconds, cost.cpu] if name == "kg view" else [None, None]
        counts = len(graph), graph.number_of_edges()
        seen = [_median([found[what] for found in rounds[name] if what in found]) for what in SHOWN]
        yield [*counts, name, *layout, len(text.encode()) / 1e6, *seen]


def _median(values: Sequence[float]) -> Cell:
    if not values:
        return None
    value = statistics.median(values)
    return value if math.isfinite(value) else f"did not end in {PATIENCE} s"


def explorer_page(browser: Browser, address: str, best: list[str], things: int) -> dict[str, float]:
    """Measure the page of kg view."""
    page = browser.new_page(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    page.add_init_script(path=SCRIPT)
    page.goto(address)
    found = {"first paint s": page.evaluate("firstPaint") / 1000}
    found["search ms"] = max(page.evaluate("search", query) for query in QUERIES)
    page.keyboard.press("Escape")
    if things > 300:
        found["all ms"] = page.evaluate("showAll")
    found["frame ms"] = page.evaluate("drag", FRAMES)
    page.evaluate("painted()")
    spent, whole = [], []
    for key in best:
        for times, time in zip((spent, whole), page.evaluate("highlight", key), strict=True):
            times.append(time)
        page.keyboard.press("Escape")
        page.evaluate("painted()")
    found |= {"highlight ms": statistics.median(spent), "the first, ms": spent[0]}
    found["relations ms"] = statistics.median(whole)
    page.wait_for_timeout(500)
    before = page.evaluate("framesDrawn")
    page.wait_for_timeout(1000)
    found["idle frames"] = page.evaluate("framesDrawn") - before
    page.close()
    return found


def pyvis_page(browser: Browser, address: str, best: list[str], things: int) -> dict[str, float]:
    """Measure pyvis' own page, to which every request beside the file is refused."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.route(lambda url: not url.startswith("file:"), lambda route: route.abort())
    page.add_init_script(path=SCRIPT)
    page.goto(address, wait_until="commit")
    try:
        page.wait_for_function("() => window.painted_at", timeout=PATIENCE * 1000)
    except TimeoutError:
        page.close()
        return {"first paint s": math.inf}
    found = {"first paint s": page.evaluate("firstPaint") / 1000}
    found["frame ms"] = page.evaluate("drag", FRAMES)
    spent = [page.evaluate("selectInPyvis", key) for key in best]
    found |= {"highlight ms": statistics.median(spent), "the first, ms": spent[0]}
    page.close()
    return found


def pyvis_html(graph: nx.MultiDiGraph, places: dict[str, tuple[int, int]]) -> str:
    """Return the page that pyvis makes of the graph."""
    network = Network(height="844px", width="100%", directed=True, cdn_resources="in_line")
    network.toggle_physics(False)
    for node, known in graph.nodes(data=True):
        x, y = places[node]
        network.add_node(node, label=known["label"], x=x, y=y, physics=False, group=known["type"])
    network.edges = [{"from": head, "to": tail, "arrows": "to"} for head, tail in graph.edges()]
    return str(network.generate_html())
