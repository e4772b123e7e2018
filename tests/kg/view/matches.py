"""Needs and offers of an invented graph as kg.answers.match has them of a store."""

from __future__ import annotations

from typing import Any

import networkx as nx

from kg.answers.match import Match, Matching, Need, Reason
from kg.answers.match.offers import Offer
from kg.answers.names import Thing


def thing_of(graph: nx.MultiDiGraph, label: str) -> Thing:
    return Thing(next(iri for iri, name in graph.nodes(data="label") if name == label), label)


def said(graph: nx.MultiDiGraph, head: str, tail: str) -> list[dict[str, Any]]:
    rows = graph.get_edge_data(thing_of(graph, head).iri, thing_of(graph, tail).iri).values()
    return [entry for edge in rows for entry in edge["evidence"]]


def offer_of(graph: nx.MultiDiGraph, body: str, industry: str, via: str | None = None) -> Offer:
    return Offer(
        body=thing_of(graph, body),
        industry=thing_of(graph, industry),
        name=industry,
        source="offers" if via is None else "expert",
        via=None if via is None else thing_of(graph, via),
        planned=False,
        said=said(graph, via or body, industry),
    )


def need_of(
    graph: nx.MultiDiGraph, who: str, what: str, matches: tuple[Match, ...] = (), there: tuple[str, ...] = ()
) -> Need:
    bodies = tuple(thing_of(graph, body) for body in there)
    return Need(
        thing_of(graph, who), thing_of(graph, what), what, False, (), said(graph, who, what), bodies, matches
    )


def matching_of(market: nx.MultiDiGraph) -> Matching:
    """A society could meet the need of one county by itself and by its expert; nobody that of the other."""
    itself, expert = (
        offer_of(market, "茶叶学会", "茶叶种植技术"),
        offer_of(market, "茶叶学会", "茶叶", "林远"),
    )
    reasons = (
        Reason("industry", 50, "同一事项（茶叶种植）", "the same"),
        Reason("planned", -5, "尚在计划", "planned"),
    )
    matches = (Match(itself.body, 90, reasons, itself), Match(expert.body, 30, reasons[:1], expert))
    needs = [
        need_of(market, "东源县", "茶叶种植技术", matches, there=("茶叶学会",)),
        need_of(market, "河阳县", "果汁保鲜"),
    ]
    return Matching(needs, [offer_of(market, "林远", "陶瓷")])
