"""The ledger of promises: what was planned or wished, and the later statements that show it done or moving.

    for promise in follow_up(store.quads, None, until=None):
        promise.owner, promise.status, [link.report for link in promise.links]

A later statement answers a promise where who acts is its owner or acts for the owner (`kg.answers.acting`),
its object is the same (`kg.answers.followup.objects`), and its relation answers that of the promise
(`kg.answers.followup.answering`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from kg.answers.acting import acting_for, acting_with
from kg.answers.evidence import evidence, newest_date
from kg.answers.followup.acts import Act, acts_of, all_undone, undone_by
from kg.answers.followup.answering import load_answering
from kg.answers.followup.objects import Mention, Objects
from kg.answers.graph import things
from kg.answers.names import labels
from kg.answers.times import dates_in, is_later, whole_months
from kg.store.quads import Quads
from kg.vocabulary import KX

DONE, MOVING, SILENT = STATUSES = ("done", "moving", "silent")

_OWNERS = ("Organization", "Person", "Place")
"""Who can act: a plan that is only about an event or a site is part of somebody's promise."""

_COUNTED = ("Facility", "Event")
"""Of these a promise may name a number; fewer are a part of it."""


@dataclass(frozen=True, slots=True)
class Link:
    """A later statement: what it shows (done, moving), in which report (its file's stem), and why."""

    shows: str
    report: str
    date: str
    sentence: str
    modality: str
    statement: str
    reason: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What one report says that `owner` plans, or is wished to do: a row of the ledger.

    `report` is the stem of the report's file, `links` the later statements, the strongest and latest first,
    `months` the whole months since the last sign of it; None where it is done or no date is known.
    """

    owner: str
    relation: str
    object: str
    count: int | None
    modality: str
    report: str
    date: str | None
    sentence: str
    speaker: str | None
    statement: str
    links: tuple[Link, ...]
    months: int | None

    @property
    def status(self) -> str:
        """Done, moving or silent."""
        return self.links[0].shows if self.links else SILENT

    @property
    def text(self) -> str:
        """What is promised, in words: 建设 茶叶科技小院（5）."""
        several = self.count is not None and self.count > 1 and str(self.count) not in self.object
        count = f"（{self.count}）" if several else ""
        wish = "（愿望）" if self.modality == "wished" else ""
        return f"{self.relation} {self.object}{count}{wish}"


def follow_up(quads: Quads, body: str | None = None, until: str | None = None) -> list[Promise]:
    """Return the promises of a thing (its IRI; None: all), by owner, then by date.

    A thing's promises are those of whoever acts for it, and what it says as a speaker. Months of silence
    count up to the date `until`, by default that of the newest report.
    """
    return _Ledger(quads, body, until or newest_date(quads)).promises()


Times = dict[tuple[str, str], set[str | None]]
"""For a report and a sentence of it the times that it speaks of."""


class _Ledger:
    """The promises, what those who could keep them did, and what the reports say of both."""

    def __init__(self, quads: Quads, body: str | None, until: str | None) -> None:
        self._until = until
        self._answering = load_answering().relations
        self._own: Collection[str] = () if body is None else acting_for(quads, [body])[body]
        undone = all_undone(quads) if body is None else undone_by(quads, self._own, body)
        ends = {end for act in undone for end in (act.who, act.object)}
        self._things = things(quads, ends)
        self._undone = [act for act in undone if self._is_promise(act)]
        self._circles = acting_with(quads, ends)
        self._acts = acts_of(quads, {who for circle in self._circles.values() for who in circle})
        objects = {act.object for acts in self._acts.values() for act in acts}
        self._things |= things(quads, {*objects, *self._acts} - ends)
        self._objects = Objects(quads, self._things)
        candidates = {act for side in self._sides() for act in self._candidates(side)}
        self._evidence = evidence(quads, {act.statement for act in (*self._undone, *candidates)})
        self._times = self._sentence_times(quads, candidates)
        self._words = labels(quads, [str(KX[relation]) for relation in self._answering])

    def promises(self) -> list[Promise]:
        """Return the rows: one for each report, owner, relation and object."""
        rows: dict[tuple[str, str, str, str], list[tuple[Act, dict[str, Any]]]] = defaultdict(list)
        for act in self._undone:
            for entry in self._evidence.get(act.statement, []):
                side = act if act.who in self._own else self._first_named(act, entry["quote"])
                rows[entry["report"], side.who, side.relation, side.object].append((side, entry))
        return sorted(map(self._promise, rows.values()), key=_row_order)

    def _is_promise(self, act: Act) -> bool:
        """Return whether somebody owns what is planned; a need is a promise where a body is needed to act."""
        owned = self._things[_doer_and_target(act)[0]]["type"] in _OWNERS
        return act.relation in self._answering and owned

    def _promise(self, said: list[tuple[Act, dict[str, Any]]]) -> Promise:
        # What one report both plans and wishes is planned.
        act, entry = min(said, key=lambda pair: (pair[0].modality, pair[1]["begin"], pair[0].statement))
        counts = [one.number for one, _ in said if one.number is not None]
        act = act._replace(number=max(counts, default=self._objects.number(act.object)))
        links = self._links(act, entry)
        done = bool(links) and links[0].shows == DONE
        signs = [date for date in (entry["date"], *(link.date for link in links)) if date is not None]
        silent = None if done or not signs or self._until is None else whole_months(max(signs), self._until)
        return Promise(
            owner=self._things[act.who]["label"],
            relation=self._words[str(KX[act.relation])],
            object=self._things[act.object]["label"],
            count=act.number,
            modality=act.modality,
            report=_stem(entry),
            date=entry["date"],
            sentence=entry["sentence"],
            speaker=entry["speaker"],
            statement=act.statement,
            links=tuple(links),
            months=silent,
        )

    def _links(self, promised: Act, said: dict[str, Any]) -> list[Link]:
        """Return what answers the promise as one report says it, the strongest and latest first."""
        found: dict[tuple[str, str], Link] = {}
        for side in promised.sides:
            for act in self._candidates(side):
                for entry in self._evidence.get(act.statement, []):
                    link = self._link(side, said, act, entry)
                    if link is not None:
                        found.setdefault((act.statement, entry["report"]), link)
        latest_first = sorted(found.values(), key=_age, reverse=True)
        return sorted(latest_first, key=lambda link: STATUSES.index(link.shows))

    def _link(self, promised: Act, said: dict[str, Any], act: Act, entry: dict[str, Any]) -> Link | None:
        """Return the link from a promise to an act, each as one report says it, if the act answers it."""
        date = self._date_if_later(said, act, entry)
        if date is None:
            return None
        doer, target = _doer_and_target(promised)
        same = self._objects.same(
            Mention(target, said["report"]),
            Mention(act.object, entry["report"]),
            self._circles[target].keys(),
            self._circles[doer],
        )
        if same is None:
            return None
        who = self._circles[doer][act.who]
        return Link(
            shows=self._shows(promised, act),
            report=_stem(entry),
            date=date,
            sentence=entry["sentence"],
            modality=act.modality,
            statement=act.statement,
            reason=f"by {who}; {act.relation} answers {promised.relation}; {same}",
        )

    def _candidates(self, promised: Act) -> list[Act]:
        """Return the acts that answer the promise by who acts, the relation and the names of the objects."""
        doer, target = _doer_and_target(promised)
        circle = self._circles[target].keys()
        return [
            act
            for who in self._circles[doer]
            for act in self._acts.get(who, [])
            if self._answers(promised, act) and self._objects.alike(target, act.object, circle)
        ]

    def _answers(self, promised: Act, act: Act) -> str | None:
        """Return what an act shows of a promise by its relation and modality: done, moving, or None."""
        answers = self._answering[promised.relation]
        if act.modality == "planned":
            return MOVING if act.relation in (promised.relation, *answers.done) else None
        return answers.shows(act.relation) if act.modality == "actual" else None

    def _shows(self, promised: Act, act: Act) -> str:
        """Return the same for one whose object is the promised one, where fewer than promised are a part."""
        number = self._objects.number(act.object) if act.number is None else act.number
        counted = self._things[promised.object]["type"] in _COUNTED
        if counted and promised.number is not None and (number or 1) < promised.number:
            return MOVING
        return self._answers(promised, act) or SILENT

    def _date_if_later(self, said: dict[str, Any], act: Act, entry: dict[str, Any]) -> str | None:
        """Return the date of a report that speaks after the promise of what was not before it, else None."""
        promised = said["date"]
        times = {act.time, self._things[act.object]["date"]}
        if act.time is None:
            times |= self._times.get((entry["report"], _last_sentence(entry)), set())
        dated = [dates_in(time)[-1] for time in times if dates_in(time)]
        date: str | None = entry["date"] or max(dated, default=None)
        if promised is None or date is None or entry["report"] == said["report"]:
            return None
        if any(is_later(promised, than=end) for end in (date, *dated)):
            return None
        # Of two reports of one day either may be the first to tell of a plan.
        return None if act.modality == "planned" and not is_later(date, than=promised) else date

    def _sentence_times(self, quads: Quads, acts: Collection[Act]) -> Times:
        """Return the times that sentences give to other acts of those who act without a time."""
        timed = {
            other.statement: other.time
            for act in acts
            if act.time is None
            for other in self._acts[act.who]
            if other.time is not None and other.relation in self._answering
        }
        times: Times = defaultdict(set)
        for statement, entries in evidence(quads, timed).items():
            for entry in entries:
                times[entry["report"], _last_sentence(entry)].add(timed[statement])
        return times

    def _sides(self) -> list[Act]:
        return [side for act in self._undone for side in act.sides]

    def _first_named(self, act: Act, quote: str) -> Act:
        """Return the act from the side of whom the words name first: the one who will do it with another."""

        def begin(side: Act) -> int:
            thing = self._things[side.who]
            found = [quote.find(name) for name in (thing["label"], *thing["names"])]
            return min((at for at in found if at >= 0), default=len(quote))

        return min(act.sides, key=begin)


def _doer_and_target(promised: Act) -> tuple[str, str]:
    """Return who must act on what: a need is met by whom it needs."""
    if promised.relation == "needs":
        return promised.object, promised.who
    return promised.who, promised.object


def _row_order(promise: Promise) -> tuple[str, ...]:
    return promise.owner, promise.date or "", promise.report, promise.text, promise.statement


def _age(link: Link) -> tuple[str, ...]:
    return link.date, link.report, link.statement


def _stem(entry: dict[str, Any]) -> str:
    return PurePosixPath(entry["source"] or "").stem


def _last_sentence(entry: dict[str, Any]) -> str:
    """Return the last of the sentences that stand together as evidence; the first may be of a heading."""
    sentence: str = entry["sentence"]
    return sentence.rpartition("…")[2]
