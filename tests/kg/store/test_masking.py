from __future__ import annotations

import pytest

from kg.store.masking import hidden, hide, names_pattern


@pytest.mark.parametrize(
    ("names", "text", "shown"),
    [
        (["李明远"], "主席李明远到青禾县", "主席×××到青禾县"),
        (["李明", "李明远"], "李明远、李明", "×××、××"),
        (["李明远"], "李 明　远,李明\n远", "× ×　×,李明\n远"),
        (["阿依古丽·买买提"], "阿依古丽·买买提,阿依古丽买买提", "×" * 8 + "," + "×" * 7),
        (["李"], "李先生", "李先生"),
        (["李明远", "王芳"], "二〇二五年,王芳", "二〇二五年,××"),
        (["a.c"], "abc a.c", "abc ×××"),
    ],
)
def test_names_are_hidden_wherever_they_stand(names: list[str], text: str, shown: str) -> None:
    pattern = names_pattern(names)
    assert (text if pattern is None else hide(text, pattern)) == shown
    assert len(shown) == len(text)


def test_no_names_need_no_pattern() -> None:
    assert names_pattern([]) is None


def test_spaces_stay() -> None:
    assert hidden("李 明\n远") == "× ×\n×"
