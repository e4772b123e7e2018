from __future__ import annotations

import random

import pyoxigraph as ox
import pytest

from kg.answers.validation import validate
from kg.store.shapes import SmallGraph, Surroundings, load_shapes
from kg.vocabulary import PREFIXES
from tests.kg.answers.test_validation import BREAKS


def broken(quads: ox.Store) -> set[tuple[str, str, str]]:
    """Return shape, node and message of each demand that the quads break."""
    graph = SmallGraph(Surroundings(quads), quads)
    return {(found.shape, found.node.value, found.english) for found in load_shapes().broken(graph)}


def violations(quads: ox.Store) -> set[tuple[str, str, str]]:
    """Return the same as pySHACL finds it."""
    known = {shape for shape, _ in validate(quads).checked.items()}
    return {(one.rule, one.node, one.english) for one in validate(quads).violations if one.rule in known}


def test_a_built_store_breaks_nothing(quads: ox.Store) -> None:
    assert broken(quads) == set()


@pytest.mark.parametrize("shape", BREAKS)
def test_each_shape_is_broken_as_pyshacl_says(shape: str) -> None:
    store = ox.Store()
    store.update(f"INSERT DATA {{ GRAPH <a:graph> {{ {BREAKS[shape]} }} }}", prefixes=PREFIXES)
    assert broken(store) == violations(store)


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_store_is_broken_as_pyshacl_says(quads: ox.Store, seed: int) -> None:
    chance = random.Random(seed)
    stored = sorted(quads, key=str)
    for quad in chance.sample(stored, 30):
        quads.remove(quad)
    for quad in chance.sample(stored, 30):
        other = chance.choice(stored)
        quads.add(ox.Quad(quad.subject, quad.predicate, other.object, quad.graph_name))
    assert broken(quads) == violations(quads) != set()


def test_what_is_outside_of_the_graph_is_looked_up(quads: ox.Store) -> None:
    statement = next(quads.quads_for_pattern(None, ox.NamedNode(f"{PREFIXES['rdf']}subject"), None, None))
    rows = list(quads.quads_for_pattern(statement.subject, None, None, None))

    def shapes() -> set[str]:
        return {found.english for found in load_shapes().broken(SmallGraph(Surroundings(quads), rows))}

    assert shapes() == set()
    for quad in list(quads.quads_for_pattern(statement.object, None, None, None)):
        quads.remove(quad)
    assert shapes() == {"The subject of a statement has a label."}
