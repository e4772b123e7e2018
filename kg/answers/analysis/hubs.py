"""Things that many links lead to, and things through which the links between others pass."""

from __future__ import annotations

from kg.answers.analysis.structure import Structure
from kg.answers.analysis.table import Row, Table

_SHOWN = 10


def hubs(structure: Structure) -> Table:
    """Return the things with most links."""
    degree = dict(structure.links.degree)
    ranked = sorted(degree, key=lambda thing: (-degree[thing], thing))
    return Table(
        "hubs",
        ("枢纽", "Hubs"),
        (
            "直接联系最多的事物：它们与最多的其他事物有事实关系。",
            "The things with most direct links: facts relate them to the largest number of others.",
        ),
        {"thing": "事物", "type": "类型", "links": "联系数", "betweenness": "中介中心性"},
        tuple(
            Row(
                (structure.label(thing), structure.type(thing), degree[thing], structure.betweenness[thing]),
                structure.facts_of(thing),
            )
            for thing in ranked[:_SHOWN]
        ),
    )


def brokers(structure: Structure) -> Table:
    """Return the things with the highest betweenness."""
    scores = structure.betweenness
    ranked = sorted(
        (thing for thing in scores if scores[thing] > 0), key=lambda thing: (-scores[thing], thing)
    )
    return Table(
        "brokers",
        ("中介", "Brokers"),
        (
            "中介中心性最高的事物：其他事物之间的最短联系大多经过它们，没有它们，圈子之间就会断开或绕远。",
            "The things that most shortest links between others pass through: without them circles fall "
            "apart, or have a longer way.",
        ),
        {"thing": "事物", "type": "类型", "betweenness": "中介中心性", "links": "联系数"},
        tuple(
            Row(
                (structure.label(thing), structure.type(thing), scores[thing], structure.links.degree[thing]),
                structure.facts_of(thing),
            )
            for thing in ranked[:_SHOWN]
        ),
    )
