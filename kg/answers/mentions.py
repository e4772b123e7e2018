"""Where the reports name a thing: for each of its names the newest report, and the sentence in it.

mentions(store.quads, iri)["省科协"]     # {"title": ..., "date": ..., "sentence": ..., "quote": "省科协"}
"""

from __future__ import annotations

import re
from typing import Any

import pyoxigraph as ox
from rdflib import DCTERMS

from kg.store.patterns import subjects, term, values
from kg.store.quads import Quads
from kg.store.records import sentences_around
from kg.vocabulary import KX, KXG

_IDENTITY = term(KXG.identity)
_SPAN = re.compile(r"(.*)#char=(\d+),(\d+)")


def mentions(quads: Quads, iri: str) -> dict[str, dict[str, Any]]:
    """Return by name where a thing is named so; the sentence is None where the store keeps no text."""
    found: dict[str, dict[str, Any]] = {}
    for entity in subjects(quads, KX.resolvedTo, ox.NamedNode(iri), _IDENTITY):
        for form in values(quads, entity, KX.form, _IDENTITY):
            node = ox.NamedNode(form)
            name = next(values(quads, node, KX.formText, _IDENTITY))
            spans = [_span(mention) for mention in values(quads, node, KX.mention, _IDENTITY)]
            if spans:
                entry = _entry(quads, name, *min(spans))
                known = found.setdefault(name, entry)
                if _age(entry) > _age(known):
                    found[name] = entry
    return dict(sorted(found.items()))


def _span(mention: str) -> tuple[str, int, int]:
    matched = _SPAN.fullmatch(mention)
    if matched is None:
        raise ValueError(f"{mention} is no span of a report")
    return matched[1], int(matched[2]), int(matched[3])


def _entry(quads: Quads, name: str, report: str, begin: int, end: int) -> dict[str, Any]:
    node = ox.NamedNode(report)
    text = next(values(quads, node, KX.text, node), None)
    return {
        "report": report,
        "title": min(values(quads, node, DCTERMS.title, node), default=None),
        "date": min(values(quads, node, DCTERMS.date, node), default=None),
        "quote": name,
        "sentence": None if text is None else sentences_around(text, ((begin, end),)),
    }


def _age(entry: dict[str, Any]) -> tuple[str, str]:
    return entry["date"] or "", entry["report"]
