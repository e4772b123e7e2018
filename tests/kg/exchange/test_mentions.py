from __future__ import annotations

import csv
import io
import random

import pyoxigraph as ox

from kg.exchange.mentions import mentions_table
from kg.store.records import report_id
from kg.store.update import put_report, put_sources, update
from tests.kg.small import FIRST, IRI, SECOND, first, second, small_store

COLUMNS = "report,begin,end,form,type,entity,label,reason"


def rows(quads: ox.Store) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(mentions_table(quads))))


def test_the_columns_are_a_contract(quads: ox.Store) -> None:
    assert mentions_table(quads).split("\n", 1)[0] == COLUMNS
    assert mentions_table(ox.Store()) == COLUMNS + "\n"


def test_each_mention_of_each_report_has_one_row(quads: ox.Store) -> None:
    expected = sorted(
        (name, begin, end, form.text)
        for name, extraction in (("a", first()), ("b", second()))
        for entity in extraction.entities
        for form in entity.forms
        for begin, end in form.mentions
    )
    found = [(row["report"], int(row["begin"]), int(row["end"]), row["form"]) for row in rows(quads)]
    assert sorted(found) == expected
    # What is expanded and stands nowhere has none.
    assert "云岭省科学技术协会" not in {form for *_, form in found}


def test_the_offsets_are_those_of_the_text(quads: ox.Store) -> None:
    texts = {"a": FIRST, "b": SECOND}
    for row in rows(quads):
        assert texts[row["report"]][int(row["begin"]) : int(row["end"])] == row["form"]


def test_a_row_says_what_the_mention_became_and_why(quads: ox.Store) -> None:
    [row] = [row for row in rows(quads) if (row["report"], row["form"]) == ("b", "省科协")]
    assert row == {
        "report": "b",
        "begin": str(SECOND.index("省科协")),
        "end": str(SECOND.index("省科协") + 3),
        "form": "省科协",
        "type": "Organization",
        "entity": IRI["association"],
        "label": "云岭省科学技术协会",
        "reason": "name",
    }


def test_a_report_is_named_by_the_first_of_its_sources() -> None:
    quads, extraction = ox.Store(), second()
    report = report_id(extraction.document)
    put_report(quads, extraction, report, with_text=True)
    put_sources(quads, report, ["z/copy.txt", "old/2024.12.txt"])
    update(quads, {report}, set())
    assert {row["report"] for row in rows(quads)} == {"2024.12"}


def test_rows_are_sorted_by_report_and_place(quads: ox.Store) -> None:
    places = [(row["report"], int(row["begin"]), int(row["end"])) for row in rows(quads)]
    assert places == sorted(places)
    shuffled = list(small_store())
    random.Random(3).shuffle(shuffled)
    other = ox.Store()
    other.extend(shuffled)
    assert mentions_table(other) == mentions_table(quads)
