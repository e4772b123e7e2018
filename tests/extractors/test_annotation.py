"""The Extraction record: its keys are the contract, and reading it gives back what was written."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.annotation import FORMAT, evidence, from_record, to_json, to_record
from extractors.model import (
    RELATION_ENDS,
    SUBTYPES,
    Document,
    Entity,
    Extraction,
    Form,
    Statement,
)

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6)
maybe = st.none() | words


def spans(length: int) -> st.SearchStrategy[tuple[tuple[int, int], ...]]:
    span = st.tuples(st.integers(0, length - 1), st.integers(1, length)).filter(
        lambda pair: pair[0] < pair[1]
    )
    return st.lists(span, max_size=3).map(lambda pairs: tuple(sorted(pairs)))


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
    stretches = spans(len(text))
    document = Document(draw(words), draw(words), text, draw(words), draw(maybe), draw(maybe), draw(maybe))
    entities = []
    for number in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(sorted(SUBTYPES)))
        entities.append(
            Entity(
                f"e{number}",
                kind,
                draw(st.sampled_from([None, *SUBTYPES[kind]])),
                draw(words),
                tuple(draw(st.lists(st.builds(Form, words, words, stretches), max_size=3))),
                draw(maybe),
                draw(maybe),
            )
        )
    identifiers = st.sampled_from([entity.id for entity in entities])
    statement = st.builds(
        Statement,
        type=st.sampled_from(sorted(RELATION_ENDS)),
        head=identifiers,
        tail=identifiers,
        spans=stretches,
        rule=words,
        modality=st.sampled_from(["actual", "planned", "wished"]),
        role=maybe,
        trigger=maybe,
        speaker=st.none() | identifiers,
        time=maybe,
        count=st.none() | st.integers(0, 99),
    )
    return Extraction(document, tuple(entities), tuple(draw(st.lists(statement, max_size=3))), draw(words))


@settings(max_examples=50, derandomize=True, deadline=None)
@given(extractions())
def test_a_record_reads_back_as_what_was_written(extraction: Extraction) -> None:
    assert from_record(json.loads(to_json(extraction)), extraction.document.text) == extraction


def small() -> Extraction:
    """甲学会 in two forms holds a place, said in two stretches."""
    return Extraction(
        Document("visit", "in/visit.txt", "甲学会（学会）在乙县。", "0" * 64, "题", "2025-03-08", "甲学会"),
        (
            Entity(
                "e1",
                "Organization",
                "Society",
                "甲学会",
                (
                    Form("甲学会", "full name in the text", ((0, 3),)),
                    Form("学会", "named so in a bracket behind the full name", ((1, 3), (4, 6))),
                    Form("甲省甲学会", "expanded name"),
                ),
            ),
            Entity("e2", "Place", "County", "乙县", (Form("乙县", "gazetteer", ((8, 10),)),), code="441625"),
        ),
        (
            Statement(
                "locatedIn", "e1", "e2", ((0, 3), (7, 10)), "structure.seat", "planned",
                role="r", trigger="在", speaker="e1", time="2025", count=3,
            ),
        ),
        "0.1.0",
    )  # fmt: skip


def test_the_keys_and_values_are_those_of_the_contract() -> None:
    assert to_record(small()) == {
        "format": FORMAT,
        "extractor": "0.1.0",
        "doc": "visit",
        "path": "in/visit.txt",
        "sha256": "0" * 64,
        "title": "题",
        "date": "2025-03-08",
        "publisher": "甲学会",
        "entities": [
            {
                "id": "e1",
                "type": "Organization",
                "subtype": "Society",
                "name": "甲学会",
                "names": ["甲学会", "学会"],
                "optional": False,
                "date": None,
                "code": None,
                "mentions": [[0, 3], [1, 3], [4, 6]],
                "forms": [
                    {"text": "甲学会", "reason": "full name in the text", "mentions": [[0, 3]]},
                    {
                        "text": "学会",
                        "reason": "named so in a bracket behind the full name",
                        "mentions": [[1, 3], [4, 6]],
                    },
                    {"text": "甲省甲学会", "reason": "expanded name", "mentions": []},
                ],
            },
            {
                "id": "e2",
                "type": "Place",
                "subtype": "County",
                "name": "乙县",
                "names": ["乙县"],
                "optional": False,
                "date": None,
                "code": "441625",
                "mentions": [[8, 10]],
                "forms": [{"text": "乙县", "reason": "gazetteer", "mentions": [[8, 10]]}],
            },
        ],
        "relations": [
            {
                "type": "locatedIn",
                "head": "e1",
                "tail": "e2",
                "role": "r",
                "modality": "planned",
                "evidence": "甲学会…在乙县",
                "optional": False,
                "spans": [[0, 3], [7, 10]],
                "rule": "structure.seat",
                "trigger": "在",
                "speaker": "e1",
                "time": "2025",
                "count": 3,
            }
        ],
    }


def test_json_is_the_record_in_readable_chinese() -> None:
    written = to_json(small())
    assert json.loads(written) == to_record(small())
    assert '"name": "甲学会"' in written
    assert written.endswith("}\n")


def test_evidence_is_the_text_at_the_spans() -> None:
    assert evidence("甲学会在乙县", ((0, 1), (4, 6))) == "甲…乙县"
