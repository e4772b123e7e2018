"""The whole pipeline on reports of our own, and on those of KG_GOLD where it is set."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extractors import pipeline
from extractors.annotation import to_json
from extractors.components import words
from extractors.mentions import Claim, Mention
from extractors.model import ENTITY_TYPES, RELATION_ENDS, SUBTYPES, Extraction, Span
from extractors.normalise import Normalised, normalise
from extractors.pipeline import COMPONENTS, load
from extractors.reading import document, find_reports, read
from tests.extractors.growth import LINEAR, ratio

SAMPLES = Path(__file__).with_name("samples")
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"
GOLD = [Path(os.environ["KG_GOLD"])] if "KG_GOLD" in os.environ else []
REPORTS = [file.path for file in find_reports([SAMPLES, EXAMPLES, *GOLD])]


@pytest.fixture(params=REPORTS, ids=lambda path: path.stem)
def extraction(request: pytest.FixtureRequest) -> Extraction:
    return load().extract(read(request.param))


def test_every_component_gets_what_it_reads() -> None:
    analysis = load().nlp.analyze_pipes()
    assert list(analysis["summary"]) == list(COMPONENTS)
    assert {name: problems for name, problems in analysis["problems"].items() if problems} == {}


def test_the_golden_report_gives_its_record() -> None:
    """To renew it after a change: cd tests/extractors/samples; kg extract golden.txt -o . ; git diff."""
    path = SAMPLES / "golden.txt"
    written = to_json(load().extract(replace(read(path), path=path.name)))
    expected = path.with_suffix(".json").read_text(encoding="utf-8")
    lines = difflib.unified_diff(expected.splitlines(), written.splitlines(), "golden.json", "extracted", n=9)
    if diff := "\n".join(lines):
        pytest.fail(f"the record has changed:\n{diff}", pytrace=False)


def test_where_a_report_comes_from_is_used() -> None:
    report = document("省科协召开会议\n3月8日，省科协召开会议。", Path("x.txt"))
    assert load().extract(report).entities[0].name == "省科学技术协会"
    assert load().extract(replace(report, place="广东省")).entities[0].name == "广东省科学技术协会"


def test_reports_read_together_say_what_each_says_alone() -> None:
    reports = list(map(read, REPORTS[:5]))
    assert load().extract_together(reports) == [load().extract(report) for report in reports]
    assert load().extract_together([]) == []


def test_the_golden_report_has_every_relation() -> None:
    extracted = load().extract(read(SAMPLES / "golden.txt"))
    assert {statement.type for statement in extracted.statements} == set(RELATION_ENDS)


def test_every_mention_and_every_quote_is_at_its_place(extraction: Extraction) -> None:
    text = extraction.document.text
    for entity in extraction.entities:
        for form in entity.forms:
            assert list(form.mentions) == sorted(set(form.mentions))
            written = {normalise(text[begin:end]).text for begin, end in form.mentions}
            assert written <= {normalise(form.text).text}
        assert entity.mentions
        assert entity.name in {form.text for form in entity.forms}
    for statement in extraction.statements:
        assert statement.spans
        assert list(statement.spans) == sorted(set(statement.spans))
        assert all(0 <= begin < end <= len(text) for begin, end in statement.spans)


def test_types_and_ends_are_those_of_the_model(extraction: Extraction) -> None:
    types = {entity.id: entity.type for entity in extraction.entities}
    assert len(types) == len(extraction.entities)
    assert set(types.values()) <= set(ENTITY_TYPES)
    for entity in extraction.entities:
        assert entity.subtype is None or entity.subtype in SUBTYPES[entity.type]
        assert all(form.reason for form in entity.forms)
    for statement in extraction.statements:
        heads, tails = RELATION_ENDS[statement.type]
        assert (types[statement.head] in heads, types[statement.tail] in tails) == (True, True)
        assert statement.head != statement.tail
        assert statement.speaker is None or statement.speaker in types


def test_no_statement_stands_twice(extraction: Extraction) -> None:
    keys = [(one.type, one.head, one.tail, one.role, one.modality) for one in extraction.statements]
    assert len(keys) == len(set(keys))


def test_an_extraction_depends_on_its_report_alone(extraction: Extraction) -> None:
    load().extract(document("甲县科协到乙县调研。省科协（以下简称“协会”）成立。", Path("other.txt")))
    assert load().extract(extraction.document) == extraction


def stated(*claims: Claim) -> list[tuple[str, str, str, tuple[Span, ...]]]:
    """What becomes of claims between the mentions below, in a text with a space before each letter."""
    ids = {id(SOCIETY): "e1", id(PERSON): "e2", id(COUNTY): "e3"}
    spaced = Normalised("甲" * 20, tuple(range(1, 40, 2)))
    found = pipeline._statements(claims, ids, spaced)
    return [(statement.type, statement.head, statement.tail, statement.spans) for statement in found]


SOCIETY = Mention(0, 3, "甲学会", "Organization", "Society", "x")
PERSON = Mention(4, 6, "王立", "Person", None, "x")
COUNTY = Mention(7, 9, "东县", "Place", "County", "x")


def test_the_first_of_equal_claims_stands_and_statements_are_in_text_order() -> None:
    assert stated(
        Claim("holdsPost", PERSON, SOCIETY, ((4, 6), (0, 3)), "late", role="会长"),
        Claim("locatedIn", SOCIETY, COUNTY, ((7, 9),), "second"),
        Claim("locatedIn", SOCIETY, COUNTY, ((0, 9),), "first"),
        Claim("holdsPost", PERSON, SOCIETY, ((9, 10),), "later", role="会长"),
        Claim("holdsPost", PERSON, SOCIETY, ((9, 10),), "other", role="理事"),
    ) == [
        ("holdsPost", "e2", "e1", ((1, 6), (9, 12))),
        ("locatedIn", "e1", "e3", ((1, 18),)),
        ("holdsPost", "e2", "e1", ((19, 20),)),
    ]


@pytest.mark.parametrize(
    ("kind", "head", "tail"),
    [
        ("holdsPost", SOCIETY, PERSON),
        ("cooperatesWith", SOCIETY, SOCIETY),
        ("locatedIn", SOCIETY, Mention(0, 2, "乙县", "Place", "County", "in no entity")),
    ],
)
def test_a_claim_that_its_relation_cannot_make_says_nothing(kind: str, head: Mention, tail: Mention) -> None:
    assert stated(Claim(kind, head, tail, ((0, 3),), "x")) == []


def variants(text: str) -> Iterator[str]:
    yield text.replace("\n", "\r\n")
    yield text.replace("，", ",").replace("“", '"').replace("”", '"')
    yield text.replace("科协", "科\u200b协").replace("东源县", "东 源 县")


def test_the_way_of_writing_changes_offsets_alone() -> None:
    original = load().extract(read(SAMPLES / "golden.txt"))
    facts = [replace(statement, spans=()) for statement in original.statements]
    for text in variants(original.document.text):
        varied = load().extract(document(text, Path("x.txt")))
        assert [entity.name for entity in varied.entities] == [entity.name for entity in original.entities]
        assert [replace(statement, spans=()) for statement in varied.statements] == facts
        assert [normalise(quote).text for quote in quotes(varied)] == [
            normalise(quote).text for quote in quotes(original)
        ]


def quotes(extraction: Extraction) -> list[str]:
    text = extraction.document.text
    return [text[begin:end] for statement in extraction.statements for begin, end in statement.spans]


HOSTILE = [
    "甲",
    "（“",
    "《》",
    "主席、",
    "东源县",
    "王立强、",
    "甲学会（简称乙会）",
    "“智汇”计划，",
    "将建设花生科技小院，",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_text(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All but the tagger, which answers from memory the second time."""

    class Known:
        def tag(self, stretches: list[str]) -> list[list[tuple[str, str]]]:
            new = [stretch for stretch in dict.fromkeys(stretches) if stretch not in answers]
            answers.update(zip(new, tagger.tag(new), strict=True))
            return [answers[stretch] for stretch in stretches]

    answers: dict[str, list[tuple[str, str]]] = {}
    tagger = words.tagger()
    monkeypatch.setattr(words, "tagger", Known)
    assert ratio(lambda text: load().read(normalise(text), None), piece, 1_000) < LINEAR


def test_a_name_has_the_dot_that_the_report_writes() -> None:
    text = "甲市举办“花生•金穗”科普论坛。"
    extraction = load().extract(document(text, Path("x.txt")))
    (event,) = [entity for entity in extraction.entities if entity.type == "Event"]
    forms = {form.text: form.mentions for form in event.forms}
    assert forms["“花生•金穗”科普论坛"] == forms["“花生·金穗”科普论坛"]
