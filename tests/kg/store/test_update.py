from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import OWL, RDF

from extractors.model import ENTITY_TYPES, MODALITIES, RELATION_TYPES, Extraction
from kg.identity.keys import Profile
from kg.store.entities import description_quads, profile_node, read_profile
from kg.store.patterns import rows, subjects, term, values
from kg.store.rdf import FACTS, fact_quads, read_statement, report_iri
from kg.store.records import report_id
from kg.store.summary import entity_counts, statement_counts
from kg.store.update import Difference, put_report, update
from kg.vocabulary import ID, KX, KXG
from tests.kg.small import small_store
from tests.kg.store.five import five

REPORTS = five()
IDS = [report_id(extraction.document) for extraction in REPORTS]


def lines(quads: ox.Store) -> list[str]:
    """Return the store as sorted N-Quads."""
    return sorted(str(quad) for quad in quads)


def add(quads: ox.Store, extractions: Iterable[Extraction], with_text: bool = True) -> None:
    for extraction in extractions:
        put_report(quads, extraction, report_id(extraction.document), with_text=with_text)
    update(quads, {report_id(extraction.document) for extraction in extractions}, set())


def remove(quads: ox.Store, extractions: Iterable[Extraction]) -> None:
    update(quads, set(), {report_id(extraction.document) for extraction in extractions})


def store_of(extractions: Iterable[Extraction]) -> ox.Store:
    quads = ox.Store()
    add(quads, extractions)
    return quads


def implied(quads: ox.Store) -> set[ox.Quad]:
    """Return the facts, plans and wishes that the assertions and identities of the store imply."""
    found: set[ox.Quad] = set()
    for quad in quads.quads_for_pattern(None, term(KX.asserts), None, None):
        found.update(fact_quads(read_statement(quads, quad.object)))
    members: dict[str, Counter[Profile]] = defaultdict(Counter)
    for node in subjects(quads, RDF.type, term(KX.ReportEntity), term(KXG.identity)):
        [profile] = values(quads, node, KX.profile, None)
        [became] = values(quads, node, KX.resolvedTo, None)
        members[became][read_profile(quads, ox.NamedNode(profile))] += 1
    for became, profiles in members.items():
        found.update(description_quads(became, profiles))
    return found


def facts(quads: ox.Store) -> set[ox.Quad]:
    graphs = (FACTS, term(KXG.planned), term(KXG.wished))
    return {quad for graph in graphs for quad in quads.quads_for_pattern(None, None, None, graph)}


