"""The store → the explorer page with all that it shows: graph, texts, terms of posts, promises, matches."""

from __future__ import annotations

import networkx as nx

from kg.answers.followup import follow_up
from kg.answers.match import match
from kg.answers.tenures import tenures
from kg.store.quads import Quads
from kg.view.page import render_page
from kg.view.texts import load_texts

TITLE = "科协知识图谱"


def explorer(
    quads: Quads,
    graph: nx.MultiDiGraph,
    *,
    title: str = TITLE,
    with_texts: bool = True,
    until: str | None = None,
    query_page: str | None = None,
) -> str:
    """Return the page of a store's graph, or of a part of it; promises and matches count `until` a date.

    A server gives the address of its query page, to which the page then leads.
    """
    return render_page(
        graph,
        title=title,
        texts=load_texts(quads) if with_texts else None,
        tenures=tenures(quads),
        promises=follow_up(quads, until=until),
        matching=match(quads, until=until),
        query_page=query_page,
    )
