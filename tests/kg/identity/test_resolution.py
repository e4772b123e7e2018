from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.identity.keys import Profile
from kg.identity.resolution import Proof, Resolution, namesakes, resolve


def known(name: str, *keys: str, type_: str = "Organization") -> Profile:
    return Profile(type_, None, name, frozenset({name}), None, None, keys)


def groups(resolution: Resolution, *profiles: Profile) -> set[str]:
    """Return the names of the profiles of each thing, joined."""
    found: dict[str, list[str]] = {}
    for profile in profiles:
        found.setdefault(resolution.canonical[profile.id], []).append(profile.name)
    return {"".join(sorted(names)) for names in found.values()}


A, B, C = known("a", "k/甲"), known("b", "k/甲", "k/乙"), known("c", "k/乙")
ALONE = known("d", "k/丁")


def test_a_shared_key_joins_and_the_smallest_key_names() -> None:
    long = known("l", "k/乙", "k/甲学会")
    resolution = resolve([C, long, ALONE])
    assert groups(resolution, C, long, ALONE) == {"cl", "d"}
    assert resolution.canonical[C.id] == "k/甲学会"
    assert resolution.aliases == {"k/甲学会": ("k/乙",)}


def test_a_proof_joins_what_keys_do_not() -> None:
    proof = Proof("renamed", A.id, C.id, "甲更名为乙")
    assert groups(resolve([A, C]), A, C) == {"a", "c"}
    assert groups(resolve([A, C], proofs=[proof]), A, C) == {"ac"}
    assert resolve([A], proofs=[proof]) == resolve([A])


def test_a_cannot_link_holds_also_through_a_third_thing() -> None:
    assert groups(resolve([A, B, C]), A, B, C) == {"abc"}
    resolution = resolve([A, B, C], cannot_links=[(A.id, C.id)])
    assert groups(resolution, A, B, C) in ({"a", "bc"}, {"ab", "c"})
    proofs = [Proof("said", A.id, B.id, "r"), Proof("said", B.id, C.id, "r")]
    assert resolution.canonical[A.id] != resolution.canonical[C.id]
    again = resolve([A, B, C], cannot_links=[(C.id, A.id)], proofs=proofs)
    assert again.canonical[A.id] != again.canonical[C.id]


def test_what_is_cut_from_its_only_key_has_a_name_of_its_own() -> None:
    other = known("other", "k/甲")
    resolution = resolve([A, other], cannot_links=[(A.id, other.id)])
    named = {resolution.canonical[A.id], resolution.canonical[other.id]}
    assert "k/甲" in named and len(named) == 2


def test_namesakes_within_a_report_are_two_persons() -> None:
    one, two, both = (
        known("李明远", *keys, type_="Person") for keys in (["k/甲"], ["k/乙"], ["k/甲", "k/乙"])
    )
    pairs = namesakes([("r", one), ("r", two), ("s", both), ("s", known("章伟", "k/丙"))])
    assert pairs == {tuple(sorted((one.id, two.id)))}
    resolution = resolve([one, two, both], cannot_links=pairs)
    assert resolution.canonical[one.id] != resolution.canonical[two.id]
    assert namesakes([("r", one), ("s", two)]) == set()


profile_sets = st.lists(
    st.builds(
        lambda name, keys: known(name, *sorted(f"k/{key}" for key in keys)),
        st.sampled_from("abcd"),
        st.sets(st.sampled_from("甲乙丙丁"), min_size=1),
    ),
    max_size=8,
    unique_by=lambda profile: profile.id,
)
pairs_of = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=4)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(profiles=profile_sets, cannot=pairs_of, seed=st.integers(0, 9))
def test_it_is_a_function_of_the_sets(
    profiles: list[Profile], cannot: list[tuple[int, int]], seed: int
) -> None:
    links = [
        (profiles[a].id, profiles[b].id)
        for a, b in cannot
        if a < len(profiles) and b < len(profiles) and a != b
    ]
    resolution = resolve(profiles, cannot_links=links)
    shuffled = list(profiles)
    random.Random(seed).shuffle(shuffled)
    assert resolve(shuffled, cannot_links=[(b, a) for a, b in reversed(links)]) == resolution
    for a, b in links:
        assert resolution.canonical[a] != resolution.canonical[b]
