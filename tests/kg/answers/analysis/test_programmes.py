from __future__ import annotations

from kg.answers.analysis.programmes import programmes
from tests.kg.answers.analysis.networks import network

THINGS = {
    "茶叶学会": "Organization/Society",
    "科协": "Organization/Association",
    "青禾县": "Place/County",
    "白石县": "Place/County",
    "青禾行动": "Initiative/Programme",
    "白石计划": "Initiative/Brand",
    "旧章程": "Initiative/Policy",
}


def test_programmes_by_reach() -> None:
    structure = network(
        THINGS,
        [
            ("茶叶学会", "advances", "白石计划"),
            ("茶叶学会", "locatedIn", "白石县"),
            ("茶叶学会", "advances", "青禾行动"),
            ("青禾县", "advances", "青禾行动"),
        ],
        plans=[("科协", "advances", "青禾行动"), ("青禾县", "advances", "青禾行动")],
    )
    table = programmes(structure)
    assert list(table.columns) == ["programme", "kind", "advancing", "planning", "counties", "reports"]
    # The county that both does and plans counts once, as one that does; what nobody advances is left out.
    assert [row.cells for row in table.rows] == [
        ("青禾行动", "Programme", 2, 1, 2, 4),
        ("白石计划", "Brand", 1, 0, 1, 1),
    ]
    assert table.rows[0].statements == ("s2", "s3", "s4", "s5")
