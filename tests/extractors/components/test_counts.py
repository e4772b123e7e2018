"""Counts of statements, from whole sentences to the records."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.pipeline import load
from extractors.reading import document


def counts(text: str) -> dict[str, int | None]:
    """Return the count of each statement of what is built or held, by the name of that."""
    extraction = load().extract(document(f"{text}\n（2025年3月10日）", Path("a.txt")))
    names = {entity.id: entity.name for entity in extraction.entities}
    return {
        names[one.tail]: one.count for one in extraction.statements if one.type in ("builds", "organizes")
    }


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("广东省果树学会将在郁南县建设5个黄皮科技小院。", 5),
        ("广东省果树学会在郁南县建成黄皮科技小院十二个。", 12),
        ("广东省果树学会在郁南县建成黄皮科技小院共3个。", 3),
        ("广东省果树学会在郁南县建成两个黄皮科技小院。", 2),
        ("广东省果树学会在郁南县建成1个黄皮科技小院。", None),
        ("广东省果树学会在郁南县建成黄皮科技小院，服务3个镇。", None),
        ("广东省果树学会在郁南县建成黄皮科技小院。5个镇受益。", None),
    ],
)
def test_counts(text: str, count: int | None) -> None:
    assert counts(text) == {"黄皮科技小院": count}
