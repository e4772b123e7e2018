"""The set of all report-entities → which of them are one thing, and what it is called.

Identity is a pure function of a set: nothing here depends on the order or number of builds. Things are one by
proof alone (a shared key, or a person who says so), never by likeness. What persons say comes first; where
their judgements contradict each other, those that join are left out until one is taken back. Then keys are
taken in one canonical order; one that would join two things known to be different is left out. A component
takes its smallest key as its name; the other keys are its aliases.

Report-entities that know the same of a thing share a `Profile`; what is joined and kept apart are profiles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations, pairwise, product

from kg.identity.judgements import JudgedProfiles, contradicting
from kg.identity.keys import Profile, content_hash, key_order

IDENTITY_KINDS = frozenset({"same", "different", "apart"})
"""The kinds of judgements that say what is one and what is two."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """`canonical` gives each profile's id the key that names its thing, `aliases` such a key the others."""

    canonical: dict[str, str]
    aliases: dict[str, tuple[str, ...]]


def resolve(
    profiles: Collection[Profile],
    namesakes: Collection[tuple[str, str]] = (),
    judged: Collection[JudgedProfiles] = (),
) -> Resolution:
    """Return what the profiles are of, as a function of the sets given.

    `namesakes` are pairs of ids of profiles that a report keeps apart: only a person's word joins them.
    `judged` are the judgements on identity. What they say of profiles that are not in the set has no effect.
    """
    known = {profile.id: profile for profile in profiles}
    judged = sorted(one for one in judged if one.kind in IDENTITY_KINDS)
    contradicted = frozenset[str]().union(*contradicting(judged))
    same = [one for one in judged if one.kind == "same" and one.judgement not in contradicted]
    different = [one for one in judged if one.kind != "same"]
    said = _Components(known, ())
    for one in same:
        said.join_all(one.left | one.right)
    apart = {pair for one in different for pair in product(one.left, one.right)}
    apart.update((a, b) for a, b in namesakes if not said.joined(a, b))
    components = _Components(known, apart)
    for one in same:
        components.join_all(one.left | one.right)
    owner: dict[str, str] = {}
    joins = sorted((key_order(key), profile.id, key) for profile in known.values() for key in profile.keys)
    for _, id_, key in joins:
        # The first to bear a key keeps it; who may not be joined to that one does not bear it.
        components.join(owner.setdefault(key, id_), id_)
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

    def joined(self, a: str, b: str) -> bool:
        return a in self._parent and b in self._parent and self.root(a) == self.root(b)

    def join_all(self, ids: Iterable[str]) -> None:
        for a, b in pairwise(sorted(id_ for id_ in ids if id_ in self._parent)):
            self.join(a, b)

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
