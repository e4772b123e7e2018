"""Which form of an answer a client gets: the Accept header against what can be written (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import pyoxigraph as ox

Form = TypeVar("Form")

BINDINGS: dict[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
}
"""What rows, and yes or no, can be written as: media type → format; the first is the default."""

TRIPLES: dict[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/xml": ox.RdfFormat.RDF_XML,
}
"""What triples can be written as."""


def chosen(accept: str, offered: Mapping[str, Form]) -> Form | None:
    """Return the form that the client likes best, of equals the first; None where it takes none."""
    wanted = _weights(accept)
    best, most = None, 0.0
    for media_type, form in offered.items():
        weight = _weight(media_type, wanted)
        if weight > most:
            best, most = form, weight
    return best


def _weights(accept: str) -> dict[str, float]:
    """Return the weight of each range of media types; a weight that cannot be read counts as 1."""
    weights: dict[str, float] = {}
    for part in accept.split(","):
        media_type, *parameters = (piece.strip().casefold() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name == "q":
                try:
                    weight = float(value)
                except ValueError:
                    weight = 1.0
        if media_type:
            weights[media_type] = weight
    return weights or {"*/*": 1.0}


def _weight(media_type: str, wanted: Mapping[str, float]) -> float:
    ranges = (media_type, f"{media_type.partition('/')[0]}/*", "*/*")
    return next((wanted[name] for name in ranges if name in wanted), 0.0)