numbers = st.sets(st.integers(0, 4))
steps = st.lists(st.tuples(numbers, numbers, st.booleans()), min_size=1, max_size=5)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(steps=steps)
def test_any_way_to_a_set_of_reports_gives_the_same_store(
    steps: list[tuple[set[int], set[int], bool]],
) -> None:
    """Each step adds and removes reports at once, written in bulk or quad by quad."""
    quads, present, difference = ox.Store(), set(), Difference()
    for coming, going, in_bulk in steps:
        going = (going & present) - coming
        for number in sorted(coming):
            put_report(quads, REPORTS[number], IDS[number], with_text=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("kg.store.update._BULK", 1 if in_bulk else 50)
            made = update(quads, {IDS[number] for number in coming}, {IDS[number] for number in going})
        difference.add(made.difference)
        present = (present | coming) - going
        assert lines(quads) == lines(store_of([REPORTS[number] for number in sorted(present)]))
        assert facts(quads) == implied(quads)
        assert {type_: difference.entities[type_] for type_ in ENTITY_TYPES} == entity_counts(quads)
        assert statement_counts(quads) == {
            relation: {modality: difference.statements[relation, modality] for modality in MODALITIES}
            for relation in RELATION_TYPES
        }


@settings(max_examples=20, derandomize=True, deadline=None)
@given(order=st.permutations(range(5)), cut=st.integers(0, 5))
def test_order_and_increments_do_not_matter(order: list[int], cut: int) -> None:
    quads = ox.Store()
    add(quads, [REPORTS[number] for number in order[:cut]])
    add(quads, [REPORTS[number] for number in order[cut:]])
    assert lines(quads) == lines(store_of(REPORTS))


def test_nothing_is_left_of_removed_reports() -> None:
    quads = store_of(REPORTS)
    remove(quads, REPORTS)
    assert lines(quads) == []


def test_a_report_extracted_anew_replaces_itself() -> None:
    quads = store_of(REPORTS)
    newer = five()[1]
    newer = Extraction(newer.document, newer.entities, newer.statements[:2], "test-2")
    add(quads, [newer])
    assert lines(quads) == lines(store_of([REPORTS[0], newer, *REPORTS[2:]]))
    assert facts(quads) == implied(quads)


def test_a_profile_is_read_as_it_was_written() -> None:
    quads = small_store()  # in which a body has two keys
    nodes = list(subjects(quads, RDF.type, term(KX.Profile), term(KXG.identity)))
    assert [profile_node(read_profile(quads, node)) for node in nodes] == nodes


def test_no_blank_nodes() -> None:
    terms = {term for quad in store_of(REPORTS) for term in (quad.subject, quad.object, quad.graph_name)}
    assert [term for term in terms if isinstance(term, ox.BlankNode)] == []


def test_a_plan_is_no_fact() -> None:
    quads = store_of(REPORTS[:1])
    served = ox.NamedNode(f"{ID}place/990101")
    graphs = [quad.graph_name for quad in quads.quads_for_pattern(None, term(KX.serves), served, None)]
    assert graphs == [term(KXG.planned)]


def test_a_fact_stays_while_one_report_supports_it() -> None:
    society = ox.NamedNode(f"{ID}organization/云岭省科学技术协会")
    university = ox.NamedNode(f"{ID}organization/云岭农业大学")
    fact = ox.Quad(society, term(KX.cooperatesWith), university, FACTS)
    back = ox.Quad(university, term(KX.cooperatesWith), society, FACTS)
    quads = store_of(REPORTS)
    for leaving, stays in ((2, True), (3, False)):
        remove(quads, [REPORTS[leaving]])
        assert (fact in quads, back in quads) == (stays, stays)


def test_counts_of_all_reports_stand_side_by_side() -> None:
    quads = store_of([REPORTS[1]])
    [statement] = subjects(quads, RDF.predicate, term(KX.serves), term(KXG.statements))
    assert [
        value for name, value in rows(quads, statement, term(KXG.statements)) if name == str(KX.count)
    ] == ["2"]


def test_two_persons_of_one_name_stay_two_though_a_third_report_fits_both() -> None:
    quads = store_of(REPORTS)
    persons = set(subjects(quads, RDF.type, term(KX.Person), FACTS))
    # One at the association, one at the university, one whom a report gives no post.
    assert len(persons) == 3
    # Without the report that keeps them apart, the one with both posts is one, and has an alias.
    remove(quads, [REPORTS[2]])
    assert len(set(subjects(quads, RDF.type, term(KX.Person), FACTS))) == 2
    assert len(list(quads.quads_for_pattern(None, term(OWL.sameAs), None, None))) == 1


def test_places_of_one_name_never_meet() -> None:
    counties = set(subjects(store_of(REPORTS), RDF.type, term(KX.County), FACTS))
    assert counties == {ox.NamedNode(f"{ID}place/{code}") for code in ("990101", "980101")}


@pytest.mark.parametrize("with_text", [True, False])
def test_the_record_is_the_source_of_all_else(with_text: bool) -> None:
    """A report rewritten because an identity moved reads as it did when it was extracted."""
    from kg.store.records import without_text

    def kept(number: int) -> Extraction:
        return REPORTS[number] if with_text else without_text(REPORTS[number])

    quads = ox.Store()
    add(quads, [kept(1)], with_text)
    before = lines(quads)
    add(quads, [kept(3)], with_text)
    assert lines(quads) != before
    remove(quads, [kept(3)])
    assert lines(quads) == before
    texts = list(quads.quads_for_pattern(None, term(KX.text), None, None))
    assert len(texts) == (1 if with_text else 0)


def test_without_text_quotes_stay_and_sentences_do_not() -> None:
    from kg.store.records import without_text

    quads = ox.Store()
    add(quads, [without_text(REPORTS[0])], with_text=False)
    graph = ox.NamedNode(report_iri(report_id(REPORTS[0].document)))
    quotes = {quad.object.value for quad in quads.quads_for_pattern(None, term(KX.quote), None, graph)}
    sentences = {quad.object.value for quad in quads.quads_for_pattern(None, term(KX.sentence), None, graph)}
    assert quotes == {"李明远当选云岭省科学技术协会主席", "将服务青禾县", "建5个科技小院"}
    assert sentences == quotes
    assert not any("\\u0000" in line or "\0" in line for line in lines(quads))
