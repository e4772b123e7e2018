from __future__ import annotations

import pytest

from extractors.model import Extraction
from kg.identity.judgements import (
    JudgedMention,
    JudgedProfiles,
    Judgement,
    Judgements,
    StatementKind,
    contradicting,
    from_json,
    matching,
    to_json,
)
from tests.kg.store.five import five

REPORT = "r"
EXTRACTION: Extraction = five()[1]
TEXT = EXTRACTION.document.text


def mention(form: str, type_: str = "Organization", shift: int = 0) -> JudgedMention:
    begin = TEXT.index(form) + shift
    return JudgedMention(REPORT, type_, form, begin, begin + len(form))


PERSON, BODY, COUNTY = (
    mention("李明远", "Person"),
    mention("云岭省科学技术协会"),
    mention("青禾县", "Place"),
)


def judgement(kind: str, *sides: JudgedMention, statement: StatementKind | None = None) -> Judgement:
    left, right = sides if len(sides) == 2 else (sides[0], None)
    return Judgement(
        kind, (left,), () if right is None else (right,), "王芳", "2026-01-02T03:04:05Z", statement
    )


def test_json_brings_a_judgement_back() -> None:
    statement = StatementKind("holdsPost", "主席", "actual", None)
    one = judgement("rejected", PERSON, BODY, statement=statement)
    assert from_json(to_json(one)) == one
    undone = one.undo("李雷", "2026-02-01T00:00:00Z")
    assert from_json(to_json(undone)) == undone
    assert undone.id == one.id
    for text in ("{}", '{"kind":"guess"}', "[]", "no json"):
        with pytest.raises(ValueError, match="."):
            from_json(text)


def test_an_entity_is_found_at_its_mention_else_by_overlap_else_by_form() -> None:
    nearly = mention("云岭省科学技术协会", shift=1)
    elsewhere = JudgedMention(REPORT, "Organization", "云岭省科学技术协会", 900, 909)
    for place in (BODY, nearly, elsewhere):
        sides = Judgements([judgement("same", place, COUNTY)]).sides(EXTRACTION, REPORT)
        assert set(sides) == {"y", "z"}
        assert [side.side for side in sides["y"]] == ["left"]
    other_type = BODY._replace(type="Place")
    assert set(Judgements([judgement("same", other_type, COUNTY)]).sides(EXTRACTION, REPORT)) == {"z"}
    assert Judgements([judgement("same", BODY, COUNTY)]).sides(EXTRACTION, "another") == {}


def test_a_judgement_taken_back_is_not_in_force() -> None:
    undone = judgement("same", BODY, COUNTY).undo("李雷", "2026-02-01T00:00:00Z")
    assert list(Judgements([undone])) == []
    assert Judgements([undone]).sides(EXTRACTION, REPORT) == {}


def test_who_is_set_apart_has_one_key_of_the_judgement() -> None:
    apart = judgement("apart", COUNTY, BODY)
    keys = Judgements([apart]).keys_apart(EXTRACTION, REPORT)
    assert list(keys) == ["y"]
    assert keys["y"].startswith("organization/")
    assert Judgements([judgement("different", COUNTY, BODY)]).keys_apart(EXTRACTION, REPORT) == {}


def test_a_rejected_statement_is_left_out_and_no_other() -> None:
    post = StatementKind("holdsPost", "主席", "actual", None)
    upheld = Judgements([judgement("rejected", PERSON, BODY, statement=post)]).upheld(EXTRACTION, REPORT)
    assert [one.type for one in upheld.statements] == ["serves", "hasIndustry", "visits"]
    for other in (
        judgement("rejected", PERSON, BODY, statement=post._replace(role="副主席")),
        judgement("rejected", BODY, PERSON, statement=post),
        judgement("accepted", PERSON, BODY, statement=post),
    ):
        assert Judgements([other]).upheld(EXTRACTION, REPORT) == EXTRACTION
    assert matching(EXTRACTION, REPORT, judgement("accepted", PERSON, BODY, statement=post)) == [0]


def test_contradictions_name_the_judgements_that_cannot_all_hold() -> None:
    def said(name: str, kind: str, left: str, right: str) -> JudgedProfiles:
        return JudgedProfiles(name, kind, frozenset(left), frozenset(right))

    judged = [
        said("1", "same", "a", "b"),
        said("2", "same", "b", "c"),
        said("3", "different", "a", "c"),
        said("4", "different", "a", "d"),
        said("5", "same", "d", "e"),
    ]
    assert contradicting(judged) == [frozenset({"1", "2", "3"})]
    assert contradicting(reversed(judged)) == [frozenset({"1", "2", "3"})]
    assert contradicting(judged[:2]) == []
