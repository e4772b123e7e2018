"""Programmes by reach."""

from __future__ import annotations

from collections import defaultdict

from kg.answers.analysis.counties import counties_of
from kg.answers.analysis.structure import Structure
from kg.answers.analysis.table import Row, Table, most_first


def programmes(structure: Structure) -> Table:
    """Return the programmes, policies, brands, campaigns and mechanisms, those with most reach first.

    What nobody advances is left out.
    """
    graph = structure.graph
    rows = []
    for initiative in (thing for thing, kind in graph.nodes(data="type") if kind == "Initiative"):
        advancing: dict[str, set[str]] = defaultdict(set)
        statements, reports = [], set()
        for head, _, statement, data in graph.in_edges(initiative, keys=True, data=True):
            if data["relation"] == "advances":
                advancing[head].add(data["modality"])
                statements.append(statement)
                reports |= {entry["report"] for entry in data["evidence"]}
        if not advancing:
            continue
        at_work = [head for head, modalities in advancing.items() if "actual" in modalities]
        counties = {county for head in advancing for county in counties_of(structure, head)}
        cells = (len(at_work), len(advancing) - len(at_work), len(counties), len(reports))
        about = (structure.label(initiative), graph.nodes[initiative]["subtype"])
        rows.append(Row((*about, *cells), tuple(sorted(statements))))
    return Table(
        "programmes",
        ("项目与行动的覆盖面", "Programmes by reach"),
        (
            "每个项目、政策或品牌由多少单位推进、多少只是计划或希望推进，涉及几个县，见于几篇报道。",
            "How many advance each programme, policy or brand, how many only plan or wish to, in how many "
            "counties these are, and how many reports say so.",
        ),
        {
            "programme": "项目", "kind": "种类", "advancing": "推进者", "planning": "仅计划",
            "counties": "涉及县", "reports": "报道数",
        },
        most_first(rows),
    )  # fmt: skip
