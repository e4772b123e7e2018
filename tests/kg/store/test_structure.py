from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF

from extractors.model import Document, Extraction, Statement
from kg.errors import StoreError
from kg.store.patterns import remove, term
from kg.store.shapes import Broken, SmallGraph
from kg.store.structure import Checker, refusal
from kg.store.update import Updated, put_report, update
from kg.vocabulary import KX
from tests.kg.small import IRI, first
from tests.kg.store.builds import lines, run, write
from tests.kg.store.lines import Extractor

SOCIETY, COUNTY = ox.NamedNode(IRI["society"]), ox.NamedNode(IRI["county"])


def stored() -> tuple[ox.Store, Updated]:
    quads = ox.Store()
    put_report(quads, first(), "1" * 64, with_text=True)
    return quads, update(quads, {"1" * 64}, set())


def test_what_an_update_writes_breaks_nothing() -> None:
    assert stored()[1].broken is None


def told(quads: ox.Store, part: Iterable[ox.Quad]) -> str:
    """Return what is said of quads of a store that break a shape."""
    checker = Checker(quads)
    checker.check(part)
    return ending(quads, checker.broken)


def ending(quads: ox.Store, broken: Broken | None) -> str:
    assert broken is not None
    line = str(refusal(quads, broken))
    assert "\n" not in line
    return line


def test_the_thing_and_the_sentence_are_named_in_both_languages() -> None:
    quads, _ = stored()
    quads.remove(ox.Quad(SOCIETY, term(RDF.type), term(KX.Organization)))
    line = told(quads, quads.quads_for_pattern(SOCIETY, None, None, None))
    assert line.startswith("nothing was changed, for the store would break its shape ")
    assert "A thing of this subtype is an organisation. 此子类型的事物须是机构。" in line
    assert f"云岭省茶叶学会 ({IRI['society']}), in 「" in line


@pytest.mark.parametrize("predicate", [KX.quote, KX.profile, KX.formText, KX.bearers, KX.modality, KX.record])
def test_each_part_that_an_update_writes_is_looked_at(predicate: str) -> None:
    class Forgetful(Checker):
        """Does not see the quads of a predicate."""

        def check(self, part: Iterable[ox.Quad]) -> SmallGraph:
            return super().check(quad for quad in part if quad.predicate != term(predicate))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.store.update.Checker", Forgetful)
        assert stored()[1].broken is not None


def test_the_first_that_is_broken_is_told() -> None:
    quads = ox.Store()
    checker = Checker(quads)
    for name in ("甲", "乙"):
        checker.check([ox.Quad(ox.NamedNode(f"a:{name}"), term(RDF.type), term(KX.Profile))])
    assert "a:甲" in ending(quads, checker.broken)


def test_nothing_may_point_to_what_is_gone() -> None:
    quads, _ = stored()
    remove(quads, quads.quads_for_pattern(COUNTY, None, None, None))
    checker = Checker(quads)
    checker.check_lost([COUNTY])
    assert "青禾县" in ending(quads, checker.broken)


def test_only_what_is_written_is_looked_at() -> None:
    quads, _ = stored()
    quads.remove(ox.Quad(SOCIETY, term(RDF.type), term(KX.Organization)))
    checker = Checker(quads)
    checker.check(quads.quads_for_pattern(COUNTY, None, None, None))
    assert checker.broken is None


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
