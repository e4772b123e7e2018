"""Circles of things that are linked more among themselves than with others."""

from __future__ import annotations

from kg.answers.analysis.structure import Structure, central_first
from kg.answers.analysis.structure import communities as circles
from kg.answers.analysis.table import Row, Table

_NAMED_BY = 3


def communities(structure: Structure) -> Table:
    """Return the communities, largest first, each named from its members."""
    links = structure.links
    rows = []
    for members in circles(links):
        central = central_first(links, members)[:_NAMED_BY]
        within = links.subgraph(members).number_of_edges()
        outward = sum(links.degree[thing] for thing in members) - 2 * within
        rows.append(Row(("、".join(map(structure.label, central)), len(members), within, outward)))
    return Table(
        "communities",
        ("圈子", "Communities"),
        (
            "内部联系多于对外联系的圈子，以其中联系最多的三个成员命名；对外联系越少，圈子越封闭。",
            "Circles with more links inside than outside, named by their three best connected members; the "
            "fewer links lead out, the more closed a circle is.",
        ),
        {"community": "圈子", "things": "事物数", "inside": "内部联系", "outside": "对外联系"},
        tuple(rows),
    )
