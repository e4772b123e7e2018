"""The records that reading and extraction give: Document, Entity, Statement, Extraction.

Only the standard library is used here, so that every other module may import it for nothing. All offsets are
code points of `Document.text` (the decoded text without byte order mark, CR LF kept), end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Span = tuple[int, int]
"""A stretch of `Document.text`: begin and end, end exclusive."""

Modality = Literal["actual", "planned", "wished"]

MODALITIES: tuple[str, ...] = get_args(Modality)

ENTITY_TYPES = ("Organization", "Person", "Place", "Initiative", "Facility", "Event", "Industry")

SUBTYPES: dict[str, tuple[str, ...]] = {
    "Organization": (
        "Association", "Society", "University", "Institute", "Company", "Government", "School", "Media",
        "Alliance", "Department", "Other",
    ),
    "Person": (),
    "Place": ("Province", "City", "County", "Town", "Village", "Zone", "Country"),
    "Initiative": ("Programme", "Policy", "Brand", "Campaign", "Mechanism"),
    "Facility": ("Platform", "Station", "Base", "Venue", "Laboratory", "Park"),
    "Event": ("Meeting", "Training", "Forum", "Visit", "Competition", "Activity", "Session"),
    "Industry": (),
}  # fmt: skip

RELATION_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    relation: (frozenset(heads.split()), frozenset(tails.split()))
    for relation, heads, tails in (
        ("holdsPost", "Person", "Organization"),
        ("partOf", "Organization Facility", "Organization"),
        ("locatedIn", "Organization Facility Event Place", "Place"),
        ("organizes", "Organization", "Event"),
        ("participatesIn", "Person Organization", "Event"),
        ("visits", "Event Organization Person", "Organization Facility Place"),
        ("advances", "Organization Person Place Event", "Initiative"),
        ("builds", "Organization Place", "Facility Organization"),
        ("cooperatesWith", "Organization Place", "Organization Place"),
        ("serves", "Organization Facility Initiative", "Place Industry"),
        ("hasIndustry", "Place", "Industry"),
        ("needs", "Place Organization", "Industry Organization"),
        ("offers", "Organization Person", "Industry"),
    )
}
"""The types that head and tail of each relation may have."""

RELATION_TYPES = tuple(RELATION_ENDS)

SYMMETRIC_RELATIONS = frozenset({"cooperatesWith"})


@dataclass(frozen=True, slots=True)
class Document:
    """One report as read: its text and what is known about it without reading it for meaning.

    `name` is the file's stem, `path` the path as given, `sha256` the hex digest of the text in UTF-8.
    `date` is ISO 8601 (`2025-03-08`, `2025-03`, `2025`) or None where the report does not say. `place` is
    where the report comes from; a text does not say that, only whoever collects it.
    """

    name: str
    path: str
    text: str
    sha256: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A name form of an entity in this report, why it belongs to the entity, and where it stands.

    `mentions` is empty for a form that the text does not use (an expanded name).
    """

    text: str
    reason: str
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that a report speaks of. `name` is the fullest form; `date` is set for events only.

    `code` is the GB/T 2260 code of a place, or None. `key` is the one by which a table of things knows
    it; what is read from a text has none.
    """

    id: str
    type: str
    subtype: str | None
    name: str
    forms: tuple[Form, ...]
    date: str | None = None
    code: str | None = None
    key: str | None = None

    @property
    def mentions(self) -> tuple[Span, ...]:
        """All places of all forms, in text order."""
        return tuple(sorted({span for form in self.forms for span in form.mentions}))


@dataclass(frozen=True, slots=True)
class Statement:
    """One relation between two entities of one report, with what makes it believable.

    `head` and `tail` are entity ids; `spans` are the stretches of text that say it, in text order; `rule` is
    the id of the rule; `trigger` the words that fired it; `speaker` the id of the entity who says so (None:
    the reporter); `time` an ISO 8601 date or interval; `count` a number of things (「5个科技小院」 gives 5).
    """

    type: str
    head: str
    tail: str
    spans: tuple[Span, ...]
    rule: str
    modality: Modality = "actual"
    role: str | None = None
    trigger: str | None = None
    speaker: str | None = None
    time: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was learnt from one report, and by which version of the extractor."""

    document: Document
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    extractor: str
