"""What persons decided about identity and facts, and what it means for the entities of a report.

A judgement points to mentions (a report, a place in its text), never to an entity of the graph or to a number
that an extraction gave: so it holds whatever the rules come to make of the reports, in every rebuild.

    same        left and right are one thing
    different   left and right are two things, and never one through a third
    apart       the mentions on the right are not of the thing that their names prove them to be
    accepted    the thing on the left, or the statement from left to right, is right as it is
    rejected    what stands on the left is no thing, or the statement from left to right is wrong

The model is nomenklatura's (positive and negative judgements apart from the data, each by someone); its edges
lie between canonical ids, these between mentions.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any, Literal, NamedTuple, get_args

from extractors.model import Entity, Extraction, Statement
from kg.identity.keys import content_hash

Kind = Literal["same", "different", "apart", "accepted", "rejected"]
KINDS: tuple[str, ...] = get_args(Kind)

Side = Literal["left", "right"]


class JudgedMention(NamedTuple):
    """A place in a report's text where a thing is named: report id, the thing's type, its form, offsets."""

    report: str
    type: str
    form: str
    begin: int
    end: int


class StatementKind(NamedTuple):
    """What a statement says beside its two ends."""

    relation: str
    role: str | None
    modality: str
    time: str | None


class Undoing(NamedTuple):
    """Who took a judgement back, and when."""

    by: str
    at: str


@dataclass(frozen=True)
class Judgement:
    """A decision by a person, `at` a time in ISO 8601.

    About a statement (`statement` is not None) the mentions of left and right go in pairs: head and tail in
    each report that makes it.
    """

    kind: Kind
    left: tuple[JudgedMention, ...]
    right: tuple[JudgedMention, ...]
    by: str
    at: str
    statement: StatementKind | None = None
    undone: Undoing | None = None

    @cached_property
    def id(self) -> str:
        """A hash of the judgement, the same before and after it is undone."""
        return content_hash(self.kind, self.left, self.right, self.by, self.at, self.statement, digits=16)

    @property
    def reports(self) -> set[str]:
        """The reports that the judgement points to."""
        return {mention.report for mention in (*self.left, *self.right)}

    def undo(self, by: str, at: str) -> Judgement:
        """Return the judgement as taken back."""
        return replace(self, undone=Undoing(by, at))


class JudgedSide(NamedTuple):
    """The side of a judgement that an entity of a report stands on."""

    judgement: str
    side: Side


class JudgedProfiles(NamedTuple):
    """A judgement on identity in terms of profiles: the ids of those on either side."""

    judgement: str
    kind: Kind
    left: frozenset[str]
    right: frozenset[str]


class Judgements:
    """The judgements in force (those taken back are left out), found by report."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._in_force = sorted((one for one in judgements if one.undone is None), key=lambda one: one.id)
        self._by_report: dict[str, list[Judgement]] = defaultdict(list)
        for judgement in self._in_force:
            for report in judgement.reports:
                self._by_report[report].append(judgement)

    def __iter__(self) -> Iterator[Judgement]:
        return iter(self._in_force)

    def sides(self, extraction: Extraction, report: str) -> dict[str, list[JudgedSide]]:
        """Return for each judged entity (its id in the report) on which sides it stands."""
        found: dict[str, list[JudgedSide]] = defaultdict(list)
        entities = _Entities(extraction.entities) if report in self._by_report else None
        for judgement in self._by_report.get(report, ()):
            sides: tuple[tuple[Side, tuple[JudgedMention, ...]], ...] = (
                ("left", judgement.left),
                ("right", judgement.right),
            )
            for side, mentions in sides:
                for mention in mentions:
                    entity = entities.of(mention) if entities and mention.report == report else None
                    if entity is not None:
                        found[entity].append(JudgedSide(judgement.id, side))
        return {entity: sorted(set(sides)) for entity, sides in found.items()}

    def keys_apart(self, extraction: Extraction, report: str) -> dict[str, str]:
        """Return for each entity that a judgement sets apart the key that it has in place of its own."""
        apart = {judgement.id for judgement in self._by_report.get(report, ()) if judgement.kind == "apart"}
        if not apart:
            return {}
        types = {entity.id: entity.type for entity in extraction.entities}
        return {
            entity: f"{types[entity].lower()}/{content_hash('apart', judged.judgement, digits=16)}"
            for entity, sides in self.sides(extraction, report).items()
            for judged in sides
            if judged.judgement in apart and judged.side == "right"
        }

    def upheld(self, extraction: Extraction, report: str) -> Extraction:
        """Return the extraction without the things and statements that a person rejected."""
        rejected = [one for one in self._by_report.get(report, ()) if one.kind == "rejected"]
        if not rejected:
            return extraction
        wrong = {number for one in rejected for number in matching(extraction, report, one)}
        entities = _Entities(extraction.entities)
        nothing = {
            entities.of(mention)
            for one in rejected
            if one.statement is None
            for mention in one.left
            if mention.report == report
        }
        return replace(
            extraction,
            entities=tuple(entity for entity in extraction.entities if entity.id not in nothing),
            statements=tuple(
                statement
                for number, statement in enumerate(extraction.statements)
                if number not in wrong and nothing.isdisjoint((statement.head, statement.tail))
            ),
        )


