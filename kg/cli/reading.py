"""The store opened for a command that reads: as it is, or as it was known on a date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pyoxigraph as ox

from kg.answers.as_of import as_of, undated_reports
from kg.store import open_store


@contextmanager
def reading(store: Path, date: str | None) -> Iterator[ox.Store]:
    """Open the store's quads, those of a date where one is given; say how many reports have none then."""
    with open_store(store) as opened:
        if date is None:
            yield opened.quads
            return
        undated = undated_reports(opened.quads)
        if undated:
            reports = "1 report has" if undated == 1 else f"{undated} reports have"
            click.echo(f"{reports} no date and no part in what was known on {date}", err=True)
        yield as_of(opened.quads, date)
