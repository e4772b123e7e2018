"""What a report's own words say of it: its title, its date, its publisher."""

from __future__ import annotations

import datetime
import re

LONGEST_LINE = 120
"""Characters of the longest line that is a title or a byline; longer ones are text."""

_MARKDOWN_HEADING = re.compile(r"^#{1,6}[ \t]+")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d) ?[年./-] ?(\d{1,2}) ?[月./-] ?(\d{1,2})(?!\d)")
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d) ?年 ?(\d{1,2}) ?月(?! ?\d)")
_BYLINE = re.compile(
    r"(?:来源|作者|供稿|撰稿|通讯员|记者|编辑|责编|审核|(?:发布|发表|刊发|发稿|成文|印发|更新)(?:时间|日期))[:：]"
    r"|(?:发布|刊发|更新|印发)于"
)
_AROUND_DATES = " \t\u3000（）()【】[]日编"
_DATELINE = re.compile(r"日? ?[电讯]")
_AHEAD = re.compile(r"(?:[将拟定]于|截[至止]|截止到|力争|预计|计划)[在于到]?$")
_SINCE = re.compile(r"(?:自从?|始于|[建创]于|成立于|创[办建立]于|生于)$")
_OF_OLD = re.compile(
    r"日?(?:正式|[经获][^，。；]{1,16}|由[^，。；]{1,16}|在[^，。；]{1,16})?(?:[成创]立|创办)?(?:以来|至今|出生)"
)
"""What stands before and behind a day of old that a report only counts from."""
_HEAD = 300
"""Characters at the beginning in which a report says when that happened which it tells of."""
_MONTH_IN_FIGURES = re.compile(r"((?:19|20)\d\d)[./-](\d{1,2})$")
_NAMED_YEAR = re.compile(r"(?<![\d—–~至到-])((?:19|20)\d\d)年(?!前)")
_YEAR = re.compile(r"((?:19|20)\d\d)年?$")

_PUBLISHER = re.compile(
    r"(?:(?<![\u4e00-\u9fff])(?:新闻|信息|稿件|文章|消息)?来源|发布单位|发布机构|供稿单位)[:：][ \t]*"
    r"([^\s|｜（）()，。；、,;]{2,40})"
)


def title(text: str) -> str | None:
    """Return the first line that is neither empty nor a byline, None where it is too long for a title."""
    for line in text.splitlines():
        line = _MARKDOWN_HEADING.sub("", line.strip(), count=1)
        if line and not _BYLINE.match(line):
            return line if len(line) <= LONGEST_LINE else None
    return None


def publisher(text: str) -> str | None:
    """Return whom the byline names as the source."""
    match = _PUBLISHER.search(text)
    return match.group(1) if match else None


def report_date(text: str) -> str | None:
    """Return the date that the report gives for itself, or else the day it tells of, ISO 8601, or None."""
    return stated_date(text) or told_date(text)


def stated_date(text: str) -> str | None:
    """Return the date of the last byline, signature or dateline, ISO 8601, or None.

    One that the calendar does not have counts for nothing; a month counts here alone.
    """
    return next(reversed(_marked_dates(text)), None)


def told_date(text: str) -> str | None:
    """Return the latest day that the head of a report names, else the latest of the whole text, or None.

    A day that is only planned (将于…) or counted from (自…成立以来) counts for nothing, nor does one of the
    text where the head names a later year.
    """
    head = text[:_HEAD]
    days = _told_days(head)
    if not days:
        year = max((hit[1] for hit in _NAMED_YEAR.finditer(head)), default="")
        days = [day for day in _told_days(text) if day[:4] >= year]
    return max(days, default=None)


def iso_date(written: str) -> str:
    """Return a date that someone wrote in a field (2025/3/8 09:30, 2025年3月, 2025) as ISO 8601.

    Raises ValueError for what is no date.
    """
    for pattern in (_DATE, _MONTH, _MONTH_IN_FIGURES):
        hit = pattern.match(written.strip())
        found = None if hit is None else _iso(hit)
        if found is not None:
            return found
    year = _YEAR.match(written.strip())
    if year is not None:
        return year[1]
    raise ValueError(f"no date: {written!r}")


def _marked_dates(text: str) -> list[str]:
    """The dates of bylines, of datelines (…3月8日电) and of lines that hold a date alone, in text order."""
    found = []
    for line in text.splitlines():
        for pattern in (_DATE, _MONTH):
            hits = list(pattern.finditer(line))
            alone = len(hits) == 1 and not line.replace(hits[0].group(), "").strip(_AROUND_DATES)
            byline = len(line) <= LONGEST_LINE and _BYLINE.search(line) is not None
            marked = [hit for hit in hits if alone or byline or _DATELINE.match(line, hit.end())]
            found += [date for date in map(_iso, marked) if date is not None]
    return found


def _told_days(text: str) -> list[str]:
    """The days in `text` that are not said to lie ahead."""
    dates = (_iso(hit) for hit in _DATE.finditer(text) if not _is_other(text, *hit.span()))
    return [date for date in dates if date is not None]


def _is_other(text: str, begin: int, end: int) -> bool:
    """Tell whether the day from `begin` to `end` lies ahead, or is one of old that the report counts from."""
    before = text[max(0, begin - 6) : begin]
    return bool(_AHEAD.search(before) or _SINCE.search(before) or _OF_OLD.match(text, end))


def _iso(hit: re.Match[str]) -> str | None:
    numbers = [int(number) for number in hit.groups()]
    try:
        day = datetime.date(numbers[0], numbers[1], numbers[2] if len(numbers) == 3 else 1)
    except ValueError:
        return None
    return day.isoformat()[: 10 if len(numbers) == 3 else 7]
