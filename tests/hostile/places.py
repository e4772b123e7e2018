"""What a folder may hold beside good files: links, pipes, strange names, what may not be opened."""

from __future__ import annotations

import os
from pathlib import Path

from tests.hostile.case import READ

_GOOD = "云岭省茶叶学会到青禾县调研。\n".encode()
_UNREADABLE = "cannot be read"


def write_places(folder: Path) -> dict[Path, str]:
    """Write them, and return for each file what is to be told of it."""
    names = {
        "two\nlines.txt": READ,
        "colour\x1b[31m.txt": READ,
        "right\u202eleft.txt": READ,
        "spaces .txt": READ,
        "-o.txt": READ,
        "'; rm -rf.txt": READ,
        os.fsdecode(b"no-utf-8-\xff.txt"): READ,
        "a" * 250 + ".txt": READ,
        "青禾县" * 26 + ".TXT": READ,
    }
    told = {folder / name: pattern for name, pattern in names.items()}
    for path in told:
        path.write_bytes(_GOOD + os.fsencode(path.name).hex().encode())
    (folder / "folder.txt").mkdir()
    (folder / "round").symlink_to(folder, target_is_directory=True)
    for name, target in (("loop.txt", "loop.txt"), ("nowhere.txt", "gone.txt"), ("zero.txt", "/dev/zero")):
        (folder / name).symlink_to(target)
        told[folder / name] = "not a regular file" if name == "zero.txt" else _UNREADABLE
    os.mkfifo(folder / "pipe.txt")
    told[folder / "pipe.txt"] = "not a regular file"
    closed = folder / "closed.txt"
    closed.write_bytes(_GOOD)
    closed.chmod(0)
    told[closed] = READ if os.access(closed, os.R_OK) else _UNREADABLE  # root opens what is closed
    for name, sidecar in (("broken", b"date ="), ("deep", b"a = " + b"[" * 100_000), ("binary", b"\xff\x00")):
        (folder / f"{name}-sidecar.txt").write_bytes(_GOOD + name.encode())
        (folder / f"{name}-sidecar.toml").write_bytes(sidecar)
        told[folder / f"{name}-sidecar.txt"] = "not the metadata of a report"
    (folder / "folder-sidecar.txt").write_bytes(_GOOD + b"folder")
    (folder / "folder-sidecar.toml").mkdir()
    told[folder / "folder-sidecar.txt"] = _UNREADABLE
    return told
