from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.identity.keys import Ref, ReportEntity
from kg.identity.resolution import Proof, resolve


def known(report: str, id_: str, *keys: str, type_: str = "Organization", name: str = "某") -> ReportEntity:
    return ReportEntity(report, id_, type_, None, name, frozenset({name}), None, None, keys)


def groups(canonical: dict[Ref, str]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for (report, id_), key in canonical.items():
        found.setdefault(key, set()).add(report + id_)
    return {frozenset(members) for members in found.values()}


def test_a_shared_key_joins_and_the_smallest_key_names() -> None:
    resolution = resolve(
        [
            known("r", "1", "organization/乙"),
            known("s", "1", "organization/乙", "organization/甲学会"),
            known("s", "2", "organization/丙"),
        ]
    )
    assert groups(resolution.canonical) == {frozenset({"r1", "s1"}), frozenset({"s2"})}
    assert resolution.canonical["r", "1"] == "organization/甲学会"
    assert resolution.aliases == {"organization/甲学会": ("organization/乙",)}


def test_a_proof_joins_what_keys_do_not() -> None:
    entities = [known("r", "1", "organization/甲"), known("s", "1", "organization/乙")]
    proof = Proof("renamed", ("r", "1"), ("s", "1"), "甲更名为乙")
    assert groups(resolve(entities, proofs=[proof]).canonical) == {frozenset({"r1", "s1"})}
    absent = Proof("renamed", ("r", "1"), ("gone", "1"), "甲更名为乙")
    assert groups(resolve(entities, proofs=[absent]).canonical) == {frozenset({"r1"}), frozenset({"s1"})}


def test_a_cannot_link_holds_also_through_a_third_thing() -> None:
    entities = [known("r", "1", "k/甲"), known("s", "1", "k/甲", "k/乙"), known("t", "1", "k/乙")]
    resolution = resolve(entities, cannot_links=[(("r", "1"), ("t", "1"))])
    assert groups(resolution.canonical) == {frozenset({"r1"}), frozenset({"s1", "t1"})}
    # Each key names one thing.
    assert len(set(resolution.canonical.values())) == 2
    assert resolution.canonical["s", "1"] == resolution.canonical["t", "1"]


def test_a_thing_cut_from_its_only_key_has_a_name_of_its_own() -> None:
    entities = [known("r", "1", "k/甲"), known("s", "1", "k/甲")]
    resolution = resolve(entities, cannot_links=[(("r", "1"), ("s", "1"))])
    assert resolution.canonical["r", "1"] == "k/甲"
    assert resolution.canonical["s", "1"].startswith("organization/")


def test_namesakes_within_a_report_are_two_persons() -> None:
    def person(report: str, id_: str, *keys: str) -> ReportEntity:
        return known(report, id_, *keys, type_="Person", name="李明远")

    entities = [person("r", "1", "k/甲"), person("r", "2", "k/乙"), person("s", "1", "k/甲", "k/乙")]
    assert frozenset({"r1", "r2", "s1"}) not in groups(resolve(entities).canonical)
    assert frozenset({"r1", "r2", "s1"}) in groups(
        resolve([known(entity.report, entity.id, *entity.keys) for entity in entities]).canonical
    )


entity_sets = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 2), st.sets(st.sampled_from("甲乙丙丁"), min_size=1)),
    max_size=8,
    unique_by=lambda row: row[:2],
)
pairs = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=4)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(rows=entity_sets, cannot=pairs, seed=st.integers(0, 9))
def test_it_is_a_function_of_the_set(
    rows: list[tuple[int, int, set[str]]], cannot: list[tuple[int, int]], seed: int
) -> None:
    entities = [
        known(str(report), str(id_), *sorted(f"k/{key}" for key in keys), type_="Person")
        for report, id_, keys in rows
    ]
    links = [
        (entities[a].ref, entities[b].ref)
        for a, b in cannot
        if a < len(entities) and b < len(entities) and a != b
    ]
    resolution = resolve(entities, cannot_links=links)
    shuffled, reversed_links = list(entities), [(b, a) for a, b in reversed(links)]
    random.Random(seed).shuffle(shuffled)
    again = resolve(shuffled, cannot_links=reversed_links)
    assert again == resolution
    for a, b in links:
        assert resolution.canonical[a] != resolution.canonical[b]
