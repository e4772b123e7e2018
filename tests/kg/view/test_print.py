"""The page on paper: Chromium prints it to PDF."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import networkx as nx
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.kg.view.pages import KEXIE
from tests.kg.view.paper import words_of
from tests.kg.view.world import World

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]
Demo = Callable[[int], nx.MultiDiGraph]


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("statements", ["可提供", "东源县急需茶叶种植技术。", "愿望"]),
        ("board", ["需求与可满足者1", "茶叶学会"]),
        ("ledger", ["推进中", "茶叶学会将建茶叶科技小院。"]),
        ("timeline", ["2025年3月", "茶叶学会论坛"]),
        ("places", ["望海市", "东源县"]),
    ],
)
def test_every_view_is_printed(open_page: Opener, world: World, view: str, shown: list[str]) -> None:
    words = words_of(world.open(open_page, f"#?view={view}").pdf())
    assert [word for word in shown if word not in words] == []


# The colours of the picture at some spots, and the darkest of its edge.
COLOURS = """spots => {
  const canvas = document.querySelector("#view canvas");
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  const colour = (x, y) => [...data.slice(4 * (y * width + x), 4 * (y * width + x) + 3)];
  let darkest = 255;
  for (let y = 0; y < height; y += 1) {
    const isEdge = y < 5 || y >= height - 5;
    for (let x = 0; x < width; x += isEdge ? 1 : width - 1) darkest = Math.min(darkest, ...colour(x, y));
  }
  return { colours: spots.map(([x, y]) => colour(x, y)), darkest };
}"""

SHEETS = {"A4": (718, 1047), "A5": (484, 718)}
"""What is left of the paper within margins of a centimetre, in CSS pixels."""


@pytest.mark.parametrize("size", [60, 400])
@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_the_graph_is_whole_on_paper_smaller_than_the_window(
    open_page: Opener, demo: Demo, size: int, sheet: tuple[int, int]
) -> None:
    page = open_page(demo(size), viewport={"width": 1900, "height": 1000}, color_scheme="dark")
    keys = page.evaluate("explorer.shown().things")
    seen = np.array([list(page.evaluate("key => explorer.where(key)", key).values()) for key in keys])
    graph = page.locator("#graph").bounding_box()
    assert graph is not None
    ends = [
        (
            graph["x"] + disc["at"][0] + side * disc["radius"],
            graph["y"] + disc["at"][1] + side * disc["radius"],
        )
        for disc in page.evaluate("explorer.communities()")
        for side in (-1, 1)
    ]
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": sheet[0], "height": sheet[1]})
    canvas = page.locator("#view canvas")
    box = canvas.bounding_box()
    assert box is not None
    assert 0 <= box["x"] < box["x"] + box["width"] <= sheet[0]
    assert box["height"] < sheet[1]
    width, height = (int(canvas.get_attribute(side) or 0) for side in ("width", "height"))
    # What the window shows fills the picture, with room for names; no name or link reaches its edge.
    all_seen = np.array([*seen, *ends])
    (x0, y0), (x1, y1) = all_seen.min(axis=0), all_seen.max(axis=0)
    beside, above = (60, 50) if ends else (170, 86)
    scale = min(3.0, (width - 3 * beside) / (x1 - x0), (height - 3 * above) / (y1 - y0))
    spots = ((seen - [(x0 + x1) / 2, (y0 + y1) / 2]) * scale + [width / 2, height / 2]).round().astype(int)
    found = page.evaluate(COLOURS, spots.tolist())
    coloured = [max(colour) - min(colour) > 40 for colour in found["colours"]]
    assert sum(coloured) > 0.8 * len(coloured)  # a name may cover a small symbol
    assert found["darkest"] == 255


def test_printing_unfolds_the_evidence_and_leaves_the_screen_as_it_was(open_page: Opener, demo: Demo) -> None:
    page = open_page(demo(60), "#" + quote(KEXIE, safe=""), color_scheme="dark")
    folded = page.locator("details:not([open])").count()
    spot = page.evaluate("key => explorer.where(key)", KEXIE)
    sentence = page.locator("#panel details:not([open]) blockquote p").filter(has_text="签署")
    text = sentence.first.text_content() or ""
    assert "".join(text.split()) in words_of(page.pdf())
    assert page.locator("details:not([open])").count() == folded
    page.wait_for_function("([key, x]) => explorer.where(key).x === x", arg=[KEXIE, spot["x"]])
    expect(page.locator("#view")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator("header .search")).to_be_hidden()
    expect(page.locator("#panel h2")).to_be_visible()
