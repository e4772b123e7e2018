from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox
import pytest

from kg.exchange.site import write_site
from kg.exchange.without import without
from tests.kg.exchange.hostile import HOSTILE, relabelled
from tests.kg.small import IRI
from tests.kg.view.pages import data_of


class Page(HTMLParser):
    """The links, tags, text and JSON-LD of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[Path] = []
        self.tags: list[str] = []
        self.linked_data = ""
        self._path = path
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "a":
            self.links.append((self._path.parent / unquote(dict(attrs)["href"] or "")).resolve())

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] == ["script"] and data.startswith("{"):
            self.linked_data += data


@pytest.fixture
def site(quads: ox.Store, tmp_path: Path) -> Path:
    relabelled(quads, HOSTILE)
    write_site(quads, tmp_path)
    return tmp_path


def test_every_thing_has_a_page_that_is_linked_and_every_link_leads_to_a_file(site: Path) -> None:
    things = sorted((site / "things").iterdir())
    assert len(things) == 10
    index = Page(site / "index.html")
    assert [path for path in index.links if path not in things] == [site / "explorer.html"]
    assert set(things) <= set(index.links)
    links = {link for path in things for link in Page(path).links}
    assert [link for link in links if not link.is_file()] == []
    assert {site / "explorer.html", site / "index.html"} <= links


def test_a_page_has_its_facts_as_jsonld(quads: ox.Store, site: Path) -> None:
    found: set[ox.Quad] = set()
    for path in (site / "things").iterdir():
        data = Page(path).linked_data
        assert isinstance(json.loads(data), dict)
        found.update(ox.parse(data, format=ox.RdfFormat.JSON_LD))
    things = {quad.subject for quad in found}
    assert ox.NamedNode(IRI["county"]) in things
    assert found == {
        quad for quad in quads if quad.subject in things and isinstance(quad.graph_name, ox.DefaultGraph)
    }


def test_a_hostile_name_is_text_on_every_page(site: Path) -> None:
    for path in (*(site / "things").iterdir(), site / "index.html"):
        page = path.read_text(encoding="utf-8")
        assert "<script>alert" not in page
        assert "\u202e" not in page.partition("</script>")[2]
        assert Page(path).tags.count("script") == int(path.name != "index.html")


def test_who_is_left_out_is_on_no_page(quads: ox.Store, tmp_path: Path) -> None:
    write_site(without(quads, ["Person"]), tmp_path)
    pages = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.html")]
    assert len(pages) == 10
    pages.append(str(data_of((tmp_path / "explorer.html").read_text(encoding="utf-8"))))
    assert [page for page in pages if "周明远" in page] == []
