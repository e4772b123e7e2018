"""A Document to its Extraction: the components in order, and the way back to the report's own characters.

    extraction = load().extract(document)

The order is that of `COMPONENTS`; each declares what it reads and sets.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

import spacy
from spacy.tokens import Doc

from extractors import VERSION
from extractors.components import (  # noqa: F401  (importing registers the components)
    clauses,
    coreference,
    counts,
    events,
    frames,
    industries,
    initiatives,
    names,
    persons,
    places,
    posts,
    product_names,
    rows,
    sentences,
    structure,
    times,
    titles,
    units,
    words,
)
from extractors.mentions import Claim, Group, Mention
from extractors.model import RELATION_ENDS, Document, Entity, Extraction, Form, Span, Statement
from extractors.normalise import Normalised, normalise

TOGETHER = 4
"""Documents that are worth reading together: of more little is gained, and processes share them unevenly."""

COMPONENTS = (
    "kg_sentences",
    "kg_words",
    "kg_places",
    "kg_titles",
    "kg_names",
    "kg_persons",
    "kg_mentions",
    "kg_posts",
    "kg_coreference",
    "kg_structure",
    "kg_clauses",
    "kg_events",
    "kg_bodies",
    "kg_frames",
    "kg_times",
    "kg_counts",
)


@spacy.Language.component(
    "kg_mentions",
    requires=["doc._.places", "doc._.names", "doc._.persons"],
    assigns=["doc._.mentions"],
)
def _mentions(doc: Doc) -> Doc:
    """Set `doc._.mentions`: all mentions that coreference and relations work on."""
    books = initiatives.books(doc._.text)
    inside = {offset for book in books for offset in range(book.begin, book.end)}
    products = product_names.match(doc._.words)
    people = product_names.without(doc._.persons, products)
    named = [*(name for name in doc._.names if name.begin not in inside), *books, *people]
    named += rows.match(doc._.text, doc._.words, named)
    taken = {offset for mention in named for offset in range(mention.begin, mention.end)}
    units.adopt(doc._.text, named)
    marked = initiatives.match(doc._.text, taken)
    named = [*initiatives.without_inner(named, marked), *marked]
    tagged = product_names.retagged(doc._.words, products)
    fields = industries.match(doc._.text, tagged, named, doc._.places)
    doc._.mentions = structure.keep([*named, *fields], doc._.places)
    return doc


Doc.set_extension("text", default="")
Doc.set_extension("bodies", default=None)
_OTHER_DOT = re.compile("[•・﹒‧]")


@spacy.Language.component("kg_bodies", requires=["doc._.claims", "doc._.entities"], assigns=["doc._.bodies"])
def _bodies(doc: Doc) -> Doc:
    """Set `doc._.bodies`: for each mention of a person the body of his first post, which he speaks for.

    What a career tells (曾任…) comes last.
    """
    held_posts = [claim for claim in reversed(doc._.claims) if claim.type == "holdsPost"]
    held_posts.sort(key=lambda claim: claim.rule != "post.career")
    held = {id(claim.head): claim.tail for claim in held_posts}
    bodies: dict[int, Mention] = {}
    for group in doc._.entities:
        body = next((held[id(mention)] for mention in group.mentions if id(mention) in held), None)
        if body is not None:
            bodies.update((id(mention), body) for mention in group.mentions)
    doc._.bodies = bodies
    return doc


class Extractor:
    """The loaded pipeline; `nlp` is spaCy's. One serves any number of reports, each by itself."""

    def __init__(self) -> None:
        self.nlp = spacy.blank("zh")
        for name in COMPONENTS:
            self.nlp.add_pipe(name)

    def extract(self, document: Document) -> Extraction:
        """Return what `document` says."""
        normalised = normalise(document.text)
        doc = self.read(normalised, document.date, document.place)
        return _extraction(document, normalised, doc)

    def extract_together(self, documents: Sequence[Document]) -> list[Extraction]:
        """Return what `extract` does for each of a few documents, in less time."""
        normalised = [normalise(document.text) for document in documents]
        docs = [
            self.doc(one.text, document.date, document.place)
            for one, document in zip(normalised, documents, strict=True)
        ]
        read = self.nlp.pipe(docs, batch_size=len(docs))
        return list(map(_extraction, documents, normalised, read))

    def read(self, normalised: Normalised, report_date: str | None, report_place: str | None = None) -> Doc:
        """Return the spaCy Doc of a normalised text with all that the components set."""
        return self.nlp(self.doc(normalised.text, report_date, report_place))

    def doc(self, text: str, report_date: str | None = None, report_place: str | None = None) -> Doc:
        """Return the Doc of a normalised text that the components begin with."""
        doc = Doc(self.nlp.vocab)  # without spaCy's tokens, which no component reads
        doc._.text = text
        doc._.report_date = report_date
        doc._.report_place = report_place
        return doc


