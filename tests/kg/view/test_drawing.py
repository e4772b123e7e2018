"""What a graph does under mouse, wheel, fingers and keys, with each of the two renderers.

vis-network draws small graphs, canvas_renderer.js large ones; one test for both holds them to one behaviour.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from kg.view.page import VIS_UP_TO
from tests.kg.view.invented import BASE, demo_graph
from tests.kg.view.pages import selected

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
KEXIE = "id/organization/云岭省科学技术协会"
WORK = "id/initiative/百县兴业工程"
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture(params=[60, 400], ids=["vis", "canvas"], scope="module")
def graph(request: pytest.FixtureRequest) -> nx.MultiDiGraph:
    return demo_graph(request.param)


def where(page: Page, key: str) -> tuple[float, float]:
    """Where a thing stands after the frame to come."""
    page.evaluate(SETTLED)
    spot = page.evaluate("key => explorer.where(key)", key)
    return spot["x"], spot["y"]


def moved(page: Page, key: str, before: tuple[float, float]) -> tuple[int, int]:
    now = where(page, key)
    return round(now[0] - before[0]), round(now[1] - before[1])


def bare_place(page: Page) -> tuple[float, float]:
    """A point of the graph at which nothing stands."""
    box = page.locator("#graph").bounding_box()
    assert box is not None
    return box["x"] + 4, box["y"] + 4


PIXELS = """() => {
  window.pixels = () => {
    const canvases = [...document.querySelectorAll("#graph canvas")].filter((canvas) => !canvas.hidden);
    const { width, height } = canvases[0];
    // Read from a copy: a canvas that is read twice becomes a slow one, and Chromium says so.
    const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    for (const canvas of canvases) {
      copy.globalAlpha = getComputedStyle(canvas).opacity;
      copy.drawImage(canvas, 0, 0);
    }
    return copy.getImageData(0, 0, width, height);
  };
}"""


def colour(page: Page, key: str, before: str = "") -> list[int]:
    """Red, green, blue and alpha of the canvas where a thing stands, after a script was run."""
    spot = where(page, key)
    box = page.locator("#graph").bounding_box()
    assert box is not None
    page.evaluate(PIXELS)
    found: list[int] = page.evaluate(
        "([x, y]) => { %s; const { data, width } = pixels(); const i = 4 * (y * width + x);"
        " return [...data.slice(i, i + 4)]; }".replace("%s", before),
        [round(spot[0] - box["x"]), round(spot[1] - box["y"])],
    )
    return found


def test_small_graphs_are_drawn_by_vis_and_large_ones_without_it(
    open_page: Open, graph: nx.MultiDiGraph
) -> None:
    page = open_page(graph)
    small = len(graph) <= VIS_UP_TO
    assert page.evaluate("typeof vis") == ("object" if small else "undefined")
    assert page.locator("#graph canvas:visible").count() == 1


def test_a_click_selects_a_drag_does_not(open_page: Open, graph: nx.MultiDiGraph) -> None:
    page = open_page(graph)
    page.mouse.click(*where(page, KEXIE))
    expect(page.locator("#panel h2")).to_have_text("云岭省科学技术协会")
    assert selected(page) == KEXIE
    page.mouse.move(*bare_place(page))
    page.mouse.down()
    page.mouse.move(400, 300)
    page.mouse.up()
    assert selected(page) == KEXIE
    page.mouse.click(*bare_place(page))
    expect(page.locator("#panel h2")).to_have_text("总览")


def test_a_selected_thing_stands_out_among_its_neighbours(open_page: Open, graph: nx.MultiDiGraph) -> None:
    page = open_page(graph)
    near = {iri.removeprefix(BASE) for iri in nx.all_neighbors(graph, BASE + KEXIE)}
    shown = set(page.evaluate("explorer.shown().things"))
    far = max(shown - near - {KEXIE}, key=lambda key: graph.degree(BASE + key))
    neighbour = max(near & shown, key=lambda key: graph.degree(BASE + key))
    before = {key: colour(page, key) for key in (far, neighbour, KEXIE)}
    page.mouse.click(*where(page, KEXIE))
    expect(page.locator("#panel h2")).to_have_text("云岭省科学技术协会")
    assert math.dist(colour(page, far), before[far]) > 100
    assert colour(page, neighbour) == before[neighbour]
    assert colour(page, KEXIE) == before[KEXIE]


def test_a_selection_leaves_the_picture_of_a_large_graph_as_it_is(open_page: Open) -> None:
    page = open_page(demo_graph(400))
    page.evaluate(SETTLED)
    page.evaluate(
        """() => {
          window.painted = [];
          const clear = CanvasRenderingContext2D.prototype.clearRect;
          CanvasRenderingContext2D.prototype.clearRect = function (...box) {
            painted.push(this.canvas.className);
            return clear.apply(this, box);
          };
        }"""
    )
    page.mouse.click(*where(page, KEXIE))
    expect(page.locator("#graph .front")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#graph .front")).to_be_hidden()
    assert set(page.evaluate("painted")) == {"front"}


def test_a_drag_moves_the_plane(open_page: Open, graph: nx.MultiDiGraph) -> None:
    page = open_page(graph)
    before = where(page, KEXIE), where(page, WORK)
    x, y = bare_place(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 90, y + 40, steps=5)
    page.mouse.up()
    page.mouse.move(x + 10, y + 10)
    assert moved(page, KEXIE, before[0]) == moved(page, WORK, before[1]) == (90, 40)


def test_a_thing_is_dragged_with_the_mouse(open_page: Open, graph: nx.MultiDiGraph) -> None:
    page = open_page(graph)
    kexie, other = where(page, KEXIE), where(page, "id/place/990000")
    page.mouse.move(*kexie)
    page.mouse.down()
    page.mouse.move(kexie[0] + 70, kexie[1] - 30, steps=5)
    page.mouse.up()
    assert moved(page, KEXIE, kexie) == (70, -30)
    assert moved(page, "id/place/990000", other) == (0, 0)
    assert selected(page) == ""
    page.mouse.click(*where(page, KEXIE))
    expect(page.locator("#panel h2")).to_have_text("云岭省科学技术协会")


def test_the_wheel_zooms_to_the_pointer(open_page: Open, graph: nx.MultiDiGraph) -> None:
    page = open_page(graph)
    kexie, work = where(page, KEXIE), where(page, WORK)
    page.mouse.move(*kexie)
    for turn, factor in ((-100, 1.07), (100, 1.07 * 0.93)):
        page.mouse.wheel(0, turn)
        page.wait_for_timeout(100)
        assert moved(page, KEXIE, kexie) == (0, 0)
        assert math.dist(where(page, KEXIE), where(page, WORK)) == pytest.approx(
            math.dist(kexie, work) * factor, rel=0.01
        )


def test_keys_move_and_zoom(open_page: Open, graph: nx.MultiDiGraph) -> None:
    page = open_page(graph)
    kexie, work = where(page, KEXIE), where(page, WORK)
    page.locator("#graph").focus()
    for key, (x, y) in (("ArrowRight", (-60, 0)), ("ArrowDown", (-60, -60)), ("ArrowLeft", (0, -60))):
        page.keyboard.press(key)
        assert moved(page, KEXIE, kexie) == (x, y)
    page.keyboard.press("+")
    assert math.dist(where(page, KEXIE), where(page, WORK)) == pytest.approx(1.3 * math.dist(kexie, work))
    page.keyboard.press("-")
    page.keyboard.press("0")
    assert moved(page, KEXIE, kexie) == (0, 0)


def test_fingers_move_and_zoom(open_page: Open, graph: nx.MultiDiGraph) -> None:
    page = open_page(graph, has_touch=True)
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": fingers})

    kexie, work = where(page, KEXIE), where(page, WORK)
    x, y = kexie
    touch("Start", (x, y))
    for step in (20, 40, 60):
        touch("Move", (x + step, y))
    touch("End")
    assert moved(page, WORK, work)[0] > 30  # the thing under the finger did not hold the plane
    kexie, work = where(page, KEXIE), where(page, WORK)
    touch("Start", (500, 400), (600, 400))
    for step in (10, 20, 30, 40, 50):
        touch("Move", (500 - step, 400), (600 + step, 400))
    touch("End")
    assert math.dist(where(page, KEXIE), where(page, WORK)) > 1.5 * math.dist(kexie, work)
    page.get_by_role("button", name="看全图").click()  # the thing may have left the picture
    page.touchscreen.tap(*where(page, KEXIE))
    expect(page.locator("#panel h2")).to_have_text("云岭省科学技术协会")


def test_a_double_click_keeps_the_neighbours(open_page: Open) -> None:
    page = open_page(demo_graph(400))
    few = len(page.evaluate("explorer.shown().things"))
    page.mouse.dblclick(*where(page, KEXIE))
    page.keyboard.press("Escape")
    expect(page.locator("#panel h2")).to_have_text("总览")
    more = len(page.evaluate("explorer.shown().things"))
    assert more > few
    page.mouse.dblclick(*where(page, KEXIE))
    page.keyboard.press("Escape")
    expect(page.locator("#panel h2")).to_have_text("总览")
    assert len(page.evaluate("explorer.shown().things")) == few


def test_nothing_is_drawn_while_nothing_happens(open_page: Open, graph: nx.MultiDiGraph) -> None:
    page = open_page(graph)
    page.evaluate(SETTLED)
    page.evaluate(
        """() => {
          window.frames_drawn = 0;
          const clear = CanvasRenderingContext2D.prototype.clearRect;
          CanvasRenderingContext2D.prototype.clearRect = function (...box) {
            window.frames_drawn += 1;
            return clear.apply(this, box);
          };
        }"""
    )
    page.mouse.move(*where(page, KEXIE))
    page.wait_for_timeout(600)
    assert page.evaluate("frames_drawn") == 0
    page.locator("#graph").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("() => frames_drawn > 0")


@pytest.mark.parametrize("ratio", [1, 2])
def test_the_picture_has_the_pixels_of_the_screen(
    open_page: Open, graph: nx.MultiDiGraph, ratio: int
) -> None:
    page = open_page(graph, device_scale_factor=ratio)
    box = page.locator("#graph").bounding_box()
    assert box is not None
    where(page, KEXIE)
    canvas = "document.querySelector('#graph canvas')"
    assert page.evaluate(f"{canvas}.width") == pytest.approx(ratio * box["width"], abs=1)
    assert page.evaluate(f"{canvas}.height") == pytest.approx(ratio * box["height"], abs=1)


UNLIKE = """() => {
  const { data } = pixels();
  window.before ??= data;
  let unlike = 0;
  for (let i = 0; i < data.length; i += 1) if (Math.abs(data[i] - before[i]) > 2) unlike += 1;
  return unlike;
}"""


def test_a_picture_shifted_there_and_back_is_the_same(open_page: Open) -> None:
    page = open_page(demo_graph(400))
    page.get_by_role("button", name="全部显示").click()
    where(page, KEXIE)
    page.evaluate(PIXELS)
    assert page.evaluate(UNLIKE) == 0
    x, y = bare_place(page)
    page.mouse.move(x, y)
    page.mouse.down()
    for right, down in ((40, 0), (140, 30), (200, 160), (90, 220), (0, 150)):
        page.mouse.move(x + right, y + down)
        page.evaluate(SETTLED)
    assert page.evaluate(UNLIKE) > 10_000
    page.mouse.move(x, y)
    page.evaluate(SETTLED)
    page.mouse.up()
    assert page.evaluate(UNLIKE) < 1000  # of millions: some lines are smoothed otherwise where a part ends


ON_PAPER = """() => {
  dispatchEvent(new Event("beforeprint"));
  const { width, height } = document.querySelector("#view canvas");
  const { data } = document.querySelector("#view canvas").getContext("2d").getImageData(0, 0, width, height);
  const colours = new Set();
  for (let i = 0; i < data.length; i += 4) colours.add(data.slice(i, i + 3).join());
  return [...colours];
}"""


def test_paper_gets_its_colours_at_once(open_page: Open, graph: nx.MultiDiGraph) -> None:
    page = open_page(graph, color_scheme="dark")
    assert colour(page, KEXIE) == [95, 168, 226, 255]
    colours = page.evaluate(ON_PAPER)
    assert "29,106,165" in colours
    assert "255,255,255" in colours
    assert "95,168,226" not in colours


def test_parallel_links_lie_apart_and_have_arrows(open_page: Open, make: Any) -> None:
    body = make.thing("Organization", "甲学会", "Society")
    place = make.thing("Place", "乙县", "County", code="990101")
    keys = [make.say(body, "serves", place, "服务", "服务。", modality) for modality in ("actual", "planned")]
    keys.append(make.say(place, "needs", body, "需要", "需要。"))
    page = open_page(make.graph())
    middles = [where(page, key) for key in keys]
    assert min(math.dist(a, b) for i, a in enumerate(middles) for b in middles[:i]) > 15
    for key, middle in zip(keys, middles, strict=True):
        page.mouse.click(*middle)
        expect(page.locator("#panel h2.link")).to_be_visible()
        assert selected(page) == key


def test_links_end_in_arrows(open_page: Open, make: Any) -> None:
    body = make.thing("Organization", "甲学会", "Society")
    make.say(body, "serves", make.thing("Place", "乙县", "County", code="990101"), "服务", "服务。")
    page = open_page(make.graph())
    head, tail = where(page, "id/organization/甲学会"), where(page, "id/place/990101")
    page.evaluate(PIXELS)
    drawn = page.evaluate(
        """([head, tail]) => {
          const { data, width } = pixels();
          const box = document.querySelector("#graph canvas").getBoundingClientRect();
          const length = Math.hypot(tail[0] - head[0], tail[1] - head[1]);
          // The most pixels across the link, from here to there (0 and 1 are the things).
          const across = (from, to) => {
            let most = 0;
            for (let t = from; t < to; t += 1 / length) {
              const x = Math.round(head[0] + t * (tail[0] - head[0]) - box.left);
              const y = Math.round(head[1] + t * (tail[1] - head[1]) - box.top);
              let count = 0;
              for (let i = -10; i < 10; i += 1) if (data[4 * ((y + i) * width + x) + 3] > 60) count += 1;
              most = Math.max(most, count);
            }
            return most;
          };
          return [across(0.2, 0.3), across(0.6, 1 - 16 / length)];
        }""",
        [head, tail],
    )
    assert drawn[0] <= 2
    assert drawn[1] >= 4
