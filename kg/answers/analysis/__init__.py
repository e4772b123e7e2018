"""The structure of the graph, as tables: who links the rest, which circles stand out, whom nobody reaches.

    for table in analyse(store.quads, ["brokers", "unreached"]):
        table.title, table.header, table.rows

Each file has the tables of one subject; `TABLES` names them all. Equal graphs give equal tables.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from kg.answers.analysis.changes import changes, movers
from kg.answers.analysis.communities import communities
from kg.answers.analysis.counties import county_pairs, reach, society_pairs, unreached
from kg.answers.analysis.counts import statements, things
from kg.answers.analysis.hubs import brokers, hubs
from kg.answers.analysis.programmes import programmes
from kg.answers.analysis.sole_links import sole_links
from kg.answers.analysis.structure import Structure
from kg.answers.analysis.table import Row, Sentences, Table, said
from kg.store.quads import Quads

__all__ = ["COMPARISONS", "TABLES", "Row", "Sentences", "Table", "analyse", "said"]

TABLES: dict[str, Callable[[Structure], Table]] = {
    "things": things,
    "statements": statements,
    "hubs": hubs,
    "brokers": brokers,
    "communities": communities,
    "sole-links": sole_links,
    "programmes": programmes,
    "reach": reach,
    "unreached": unreached,
    "society-pairs": society_pairs,
    "county-pairs": county_pairs,
}
"""The tables of one graph by name, in their order."""

COMPARISONS: dict[str, Callable[[Structure, Structure], Table]] = {"changes": changes, "movers": movers}
"""The tables of two graphs, an earlier and a later one."""


def analyse(quads: Quads, names: Collection[str] = (), earlier: Quads | None = None) -> list[Table]:
    """Return the tables of these names (none: all), in their order.

    Tables of two graphs are among them where an `earlier` one is given.
    """
    now = Structure(quads)
    found = [table(now) for name, table in TABLES.items() if not names or name in names]
    if earlier is not None:
        before = Structure(earlier)
        found += [table(before, now) for name, table in COMPARISONS.items() if not names or name in names]
    return found
