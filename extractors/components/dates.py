"""Dates in the text as ISO 8601: absolute ones, and those relative to the report's own date.

    find("3月3日至7日", "2025-03-08")  →  [(0, 7, "2025-03-03/2025-03-07")]

A date without a year takes that of a day which its paragraph has just named (2016年4月23日……4月25日), or that
which opens its sentence (2016年，4月25日……), else that of the date of the report; where that is unknown it is
written --MM-DD. A month alone is a date where it is a clause (8月，……). The clock is never asked.
"""

from __future__ import annotations

import re

_YEAR = r"(?:(?:19|20)\d\d|今|去|明|(?<!目)前|本)"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_TO = "[至到—–~-]"
_DATE = re.compile(
    rf"(?={_YEAR}年|(?<!\d){_MONTH}月{_DAY}(?:[日号]|{_TO})|(?<![^，。；：\s]){_MONTH}月份?，)"
    rf"(?:(?P<year>{_YEAR})年)?"
    rf"(?:(?P<month>{_MONTH})月(?:(?P<day>{_DAY})(?:[日号]|(?={_TO}(?:{_MONTH}月)?{_DAY}[日号])))?)?"
    rf"(?:{_TO}(?:(?P<end_month>{_MONTH})月)?(?P<end_day>{_DAY})[日号])?"
)
_RELATIVE_YEARS = {"今": 0, "本": 0, "去": -1, "前": -2, "明": 1}
_DATED = re.compile(
    rf"(?P<day>(?<!\d)(?P<of>(?:19|20)\d\d)年(?P<month>{_MONTH})月{_DAY}日)|(?P<relative>[今去明]年)"
    r"|(?:^|[。；\n])\s*(?P<opens>(?:19|20)\d\d)年(?:以来)?，"
)
_BACK = 300
"""Characters before a date that may tell its year."""


def find(
    text: str, report_date: str | None, begin: int = 0, end: int | None = None, own_year: int | None = None
) -> list[tuple[int, int, str]]:
    """Return (begin, end, ISO date or interval) of each date in `text[begin:end]`, in order.

    `own_year` is that of what is dated, where its name says so (2016年年会): a date without a year takes it.
    """
    hits = _DATE.finditer(text, begin, len(text) if end is None else end)
    dated = ((hit, _iso(hit, report_date, own_year)) for hit in hits)
    return [(*hit.span(), value) for hit, value in dated if value is not None]


def _iso(hit: re.Match[str], report_date: str | None, own_year: int | None) -> str | None:
    month, day = _number(hit["month"]), _number(hit["day"])
    year = _year(hit["year"], report_date)
    if hit["year"] is None and month is not None:
        year = own_year or _told_year(hit.string, hit.start(), month) or year
    if year is None and (month is None or day is None):
        return None
    begin = _written(year, month, day)
    if hit["end_day"] is None or month is None:
        return begin
    end_month = _number(hit["end_month"])
    if end_month is None:
        end_month = month
    end_year = year + 1 if year is not None and end_month < month else year
    return f"{begin}/{_written(end_year, end_month, int(hit['end_day']))}"


def _year(word: str | None, report_date: str | None) -> int | None:
    if word is not None and word.isdigit():
        return int(word)
    if report_date is None:
        return None
    return int(report_date[:4]) + (_RELATIVE_YEARS[word] if word is not None else 0)


def _told_year(text: str, place: int, month: int) -> int | None:
    """The year that the paragraph gives a date at `place`: of a day just before it, or of its sentence."""
    begin = max(text.rfind("\n", 0, place) + 1, place - _BACK)
    hits = list(_DATED.finditer(text, begin, place))
    if not hits or hits[-1]["relative"] is not None:
        return None
    last = hits[-1]
    if last["opens"] is not None:
        return int(last["opens"])
    return int(last["of"]) if 0 <= month - int(last["month"]) <= 1 else None


def _number(digits: str | None) -> int | None:
    return int(digits) if digits is not None else None


def _written(year: int | None, month: int | None, day: int | None) -> str:
    parts = ["-" if year is None else str(year)]
    parts += [f"{number:02d}" for number in (month, day) if number is not None]
    return "-".join(parts)
