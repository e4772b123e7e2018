"""The statements of a store, each as what makes it the same in all reports.

statements(store.quads, ["https://kexie-kg.example/id/place/441625"])   # those that speak of the thing
"""

from __future__ import annotations

from collections.abc import Collection

from kg.answers.query import select, values
from kg.store.quads import Quads
from kg.store.rdf import StatementKey
from kg.vocabulary import local_name

_STATEMENTS = """
SELECT ?statement ?head ?relation ?tail ?role ?modality ?time {
  GRAPH kxg:statements {
    %s
    ?statement rdf:subject ?head ; rdf:predicate ?relation ; rdf:object ?tail ; kx:modality ?modality
    OPTIONAL { ?statement kx:role ?role }
    OPTIONAL { ?statement kx:time ?time }
  }
}"""

_OF_THINGS = "%s { ?statement rdf:subject ?thing } UNION { ?statement rdf:object ?thing }"


def statements(quads: Quads, things: Collection[str] | None = None) -> dict[str, StatementKey]:
    """Return by IRI the statements that have one of the things as head or tail (None: all), sorted by IRI."""
    which = "" if things is None else _OF_THINGS % values("thing", things)
    found = {
        str(row["statement"]): StatementKey(
            head=str(row["head"]),
            relation=local_name(str(row["relation"])),
            tail=str(row["tail"]),
            role=row["role"],
            modality=local_name(str(row["modality"])),
            time=row["time"],
        )
        for row in select(quads, _STATEMENTS % which).texts()
    }
    return dict(sorted(found.items()))
