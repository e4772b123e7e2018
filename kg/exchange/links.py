"""Links from things to their items in Wikidata, by a table of the user's: `owl:sameAs` among the facts.

    440100<TAB>Q16572                               a GB/T 2260 code
    organization/云岭省茶叶学会<TAB>Q1              what follows `id/` in an IRI, or the IRI

None is shipped: the codes of Wikidata (property P442) change, and are for whoever uses them to check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
from rdflib import OWL, RDF

from kg.errors import KgError
from kg.store.patterns import term, values
from kg.store.quads import Quads
from kg.store.rdf import FACTS
from kg.vocabulary import ID, KXG

_ROW = re.compile(r"(\S+)\t(Q[1-9][0-9]*)")
_ITEM = "http://www.wikidata.org/entity/"


def read_links(path: Path) -> dict[str, str]:
    """Return the item of each thing (its IRI) of a table; empty lines and those with # in front say nothing.

    Raises KgError where the file cannot be read, or a line is no key and item with a tab between.
    """
    found: dict[str, str] = {}
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise KgError(f"cannot read {path}: {error.strerror}; check the path") from None
    except UnicodeDecodeError:
        raise KgError(f"cannot read {path}: it is no UTF-8; save it as that") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        row = _ROW.fullmatch(line.strip())
        if row is None:
            raise KgError(f"line {number} of {path} is no link: write KEY, a tab, and an item such as Q16572")
        found[_iri(row[1])] = _ITEM + row[2]
    return found


def linked(quads: Quads, links: Mapping[str, str]) -> ox.Store:
    """Return the graph with the links of those things that it has, as a store in memory."""
    store = ox.Store()
    store.bulk_extend(quads)
    store.bulk_extend(_links(store, links))
    return store


def _links(quads: Quads, links: Mapping[str, str]) -> Iterator[ox.Quad]:
    aliases = term(KXG.identity)
    for iri, item in links.items():
        # A table may know a thing by another name than the graph does.
        thing = ox.NamedNode(next(values(quads, ox.NamedNode(iri), OWL.sameAs, aliases), iri))
        if next(values(quads, thing, RDF.type, FACTS), None) is not None:
            yield ox.Quad(thing, term(OWL.sameAs), ox.NamedNode(item), FACTS)


def _iri(key: str) -> str:
    if key.isdecimal():
        return f"{ID}place/{key}"
    return key if key.startswith(ID) else ID + key
