"""Who acts for whom: a body's units and the persons who speak for it, a place's government.

acting_for(store.quads, [society])[society]      # {society: ..., its branch: ..., its chair: ...}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from kg.answers.query import select, values
from kg.store.quads import Quads

Circle = Mapping[str, str]
"""Those who act, each with the reason in words."""

# A member of an association acts for itself: only departments, and bodies that bear its name, are its units.
_UNITS = """
SELECT DISTINCT ?whole ?part {
  %s
  ?part kx:partOf ?whole ; a kx:Organization ; rdfs:label ?name .
  ?whole rdfs:label ?start
  FILTER (EXISTS { ?part a kx:Department } || STRSTARTS(?name, ?start))
}"""

_POSTS = """
SELECT DISTINCT ?whole ?part { %s ?part a kx:Person ; kx:holdsPost ?whole }"""

_GOVERNMENTS = """
SELECT DISTINCT ?whole ?part {
  %s
  ?part a kx:Government ; kx:locatedIn ?whole ; rdfs:label ?name .
  ?whole a kx:Place ; rdfs:label ?start
  FILTER (STRSTARTS(?name, ?start))
}"""

_KINDS = (
    (_UNITS, "a unit of it", "the body that it is a unit of"),
    (_POSTS, "a person with a post in it", "a body in which this person has a post"),
    (_GOVERNMENTS, "the place's government", "the place that it governs"),
)


def acting_for(quads: Quads, bodies: Collection[str]) -> dict[str, dict[str, str]]:
    """Return for each body, person or place those whose acts are its own, itself first."""
    return _circles(quads, bodies, upwards=False)


def acting_with(quads: Quads, bodies: Collection[str]) -> dict[str, dict[str, str]]:
    """Return `acting_for`, and those for whom each itself acts: a unit's body, a person's bodies."""
    return _circles(quads, bodies, upwards=True)


def _circles(quads: Quads, bodies: Collection[str], *, upwards: bool) -> dict[str, dict[str, str]]:
    circles: dict[str, dict[str, str]] = defaultdict(dict)
    for body in bodies:
        circles[body] = {body: "itself"}
    for query, below, above in _KINDS:
        for row in select(quads, query % values("whole", bodies)).texts():
            circles[str(row["whole"])].setdefault(str(row["part"]), below)
        if upwards:
            for row in select(quads, query % values("part", bodies)).texts():
                circles[str(row["part"])].setdefault(str(row["whole"]), above)
    return dict(circles)
