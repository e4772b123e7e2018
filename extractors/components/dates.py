"""Dates in the text as ISO 8601: absolute ones, and those relative to the report's own date.

    find("3月3日至7日", "2025-03-08")  →  [(0, 7, "2025-03-03/2025-03-07")]

A date without a year takes that of the report's date; where that is unknown it is written --MM-DD. The clock is never
asked.
"""

from __future__ import annotations

import re

_DATE = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d|今|去|明|前|本)年)?(?:(?P<month>1[0-2]|0?[1-9])月)?(?:(?P<day>3[01]|[12]\d|0?[1-9])(?:日|号))?"
    r"(?:(?:至|—|-|–|~|到)(?:(?P<month2>1[0-2]|0?[1-9])月)?(?P<day2>3[01]|[12]\d|0?[1-9])(?:日|号))?"
)
_SHORT_RANGE = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])(?:日|号)?(?:至|—|-|–|~|到)"
    r"(?:(?P<month2>1[0-2]|0?[1-9])月)?(?P<day2>3[01]|[12]\d|0?[1-9])(?:日|号)"
)
_STARTS = re.compile(r"(?:19|20)\d\d年|(?<!\d)(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])(?:日|号|至|—|-|–|~|到)|[今去明前本]年")
_RELATIVE_YEARS = {"今": 0, "本": 0, "去": -1, "前": -2, "明": 1}


def find(text: str, report_date: str | None, begin: int = 0, end: int | None = None) -> list[tuple[int, int, str]]:
    """Return (begin, end, ISO date or interval) of each date in `text[begin:end]`, in order."""
    found = []
    place = begin
    stop = len(text) if end is None else end
    while True:
        start = _STARTS.search(text, place, stop)
        if start is None:
            return found
        hit = _SHORT_RANGE.match(text, start.start(), stop) or _DATE.match(text, start.start(), stop)
        place = max(start.end(), hit.end() if hit is not None else 0)
        if hit is not None:
            value = _iso(hit, report_date)
            if value is not None:
                found.append((hit.start(), hit.end(), value))


def _iso(hit: re.Match[str], report_date: str | None) -> str | None:
    groups = hit.groupdict()
    year = _year(groups["year"], report_date)
    month, day = groups["month"], groups["day"]
    if year is None and (month is None or day is None):
        return None
    first = _written(year, month, day)
    if groups.get("day2") is None or month is None:
        return first
    return f"{first}/{_written(year, groups['month2'] or month, groups['day2'])}"


def _year(word: str | None, report_date: str | None) -> str | None:
    if word is not None and word.isdigit():
        return word
    if report_date is None:
        return None
    return str(int(report_date[:4]) + (_RELATIVE_YEARS[word] if word is not None else 0))


def _written(year: str | None, month: str | None, day: str | None) -> str:
    if month is None:
        return str(year)
    parts = [year if year is not None else "-", f"{int(month):02d}"]
    if day is not None:
        parts.append(f"{int(day):02d}")
    return "-".join(parts)
