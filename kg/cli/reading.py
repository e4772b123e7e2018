"""The store opened for a command that reads: as it is, as known on a date, without some types of things."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

import click

from kg.answers.as_of import as_of, undated_reports
from kg.exchange.without import without
from kg.store import Location, open_store
from kg.store.quads import Quads


@contextmanager
def reading(store: Location, date: str | None = None, left_out: Collection[str] = ()) -> Iterator[Quads]:
    """Open the store's quads, those of a date where one is given, without the types that are left out."""
    with open_store(store) as opened:
        quads = without(opened.quads, left_out) if left_out else opened.quads
        if date is None:
            yield quads
        else:
            tell_undated(quads)
            yield as_of(quads, date)


def tell_undated(quads: Quads) -> None:
    """Say on standard error how many reports no graph of a date knows, if there are any."""
    number = undated_reports(quads)
    if number:
        reports = "1 report has no date and is" if number == 1 else f"{number} reports have no date and are"
        click.echo(f"{reports} left out", err=True)
