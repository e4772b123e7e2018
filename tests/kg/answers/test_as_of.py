from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, SDO

from extractors.model import Extraction
from kg.answers.as_of import as_of, known_on, undated_reports
from kg.answers.query import select
from kg.answers.validation import compare_graphs, validate
from kg.store.patterns import subjects, term, values
from kg.store.rdf import FACTS, report_iri
from kg.store.records import report_id
from kg.vocabulary import ID, KX, KXG
from tests.kg.answers.years import store_of
from tests.kg.small import small_store
from tests.kg.store.five import five

DATES = ["2023", "2024-06", "2024-06-01", "2024-12-31", "2025-03"]


def dated(dates: list[str | None]) -> list[Extraction]:
    """Return the five reports with these dates."""
    return [
        replace(extraction, document=replace(extraction.document, date=date))
        for extraction, date in zip(five(), dates, strict=True)
    ]


def identities(quads: ox.Store, extractions: list[Extraction]) -> dict[str, list[str]]:
    """Return what each report-entity of the reports became."""
    return {
        entity.value: list(values(quads, entity, KX.resolvedTo, term(KXG.identity)))
        for extraction in extractions
        for entity in subjects(
            quads,
            KX.report,
            ox.NamedNode(report_iri(report_id(extraction.document))),
            term(KXG.identity),
        )
    }


def facts(quads: ox.Store) -> set[ox.Quad]:
    graphs = (FACTS, term(KXG.planned), term(KXG.wished), term(KXG.statements))
    return {quad for graph in graphs for quad in quads.quads_for_pattern(None, None, None, graph)}


@settings(max_examples=40, derandomize=True, deadline=None)
@given(dates=st.lists(st.sampled_from(DATES), min_size=5, max_size=5))
def test_on_the_newest_date_all_is_known_as_it_is(dates: list[str]) -> None:
    quads = store_of(dated(dates))
    assert set(as_of(quads, "2025-03")) == set(quads)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(dates=st.lists(st.sampled_from([*DATES, None]), min_size=5, max_size=5), day=st.sampled_from(DATES))
def test_what_was_known_is_what_a_store_of_the_reports_of_then_says(
    dates: list[str | None], day: str
) -> None:
    extractions = dated(dates)
    quads = store_of(extractions)
    then = as_of(quads, day)
    assert compare_graphs(then) == []
    of_then = [
        extraction
        for extraction in extractions
        if extraction.document.date is not None and known_on(extraction.document.date, day)
    ]
    alone = store_of(of_then)
    assert identities(then, extractions) == identities(quads, of_then)
    if identities(quads, of_then) == identities(alone, of_then):
        assert facts(then) == facts(alone)


def test_a_store_of_a_date_conforms_to_the_shapes() -> None:
    assert validate(as_of(small_store(), "2024")).violations == []


@pytest.mark.parametrize(
    ("report", "day", "known"),
    [
        ("2025-03-08", "2025-03-08", True),
        ("2025-03-09", "2025-03-08", False),
        ("2025-03-31", "2025-03", True),
        ("2025-04-01", "2025-03", False),
        # It may have been written on its first day.
        ("2025-03", "2025-03-08", True),
        ("2025", "2025-03-08", True),
        ("2025-04", "2025-03-08", False),
        ("2026", "2025-12-31", False),
        ("2025-12-31", "2025", True),
    ],
)
def test_a_report_is_known_when_its_time_has_begun(report: str, day: str, known: bool) -> None:
    assert known_on(report, day) is known


def test_counts_are_those_of_the_reports_of_then() -> None:
    quads = store_of(dated(["2024", "2025", "2026", "2026", "2026"]))
    served = f"SELECT ?count {{ GRAPH ?g {{ ?s rdf:object <{ID}place/990101> ; kx:count ?count }} }}"
    assert [row["count"] for row in select(as_of(quads, "2025"), served).texts()] == ["2"]


def test_what_hangs_on_no_report_stays() -> None:
    quads = store_of(dated(["2024", "2025", "2026", "2026", "2026"]))
    judgement = ox.Quad(ox.NamedNode("a:x"), ox.NamedNode("a:y"), ox.NamedNode("a:z"), ox.NamedNode("a:g"))
    quads.add(judgement)
    assert judgement in as_of(quads, "2023")


def test_reports_without_a_date_are_counted_and_left_out() -> None:
    quads = store_of(five())
    assert undated_reports(quads) == 3
    assert len(set(subjects(as_of(quads, "9999"), RDF.type, term(SDO.Report), None))) == 2
