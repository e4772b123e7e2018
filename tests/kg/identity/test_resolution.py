from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.identity.judgements import JudgedProfiles
from kg.identity.keys import Profile
from kg.identity.resolution import Resolution, namesakes, resolve


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


def judged(kind: str, left: Profile, right: Profile) -> JudgedProfiles:
    name = f"{kind} {left.name} {right.name}"
    return JudgedProfiles(name, kind, frozenset({left.id}), frozenset({right.id}))


def test_a_person_joins_what_keys_do_not() -> None:
    same = judged("same", A, C)
    assert groups(resolve([A, C]), A, C) == {"a", "c"}
    assert groups(resolve([A, C], judged=[same]), A, C) == {"ac"}
    assert resolve([A], judged=[same]) == resolve([A])


def test_a_person_parts_what_keys_join_also_through_a_third_thing() -> None:
    resolution = resolve([A, B, C], judged=[judged("different", A, C)])
    assert resolution.canonical[A.id] != resolution.canonical[C.id]
    # Who says that the third is one of them is heard before its keys are.
    for one, other in ((A, {"ab", "c"}), (C, {"a", "bc"})):
        said = [judged("different", A, C), judged("same", B, one)]
        assert groups(resolve([A, B, C], judged=said), A, B, C) == other


def test_judgements_that_contradict_each_other_join_nothing() -> None:
    d, e, f = (known(name, f"k/{name}") for name in "def")
    said = [judged("same", d, e), judged("same", e, f), judged("different", d, f)]
    assert groups(resolve([d, e, f], judged=said), d, e, f) == {"d", "e", "f"}
    for left_out in range(3):
        rest = [one for number, one in enumerate(said) if number != left_out]
        assert len(groups(resolve([d, e, f], judged=rest), d, e, f)) == (2 if left_out < 2 else 1)


def test_only_a_person_joins_two_of_one_name_whom_a_report_keeps_apart() -> None:
    pairs = [(A.id, B.id)]
    assert groups(resolve([A, B], pairs), A, B) == {"a", "b"}
    assert groups(resolve([A, B], pairs, [judged("same", A, B)]), A, B) == {"ab"}


def test_a_cannot_link_holds_also_through_a_third_thing() -> None:
    assert groups(resolve([A, B, C]), A, B, C) == {"abc"}
    resolution = resolve([A, B, C], namesakes=[(A.id, C.id)])
    assert groups(resolution, A, B, C) in ({"a", "bc"}, {"ab", "c"})
    assert resolve([A, B, C], namesakes=[(C.id, A.id)]) == resolution


def test_what_is_cut_from_its_only_key_has_a_name_of_its_own() -> None:
    other = known("other", "k/甲")
    resolution = resolve([A, other], namesakes=[(A.id, other.id)])
    named = {resolution.canonical[A.id], resolution.canonical[other.id]}
    assert "k/甲" in named and len(named) == 2


def test_namesakes_within_a_report_are_two_persons() -> None:
    one, two, both = (
        known("李明远", *keys, type_="Person") for keys in (["k/甲"], ["k/乙"], ["k/甲", "k/乙"])
    )
    pairs = namesakes([("r", one), ("r", two), ("s", both), ("s", known("章伟", "k/丙"))])
    assert pairs == {tuple(sorted((one.id, two.id)))}
    resolution = resolve([one, two, both], namesakes=pairs)
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
    resolution = resolve(profiles, namesakes=links)
    shuffled = list(profiles)
    random.Random(seed).shuffle(shuffled)
    assert resolve(shuffled, namesakes=[(b, a) for a, b in reversed(links)]) == resolution
    for a, b in links:
        assert resolution.canonical[a] != resolution.canonical[b]
