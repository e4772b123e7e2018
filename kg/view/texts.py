"""The store → the full texts of its reports, so that the page can show a sentence where it stands."""

from __future__ import annotations

from pyoxigraph import QuerySolutions

from kg.store.quads import Quads
from kg.vocabulary import PREFIXES

_TEXTS = "SELECT ?report ?text { GRAPH ?report { ?report a schema:Report ; kx:text ?text } }"


def load_texts(store: Quads) -> dict[str, str]:
    """Return report IRI → text, but for reports stored without text."""
    rows = store.query(_TEXTS, prefixes=PREFIXES)
    if not isinstance(rows, QuerySolutions):
        raise TypeError("only SELECT queries have rows")
    return {row["report"].value: row["text"].value for row in rows}
