"""What a question sets beside its things: when (2025年, 2024年以来), and where (在三饶镇).

[period.dates for _, period in periods("2024年以来谁服务德庆县")]     # ["2024/9999"]
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from kg.answers.query import select, values
from kg.answers.times import dates_in, may_meet
from kg.store.quads import Quads

_PERIOD = re.compile(
    r"(?<!\d)(\d{4})\s*年(?:(1[0-2]|0?[1-9])月份?|度)?(?:(以来|以后|之后|起)|(以前|之前))?(?!\d|底|初|末|代)"
)
_FIRST, _LAST = "0001", "9999"

_TIMES = (
    "SELECT ?statement ?time { %s GRAPH kxg:statements { ?statement kx:time ?time } }",
    """SELECT ?statement ?time {
      %s VALUES ?end { rdf:subject rdf:object }
      GRAPH kxg:statements { ?statement ?end ?event }
      ?event schema:startDate ?time
    }""",
    """SELECT ?statement ?time {
      %s GRAPH ?report { ?assertion kx:asserts ?statement . ?report a schema:Report ; dcterms:date ?time }
    }""",
)
"""Which times are a statement's: its own, else its event's, else those of the reports that say it."""

_LYING = """SELECT DISTINCT ?thing {
  %s GRAPH kxg:statements { ?statement rdf:subject ?thing ; rdf:predicate kx:locatedIn ; rdf:object ?where }
  ?where kx:locatedIn* ?place
}"""


class Period(NamedTuple):
    """A time that is said, and its date or interval of dates as reports give them."""

    said: str
    dates: str


def periods(text: str) -> Iterator[tuple[tuple[int, int], Period]]:
    """Give each period in a text with the stretch that says it: 2025年, 2025年3月, 2024年以来, 2024年以前."""
    for found in _PERIOD.finditer(text):
        year, month, since, before = found.groups()
        date = year if month is None else f"{year}-{int(month):02}"
        if since:
            date = f"{date}/{_LAST}"
        elif before:
            date = f"{_FIRST}/{_before(int(year), None if month is None else int(month))}"
        yield found.span(), Period(found[0], date)


def meets(times: Iterable[str], wanted: Collection[Period]) -> bool:
    """Return whether one of the times may lie in each of the periods."""
    return all(any(may_meet(time, period.dates) for time in times) for period in wanted)


def times_of(quads: Quads, statements: Collection[str]) -> dict[str, list[str]]:
    """Return the times of statements: their own, else their event's, else those of the reports."""
    found: dict[str, list[str]] = {}
    for query in _TIMES:
        missing = set(statements) - set(found)
        if missing:
            for row in select(quads, query % values("statement", missing)).texts():
                if dates_in(row["time"]):
                    found.setdefault(str(row["statement"]), []).append(str(row["time"]))
    return found


def lying_in(quads: Quads, things: Collection[str], place: str) -> set[str]:
    """Return those of the things that lie in a place, or are planned or wished there, or are the place."""
    if not things:
        return set()
    rows = select(quads, _LYING % values("thing", things), {"place": place}).texts()
    return {str(row["thing"]) for row in rows} | ({place} & set(things))


def _before(year: int, month: int | None) -> str:
    if month is None:
        return f"{year - 1:04}"
    return f"{year - 1:04}-12" if month == 1 else f"{year:04}-{month - 1:02}"
