"""Needs against offers: for each need the bodies that could meet it, ranked, and why.

    matching = match(store.quads)
    matching.needs[0].matches[0].body, .score, .reasons

A body can meet a need where something that it, one of its experts or one of its facilities is said to be good
at stands close enough to the need (`match.fields`; `least` in `ontologies/matching.toml`). Who needs the
same cannot; what is only planned comes after what is there. docs/matching.md tells how a score comes about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from kg.answers.acting import acting_with
from kg.answers.evidence import evidence, newest_date
from kg.answers.graph import things
from kg.answers.match.fields import RELATIONS, Field, compare, spelled_out
from kg.answers.match.offers import Offer, offers
from kg.answers.match.reach import Reach
from kg.answers.match.weights import load_weights
from kg.answers.names import Thing, labels
from kg.answers.query import select
from kg.answers.times import whole_months
from kg.store.quads import Quads

_NEEDS = """
SELECT ?statement ?head ?tail ?body {
  GRAPH kxg:statements {
    ?statement rdf:predicate kx:needs ; rdf:subject ?head ; rdf:object ?tail
  }
  OPTIONAL { ?tail a kx:Organization . BIND (true AS ?body) }
}"""

_INDUSTRIES = """
SELECT DISTINCT ?place ?name { ?place kx:hasIndustry ?industry . ?industry rdfs:label ?name }"""

_HELPLESS = ("same", "alike", "broader", "narrower")
"""Who needs what stands so to a need cannot meet it."""

_LEVELS = {
    "own_province": ("本省机构", "of the same province"),
    "own_city": ("本市机构", "of the same city"),
    "own_county": ("本县机构", "of the county itself"),
    "national": ("全国性机构", "national"),
    "same_province": ("省内机构", "seated in the province"),
    "elsewhere": ("外省机构", "of another province"),
    "unknown": ("层级不明", "level not known"),
}
_SOURCES = {
    "offers": ("自述可供", "says that it offers it"),
    "expert": ("由其专家提供", "through its expert"),
    "serves": ("从事该产业", "works in that industry"),
    "platform": ("有该产业平台", "has a facility for it"),
}


class Reason(NamedTuple):
    """A part of a score: its kind (industry, offer, …), its points, and why in Chinese and English."""

    kind: str
    points: int
    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class Match:
    """A body that could meet a need: its score, the sum of its reasons, and the offer by which it could.

    Without an offer it is the body that the need asks for by name.
    """

    body: Thing
    score: int
    reasons: tuple[Reason, ...]
    offer: Offer | None

    @property
    def said(self) -> list[dict[str, Any]]:
        """The sentences of the offer, the newest first."""
        return [] if self.offer is None else self.offer.said


@dataclass(frozen=True, slots=True)
class Need:
    """What a place or a body (`who`) needs: an industry, or a body that it asks for by name.

    `name` is what is needed as the sentence spells it out, `places` where, `there` who already works there.
    """

    who: Thing
    what: Thing
    name: str
    asks_for_body: bool
    places: tuple[str, ...]
    said: list[dict[str, Any]]
    there: tuple[Thing, ...]
    matches: tuple[Match, ...]

    def ranked(self, body: str | None = None) -> list[tuple[int, Match]]:
        """Return the bodies that could meet it with their ranks: all, or that of one (its IRI)."""
        ranked = enumerate(self.matches, start=1)
        return [(rank, one) for rank, one in ranked if body is None or one.body.iri == body]


@dataclass(frozen=True, slots=True)
class Matching:
    """The needs, by who has them and what it is, and the offers that meet none of them."""

    needs: list[Need]
    unasked: list[Offer]


def match(
    quads: Quads, place: str | None = None, body: str | None = None, until: str | None = None
) -> Matching:
    """Return the needs with who could meet them: all, those of a place, those that one body could meet.

    A place's needs are its own, those of places within it and of bodies seated there. With a body, unasked
    are its own offers; with a place none are. Recency counts up to `until`, by default the newest report's
    date.
    """
    return _Matcher(quads, until).matching(place, body)


class _Matcher:
    """Needs, offers, and where both are, read once."""

    def __init__(self, quads: Quads, until: str | None) -> None:
        self._weights = load_weights()
        self._until = until or newest_date(quads)
        self._offers = offers(quads)
        found = list(select(quads, _NEEDS).texts())
        heads = {str(row["head"]) for row in found}
        self._asked = {str(row["tail"]) for row in found if row["body"] is not None}
        self._things = things(quads, heads | self._asked)
        seated = {iri for iri in heads if self._things[iri]["type"] != "Place"}
        helpers = {offer.body.iri for offer in self._offers} | self._asked
        self._reach = Reach(quads, heads - seated, seated | helpers)
        self._names = labels(quads, self._reach.work)
        self._circles = acting_with(quads, heads)
        self._industries: dict[str, list[str]] = defaultdict(list)
        for row in select(quads, _INDUSTRIES).texts():
            self._industries[str(row["place"])].append(str(row["name"]))
        self._needs = self._read(quads, found)
        self._needed_by: dict[str, list[Need]] = defaultdict(list)
        for need in self._needs:
            self._needed_by[need.who.iri].append(need)

    def matching(self, place: str | None, body: str | None) -> Matching:
        needs = [need for need in self._needs if place is None or self._is_of(need, place)]
        answered = [self._answered(need) for need in needs]
        if body is not None:
            answered = [need for need in answered if any(one.body.iri == body for one in need.matches)]
        unasked = (
            [] if place is not None else [one for one in self._unasked() if body in (None, one.body.iri)]
        )
        return Matching(answered, unasked)

    def _read(self, quads: Quads, found: Iterable[dict[str, str | None]]) -> list[Need]:
        statements: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in found:
            statements[str(row["head"]), str(row["tail"])].add(str(row["statement"]))
        said = evidence(quads, {one for group in statements.values() for one in group})
        names = labels(quads, {tail for _, tail in statements})
        needs = []
        for (head, tail), group in statements.items():
            entries = [entry for statement in sorted(group) for entry in said.get(statement, [])]
            entries.sort(key=lambda entry: entry["date"] or "", reverse=True)
            label = names[tail]
            at_home = self._things[head]["type"] == "Place"
            places = (head,) if at_home else tuple(sorted(self._reach.seats(head)))
            needs.append(
                Need(
                    who=Thing(head, self._things[head]["label"]),
                    what=Thing(tail, label),
                    name=spelled_out(label, (entry["sentence"] for entry in entries)),
                    asks_for_body=tail in self._asked,
                    places=places,
                    said=entries,
                    there=self._working_in(places, head),
                    matches=(),
                )
            )
        return sorted(needs, key=lambda need: (need.who.label, need.what.label, need.who.iri, need.what.iri))

    def _working_in(self, places: Sequence[str], needer: str) -> tuple[Thing, ...]:
        found = {
            Thing(body, self._names[body])
            for body, worked in self._reach.work.items()
            if body != needer
            for place in places
            if any(self._reach.within(one, place) for one in worked)
        }
        return tuple(sorted(found, key=lambda thing: (thing.label, thing.iri)))

    def _is_of(self, need: Need, place: str) -> bool:
        return any(self._reach.within(one, place) for one in need.places)

    def _answered(self, need: Need) -> Need:
        by_body: dict[Thing, list[tuple[Offer, Field]]] = defaultdict(list)
        for offer in self._offers:
            field = None if need.asks_for_body else self._field(need, offer)
            if field is not None and self._points(field) >= self._weights.least:
                by_body[offer.body].append((offer, field))
        matches = [
            self._match(need, body, offered)
            for body, offered in by_body.items()
            if body.iri not in self._circles[need.who.iri] and not self._needs_it_too(body.iri, need)
        ]
        if need.asks_for_body:
            matches.append(self._asked_for(need))
        matches.sort(key=lambda one: (-one.score, one.body.label, one.body.iri))
        return replace(need, matches=tuple(matches))

    def _field(self, need: Need, offer: Offer) -> Field | None:
        industries = [name for place in need.places for name in self._industries.get(place, ())]
        return compare(need.name, offer.name, industries)

    def _points(self, field: Field) -> int:
        weights = self._weights.industry
        off = weights["step"] * max(0, field.steps - 1) + (weights["near"] if field.near else 0)
        return weights[field.relation] + off

    def _needs_it_too(self, body: str, need: Need) -> bool:
        for own in self._needed_by.get(body, ()):
            field = compare(need.name, own.name)
            if field is not None and field.relation in _HELPLESS:
                return True
        return False

    def _match(self, need: Need, body: Thing, offered: list[tuple[Offer, Field]]) -> Match:
        offer, field = min(
            offered,
            key=lambda pair: (
                -sum(one.points for one in self._of_offer(*pair)),
                pair[0].name,
                pair[0].via or body,
            ),
        )
        reasons = [*self._of_offer(offer, field), *self._of_strength(offered), *self._of_place(need, body)]
        return _scored(body, reasons, offer)

    def _asked_for(self, need: Need) -> Match:
        named = Reason("industry", self._weights.industry["named"], "点名需要该机构", "asked for by name")
        return _scored(need.what, [named, *self._of_place(need, need.what)], None)

    def _of_offer(self, offer: Offer, field: Field) -> Iterator[Reason]:
        chinese, english = RELATIONS[field.relation]
        yield Reason("industry", self._points(field), f"{chinese}（{field.proof}）", english)
        yield Reason("offer", self._weights.offer[offer.source], *_SOURCES[offer.source])
        if offer.planned:
            yield Reason("planned", self._weights.offer["planned"], "尚在计划", "only planned")
        if self._until is not None and offer.newest is not None:
            years = whole_months(offer.newest, self._until) // 12
            if years < len(self._weights.recency):
                yield Reason(
                    "recency", self._weights.recency[years], f"{offer.newest}报道", f"told in {offer.newest}"
                )

    def _of_strength(self, offered: Sequence[tuple[Offer, Field]]) -> Iterator[Reason]:
        weights = self._weights.strength
        experts, sites = (
            sorted(
                {offer.via.label for offer, _ in offered if offer.via is not None and offer.source == source}
            )
            for source in ("expert", "platform")
        )
        if experts:
            points = min(weights["experts"], weights["expert"] * len(experts))
            yield Reason("experts", points, f"有专家{'、'.join(experts)}", "with experts of the field")
        if sites:
            yield Reason(
                "platforms", weights["platform"], f"有平台{'、'.join(sites)}", "with a facility for it"
            )

    def _of_place(self, need: Need, body: Thing) -> Iterator[Reason]:
        worked = sorted(self._reach.work.get(body.iri, ()))
        weights = self._weights.place
        if any(self._reach.within(one, place) for place in need.places for one in worked):
            yield Reason("place", weights["there"], "已在当地服务", "already works there")
        elif any(self._reach.neighbours(one, place) for place in need.places for one in worked):
            yield Reason(
                "place",
                weights["neighbour"],
                "已在同市邻近地区服务",
                "already works nearby, in the same city",
            )
        level = self._reach.level(body.iri, need.places[0] if need.places else None)
        yield Reason("level", self._weights.level[level], *_LEVELS[level])

    def _unasked(self) -> list[Offer]:
        return [
            offer
            for offer in self._offers
            if offer.source in ("offers", "expert")
            and not any(
                field is not None and self._points(field) >= self._weights.least
                for need in self._needs
                if not need.asks_for_body
                for field in [self._field(need, offer)]
            )
        ]


def _scored(body: Thing, reasons: Iterable[Reason], offer: Offer | None) -> Match:
    kept = tuple(reason for reason in reasons if reason.points)
    return Match(body, sum(reason.points for reason in kept), kept, offer)
