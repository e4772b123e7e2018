"""Files, folders, archives, tables and standard input to the reports in them."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from extractors.errors import ReportError
from extractors.reading import archives, kinds, tables
from extractors.reading.files import (
    STANDARD_INPUT,
    Loaded,
    ReportFile,
    failing,
    file_report,
    loaded,
    too_large,
    unreadable,
)
from extractors.reading.settings import DEFAULT, MEGABYTE, Settings


def find_reports(paths: Sequence[Path], settings: Settings = DEFAULT) -> list[ReportFile]:
    """Return the reports that `paths` name, each once, sorted by where they lie.

    A folder is searched for documents and archives, not for tables, most of which hold no reports. `-` is the
    report on standard input. Raises ReportError for a path that does not exist or is of another kind, and for
    a folder, archive or table that cannot be opened or holds no report; an archive in a folder fails alone.
    """
    found: dict[str, ReportFile] = {}
    for path in paths:
        for file in _found(path, settings):
            known = found.setdefault(file.key, file)
            if file.source < known.source:
                found[file.key] = file
    return [found[key] for key in sorted(found)]


def _found(path: Path, settings: Settings) -> list[ReportFile]:
    if path == STANDARD_INPUT:
        return [_standard_input(settings)]
    if os.path.isdir(path):
        return _in_folder(path, settings)
    if not os.path.exists(path):
        raise ReportError(f"{path}: no such file or folder; check the path")
    kind, source = kinds.kind(path), _readable(path.name)
    if kind is None:
        raise ReportError(f"{path}: not one of the kinds that are read ({kinds.ENDINGS}); save it as one")
    if kind == "zip":
        return archives.reports_in(path, source, settings)
    if kind in kinds.TABLES:
        return tables.reports_in(path, source, settings)
    return [file_report(path, source, settings)]


def _in_folder(folder: Path, settings: Settings) -> list[ReportFile]:
    found: list[ReportFile] = []

    def refuse(error: OSError) -> None:
        place = Path(error.filename)
        if place == folder:
            raise unreadable(place, error)
        found.append(failing(place, _below(place, folder), unreadable(place, error)))

    for inside, _, names in os.walk(folder, onerror=refuse):
        for name in names:
            path = Path(inside, name)
            kind = kinds.kind(path)
            if kind in kinds.DOCUMENTS:
                found.append(file_report(path, _below(path, folder), settings))
            elif kind == "zip":
                found += _in_archive(path, _below(path, folder), settings)
    if not found:
        raise ReportError(
            f"{folder}: no report in this folder; put {kinds.DOCUMENT_ENDINGS} files there, "
            "or name a table (.csv, .xlsx, .jsonl) itself"
        )
    return found


def _in_archive(path: Path, source: str, settings: Settings) -> list[ReportFile]:
    try:
        return archives.reports_in(path, source, settings)
    except ReportError as error:
        return [failing(path, source, error)]


def _standard_input(settings: Settings) -> ReportFile:
    limit = settings.limits.size * MEGABYTE
    data = sys.stdin.buffer.read(limit + 1)
    if len(data) > limit:
        raise too_large(STANDARD_INPUT, settings.limits)

    def load() -> Loaded:
        return loaded(data, STANDARD_INPUT, kinds.kind_of_bytes(data), None, settings)

    return ReportFile(STANDARD_INPUT, f"stdin-{hashlib.sha256(data).hexdigest()[:12]}", load)


def _below(path: Path, folder: Path) -> str:
    return _readable(path.relative_to(folder).as_posix())


def _readable(name: str) -> str:
    """Return a name in which bytes that are no UTF-8 are replaced."""
    return os.fsencode(name).decode("utf-8", "replace")
