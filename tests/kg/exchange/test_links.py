from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import OWL

from kg.errors import KgError
from kg.exchange.links import linked, read_links
from kg.store.patterns import term
from kg.vocabulary import ID
from tests.conftest import Kg
from tests.kg.small import IRI

TABLE = f"""# 代码\t条目
990101\tQ1
{IRI["society"]}\tQ2

organization/无此学会\tQ3
"""


def test_things_that_the_graph_has_are_linked(quads: ox.Store, tmp_path: Path) -> None:
    (tmp_path / "links.tsv").write_text(TABLE, encoding="utf-8")
    store = linked(quads, read_links(tmp_path / "links.tsv"))
    new = set(store) - set(quads)
    assert {(quad.subject.value, quad.object.value.rpartition("/")[2]) for quad in new} == {
        (IRI["county"], "Q1"),
        (IRI["society"], "Q2"),
    }
    assert {quad.predicate for quad in new} == {term(OWL.sameAs)}


def test_a_thing_is_found_by_another_of_its_names(example_store: Path, kg: Kg, tmp_path: Path) -> None:
    alias, thing = f"{ID}person/c48f54f64ff00080", "person/2166290349e35a36"
    (tmp_path / "links.tsv").write_text(f"{alias}\tQ7\n", encoding="utf-8")
    facts = tmp_path / "facts.ttl"
    options = ["--links", tmp_path / "links.tsv", "--store", example_store]
    assert kg("export", "turtle", "-o", facts, *options).exit_code == 0
    (fact,) = (quad for quad in ox.parse(path=str(facts)) if quad.predicate == term(OWL.sameAs))
    assert (fact.subject.value, fact.object.value) == (ID + thing, "http://www.wikidata.org/entity/Q7")


@pytest.mark.parametrize("line", ["990101", "990101 Q1", "990101\tP1", "\tQ1", "990101\tQ1\tQ2", "a b\tQ1"])
def test_a_line_that_is_no_link_is_named(line: str, tmp_path: Path) -> None:
    (tmp_path / "links.tsv").write_text(f"990101\tQ1\n{line}\n", encoding="utf-8")
    with pytest.raises(KgError, match=r"line 2 of .*links.tsv is no link: write KEY, a tab"):
        read_links(tmp_path / "links.tsv")


def test_a_table_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"cannot read .*links.tsv: No such file"):
        read_links(tmp_path / "links.tsv")
