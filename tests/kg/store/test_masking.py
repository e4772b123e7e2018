from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.model import Extraction
from kg.store.masking import has_hidden, hidden, hide, names_pattern, without_persons
from tests.kg.store.five import extraction


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
    assert hide(text, names_pattern(names)) == shown
    assert len(shown) == len(text)


def test_no_name_hides_nothing() -> None:
    assert hide("李明远", names_pattern([])) == "李明远"


def test_spaces_stay() -> None:
    assert hidden("李 明\n远") == "× ×\n×"


@pytest.mark.parametrize(
    ("text", "is_hidden"), [("×××说", True), ("× ×", True), ("5×8米", False), ("二〇〇五", False)]
)
def test_what_is_hidden_is_told_from_what_was_written(text: str, is_hidden: bool) -> None:
    assert has_hidden(text) is is_hidden


TEXT = "李明远工作室\n主席李明、李明远、李明山到青禾县。李明说,李明远工作室建成。\n来源:李明\n"


def report() -> Extraction:
    things = {
        "a": ("Person", None, "李明", None),
        "b": ("Person", None, "李明山", None),
        "f": ("Facility", "Station", "李明远工作室", None),
        "c": ("Place", "County", "青禾县", "990101"),
    }
    rows = [
        ("visits a c | 李明、", {"role": "李明说"}),
        ("visits b c | 李明山到青禾县", {"speaker": "a", "trigger": "李明说"}),
    ]
    return extraction("a", TEXT, things, rows)


def test_a_person_leaves_a_report_and_a_longer_name_stays() -> None:
    left = without_persons(report(), {"a"})
    assert left.document.text == "××远工作室\n主席××、××远、李明山到青禾县。××说,××远工作室建成。\n来源:××\n"
    assert left.document.title == "××远工作室"
    assert [entity.name for entity in left.entities] == ["李明山", "××远工作室", "青禾县"]
    (statement,) = left.statements
    assert (statement.speaker, statement.trigger, statement.spans) == (
        None,
        "××说",
        report().statements[1].spans,
    )


def test_of_a_name_that_two_bear_only_the_mentions_of_the_one_are_hidden() -> None:
    text = "李明与李明见面,李明先走"
    things = {"a": ("Person", None, "李明", None), "b": ("Person", None, "李明", None)}
    one = extraction("a", text, things, [])
    first, second = one.entities
    second = replace(second, forms=(replace(second.forms[0], mentions=((3, 5),)),))
    left = without_persons(replace(one, entities=(first, second)), {"a"})
    assert left.document.text == "××与李明见面,李明先走"


def test_nobody_left_out_changes_nothing() -> None:
    assert without_persons(report(), set()) == report()
