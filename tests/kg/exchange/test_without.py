from __future__ import annotations

import json
from dataclasses import replace

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, SDO

from extractors.model import Extraction
from kg.answers.graph import load_graph
from kg.exchange.formats import FORMATS
from kg.exchange.without import without
from kg.identity.judgements import JudgedMention, Judgement
from kg.store.forgetting import Forgotten, put_forgotten
from kg.store.judgements import put_judgements
from kg.store.patterns import subjects, term, values
from kg.store.rdf import FACTS
from kg.store.records import report_id
from kg.store.update import put_report, put_sources, update
from kg.view.page import render_page
from kg.view.texts import load_texts
from kg.vocabulary import ID, KX, KXG
from tests.kg.exchange.stores import text_of
from tests.kg.small import IRI
from tests.kg.store.five import extraction, five
from tests.kg.view.pages import data_of

TEXT = """记李明远二三事
云岭省科学技术协会主席李明远到李明远工作室。李 明 远说,云岭省科学技术协会服务青禾县。
王芳表示,李明远工作室服务茶叶。
"""
THINGS = {
    "o": ("Organization", "Association", "云岭省科学技术协会", None),
    "l": ("Person", None, "李明远", None),
    "w": ("Person", None, "王芳", None),
    "f": ("Facility", "Station", "李明远工作室", None),
    "c": ("Place", "County", "青禾县", "990101"),
    "t": ("Industry", None, "茶叶", None),
}
ROWS = [
    ("holdsPost l o | 云岭省科学技术协会主席李明远", {"role": "主席"}),
    ("visits l f | 到李明远工作室", {}),
    ("serves o c | 云岭省科学技术协会服务青禾县", {"speaker": "l"}),
    ("serves f t | 李明远工作室服务茶叶", {"speaker": "w", "modality": "planned"}),
    ("offers w t | 王芳表示", {}),
]
NAMES = ("李明远", "李 明 远", "王芳")


@pytest.fixture
def quads() -> ox.Store:
    store = ox.Store()
    one = extraction("李明远", TEXT, THINGS, ROWS)
    report = report_id(one.document)
    put_report(store, one, report, with_text=True)
    put_sources(store, report, ["news/李明远.txt"])
    judged = JudgedMention(report, "Person", "王芳", TEXT.index("王芳"), TEXT.index("王芳") + 2)
    put_judgements(store, [Judgement("accepted", (judged,), (), "王芳", "2026-01-02T03:04:05Z")])
    put_forgotten(store, Forgotten([("5a" * 16, "c3" * 16)]))
    update(store, {report}, set())
    return store


@pytest.mark.parametrize("format_", [name for name, one in FORMATS.items() if one.is_text])
def test_no_name_of_a_person_is_in_any_format(quads: ox.Store, format_: str) -> None:
    assert "李明远" in text_of(quads, format_)
    shown = text_of(without(quads, ["Person"]), format_)
    assert [name for name in NAMES if name in shown] == []
    assert "云岭省科学技术协会" in shown


def test_no_name_of_a_person_is_on_the_page(quads: ox.Store) -> None:
    shown = without(quads, ["Person"])
    page = render_page(load_graph(shown), title="图", texts=load_texts(shown))
    data = json.dumps(data_of(page), ensure_ascii=False)
    assert [name for name in NAMES if name in page + data] == []
    assert "云岭省科学技术协会主席×××到×××工作室。× × ×说" in data


def test_what_is_said_of_persons_is_gone_and_the_rest_stays(quads: ox.Store) -> None:
    graph = load_graph(without(quads, ["Person"]))
    assert {data["type"] for _, data in graph.nodes(data=True)} == {
        "Organization", "Facility", "Place", "Industry",
    }  # fmt: skip
    edges = {(data["relation"], data["modality"]): data for _, _, data in graph.edges(data=True)}
    assert edges.keys() == {("serves", "actual"), ("serves", "planned")}
    (entry,) = edges["serves", "actual"]["evidence"]
    assert (entry["quote"], entry["speaker"]) == ("云岭省科学技术协会服务青禾县", None)
    assert entry["sentence"] == "× × ×说,云岭省科学技术协会服务青禾县。"
    assert TEXT[entry["begin"] : entry["end"]] == entry["quote"]


def test_it_is_the_graph_of_reports_that_name_no_person() -> None:
    store, expected = ox.Store(), ox.Store()
    for one in five():
        report = report_id(one.document)
        put_report(store, one, report, with_text=True)
        put_report(expected, _impersonal(one), report, with_text=True)
    for quads in (store, expected):
        update(quads, {report_id(one.document) for one in five()}, set())
    records = set(expected.quads_for_pattern(None, term(KX.record), None, None))
    assert set(without(store, ["Person"])) == set(expected) - records


def _impersonal(one: Extraction) -> Extraction:
    persons = {entity.id for entity in one.entities if entity.type == "Person"}
    return replace(
        one,
        document=replace(one.document, text=one.document.text.replace("李明远", "×××")),
        entities=tuple(entity for entity in one.entities if entity.id not in persons),
        statements=tuple(
            replace(statement, speaker=None)
            for statement in one.statements
            if not {statement.head, statement.tail} & persons
        ),
    )


@pytest.mark.parametrize("graph", [KXG.judgements, KXG.forgotten])
def test_no_judgement_and_no_forgotten_person_is_shown(quads: ox.Store, graph: str) -> None:
    assert list(quads.quads_for_pattern(None, None, None, term(graph)))
    shown = without(quads, ["Industry"])
    assert list(shown.quads_for_pattern(None, None, None, term(graph))) == []
    assert list(shown.quads_for_pattern(None, term(KX.leftOf), None, None)) == []


def test_what_bears_a_persons_name_stays_one_thing_under_another_iri(quads: ox.Store) -> None:
    shown = without(quads, ["Person"])
    (studio,) = subjects(shown, RDF.type, term(KX.Facility), FACTS)
    assert studio.value.startswith(f"{ID}facility/")
    assert list(values(shown, studio, RDFS.label, FACTS)) == ["×××工作室"]
    plan = list(shown.quads_for_pattern(studio, term(KX.serves), None, None))
    assert [quad.object for quad in plan] == [ox.NamedNode(f"{ID}industry/茶叶")]


def test_other_types_go_without_a_change_of_any_text_or_name(quads: ox.Store) -> None:
    shown = without(quads, ["Industry", "Place"])
    types = {data["type"] for _, data in load_graph(shown).nodes(data=True)}
    assert types == {"Organization", "Person", "Facility"}
    assert set(load_texts(shown).values()) == {TEXT}
    kept = {quad for quad in quads if quad.subject == ox.NamedNode(IRI["association"])}
    assert {quad for quad in kept if quad.predicate != term(KX.serves)} <= set(shown)
    assert list(subjects(shown, SDO.itemOffered, None, None)) == []


def test_nothing_is_left_out_of_the_store_itself(quads: ox.Store) -> None:
    before = set(quads)
    without(quads, ["Person"])
    assert set(quads) == before
