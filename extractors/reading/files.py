"""One report to read: a file, a part of an archive, a row of a table, or standard input."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, NoReturn

from extractors.errors import ReportError
from extractors.reading import kinds, metadata
from extractors.reading.content import Content, Report, report
from extractors.reading.encodings import decode
from extractors.reading.isolated import isolated
from extractors.reading.settings import MEGABYTE, Limits, Settings


class Loaded(NamedTuple):
    """All that a report is read from, as bytes that differ where it does, and the reading itself."""

    held: bytes
    read: Callable[[], Report]


@dataclass(frozen=True)
class ReportFile:
    """A report to read.

    `path` says where it lies; a part of a file lies below that as below a folder (`reports.zip/a.txt`), and
    `part_of` is that file. `source` is its path below the folder that was named. `load` gives its bytes and
    raises ReportError where there are none, as does reading them.
    """

    path: Path
    source: str
    load: Callable[[], Loaded]
    part_of: Path | None = None

    @property
    def key(self) -> str:
        """What the store knows it by: its absolute path, or its source where it lies nowhere."""
        return self.source if self.path == STANDARD_INPUT else os.path.abspath(self.path)

    def read(self) -> Report:
        """Return the report. Raises ReportError."""
        return self.load().read()


STANDARD_INPUT = Path("-")


def file_report(path: Path, source: str, settings: Settings) -> ReportFile:
    """Return the report in a file that is one report, with its sidecar."""

    def load() -> Loaded:
        data = read_bytes(path, settings.limits)
        beside = path.with_suffix(".toml")
        sidecar = read_bytes(beside, settings.limits) if os.path.lexists(beside) else None
        return loaded(data, path, kinds.kind(path) or "txt", sidecar, settings)

    return ReportFile(path, source, load)


def failing(path: Path, source: str, error: ReportError, part_of: Path | None = None) -> ReportFile:
    """Return a report that cannot be read, so that it fails alone among others."""

    def load() -> NoReturn:
        raise error

    return ReportFile(path, source, load, part_of)


def loaded(data: bytes, path: Path, kind: str, sidecar: bytes | None, settings: Settings) -> Loaded:
    """Return the report of a document's bytes and those of its sidecar, if there is one."""

    def read() -> Report:
        beside = metadata.NOTHING if sidecar is None else _sidecar(sidecar, path)
        return report(content(data, path, kind, settings.limits), path, beside, settings)

    return Loaded(b"\0".join([data, *_said(sidecar, settings)]), read)


def content(data: bytes, path: Path, kind: str, limits: Limits) -> Content:
    """Return what a document holds. Raises ReportError where it is damaged, or no document of that kind."""
    if kind == "txt":
        kinds.check_text(data, path)
        return Content(decode(data, path))
    if not data.strip():
        raise ReportError(f"{path}: the file is empty; remove it or write the report into it")
    found: Content = isolated(kind, data, path, limits)
    return found


def read_bytes(path: Path, limits: Limits) -> bytes:
    """Return what a file holds. Raises ReportError where it is no file, cannot be opened or is too large."""
    try:
        with open(path, "rb", opener=_open) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise ReportError(f"{path}: not a regular file; give a file with a report")
            data = file.read(limits.size * MEGABYTE + 1)
    except OSError as error:
        raise unreadable(path, error) from None
    if len(data) > limits.size * MEGABYTE:
        raise too_large(path, limits)
    return data


def unreadable(path: Path, error: OSError) -> ReportError:
    """Return the error of a file or folder that cannot be opened."""
    return ReportError(f"{path}: cannot be read ({error.strerror}); check the file and its permissions")


def too_large(path: Path, limits: Limits) -> ReportError:
    """Return the error of a file of too many bytes."""
    return ReportError(
        f"{path}: more than {limits.size} MB; split it, or raise the limit (--limit size={limits.size * 10})"
    )


def _open(path: str, flags: int) -> int:
    # A named pipe that nobody writes to would keep us waiting.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _sidecar(data: bytes, path: Path) -> metadata.Metadata:
    return metadata.from_sidecar(data, path.with_suffix(".toml"))


def _said(sidecar: bytes | None, settings: Settings) -> list[bytes]:
    """What is said of a report beside what it holds itself."""
    said = [] if sidecar is None else [sidecar]
    if settings.metadata != metadata.NOTHING:
        said.append(repr(settings.metadata).encode("utf-8", "surrogatepass"))
    return said
