"""The set of all report-entities → which of them are one thing, and what it is called.

Identity is a pure function of a set: nothing here depends on the order or number of builds. Things are one by
proof alone (a shared key, or a `Proof`), never by likeness. Proofs are taken in one canonical order; one that
would join two things known to be different is left out. A component takes its smallest key as its name; the
other keys are its aliases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.identity.keys import Ref, ReportEntity, content_hash, key_order


class Proof(NamedTuple):
    """Two report-entities are one thing: what kind of proof says so, and the reason in words."""

    kind: str
    a: Ref
    b: Ref
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """`canonical` gives each report-entity the key that names it, `aliases` each such key its other keys."""

    canonical: dict[Ref, str]
    aliases: dict[str, tuple[str, ...]]


def resolve(
    entities: Collection[ReportEntity],
    cannot_links: Collection[tuple[Ref, Ref]] = (),
    proofs: Collection[Proof] = (),
) -> Resolution:
    """Return what the report-entities are, as a function of the sets given.

    Links and proofs on report-entities that are not in the set have no effect. Two persons of one name whom
    one report keeps apart are never joined.
    """
    known = {entity.ref: entity for entity in entities}
    joins = sorted((key_order(key), entity.ref, key) for entity in known.values() for key in entity.keys)
    components = _Components(known, _different(known, cannot_links))
    owner: dict[str, Ref] = {}
    for _, ref, key in joins:
        # The first to bear a key keeps it; who may not be joined to that one does not bear it.
        components.join(owner.setdefault(key, ref), ref)
    for proof in sorted(proofs):
        if proof.a in known and proof.b in known:
            components.join(proof.a, proof.b)
    keys_of: dict[Ref, list[str]] = defaultdict(list)
    for key, ref in owner.items():
        keys_of[components.root(ref)].append(key)
    canonical: dict[Ref, str] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    for members in components.members():
        keys = sorted(keys_of[components.root(members[0])], key=key_order)
        if not keys:
            first = known[min(members)]
            keys = [f"{first.type.lower()}/{content_hash('entity', *first.ref, digits=16)}"]
        canonical.update(dict.fromkeys(members, keys[0]))
        if len(keys) > 1:
            aliases[keys[0]] = tuple(keys[1:])
    return Resolution(canonical, aliases)


def _different(
    known: dict[Ref, ReportEntity], cannot_links: Iterable[tuple[Ref, Ref]]
) -> dict[Ref, set[Ref]]:
    different: dict[Ref, set[Ref]] = defaultdict(set)
    namesakes: dict[tuple[str, str], list[Ref]] = defaultdict(list)
    for entity in known.values():
        if entity.type == "Person":
            namesakes[entity.report, entity.name].append(entity.ref)
    pairs = [(a, b) for a, b in cannot_links if a in known and b in known]
    pairs += [(a, b) for refs in namesakes.values() for a in refs for b in refs if a != b]
    for a, b in pairs:
        different[a].add(b)
        different[b].add(a)
    return different


class _Components:
    """Union-find over report-entities that refuses to join two components known to be different."""

    def __init__(self, refs: Iterable[Ref], different: dict[Ref, set[Ref]]) -> None:
        self._parent = {ref: ref for ref in refs}
        self._members = {ref: [ref] for ref in self._parent}
        self._different = different

    def root(self, ref: Ref) -> Ref:
        while self._parent[ref] != ref:
            self._parent[ref] = self._parent[self._parent[ref]]
            ref = self._parent[ref]
        return ref

    def join(self, a: Ref, b: Ref) -> None:
        small, large = sorted((self.root(a), self.root(b)), key=lambda root: len(self._members[root]))
        if small == large:
            return
        for member in self._members[small]:
            for other in self._different.get(member, ()):
                if self.root(other) == large:
                    return
        self._parent[small] = large
        self._members[large] += self._members.pop(small)

    def members(self) -> Iterable[list[Ref]]:
        return self._members.values()
