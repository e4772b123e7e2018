from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF

from extractors.model import Document, Extraction, Statement
from kg.errors import StoreError
from kg.store.patterns import remove, term
from kg.store.shapes import Broken
from kg.store.structure import CheckedWriter, refusal
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
    """Return what a writer says of quads that are written to a store."""
    writer = CheckedWriter(quads, in_bulk=False)
    writer.replace([], list(part))
    return ending(quads, writer.broken)


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
    class Forgetful(CheckedWriter):
        """Forgets a quad on the way."""

        def replace(
            self, old: Collection[ox.Quad], new: Collection[ox.Quad], beside: Iterable[ox.Quad] = ()
        ) -> None:
            def kept(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
                return [quad for quad in quads if quad.predicate != term(predicate)]

            super().replace(old, kept(new), kept(beside))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.store.update.CheckedWriter", Forgetful)
        assert stored()[1].broken is not None


def test_the_first_that_is_broken_is_told() -> None:
    quads = ox.Store()
    writer = CheckedWriter(quads, in_bulk=False)
    for name in ("甲", "乙"):
        writer.replace([], [ox.Quad(ox.NamedNode(f"a:{name}"), term(RDF.type), term(KX.Profile))])
    assert "a:甲" in ending(quads, writer.broken)


def test_nothing_may_point_to_what_is_gone() -> None:
    quads, _ = stored()
    remove(quads, quads.quads_for_pattern(COUNTY, None, None, None))
    writer = CheckedWriter(quads, in_bulk=False)
    writer.gone([COUNTY])
    assert "The object of kx:locatedIn is a place." in ending(quads, writer.broken)


def test_only_what_is_written_is_looked_at() -> None:
    quads, _ = stored()
    quads.remove(ox.Quad(SOCIETY, term(RDF.type), term(KX.Organization)))
    writer = CheckedWriter(quads, in_bulk=False)
    writer.replace([], list(quads.quads_for_pattern(COUNTY, None, None, None)))
    assert writer.broken is None


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
