"""Zip archives of reports, read part by part; nothing is ever unpacked to the disk."""

from __future__ import annotations

import lzma
import os
import stat
import zipfile
import zlib
from collections.abc import Container
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath

from extractors.errors import ReportError
from extractors.reading import kinds
from extractors.reading.files import Loaded, ReportFile, failing, loaded, too_large, unreadable
from extractors.reading.settings import MEGABYTE, Limits, Settings
from extractors.reading.unpacking import check_size

_ENCRYPTED = 0x1
_UNIX = 3
_UTF8_NAME = 0x800
_MACOS = "__MACOSX"
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    EOFError,
    ValueError,
    RuntimeError,
)


def reports_in(path: Path, source: str, settings: Settings) -> list[ReportFile]:
    """Return the reports in an archive, sorted by name; those that cannot be read fail alone.

    Raises ReportError where the archive cannot be opened, unpacks to too much, has too many parts, or none
    that is a report.
    """
    _, parts = _opened(path, settings.limits)
    limit = settings.limits.reports
    if len(parts) > limit:
        raise ReportError(
            f"{path}: {len(parts)} files, more than {limit}; split it, or raise the limit "
            f"(--limit reports={len(parts)})"
        )
    found = [_report(path, source, name, parts, settings) for name in sorted(parts) if _is_report(name)]
    if not found:
        raise ReportError(f"{path}: no report in this archive; put {kinds.DOCUMENT_ENDINGS} files there")
    return found


def _is_report(name: str) -> bool:
    inner = PurePosixPath(name)
    return _MACOS not in inner.parts and kinds.kind(inner) in {*kinds.DOCUMENTS, "zip"}


def _report(path: Path, source: str, name: str, parts: Container[str], settings: Settings) -> ReportFile:
    inner = PurePosixPath(name)
    if inner.is_absolute() or ".." in inner.parts:
        place, below = path / inner.name, f"{source}/{inner.name}"
        outside = ReportError(f"{place}: its name in the archive leads out of it ({name}); pack it anew")
        return failing(place, below, outside, path)
    place, below = path / inner, f"{source}/{inner}"
    if kinds.kind(inner) == "zip":
        nested = ReportError(f"{place}: an archive in an archive is not opened; unpack it")
        return failing(place, below, nested, path)
    beside = str(inner.with_suffix(".toml"))
    sidecar = beside if beside in parts else None
    return ReportFile(place, below, partial(_load, path, name, sidecar, settings), path)


def _load(path: Path, name: str, sidecar: str | None, settings: Settings) -> Loaded:
    place = path / name
    data = _read(path, name, settings.limits)
    said = None if sidecar is None else _read(path, sidecar, settings.limits)
    return loaded(data, place, kinds.kind(place) or "txt", said, settings)


def _read(path: Path, name: str, limits: Limits) -> bytes:
    archive, parts = _opened(path, limits)
    part = parts.get(name)
    if part is None:
        raise ReportError(f"{path / name}: no longer in the archive; build again")
    if part.file_size > limits.size * MEGABYTE:
        raise too_large(path / name, limits)
    if part.create_system == _UNIX and stat.S_ISLNK(part.external_attr >> 16):
        raise ReportError(f"{path / name}: a link, not a file; pack what it leads to")
    if part.flag_bits & _ENCRYPTED:
        raise ReportError(f"{path / name}: encrypted with a password; pack it anew without one")
    try:
        return archive.read(part)
    except OSError as error:
        raise unreadable(path / name, error) from None
    except _DAMAGED as error:
        raise ReportError(f"{path / name}: damaged in the archive ({error}); pack it anew") from None


def _opened(path: Path, limits: Limits) -> tuple[zipfile.ZipFile, dict[str, zipfile.ZipInfo]]:
    """Return the archive at `path` and its files by their names; of those of one name the last counts.

    They are those of the last call where the archive has not changed. Raises ReportError.
    """
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise ReportError(f"{path}: not a regular file; give a file with reports")
        if status.st_size > limits.size * MEGABYTE:
            raise too_large(path, limits)
        archive, parts = _open(path, status.st_mtime_ns, status.st_size)
    except OSError as error:
        raise unreadable(path, error) from None
    except _DAMAGED as error:
        told = " ".join(str(error).split())
        raise ReportError(f"{path}: damaged, or no .zip file ({told}); pack it anew") from None
    try:
        check_size(archive, limits)
    except ReportError as error:
        raise ReportError(f"{path}: {error}") from None
    return archive, parts


@lru_cache(maxsize=1)
def _open(path: Path, changed: int, size: int) -> tuple[zipfile.ZipFile, dict[str, zipfile.ZipInfo]]:
    archive = zipfile.ZipFile(path)
    return archive, {_name(part): part for part in archive.infolist() if not part.is_dir()}


def _name(part: zipfile.ZipInfo) -> str:
    """The name of a part; one that is not marked as UTF-8 is in GB18030, as Windows writes it in China."""
    name = part.filename
    if not part.flag_bits & _UTF8_NAME:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return name.replace("\\", "/")
