"""Which heads with what stands before them are names."""

from __future__ import annotations

import pytest

from extractors.components import titles
from extractors.components.names.grammar import kinds
from extractors.components.names.proof import Candidate, is_name
from extractors.components.names.surroundings import Surroundings
from extractors.mentions import Mention, Word


def proved(
    place: str, field: str, head: str, behind: str = "", before: str = "", parent: str = "", number: int = 0
) -> bool:
    """Whether place + field + head is a name, with a body `parent` and other text around it."""
    text = before + parent + place + field + head + behind
    begin = len(before) + len(parent)
    head_begin = begin + len(place) + len(field)
    places = [Mention(begin, begin + len(place), place, "Place", "County", "given")] if place else []
    view = Surroundings(text, (), places, titles.match(text))
    body = Mention(len(before), begin, parent, "Organization", "University", "given") if parent else None
    candidate = Candidate(
        kinds()[head][number],
        head,
        begin,
        head_begin,
        head_begin + len(head),
        places[0] if places else None,
        body,
    )
    return is_name(view, candidate)


@pytest.mark.parametrize(
    ("place", "field", "head", "expected"),
    [
        ("", "花生", "协会", True),
        ("", "各级", "协会", False),
        ("", "行业", "协会", False),
        ("甲县", "行业", "协会", True),
        ("甲县", "", "协会", False),
        ("甲县", "", "科协", True),
        ("甲县", "", "中心", False),
        ("甲县", "服务", "中心", True),
        ("甲县", "", "联盟", True),
        ("", "省", "科协", True),
        ("", "省级", "科协", False),
        ("", "县花生", "协会", True),
        ("", "市县花生", "协会", False),
        ("", "市", "公司", False),
        ("", "首届", "协会", False),
        ("", "首届花生", "协会", False),
        ("", "首届", "论坛", False),
        ("", "第三届花生", "论坛", True),
        ("", "第三届行业", "论坛", False),
        ("甲县", "第三届行业", "论坛", True),
        ("", "", "教育部", True),
        ("", "", "协会", False),
        ("", "", "市政府", True),
    ],
)
def test_places_and_fields(place: str, field: str, head: str, expected: bool) -> None:
    assert proved(place, field, head) is expected


@pytest.mark.parametrize(
    ("field", "head", "expected"),
    [
        ("", "分会", True),
        ("行业", "分会", True),
        ("", "协会", False),
        ("首届", "论坛", True),
        ("", "论坛", False),
        ("", "座谈会", True),
        ("", "基地", False),
    ],
)
def test_behind_a_body(field: str, head: str, expected: bool) -> None:
    assert proved("", field, head, parent="甲大学") is expected


def test_a_school_needs_its_university_or_a_field() -> None:
    assert proved("", "", "学院", parent="甲大学")
    assert proved("", "花生", "学院")
    assert not proved("", "各级", "学院")
    assert not proved("甲县", "花生", "学院")
    assert not proved("", "花生", "教务处")


def test_a_post_behind_a_unit_proves_it() -> None:
    assert proved("", "教育", "局", behind="局长")
    assert not proved("", "教育", "局")
    assert proved("", "", "办公室", behind="主任", before="、")
    assert not proved("", "", "办公室", behind="主任", before="到")
    assert not proved("", "", "办公室", before="、")
    assert not proved("", "行业", "协会", behind="会长")
    assert proved("", "综合", "科", behind="科长")


def test_the_tagger_proves_a_body_of_generic_words() -> None:
    text = "高等教育研究会"
    candidate = Candidate(kinds()["研究会"][0], "研究会", 0, 4, 7, None, None)
    assert not is_name(Surroundings(text, (), (), ()), candidate)
    assert is_name(Surroundings(text, [Word(0, 7, text, "ORG")], (), ()), candidate)
    assert not is_name(Surroundings(text, [Word(0, 7, text, "n")], (), ()), candidate)
