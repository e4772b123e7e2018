"""A brief on one thing: what the graph has of it, in sections of short lines, each word with its sources.

    brief = write_brief(store.quads, iri)
    brief.sections[0].lines[0].pieces, brief.notes

Nothing stands in it that is not in the graph. `kg.view.papers` makes it Markdown, HTML or a Word document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.answers.conflicts import Conflict, Kind, conflicts
from kg.answers.evidence import evidence, newest_date
from kg.answers.followup import Promise, follow_up
from kg.answers.match import Need, match
from kg.answers.mentions import mentions
from kg.answers.names import labels
from kg.answers.paper import Line, Note, Paper, Piece, Section
from kg.answers.show import Said, show
from kg.store.quads import Quads
from kg.vocabulary import ID, KX, subtype_class

SECTIONS = {
    "who": ("基本情况", "Who"),
    "posts": ("职务", "Posts"),
    "work": ("开展的工作", "What it does"),
    "needs": ("需求", "Needs"),
    "met_by": ("谁能满足这些需求", "Who could meet its needs"),
    "offers": ("供给", "Offers"),
    "could_meet": ("能满足谁的需求", "Whose needs it could meet"),
    "plans": ("计划与进展", "Plans and their status"),
    "cooperation": ("合作", "Cooperation"),
    "news": ("最新动态", "Latest news"),
    "conflicts": ("待核实的矛盾", "Open contradictions"),
}
"""The sections of a brief in their order, each title in Chinese and English."""

WHAT = "知识图谱简报 brief from the graph of reports"

_WORK = ("serves", "builds", "advances", "hasIndustry")
_NEWS = ("organizes", "participatesIn", "visits")
_LINES = 6
_PIECES = 4
"""What one section, and one line, may take of two pages; the newest stand first."""

_LONGEST_SENTENCE = 100
"""Of a longer sentence a note has only the words that say it."""

_STATUS = {"done": "已落实", "moving": "推进中", "silent": "未见下文"}
_CONFLICTS: dict[Kind, str] = {
    "holders": "同一时间的任职者", "counts": "数量", "places": "所在地", "dates": "日期",
}  # fmt: skip


def write_brief(quads: Quads, iri: str, until: str | None = None) -> Paper:
    """Return the brief on a thing of the store; `until` is the date of a graph of a date."""
    return _Writer(quads, iri, until or newest_date(quads)).brief()


class _Writer:
    """What the graph has of a thing, and the lines that this makes."""

    def __init__(self, quads: Quads, iri: str, until: str | None) -> None:
        self._quads = quads
        self._iri = iri
        self._until = until
        self._portrait = show(quads, iri)
        self._thing = self._portrait.thing
        relations = {one.key.relation for one in self._portrait.statements}
        self._verbs = labels(quads, [str(KX[relation]) for relation in relations])
        self._needs, self._could_meet = self._matched()

    def brief(self) -> Paper:
        lines = {
            "who": self._who(),
            "posts": self._posts(),
            "work": self._by_relation(_WORK),
            "needs": map(self._need, self._needs),
            "met_by": map(self._met_by, self._needs),
            "offers": self._by_relation(("offers",)),
            "could_meet": self._meetable(),
            "plans": self._plans(),
            "cooperation": self._by_relation(("cooperatesWith",)),
            "news": self._news(),
            "conflicts": self._contradictions(),
        }
        sections = []
        for name, (chinese, english) in SECTIONS.items():
            found = list(lines[name])
            if found:
                more = max(0, len(found) - _LINES)
                sections.append(Section(chinese, english, tuple(found[:_LINES]), more))
        return Paper(self._thing["label"], WHAT, self._until, tuple(sections), columns=2)

    def _matched(self) -> tuple[list[Need], list[Need]]:
        """Return the thing's needs, those of what lies in it with them, and the needs that it could meet."""
        if self._thing["type"] == "Place":
            return match(self._quads, place=self._iri, until=self._until).needs, []
        if self._thing["type"] not in ("Organization", "Person"):
            return [], []
        needs = match(self._quads, until=self._until).needs
        return [one for one in needs if one.who.iri == self._iri], [
            one for one in needs if any(body.body.iri == self._iri for body in one.matches)
        ]

    def _who(self) -> Iterator[Line]:
        named = mentions(self._quads, self._iri)
        label, kind, subtype = (self._thing[name] for name in ("label", "type", "subtype"))
        class_ = str(KX[kind] if subtype is None else subtype_class(kind, subtype))
        words = [labels(self._quads, [class_])[class_]]
        if self._thing["code"] is not None:
            words.append(f"行政区划代码 {self._thing['code']}")
        if self._thing["date"] is not None:
            words.append(self._thing["date"])
        first = named.get(label) or next(iter(named.values()), None)
        yield Line((Piece("，".join(words), () if first is None else (_note(first),)),))
        others = [Piece(name, (_note(named[name]),)) for name in self._thing["names"] if name in named]
        if others:
            yield _line("又称 ", others)
        yield from self._by_relation(("partOf", "locatedIn"))

    def _posts(self) -> Iterator[Line]:
        """Give the holders of its posts, or the posts held; those of today first."""
        held: dict[tuple[object, ...], list[Said]] = defaultdict(list)
        for one in self._portrait.statements:
            if one.tenure is not None:
                held[one.tenure.holder, one.tenure.post].append(one)
        rows = []
        for group in held.values():
            one = group[0]
            tenure = one.tenure
            if tenure is None:
                continue
            over = tenure.former or tenure.until is not None
            times = (
                f"（{tenure.since or '?'} – {tenure.until or ''}）" if tenure.since or tenure.until else ""
            )
            words = (
                [one.other.label, one.key.role or ""]
                if one.outgoing
                else [one.key.role or "", one.other.label]
            )
            past = "，原任" if over else ""
            text = " ".join(word for word in words if word) + times + past
            said = sorted(
                (e for said in group for e in said.said), key=lambda e: e["date"] or "", reverse=True
            )
            rows.append((over, tenure.since or "", Line((Piece(text, _notes(said)),))))
        rows.sort(key=lambda row: row[1], reverse=True)
        yield from (line for over, _, line in sorted(rows, key=lambda row: row[0]))

    def _by_relation(self, relations: Iterable[str]) -> Iterator[Line]:
        """Give one line for each relation and direction: the facts, newest first."""
        for relation in relations:
            for outgoing in (True, False):
                found = [
                    one
                    for one in self._portrait.statements
                    if (one.key.relation, one.outgoing, one.key.modality) == (relation, outgoing, "actual")
                ]
                pieces = _merged((self._dated(one), _notes(one.said)) for one in found)
                verb = self._verbs.get(str(KX[relation]), relation)
                if pieces and outgoing:
                    yield _line(f"{verb} ", pieces)
                elif pieces:
                    yield _line("", pieces, f" {verb} {self._thing['label']}")

    def _dated(self, one: Said) -> str:
        """Return the other thing, how many it is and the time of which a report speaks."""
        counts = sorted({entry["count"] for entry in one.said if entry["count"] is not None})
        count = f"×{' / '.join(map(str, counts))}" if counts else ""
        return one.other.label + count + (f"（{one.key.time}）" if one.key.time is not None else "")

    def _need(self, need: Need) -> Line:
        return Line((Piece(self._needed(need), _notes(need.said)),))

    def _needed(self, need: Need) -> str:
        """Return what is needed, with who needs it where that is another one."""
        return need.name if need.who.iri == self._iri else f"{need.who.label}：{need.name}"

    def _met_by(self, need: Need) -> Line:
        pieces = [
            Piece(
                f"{one.body.label}（{one.score}分，{one.reasons[0].chinese}）", _notes(one.said or need.said)
            )
            for one in need.matches[:3]
        ]
        if not pieces:
            pieces = [Piece("图中无人能满足", _notes(need.said))]
        return _line(f"{self._needed(need)} ← ", pieces)

    def _meetable(self) -> Iterator[Line]:
        for need in self._could_meet:
            for rank, one in enumerate(need.matches, start=1):
                if one.body.iri == self._iri:
                    text = f"{need.who.label}：{need.name}（{one.score}分，第{rank}位）"
                    yield Line((Piece(text, (*_notes(need.said), *_notes(one.said))),))

    def _plans(self) -> Iterator[Line]:
        for promise in reversed(sorted(follow_up(self._quads, self._iri, self._until), key=_made)):
            yield self._plan(promise)

    def _plan(self, promise: Promise) -> Line:
        own = promise.owner == self._thing["label"]
        text = promise.text if own else f"{promise.owner} {promise.text}"
        status = _STATUS[promise.status]
        if promise.status == "silent" and promise.months:
            status += f" {promise.months} 个月"
        shown = [Piece(text, self._sources(promise.statement, promise.sentence))]
        links = promise.links[:1]
        answer = self._sources(links[0].statement, links[0].sentence) if links else ()
        return Line((*shown, Piece(f" — {status}", answer)))

    def _sources(self, statement: str, sentence: str) -> tuple[Note, ...]:
        said = evidence(self._quads, [statement]).get(statement, [])
        return _notes(entry for entry in said if entry["sentence"] == sentence)

    def _news(self) -> Iterator[Line]:
        """Give what happened, newest first: what it held, took part in, visited; what was held there."""
        found = [
            one
            for one in self._portrait.statements
            if one.key.modality == "actual"
            and (one.key.relation in _NEWS or (one.key.relation == "locatedIn" and self._is_event(one)))
            and one.when is not None
        ]
        rows = {
            (one.when or "", self._told(one)): Line(
                (Piece(f"{one.when} {self._told(one)}", _notes(one.said)),)
            )
            for one in found
        }
        yield from (rows[key] for key in sorted(rows, reverse=True))

    def _is_event(self, one: Said) -> bool:
        return not one.outgoing and one.other.iri.startswith(str(ID["event/"]))

    def _told(self, one: Said) -> str:
        if one.key.relation == "locatedIn":
            return one.other.label
        verb = self._verbs[str(KX[one.key.relation])]
        return (
            f"{verb} {one.other.label}"
            if one.outgoing
            else f"{one.other.label} {verb} {self._thing['label']}"
        )

    def _contradictions(self) -> Iterator[Line]:
        for one in conflicts(self._quads):
            if one.about.iri == self._iri or any(side.value == self._iri for side in one.sides):
                yield self._contradiction(one)

    def _contradiction(self, one: Conflict) -> Line:
        about = "" if one.about.iri == self._iri else f"{one.about.label} "
        role = f"{one.role} " if one.role is not None else ""
        pieces = [Piece(side.label, _notes(reversed(side.said))) for side in one.sides]
        return _line(f"{about}{role}{_CONFLICTS[one.kind]}：", pieces)


