"""Persons taken out of the store for good: out of what is stored, and out of what is read later.

    forgetting = forget(Path("kg-store"), ["https://kexie-kg.example/id/person/9f86d081884c7d65"])

What is left of a person is a salted hash of each key that he was known by (`kxg:forgotten`): by it a report
that is read again is known to speak of him, before anything of it is stored.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox
from rdflib import DCTERMS, RDF

from extractors.model import Extraction
from kg.errors import StoreError
from kg.identity.judgements import JudgedMention, Judgement
from kg.identity.keys import content_hash, report_entities
from kg.store.change import changing, derive
from kg.store.components import reports_of
from kg.store.entities import read_profile
from kg.store.generation import has_older
from kg.store.judgements import is_stored, read_judgements, remove_judgements
from kg.store.location import Location
from kg.store.masking import has_hidden, without_persons
from kg.store.patterns import subjects, term, values
from kg.store.quads import Quads, WritableQuads
from kg.store.rdf import Pair, quads_of, report_iri
from kg.store.update import put_report, put_sources, read_extraction
from kg.vocabulary import FORGOTTEN, KX, KXG, REPORT

_FORGOTTEN = term(KXG.forgotten)
_IDENTITY = term(KXG.identity)


class Forgotten:
    """The persons who are to stay out, each key of theirs known only as a salt and a hash."""

    def __init__(self, hashes: Iterable[tuple[str, str]] = ()) -> None:
        self.hashes = set(hashes)
        self._by_salt: dict[str, set[str]] = defaultdict(set)
        for salt, digest in self.hashes:
            self._by_salt[salt].add(digest)

    def __or__(self, other: Forgotten) -> Forgotten:
        """Return the persons of both."""
        return Forgotten(self.hashes | other.hashes)

    def knows(self, keys: Iterable[str]) -> bool:
        """Return whether one of the keys is that of such a person."""
        salted = self._by_salt.items()
        return any(content_hash(salt, key) in digests for key in keys for salt, digests in salted)

    def left_out(self, extraction: Extraction, report: str) -> Extraction:
        """Return what a report says without these persons, their names hidden."""
        if not self.hashes:
            return extraction
        gone = {
            entity.id
            for entity in report_entities(extraction, report)
            if entity.profile.type == "Person" and self.knows(entity.profile.keys)
        }
        return without_persons(extraction, gone) if gone else extraction


def read_forgotten(quads: Quads) -> Forgotten:
    """Return the persons whom a store is to keep out."""
    nodes = subjects(quads, KX.salt, None, _FORGOTTEN)
    return Forgotten(
        (salt, node.value.removeprefix(FORGOTTEN))
        for node in nodes
        for salt in values(quads, node, KX.salt, _FORGOTTEN)
    )


def put_forgotten(quads: WritableQuads, forgotten: Forgotten) -> None:
    """Store whom to keep out of what is read later."""
    for salt, digest in sorted(forgotten.hashes):
        pairs: list[Pair] = [(RDF.type, term(KX.ForgottenPerson)), (KX.salt, salt)]
        quads.extend(quads_of(FORGOTTEN + digest, pairs, _FORGOTTEN))


@dataclass(frozen=True)
class LeftOut:
    """The reports in which persons were hidden, and the judgements that went; what `update` must be given."""

    reports: set[str]
    judgements: list[Judgement]
    touched: set[str]


def leave_out(quads: WritableQuads, forgotten: Forgotten) -> LeftOut:
    """Take persons out of the stored reports, and with them all judgements that point to them."""
    reports = {report for report in _speaking_of(quads, forgotten) if _hide(quads, forgotten, report)}
    judgements = about_hidden(quads, read_judgements(quads), reports)
    return LeftOut(reports, judgements, reports | remove_judgements(quads, judgements))


def about_hidden(
    quads: Quads, judgements: Iterable[Judgement], reports: Collection[str] | None = None
) -> list[Judgement]:
    """Return the judgements that point to a name hidden in its report (of `reports`; None: of any)."""

    @cache
    def extraction(report: str) -> Extraction | None:
        known = reports is None or report in reports
        return read_extraction(quads, report) if known and is_stored(quads, report) else None

    return [
        judgement
        for judgement in judgements
        if any(_is_hidden(extraction(one.report), one) for one in (*judgement.left, *judgement.right))
    ]


@dataclass(frozen=True)
class Forgetting:
    """What was changed, in numbers, and what a person must see to.

    `paths` are the files that name the person still, as far as it is known; `is_held`: a program reads the
    state of the store before, whose files go with the next build after it has ended.
    """

    reports: int
    statements: int
    judgements: int
    paths: list[str]
    is_held: bool


def forget(store: Location, persons: Collection[str], *, dry_run: bool = False) -> Forgetting:
    """Take persons, named by IRI, out of the store for good; with `dry_run` say what would change.

    Their names are hidden in the texts and records of all reports, their statements and the judgements about
    them go, and no build or import brings them back. Raises StoreError where the store does not know one of
    them or is missing, broken, busy or cannot be written.
    """
    with changing(store) as change:
        keys: set[str] = set()
        for person in persons:
            entities = list(subjects(change.stored, KX.resolvedTo, ox.NamedNode(person), _IDENTITY))
            if not entities:
                raise StoreError(
                    f"the store at {store} does not know {person}: it was changed meanwhile, try again"
                )
            keys.update(key for entity in entities for key in _keys(change.stored, entity))
        salt = secrets.token_hex(16)
        forgotten = Forgotten((salt, content_hash(salt, key)) for key in keys)
        put_forgotten(change.quads, forgotten)
        left_out = leave_out(change.quads, forgotten)
        difference = derive(change, left_out.touched, set())
        paths = change.ledger.paths()
        if not dry_run:
            change.publish(purged=True)
    return Forgetting(
        reports=len(left_out.reports),
        statements=-difference.statements.total(),
        judgements=len(left_out.judgements),
        paths=sorted(path for report in left_out.reports for path in paths.get(report, ())),
        is_held=not dry_run and isinstance(store, Path) and has_older(store),
    )


def _keys(quads: Quads, entity: ox.NamedNode) -> Iterator[str]:
    """Give the keys of a report-entity, with and without what persons judged about its report."""
    report, _, local = entity.value.removeprefix(REPORT).partition("#")
    for profile in values(quads, entity, KX.profile, _IDENTITY):
        yield from read_profile(quads, ox.NamedNode(profile)).keys
    for known in report_entities(read_extraction(quads, report), report):
        if known.id == unquote(local):
            yield from known.profile.keys


def _speaking_of(quads: Quads, forgotten: Forgotten) -> set[str]:
    """Return the reports that speak of the persons."""
    profiles = subjects(quads, KX.type, term(KX.Person), _IDENTITY)
    known = (read_profile(quads, profile) for profile in profiles)
    return {
        report for profile in known if forgotten.knows(profile.keys) for report in reports_of(quads, profile)
    }


def _hide(quads: WritableQuads, forgotten: Forgotten, report: str) -> bool:
    """Store a report without the persons; return whether it spoke of them."""
    extraction = read_extraction(quads, report)
    left_out = forgotten.left_out(extraction, report)
    iri = ox.NamedNode(report_iri(report))
    sources = list(values(quads, iri, DCTERMS.source, iri))
    with_text = next(values(quads, iri, KX.text, iri), None) is not None
    if left_out is not extraction:
        put_report(quads, left_out, report, with_text=with_text)
        put_sources(quads, report, sources)
    return left_out is not extraction


def _is_hidden(extraction: Extraction | None, mention: JudgedMention) -> bool:
    """Return whether a judged mention is of a name that is hidden in what the report says."""
    if extraction is None:
        return False
    here = extraction.document.text[mention.begin : mention.end]
    if "\0" not in here:
        return has_hidden(here)
    # Of a text that is not kept, only what is left of it can be asked.
    return mention.type == "Person" and not any(
        begin < mention.end and mention.begin < end
        for entity in extraction.entities
        if entity.type == "Person"
        for begin, end in entity.mentions
    )
