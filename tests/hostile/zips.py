"""Hostile zip archives."""

from __future__ import annotations

import io
import stat
import struct
import zipfile

from tests.extractors.reading.made import archive
from tests.hostile.case import READ, Case

_GOOD = "云岭省茶叶学会到青禾县调研。\n".encode()
_OUT = "leads out of it"


def zips() -> dict[str, Case]:
    """Return archives by their names; what is told is told of the archive or of its one part."""
    good = archive({"a.txt": _GOOD})
    return {
        "empty.zip": Case(b"", "damaged, or no .zip file"),
        "text.zip": Case(_GOOD, "damaged, or no .zip file"),
        "truncated.zip": Case(good[:-8], "damaged, or no .zip file"),
        "nothing-in-it.zip": Case(archive({}), "no report in this archive"),
        "no-reports.zip": Case(archive({"a.exe": b"MZ"}), "no report in this archive"),
        "password.zip": Case(_encrypted(good), "encrypted with a password"),
        "wrong-sum.zip": Case(_stored({"a.txt": b"kexie"}).replace(b"kexie", b"KEXIE"), "damaged in the"),
        "claims-much.zip": Case(claiming(good, "a.txt", 2**31), "it unpacks to 2148 MB, more than 500"),
        "claims-less.zip": Case(claiming(good, "a.txt", 3), "damaged in the archive"),
        "unpacks.zip": Case(archive({"a.txt": b" " * 120_000_000}), "more than 100 MB"),
        "in-itself.zip": Case(archive({"a.zip": archive({"b.zip": good})}), "an archive in an archive"),
        "leads-up.zip": Case(archive({"../../a.txt": _GOOD}), _OUT),
        "leads-up-as-windows.zip": Case(archive({"..\\..\\a.txt": _GOOD}), _OUT),
        "leads-to-root.zip": Case(archive({"/etc/a.txt": _GOOD}), _OUT),
        "folders-as-windows.zip": Case(archive({"news\\a.txt": _GOOD}), READ),
        "link.zip": Case(_link("a.txt", "/etc/passwd"), "a link, not a file"),
        "name-twice.zip": Case(_twice("a.txt", b"", _GOOD), READ),
        "lines-in-name.zip": Case(archive({"a\nb\x1b[31m.txt": b""}), "the file is empty"),
        "long-name.zip": Case(archive({"a" * 5000 + ".txt": _GOOD}), READ),
        "unknown-packing.zip": Case(_patched(good, 8, 10, struct.pack("<H", 99)), "damaged in the archive"),
        "sidecar.zip": Case(archive({"a.txt": _GOOD, "a.toml": b"\xff"}), "not the metadata of a report"),
    }  # fmt: skip


def claiming(data: bytes, name: str, size: int) -> bytes:
    """Return an archive in which a part claims to unpack to another size."""
    entry = data.index(b"PK\x01\x02", data.rindex(name.encode(), 0, data.rindex(b"PK\x05\x06")) - 100)
    while data[entry + 46 : entry + 46 + len(name)] != name.encode():
        entry = data.index(b"PK\x01\x02", entry + 1)
    return data[: entry + 24] + struct.pack("<I", size) + data[entry + 28 :]


def _patched(data: bytes, local: int, central: int, value: bytes) -> bytes:
    """Return an archive of one part with a field of its two headers changed."""
    entry = data.index(b"PK\x01\x02")
    changed = bytearray(data)
    changed[local : local + len(value)] = value
    changed[entry + central : entry + central + len(value)] = value
    return bytes(changed)


def _encrypted(data: bytes) -> bytes:
    return _patched(data, 6, 8, struct.pack("<H", 1))


def _stored(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as zipped:
        for name, data in parts.items():
            zipped.writestr(zipfile.ZipInfo(name), data)
    return packed.getvalue()


def _link(name: str, target: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        entry = zipfile.ZipInfo(name)
        entry.create_system = 3
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        zipped.writestr(entry, target)
    return packed.getvalue()


def _twice(name: str, *parts: bytes) -> bytes:
    """Return an archive with several parts of one name; the last counts."""
    other = name[:-1] + "X"
    packed = _stored({name: parts[0], other: parts[1]})
    return packed.replace(other.encode(), name.encode())
