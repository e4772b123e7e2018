from __future__ import annotations

import pyoxigraph as ox

from kg.answers.mentions import mentions
from tests.kg.small import IRI, small_store


def test_each_name_has_the_newest_report_and_its_sentence(quads: ox.Store) -> None:
    named = mentions(quads, IRI["association"])
    assert list(named) == ["云岭省科协", "省科协"]
    assert named["省科协"] == {
        "report": named["云岭省科协"]["report"],
        "title": "茶叶学会走进青禾县",
        "date": "2025-03",
        "quote": "省科协",
        "sentence": "云岭省科协主席周明远表示，省科协将服务青禾县。".replace("，", ","),
    }


def test_without_texts_there_is_no_sentence() -> None:
    quads = small_store()
    for quad in list(quads.quads_for_pattern(None, ox.NamedNode("https://kexie-kg.example/ns#text"), None)):
        quads.remove(quad)
    assert {entry["sentence"] for entry in mentions(quads, IRI["society"]).values()} == {None}
