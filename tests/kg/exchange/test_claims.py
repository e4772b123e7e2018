"""Facts and the analysis graph, out and back in: a store of what a file says, which then says the same."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.answers.graph import load_graph
from kg.errors import KgError
from kg.exchange.formats import FORMATS
from kg.exchange.restore import Restored, restore
from kg.identity.keys import Profile
from kg.store import open_store
from kg.store.entities import description_quads
from kg.store.rdf import StatementKey, fact_quads
from kg.vocabulary import ID, PREFIXES
from tests.kg.exchange.hostile import relabelled, texts
from tests.kg.exchange.stores import exported, made, text_of
from tests.kg.small import IRI, small_store

FACTS = ("turtle", "jsonld", "rdfxml")
BACK = (*FACTS, "graphml", "csv")
SUFFIX = {"turtle": ".ttl", "jsonld": ".jsonld", "rdfxml": ".rdf", "graphml": ".graphml", "csv": ""}


def written(quads: ox.Store, format_: str, folder: Path) -> Path:
    path = folder / f"graph{SUFFIX[format_]}"
    FORMATS[format_].write(quads, path)  # type: ignore[arg-type]
    return path


@pytest.mark.parametrize("format_", BACK)
def test_what_was_exported_comes_back_equal(quads: ox.Store, format_: str, tmp_path: Path) -> None:
    restore(tmp_path / "store", written(quads, format_, tmp_path))
    assert exported(tmp_path / "store", format_) == text_of(quads, format_)


@settings(max_examples=12, deadline=None)
@given(
    numbers=st.sets(st.integers(0, 4), min_size=1),
    judgements=st.sets(st.integers(0, 2)),
    format_=st.sampled_from(BACK),
)
def test_any_store_comes_back_equal(
    numbers: set[int], judgements: set[int], format_: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("round")
    store = made(folder / "store", numbers, judgements)
    with open_store(store) as opened:
        path = written(opened.quads, format_, folder)  # type: ignore[arg-type]
    restore(folder / "other", path)
    assert exported(folder / "other", format_) == exported(store, format_)
    # Again, it adds nothing; to the store that it is from it adds sentences, but no fact.
    again = restore(folder / "other", path)
    assert (again.new, again.changed) == (0, 0)
    facts = exported(store, "turtle")
    restore(store, path)
    assert exported(store, "turtle") == facts


@settings(max_examples=25, deadline=None)
@given(name=texts.filter(lambda text: "\0" not in text), format_=st.sampled_from([*FACTS[:2], "csv"]))
def test_any_name_comes_back(name: str, format_: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("round")
    quads = small_store()
    relabelled(quads, name)
    restore(folder / "store", written(quads, format_, folder))
    assert exported(folder / "store", format_) == text_of(quads, format_)


def test_the_graph_has_modality_sentences_speakers_and_dates_again(quads: ox.Store, tmp_path: Path) -> None:
    restore(tmp_path / "store", written(quads, "csv", tmp_path))
    with open_store(tmp_path / "store") as opened:
        back, graph = load_graph(opened.quads), load_graph(quads)
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    for head, tail, statement, data in graph.edges(keys=True, data=True):
        other = back.edges[head, tail, statement]
        assert {**other, "evidence": None} == {**data, "evidence": None}
        said, again = (
            sorted(
                (entry["sentence"], entry["title"], entry["date"], entry["speaker_iri"] or "")
                for entry in one["evidence"]
            )
            for one in (data, other)
        )
        assert again == said


def test_facts_without_sentences_are_put_in_words(quads: ox.Store, tmp_path: Path) -> None:
    assert restore(tmp_path / "store", written(quads, "turtle", tmp_path)) == Restored(new=2)
    with open_store(tmp_path / "store") as opened:
        edges = load_graph(opened.quads).get_edge_data(IRI["society"], IRI["county"])
    (entry,) = (entry for edge in edges.values() for entry in edge["evidence"])
    assert entry["sentence"] == "云岭省茶叶学会 serves 青禾县"
    assert (entry["title"], entry["source"], entry["date"]) == ("graph.ttl", "graph.ttl", None)


def test_a_file_is_added_or_replaces(quads: ox.Store, tmp_path: Path) -> None:
    store = made(tmp_path / "store", {1}, set())
    path = written(quads, "turtle", tmp_path)
    restore(store, path)
    both = exported(store, "turtle")
    assert "云岭省茶叶学会" in both
    assert "云岭农业大学" in both
    restore(store, path, replace=True)
    assert exported(store, "turtle") == text_of(quads, "turtle")


def test_times_of_needs_and_offers_come_back(quads: ox.Store, tmp_path: Path) -> None:
    for key in (
        StatementKey(IRI["county"], "needs", IRI["tea"], None, "actual", "2025"),
        StatementKey(IRI["society"], "offers", IRI["tea"], None, "actual", "2025-03/2025-05"),
    ):
        quads.extend(fact_quads(key))
    restore(tmp_path / "store", written(quads, "turtle", tmp_path))
    assert exported(tmp_path / "store", "turtle") == text_of(quads, "turtle")


def test_all_dates_of_an_event_come_back(tmp_path: Path) -> None:
    profiles = {
        Profile("Event", "Meeting", "节", frozenset(), date, None, ("event/节",)): 1
        for date in ("2025", "2025-05-20/2025-05-21", "2025-05-20/2025-06")
    }
    quads = ox.Store()
    quads.extend(description_quads(f"{ID}event/节", profiles))
    restore(tmp_path / "store", written(quads, "turtle", tmp_path))
    assert exported(tmp_path / "store", "turtle") == text_of(quads, "turtle")


def rewritten(quads: ox.Store, folder: Path, name: str, old: str, new: str) -> Path:
    path = written(quads, "csv", folder)
    text = (path / name).read_text(encoding="utf-8-sig")
    assert old in text
    (path / name).write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("nodes.csv", "label", "name", "nodes.csv has no column label"),
        ("nodes.csv", ",Place,", ",Planet,", "is damaged"),
        ("nodes.csv", ",Place,County,,", ",,County,,", "id/place/990101 has no type"),
        ("nodes.csv", IRI["county"], "https://a.example/b", "does not say what"),
        ("nodes.csv", IRI["company"], "https://a.example/b", "https://a.example/b does not begin with"),
        ("nodes.csv", IRI["company"], PREFIXES["id"] + "a b/c", "is damaged"),
        ("edges.csv", ",planned,", ",perhaps,", "is damaged"),
        ("edges.csv", ",5,", ",five,", "has a count that is no number"),
        ("edges.csv", "serves", "helps", "is damaged"),
        ("edges.csv", "2024-12-01 | 2025-03", "2025-03", "has not as many dates as sentences"),
        ("edges.csv", "去年的简报 | ", "", "has not a report for each sentence"),
        ("edges.csv", f"{ID}person", f"{ID}person/nobody", f"does not say what {ID}person/nobody"),
        ("edges.csv", ",actual,", ",", "has not a cell for each column"),
        ("edges.csv", ",actual,", ',"actual,', "cannot import"),
    ],
)
def test_a_damaged_table_is_refused_in_one_line(
    quads: ox.Store, tmp_path: Path, name: str, old: str, new: str, told: str
) -> None:
    path = rewritten(quads, tmp_path, name, old, new)
    with pytest.raises(KgError, match=told) as error:
        restore(tmp_path / "store", path)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)
    assert not (tmp_path / "store").exists()


_REMOTE = {"@context": "https://schema.org/", "@id": f"{PREFIXES['id']}person/a", "name": "a"}
_IMPORT = {"@context": {"@import": "https://schema.org/"}, "@id": f"{PREFIXES['id']}person/a"}
_BOMB = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
_OUTSIDE = '<!DOCTYPE a [<!ENTITY i SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.ttl", "", "there is nothing in it that has a type of kg"),
        ("a.ttl", "<a", "damaged or not whole"),
        ("a.jsonld", json.dumps(_REMOTE), "remote contexts"),
        ("a.jsonld", json.dumps(_IMPORT), "remote contexts"),
        ("a.jsonld", '{"@id": "https://a.example/\\ud800"}', "cannot import"),
        ("a.jsonld", "[" * 100_000, "damaged or not whole"),
        ("a.rdf", "<rdf:RDF/>", "damaged or not whole"),
        ("a.rdf", _BOMB + "<a>&i;</a>", "damaged or not whole"),
        ("a.graphml", _BOMB + "<graphml>&i;</graphml>", "cannot import"),
        ("a.graphml", _OUTSIDE + "<graphml>&i;</graphml>", "cannot import"),
        ("a.graphml", "<graphml><graph/></graphml>", "cannot import"),
        ("a.graphml", "\0", "damaged or not whole"),
        ("nodes.csv", "iri,label", "no export that can be read"),
        ("a.gexf", "", "no export that can be read"),
    ],
)
def test_a_file_that_is_none_is_refused_in_one_line(
    name: str, content: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(KgError, match=told) as error:
        restore(tmp_path / "store", tmp_path / name)
    assert str(tmp_path / name) in str(error.value)
    assert "\n" not in str(error.value)
    assert not (tmp_path / "store").exists()


def test_a_table_that_a_spreadsheet_saved_in_another_encoding_is_told(
    quads: ox.Store, tmp_path: Path
) -> None:
    path = written(quads, "csv", tmp_path)
    text = (path / "nodes.csv").read_text(encoding="utf-8-sig")
    (path / "nodes.csv").write_text(text, encoding="gb18030")
    with pytest.raises(
        KgError, match="graph: nodes.csv is not UTF-8: save it as CSV UTF-8; nothing was changed"
    ):
        restore(tmp_path / "store", path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    with pytest.raises(KgError, match=r"cannot read .*graph: No such file or directory"):
        restore(tmp_path / "store", tmp_path / "graph")


def test_a_table_can_be_made_by_hand(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    folder.mkdir()
    things = [
        ["id:organization/云岭省茶叶学会", "云岭省茶叶学会", "Organization"],
        ["id:place/990101", "青禾县", "Place"],
    ]
    for row in things:
        row[0] = row[0].replace("id:", PREFIXES["id"])
    edge = [things[0][0], things[1][0], "serves", "planned", "2026"]
    for name, header, rows in (
        ("nodes.csv", "iri,label,type", things),
        ("edges.csv", "head,tail,relation,modality,time", [edge]),
    ):
        with open(folder / name, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header.split(","), *rows])
    assert restore(tmp_path / "store", folder) == Restored(new=1)
    with open_store(tmp_path / "store") as opened:
        (edge_data,) = (data for _, _, data in load_graph(opened.quads).edges(data=True))
    assert edge_data["modality"] == "planned"
    assert edge_data["evidence"][0]["sentence"] == "(planned) 云岭省茶叶学会 serves 青禾县 2026"
