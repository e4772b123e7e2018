"""What a store holds, as counts: entities by type, statements by relation and modality, reports by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rdflib import DCTERMS, RDF, SDO

from extractors.model import ENTITY_TYPES, MODALITIES, RELATION_TYPES
from kg.store.patterns import subjects, term, values
from kg.store.quads import Quads
from kg.store.rdf import FACTS
from kg.vocabulary import KX, KXG, REPORT, local_name


def entity_counts(quads: Quads) -> dict[str, int]:
    """Return the number of entities of each type, in the order of `ENTITY_TYPES`."""
    return {name: sum(1 for _ in subjects(quads, RDF.type, term(KX[name]), FACTS)) for name in ENTITY_TYPES}


def statement_counts(quads: Quads) -> dict[str, dict[str, int]]:
    """Return for each relation the number of its statements of each modality, all of them named."""
    graph = term(KXG.statements)
    counts = {relation: dict.fromkeys(MODALITIES, 0) for relation in RELATION_TYPES}
    for relation in RELATION_TYPES:
        for statement in subjects(quads, RDF.predicate, term(KX[relation]), graph):
            for modality in values(quads, statement, KX.modality, graph):
                counts[relation][local_name(modality)] += 1
    return counts


def report_months(quads: Quads) -> dict[str, int]:
    """Return the number of reports of each month (`2025-03`; a year where no more is known), sorted.

    Those without a date are counted under the empty string, which comes last.
    """
    months: Counter[str] = Counter()
    for report in subjects(quads, RDF.type, term(SDO.Report), None):
        months[next(values(quads, report, DCTERMS.date, report), "")[:7]] += 1
    return dict(sorted(months.items(), key=lambda item: (item[0] == "", item[0])))


def extractor_counts(quads: Quads) -> dict[str, int]:
    """Return the number of reports that each version of the extractor has read, sorted by version."""
    versions = Counter(version for _, version in _extractors(quads))
    return dict(sorted(versions.items()))


def stale_reports(quads: Quads, version: str) -> list[str]:
    """Return the ids of the reports that another version of the extractor has read, sorted."""
    return sorted(report for report, read_by in _extractors(quads) if read_by != version)


def _extractors(quads: Quads) -> Iterator[tuple[str, str]]:
    """Give each report's id with the version of the extractor that read it."""
    for report in subjects(quads, RDF.type, term(SDO.Report), None):
        for version in values(quads, report, KX.extractor, report):
            yield report.value.removeprefix(REPORT), version
