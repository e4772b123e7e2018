"""Which person a user means, of several of one name: by the body in which one holds a post."""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import DCTERMS, RDF, RDFS, SKOS

from kg.answers.formats import one_line, shortened
from kg.answers.names import Thing, resolve
from kg.errors import NotFoundError
from kg.store.patterns import subjects, term, values
from kg.store.quads import Quads
from kg.store.rdf import FACTS, chinese
from kg.vocabulary import KX


def find_person(quads: Quads, reference: str) -> Thing:
    """Return the person that a user means: NAME, an IRI, or NAME@BODY.

    Raises NotFoundError, which lists the persons of the name with their bodies (where they have no post, with
    the reports that name them), or the nearest names.
    """
    name, at, body = reference.rpartition("@")
    bearers = _bearers(quads, name if at else reference)
    if at and bearers:
        organization = resolve(quads, body, ["Organization"]).iri
        bearers = {person for person in bearers if organization in _bodies(quads, person)}
        if not bearers:
            raise NotFoundError(f"no person named {name} holds a post in {body}")
    if not bearers:
        return resolve(quads, reference, ["Person"])
    if len(bearers) > 1:
        listed = ", ".join(sorted(_described(quads, person) for person in bearers))
        raise NotFoundError(f"{reference} may be one of {len(bearers)} persons, name one by IRI: {listed}")
    [person] = bearers
    return Thing(person.value, next(values(quads, person, RDFS.label, FACTS)))


def _bearers(quads: Quads, name: str) -> set[ox.NamedNode]:
    """Return the persons who have the name."""
    literal = chinese(name.encode("utf-8", "replace").decode("utf-8"))  # an argument need not be Unicode
    named = {
        quad.subject
        for predicate in (RDFS.label, SKOS.altLabel)
        for quad in quads.quads_for_pattern(None, term(predicate), literal, FACTS)
    }
    return {person for person in subjects(quads, RDF.type, term(KX.Person), FACTS) if person in named}


def _bodies(quads: Quads, person: ox.NamedNode) -> set[str]:
    return set(values(quads, person, KX.holdsPost, FACTS))


def _described(quads: Quads, person: ox.NamedNode) -> str:
    nodes = (ox.NamedNode(body) for body in sorted(_bodies(quads, person)))
    known = [next(values(quads, node, RDFS.label, FACTS), "") for node in nodes]
    return one_line(f"{shortened(person.value)} ({' '.join(known or _sources(quads, person))})")


def _sources(quads: Quads, person: ox.NamedNode) -> list[str]:
    """Return where the reports that speak of a person were read from."""
    entities = subjects(quads, KX.resolvedTo, person, None)
    reports = {report for entity in entities for report in values(quads, entity, KX.report, None)}
    return sorted(
        source for report in reports for source in values(quads, ox.NamedNode(report), DCTERMS.source, None)
    )
