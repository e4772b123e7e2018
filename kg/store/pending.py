"""Changes to the quads of a server, kept in memory until they are complete.

    quads = PendingQuads(endpoint)
    update(quads, added, removed)      # sees its own changes; nobody else does
    quads.commit()

A change is a set of quads to delete and a set to insert, with none in both: it may be sent in any parts and
order, and again. What one update may hold is sent as one, which servers carry out whole or not at all. A
larger change is first noted on the server, part by part, as the updates to send; then each is sent, and its
note goes. `complete` ends what a process that died began: where all was noted the change happens, else
nothing of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import cast

import pyoxigraph as ox

from kg.store.endpoint import Endpoint
from kg.store.patterns import values
from kg.store.quads import Graph, Pattern, Subject, Value
from kg.store.remote import BOOKKEEPING, RemoteQuads
from kg.vocabulary import BASE

BATCH_QUADS = 50_000
"""As many quads stand in one update at most: servers hold an update in memory."""

_UPDATE = ox.NamedNode(f"{BASE}server#update")
_NOTED = ox.Quad(BOOKKEEPING, ox.NamedNode(f"{BASE}server#noted"), ox.Literal(True), BOOKKEEPING)

_PATTERNS = 1_000
"""As many patterns are asked for in one query."""


class PendingQuads:
    """The quads of a server with the changes made here; for the only writer, who may remember what he saw."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._stored = RemoteQuads(endpoint)
        self._seen: dict[Pattern, list[ox.Quad]] = {}
        self._inserted = ox.Store()
        self._deleted: set[ox.Quad] = set()

    def __iter__(self) -> Iterator[ox.Quad]:
        return self.quads_for_pattern(None, None, None)

    def __contains__(self, quad: ox.Quad, /) -> bool:
        return any(self.quads_for_pattern(quad.subject, quad.predicate, quad.object, quad.graph_name))

    def named_graphs(self) -> Iterator[ox.NamedNode | ox.BlankNode]:
        """Give the names of the graphs that hold something, beside the default graph."""
        for graph in {*self._stored.named_graphs(), *self._inserted.named_graphs()} - {BOOKKEEPING}:
            if any(self.quads_for_pattern(None, None, None, graph)):
                yield graph

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: ox.NamedNode | None,
        object: Value | None,
        graph_name: Graph | None = None,
        /,
    ) -> Iterator[ox.Quad]:
        """Give the quads with these terms, None for any."""
        pattern = subject, predicate, object, graph_name
        new = list(self._inserted.quads_for_pattern(*pattern))
        for quad in self._looked_up(pattern):
            if quad not in self._deleted and quad not in self._inserted:
                yield quad
        for quad in new:
            if graph_name is not None or quad.graph_name != BOOKKEEPING:
                yield quad

    def foresee(self, patterns: Iterable[Pattern], /) -> None:
        """Ask for all that these look-ups, which are to follow, will give."""
        alike: dict[tuple[object, ...], list[Pattern]] = defaultdict(list)
        for pattern in patterns:
            if self._known(pattern) is None:
                self._seen[pattern] = []
                alike[*(term is None for term in pattern[:3]), pattern[3]].append(pattern)
        for group in alike.values():
            asked = iter(group)
            while part := list(islice(asked, _PATTERNS)):
                for quad in self._stored.quads_for_patterns(part):
                    known = tuple(
                        None if term is None else own for term, own in zip(part[0], quad, strict=True)
                    )
                    self._seen[cast(Pattern, known)].append(quad)

    def _looked_up(self, pattern: Pattern) -> list[ox.Quad]:
        found = self._known(pattern)
        if found is None:
            found = self._seen[pattern] = list(self._stored.quads_for_pattern(*pattern))
        return found

    def _known(self, pattern: Pattern) -> list[ox.Quad] | None:
        """Return what was seen of a pattern, or of a wider one of the same subject."""
        subject, predicate, _, graph = pattern
        if pattern in self._seen or subject is None:
            return self._seen.get(pattern)
        wider = ((subject, p, None, g) for p in (predicate, None) for g in (graph, None))
        seen = next((self._seen[one] for one in wider if one in self._seen), None)
        return None if seen is None else [quad for quad in seen if _fits(quad, pattern)]

    def query(
        self,
        query: str,
        /,
        *,
        prefixes: Mapping[str, str] | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]:
        """Return the server's answer, which knows nothing of changes: there must be none now."""
        if self._inserted or self._deleted:
            raise RuntimeError("a query before the changes are committed")
        return self._stored.query(query, prefixes=prefixes)

    def extend(self, quads: Iterable[ox.Quad], /) -> None:
        """Add the quads."""
        for quad in quads:
            self._deleted.discard(quad)
            self._inserted.add(quad)

    def bulk_extend(self, quads: Iterable[ox.Quad], /) -> None:
        """Add the quads."""
        self.extend(quads)

    def remove(self, quad: ox.Quad, /) -> None:
        """Remove the quad, if it is there."""
        self._inserted.remove(quad)
        self._deleted.add(quad)

    def remove_graph(self, graph_name: Graph, /) -> None:
        """Remove a graph's quads."""
        for quad in list(self.quads_for_pattern(None, None, None, graph_name)):
            self.remove(quad)

    def commit(self) -> None:
        """Make the changes on the server. Raises StoreError; then nothing or all of it has happened."""
        if len(self._inserted) + len(self._deleted) <= BATCH_QUADS:
            for update in self._updates():
                self._endpoint.update(update)
        else:
            for number, update in enumerate(self._updates()):
                note = ox.NamedNode(f"{BASE}server#note-{number}")
                self._write(ox.Quad(note, _UPDATE, ox.Literal(update), BOOKKEEPING))
            self._write(_NOTED)
            complete(self._endpoint)
        self.forget()

    def forget(self) -> None:
        """Drop the changes that are not committed."""
        self._seen.clear()
        self._inserted.clear()
        self._deleted.clear()

    def _write(self, quad: ox.Quad) -> None:
        self._endpoint.update(_operation("INSERT", [quad]))

    def _updates(self) -> Iterator[str]:
        """Give the change as updates of a size that servers can hold."""
        changes = chain(
            (("DELETE", quad) for quad in self._deleted), (("INSERT", quad) for quad in self._inserted)
        )
        while part := list(islice(changes, BATCH_QUADS)):
            yield " ;\n".join(
                _operation(verb, [quad for _, quad in group]) for verb, group in groupby(part, itemgetter(0))
            )


