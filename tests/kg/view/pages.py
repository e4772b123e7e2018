"""What the browser tests ask of an open page, and the keys of the things in the small graph (conftest.py)."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import Any
from urllib.parse import unquote

import networkx as nx
from playwright.sync_api import Page

KEXIE = "id/organization/云岭省科学技术协会"
SOCIETY = "id/organization/云岭省茶叶学会"
COUNTY = "id/place/990101"


def data_of(page: str) -> dict[str, Any]:
    """What a written page has packed, in letters that no text from a report can turn into HTML."""
    match = re.search(r'<script id="data" type="application/zlib">([A-Za-z0-9+/=]+)</script>', page)
    assert match is not None
    data: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(match[1])))
    return data


def click(page: Page, key: str) -> None:
    settle = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    page.evaluate(settle)
    spot = page.evaluate("key => explorer.where(key)", key)
    page.mouse.click(spot["x"], spot["y"])


def key_of(graph: nx.MultiDiGraph, relation: str) -> str:
    [iri] = [iri for _, _, iri, edge in graph.edges(keys=True, data=True) if edge["relation"] == relation]
    return iri.removeprefix("https://kexie-kg.example/")


def shown(page: Page) -> dict[str, set[str]]:
    return {kind: set(keys) for kind, keys in page.evaluate("explorer.shown()").items()}


def selected(page: Page) -> str:
    """What the address has, but for the camera, which is added when it rests."""
    return unquote(page.evaluate("location.hash.replace(/[?&]camera=.*/, '')")[1:])


def view(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()
