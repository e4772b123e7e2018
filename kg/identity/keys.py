"""What a report's entity can be known by outside its report: its keys, computed from that report alone.

A key is the path that its IRI has below `id/`, and the smallest key of a thing names it:

    place/441625                         a code (GB/T 2260)
    organization/广东省科学技术协会      a full name
    facility/place/441704/科技小院       a name that is full only together with what it belongs to
    event/广东科普讲解大赛/2025-05-20    an event's name and date
    person/9f86d081884c7d65              a hash: of a person's name and body, or of a thing of one report

A name that many things share (市科协, 学会部, a village, a meeting without a date; `names.py` tells which)
is no key by itself: it is joined to the body or place that the report gives it, else it stays a thing of its
report. A report in which 云岭省科协 means 云岭省科学技术协会 gives that body both keys, and so joins those
who know one of the names.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote

from extractors.model import Entity, Extraction
from kg.identity.names import (
    OWN_NAMED,
    begins_somewhere,
    behind_place,
    behind_term,
    is_full,
    is_kind,
    is_unit,
    lies_in,
    normal,
    placed,
    without_term,
)
from ontologies.places import towns


@dataclass(frozen=True)
class Profile:
    """What a report knows of a thing that can matter outside it; thousands of reports may share one profile.

    `forms` are the forms of its name, `keys`, in sorted order, those by which it may meet the things of other
    reports.
    """

    type: str
    subtype: str | None
    name: str
    forms: frozenset[str]
    date: str | None
    code: str | None
    keys: tuple[str, ...]

    @cached_property
    def id(self) -> str:
        """A hash of all of it."""
        values = (self.type, self.subtype, self.name, sorted(self.forms), self.date, self.code, self.keys)
        return content_hash(*values)


class ReportEntity(NamedTuple):
    """One thing as one report knows it: the report's id, the entity's id in the report, the profile."""

    report: str
    id: str
    profile: Profile


MASK = "×"
"""Stands for each character of a person's name that was hidden in a text.

It is the mark that Chinese punctuation has for what is not to be said (隐讳号). 〇 is a digit of dates
(二〇二五年): what is hidden could not be told from what was written.
"""


def content_hash(*values: object, digits: int = 32) -> str:
    """Return the first hex digits of the SHA-256 of the JSON array of `values`."""
    return hashlib.sha256(_encode(values).encode("utf-8")).hexdigest()[:digits]


def key_order(key: str) -> tuple[int, int, str]:
    """Return what keys are sorted by: codes before names (longer, so fuller, ones first) before hashes."""
    if _CODE.fullmatch(key):
        return 0, 0, key
    if _HASH.search(key):
        return 3, 0, key
    return 2 if _BY_PLACE in key else 1, -len(key), key


def path_segment(text: str) -> str:
    """Return `text` as a segment of an IRI: letters and digits of any script stay, the rest is encoded."""
    encoded = "".join(char if char.isalnum() or char in "-._~" else quote(char, safe="") for char in text)
    if _LIKE_CODE.fullmatch(encoded):
        # A name that reads like a code or a hash must not be taken for one.
        return f"%{ord(encoded[0]):02X}{encoded[1:]}"
    return encoded


def report_entities(
    extraction: Extraction, report: str, apart: Mapping[str, str] | None = None
) -> list[ReportEntity]:
    """Return the entities of an extraction with their keys; `report` is the report's id.

    `apart` gives for entities (by their id in the report) that a person set apart the one key that they have.
    """
    keys = _Keys(extraction, report)
    apart = apart or {}
    return [
        ReportEntity(
            report,
            entity.id,
            Profile(
                type=entity.type,
                subtype=entity.subtype,
                name=entity.name,
                forms=frozenset(form.text for form in entity.forms),
                date=entity.date,
                code=entity.code,
                keys=(apart[entity.id],) if entity.id in apart else tuple(sorted(keys.of(entity))),
            ),
        )
        for entity in extraction.entities
    ]


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_CODE = re.compile(r"place/[0-9]+")
_BY_PLACE = "/place/"
"""Stands in keys that say where a thing is: a name alone is the plainer one."""
_HASH = re.compile(r"/[0-9a-f]{16}$")
_HIDDEN = MASK * 2
"""×××工作室 may be anyone's: of the name there, two characters at least are hidden."""
_LIKE_CODE = re.compile(r"[0-9a-f]{16}|[0-9]+")
_SHORT_NAME = 4
_LONG_EVENT = 6
"""Characters of an event's name that, behind its number, tell it from others: 第四届湘西北茶文化节."""
_OF_A_BODY = frozenset({"Session", "Training", "Visit"})
"""Events of which every body numbers its own."""
_NEAR = frozenset({"School", "Other"})
"""Bodies of a county that its reports name without it: 第一中学."""


