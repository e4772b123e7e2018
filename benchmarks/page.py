"""The page in headless Chromium beside pyvis' own page of the same graph, as a Markdown table.

    python -m benchmarks.page [--json FILE] [THINGS...]        # default 1000 5000 20000

The graphs are invented (tests/kg/view/invented.py), both pages get the same coordinates, and pyvis' gets
no physics and no network. The two are opened in turn, ROUNDS times each, and the median is told; pyvis' page
is opened only once where there are more than PYVIS_OFTEN things, and given up where it shows nothing within
PATIENCE. On a machine that does other work, compare the two rows of one size, not two runs.

- layout: communities and coordinates of all things in Python, seconds, and of these those of one core. page:
  megabytes of the file with evidence.
- first paint: from the start of loading to the end of the first full frame, seconds. kg view opens a graph of
  more than 300 things on its communities; `all` is the time from «全部显示» to the frame that shows all.
- frame: milliseconds from one frame to the next while the graph is dragged, all things shown.
- highlight: from a click on a thing to the frame that shows it among its neighbours and, in the page of kg
  view, its relations in the panel, all things shown: the median of the BEST best linked things, and the first
  of them, for which the browser compiles the code.
- search: from a letter typed to the frame with the list, the slowest of QUERIES.
- idle: frames drawn in a second in which nobody does anything.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import networkx as nx
from playwright.sync_api import Browser, TimeoutError, sync_playwright
from pyvis.network import Network

from kg.view.layout import place
from kg.view.page import groups_of, render_page
from tests.kg.view.invented import BASE, demo_graph

SIZES = (1_000, 5_000, 20_000)
ROUNDS = 3
FRAMES = 40
PYVIS_OFTEN = 1_000
PATIENCE = 60  # seconds for the first paint of pyvis' page
BEST = 5
QUERIES = ("云", "东源", "科学技术协会", "茶叶学会 临")
COLUMNS = (
    *("things", "links", "page of", "layout s", "of a core", "page MB", "first paint s"),
    *("all ms", "frame ms", "highlight ms", "the first", "search ms", "idle frames"),
)

# Run in the page before its own scripts: what a frame is, and when the first full one was over.
WATCH = """
window.framesDrawn = 0;
window.painted = () =>
  new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))));
