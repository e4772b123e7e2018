from __future__ import annotations

from importlib import resources

import pytest

from extractors.errors import DataFileError
from kg.answers.questions.words import is_title, parse_words, words

TEXT = resources.files("ontologies").joinpath("question_words.toml").read_text(encoding="utf-8")


def test_words_for_kinds_mean_classes_a_part_of_the_name_or_nothing_more() -> None:
    kinds = words().kinds
    assert kinds["高校"] == ("University",)
    assert kinds["科技小院"] == ()
    assert "机构" not in kinds
    assert {"高校", "科技小院", "机构"} <= words().classes["Organization"] | words().classes["Facility"]


def test_no_word_that_is_never_answered_says_nothing() -> None:
    # When is told of posts and events alone.
    assert set(words().never).isdisjoint(words().everything - words().classes["when"])


def test_a_synonym_stands_for_a_word_of_the_lists() -> None:
    assert words().standard("啥子") == "什么"
    assert words().standard("什么") == "什么"


@pytest.mark.parametrize(
    ("said", "standard"),
    [
        ("讲了课", "讲课"),
        ("讲讲课", "讲讲课"),
        ("合作合作", "合作"),
        ("最头疼", "头疼"),
        ("最大", "最大"),
        ("当了", "当了"),
    ],
)
def test_a_word_may_be_said_twice_with_a_particle_or_as_a_superlative(said: str, standard: str) -> None:
    assert words().standard(said) == standard


def test_what_opens_a_question_and_what_points_back() -> None:
    assert all(map(words().opens, ["汇总", "需要汇总", "梳理一下"]))
    assert not any(map(words().opens, ["需要", "需要技术"]))
    assert all(map(words().points_back, ["这家学会", "该平台", "这种水果"]))
    assert not any(map(words().points_back, ["学会", "这么"]))


@pytest.mark.parametrize("word", ["主席", "常务副理事长", "党组书记", "总经理"])
def test_titles_are_those_of_the_reports(word: str) -> None:
    assert is_title(word)
    assert not is_title(f"{word}们")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[kinds.Person]", "[kinds.Human]", "there is no type Human"),
        ('"村庄" = ["Village"]', '"村庄" = ["Hamlet"]', "村庄: there is no class Hamlet"),
        ('"村庄" = ["Village"]', '"学会" = ["Village"]', "学会 stands under two types"),
        (
            "former = [",
            "earlier = [",
            "the entries must be fillers openings before_openings closings never former",
        ),
        ("former = [", "former = [[", "Unclosed array"),
        ('"知道" = [', '"知晓知晓" = [', "stands for 知晓知晓: only the second must be a word of the lists"),
    ],
)
def test_what_is_wrong_in_the_file_is_said(old: str, new: str, message: str) -> None:
    assert old in TEXT
    with pytest.raises(DataFileError) as error:
        parse_words(TEXT.replace(old, new, 1))
    assert str(error.value).startswith("ontologies/question_words.toml: ")
    assert message in str(error.value)
    assert "\n" not in str(error.value)
