"""What a store holds, as counts: entities by type, statements by relation and modality, reports by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pyoxigraph as ox

from extractors.model import ENTITY_TYPES, MODALITIES, RELATION_TYPES
from kg.store.quads import Quads
from kg.vocabulary import PREFIXES, REPORT, local_name

_ENTITIES = "SELECT ?type (COUNT(*) AS ?n) { ?thing a ?type } GROUP BY ?type"
_STATEMENTS = """
SELECT ?relation ?modality (COUNT(*) AS ?n) {
  GRAPH kxg:statements { ?statement rdf:predicate ?relation ; kx:modality ?modality }
} GROUP BY ?relation ?modality"""
_DATES = "SELECT ?date { GRAPH ?report { ?report a schema:Report OPTIONAL { ?report dcterms:date ?date } } }"
_EXTRACTORS = "SELECT ?report ?version { GRAPH ?report { ?report a schema:Report ; kx:extractor ?version } }"


def entity_counts(quads: Quads) -> dict[str, int]:
    """Return the number of entities of each type, in the order of `ENTITY_TYPES`."""
    found = {local_name(type_): int(n) for type_, n in _rows(quads, _ENTITIES)}
    return {name: found.get(name, 0) for name in ENTITY_TYPES}


def statement_counts(quads: Quads) -> dict[str, dict[str, int]]:
    """Return for each relation the number of its statements of each modality, all of them named."""
    counts = {relation: dict.fromkeys(MODALITIES, 0) for relation in RELATION_TYPES}
    for relation, modality, n in _rows(quads, _STATEMENTS):
        counts[local_name(relation)][local_name(modality)] = int(n)
    return counts


def report_months(quads: Quads) -> dict[str, int]:
    """Return the number of reports of each month (`2025-03`; a year where no more is known), sorted.

    Those without a date are counted under the empty string, which comes last.
    """
    months = Counter(date[:7] for (date,) in _rows(quads, _DATES))
    return dict(sorted(months.items(), key=lambda item: (item[0] == "", item[0])))


def extractor_counts(quads: Quads) -> dict[str, int]:
    """Return the number of reports that each version of the extractor has read, sorted by version."""
    versions = Counter(version for _, version in _rows(quads, _EXTRACTORS))
    return dict(sorted(versions.items()))


def stale_reports(quads: Quads, version: str) -> list[str]:
    """Return the ids of the reports that another version of the extractor has read, sorted."""
    found = _rows(quads, _EXTRACTORS)
    return sorted(report.removeprefix(REPORT) for report, read_by in found if read_by != version)


def _rows(quads: Quads, query: str) -> Iterator[tuple[str, ...]]:
    """Give the rows of a SELECT as texts; an unbound variable is an empty one."""
    solutions = quads.query(query, prefixes=PREFIXES)
    if isinstance(solutions, ox.QuerySolutions):
        for row in solutions:
            yield tuple("" if value is None else value.value for value in row)
