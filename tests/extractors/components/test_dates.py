"""Dates of the text as ISO 8601."""

from __future__ import annotations

import pytest

from extractors.components import dates
from tests.extractors.growth import LINEAR, ratio


@pytest.mark.parametrize(
    ("text", "report_date", "expected"),
    [
        ("2025年3月8日开会", None, [("2025年3月8日", "2025-03-08")]),
        ("2025年12月31号开会", None, [("2025年12月31号", "2025-12-31")]),
        ("于2025年3月开会", None, [("2025年3月", "2025-03")]),
        ("于2025年开会", None, [("2025年", "2025")]),
        ("3月8日开会", "2025-03-10", [("3月8日", "2025-03-08")]),
        ("3月8日开会", "2025", [("3月8日", "2025-03-08")]),
        ("3月8日开会", None, [("3月8日", "--03-08")]),
        ("在3月开会", "2025-03-10", []),
        ("8日开会", "2025-03-10", []),
        ("今年3月8日，去年12月，明年，前年", "2025-03-10", [
            ("今年3月8日", "2025-03-08"), ("去年12月", "2024-12"), ("明年", "2026"), ("前年", "2023"),
        ]),
        ("今年3月8日，去年12月", None, [("今年3月8日", "--03-08")]),
        ("目前年产三万吨", "2025-03-10", []),
        # Intervals
        ("3月3日至7日", "2025-03-08", [("3月3日至7日", "2025-03-03/2025-03-07")]),
        ("2025年3月3-7日", None, [("2025年3月3-7日", "2025-03-03/2025-03-07")]),
        ("今年3月30—4月2日", "2025-05-01", [("今年3月30—4月2日", "2025-03-30/2025-04-02")]),
        ("2024年12月30日至1月2日", None, [("2024年12月30日至1月2日", "2024-12-30/2025-01-02")]),
        ("12月30日至1月2日", None, [("12月30日至1月2日", "--12-30/--01-02")]),
        # No dates
        ("13月8日，3月45日，1999个，第2025号", "2025-03-10", []),
        ("", None, []),
    ],
)  # fmt: skip
def test_dates_and_intervals(text: str, report_date: str | None, expected: list[tuple[str, str]]) -> None:
    assert [(text[begin:end], value) for begin, end, value in dates.find(text, report_date)] == expected


def test_only_the_stretch_asked_for_is_read() -> None:
    assert dates.find("2024年。2025年。2026年。", None, 6, 12) == [(6, 11, "2025")]


@pytest.mark.parametrize("piece", ["3月8日至", "2025年", "1", "月", "3月", "今年", "3月8至"])
def test_time_grows_with_the_text(piece: str) -> None:
    assert ratio(lambda text: dates.find(text, None), piece) < LINEAR
