"""What a user says of reading: metadata, the columns of tables, limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.reading.metadata import Metadata

MEGABYTE = 1_000_000
LONGEST_TEXT = 10_000_000
"""Characters to which the limit may be raised: spaCy refuses more."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one report may take; what needs more is refused, and the message says how to raise it.

    `characters` of a report. Megabytes: of a file as it lies (`size`), of what an archive or a document
    unpacks to (`unpacked`), of the memory of the process that reads a document (`memory`). `pages` of a PDF.
    `reports` in one archive or table. `seconds` for one document.
    """

    characters: int = 1_000_000
    size: int = 100
    unpacked: int = 500
    memory: int = 2_000
    pages: int = 1_000
    reports: int = 100_000
    seconds: int = 60


@dataclass(frozen=True)
class Settings:
    """Metadata for the reports that say none themselves; columns of tables by what they hold; limits.

    `columns` names the column of `text`, `title`, `date`, `publisher` or `place`.
    """

    metadata: Metadata = Metadata()
    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = Limits()


DEFAULT = Settings()
