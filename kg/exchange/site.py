"""The store as a website of plain files: a page for each thing, a list of all, the explorer.

    site
    ├─ index.html      all things, by type
    ├─ explorer.html   the page of kg view
    └─ things/         a page for each thing, with its sentences, links to others and its facts as JSON-LD

Links lead to files beside: the folder can be opened from disk, mailed, or put on any server.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
import networkx as nx

from extractors.model import ENTITY_TYPES
from kg.answers.formats import for_terminal
from kg.answers.graph import load_graph
from kg.answers.show import portraits
from kg.exchange.linked_data import jsonld_of
from kg.identity.keys import content_hash
from kg.serve.thing import thing_page
from kg.store.quads import Quads
from kg.view.explorer import TITLE, explorer
from kg.view.words import page_words


def write_site(quads: Quads, folder: Path) -> None:
    """Write the site into an empty folder."""
    graph = load_graph(quads)
    _write(folder / "index.html", _index(graph))
    _write(folder / "explorer.html", explorer(quads, graph))
    (folder / "things").mkdir()
    for portrait in portraits(quads, graph):
        page = thing_page(
            portrait,
            url=_file_name,
            explorer="../explorer.html",
            overview="../index.html",
            linked_data=jsonld_of(quads, portrait.iri),
        )
        _write(folder / "things" / _file_name(portrait.iri), page)


def _file_name(iri: str) -> str:
    """Return the name of a thing's file: a hash, for its own may be too long, or differ in case alone."""
    return f"{content_hash(iri, digits=16)}.html"


def _index(graph: nx.MultiDiGraph) -> str:
    things: dict[str, list[dict[str, Any]]] = {type_: [] for type_ in ENTITY_TYPES}
    for iri, data in sorted(graph.nodes(data=True), key=lambda item: (item[1]["label"], item[0])):
        things[data["type"]].append(
            {"label": for_terminal(data["label"]), "url": f"things/{_file_name(iri)}", "about": data["date"]}
        )
    words = page_words()["type"]
    sections = {" ".join(words[type_]): rows for type_, rows in things.items() if rows}
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.from_string(_template()).render(title=TITLE, sections=sections)


@cache
def _template() -> str:
    return files("kg.exchange").joinpath("site.html").read_text(encoding="utf-8")


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
