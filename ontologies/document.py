"""The vocabulary as a page: kx.ttl → docs/ontology.md.

python -m ontologies.document docs/ontology.md
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.collection import Collection

_NAMESPACE = "https://kexie-kg.example/ns#"

_HEAD = f"""# The vocabulary 词汇表

Made from `ontologies/kx.ttl` by `python -m ontologies.document docs/ontology.md`; a test holds both together.
[rdf.md](rdf.md) shows how the terms are used. Namespace: `kx:` = `{_NAMESPACE}`
"""


def page() -> str:
    """Return the page in Markdown: classes, relations, other properties, modalities, other vocabularies."""
    graph = Graph().parse(data=_source(), format="turtle")
    terms = sorted(
        {term for term in graph.subjects() if isinstance(term, URIRef) and term.startswith(_NAMESPACE)}
    )
    classes = [term for term in terms if (term, RDF.type, OWL.Class) in graph]
    modalities = [term for term in terms if (term, RDF.type, OWL.NamedIndividual) in graph]
    properties = [term for term in terms if term not in classes and term not in modalities]
    # What links two entities is a relation; entities are what the type classes are disjoint about.
    types = {_short(graph, type_) for type_ in Collection(graph, next(graph.objects(None, OWL.members)))}
    relations = [term for term in properties if set(_ends(graph, term, RDFS.domain)) <= types]
    others = [term for term in properties if term not in relations]
    above = {"is a 上位类": RDFS.subClassOf}
    ends = {"of 主体": RDFS.domain, "to 对象": RDFS.range}
    sections: tuple[tuple[str, list[URIRef], dict[str, URIRef]], ...] = (
        ("Classes 类", classes, above),
        ("Relations 关系", relations, ends),
        ("Other properties 其他属性", others, ends),
        ("Modalities 情态", modalities, {}),
    )
    tables = [f"\n## {title}\n\n{_table(graph, terms, columns)}" for title, terms, columns in sections]
    return "".join([_HEAD, *tables, "\n## Other vocabularies 通用词汇\n\n", _other_vocabularies(graph)])


def main(arguments: list[str]) -> None:
    """Write the page to the file that is named."""
    (file,) = arguments
    Path(file).write_text(page(), encoding="utf-8")


def _source() -> str:
    return resources.files("ontologies").joinpath("kx.ttl").read_text(encoding="utf-8")


def _table(graph: Graph, terms: Iterable[URIRef], columns: dict[str, URIRef]) -> str:
    rows = [["term", "中文", "English", *columns, "meaning 含义"]]
    rows.append(["---"] * len(rows[0]))
    for term in terms:
        rows.append(
            [
                f"`{_short(graph, term)}`",
                _text(graph, term, RDFS.label, "zh"),
                _text(graph, term, RDFS.label, "en"),
                *(", ".join(_ends(graph, term, property)) for property in columns.values()),
                f"{_text(graph, term, RDFS.comment, 'zh')} {_text(graph, term, RDFS.comment, 'en')}",
            ]
        )
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _other_vocabularies(graph: Graph) -> str:
    """Return which of our terms lead to each term of schema.org, org, foaf, prov, oa, skos and others."""
    links = {
        RDFS.subClassOf: "kind of it 下位类",
        OWL.inverseOf: "its inverse 逆属性",
        RDFS.seeAlso: "near it 相近",
    }
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for property, words in links.items():
        for term, other in graph.subject_objects(property):
            if str(term).startswith(_NAMESPACE) and not str(other).startswith(_NAMESPACE):
                found[_short(graph, other), words].append(f"`{_short(graph, term)}`")
    rows = [["term", "how 关系", "ours 本词汇"], ["---"] * 3]
    rows += [[f"`{other}`", words, ", ".join(sorted(ours))] for (other, words), ours in sorted(found.items())]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _ends(graph: Graph, term: URIRef, property: URIRef) -> list[str]:
    """Return the classes (or values) that a term is linked to, a union taken apart in its order."""
    found = []
    for value in graph.objects(term, property):
        members = graph.value(value, OWL.unionOf) or graph.value(value, OWL.oneOf)
        values = [value] if members is None else list(Collection(graph, members))
        found.append([_short(graph, one) for one in values])
    return [name for names in sorted(found) for name in names]


def _text(graph: Graph, term: URIRef, property: URIRef, language: str) -> str:
    texts = (text for text in graph.objects(term, property) if isinstance(text, Literal))
    return next(str(text) for text in texts if text.language == language)


def _short(graph: Graph, term: object) -> str:
    return graph.namespace_manager.curie(str(term), generate=False)


if __name__ == "__main__":
    main(sys.argv[1:])
