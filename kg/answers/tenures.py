"""Posts over time: since when the reports have whom in a post, and until when.

    for tenure in tenures(quads, [body]):
        tenure.holder, tenure.role, tenure.since, tenure.until, tenure.successor

A holder is seen in a post at the time that a statement gives it, else at the date of the report; a report
that calls one a former holder (原主席) shows that he or she had left. What no report dates has no time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from kg.answers.evidence import evidence
from kg.answers.names import labels
from kg.answers.statements import statements
from kg.answers.times import dates_in, is_later
from kg.store.quads import Quads
from kg.store.rdf import StatementKey
from ontologies.posts import is_former, is_single

Post = tuple[str, str | None]
"""A post: the IRI of its body, and the role (None where no report says it)."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """One holder of a post. Times are dates of ISO 8601; what the reports do not show is None.

    `since` and `last` are the first and the last time at which the holder is seen in the post; by `until`
    another holds it, the `successor` where it is clear who, or a report calls this one former. `former`: all
    reports do. `single`: one person at a time holds the post.
    """

    holder: str
    body: str
    role: str | None
    single: bool
    since: str | None
    last: str | None
    until: str | None
    successor: str | None
    former: bool
    statements: tuple[str, ...]
    reports: frozenset[str]

    @property
    def post(self) -> Post:
        """The post held."""
        return self.body, self.role


class _Seen(NamedTuple):
    """What the reports show of one holder of a post, without a look at the other holders."""

    holder: str
    since: str | None
    last: str | None
    left: str | None
    former: bool
    statements: tuple[str, ...]
    reports: frozenset[str]


def tenures(
    quads: Quads,
    bodies: Collection[str] | None = None,
    said: Mapping[str, list[dict[str, Any]]] | None = None,
) -> list[Tenure]:
    """Return who held the posts of the bodies (None: of all), by body, role and time, the undated last.

    `said` is the evidence of the statements where the caller has it already.
    """
    found = {
        iri: key
        for iri, key in statements(quads, bodies).items()
        if key.relation == "holdsPost" and key.modality == "actual"
    }
    if bodies is not None:
        found = {iri: key for iri, key in found.items() if key.tail in bodies}
    if said is None:
        said = evidence(quads, found)
    held: dict[Post, dict[str, dict[str, StatementKey]]] = defaultdict(lambda: defaultdict(dict))
    for iri, key in found.items():
        held[key.tail, key.role][key.head][iri] = key
    names = labels(quads, {body for body, _ in held})
    result = []
    for (body, role), holders in held.items():
        single = role is not None and is_single(role, names.get(body, ""))
        seen = [_seen(holder, keys, said) for holder, keys in holders.items()]
        result += [_tenure((body, role), one, seen, single=single) for one in seen]
    return sorted(result, key=_order)


def _seen(holder: str, keys: dict[str, StatementKey], said: Mapping[str, list[dict[str, Any]]]) -> _Seen:
    entries = [(key, entry) for iri, key in keys.items() for entry in said.get(iri, [])]
    past = [
        (key, entry) for key, entry in entries if key.role is not None and is_former(key.role, entry["quote"])
    ]
    left = [date for _, entry in past for date in dates_in(entry["date"])]
    times = [
        date
        for key, entry in entries
        for date in dates_in(key.time) or ([] if (key, entry) in past else dates_in(entry["date"]))
    ]
    last = max(times, default=None)
    return _Seen(
        holder,
        since=min(times, default=None),
        last=last,
        left=min((date for date in left if last is None or is_later(date, last)), default=None),
        former=len(past) == len(entries),
        statements=tuple(keys),
        reports=frozenset(entry["report"] for _, entry in entries),
    )


def _tenure(post: Post, one: _Seen, seen: Iterable[_Seen], *, single: bool) -> Tenure:
    since, successor = _follower(one, seen) if single else (None, None)
    return Tenure(
        one.holder,
        *post,
        single=single,
        since=one.since,
        last=one.last,
        until=min((time for time in (since, one.left) if time is not None), default=None),
        successor=successor,
        former=one.former,
        statements=one.statements,
        reports=one.reports,
    )


def _follower(one: _Seen, seen: Iterable[_Seen]) -> tuple[str | None, str | None]:
    """Return since when another is seen in the post after one, and who it is where that is clear."""
    later = [
        (other.since, other)
        for other in seen
        if other.since is not None and one.last is not None and is_later(other.since, one.last)
    ]
    if not later:
        return None, None
    since = min(time for time, _ in later)
    rivals = [other for time, other in later if not is_later(time, since)]
    # Of two who follow at one time, that one of whom a report tells that also names the holder before.
    named = [other for other in rivals if other.reports & one.reports] if len(rivals) > 1 else rivals
    return since, named[0].holder if len(named) == 1 else None


def _order(tenure: Tenure) -> tuple[str, str, bool, str, str]:
    return tenure.body, tenure.role or "", tenure.since is None, tenure.since or "", tenure.holder