def matching(extraction: Extraction, report: str, judgement: Judgement) -> list[int]:
    """Return the positions of the statements of a report that a judgement on a statement is about."""
    entities = _Entities(extraction.entities)
    ends = {
        (entities.of(head), entities.of(tail))
        for head, tail in zip(judgement.left, judgement.right, strict=False)
        if head.report == report == tail.report
    }
    return [
        number
        for number, statement in enumerate(extraction.statements)
        if statement_kind(statement) == judgement.statement and (statement.head, statement.tail) in ends
    ]


def statement_kind(statement: Statement) -> StatementKind:
    """Return what a statement of a report says beside its two ends."""
    return StatementKind(statement.type, statement.role, statement.modality, statement.time)


def to_json(judgement: Judgement) -> str:
    """Return a judgement as one line of JSON."""
    return json.dumps(asdict(judgement), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Judgement:
    """Return the judgement of a line that `to_json` wrote. Raises ValueError where it is none."""
    try:
        record: dict[str, Any] = json.loads(text)
        if record["kind"] not in KINDS:
            raise ValueError(f"{record['kind']} is no kind of judgement")
        return Judgement(
            kind=record["kind"],
            left=tuple(JudgedMention(*mention) for mention in record["left"]),
            right=tuple(JudgedMention(*mention) for mention in record["right"]),
            by=str(record["by"]),
            at=str(record["at"]),
            statement=None if record["statement"] is None else StatementKind(*record["statement"]),
            undone=None if record["undone"] is None else Undoing(*record["undone"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"no judgement: {error}") from None


def contradicting(judged: Iterable[JudgedProfiles]) -> list[frozenset[str]]:
    """Return the sets of judgements that cannot all hold: A and B are one, B and C, but A and C are two.

    Each set holds the `same` judgements that join, directly or through others, what a `different` one keeps
    apart, and that one.
    """
    judged = sorted(judged)
    groups: list[tuple[set[str], set[str]]] = []
    for one in judged:
        if one.kind != "same":
            continue
        profiles, judgements = set(one.left | one.right), {one.judgement}
        apart = []
        for group in groups:
            if group[0] & profiles:
                profiles |= group[0]
                judgements |= group[1]
            else:
                apart.append(group)
        groups = [*apart, (profiles, judgements)]
    return [
        frozenset(judgements | {one.judgement})
        for profiles, judgements in groups
        for one in judged
        if one.kind in ("different", "apart") and one.left & profiles and one.right & profiles
    ]


class _Entities:
    """The entities of a report, found by a mention: at its place, else overlapping it, else by a form."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = list(entities)
        self._at = {(entity.type, span): entity.id for entity in self._entities for span in entity.mentions}

    def of(self, mention: JudgedMention) -> str | None:
        at = self._at.get((mention.type, (mention.begin, mention.end)))
        if at is not None:
            return at
        overlaps = [
            (min(end, mention.end) - max(begin, mention.begin), entity.id)
            for entity in self._entities
            if entity.type == mention.type
            for begin, end in entity.mentions
            if begin < mention.end and mention.begin < end
        ]
        if overlaps:
            return min(overlaps, key=lambda overlap: (-overlap[0], overlap[1]))[1]
        named = [
            entity.id
            for entity in self._entities
            if entity.type == mention.type and mention.form in {form.text for form in entity.forms}
        ]
        return named[0] if len(named) == 1 else None
