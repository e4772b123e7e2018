"""Names ↔ things: which thing a user means, and what a thing is called.

resolve(store.quads, "省科协", ["Organization"])     # the only thing with that name, or NotFoundError
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import pyoxigraph as ox

from extractors.model import ENTITY_TYPES
from kg.answers.formats import one_line, shortened
from kg.answers.query import select, values
from kg.errors import NotFoundError
from kg.store.quads import Quads
from kg.vocabulary import KX, PREFIXES

_SHOWN = 5
"""As many names are listed where none fits, or several do."""

_IGNORED = str.maketrans("", "", " \t\u3000“”‘’\"'《》〈〉「」『』·")

_NAMES = """
SELECT ?thing ?label ?name {
  %s
  ?thing a ?type ; rdfs:label ?label ; rdfs:label|skos:altLabel ?name
}"""

_ABOUT = """
SELECT ?node ?about {
  %s
  { ?node rdfs:label ?about }
  UNION { GRAPH ?graph { ?node rdfs:label|kx:sentence|dcterms:title|(kx:profile/rdfs:label) ?about } }
  UNION {
    GRAPH kxg:statements { ?node rdf:subject ?head ; rdf:predicate ?relation ; rdf:object ?tail }
    ?head rdfs:label ?from . ?tail rdfs:label ?to
    BIND (CONCAT(?from, " ", STRAFTER(STR(?relation), "#"), " ", ?to) AS ?about)
  }
}"""


_LABEL, _TYPE = ox.NamedNode(f"{PREFIXES['rdfs']}label"), ox.NamedNode(f"{PREFIXES['rdf']}type")


class Thing(NamedTuple):
    """An entity: its IRI and its label."""

    iri: str
    label: str


def resolve(quads: Quads, name: str, types: Sequence[str]) -> Thing:
    """Return the thing of one of the entity types that the user means by `name`.

    In this order, and only where one thing fits: an IRI (`id:place/441625`, or an alias), the label, another
    name, a part of either. Quotation marks and spaces do not count. Raises NotFoundError, which lists the
    nearest names.
    """
    name = name.encode("utf-8", "replace").decode("utf-8")  # an argument need not be Unicode
    labelled = _labelled(quads, name, types)
    if len(labelled) == 1:
        return labelled.pop()
    known = _known(quads, types)
    wanted = _normal(name)
    iri = _canonical(quads, PREFIXES["id"] + name.removeprefix("id:") if name.startswith("id:") else name)
    rules = (
        {thing for thing, _ in known if thing.iri == iri},
        {thing for thing, _ in known if _normal(thing.label) == wanted},
        {thing for thing, form in known if form == wanted},
        {thing for thing, form in known if wanted in form},
    )
    fitting = next((things for things in rules if things), set()) if wanted else set()
    if len(fitting) == 1:
        return fitting.pop()
    if fitting:
        shown = sorted(fitting, key=lambda thing: (len(thing.label), thing))
        raise NotFoundError(f"{name} may be one of {len(shown)} things, name one: {_listed(shown)}")
    nearest = sorted(
        {(-_likeness(wanted, form), thing) for thing, form in known if _likeness(wanted, form) > 0}
    )
    close = list(dict.fromkeys(thing for _, thing in nearest))
    hint = f"; the nearest names: {_listed(close)}" if close else ""
    kind = "nothing" if set(types) == set(ENTITY_TYPES) else f"no {' or '.join(types)}"
    raise NotFoundError(f"the graph knows {kind} named {name}{hint}")


def labels(quads: Quads, iris: Collection[str]) -> dict[str, str]:
    """Return the Chinese labels of things and of terms of the vocabulary; an IRI without one is left out."""
    found = {iri: _vocabulary()[iri] for iri in iris if iri in _vocabulary()}
    query = f"SELECT ?thing ?label {{ {values('thing', iris)} ?thing rdfs:label ?label }}"
    return found | {str(row["thing"]): str(row["label"]) for row in select(quads, query).texts()}


def described(quads: Quads, nodes: Collection[str]) -> dict[str, str]:
    """Return what each node of any graph is about: a label, a statement in words, an assertion's sentence."""
    rows = select(quads, _ABOUT % values("node", nodes)).texts()
    about: dict[str, str] = {}
    for row in rows:
        node, text = str(row["node"]), str(row["about"])
        about[node] = min(about.get(node, text), text)
    return about


def _canonical(quads: Quads, iri: str) -> str:
    """Return the IRI that an alias stands for; any other text as it is."""
    query = "SELECT ?alias ?thing { GRAPH kxg:identity { ?alias owl:sameAs ?thing } }"
    found = select(quads, query, {"alias": iri}).texts() if iri.startswith(PREFIXES["id"]) else iter(())
    return next((str(row["thing"]) for row in found), iri)


def _labelled(quads: Quads, name: str, types: Sequence[str]) -> set[Thing]:
    """Return the things with exactly this label, by the index: the common case needs no look at all names."""
    label, facts = ox.Literal(name, language="zh"), ox.DefaultGraph()
    found = {quad.subject for quad in quads.quads_for_pattern(None, _LABEL, label, facts)}
    classes = [ox.NamedNode(str(KX[type_])) for type_ in types]
    return {
        Thing(node.value, name)
        for node in found
        if isinstance(node, ox.NamedNode)
        and any(ox.Quad(node, _TYPE, class_, facts) in quads for class_ in classes)
    }


def _known(quads: Quads, types: Sequence[str]) -> set[tuple[Thing, str]]:
    """Return each thing of the types with each of its names, in the form that comparison needs."""
    query = _NAMES % values("type", (str(KX[type_]) for type_ in types))
    return {
        (Thing(str(row["thing"]), str(row["label"])), _normal(str(row["name"])))
        for row in select(quads, query).texts()
    }


@cache
def _vocabulary() -> dict[str, str]:
    data = resources.files("ontologies").joinpath("kx.ttl").read_bytes()
    return {
        quad.subject.value: quad.object.value
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)
        if quad.predicate.value == f"{PREFIXES['rdfs']}label" and quad.object.language == "zh"
    }


def _normal(name: str) -> str:
    return unicodedata.normalize("NFKC", name).translate(_IGNORED).casefold()


def _likeness(one: str, other: str) -> float:
    """Return the share of characters that two names have in common."""
    return len(set(one) & set(other)) / len(set(one) | set(other))


def _listed(things: Sequence[Thing]) -> str:
    shown = [one_line(f"{thing.label} ({shortened(thing.iri)})") for thing in things[:_SHOWN]]
    return ", ".join(shown) + (", …" if len(things) > _SHOWN else "")
