"""The store on a SPARQL server: what it is known by, who changes it, where its reports were read from.

A folder has files for this (`kg.store.generation`); here it stands in the graph `BOOKKEEPING`, as literals of
one subject, so that it changes together with the quads that it is about:

    <…/server#format>    1                                       the dataset holds a store, of this format
    <…/server#lock>      {"host": …, "pid": …, "token": …}       while someone changes it
    <…/server#read>      ["host", "path", "report", "source"]    for each file that a machine has read
    <…/server#failed>    ["host", "path", "reason"]

There are no generations: a batch of reports is visible as soon as it is committed. A path counts only on the
machine that it is of; the sources of a report are those of all machines.
"""

from __future__ import annotations

import json
import os
import random
import secrets
import socket
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.endpoint import Endpoint
from kg.store.generation import FORMAT, LOCK_WAIT_SECONDS, absent
from kg.store.ledger import Ledger
from kg.store.location import ServerAddress
from kg.store.patterns import term, values
from kg.store.pending import PendingQuads, complete
from kg.store.quads import Quads
from kg.store.remote import BOOKKEEPING, RemoteQuads
from kg.vocabulary import BASE, KXG

_FORMAT, _LOCK = f"{BASE}server#format", f"{BASE}server#lock"
_READ, _FAILED = f"{BASE}server#read", f"{BASE}server#failed"


class ServerChange:
    """One change of the store on a server: `before` is the ledger as it was, `ledger` as it will be.

    `stored` and `quads` are the same: what is there now, with what is not yet committed.
    """

    batch = 25

    def __init__(self, address: ServerAddress, endpoint: Endpoint, lock: str | None, exists: bool) -> None:
        self._address, self._endpoint, self._lock, self.exists = address, endpoint, lock, exists
        self.quads = self.stored = PendingQuads(endpoint)
        self.before = read_ledger(self.stored)
        self.ledger = self.before.copy()

    def end_batch(self) -> None:
        """Make what was written visible, with the ledger. Raises StoreError where the lock was lost."""
        if self._lock is None or _held(RemoteQuads(self._endpoint)) != [self._lock]:
            raise StoreError(f"the lock on {self._address} was taken away: run the command again")
        self._write_ledger()
        self.quads.extend([_quad(_FORMAT, str(FORMAT))])
        self.quads.commit()
        self.before = self.ledger.copy()

    def publish(self, *, purged: bool = False) -> None:
        """Make what was written visible; what the server does with what was removed is up to it."""
        self.end_batch()

    def _write_ledger(self) -> None:
        old, new = self.before, self.ledger
        for quad in [
            *_rows(_READ, old.reports.items() - new.reports.items()),
            *_rows(_FAILED, old.failed.items() - new.failed.items()),
        ]:
            self.quads.remove(quad)
        self.quads.extend(_rows(_READ, new.reports.items() - old.reports.items()))
        self.quads.extend(_rows(_FAILED, new.failed.items() - old.failed.items()))
        gone = old.elsewhere.keys() - new.elsewhere.keys()
        if gone:
            for row in list(values(self.quads, BOOKKEEPING, _READ, BOOKKEEPING)):
                if json.loads(row)[2] in gone:
                    self.quads.remove(_quad(_READ, row))


@contextmanager
def changing(
    address: ServerAddress, *, create: bool = False, anew: bool = False, dry_run: bool = False
) -> Iterator[ServerChange]:
    """Hold the lock of the store on a server and give a change; see `kg.store.change.changing`.

    With `anew` what was stored is removed at once.
    """
    with closing(Endpoint(address)) as endpoint:
        stored = RemoteQuads(endpoint)
        there = _is_store(stored, address)
        if not there and not create:
            raise absent(address)
        if not there:
            _refuse_others(stored, address)
        if dry_run:
            yield ServerChange(address, endpoint, None, there)
            return
        with _locked(address, endpoint) as lock:
            _is_store(stored, address)  # the lock may be the first triple to show where named graphs are seen
            complete(endpoint)
            if anew:
                _clear(endpoint)
            yield ServerChange(address, endpoint, lock, there and not anew)


@contextmanager
def reading(address: ServerAddress) -> Iterator[RemoteQuads]:
    """Give what the store holds. Raises StoreError where there is no store, or one of another format."""
    with closing(Endpoint(address)) as endpoint:
        quads = RemoteQuads(endpoint)
        if not _is_store(quads, address):
            raise absent(address)
        yield quads


def exists(address: ServerAddress) -> bool:
    """Return whether the server holds a store. Raises StoreError where it is of another format."""
    with closing(Endpoint(address)) as endpoint:
        return _is_store(RemoteQuads(endpoint), address)


def _is_store(quads: Quads, address: ServerAddress) -> bool:
    """Return whether the server holds a store.

    Raises StoreError where it is of another format, and where the server shows all graphs as one.
    """
    if any(quads.quads_for_pattern(BOOKKEEPING, None, None, ox.DefaultGraph())):
        raise StoreError(
            f"the server at {address} shows the named graphs in the default graph, so that plans would look "
            "like facts: set it to keep them apart"
        )
    formats = list(values(quads, BOOKKEEPING, _FORMAT, BOOKKEEPING))
    if formats and formats != [str(FORMAT)]:
        raise StoreError(
            f"the store at {address} has format {', '.join(formats)}, this kg reads {FORMAT}: "
            "build it anew elsewhere"
        )
    return bool(formats)


