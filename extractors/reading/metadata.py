"""What is known of a report beside its text, and who says so: the report, a sidecar file, or the user.

A sidecar is a TOML file beside the report that has its name with the ending .toml:

    date = 2025-03-08
    publisher = "云岭省科学技术协会"
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import ReportError
from extractors.reading import bylines

FIELDS = ("title", "date", "publisher", "place")
_LONGEST = 200
"""Characters of a value of metadata, at most."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Title, date (ISO 8601), publisher and place of a report; None where nothing is said."""

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    place: str | None = None


NOTHING = Metadata()


def from_fields(values: Mapping[str, object]) -> Metadata:
    """Return the metadata that someone wrote in fields; empty ones say nothing.

    Raises ValueError for an unknown field, a value that is no text, and a date that is none.
    """
    unknown = sorted(values.keys() - set(FIELDS))
    if unknown:
        raise ValueError(f"unknown field {unknown[0]!r}; there are {', '.join(FIELDS)}")
    found = {field: _value(field, value) for field, value in values.items()}
    if found.get("date"):
        found["date"] = bylines.iso_date(found["date"])
    return Metadata(**{field: value or None for field, value in found.items()})


def from_sidecar(data: bytes, path: Path) -> Metadata:
    """Return the metadata in the sidecar file at `path`. Raises ReportError where it is none."""
    try:
        return from_fields(tomllib.loads(data.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        told = " ".join(str(error).split())[:_LONGEST]
        raise ReportError(f"{path}: not the metadata of a report ({told})") from None


def from_text(text: str) -> Metadata:
    """Return what the report's own words say of it."""
    return Metadata(bylines.title(text), bylines.stated_date(text), bylines.publisher(text))


def most_trusted(voices: Mapping[str, Metadata]) -> dict[str, tuple[str, str]]:
    """Return for each field that is known its value and the first of the voices that gives it."""
    found: dict[str, tuple[str, str]] = {}
    for field in FIELDS:
        said = ((getattr(metadata, field), voice) for voice, metadata in voices.items())
        first = next((one for one in said if one[0] is not None), None)
        if first is not None:
            found[field] = first
    return found


def _value(field: str, value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str):
        raise ValueError(f"{field} is no text")
    value = " ".join(value.split())
    if len(value) > _LONGEST:
        raise ValueError(f"{field} has {len(value)} characters, more than {_LONGEST}")
    value.encode("utf-8")  # a lone surrogate is a ValueError
    if not value.isprintable():
        raise ValueError(f"{field} holds control characters")
    return value
