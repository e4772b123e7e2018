"""Times as the reports give them: texts of ISO 8601, exact to the day, the month or the year, or intervals.

Two times of which one is less exact are in no order: 2025-03-08 is not later than 2025-03, nor earlier.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def is_date(text: str) -> bool:
    """Return whether the text is a year, a month or a day of the calendar: 2025, 2025-03, 2025-03-08."""
    found = _DATE.fullmatch(text)
    try:
        return found is not None and bool(date(*(int(part or 1) for part in found.groups())))
    except ValueError:
        return False


def dates_in(time: str | None) -> list[str]:
    """Return begin and end of a time, one date or an interval; none without a year (`--05-20`)."""
    return [part for part in (time or "").split("/") if _DATE.fullmatch(part)]


def is_later(one: str, than: str) -> bool:
    """Return whether a date is later than another."""
    return one > than and not one.startswith(than)


def may_meet(one: str | None, other: str | None) -> bool:
    """Return whether two times may have a day in common; not where one of them is not known."""
    dates, others = dates_in(one), dates_in(other)
    if not dates or not others:
        return False
    return not is_later(dates[0], others[-1]) and not is_later(others[0], dates[-1])


def whole_months(since: str, until: str) -> int:
    """Return the whole months that surely passed between two dates, each taken at its end."""
    (year, month, day), (last_year, last_month, last_day) = _end(since), _end(until)
    months = (last_year - year) * 12 + last_month - month
    return max(0, months - (last_day < day and last_day < calendar.monthrange(last_year, last_month)[1]))


def _end(date_: str) -> tuple[int, int, int]:
    year, month, day = (*map(int, date_.split("-")), 0, 0)[:3]
    month = month or 12
    return year, month, day or calendar.monthrange(year, month)[1]
