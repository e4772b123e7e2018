"""The words of the page in Chinese and English: its own, and the names of the terms from the ontology."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from extractors.model import ENTITY_TYPES, MODALITIES, SUBTYPES
from kg.answers.diff import Kind
from kg.vocabulary import PREFIXES, local_name, subtype_class

CHANGES: dict[Kind, str] = {
    "handover": "职务易人 posts that changed hands",
    "fulfilled": "计划落实 plans that became facts",
    "cooperation": "新的合作 new cooperation",
    "new": "新增 new",
    "gone": "不再有 gone",
    "new thing": "新出现 new things",
    "gone thing": "不再出现 things gone",
}
"""The kinds of changes from one graph to another."""

Words = dict[str, dict[str, list[str]]]


@cache
def page_words() -> Words:
    """Return kind → key → [中文, English]; relations have two more, as seen from the tail (下设 for 隶属于).

    Kinds: `ui`, `type`, `subtype`, `modality`, `relation`, each in the order in which the page shows them.
    """
    own: Words = tomllib.loads(files("kg.view.web").joinpath("words.toml").read_text(encoding="utf-8"))
    labels = _labels()
    return {
        "ui": own["ui"],
        "type": {name: labels[name] for name in ENTITY_TYPES},
        "subtype": {
            name: labels[local_name(subtype_class(type_, name))]
            for type_, names in SUBTYPES.items()
            for name in names
        },
        "modality": {name: labels[name] for name in MODALITIES},
        "relation": {name: labels[name] + seen for name, seen in own["relation_from_tail"].items()},
    }


def _labels() -> dict[str, list[str]]:
    """Return the local name of each term of the ontology → its labels [中文, English]."""
    found: dict[str, dict[str, str]] = {}
    ontology = files("ontologies").joinpath("kx.ttl").read_bytes()
    for quad in parse(ontology, RdfFormat.TURTLE):
        term, label = quad.subject, quad.object
        if quad.predicate.value != f"{PREFIXES['rdfs']}label":
            continue
        if isinstance(term, NamedNode) and isinstance(label, Literal) and label.language is not None:
            found.setdefault(local_name(term.value), {})[label.language] = label.value
    return {name: [label["zh"], label["en"]] for name, label in found.items()}
