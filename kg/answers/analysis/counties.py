"""Which society reaches which county, and what societies and counties have in common by that.

A body reaches a county by a fact: it serves or visits it or what lies in it, cooperates with a body there,
builds or has a facility there, holds an event there, or has its seat there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from kg.answers.analysis.structure import Structure
from kg.answers.analysis.table import Row, Table, most_first
from ontologies.places import by_code

if TYPE_CHECKING:
    import networkx as nx

_WAYS = ("serves", "visits", "cooperatesWith", "builds", "organizes", "locatedIn")
_WAYS_BACK = ("cooperatesWith", "partOf")
"""Relations of which the body may be the tail: a facility is part of it."""

_COUNTY_DIGITS = 6
"""As many digits of a place's code name its county."""

Reach = dict[str, dict[str, set[str]]]
"""Body → county → the statements by which it reaches it."""


def reach(structure: Structure) -> Table:
    """Return the societies with the counties that they reach."""
    rows = [
        Row(
            (structure.label(society), len(counties), _listed(structure, counties)),
            tuple(sorted(set().union(*counties.values()))),
        )
        for society, counties in _reach(structure, "Society").items()
    ]
    return Table(
        "reach",
        ("学会与县", "Societies and counties"),
        (
            "每个学会已经到达哪些县：服务、走访、合作、建设平台、举办活动或驻在当地。",
            "Which counties each society reaches: it serves or visits them, cooperates, builds or holds "
            "events there, or has its seat there.",
        ),
        {"society": "学会", "counties": "县数", "which": "哪些县"},
        most_first(rows),
    )


def unreached(structure: Structure) -> Table:
    """Return the counties that no society reaches, those with most needs first."""
    graph = structure.graph
    reached = {county for counties in _reach(structure, "Society").values() for county in counties}
    others = _by_county(_reach(structure))
    planning = _by_county(_reach(structure, "Society", planned=True))
    needs: dict[str, set[str]] = defaultdict(set)
    for head, _, statement, data in graph.edges(keys=True, data=True):
        if data["relation"] == "needs":
            for county in counties_of(structure, head):
                needs[county].add(statement)
    counties = [thing for thing, kind in graph.nodes(data="subtype") if kind == "County"]
    rows = [
        Row(
            (
                structure.label(county),
                _city(graph.nodes[county]["code"]),
                len(needs[county]),
                len(others[county]),
                len(planning[county]),
            ),
            tuple(sorted(needs[county])),
        )
        for county in counties
        if county not in reached
    ]
    return Table(
        "unreached",
        ("没有学会到达的县", "Counties that no society reaches"),
        (
            "报道提到、但还没有任何学会服务、走访、合作或建设平台的县；有需求的排在前面，是最值得填补的空白。",
            "Counties of which the reports speak, but where no society serves, visits, cooperates or builds; "
            "those with needs come first: the gaps most worth filling.",
        ),
        {
            "county": "县",
            "city": "所属市",
            "needs": "需求",
            "bodies": "其他机构",
            "planned": "计划前往的学会",
        },
        most_first(rows),
    )


def society_pairs(structure: Structure) -> Table:
    """Return the societies that reach the same counties: the projection of the two kinds onto societies."""
    reached = _reach(structure, "Society")
    return Table(
        "society-pairs",
        ("到达同样县的学会", "Societies that share counties"),
        (
            "两个学会到达几个相同的县：共同的县越多，越可以联合行动，也越可能重复。",
            "In how many counties two societies meet: the more, the better they could work together, and the "
            "more they may do the same twice.",
        ),
        {"society": "学会", "other": "另一学会", "shared": "共同的县", "which": "哪些县"},
        _projected(structure, reached),
    )


