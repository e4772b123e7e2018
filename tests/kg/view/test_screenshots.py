"""How graphs of three sizes look when they open, light and dark, against the pictures in golden/.

Letters differ between versions of a font, and with their widths some names find another place. So pictures
are compared in squares of 25 pixels by their mean colours: a name that moves or is drawn otherwise changes
those of a few squares a little; colours, links, symbols or names that are missing change many. Measured, the
mean difference of the colours of squares, of 255: the same page again 0.04, other cuts of the same font to
0.3; without links 0.9 to 1.5, without symbols 2 to 5, without names 7 to 12; a font of another style, which
these pictures do not stand for, 2 to 4 (they show Noto Sans CJK: apt-get install fonts-noto-cjk).

`make screenshots` takes the pictures anew; look at them before they are committed. They are to be taken anew
too where another version of numpy or scipy gives other coordinates.
"""

from __future__ import annotations

import base64
import os
import struct
import zlib
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Literal

import networkx as nx
import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page

from tests.kg.view.invented import demo_graph

pytestmark = pytest.mark.browser

Pixels = NDArray[np.uint8]

GOLDEN = Path(__file__).parent / "golden"
MOST_BYTES = 150_000
MOST_UNLIKE = 0.7
SQUARE = 25

PIXELS = """async (picture) => {
  const bitmap = await createImageBitmap(await (await fetch("data:image/png;base64," + picture)).blob());
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  let text = "";
  for (let i = 0; i < data.length; i += 8192) text += String.fromCharCode(...data.subarray(i, i + 8192));
  return [bitmap.height, bitmap.width, btoa(text)];
}"""


@pytest.fixture(scope="module", params=[100, 1000, 5000])
def graph(request: pytest.FixtureRequest) -> nx.MultiDiGraph:
    return demo_graph(request.param)


@pytest.fixture(params=["light", "dark"])
def opened(
    open_page: Callable[..., Page], graph: nx.MultiDiGraph, request: pytest.FixtureRequest
) -> tuple[Page, Path]:
    scheme: Literal["light", "dark"] = request.param
    # The graph of a window so large has 800 × 600 pixels, beside legend and panel.
    page = open_page(graph, color_scheme=scheme, viewport={"width": 1417, "height": 657})
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    return page, GOLDEN / f"{len(graph)}-{scheme}.png"


def test_it_looks_as_it_did(opened: tuple[Page, Path]) -> None:
    page, golden = opened
    now = pixels(page, page.locator("main").screenshot())
    if os.environ.get("KG_SCREENSHOTS") == "write":
        GOLDEN.mkdir(exist_ok=True)
        golden.write_bytes(png(now))
    assert golden.stat().st_size <= MOST_BYTES
    then = pixels(page, golden.read_bytes())
    assert now.shape == then.shape
    assert float(np.abs(means(now) - means(then)).mean()) < MOST_UNLIKE


def test_names_of_hubs_are_there_and_apart(opened: tuple[Page, Path]) -> None:
    page, _ = opened
    labels = page.evaluate("explorer.labels()")
    names = {label["key"] for label in labels}
    assert len(names) > 0.55 * len(page.evaluate("explorer.shown().things"))
    assert "id/organization/云岭省科学技术协会" in names
    for a, b in combinations((label["box"] for label in labels), 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def pixels(page: Page, picture: bytes) -> Pixels:
    """The colours of a PNG, which the browser decodes: rows, columns, red, green, blue."""
    browser = page.context.browser
    assert browser is not None
    scratch = browser.new_page()
    height, width, data = scratch.evaluate(PIXELS, base64.b64encode(picture).decode())
    scratch.close()
    return np.frombuffer(base64.b64decode(data), dtype=np.uint8).reshape(height, width, 4)[:, :, :3]


def means(colours: Pixels) -> NDArray[np.float64]:
    """The mean colours of the squares, row by row; what is left at the edges does not count."""
    rows, columns = (length // SQUARE for length in colours.shape[:2])
    whole = colours[: rows * SQUARE, : columns * SQUARE]
    return whole.reshape(rows, SQUARE, columns, SQUARE, 3).mean(axis=(1, 3))


def png(colours: Pixels) -> bytes:
    """A PNG of the commonest shades, a quarter of the size of one of all; the mean colour stays."""
    codes = (colours.astype(np.int64) >> 3) @ np.array([1024, 32, 1])
    common, index, count = np.unique(codes, return_inverse=True, return_counts=True)
    shades = np.stack([common // 1024, common // 32 % 32, common % 32], axis=1)
    kept = shades[np.argsort(-count, kind="stable")[:256]]
    nearest = np.array([((kept - shade) ** 2).sum(axis=1).argmin() for shade in shades])
    indexed = nearest[index].reshape(codes.shape)
    size = np.bincount(indexed.ravel())
    sums = [np.bincount(indexed.ravel(), colours[:, :, channel].ravel()) for channel in range(3)]
    palette = np.rint(np.stack(sums, axis=1) / size[:, None]).astype(np.uint8).tobytes()
    height, width = codes.shape
    rows = np.pad(indexed.astype(np.uint8), ((0, 0), (1, 0))).tobytes()
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = {b"IHDR": head, b"PLTE": palette, b"IDAT": zlib.compress(rows, 9), b"IEND": b""}
    packed = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks.items()
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)