window.firstPaint = new Promise((done) => {
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    if (document.contains(this.canvas)) framesDrawn += 1;
    // A timeout of a frame comes when the frame is over.
    if (window.explorer || window.network?.body) setTimeout(() => done(performance.now()));
    return clear.apply(this, box);
  };
});
firstPaint.then((at) => (window.painted_at = at));
window.pointer = (type, x, y) => {
  const kind = type === "click" ? MouseEvent : PointerEvent;
  const button = { button: 0, buttons: type === "pointerup" ? 0 : 1, pointerId: 1, pointerType: "mouse" };
  const at = { clientX: x, clientY: y, bubbles: true, cancelable: true, isPrimary: true, ...button };
  document.querySelector("canvas").dispatchEvent(new kind(type, at));
};
"""

# A drag to and fro, ten seconds at the most; the first frames are left out.
DRAG = """async (frames) => {
  const box = document.querySelector("canvas").getBoundingClientRect();
  const [x, y] = [box.left + 3, box.top + 3];
  pointer("pointerdown", x, y);
  let begun = performance.now();
  let i = 0;
  for (; i < frames + 5 && performance.now() - begun < 10_000; i += 1) {
    if (i === 5) begun = performance.now();
    pointer("pointermove", x + 4 * Math.min(i, frames - i), y + 2 * Math.min(i, frames - i));
    await new Promise(requestAnimationFrame);
  }
  const spent = performance.now() - begun;
  pointer("pointerup", x, y);
  return spent / (i > 5 ? i - 5 : i);
}"""

HIGHLIGHT = """async (key) => {
  const { x, y } = explorer.where(key);
  const begun = performance.now();
  for (const type of ["pointerdown", "pointerup", "click"]) pointer(type, x, y);
  if (explorer.focus().length === 0) throw new Error(`a click on ${key} selected nothing`);
  return (await painted()) - begun;
}"""

SEARCH = """async (query) => {
  const field = document.getElementById("search");
  field.focus();
  field.value = query;
  const begun = performance.now();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return (await painted()) - begun;
}"""

ALL = """async () => {
  const begun = performance.now();
  document.getElementById("extent").click();
  return (await painted()) - begun;
}"""

SELECT_IN_PYVIS = """async (id) => {
  const begun = performance.now();
  network.selectNodes([id]);
  return (await painted()) - begun;
}"""


def explorer_page(browser: Browser, address: str, best: list[str], things: int) -> dict[str, float]:
    """Measure the page of kg view."""
    page = browser.new_page(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    page.add_init_script(WATCH)
    page.goto(address)
    found = {"first paint s": page.evaluate("firstPaint") / 1000}
    found["search ms"] = max(page.evaluate(SEARCH, query) for query in QUERIES)
    page.keyboard.press("Escape")
    if things > 300:
        found["all ms"] = page.evaluate(ALL)
    found["frame ms"] = page.evaluate(DRAG, FRAMES)
    page.evaluate("painted()")
    spent = []
    for key in best:
        spent.append(page.evaluate(HIGHLIGHT, key))
        page.keyboard.press("Escape")
        page.evaluate("painted()")
    found |= {"highlight ms": statistics.median(spent), "the first": spent[0]}
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
    page.add_init_script(WATCH)
    page.goto(address, wait_until="commit")
    try:
        page.wait_for_function("() => window.painted_at", timeout=PATIENCE * 1000)
    except TimeoutError:
        page.close()
        return {"first paint s": math.inf}
    found = {"first paint s": page.evaluate("firstPaint") / 1000}
    found["frame ms"] = page.evaluate(DRAG, FRAMES)
    spent = [page.evaluate(SELECT_IN_PYVIS, key) for key in best]
    found |= {"highlight ms": statistics.median(spent), "the first": spent[0]}
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


def measure(browser: Browser, size: int, folder: Path) -> list[dict[str, Any]]:
    """Measure both pages of one graph."""
    graph = demo_graph(size)
    begun, worked = time.perf_counter(), time.process_time()
    places = place(graph, groups_of(graph))
    layout, core = time.perf_counter() - begun, time.process_time() - worked
    pages = {"kg view": render_page(graph, title="云岭省知识图谱"), "pyvis": pyvis_html(graph, places)}
    best = sorted(graph.nodes, key=lambda node: (-graph.degree(node), node))[:BEST]
    keys = {"kg view": [iri.removeprefix(BASE) for iri in best], "pyvis": best}
    measures = {"kg view": explorer_page, "pyvis": pyvis_page}
    rows: dict[str, list[dict[str, float]]] = {name: [] for name in pages}
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8", newline="")
    for turn in range(ROUNDS):
        for name in pages if turn == 0 or size <= PYVIS_OFTEN else ["kg view"]:
            address = (folder / f"{name}.html").as_uri()
            rows[name].append(measures[name](browser, address, keys[name], size))
    told: list[dict[str, Any]] = []
    for name, text in pages.items():
        row: dict[str, Any] = {"things": len(graph), "links": graph.number_of_edges(), "page of": name}
        if name == "kg view":
            row |= {"layout s": round(layout, 2), "of a core": round(core, 2)}
        row["page MB"] = round(len(text.encode()) / 1e6, 2)
        for column in rows[name][0]:
            value = statistics.median(found[column] for found in rows[name])
            row[column] = round(value, 2) if math.isfinite(value) else f"did not finish in {PATIENCE} s"
        told.append(row)
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description="The page in headless Chromium beside pyvis' own.")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    parser.add_argument("things", nargs="*", type=int, default=SIZES)
    arguments = parser.parse_args()
    rows: list[dict[str, Any]] = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        machine = {
            "machine": platform.machine(),
            "cores": os.cpu_count(),
            "load": round(os.getloadavg()[0], 1),
            "browser": f"Chromium {browser.version}",
            "python": platform.python_version(),
        }
        print(", ".join(f"{name} {value}" for name, value in machine.items()), "\n")
        print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
        for size in arguments.things:
            for row in measure(browser, size, Path(folder)):
                print(f"| {' | '.join(str(row.get(column, '')) for column in COLUMNS)} |", flush=True)
                rows.append(row)
        browser.close()
    if arguments.json is not None:
        text = json.dumps({"machine": machine, "rows": rows}, ensure_ascii=False, indent=1)
        arguments.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
