from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF

from kg.identity.judgements import JudgedMention, Judgement, StatementKind
from kg.store.judgements import put_judgements, read_judgements
from kg.store.patterns import subjects, term, values
from kg.store.rdf import FACTS, report_entity_iri
from kg.store.records import report_id
from kg.store.update import update
from kg.vocabulary import ID, KX
from tests.kg.store.five import five
from tests.kg.store.test_update import add, facts, implied, lines, remove, store_of

REPORTS = five()
IDS = [report_id(extraction.document) for extraction in REPORTS]
AT = "2026-01-02T03:04:05Z"


def mention(number: int, form: str, type_: str) -> JudgedMention:
    begin = REPORTS[number].document.text.index(form)
    return JudgedMention(IDS[number], type_, form, begin, begin + len(form))


PERSONS = [mention(number, "李明远", "Person") for number in range(5)]
COUNTIES = [mention(number, "青禾县", "Place") for number in (0, 1, 4)]
BODY = mention(1, "云岭省科学技术协会", "Organization")
POST = StatementKind("holdsPost", "主席", "actual", None)

JUDGEMENTS = [
    Judgement("same", (PERSONS[1],), (PERSONS[4],), "王芳", AT),
    Judgement("same", (PERSONS[3],), (PERSONS[4],), "王芳", AT),
    Judgement("different", (PERSONS[1],), (PERSONS[3],), "李雷", AT),
    Judgement("same", (COUNTIES[0],), (COUNTIES[2],), "王芳", AT),
    Judgement("apart", (COUNTIES[0],), (COUNTIES[1],), "王芳", AT),
    Judgement("rejected", (PERSONS[1],), (BODY,), "王芳", AT, POST),
    Judgement("accepted", (COUNTIES[2],), (), "王芳", AT),
]


def judge(quads: ox.Store, *judgements: Judgement) -> None:
    update(quads, put_judgements(quads, judgements), set())


def things(quads: ox.Store, type_: str) -> set[str]:
    return {node.value for node in subjects(quads, RDF.type, term(KX[type_]), FACTS)}


def test_what_is_stored_is_read_back() -> None:
    quads = store_of(REPORTS)
    judge(quads, *JUDGEMENTS)
    assert sorted(read_judgements(quads), key=lambda one: one.id) == sorted(
        JUDGEMENTS, key=lambda one: one.id
    )


def test_a_merge_makes_one_thing_with_both_names_and_all_statements() -> None:
    quads = store_of(REPORTS)
    before = things(quads, "Place")
    judge(quads, JUDGEMENTS[3])
    assert before - things(quads, "Place") == {f"{ID}place/990101"}
    served = subjects(quads, KX.serves, ox.NamedNode(f"{ID}place/980101"), FACTS)
    assert [node.value for node in served] == [f"{ID}organization/云岭省科学技术协会"]
    assert facts(quads) == implied(quads)


def test_a_thing_set_apart_takes_only_its_own_mentions_along() -> None:
    quads = store_of(REPORTS)
    judge(quads, JUDGEMENTS[4])
    assert len(things(quads, "Place")) == 3
    visits = quads.quads_for_pattern(None, term(KX.visits), None, FACTS)
    [own] = {quad.object.value for quad in visits} - {f"{ID}place/980101"}
    assert own != f"{ID}place/990101"
    assert facts(quads) == implied(quads)


def test_a_thing_separated_is_not_joined_through_a_third() -> None:
    quads = store_of(REPORTS)
    judge(quads, JUDGEMENTS[2])

    def became(number: int) -> str:
        entity = report_entity_iri(IDS[number], "x" if number == 1 else "p")
        return next(values(quads, ox.NamedNode(entity), KX.resolvedTo, None))

    assert became(1) != became(3)
    # Two persons say that he of the fifth report is both: a contradiction, which joins nothing.
    judge(quads, JUDGEMENTS[0])
    assert became(1) == became(4)
    judge(quads, JUDGEMENTS[1])
    assert len({became(1), became(3), became(4)}) == 3
    judge(quads, JUDGEMENTS[1].undo("王芳", AT))
    assert became(1) == became(4) != became(3)


def test_a_rejected_fact_is_gone_until_the_judgement_is_taken_back() -> None:
    quads = store_of(REPORTS[1:2])
    before = lines(quads)
    fact = next(quads.quads_for_pattern(None, term(KX.holdsPost), None, FACTS))
    judge(quads, JUDGEMENTS[5])
    assert fact not in quads
    assert list(quads.quads_for_pattern(None, term(KX.holdsPost), None, None)) == []
    judge(quads, JUDGEMENTS[5].undo("王芳", AT))
    after = [line for line in lines(quads) if "/judgement/" not in line]
    assert after == before


steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sets(st.integers(0, 4), min_size=1)),
        st.tuples(st.just("remove"), st.sets(st.integers(0, 4), min_size=1)),
        st.tuples(st.just("judge"), st.sets(st.integers(0, 6), min_size=1, max_size=3)),
        st.tuples(st.just("undo"), st.sets(st.integers(0, 6), min_size=1, max_size=3)),
    ),
    min_size=2,
    max_size=6,
)


@settings(max_examples=80, derandomize=True, deadline=None)
@given(steps=steps)
def test_any_way_to_a_set_of_reports_and_judgements_gives_the_same_store(
    steps: list[tuple[str, set[int]]],
) -> None:
    quads = ox.Store()
    present: set[int] = set()
    judged: dict[int, Judgement] = {}
    for what, numbers in steps:
        if what == "add":
            add(quads, [REPORTS[number] for number in sorted(numbers)])
            present |= numbers
        elif what == "remove":
            remove(quads, [REPORTS[number] for number in sorted(numbers & present)])
            present -= numbers
        elif what == "judge":
            judged |= {number: JUDGEMENTS[number] for number in numbers}
            judge(quads, *(judged[number] for number in sorted(numbers)))
        else:
            undone = numbers & judged.keys()
            judged |= {number: JUDGEMENTS[number].undo("李雷", AT) for number in undone}
            judge(quads, *(judged[number] for number in sorted(undone)))
        anew = ox.Store()
        put_judgements(anew, judged.values())
        add(anew, [REPORTS[number] for number in sorted(present)])
        assert lines(quads) == lines(anew)
        assert facts(quads) == implied(quads)