def _note(entry: Mapping[str, Any]) -> Note:
    sentence = entry["sentence"]
    if sentence is not None and len(sentence) > _LONGEST_SENTENCE:
        sentence = entry["quote"]
    return Note(entry["title"], entry["date"], sentence)


def _notes(said: Iterable[Mapping[str, Any]]) -> tuple[Note, ...]:
    """Return the note of the first piece of evidence, that of the newest report."""
    return tuple(_note(entry) for entry in said)[:1]


def _merged(pieces: Iterable[tuple[str, tuple[Note, ...]]]) -> list[Piece]:
    """Return the pieces, those with the same words as one with the note of the first."""
    found: dict[str, tuple[Note, ...]] = {}
    for text, notes in pieces:
        found.setdefault(text, notes)
    return [Piece(text, notes) for text, notes in found.items()]


def _line(begin: str, pieces: list[Piece], end: str = "") -> Line:
    """Return a line of pieces with commas between, words before and behind."""
    shown = pieces[:_PIECES]
    last = len(shown) - 1
    return Line(
        tuple(
            Piece(f"{begin if n == 0 else '、'}{text}{end if n == last else ''}", notes)
            for n, (text, notes) in enumerate(shown)
        ),
        len(pieces) - len(shown),
    )


def _made(promise: Promise) -> tuple[str, str]:
    return promise.date or "", promise.text
