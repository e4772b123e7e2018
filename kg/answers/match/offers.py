"""What the reports say that bodies can do in which industry: what they offer, their experts and facilities.

offers(store.quads)[0].body, .industry, .source     # the society, 黄龙病检测, "offers"
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from kg.answers.evidence import evidence
from kg.answers.match.fields import spelled_out
from kg.answers.names import Thing, labels
from kg.answers.query import select
from kg.answers.tenures import tenures
from kg.store.quads import Quads

_OFFERS = """
SELECT ?statement ?head ?tail ?modality ?person {
  GRAPH kxg:statements {
    ?statement rdf:predicate kx:offers ; rdf:subject ?head ; rdf:object ?tail ; kx:modality ?modality
    FILTER (?modality != kx:wished)
  }
  OPTIONAL { ?head a kx:Person . BIND (true AS ?person) }
}"""

_WORK = """
SELECT ?statement ?head ?tail {
  GRAPH kxg:statements {
    ?statement rdf:predicate kx:serves ; rdf:subject ?head ; rdf:object ?tail ; kx:modality kx:actual
  }
  ?head a kx:Organization . ?tail a kx:Industry
}"""

_PLATFORMS = """
SELECT DISTINCT ?statement ?body ?site ?tail {
  GRAPH kxg:statements {
    ?statement rdf:predicate kx:serves ; rdf:subject ?site ; rdf:object ?tail ; kx:modality kx:actual
  }
  ?site a kx:Facility . ?tail a kx:Industry
  { ?site kx:partOf ?body } UNION { ?body kx:builds ?site }
  ?body a kx:Organization
}"""


class Offer(NamedTuple):
    """What makes a body able to help in an industry.

    `source`: it `offers` it, an `expert` with a post in it does, it `serves` that industry, or it has a
    `platform` for it; `via` is the expert or the facility. `name` is the industry as the sentence spells it
    out. A person without a post in any body is the body.
    """

    body: Thing
    industry: Thing
    name: str
    source: str
    via: Thing | None
    planned: bool
    said: list[dict[str, Any]]

    @property
    def newest(self) -> str | None:
        """The date of the newest report that says it."""
        return max((entry["date"] for entry in self.said if entry["date"] is not None), default=None)


def offers(quads: Quads) -> list[Offer]:
    """Return all offers, by body and industry; what is only wished is none."""
    offered = list(select(quads, _OFFERS).texts())
    bodies_of = _bodies_of(quads, {str(row["head"]) for row in offered if row["person"] is not None})
    found: list[tuple[str, str, str, str, str | None, bool]] = []
    for row in offered:
        statement, head, tail = (str(row[name]) for name in ("statement", "head", "tail"))
        planned = str(row["modality"]).endswith("planned")
        bodies = bodies_of.get(head, ())
        if not bodies:
            found.append((statement, head, tail, "offers", None, planned))
        found += [(statement, body, tail, "expert", head, planned) for body in bodies]
    for row in select(quads, _WORK).texts():
        found.append((str(row["statement"]), str(row["head"]), str(row["tail"]), "serves", None, False))
    for row in select(quads, _PLATFORMS).texts():
        body, tail, site = str(row["body"]), str(row["tail"]), str(row["site"])
        found.append((str(row["statement"]), body, tail, "platform", site, False))
    sentences = evidence(quads, {one[0] for one in found})
    names = labels(quads, {end for one in found for end in (one[1], one[2], one[4]) if end is not None})
    merged: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for statement, *key in found:
        merged.setdefault(tuple(key), []).extend(sentences.get(statement, []))
    return sorted(
        (_offer(key, said, names) for key, said in merged.items()),
        key=lambda one: (one.body, one.industry, one.source, one.via or one.body, one.planned),
    )


def _offer(key: tuple[Any, ...], said: list[dict[str, Any]], names: Mapping[str, str]) -> Offer:
    body, industry, source, via, planned = key
    label = names[industry]
    return Offer(
        body=Thing(body, names[body]),
        industry=Thing(industry, label),
        name=spelled_out(label, (entry["sentence"] for entry in said)),
        source=source,
        via=None if via is None else Thing(via, names[via]),
        planned=planned,
        said=sorted(said, key=lambda entry: entry["date"] or "", reverse=True),
    )


def _bodies_of(quads: Quads, persons: set[str]) -> dict[str, tuple[str, ...]]:
    """Return for each person the bodies in which he or she has a post that nobody is known to have taken."""
    if not persons:
        return {}
    held = [one for one in tenures(quads, _posts(quads, persons)) if one.holder in persons]
    current = [one for one in held if not one.former and one.until is None]
    found: dict[str, set[str]] = {}
    for one in current:
        found.setdefault(one.holder, set()).add(one.body)
    return {person: tuple(sorted(bodies)) for person, bodies in found.items()}


def _posts(quads: Quads, persons: set[str]) -> set[str]:
    query = "SELECT ?person ?body { ?person kx:holdsPost ?body }"
    return {str(row["body"]) for row in select(quads, query).texts() if str(row["person"]) in persons}
