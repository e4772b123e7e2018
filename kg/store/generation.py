"""The store folder: which generation is current, who builds, how a build becomes visible in one step.

    kg-store/
    ├─ CURRENT           {"format": 1, "generation": "3"}: replaced in one step
    ├─ LOCK              flock'ed by the one builder; its text names the holder while it is held
    └─ generations/3/
       ├─ quads/         an Oxigraph database
       ├─ sources.json   where the reports were read from (kept apart from the graph: it is of this machine)
       └─ readers        flock'ed shared by each reader; a generation in use is not swept

The kernel drops a lock when its holder dies, however it dies: no lock is ever stale.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import StoreError, in_one_line
from kg.store.location import Location

FORMAT = 2
"""Number of the store's format; a change that an older kg would misread raises it."""

LOCK_WAIT_SECONDS = 1.0

_CHUNK = 200_000


class Generation:
    """One immutable state of the store on disk, or the one that a build is making."""

    def __init__(self, store: Path, name: str) -> None:
        self.name = name
        self.folder = store / "generations" / name
        self.quads = self.folder / "quads"
        self.sources = self.folder / "sources.json"
        self.readers = self.folder / "readers"


def current(store: Path) -> Generation | None:
    """Return the generation that is visible now, or None where there is no store yet.

    Raises StoreError where CURRENT cannot be understood or is of another format.
    """
    try:
        text = (store / "CURRENT").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        raise StoreError(f"{store} is a file, not a store: name a folder with --store") from None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"cannot read {store / 'CURRENT'}: {in_one_line(error)}") from None
    try:
        record = json.loads(text)
        number, name = record["format"], record["generation"]
        valid = isinstance(number, int) and isinstance(name, str) and name.isdecimal()
    except (ValueError, KeyError, TypeError):
        valid = False
    if not valid:
        raise StoreError(f"the store at {store} is broken (CURRENT is not readable): build it anew elsewhere")
    if number != FORMAT:
        raise StoreError(
            f"the store at {store} has format {number}, this kg reads {FORMAT}: build it anew elsewhere"
        )
    generation = Generation(store, name)
    if not generation.quads.is_dir():
        raise StoreError(
            f"the store at {store} is broken (generation {name} is missing): build it anew elsewhere"
        )
    return generation


def edition(store: Path) -> tuple[int, int]:
    """Return what is another one after each build: a look at it costs less than reading CURRENT.

    Raises StoreError where there is no store.
    """
    try:
        status = (store / "CURRENT").stat()
    except OSError:
        raise absent(store) from None
    return status.st_ino, status.st_mtime_ns


def absent(store: Location) -> StoreError:
    """Return the error that there is no store."""
    return StoreError(f"no store at {store}: run kg build PATH... --store {store}")


@contextmanager
def reading(store: Path) -> Iterator[Generation]:
    """Give the current generation and keep it from being swept until the end.

    Raises StoreError where there is no store, or a broken one.
    """
    while True:
        generation = current(store)
        if generation is None:
            raise absent(store)
        try:
            descriptor = os.open(generation.readers, os.O_RDONLY)
        except FileNotFoundError:
            if not generation.folder.is_dir():
                continue  # swept between the two steps: a newer one is current
            raise StoreError(
                f"the store at {store} is broken (generation {generation.name} is incomplete): "
                "build it anew elsewhere"
            ) from None
        except OSError as error:
            raise StoreError(f"cannot read the store at {store}: {in_one_line(error)}") from None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            if not generation.folder.is_dir():
                continue
            yield generation
            return
        finally:
            os.close(descriptor)