class _Keys:
    """The keys of one report's entities; each may need those of the body or place that it belongs to."""

    def __init__(self, extraction: Extraction, report: str) -> None:
        self._report = report
        self._entities = {entity.id: entity for entity in extraction.entities}
        self._heads: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._tails: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._counted: set[str] = set()
        for statement in extraction.statements:
            if statement.modality == "actual":
                self._tails[statement.type, statement.head].add(statement.tail)
                self._heads[statement.type, statement.tail].add(statement.head)
            elif statement.type == "builds":
                # Who is to build a site builds that site later; so with posts: 拟任乙市科协副主席.
                self._heads["builds", statement.tail].add(statement.head)
            elif statement.type == "holdsPost":
                self._tails["holdsPost", statement.head].add(statement.tail)
            if statement.count is not None and statement.count > 1:
                self._counted.add(statement.tail)
        counties = {entity.code for entity in extraction.entities if entity.subtype == "County"}
        self._home = counties.pop() if len(counties) == 1 else None
        self._open: set[str] = set()

    def of(self, entity: Entity) -> set[str]:
        if entity.key is not None:
            return {entity.key}
        found = self._of_person(entity) if entity.type == "Person" else self._of_thing(entity)
        return found or {self._local(entity)}

    def _of_person(self, entity: Entity) -> set[str]:
        bodies = self._tails_of("holdsPost", entity)
        for body in list(bodies):
            if body.subtype == "Department":
                bodies += self._tails_of("partOf", body)
        name = normal(entity.name)
        known = {key for body in bodies for key in self._of_thing(body)}
        return {f"person/{content_hash('person', name, key, digits=16)}" for key in known}

    def _of_thing(self, entity: Entity) -> set[str]:
        """Return the keys that a thing has outside its report; none for one that could be any of its kind."""
        name = normal(entity.name)
        if entity.type == "Place" and entity.code is not None:
            return {f"place/{quote(entity.code, safe='')}"}
        several = entity.type == "Facility" and entity.id in self._counted
        if not name or several or entity.id in self._open or _HIDDEN in name:
            return set()
        self._open.add(entity.id)
        try:
            if entity.type == "Event":
                return self._of_event(entity, name)
            found = {key for form in self._full_names(entity, name) for key in _named(entity, form)}
            return found or self._qualified(entity, name)
        finally:
            self._open.discard(entity.id)

    def _full_names(self, entity: Entity, name: str) -> set[str]:
        """Return the full forms; of a body also those that cut it short within but keep its place."""
        found = {name} if is_full(entity.type, entity.subtype, name) else set()
        if entity.type == "Organization" and entity.subtype != "Department":
            for form in {normal(form.text) for form in entity.forms if _HIDDEN not in form.text} - {name}:
                short = len(form) >= _SHORT_NAME and form[:2] == name[:2] and _is_within(form, name)
                if (found and short and not is_kind(entity.type, form)) or (
                    begins_somewhere(form) and is_full(entity.type, entity.subtype, form)
                ):
                    found.add(form)
        return found

    def _qualified(self, entity: Entity, name: str) -> set[str]:
        """Return keys of a common name with the body or the place that the report gives it."""
        if entity.type == "Organization":
            by_body = self._by_body(entity, name, self._tails_of("partOf", entity))
            whole = entity.subtype != "Department" and not is_unit(name)
            return by_body | self._by_place(entity, name) if whole or not by_body else by_body
        if entity.type == "Facility":
            bodies = self._tails_of("partOf", entity)
            # A body has many a 科技小院, but one 柑橘科技小院 as a rule.
            bodies += [] if is_kind("Facility", name) else self._heads_of("builds", entity)
            return self._by_place(entity, name) or self._by_body(entity, name, bodies)
        return self._by_place(entity, name) if entity.type == "Place" else set()

    def _by_body(self, entity: Entity, name: str, owners: Iterable[Entity]) -> set[str]:
        found = set()
        for owner in owners:
            own = name
            if entity.type == "Organization":
                # 市科协学会部, 学会部: either way the full name is that of the body and then the unit's own.
                forms = {normal(form.text) for form in owner.forms} | {normal(owner.name)}
                begins = [form for form in forms if form and name.startswith(form)]
                own = name[len(max(begins, key=len, default="")) :]
            for key in self._of_thing(owner):
                if entity.type != "Organization":
                    found.add(f"{entity.type.lower()}/{key}/{path_segment(own)}")
                else:
                    found.add(f"{key}{path_segment(own)}" if own else key)
        return found

    def _by_place(self, entity: Entity, name: str) -> set[str]:
        seats = self._seats(entity)
        near = entity.type == "Facility" or entity.subtype in _NEAR
        if not seats and near and self._home is not None and not is_kind(entity.type, name):
            seats = {f"place/{self._home}"}
        if len(seats) != 1:
            return set()
        (seat,) = seats
        own = behind_place(name, seat.removeprefix("place/"))
        return {f"{entity.type.lower()}/{seat}/{path_segment(own)}"}

    def _seats(self, entity: Entity) -> set[str]:
        """Return the keys of the places where a thing is: counties rather than what holds or lies in them."""
        found: set[str] = set()
        for place in self._tails_of("locatedIn", entity):
            if place.id not in self._open:
                found |= self._county(place)
        codes = {key.removeprefix("place/") for key in found}
        return {f"place/{code}" for code in codes if not any(lies_in(other, code) for other in codes)}

    def _county(self, place: Entity) -> set[str]:
        if place.code is None and place.subtype in ("Town", "Village"):
            self._open.add(place.id)
            seats = self._seats(place)
            self._open.discard(place.id)
            counties = {code[:6] for code in towns().get(normal(place.name), ())}
            return seats or ({f"place/{code}" for code in counties} if len(counties) == 1 else set())
        return {min(self._of_thing(place), key=key_order)} if self._of_thing(place) else set()

    def _of_event(self, entity: Entity, name: str) -> set[str]:
        bare, numbered = without_term(name)
        if is_kind("Event", bare):
            return set()
        own = behind_term(bare)
        placed_by_name = begins_somewhere(own)
        owners = {key for body in self._heads_of("organizes", entity) for key in self._of_thing(body)}
        where = {""} if placed_by_name else {f"{key}/" for key in owners | self._seats(entity)}
        found = {f"event/{one}{path_segment(bare)}/{day}" for one in where for day in _days(entity.date)}
        if numbered:
            if placed_by_name or (len(own) >= _LONG_EVENT and entity.subtype not in _OF_A_BODY):
                where = {""}
            else:
                where = {f"{key}/" for key in owners}
            found |= {f"event/{one}{path_segment(bare)}" for one in where}
        return found

    def _local(self, entity: Entity) -> str:
        begin = entity.mentions[0][0] if entity.mentions else None
        values = (self._report, entity.type, entity.name, begin)
        return f"{entity.type.lower()}/{content_hash(*values, digits=16)}"

    def _tails_of(self, relation: str, entity: Entity) -> list[Entity]:
        return self._known(self._tails.get((relation, entity.id), ()))

    def _heads_of(self, relation: str, entity: Entity) -> list[Entity]:
        return self._known(self._heads.get((relation, entity.id), ()))

    def _known(self, ids: Iterable[str]) -> list[Entity]:
        return [self._entities[id_] for id_ in sorted(ids) if id_ in self._entities]


def _named(entity: Entity, name: str) -> set[str]:
    """Return the keys of a full name: itself, and the code of the place that it begins with and the rest."""
    segment = entity.type.lower()
    found = {f"{segment}/{path_segment(name)}"}
    where = placed(name) if entity.type in ("Organization", "Facility") else None
    if where is not None and where.code is not None and entity.subtype not in OWN_NAMED:
        found.add(f"{segment}/place/{where.code}/{path_segment(where.own)}")
    return found


def _days(date: str | None) -> set[str]:
    """Return the date of an event and its first day; none without a year."""
    if date is None or re.match("[0-9]{4}", date) is None:
        return set()
    return {quote(date, safe="-"), quote(date.partition("/")[0], safe="-")}


def _is_within(short: str, name: str) -> bool:
    """Return whether the characters of `short` stand in `name` in their order."""
    rest = iter(name)
    return all(char in rest for char in short)
