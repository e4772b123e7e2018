"""What a report's entity can be known by outside its report: its keys, computed from that report alone.

A key is the path that its IRI has below `id/`, and the smallest key of a thing names it:

    place/441625                         a code (GB/T 2260)
    organization/广东省科学技术协会      a full name
    facility/place/441704/科技小院       a name that is full only together with what it belongs to
    event/广东科普讲解大赛/2025-05-20    an event's name and date
    person/9f86d081884c7d65              a hash: of a person's name and body, or of a thing of one report

A name that many things share (市科协, 学会部, a village, a meeting without a date) is no key by itself: it is
joined to the body or place that the report gives it, else it stays a thing of its report. A report in which
云岭省科协 means 云岭省科学技术协会 gives that body both keys, and so joins those who know one of the names.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote

from extractors.model import Entity, Extraction


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


def content_hash(*values: object, digits: int = 32) -> str:
    """Return the first hex digits of the SHA-256 of the JSON array of `values`."""
    return hashlib.sha256(_encode(values).encode("utf-8")).hexdigest()[:digits]


def key_order(key: str) -> tuple[int, int, str]:
    """Return what keys are sorted by: codes before names (longer, so fuller, ones first) before hashes."""
    if _CODE.fullmatch(key):
        return 0, 0, key
    return (2, 0, key) if _HASH.search(key) else (1, -len(key), key)


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
_HASH = re.compile(r"/[0-9a-f]{16}$")
_LIKE_CODE = re.compile(r"[0-9a-f]{16}|[0-9]+")
_QUOTES_AND_SPACES = re.compile(r"[\s“”‘’\"'《》〈〉「」『』·]")
_RELATIVE = re.compile(r"[省市县区州](?![场政民域块际])|我|该")
"""省科协, 该区: whose province it is depends on the report (but 市场…, 县域… begin full names)."""

_UNIT = re.compile("(?:分会|专业委员会|工作委员会|理事会)$")
"""Bodies within a body, which many bodies have."""

_SHORT_NAME = 4

_QUALIFIED_SUBTYPES = frozenset({"Department", "County", "Town", "Village"})
"""A department, and a place without a code, has namesakes all over the country."""

_GENERIC_LENGTH = {"Organization": 2, "Place": 3, "Facility": 4, "Event": 4}
"""Names up to this length are kinds (学会, 高新区, 科技小院, 启动仪式) and not names of one thing."""


class _Keys:
    """The keys of one report's entities; each may need those of the body or place that it belongs to."""

    def __init__(self, extraction: Extraction, report: str) -> None:
        self._report = report
        self._entities = {entity.id: entity for entity in extraction.entities}
        self._tails: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._counted: set[str] = set()
        for statement in extraction.statements:
            if statement.modality == "actual":
                self._tails[statement.type, statement.head].add(statement.tail)
            if statement.count is not None and statement.count > 1:
                self._counted.add(statement.tail)
        self._open: set[str] = set()

    def of(self, entity: Entity) -> tuple[str, ...]:
        if entity.type == "Person":
            return self._of_person(entity)
        key = self._of_thing(entity)
        if entity.type != "Organization" or key != f"organization/{path_segment(_normal(entity.name))}":
            return (key,)
        return key, *sorted(self._short_names(entity))

    def _of_person(self, entity: Entity) -> tuple[str, ...]:
        bodies = self._tails_of("holdsPost", entity)
        for body in list(bodies):
            if body.subtype == "Department":
                bodies += self._tails_of("partOf", body)
        name = _normal(entity.name)
        known = {key for body in bodies for key in self.of(body) if not _HASH.search(key)}
        if not known:
            return (self._local(entity),)
        return tuple(sorted(f"person/{content_hash('person', name, key, digits=16)}" for key in known))

    def _short_names(self, entity: Entity) -> set[str]:
        """Return keys for forms that cut the name short within but keep its beginning, so the place in it."""
        name = _normal(entity.name)
        forms = {_normal(form.text) for form in entity.forms} - {name}
        return {
            f"organization/{path_segment(form)}"
            for form in forms
            if len(form) >= _SHORT_NAME and form[:2] == name[:2] and _is_within(form, name)
        }

    def _of_thing(self, entity: Entity) -> str:
        name = _normal(entity.name)
        segment = entity.type.lower()
        if entity.type == "Place" and entity.code is not None:
            return f"place/{quote(entity.code, safe='')}"
        if not name or entity.id in self._open:
            return self._local(entity)
        if entity.type == "Event":
            dated = entity.date is not None and re.match("[0-9]{4}", entity.date) is not None
            if entity.date is None or not dated or _is_generic(entity, name):
                return self._local(entity)
            return f"event/{path_segment(name)}/{quote(entity.date, safe='-')}"
        if entity.type == "Facility" and entity.id in self._counted:
            return self._local(entity)
        if entity.subtype in _QUALIFIED_SUBTYPES or _UNIT.search(name) or _is_generic(entity, name):
            return self._qualified(entity, name)
        return f"{segment}/{path_segment(name)}"

    def _qualified(self, entity: Entity, name: str) -> str:
        owners = self._tails_of("partOf", entity) or self._tails_of("locatedIn", entity)
        self._open.add(entity.id)
        found = sorted(
            ((self._of_thing(owner), owner) for owner in owners), key=lambda pair: key_order(pair[0])
        )
        self._open.discard(entity.id)
        if not found or _HASH.search(found[0][0]):
            return self._local(entity)
        key, owner = found[0]
        segment = entity.type.lower()
        if entity.type == "Organization" and owner.type == "Organization":
            # 市科协学会部, 学会部: either way the full name is that of the body and then the unit's own.
            forms = sorted({_normal(form.text) for form in owner.forms} | {_normal(owner.name)}, key=len)
            own = next(
                (name[len(form) :] for form in reversed(forms) if form and name.startswith(form)), name
            )
            return f"{key}{path_segment(own)}" if own else key
        return f"{segment}/{key}/{path_segment(name)}"

    def _local(self, entity: Entity) -> str:
        begin = entity.mentions[0][0] if entity.mentions else None
        values = (self._report, entity.type, entity.name, begin)
        return f"{entity.type.lower()}/{content_hash(*values, digits=16)}"

    def _tails_of(self, relation: str, entity: Entity) -> list[Entity]:
        return [
            self._entities[tail]
            for tail in sorted(self._tails.get((relation, entity.id), ()))
            if tail in self._entities
        ]


def _normal(name: str) -> str:
    return _QUOTES_AND_SPACES.sub("", unicodedata.normalize("NFKC", name))


def _is_generic(entity: Entity, name: str) -> bool:
    if entity.type == "Industry":
        return False
    return _RELATIVE.match(name) is not None or len(name) <= _GENERIC_LENGTH.get(entity.type, 0)


def _is_within(short: str, name: str) -> bool:
    """Return whether the characters of `short` stand in `name` in their order."""
    rest = iter(name)
    return all(char in rest for char in short)
