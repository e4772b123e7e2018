"""What stands where in a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.components.posts.view import SentenceView, ordered, within
from extractors.mentions import Mention, Sentence

Views = Callable[[str], SentenceView]
SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)).map(lambda pair: (pair[0], sum(pair))))


def test_lookups_by_begin_and_end(view: Views) -> None:
    one = view("[O:甲学会]会长[P:马骏]。")
    assert {place: body.form for place, body in one.body_at.items()} == {0: "甲学会"}
    assert {place: body.form for place, body in one.body_ending.items()} == {3: "甲学会"}
    assert {place: title.role for place, title in one.title_at.items()} == {3: "会长"}
    assert {place: title.role for place, title in one.title_ending.items()} == {5: "会长"}
    assert {place: person.form for place, person in one.person_at.items()} == {5: "马骏"}
    assert [one.character(place) for place in (-1, 0, 7, 8)] == ["", "甲", "。", ""]


def test_persons_before_and_from_a_place(view: Views) -> None:
    one = view("[P:马骏]、[P:许婷]、[P:何丽娟]到会。")
    assert [person.form for person in one.persons_before(6)] == ["许婷", "马骏"]
    assert [person.form for person in one.persons_before(7)] == ["许婷", "马骏"]
    assert [person.form for person in one.persons_before(1)] == []
    assert [person.form for person in one.persons_from(3)] == ["许婷", "何丽娟"]
    assert [person.form for person in one.persons_from(4)] == ["何丽娟"]


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        ("、", True),
        ("", True),
        ("（女）、[O:甲学会]会长", True),
        ("（" + "长" * 60 + "）、", False),
        ("（女、", False),
        ("的", False),
        ("。", False),
    ],
)
def test_what_may_stand_in_a_list(view: Views, between: str, expected: bool) -> None:
    one = view(f"[P:马骏]{between}[P:许婷]")
    assert one.is_list(2, one.persons[-1].begin if len(one.persons) == 2 else one.end) is expected


def test_a_noun_before_a_title_is_preferred(view: Views) -> None:
    one = view("[O:甲学会]与[O:乙协会]开会，学会会长到会。")
    body = one.pointed("会长", 12, 12)
    assert (body is not None and body.form, one.noun_before(12)) == ("甲学会", "学会")
    body = one.pointed("会长", 10, 10)
    assert (body is not None and body.form, one.noun_before(10)) == ("乙协会", "")


@given(SPANS)
def test_ordered_spans_cover_the_same_and_are_apart(spans: list[tuple[int, int]]) -> None:
    merged = ordered(*spans)
    assert {offset for span in merged for offset in range(*span)} == {
        offset for span in spans for offset in range(*span)
    }
    assert all(before[1] < after[0] for before, after in zip(merged, merged[1:], strict=False))


@given(st.lists(st.integers(0, 30)), st.integers(0, 30), st.integers(0, 30))
def test_within_gives_what_begins_in_the_sentence(begins: list[int], first: int, last: int) -> None:
    items = [Mention(begin, begin + 1, "甲", "Person", None, "given") for begin in sorted(begins)]
    inside = within(items, Sentence(first, last, "text", ()))
    assert inside == [item for item in items if first <= item.begin < last]