@functools.cache
def load() -> Extractor:
    """Return the one extractor of this process; models are loaded at the first call."""
    return Extractor()


def _extraction(document: Document, normalised: Normalised, doc: Doc) -> Extraction:
    entities, ids = _entities(doc._.entities, normalised, document.text)
    return Extraction(document, entities, _statements(doc._.claims, ids, normalised), VERSION)


def _entities(
    groups: Iterable[Group], normalised: Normalised, text: str = ""
) -> tuple[tuple[Entity, ...], dict[int, str]]:
    entities = []
    ids: dict[int, str] = {}
    for number, group in enumerate(groups, start=1):
        identifier = f"e{number}"
        for mention in group.mentions:
            ids[id(mention)] = identifier
        forms = [
            Form(form, reason, tuple(sorted(normalised.original(span) for span in group.spans.get(form, ()))))
            for form, reason in group.forms.items()
        ]
        forms += _as_written(forms, text)
        if group.name not in group.forms:
            forms.append(Form(group.name, "expanded name"))
        entities.append(
            Entity(identifier, group.type, group.subtype, group.name, tuple(forms), group.date, group.code)
        )
    return tuple(entities), ids


def _as_written(forms: list[Form], text: str) -> list[Form]:
    """The forms with the dot that the report itself writes in them: 甲•乙 for 甲·乙."""
    written: dict[str, list[Span]] = {}
    for form in forms:
        for begin, end in form.mentions if "·" in form.text else ():
            own = "".join(text[begin:end].split())
            if own != form.text and _OTHER_DOT.search(own):
                written.setdefault(own, []).append((begin, end))
    return [Form(own, "as the report writes it", tuple(spans)) for own, spans in written.items()]


def _statements(
    claims: Iterable[Claim], ids: dict[int, str], normalised: Normalised
) -> tuple[Statement, ...]:
    """Map claims to statements; of several that say the same, the first in the text stands.

    A claim between things that its relation does not hold between is a misreading and says nothing.
    """
    found: dict[tuple[str, str, str, str | None, str], Statement] = {}
    for claim in claims:
        head, tail = _identifier(claim.head, ids), _identifier(claim.tail, ids)
        heads, tails = RELATION_ENDS[claim.type]
        fits = claim.head.type in heads and claim.tail.type in tails
        if head is None or tail is None or head == tail or not fits:
            continue
        spans = tuple(sorted({normalised.original(span) for span in claim.spans}))
        statement = Statement(
            type=claim.type, head=head, tail=tail, spans=spans, rule=claim.rule, modality=claim.modality,
            role=claim.role, trigger=claim.trigger,
            speaker=_identifier(claim.speaker, ids) if claim.speaker is not None else None,
            time=claim.time, count=claim.count,
        )  # fmt: skip
        key = (claim.type, head, tail, claim.role, claim.modality)
        if key not in found or spans < found[key].spans:
            found[key] = statement
    return tuple(sorted(found.values(), key=_place_in_report))


def _place_in_report(statement: Statement) -> tuple[tuple[Span, ...], str, str, str, str, str]:
    role = statement.role if statement.role is not None else ""
    return statement.spans, statement.type, statement.head, statement.tail, role, statement.modality


def _identifier(mention: Mention, ids: dict[int, str]) -> str | None:
    return ids.get(id(mention))
