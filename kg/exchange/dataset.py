"""An N-Quads or TriG export of a whole store, read back: reports and judgements; the rest is derived anew."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import groupby
from pathlib import Path
from typing import cast

import pyoxigraph as ox
from rdflib import DCTERMS

from kg.exchange.contents import Contents, checked, forgotten_of, judgement_of, reading
from kg.exchange.report_copy import ReportCopy
from kg.store.ledger import Ledger
from kg.store.patterns import term
from kg.vocabulary import FORGOTTEN, KX, KXG, REPORT

SUFFIXES = {".nq": ox.RdfFormat.N_QUADS, ".trig": ox.RdfFormat.TRIG}
"""Which formats hold the whole store, by the suffix of the file."""

_JUDGEMENTS, _FORGOTTEN = term(KXG.judgements), term(KXG.forgotten)


def read_dataset(path: Path) -> Contents:
    """Return what an export holds; it does not say where the files lay. Raises KgError as `reports` does."""
    with reading(path):
        judgements = [
            judgement_of(_text(quad))
            for quad in _quads(path)
            if quad.graph_name == _JUDGEMENTS and quad.predicate == term(KX.record)
        ]
        forgotten = forgotten_of(
            (_text(quad), cast(ox.NamedNode, quad.subject).value.removeprefix(FORGOTTEN))
            for quad in _quads(path)
            if quad.graph_name == _FORGOTTEN and quad.predicate == term(KX.salt)
        )
    return Contents(
        reports=lambda: _reports(path), judgements=judgements, forgotten=forgotten, ledger=Ledger()
    )


def _reports(path: Path) -> Generator[ReportCopy, None, None]:
    with reading(path):
        yield from checked(_copies(path))


def _copies(path: Path) -> Iterator[ReportCopy]:
    report = None
    own = (quad for quad in _quads(path) if _is_of_report(quad))
    # An export has all that it says of one subject in one place.
    for report, quads in groupby(own, lambda quad: cast(ox.NamedNode, quad.subject).value):
        yield _copy(report.removeprefix(REPORT), list(quads))
    if report is None:
        raise ValueError("it holds no report of kg")


def _copy(report: str, quads: list[ox.Quad]) -> ReportCopy:
    records = [_text(quad) for quad in quads if quad.predicate == term(KX.record)]
    texts = [_text(quad) for quad in quads if quad.predicate == term(KX.text)]
    if not records:
        raise ValueError(f"report {report[:12]} in it has no record (an export without some things has none)")
    if len(records) > 1 or len(texts) > 1:
        raise ValueError(f"report {report[:12]} in it stands there twice")
    sources = sorted(_text(quad) for quad in quads if quad.predicate == term(DCTERMS.source))
    return ReportCopy(report, records[0], texts[0] if texts else None, tuple(sources))


def _quads(path: Path) -> Iterator[ox.Quad]:
    yield from ox.parse(path=str(path), format=SUFFIXES[path.suffix.lower()])


def _is_of_report(quad: ox.Quad) -> bool:
    """Return whether a quad is about the report whose graph it is in, not about what follows."""
    graph = quad.graph_name
    return isinstance(graph, ox.NamedNode) and graph == quad.subject and graph.value.startswith(REPORT)


def _text(quad: ox.Quad) -> str:
    if not isinstance(quad.object, ox.Literal):
        raise ValueError("a text in it is no text")
    return quad.object.value
