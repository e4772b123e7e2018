"""Names ↔ things: which thing a user means, and what a thing is called.

resolve(store.quads, "省科协", ["Organization"])     # the only thing with that name, or NotFoundError
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import chain
from typing import NamedTuple, cast

import pyoxigraph as ox

from extractors.model import ENTITY_TYPES
from kg.answers.formats import one_line, shortened
from kg.answers.query import select, values
from kg.answers.short_names import full_names, short_names, spellings
from kg.errors import NotFoundError
from kg.store.quads import Quads
from kg.vocabulary import PREFIXES, local_name
from ontologies.industries import Parts, parts

_SHOWN = 5
"""As many names are listed where none fits, or several do."""

_SHORTEST = 4
"""A short name has so many characters at least, to be looked for in a text."""

_IGNORED = str.maketrans("", "", " \t\u3000“”‘’\"'《》〈〉「」『』·")

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


_TYPES = ", ".join(f"kx:{type_}" for type_ in ENTITY_TYPES)

_NAMED = f"""
SELECT ?thing ?label ?type ?name {{
  VALUES ?name {{ %s }}
  ?thing rdfs:label|skos:altLabel ?name ; a ?type ; rdfs:label ?label
  FILTER (?type IN ({_TYPES}))
}}"""

_WITH_IRI = f"""
SELECT ?thing ?label ?type {{
  %s
  ?thing a ?type ; rdfs:label ?label
  FILTER (?type IN ({_TYPES}))
}}"""

_BEGINNING = f"""
SELECT ?name {{
  ?thing rdfs:label|skos:altLabel ?name
  FILTER (STRSTARTS(STR(?name), %s))
  ?thing a ?type
  FILTER (?type IN ({_TYPES}))
}}"""

_DISTINCTIONS = """
SELECT ?thing ?rank ?about {
  %s
  {
    GRAPH kxg:statements {
      ?statement rdf:subject ?thing ; rdf:predicate kx:holdsPost ; rdf:object ?body
      OPTIONAL { ?statement kx:role ?role }
    }
    ?body rdfs:label ?name
    BIND (CONCAT(STR(?name), STR(COALESCE(?role, ""))) AS ?about) BIND (1 AS ?rank)
  }
  UNION { ?thing kx:partOf|kx:locatedIn ?whole . ?whole rdfs:label ?about BIND (2 AS ?rank) }
  UNION { ?thing schema:startDate ?about BIND (3 AS ?rank) }
  UNION {
    GRAPH kxg:identity { ?known kx:resolvedTo ?thing ; kx:report ?report }
    GRAPH ?report { ?report dcterms:title ?about } BIND (4 AS ?rank)
  }
}"""

_MARKS = (("“", "”"), ("《", "》"))
"""What may stand around a name in the graph; a question often leaves it out."""


class Thing(NamedTuple):
    """An entity: its IRI and its label."""

    iri: str
    label: str


def resolve(quads: Quads, name: str, types: Sequence[str]) -> Thing:
    """Return the thing of one of the entity types that the user means by `name`.

    In this order, and only where one thing fits: an IRI (`id:place/441625`, or an alias), the label, another
    name, a fuller name that it is short for (东源: 东源县), an industry but for qualifiers (黄龙病检测技术:
    黄龙病早期检测), a part of a name; in Latin letters pinyin, in full or initials. Quotation marks and
    spaces do not count. Raises NotFoundError, which lists the nearest names, or tells apart the things that
    fit.
    """
    name = name.encode("utf-8", "replace").decode("utf-8")  # an argument need not be Unicode
    known = cache(lambda: _known(quads, types))
    fitting = next((things for things in _fitting(quads, name, types, known) if things), set())
    if len(fitting) == 1:
        return fitting.pop()
    if fitting:
        shown = sorted(fitting, key=lambda thing: (len(thing.label), thing))
        listed = _listed(shown, distinctions(quads, shown[:_SHOWN]))
        raise NotFoundError(f"{name} may be one of {len(shown)} things, name one: {listed}")
    wanted = _normal(name)
    likenesses = ((_likeness(wanted, one.form), one.thing) for one in known())
    nearest = sorted({(-likeness, thing) for likeness, thing in likenesses if likeness > 0})
    close = list(dict.fromkeys(thing for _, thing in nearest))
    hint = f"; the nearest names: {_listed(close, {})}" if close else ""
    kind = "nothing" if set(types) == set(ENTITY_TYPES) else f"no {' or '.join(types)}"
    raise NotFoundError(f"the graph knows {kind} named {name}{hint}")


def named(quads: Quads, names: Collection[str]) -> dict[str, dict[Thing, str]]:
    """Return for each of the names that things bear these things with their types.

    There may be marks around the name. Those that have it as their label go before others of their type. One
    query looks into the index alone: the common case needs no look at all names.
    """
    meant: dict[str, list[str]] = {}
    for name in sorted(names):
        for form in _marked(name):
            meant.setdefault(form, []).append(name)
    literals = " ".join(str(ox.Literal(form, language="zh")) for form in meant)
    found: dict[str, list[tuple[Thing, str, bool]]] = {}
    for row in select(quads, _NAMED % literals).texts():
        thing, form = Thing(str(row["thing"]), str(row["label"])), str(row["name"])
        for name in meant[form]:
            found.setdefault(name, []).append((thing, local_name(str(row["type"])), form == thing.label))
    return {name: _labelled_first(things) for name, things in found.items()}


def short_names_in(quads: Quads, text: str) -> dict[str, dict[Thing, str]]:
    """Return for each short name that stands in a text the things with their types.

    It is one of `short_names`, or what is left of a name without its beginning. All names are looked at.
    """
    letters = {text[begin : begin + _SHORTEST] for begin in range(len(text))}
    found: dict[str, dict[Thing, str]] = {}
    for thing, form, type_ in _known(quads, ENTITY_TYPES):
        if not any(form[begin : begin + _SHORTEST] in letters for begin in range(len(form))):
            continue
        ends = (form[begin:] for begin in range(1, len(form) - _SHORTEST + 1))
        longest = next((end for end in ends if end in text), "")
        for short in (*short_names(form), longest):
            if len(short) >= _SHORTEST and short in text:
                found.setdefault(short, {})[thing] = type_
    return found


def names_beginning(quads: Quads, beginning: str) -> list[str]:
    """Return the names of things that begin so, the shortest first."""
    query = _BEGINNING % ox.Literal(beginning)
    return sorted(
        {str(row["name"]) for row in select(quads, query).texts()}, key=lambda name: (len(name), name)
    )


def distinctions(quads: Quads, things: Collection[Thing]) -> dict[str, str]:
    """Return what tells things of one name apart, by IRI: post, place, day; else a report that names it."""
    alike = [thing for thing in things if sum(other.label == thing.label for other in things) > 1]
    about: dict[str, dict[str, str]] = {}
    for row in select(quads, _DISTINCTIONS % values("thing", (thing.iri for thing in alike))).texts():
        by_rank = about.setdefault(str(row["thing"]), {})
        rank, text = str(row["rank"]), str(row["about"])
        by_rank[rank] = min(by_rank.get(rank, text), text)
    return {iri: by_rank[min(by_rank)] for iri, by_rank in about.items()}


def labels(quads: Quads, iris: Collection[str]) -> dict[str, str]:
    """Return the Chinese labels of things and of terms of the vocabulary; an IRI without one is left out."""
    found = {iri: vocabulary_labels()[iri] for iri in iris if iri in vocabulary_labels()}
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


def _fitting(
    quads: Quads, name: str, types: Sequence[str], every: Callable[[], Collection[_Known]]
) -> Iterator[set[Thing]]:
    """Give the things that fit by each rule; the rules that need a look at `every` name come last."""
    wanted = _normal(name)
    if not wanted:
        return
    yield {thing for thing, type_ in _with_iri(quads, name) if type_ in types}
    fuller = full_names(wanted)
    bearers = named(quads, [name, *fuller])
    for form in (name, *fuller):
        bearing = {thing for thing, type_ in bearers.get(form, {}).items() if type_ in types}
        # 省果树学会 may be another name of several, but is short for 广东省果树学会; 黄皮产业 of 黄皮.
        meant = (*fuller, form.removesuffix("产业"))
        written_out = {thing for thing in bearing if thing.label in meant} if len(bearing) > 1 else set()
        yield written_out or bearing
    known = every()
    yield {one.thing for one in known if _normal(one.thing.label) == wanted}
    yield {one.thing for one in known if one.form == wanted}
    longer = [(one.thing, one.form) for one in known if _is_within(wanted, one.form)]
    yield {thing for thing, form in longer if wanted in short_names(form)}
    industries = [one for one in known if one.type == "Industry"]
    yield {one.thing for one in industries if _same_industry(parts(one.form), parts(wanted))}
    yield {thing for thing, form in longer if wanted in form}
    yield _abbreviated({(form, thing) for thing, form in longer if form[:1] == wanted[:1]})
    if wanted.isascii() and wanted.isalpha():
        spelt = [(one.thing, spelling) for one in known for spelling in spellings(one.form, wanted[0])]
        yield {thing for thing, spelling in spelt if spelling == wanted}
        yield {thing for thing, spelling in spelt if spelling.startswith(wanted)}
    if "的" in wanted:
        yield from _fitting(quads, wanted.replace("的", ""), types, every)


def _with_iri(quads: Quads, name: str) -> set[tuple[Thing, str]]:
    iri = PREFIXES["id"] + name.removeprefix("id:") if name.startswith("id:") else name
    try:
        rows = select(quads, _WITH_IRI % values("thing", [_canonical(quads, iri)])).texts()
    except ValueError:
        return set()  # no IRI at all, but a name
    return {(Thing(str(row["thing"]), str(row["label"])), local_name(str(row["type"]))) for row in rows}


def _marked(name: str) -> set[str]:
    bare = name.translate(_IGNORED)
    return {name, bare, *(f"{opening}{bare}{closing}" for opening, closing in _MARKS)}


def _labelled_first(found: list[tuple[Thing, str, bool]]) -> dict[Thing, str]:
    labelled = {type_ for _, type_, is_label in found if is_label}
    return {thing: type_ for thing, type_, is_label in found if is_label or type_ not in labelled}


class _Known(NamedTuple):
    """A thing with one of its names, in the form that comparison needs, and its type."""

    thing: Thing
    form: str
    type: str


def _known(quads: Quads, types: Sequence[str]) -> list[_Known]:
    """Return each thing of the types with each of its names. Two plain queries take less time than one."""
    known: list[_Known] = []
    for type_ in types:
        labelled = list(_texts(quads, f"?thing ?label {{ ?thing a kx:{type_} ; rdfs:label ?label }}"))
        others = _texts(quads, f"?thing ?name {{ ?thing a kx:{type_} ; skos:altLabel ?name }}")
        things = {iri: Thing(iri, label) for iri, label in labelled}
        known += (_Known(things[iri], _normal(name), type_) for iri, name in chain(labelled, others))
    return known


def _texts(quads: Quads, query: str) -> Iterator[tuple[str, ...]]:
    """Give what a SELECT finds, in which all is bound, as IRIs and the texts of literals."""
    rows = cast(list[tuple[ox.NamedNode | ox.Literal, ...]], select(quads, f"SELECT {query}").rows)
    return (tuple(term.value for term in row) for row in rows)


@cache
def vocabulary_labels() -> dict[str, str]:
    """Return the Chinese labels of the terms of the vocabulary, by IRI."""
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


def _is_within(short: str, name: str) -> bool:
    """Return whether the letters of `short` stand in `name` in their order."""
    rest = iter(name)
    return all(letter in rest for letter in short)


def _abbreviated(longer: set[tuple[str, Thing]]) -> set[Thing]:
    """Return the things whose names all others' go on from: 华农 is the university, not its college."""
    shortest = min(longer, default=("", None))[0]
    if not all(form.startswith(shortest) for form, _ in longer):
        return set()
    return {thing for form, thing in longer if form == shortest}


def _same_industry(one: Parts, other: Parts) -> bool:
    """Return whether two names are of the same thing but for qualifiers (黄龙病检测技术, 黄龙病早期检测)."""
    alike = one.subjects == other.subjects and one.activities == other.activities
    return one.plain == other.plain or bool(alike and one.subjects and one.activities)


def _listed(things: Sequence[Thing], told_apart: Mapping[str, str]) -> str:
    shown = []
    for thing in things[:_SHOWN]:
        about = [told_apart[thing.iri]] if thing.iri in told_apart else []
        shown.append(one_line(f"{thing.label} ({'; '.join([*about, shortened(thing.iri)])})"))
    return ", ".join(shown) + (", …" if len(things) > _SHOWN else "")