def read_ledger(quads: Quads) -> Ledger:
    """Return what this machine has read into the store, and the sources of what others have."""
    ledger, here = Ledger(), socket.gethostname()
    for row in values(quads, BOOKKEEPING, _READ, BOOKKEEPING):
        host, name, report, source = json.loads(row)
        if host == here:
            ledger.reports[name] = report, source
        else:
            ledger.elsewhere.setdefault(report, set()).add(source)
    for row in values(quads, BOOKKEEPING, _FAILED, BOOKKEEPING):
        host, name, reason = json.loads(row)
        if host == here:
            ledger.failed[name] = reason
    return ledger


def holder(address: ServerAddress) -> str | None:
    """Return `process 123 on host` for the builder at work now, None where nobody builds."""
    with closing(Endpoint(address)) as endpoint:
        held = _held(RemoteQuads(endpoint))
    return _name(held[0]) if held else None


@contextmanager
def _locked(address: ServerAddress, endpoint: Endpoint) -> Iterator[str]:
    """Hold the lock; other builders wait a moment, then get a StoreError that names the holder."""
    own = json.dumps({"host": socket.gethostname(), "pid": os.getpid(), "token": secrets.token_hex(8)})
    stored = RemoteQuads(endpoint)
    patience = time.monotonic() + LOCK_WAIT_SECONDS
    while True:
        endpoint.update(
            f"INSERT {{ GRAPH {BOOKKEEPING} {{ {_lock(own)} }} }} "
            f"WHERE {{ FILTER NOT EXISTS {{ GRAPH {BOOKKEEPING} {{ {BOOKKEEPING} <{_LOCK}> ?held }} }} }}"
        )
        held = _held(stored)
        if held == [own]:
            break
        for lock in held:
            # Its own too: a server that carries out updates side by side may have let two in at once.
            if lock == own or _is_dead(lock):
                _unlock(endpoint, lock)
        if time.monotonic() > patience:
            raise StoreError(_busy(address, [lock for lock in held if lock != own]))
        time.sleep(random.uniform(0.05, 0.15))
    try:
        yield own
    finally:
        with suppress(StoreError):  # the next builder on this machine sees that its holder is gone
            _unlock(endpoint, own)


def _held(quads: Quads) -> list[str]:
    return list(values(quads, BOOKKEEPING, _LOCK, BOOKKEEPING))


def _lock(held: str) -> str:
    return f"{BOOKKEEPING} <{_LOCK}> {ox.Literal(held)}"


def _unlock(endpoint: Endpoint, held: str) -> None:
    endpoint.update(f"DELETE DATA {{ GRAPH {BOOKKEEPING} {{ {_lock(held)} }} }}")


def _is_dead(held: str) -> bool:
    """Return whether the holder was a process of this machine that has ended."""
    process = json.loads(held)
    if process["host"] != socket.gethostname():
        return False
    try:
        os.kill(process["pid"], 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass  # it lives, as another user
    return False


def _busy(address: ServerAddress, held: list[str]) -> str:
    holders = ", ".join(map(_name, held)) or "another process"
    return (
        f"the store at {address} is being built by {holders}: wait until that has ended; if it has died, "
        f"send the server the update DELETE WHERE {{ GRAPH {BOOKKEEPING} {{ ?store <{_LOCK}> ?holder }} }}"
    )


def _name(held: str) -> str:
    process = json.loads(held)
    return f"process {process['pid']} on {process['host']}"


def _clear(endpoint: Endpoint) -> None:
    """Remove what the store says, and its ledger; who is to stay out must stay out whatever happens next."""
    kept = term(KXG.forgotten)
    graphs = [f"CLEAR GRAPH {graph}" for graph in RemoteQuads(endpoint).named_graphs() if graph != kept]
    ledger = [
        f"DELETE WHERE {{ GRAPH {BOOKKEEPING} {{ ?store <{kind}> ?row }} }}" for kind in (_READ, _FAILED)
    ]
    endpoint.update(" ;\n".join(["CLEAR DEFAULT", *graphs, *ledger]))


def _refuse_others(stored: Quads, address: ServerAddress) -> None:
    """Raise StoreError where the dataset holds something that is no graph of kg."""
    anything = f"{{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (?g != {BOOKKEEPING}) }}"
    if stored.query(f"ASK {{ {anything} }}") and not stored.query(
        f"ASK {{ GRAPH {term(KXG.identity)} {{ ?s ?p ?o }} }}"
    ):
        raise StoreError(f"the dataset at {address} holds other data: name an empty one")


def _rows(predicate: str, entries: Iterable[tuple[str, tuple[str, str] | str]]) -> Iterator[ox.Quad]:
    """Give the rows of a ledger's entries of this machine."""
    for name, entry in entries:
        row = [socket.gethostname(), name, *((entry,) if isinstance(entry, str) else entry)]
        yield _quad(predicate, json.dumps(row))


def _quad(predicate: str, text: str) -> ox.Quad:
    return ox.Quad(BOOKKEEPING, term(predicate), ox.Literal(text), BOOKKEEPING)
