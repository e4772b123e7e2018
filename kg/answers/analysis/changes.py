"""What an earlier and a later graph tell apart: what came and went, who gained and lost in weight."""

from __future__ import annotations

from collections import defaultdict

from kg.answers.analysis.structure import Structure
from kg.answers.analysis.table import Row, Table
from kg.answers.diff import Change, compare

_EXAMPLES = 3
_SHOWN = 10


def changes(earlier: Structure, later: Structure) -> Table:
    """Return how many changes of each kind, relation and modality there are, the first ones by name."""
    groups: dict[tuple[str | None, ...], list[Change]] = defaultdict(list)
    for change in compare(earlier.quads, later.quads):
        groups[change.kind, change.relation, change.modality].append(change)
    return Table(
        "changes",
        ("两个日期之间的变化", "Changes between two dates"),
        (
            "两个日期之间：职务易人、计划落实、新的合作、新增与消失的关系和事物（kg diff 逐条列出）。",
            "What changed between the two dates: posts that changed hands, plans that became facts, new "
            "cooperation, what else is new or gone (kg diff lists each).",
        ),
        {"change": "变化", "relation": "关系", "modality": "情态", "number": "数量", "examples": "例如"},
        tuple(
            Row((*group, len(changed), "、".join(map(_words, changed[:_EXAMPLES]))))
            for group, changed in groups.items()
        ),
    )


def movers(earlier: Structure, later: Structure) -> Table:
    """Return the things whose betweenness changed most."""
    before, after = earlier.betweenness, later.betweenness
    moved = {
        thing: round(after.get(thing, 0.0) - before.get(thing, 0.0), 6)
        for thing in before.keys() | after.keys()
    }
    ranked = sorted((thing for thing in moved if moved[thing]), key=lambda thing: (-abs(moved[thing]), thing))
    rows = []
    for thing in ranked[:_SHOWN]:
        graph = later if thing in later.graph else earlier
        scores = (before.get(thing, 0.0), after.get(thing, 0.0), moved[thing])
        rows.append(Row((graph.label(thing), graph.type(thing), *scores)))
    return Table(
        "movers",
        ("地位变化最大的事物", "What gained and lost in weight"),
        (
            "中介中心性变化最大的事物：上升的成了新的桥梁，下降的被绕开或不再出现。",
            "The things whose betweenness changed most: those that rose have become bridges, those that fell "
            "are passed by, or gone.",
        ),
        {"thing": "事物", "type": "类型", "before": "之前", "after": "之后", "difference": "差"},
        tuple(rows),
    )


def _words(change: Change) -> str:
    return (
        change.subject.label if change.object is None else f"{change.subject.label} → {change.object.label}"
    )
