"""Times of statements, from whole sentences to the records."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.pipeline import load
from extractors.reading import document


def times(text: str) -> set[tuple[str, str | None]]:
    """(relation, time) of all statements of a report that was written on 2025-03-10."""
    extraction = load().extract(document(f"{text}\n（2025年3月10日）", Path("a.txt")))
    return {(statement.type, statement.time) for statement in extraction.statements}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("3月8日，广东省果树学会与郁南县农业农村局签订合作协议。", ("cooperatesWith", "2025-03-08")),
        ("2012年起，李明远担任广东省果树学会副理事长。", ("holdsPost", "2012")),
        ("去年，华南农业大学在郁南县建立黄皮科技小院。", ("builds", "2024")),
        (
            "3月3日至5日，甲省果树学会在郁南县举办黄皮产业技术培训班。",
            ("organizes", "2025-03-03/2025-03-05"),
        ),
        # What has happened does not lie behind the report; what is planned does.
        ("12月8日，广东省果树学会与郁南县农业农村局签订合作协议。", ("cooperatesWith", "2024-12-08")),
        (
            "12月3日至5日，甲省果树学会在郁南县举办了黄皮产业技术培训班。",
            ("organizes", "2024-12-03/2024-12-05"),
        ),
        ("广东省果树学会将于4月8日与郁南县农业农村局签订合作协议。", ("cooperatesWith", "2025-04-08")),
        ("广东省果树学会理事长李明远到会。", ("holdsPost", None)),
        ("2024年，郁南县黄皮种植面积达12万亩。", ("hasIndustry", None)),
    ],
)
def test_what_happens_has_its_time(text: str, wanted: tuple[str, str | None]) -> None:
    found = times(text)
    assert wanted in found
    assert {time for kind, time in found if kind == wanted[0]} == {wanted[1]}
