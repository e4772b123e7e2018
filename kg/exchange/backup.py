"""The whole of a store in one file: what its reports say, and what persons decided.

    backup.zip
    ├─ reports.jsonl     a line for each report: its id, sources, text and record
    ├─ judgements.jsonl  a line for each judgement
    ├─ forgotten.jsonl   a line, a salt and a hash, for each key of a person who is to stay out
    ├─ sources.json      where on its machine each report was read from, and which files failed
    └─ manifest.json     format, version of kg, size and SHA-256 of each other member

All else of a store is derived from these. Equal stores give equal bytes: lines are sorted, dates are fixed.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Generator, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

from kg.exchange.contents import Contents, checked, forgotten_of, judgement_of, ledger_of, reading
from kg.exchange.report_copy import ReportCopy, copies, from_line, to_line
from kg.identity.judgements import to_json
from kg.store import OpenStore
from kg.store.forgetting import read_forgotten
from kg.store.generation import replacing
from kg.store.judgements import read_judgements
from kg.store.ledger import ledger_json

FORMAT = 1
"""Number of the backup's format; a change that an older kg would misread raises it."""

_REPORTS, _JUDGEMENTS, _FORGOTTEN, _SOURCES = _MEMBERS = (
    "reports.jsonl", "judgements.jsonl", "forgotten.jsonl", "sources.json",
)  # fmt: skip
_MANIFEST = "manifest.json"

_LONGEST = 256 * 2**20
"""Bytes of a line, or of a member without lines; a report of the greatest length needs a quarter of it."""

_DENSEST = 200
"""No report shrinks to a two-hundredth; what does was made to fill the memory or disk of who unpacks it."""

_CHUNK = 2**20


def write_backup(store: OpenStore, path: Path) -> None:
    """Write all that a store is made of to a file. Raises OSError where it cannot be written."""
    contents = {
        _REPORTS: map(to_line, copies(store.quads)),
        _JUDGEMENTS: (to_json(one) + "\n" for one in read_judgements(store.quads)),
        _FORGOTTEN: (json.dumps(one) + "\n" for one in sorted(read_forgotten(store.quads).hashes)),
        _SOURCES: iter([ledger_json(store.ledger)]),
    }
    with replacing(path) as file, zipfile.ZipFile(file, "w") as archive:
        members = {name: _write(archive, name, lines) for name, lines in contents.items()}
        manifest = {"format": FORMAT, "kg": version("kexie-kg"), "members": members}
        _write(archive, _MANIFEST, [json.dumps(manifest, indent=1) + "\n"])


def is_backup(path: Path) -> bool:
    """Return whether a file looks like a backup: it may still be a damaged one."""
    with reading(path), open(path, "rb") as file:
        return file.read(2) == b"PK"


def read_backup(path: Path) -> Contents:
    """Return what a backup holds. Raises KgError where it is damaged, newer than this kg, or none."""
    with reading(path), open(path, "rb") as file, zipfile.ZipFile(file) as archive:
        _verify(archive)
        return Contents(
            reports=lambda: _reports(path),
            judgements=[judgement_of(line) for line in _lines(archive, _JUDGEMENTS)],
            forgotten=forgotten_of(map(json.loads, _lines(archive, _FORGOTTEN))),
            ledger=ledger_of(_whole(archive, _SOURCES)),
        )


def _reports(path: Path) -> Generator[ReportCopy, None, None]:
    with reading(path), open(path, "rb") as file, zipfile.ZipFile(file) as archive:
        yield from checked(map(from_line, _lines(archive, _REPORTS)))


def _verify(archive: zipfile.ZipFile) -> None:
    """Raise ValueError where a member is missing, strange or not what the manifest says."""
    members = archive.infolist()
    names = sorted(member.filename for member in members)
    if _MANIFEST not in names:
        raise ValueError("it is no backup of kg")
    if any(member.file_size > _DENSEST * (member.compress_size + _CHUNK) for member in members):
        raise ValueError("it unpacks to more than any backup does")
    manifest = json.loads(_whole(archive, _MANIFEST))
    if manifest["format"] > FORMAT:
        raise ValueError(f"its format is {manifest['format']}, this kg reads {FORMAT}: install a newer kg")
    if names != sorted((*_MEMBERS, _MANIFEST)):
        raise ValueError("it does not hold what a backup holds")
    for name in _MEMBERS:
        digest = hashlib.sha256()
        with archive.open(name) as member:
            while chunk := member.read(_CHUNK):
                digest.update(chunk)
        if digest.hexdigest() != manifest["members"][name]["sha256"]:
            raise ValueError(f"{name} in it was changed")


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    with io.BufferedReader(cast(io.RawIOBase, archive.open(name))) as lines:
        while line := lines.readline(_LONGEST + 1):
            if len(line) > _LONGEST:
                raise ValueError(f"{name} has a line of more than {_LONGEST} bytes")
            yield line.decode("utf-8")


def _whole(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as member:
        content = member.read(_LONGEST + 1)
    if len(content) > _LONGEST:
        raise ValueError(f"{name} has more than {_LONGEST} bytes")
    return content.decode("utf-8")


def _write(archive: zipfile.ZipFile, name: str, texts: Iterable[str]) -> dict[str, Any]:
    """Write a member and return its entry of the manifest."""
    member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 3  # else the machine's
    member.external_attr = 0o600 << 16
    digest, size = hashlib.sha256(), 0
    with archive.open(member, "w", force_zip64=True) as file:
        for text in texts:
            content = text.encode("utf-8")
            file.write(content)
            digest.update(content)
            size += len(content)
    return {"bytes": size, "sha256": digest.hexdigest()}
