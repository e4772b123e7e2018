"""What the browser tests ask of an open page, and the keys of the things in the small graph (conftest.py)."""

from __future__ import annotations

from urllib.parse import unquote

import networkx as nx
from playwright.sync_api import Page

KEXIE = "id/organization/云岭省科学技术协会"
SOCIETY = "id/organization/云岭省茶叶学会"
COUNTY = "id/place/990101"


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
