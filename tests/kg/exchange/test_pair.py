from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.exchange.pair import write_neo4j, write_pair
from tests.kg.exchange.hostile import HOSTILE, relabelled
from tests.kg.small import IRI


def rows(path: Path, encoding: str) -> list[dict[str, str]]:
    with open(path, encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def test_the_pair_has_every_thing_and_statement(quads: ox.Store, tmp_path: Path) -> None:
    write_pair(quads, tmp_path)
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in tmp_path.iterdir())
    things = {row["iri"]: row for row in rows(tmp_path / "nodes.csv", "utf-8-sig")}
    assert len(things) == 10
    assert things[IRI["county"]] == {
        "iri": IRI["county"], "label": "青禾县", "type": "Place", "subtype": "County", "names": "",
        "code": "990101", "date": "",
    }  # fmt: skip
    statements = rows(tmp_path / "edges.csv", "utf-8-sig")
    assert {row["modality"] for row in statements} == {"actual", "planned", "wished"}
    assert {row["head"] for row in statements} | {row["tail"] for row in statements} <= set(things)
    (plan,) = (row for row in statements if row["modality"] == "planned")
    assert (plan["count"], plan["time"], plan["reports"]) == ("5", "2026", "茶叶学会走进青禾县")


def test_no_spreadsheet_takes_a_name_for_a_formula(quads: ox.Store, tmp_path: Path) -> None:
    relabelled(quads, HOSTILE)
    for write, encoding, column in ((write_pair, "utf-8-sig", "iri"), (write_neo4j, "utf-8", "iri:ID")):
        write(quads, tmp_path)
        labels = {row[column]: row["label"] for row in rows(tmp_path / "nodes.csv", encoding)}
        assert labels[IRI["company"]].startswith("'=cmd")


def test_neo4j_has_the_headers_of_its_import(quads: ox.Store, tmp_path: Path) -> None:
    relabelled(quads, "行远\r\n公司")
    write_neo4j(quads, tmp_path)
    # One record a line: else its import needs an option that makes it slow.
    lines = (tmp_path / "nodes.csv").read_bytes().split(b"\r\n")
    assert lines[0] == b"iri:ID,label,names,code,date,:LABEL"
    assert len(lines) == 12
    things = {row["iri:ID"]: row for row in rows(tmp_path / "nodes.csv", "utf-8")}
    assert things[IRI["society"]][":LABEL"] == "Thing;Organization;Society"
    assert things[IRI["company"]]["label"] == "行远 公司"
    statements = rows(tmp_path / "edges.csv", "utf-8")
    assert list(statements[0])[:3] == [":START_ID", ":END_ID", ":TYPE"]
    assert "count:int" in statements[0]
    assert {row[":START_ID"] for row in statements} <= set(things)


@pytest.mark.parametrize("write", [write_pair, write_neo4j])
def test_plain_numbers_stay_numbers(quads: ox.Store, tmp_path: Path, write: object) -> None:
    relabelled(quads, "-5")
    assert callable(write)
    write(quads, tmp_path)
    assert ",-5," in (tmp_path / "nodes.csv").read_text(encoding="utf-8")
