"""The named questions, about things that reports speak of, beside the same SPARQL in other stores."""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import cast

import pyoxigraph as ox
from rdflib import RDF

from benchmarks.build import LOADED_UP_TO, exported
from benchmarks.measuring import best, percentile, run, timed
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
COLUMNS = ("reports", "asked", "with answers", "p50 ms", "p95 ms", "slowest ms", "the slowest three (ms)")
PEERS = ("the same SPARQL in", "queries", "same number of rows", "p50 ms", "p95 ms", "not ended")


def tables(workload: Workload, sizes: Sequence[int]) -> Iterator[Table]:
    """Give what the questions take at each size, and in other stores at the smallest."""
    yield Table(
        "Named questions", COLUMNS, [_row(workload, size) for size in sizes],
        f"Each of the {len(load_questions())} questions about the thing of its example and {THINGS} others, "
        "drawn as often as statements name them; from the name to the answer with its sentences, as "
        "`kg ask`, without the start of the program. The best of several rounds.",
    )  # fmt: skip
    size = min(sizes)
    if size <= LOADED_UP_TO:
        yield Table(
            f"The same SPARQL elsewhere, {size:,} reports", PEERS, _peers(workload, size),
            "One query for each question, its thing bound; the query alone, without names and sentences. "
            f"A query of rdflib may take {QUERY_LIMIT} s; p50 and p95 are of those that ended.",
        )  # fmt: skip


def _row(workload: Workload, size: int) -> list[Cell]:
    times: dict[str, list[float]] = defaultdict(list)
    answered = 0
    with open_store(workload.store(size)) as opened:
        for question, names in asked_about(opened.quads):
            try:
                answered += bool(ask(opened.quads, question, names).rows)
            except NotFoundError:  # the thing of the example is not in every store
                continue
            cost = best(lambda: timed(lambda: ask(opened.quads, question, names))[1])  # noqa: B023
            times[question.name].append(cost.seconds * 1000)
    everything = [one for some in times.values() for one in some]
    slowest = sorted(times, key=lambda name: -max(times[name]))[:3]
    listed = "、".join(f"{name} {max(times[name]):.0f}" for name in slowest)
    spread = median(everything), percentile(everything, 95), max(everything)
    return [size, len(everything), answered, *spread, listed]


def asked_about(quads: Quads) -> Iterator[tuple[Question, Sequence[str]]]:
    """Give each question with the names in its example, and with IRIs of things in the store."""
    things = _things(quads)
    for question in load_questions().values():
        yield question, question.example
        chance = random.Random(question.id)
        for _ in range(THINGS if question.parameters else 0):
            kinds = [
                [iri for type_ in types for iri in things[type_]] for types in question.parameters.values()
            ]
            if all(kinds):
                yield question, [chance.choice(kind) for kind in kinds]


def _things(quads: Quads) -> Mapping[str, Sequence[str]]:
    """Return the IRIs of the things of each type, once for each statement that names them, sorted."""
    # Look-ups: the same in SPARQL holds all pairs at once, and takes minutes where there are many.
    things: dict[str, list[str]] = defaultdict(list)
    types: dict[str, list[str]] = {}
    for predicate in (RDF.subject, RDF.object):
        for quad in quads.quads_for_pattern(None, term(predicate), None, term(KXG.statements)):
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
        for question, iris in asked_about(opened.quads):
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
