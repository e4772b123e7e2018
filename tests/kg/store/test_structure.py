from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF

from extractors.model import Document, Extraction, Statement
from kg.errors import StoreError
from kg.store.patterns import remove, term
from kg.store.structure import check_structure
from kg.store.update import Difference, Touched, put_report, update
from kg.vocabulary import KX
from tests.kg.small import IRI, first
from tests.kg.store.builds import lines, run, write
from tests.kg.store.lines import Extractor

SOCIETY, COUNTY = ox.NamedNode(IRI["society"]), ox.NamedNode(IRI["county"])


def store_and_touched() -> tuple[ox.Store, Touched]:
    quads = ox.Store()
    put_report(quads, first(), "1" * 64, with_text=True)
    return quads, update(quads, {"1" * 64}, set())


def told(quads: ox.Store, touched: Touched) -> str:
    with pytest.raises(StoreError) as raised:
        check_structure(quads, touched)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_what_an_update_writes_breaks_nothing() -> None:
    check_structure(*store_and_touched())


def test_the_thing_and_the_sentence_are_named_in_both_languages() -> None:
    quads, touched = store_and_touched()
    quads.remove(ox.Quad(SOCIETY, term(RDF.type), term(KX.Organization)))
    line = told(quads, touched)
    assert line.startswith("nothing was changed, for the store would break its shape ")
    assert "A thing of this subtype is an organisation. 此子类型的事物须是机构。" in line
    assert f"云岭省茶叶学会 ({IRI['society']}), in 「" in line


@pytest.mark.parametrize("predicate", [KX.quote, KX.profile, KX.formText, KX.bearers, KX.modality, KX.record])
def test_each_part_that_was_written_is_looked_at(predicate: str) -> None:
    quads, touched = store_and_touched()
    remove(quads, [next(quads.quads_for_pattern(None, term(predicate), None, None))])
    told(quads, touched)


def test_nothing_may_point_to_what_is_gone() -> None:
    quads, _ = store_and_touched()
    remove(quads, quads.quads_for_pattern(COUNTY, None, None, None))
    touched = Touched(Difference(), set(), [], {COUNTY.value}, set())
    assert "The object of kx:locatedIn is a place." in told(quads, touched)


def test_only_what_was_touched_is_looked_at() -> None:
    quads, _ = store_and_touched()
    quads.remove(ox.Quad(SOCIETY, term(RDF.type), term(KX.Organization)))
    check_structure(quads, Touched(Difference(), set(), [], {COUNTY.value}, set()))


class Misreading(Extractor):
    """Says of an organisation that it is in an industry."""

    def extract(self, document: Document) -> Extraction:
        extraction = super().extract(document)
        wrong = [
            Statement("locatedIn", one.head, one.tail, one.spans, "wrong") for one in extraction.statements
        ]
        return Extraction(document, extraction.entities, tuple(wrong), self.version)


def test_a_build_that_breaks_a_shape_is_not_published(folder: Path, store: Path) -> None:
    run(store, folder)
    before, generation = lines(store), (store / "CURRENT").read_bytes()
    write(folder / "d.txt", "又一篇\n云岭省茶叶学会 serves 茶叶\n")
    with pytest.raises(StoreError, match="The object of kx:locatedIn is a place.*云岭省茶叶学会 serves 茶叶"):
        run(store, folder, extractor=Misreading())
    assert (lines(store), (store / "CURRENT").read_bytes()) == (before, generation)
