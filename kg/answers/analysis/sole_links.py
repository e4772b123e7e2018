"""Bodies that one person alone links, by posts in both."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from kg.answers.analysis.structure import Structure
from kg.answers.analysis.table import Row, Table, most_first

if TYPE_CHECKING:
    import networkx as nx

_COMMON_GROUND = ("Place", "Industry")
"""To lie in one place, or to work in one industry, is no link between bodies."""


def sole_links(structure: Structure) -> Table:
    """Return the pairs of bodies that are linked by the posts of one person and by no fact of their own."""
    posts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for person, body, statement, data in structure.graph.edges(keys=True, data=True):
        if data["relation"] == "holdsPost" and data["modality"] == "actual":
            posts[person][body].append(statement)
    persons: dict[tuple[str, str], list[str]] = defaultdict(list)
    for person in sorted(posts):
        for pair in combinations(sorted(posts[person]), 2):
            persons[pair].append(person)
    links = structure.links
    others = links.subgraph(thing for thing in links if structure.type(thing) not in _COMMON_GROUND)
    rows = []
    for (one, other), between in persons.items():
        if len(between) == 1 and not links.has_edge(one, other):
            (person,) = between
            names = map(structure.label, (one, other, person))
            statements = tuple(sorted(posts[person][one] + posts[person][other]))
            rows.append(Row((*names, _detour(others, one, other, person)), statements))
    return Table(
        "sole-links",
        ("只靠一个人联系的机构", "Bodies that one person links"),
        (
            "两个机构之间没有直接关系，只有一个人同时在两边任职；此人一旦离任，联系就要绕几步，空白表示完全中断。",
            "Two bodies without a relation of their own, in both of which one person alone holds posts: how "
            "many steps the way round is without that person; empty where there is none.",
        ),
        {"body": "机构", "other": "另一机构", "person": "联系人", "detour": "绕行步数"},
        most_first(rows),  # those without a way round before all others
    )


def _detour(links: nx.Graph, one: str, other: str, person: str) -> int | None:
    """Return the number of steps from one body to the other without the person; None where no way leads."""
    import networkx as nx  # late: it takes as long to import as a command does to answer

    without = nx.restricted_view(links, [person], [])
    try:
        return int(nx.shortest_path_length(without, one, other))
    except nx.NetworkXNoPath:
        return None