def complete(endpoint: Endpoint) -> None:
    """Carry out the updates that are noted on the server, or forget them where they are not all there."""
    stored = RemoteQuads(endpoint)
    if _NOTED in stored:
        for (note,) in stored.rows(f"SELECT ?note {{ GRAPH {BOOKKEEPING} {{ ?note {_UPDATE} ?update }} }}"):
            update = next(values(stored, cast(ox.NamedNode, note), _UPDATE.value, BOOKKEEPING))
            endpoint.update(f"{update} ;\nDELETE WHERE {{ GRAPH {BOOKKEEPING} {{ {note} ?p ?o }} }}")
        endpoint.update(_operation("DELETE", [_NOTED]))
    else:
        endpoint.update(f"DELETE WHERE {{ GRAPH {BOOKKEEPING} {{ ?note {_UPDATE} ?update }} }}")


def _fits(quad: ox.Quad, pattern: Pattern) -> bool:
    return all(term is None or term == own for term, own in zip(pattern, quad, strict=True))


def _operation(verb: str, quads: Iterable[ox.Quad]) -> str:
    """Return an update that inserts or deletes the quads."""
    triples: dict[Graph, list[str]] = {}
    for quad in quads:
        triples.setdefault(quad.graph_name, []).append(f"{quad.triple} .\n")
    parts = []
    for graph, lines in triples.items():
        of_graph = "".join(lines)
        parts.append(of_graph if isinstance(graph, ox.DefaultGraph) else f"GRAPH {graph} {{\n{of_graph}}}\n")
    return f"{verb} DATA {{\n{''.join(parts)}}}"
