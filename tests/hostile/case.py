"""One hostile file: what it holds, and what is to be said of it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from extractors.errors import ReportError
from extractors.reading import find_reports

READ = ""
"""Nothing is said: the file is odd, but a report."""


ENTITIES = '<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
"""Of these, &j; stands for ten thousand million characters."""


class Case(NamedTuple):
    """The bytes of a file, and a pattern of the one line that refuses it; one that matches `` may be read."""

    data: bytes
    told: str


def complaints(path: Path) -> list[str]:
    """Return what is told of the reports that a file holds."""
    try:
        files = find_reports([path])
    except ReportError as error:
        return [str(error)]
    told = []
    for file in files:
        try:
            file.read()
        except ReportError as error:
            told.append(str(error))
    return told
