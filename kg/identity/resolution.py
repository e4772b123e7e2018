"""The set of all report-entities → which of them are one thing, and what it is called.

Identity is a pure function of a set: nothing here depends on the order or number of builds. Things are one by
proof alone (a shared key, or a `Proof`), never by likeness. Proofs are taken in one canonical order; one that
would join two things known to be different is left out. A component takes its smallest key as its name; the
other keys are its aliases.

Report-entities that know the same of a thing share a `Profile`; what is joined and kept apart are profiles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from kg.identity.keys import Profile, content_hash, key_order


class Proof(NamedTuple):
    """Two profiles (their ids) are of one thing: what kind of proof says so, and the reason in words."""

    kind: str
    a: str
    b: str
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """`canonical` gives each profile's id the key that names its thing, `aliases` such a key the others."""

    canonical: dict[str, str]
    aliases: dict[str, tuple[str, ...]]


def resolve(
    profiles: Collection[Profile],
    cannot_links: Collection[tuple[str, str]] = (),
    proofs: Collection[Proof] = (),
) -> Resolution:
    """Return what the profiles are of, as a function of the sets given.

    `cannot_links` are pairs of ids of profiles known to be of different things. Links and proofs on profiles
    that are not in the set have no effect.
    """
    known = {profile.id: profile for profile in profiles}
    components = _Components(known, cannot_links)
    owner: dict[str, str] = {}
    joins = sorted((key_order(key), profile.id, key) for profile in known.values() for key in profile.keys)
    for _, id_, key in joins:
        # The first to bear a key keeps it; who may not be joined to that one does not bear it.
        components.join(owner.setdefault(key, id_), id_)
    for proof in sorted(proofs):
        if proof.a in known and proof.b in known:
            components.join(proof.a, proof.b)
    keys_of: dict[str, list[str]] = defaultdict(list)
    for key, id_ in owner.items():
        keys_of[components.root(id_)].append(key)
    canonical: dict[str, str] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    for members in components.members():
        keys = sorted(keys_of[components.root(members[0])], key=key_order)
        if not keys:
            first = min(members)
            keys = [f"{known[first].type.lower()}/{content_hash('profile', first, digits=16)}"]
        canonical.update(dict.fromkeys(members, keys[0]))
        if len(keys) > 1:
            aliases[keys[0]] = tuple(keys[1:])
    return Resolution(canonical, aliases)


def namesakes(persons: Iterable[tuple[str, Profile]]) -> set[tuple[str, str]]:
    """Return the pairs of profiles that are never one person: a report speaks of two of one name.

    `persons` are pairs of a report and the profile of a person in it.
    """
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for report, profile in persons:
        known[report, profile.name].add(profile.id)
    return {pair for ids in known.values() for pair in combinations(sorted(ids), 2)}


class _Components:
    """Union-find over profiles that refuses to join two components known to be different."""

    def __init__(self, ids: Iterable[str], cannot_links: Iterable[tuple[str, str]]) -> None:
        self._parent = {id_: id_ for id_ in ids}
        self._members = {id_: [id_] for id_ in self._parent}
        self._different: dict[str, set[str]] = defaultdict(set)
        for a, b in cannot_links:
            if a in self._parent and b in self._parent:
                self._different[a].add(b)
                self._different[b].add(a)

    def root(self, id_: str) -> str:
        while self._parent[id_] != id_:
            self._parent[id_] = self._parent[self._parent[id_]]
            id_ = self._parent[id_]
        return id_

    def join(self, a: str, b: str) -> None:
        small, large = sorted((self.root(a), self.root(b)), key=lambda root: len(self._members[root]))
        if small == large:
            return
        for member in self._members[small]:
            for other in self._different.get(member, ()):
                if self.root(other) == large:
                    return
        self._parent[small] = large
        self._members[large] += self._members.pop(small)

    def members(self) -> Iterable[list[str]]:
        return self._members.values()
