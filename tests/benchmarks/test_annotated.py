"""Extraction against the annotated reports of the project: what it reached stays reached."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from kg.cli.evaluate import command

ANNOTATED = Path(__file__).parents[2] / "benchmarks" / "annotated"
FLOORS = {"entity": 0.87, "relation": 0.68}
"""F1, a point below what was measured."""
PRECISION = {"entity": 0.91, "relation": 0.87}
FACTS_FROM_PLANS = 0.03
"""The share of facts that may be plans or wishes in truth."""


def test_extraction_reads_the_annotated_reports() -> None:
    result = CliRunner().invoke(command, [str(ANNOTATED), "--format", "json"])
    assert result.exit_code == 0, result.output
    figures = json.loads(result.output)
    for group, floor in FLOORS.items():
        assert figures[group]["f1"] >= floor, (group, figures[group])
        assert figures[group]["p"] >= PRECISION[group], (group, figures[group])
    assert figures["false_facts"] <= FACTS_FROM_PLANS


def test_every_annotation_has_its_report_and_its_words_stand_in_it() -> None:
    for annotated in sorted(ANNOTATED.glob("*.gold.json")):
        text = "".join(
            annotated.with_name(annotated.name.replace(".gold.json", ".txt")).read_text("utf-8").split()
        )
        gold = json.loads(annotated.read_text("utf-8"))
        forms = {"".join(form.split()) for entity in gold["entities"] for form in entity["names"]}
        assert {form for form in forms if form not in text} == set(), annotated.name
        known = {entity["id"] for entity in gold["entities"]}
        assert {end for row in gold["relations"] for end in (row["head"], row["tail"])} <= known, (
            annotated.name
        )
