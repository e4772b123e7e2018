"""The named questions, about things that reports speak of, beside the same SPARQL in other stores."""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from statistics import median
from typing import cast

import pyoxigraph as ox
from rdflib import RDF

from benchmarks.build import LOADED_UP_TO, exported
from benchmarks.measuring import percentile, run, timed
from benchmarks.tables import Cell, Table
from benchmarks.workload import Workload
from kg.answers.query import about, select
from kg.answers.questions import Question, ask, load_questions
from kg.errors import NotFoundError
from kg.store import open_store
from kg.store.patterns import term, values
from kg.store.quads import Quads
from kg.store.rdf import FACTS
from kg.vocabulary import KXG, local_name

THINGS = 5
"""As many things each question is asked about, beside that of its example."""
QUERY_LIMIT = 2
"""Seconds that a query of rdflib may take."""
SEEN = 20_000
"""As many statements are looked through for the things; they lie in the order of hashes, so in none."""
COLUMNS = (
    "reports", "things drawn", "asked", "with answers", "p50 ms", "p95 ms", "slowest ms",
    "the slowest three (ms)", "with sentences: p95 ms",
)  # fmt: skip
PEERS = ("the same SPARQL in", "queries", "same number of rows", "p50 ms", "p95 ms", "not ended")


def tables(workload: Workload, sizes: Sequence[int]) -> Iterator[Table]:
    """Give what the questions take at each size, and in other stores at the smallest."""
    yield Table(
        "Named questions", COLUMNS, [row for size in sizes for row in _rows(workload, size)],
        f"Each of the {len(load_questions())} questions about the thing of its example and {THINGS} others, "
        "drawn all alike, or each as often as statements name it. From the name to the table, as `kg ask`; "
        "with the sentences too, as `kg ask --evidence`. Without the start of the program.",
    )  # fmt: skip
    size = min(sizes)
    if size <= LOADED_UP_TO:
        yield Table(
            f"The same SPARQL elsewhere, {size:,} reports", PEERS, _peers(workload, size),
            "One query for each question, its thing bound; the query alone, without names and sentences. "
            f"A query of rdflib may take {QUERY_LIMIT} s; p50 and p95 are of those that ended.",
        )  # fmt: skip


def _rows(workload: Workload, size: int) -> Iterator[list[Cell]]:
    with open_store(workload.store(size)) as opened:
        things = things_stated(opened.quads)
        alike = defaultdict(list, {type_: sorted(set(iris)) for type_, iris in things.items()})
        yield [size, "all alike", *_times(opened.quads, alike)]
        yield [size, "by statements", *_times(opened.quads, things)]


def _times(quads: Quads, things: Things) -> list[Cell]:
    times: dict[str, list[float]] = defaultdict(list)
    with_sentences: list[float] = []
    answered = 0
    for question, names in asked_about(things):
        try:
            answer, cost = timed(lambda: ask(quads, question, names, sentences=False))  # noqa: B023
        except NotFoundError:  # the thing of the example is not in every store
            continue
        answered += bool(answer.rows)
        times[question.name].append(cost.seconds * 1000)
        _, cost = timed(lambda: ask(quads, question, names))  # noqa: B023
        with_sentences.append(cost.seconds * 1000)
    everything = [one for some in times.values() for one in some]
    slowest = sorted(times, key=lambda name: -max(times[name]))[:3]
    listed = "、".join(f"{name} {max(times[name]):.0f}" for name in slowest)
    spread = median(everything), percentile(everything, 95), max(everything)
    return [len(everything), answered, *spread, listed, percentile(with_sentences, 95)]


Things = Mapping[str, Sequence[str]]
"""IRIs of things by type."""


def asked_about(things: Things) -> Iterator[tuple[Question, Sequence[str]]]:
    """Give each question with the names in its example, and with IRIs drawn from the things."""
    for question in load_questions().values():
        yield question, question.example
        chance = random.Random(question.id)
        for _ in range(THINGS if question.parameters else 0):
            kinds = [
                [iri for type_ in types for iri in things[type_]] for types in question.parameters.values()
            ]
            if all(kinds):
                yield question, [chance.choice(kind) for kind in kinds]


def things_stated(quads: Quads) -> Things:
    """Return the IRIs of things by type, once for each statement that names them, sorted."""
    # Look-ups: the same in SPARQL holds all pairs at once, and takes minutes where there are many.
    things: dict[str, list[str]] = defaultdict(list)
    types: dict[str, list[str]] = {}
    for predicate in (RDF.subject, RDF.object):
        stated = quads.quads_for_pattern(None, term(predicate), None, term(KXG.statements))
        for quad in islice(stated, SEEN):
            thing = cast(ox.NamedNode, quad.object)
            if thing.value not in types:
                types[thing.value] = [local_name(type_) for type_ in values(quads, thing, RDF.type, FACTS)]
            for type_ in types[thing.value]:
                things[type_].append(thing.value)
    return defaultdict(list, {type_: sorted(iris) for type_, iris in things.items()})


def _peers(workload: Workload, size: int) -> list[list[Cell]]:
    queries: dict[str, str] = {}
    ours: dict[str, list[float] | None] = {}
    with open_store(workload.store(size)) as opened:
        for question, iris in asked_about(things_stated(opened.quads)):
            if question.parameters and all(iri.startswith("https:") for iri in iris):
                bound = dict(zip(question.parameters, iris, strict=True))
                queries[question.name] = about(question.query, bound)
        for name, sparql in queries.items():
            answer, cost = timed(lambda: select(opened.quads, sparql).rows)  # noqa: B023
            ours[name] = [cost.seconds * 1000, len(answer)]
    answers = {"the store of `kg`": ours}
    for peer in ("pyoxigraph", "rdflib"):
        program = [sys.executable, "-m", "benchmarks.in_memory", peer, exported(workload, size), QUERY_LIMIT]
        answers[f"{peer}, in memory"] = json.loads(run(*program, given=json.dumps(queries)).output)["answers"]
    rows: list[list[Cell]] = []
    for name, found in answers.items():
        ended = {query: told for query, told in found.items() if told is not None}
        same = sum(told[1] == ours[query][1] for query, told in ended.items())  # type: ignore[index]
        times = [told[0] for told in ended.values()]
        row: list[Cell] = [name, len(queries), same, median(times), percentile(times, 95)]
        rows.append([*row, len(queries) - len(ended)])
    return rows