def county_pairs(structure: Structure) -> Table:
    """Return the counties that the same societies reach: the projection of the two kinds onto counties."""
    by_county: Reach = defaultdict(dict)
    for society, counties in _reach(structure, "Society").items():
        for county, statements in counties.items():
            by_county[county][society] = statements
    return Table(
        "county-pairs",
        ("同样学会到达的县", "Counties that share societies"),
        (
            "两个县有几个相同的学会到达：这些县可以共用专家和平台。",
            "How many societies reach both of two counties: these could share experts and facilities.",
        ),
        {"county": "县", "other": "另一县", "shared": "共同的学会", "which": "哪些学会"},
        _projected(structure, by_county),
    )


def counties_of(structure: Structure, thing: str) -> set[str]:
    """Return the counties that a thing is, or lies in, by codes and by facts."""
    graph = structure.graph
    found: set[str] = set()
    waiting, seen = [thing], {thing}
    while waiting:
        place = waiting.pop()
        about = graph.nodes[place]
        if about["subtype"] == "County":
            found.add(place)
            continue
        outer = {
            tail
            for _, tail, data in graph.out_edges(place, data=True)
            if (data["relation"], data["modality"]) == ("locatedIn", "actual")
        }
        if about["code"] is not None and len(about["code"]) > _COUNTY_DIGITS:
            outer.add(structure.by_code.get(about["code"][:_COUNTY_DIGITS], place))
        waiting += outer - seen
        seen |= outer
    return found


def _reach(structure: Structure, kind: str | None = None, planned: bool = False) -> Reach:
    """Return by what each body (of a kind) reaches which county, by facts, or by plans and wishes."""
    graph = structure.graph
    found: Reach = {}
    for body, about in graph.nodes(data=True):
        if about["type"] != "Organization" or (kind is not None and about["subtype"] != kind):
            continue
        counties: dict[str, set[str]] = defaultdict(set)
        for other, statement, data in _ways(graph, body):
            if (data["modality"] != "actual") == planned:
                for county in counties_of(structure, other):
                    counties[county].add(statement)
        if counties:
            found[body] = dict(counties)
    return found


def _ways(graph: nx.MultiDiGraph, body: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give what a body has to do with: the thing, the statement and its attributes."""
    for _, tail, statement, data in graph.out_edges(body, keys=True, data=True):
        if data["relation"] in _WAYS:
            yield tail, statement, data
    for head, _, statement, data in graph.in_edges(body, keys=True, data=True):
        if data["relation"] in _WAYS_BACK and (
            data["relation"] != "partOf" or graph.nodes[head]["type"] == "Facility"
        ):
            yield head, statement, data


def _by_county(found: Reach) -> dict[str, set[str]]:
    bodies: dict[str, set[str]] = defaultdict(set)
    for body, counties in found.items():
        for county in counties:
            bodies[county].add(body)
    return bodies


def _projected(structure: Structure, found: Reach) -> tuple[Row, ...]:
    """Return the pairs of those on the left that meet in what is on the right, with what they share."""
    import networkx as nx  # late: it takes as long to import as a command does to answer

    if not found:
        return ()
    two_kinds = nx.Graph()
    two_kinds.add_nodes_from(sorted(found))
    two_kinds.add_edges_from(sorted((one, other) for one, others in found.items() for other in others))
    pairs = nx.bipartite.weighted_projected_graph(two_kinds, sorted(found))
    rows = []
    for one, other, shared in pairs.edges(data="weight"):
        one, other = sorted((one, other))
        common = found[one].keys() & found[other].keys()
        statements = {
            statement for end in (one, other) for third in common for statement in found[end][third]
        }
        cells = (structure.label(one), structure.label(other), shared, _listed(structure, common))
        rows.append(Row(cells, tuple(sorted(statements))))
    return most_first(rows)


def _listed(structure: Structure, things: Collection[str]) -> str:
    return "、".join(structure.label(thing) for thing in sorted(things))


def _city(code: str | None) -> str | None:
    """Return the name of the city, else of the province, in which a county lies."""
    county = None if code is None else by_code(code)
    parent = None if county is None or county.parent is None else by_code(county.parent)
    return None if parent is None else parent.name
