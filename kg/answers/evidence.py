"""Statement → the sentences of the reports that say it.

evidence(store.quads, [statement])[statement] == [{"title": ..., "date": ..., "sentence": ..., ...}]
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from kg.answers.query import select, values
from kg.store.quads import Quads
from kg.store.rdf import span_of
from kg.vocabulary import local_name

_MOST_NAMED = 2_000
"""Reports that a query names; where more are asked for, all are read in less time."""

# A UNION of three, for Oxigraph would look through all reports for one property out of several.
_REPORTS = """
SELECT ?report ?property ?value {
  %s
  { GRAPH ?report { ?report dcterms:title ?value } BIND(dcterms:title AS ?property) }
  UNION { GRAPH ?report { ?report dcterms:date ?value } BIND(dcterms:date AS ?property) }
  UNION { GRAPH ?report { ?report dcterms:source ?value } BIND(dcterms:source AS ?property) }
}"""

_NEWEST = """
SELECT (MAX(?date) AS ?newest) { GRAPH ?report { ?report a schema:Report ; dcterms:date ?date } }"""

# An assertion has one row for each of its spans, whose name tells its offsets.
_ASSERTIONS = """
SELECT ?assertion ?statement ?report ?quote ?sentence ?rule ?who ?speaker ?count ?span {
  %s
  GRAPH ?report {
    ?assertion kx:asserts ?statement ; kx:quote ?quote ; kx:sentence ?sentence ; kx:rule ?rule ;
      oa:hasTarget ?span
  }
  OPTIONAL { GRAPH ?report { ?assertion kx:count ?count } }
  OPTIONAL { GRAPH ?report { ?assertion kx:speaker ?who } ?who rdfs:label ?speaker }
}"""


def evidence(quads: Quads, statements: Collection[str] | None = None) -> dict[str, list[dict[str, Any]]]:
    """Return for each statement (None: for all) who says it, oldest report first.

    An entry has `report` (IRI), `title`, `date`, `source`, `quote`, `sentence`, `begin`, `end` (code points
    of the report's text, from the first to the last span), `rule`, `speaker` (a label) and `speaker_iri`,
    `count` (a number of things); unknown: None.
    """
    which = "" if statements is None else values("statement", statements)
    rows = list(select(quads, _ASSERTIONS % which).texts())
    about = _reports(quads, {str(row["report"]) for row in rows})
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        report = str(row["report"])
        start, stop = span_of(str(row["span"]))
        entry = found.setdefault(
            (str(row["statement"]), str(row["assertion"])),
            {
                "report": report,
                **{name: about.get(report, {}).get(name) for name in ("title", "date", "source")},
                **{name: row[name] for name in ("quote", "sentence")},
                "begin": start,
                "end": stop,
                **{name: row[name] for name in ("rule", "speaker")},
                "speaker_iri": row["who"],
                "count": None if row["count"] is None else int(row["count"]),
            },
        )
        entry["begin"], entry["end"] = min(entry["begin"], start), max(entry["end"], stop)
    by_statement: dict[str, list[dict[str, Any]]] = {}
    for (statement, _), entry in sorted(found.items(), key=_age):
        by_statement.setdefault(statement, []).append(entry)
    return by_statement


def newest_date(quads: Quads) -> str | None:
    """Return the date of the newest report; None where no report has a date."""
    return next(select(quads, _NEWEST).texts())["newest"]


def _reports(quads: Quads, which: Collection[str]) -> dict[str, dict[str, str]]:
    reports: dict[str, dict[str, str]] = {}
    named = values("report", which) if len(which) <= _MOST_NAMED else ""
    for row in select(quads, _REPORTS % named).texts():
        known = reports.setdefault(str(row["report"]), {})
        name, value = local_name(str(row["property"])), str(row["value"])
        # A report may have been read at several paths; the first in order stands for all.
        known[name] = min(known.get(name, value), value)
    return reports


def _age(item: tuple[tuple[str, str], dict[str, Any]]) -> tuple[str, str, int, str]:
    (_, assertion), entry = item
    return "" if entry["date"] is None else entry["date"], entry["report"], entry["begin"], assertion
