"""`kg followup`: what was promised, and whether later reports show it done."""

from __future__ import annotations

from typing import Any

import click

from extractors.model import ENTITY_TYPES
from kg.answers.followup import follow_up
from kg.answers.names import resolve
from kg.answers.records import promise_record
from kg.cli.completion import complete_thing
from kg.cli.options import as_of_option, output_options, store_option
from kg.cli.output import Output
from kg.cli.reading import reading
from kg.store import Location

COLUMNS = (
    "owner", "promise", "report", "date", "status", "later_report", "promise_sentence", "later_sentence",
)  # fmt: skip

_SHOWN = 20
"""Characters of a sentence in a table; the other formats have all."""


@click.command("followup")
@click.argument("body", required=False, shell_complete=complete_thing)
@output_options("Default: a table on a terminal, else CSV; JSON shows every link.")
@as_of_option
@store_option
@click.pass_context
def command(ctx: click.Context, body: str | None, output: Output, as_of: str | None, store: Location) -> None:
    """List promises and whether they were kept.

    A row is what one report says that somebody plans or is wished to do, with the strongest and latest
    later statement about it. Its status: done; moving (planned again, done in part, or a step towards it);
    silent. BODY is any name of whose promises are wanted; without it all are listed. Exit code 1: nothing
    was found.

    \b
    Examples:
      kg followup 云浮市科协
      kg followup --as-of 2025-06 --format csv
    """
    with reading(store, as_of) as quads:
        thing = None if body is None else resolve(quads, body, ENTITY_TYPES)
        promises = follow_up(quads, None if thing is None else thing.iri, as_of)
    records = [promise_record(one) for one in promises]
    _write(records, output)
    if not promises:
        click.echo("nothing found", err=True)
        ctx.exit(1)


def _write(records: list[dict[str, Any]], output: Output) -> None:
    if output.format == "json":
        output.json(records)
        return
    if output.format == "table":
        records = [{**record, **_for_the_eye(record)} for record in records]
    output.rows(COLUMNS, [[record[column] for column in COLUMNS] for record in records])


def _for_the_eye(record: dict[str, Any]) -> dict[str, str | None]:
    """Return what a table shows in other words: shortened sentences, and how long nothing was heard."""
    status, months = record["status"], record["months"]
    return {
        "status": f"{status} {months} months" if status == "silent" and months is not None else status,
        "promise_sentence": _shortened(record["promise_sentence"]),
        "later_sentence": _shortened(record["later_sentence"]),
    }


def _shortened(sentence: str | None) -> str | None:
    """Return the beginning of the last of the sentences that stand together; the first may be a heading."""
    if sentence is None:
        return None
    last = sentence.rpartition("…")[2]
    return last if len(last) <= _SHOWN else f"{last[:_SHOWN]}…"
