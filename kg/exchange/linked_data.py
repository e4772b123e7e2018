"""The store in the formats of RDF, the same bytes for the same store.

Turtle, JSON-LD and RDF/XML hold the facts, which are the default graph; TriG and N-Quads the whole store.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

import pyoxigraph as ox
from rdflib import ORG, OWL, RDF, RDFS, SDO, SKOS, XSD

from extractors.model import RELATION_TYPES
from kg.answers.formats import shortened
from kg.exchange.sorting import sorted_lines, sorted_quads
from kg.exchange.xml_text import attribute, content
from kg.store.quads import Quads
from kg.store.rdf import FACTS
from kg.vocabulary import KX, PREFIXES, local_name

Object = ox.NamedNode | ox.Literal

_LINKS = (
    *(KX[name] for name in RELATION_TYPES), ORG.member, ORG.organization, ORG.postIn, ORG.heldBy, SDO.seeks,
    SDO.itemOffered, SDO.offeredBy, OWL.sameAs,
)  # fmt: skip
_CHINESE = (RDFS.label, SKOS.altLabel, ORG.role)
_PLAIN = (SKOS.notation, SDO.startDate, SDO.endDate, KX.time)
_TERMS = {str(term): local_name(term) for term in (*_LINKS, *_CHINESE, *_PLAIN)}

CONTEXT: dict[str, Any] = {
    **dict(sorted(PREFIXES.items())),
    **{local_name(term): {"@id": shortened(term), "@type": "@id"} for term in _LINKS},
    **{local_name(term): {"@id": shortened(term), "@language": "zh"} for term in _CHINESE},
    **{local_name(term): shortened(term) for term in _PLAIN},
}
"""The context of JSON-LD, which stands in the file itself: nothing is looked up elsewhere."""


def write_turtle(quads: Quads, file: BinaryIO) -> None:
    """Write the facts as Turtle."""
    _write((quad.triple for quad in _facts(quads)), file, ox.RdfFormat.TURTLE)


def write_trig(quads: Quads, file: BinaryIO) -> None:
    """Write the whole store as TriG: the facts, then each graph in the order of the names."""
    graphs = (FACTS, *sorted(quads.named_graphs(), key=str))
    _write((quad for graph in graphs for quad in _sorted(quads, graph)), file, ox.RdfFormat.TRIG)


def write_nquads(quads: Quads, file: BinaryIO) -> None:
    """Write the whole store as N-Quads, one sorted line a quad."""
    file.writelines(sorted_lines(quads))


def write_jsonld(quads: Quads, file: BinaryIO) -> None:
    """Write the facts as JSON-LD 1.1: a line for each thing, with a context of its own."""
    terms = ",\n".join(f" {json.dumps(name)}: {json.dumps(means)}" for name, means in CONTEXT.items())
    file.write(f'{{"@context": {{\n{terms}\n}},\n"@graph": ['.encode())
    between = "\n"
    for subject, facts in _by_subject(quads):
        file.write(f"{between}{json.dumps(_node(subject, facts), ensure_ascii=False)}".encode())
        between = ",\n"
    file.write(b"\n]}\n")


def write_rdfxml(quads: Quads, file: BinaryIO) -> None:
    """Write the facts as RDF/XML; characters that XML cannot hold become U+FFFD."""
    spaces = "".join(f' xmlns:{name}="{iri}"' for name, iri in sorted(PREFIXES.items()))
    file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'.encode())
    for subject, facts in _by_subject(quads):
        file.write(f"<rdf:Description rdf:about={attribute(subject)}>\n".encode())
        file.writelines(_element(fact).encode("utf-8") for fact in facts)
        file.write(b"</rdf:Description>\n")
    file.write(b"</rdf:RDF>\n")


def jsonld_of(quads: Quads, iri: str) -> str:
    """Return the facts whose subject a thing is as JSON-LD."""
    facts = sorted(quads.quads_for_pattern(ox.NamedNode(iri), None, None, FACTS), key=str)
    return json.dumps({"@context": CONTEXT, **_node(iri, facts)}, ensure_ascii=False)


def _write(sorted_: Iterable[ox.Triple] | Iterable[ox.Quad], file: BinaryIO, format_: ox.RdfFormat) -> None:
    with TemporaryFile() as text:
        ox.serialize(sorted_, text, format_, prefixes=PREFIXES)
        text.seek(0)
        # Oxigraph writes the prefixes in another order each time.
        file.writelines(sorted(islice(text, len(PREFIXES))))
        shutil.copyfileobj(text, file)


def _facts(quads: Quads) -> Iterator[ox.Quad]:
    return _sorted(quads, FACTS)


def _sorted(quads: Quads, graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
    return sorted_quads(quads.quads_for_pattern(None, None, None, graph))


def _by_subject(quads: Quads) -> Iterator[tuple[str, list[ox.Quad]]]:
    for subject, facts in groupby(_facts(quads), key=lambda quad: quad.subject):
        yield cast(ox.NamedNode, subject).value, list(facts)


def _node(subject: str, facts: list[ox.Quad]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": shortened(subject)}
    for fact in facts:
        predicate, value = fact.predicate.value, cast(Object, fact.object)
        if predicate == str(RDF.type):
            node.setdefault("@type", []).append(shortened(value.value))
        else:
            name = _TERMS.get(predicate, shortened(predicate))
            node.setdefault(name, []).append(_value(name, value))
    # One value stands alone, as people write it.
    return {name: value[0] if len(value) == 1 and name != "@id" else value for name, value in node.items()}


def _value(name: str, value: Object) -> Any:
    """Return a value as the context has it read: the text alone of what is of the kind that a term says."""
    kind = CONTEXT.get(name)
    if isinstance(value, ox.NamedNode):
        iri = shortened(value.value)
        return iri if isinstance(kind, dict) and "@type" in kind else {"@id": iri}
    if value.language is not None:
        expected = isinstance(kind, dict) and kind.get("@language") == value.language
        return value.value if expected else {"@value": value.value, "@language": value.language}
    if value.datatype.value == str(XSD.string):
        return value.value if isinstance(kind, str) else {"@value": value.value}
    return {"@value": value.value, "@type": shortened(value.datatype.value)}


def _element(fact: ox.Quad) -> str:
    name, value = shortened(fact.predicate.value), cast(Object, fact.object)
    if isinstance(value, ox.NamedNode):
        return f"<{name} rdf:resource={attribute(value.value)}/>\n"
    about = ""
    if value.language is not None:
        about = f" xml:lang={attribute(value.language)}"
    elif value.datatype.value != str(XSD.string):
        about = f" rdf:datatype={attribute(value.datatype.value)}"
    return f"<{name}{about}>{content(value.value)}</{name}>\n"