@contextmanager
def building(store: Path) -> Iterator[None]:
    """Hold the store's lock; other builders wait a moment, then get a StoreError that names the holder.

    A store folder that this creates and that nothing was published in is taken away again.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot make a store at {store}: {in_one_line(error)}") from None
    descriptor = _lock(store)
    try:
        _write(descriptor, json.dumps({"host": socket.gethostname(), "pid": os.getpid()}))
        yield
    finally:
        _write(descriptor, "")
        if current_is_absent(store):
            _remove_unpublished(store)
        os.close(descriptor)


def holder(store: Path) -> str | None:
    """Return `process 123 on host` for the builder at work now, None where nobody builds."""
    try:
        descriptor = os.open(store / "LOCK", os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _holder_name(descriptor)
    finally:
        os.close(descriptor)
    return None


def begin(store: Path, *, anew: bool = False) -> Generation:
    """Return a new generation: a copy of the current one by hard links, or (`anew`) an empty one.

    Needs the lock.
    """
    before = current(store)
    after = Generation(store, "1" if before is None else str(int(before.name) + 1))
    shutil.rmtree(after.folder, ignore_errors=True)  # what a killed build left behind
    after.folder.mkdir(parents=True)
    after.readers.touch()
    if before is None or anew:
        after.sources.write_text("{}", encoding="utf-8")
    else:
        open_quads(before).backup(after.quads)
        shutil.copyfile(before.sources, after.sources)
    return after


def publish(store: Path, generation: Generation) -> None:
    """Make a finished generation the current one in one step, and sweep those that nobody reads."""
    for path in (generation.sources, generation.folder, generation.folder.parent):
        _sync(path)
    record = json.dumps({"format": FORMAT, "generation": generation.name})
    replace_file(store / "CURRENT", record + "\n")
    _sync(store)
    _sweep(store, keep=generation.name)


def purge(generation: Generation) -> None:
    """Write the quads of an unpublished generation to new files: a database's own keep what was removed."""
    fresh = generation.folder / "purged"
    _copy(open_quads(generation), ox.Store(str(fresh)))
    shutil.rmtree(generation.quads)
    os.replace(fresh, generation.quads)


def has_older(store: Path) -> bool:
    """Return whether the files of an older generation are still there, because someone reads it."""
    generation = current(store)
    folders = (store / "generations").iterdir()
    return generation is not None and any(folder.name != generation.name for folder in folders)


def discard(generation: Generation) -> None:
    """Remove a generation that was not published."""
    shutil.rmtree(generation.folder, ignore_errors=True)


def open_quads(generation: Generation) -> ox.Store:
    """Return the generation's quads, read only. Raises StoreError where the database is damaged."""
    try:
        return ox.Store.read_only(str(generation.quads))
    except (OSError, ValueError, RuntimeError) as error:
        store = generation.folder.parent.parent
        raise StoreError(
            f"the store at {store} is broken ({in_one_line(error)}): build it anew elsewhere"
        ) from None


def replace_file(path: Path, text: str) -> None:
    """Write `text` to `path` so that a reader, or a crash, sees the old file or the new one."""
    with replacing(path) as file:
        file.write(text.encode("utf-8"))


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write, which takes the place of `path` in one step at the end."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(temporary, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def current_is_absent(store: Path) -> bool:
    """Return whether nothing was ever published in the folder."""
    return not (store / "CURRENT").exists()


def _copy(quads: ox.Store, into: ox.Store) -> None:
    """Copy all quads; the databases are closed when this returns, as moving their folders needs."""
    remaining = iter(quads)
    while chunk := list(islice(remaining, _CHUNK)):
        into.bulk_extend(chunk)
    into.flush()


def _lock(store: Path) -> int:
    path = store / "LOCK"
    patience = time.monotonic() + LOCK_WAIT_SECONDS
    while True:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except FileNotFoundError:
            store.mkdir(parents=True, exist_ok=True)  # another builder took its empty folder away
            continue
        except OSError as error:
            raise StoreError(f"cannot write the store at {store}: {in_one_line(error)}") from None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            name = _holder_name(descriptor)
            os.close(descriptor)
            if time.monotonic() > patience:
                raise StoreError(
                    f"the store at {store} is being built by {name}: wait until that has ended"
                ) from None
            time.sleep(0.05)
            continue
        if path.exists() and os.path.samestat(os.fstat(descriptor), path.stat()):
            return descriptor
        os.close(descriptor)  # the file that was locked has been taken away: lock the new one


def _holder_name(descriptor: int) -> str:
    try:
        record = json.loads(os.pread(descriptor, 4096, 0))
        return f"process {int(record['pid'])} on {record['host']}"
    except (ValueError, KeyError, TypeError):
        return "another process"


def _write(descriptor: int, text: str) -> None:
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, text.encode(), 0)


def _remove_unpublished(store: Path) -> None:
    shutil.rmtree(store / "generations", ignore_errors=True)
    (store / "LOCK").unlink(missing_ok=True)
    with suppress(OSError):  # the folder holds something else of the user's
        store.rmdir()


def _sweep(store: Path, keep: str) -> None:
    for folder in sorted((store / "generations").iterdir()):
        if folder.name == keep:
            continue
        try:
            descriptor = os.open(folder / "readers", os.O_RDONLY)
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)  # the rest of an interrupted sweep
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue  # someone reads it: the next build sweeps it
        else:
            # Its name goes first, so that no reader can take it for whole while its files go.
            doomed = folder.with_name(f"{folder.name}.swept")
            os.replace(folder, doomed)
            shutil.rmtree(doomed, ignore_errors=True)
        finally:
            os.close(descriptor)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
