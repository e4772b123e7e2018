"""How much there is of what."""

from __future__ import annotations

from collections import Counter

from extractors.model import ENTITY_TYPES, MODALITIES, RELATION_TYPES
from kg.answers.analysis.structure import Structure
from kg.answers.analysis.table import Row, Table


def things(structure: Structure) -> Table:
    """Return the number of things of each type."""
    counts = Counter(kind for _, kind in structure.graph.nodes(data="type"))
    return Table(
        "things",
        ("各类事物", "Things"),
        ("图谱中各类事物的数量。", "How many things of each type the graph knows."),
        {"type": "类型", "count": "数量"},
        tuple(Row((kind, counts[kind])) for kind in ENTITY_TYPES),
    )


def statements(structure: Structure) -> Table:
    """Return the number of statements of each relation, facts, plans and wishes apart."""
    counts = Counter((data["relation"], data["modality"]) for _, _, data in structure.graph.edges(data=True))
    return Table(
        "statements",
        ("各类关系", "Statements"),
        (
            "各类关系的陈述数量：事实、计划、愿望分开计算。",
            "How many statements of each relation there are: facts, plans and wishes apart.",
        ),
        {"relation": "关系", **dict(zip(MODALITIES, ("事实", "计划", "愿望"), strict=True))},
        tuple(
            Row((relation, *(counts[relation, modality] for modality in MODALITIES)))
            for relation in RELATION_TYPES
        ),
    )
