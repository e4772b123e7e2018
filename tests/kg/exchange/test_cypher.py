from __future__ import annotations

import json
import re

import pyoxigraph as ox
from hypothesis import given, settings

from tests.kg.exchange.hostile import relabelled, texts
from tests.kg.exchange.stores import text_of
from tests.kg.small import IRI, small_store

LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')


def as_neo4j_reads(line: str) -> str:
    r"""What Neo4j's scanner sees: `\uXXXX` is replaced wherever a backslash stands before a `u`."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), line)


def test_each_line_is_a_statement_that_can_be_run_twice(quads: ox.Store) -> None:
    index, *lines = text_of(quads, "cypher").removesuffix("\n").split("\n")
    assert index.startswith("CREATE INDEX thing_iri IF NOT EXISTS")
    assert len(lines) == 10 + 13
    assert all(line.startswith(("MERGE (n:Thing", "MATCH (a:Thing")) and line.endswith(";") for line in lines)
    county = next(line for line in lines if line.startswith(f'MERGE (n:Thing {{iri: "{IRI["county"]}"'))
    assert county.endswith('SET n:Place:County, n += {label: "青禾县", code: "990101"};')
    plan = next(line for line in lines if '"planned"' in line)
    assert 'MERGE (a)-[r:serves {iri: "' in plan
    assert 'count: 5, sentences: ["云岭省科协主席' in plan


@settings(max_examples=60, deadline=None)
@given(name=texts)
def test_no_name_ends_its_text(name: str) -> None:
    quads = small_store()
    relabelled(quads, name)
    (line,) = (
        line
        for line in text_of(quads, "cypher").split("\n")
        if line.startswith(f'MERGE (n:Thing {{iri: "{IRI["company"]}"')
    )
    _, _, values = line.partition("n += ")
    # Outside of texts there is nothing that came from a report, also where escapes are read before texts.
    for seen in (values, as_neo4j_reads(values)):
        assert re.fullmatch(r'\{label: ""(?: \+ "")*\};', LITERAL.sub('""', seen))
    assert "".join(json.loads(part) for part in LITERAL.findall(values)) == name
