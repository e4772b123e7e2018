"""`kg build`: reports to the store."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

import extractors
from extractors import pipeline
from extractors.model import ENTITY_TYPES, MODALITIES, RELATION_TYPES
from kg.answers.formats import Cell, for_terminal, table
from kg.cli.options import store_option
from kg.store import Location
from kg.store.build import Outcome, build, build_again, inputs
from kg.store.change import exists
from kg.store.update import Difference


@click.command("build")
@click.argument("paths", metavar="[PATH...]", nargs=-1, type=click.Path(path_type=Path))
@store_option
@click.option("--again", is_flag=True, help="Read anew what another version of the extractor read.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--no-text", is_flag=True, help="Keep only the quotes of the reports, not their texts.")
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[Path, ...], store: Location, again: bool, dry_run: bool, no_text: bool
) -> None:
    """Build or extend the store from reports.

    Reads the .txt and .md files in PATH... (files or folders); only new and changed reports are read for
    meaning. A report whose file is gone stays (kg remove takes it out). The store shows the new state in one
    step at the end. --again without PATH reads anew all stored reports that need it.

    \b
    Examples:
      kg build reports/ --store kg-store
      kg build --again
    """
    if not paths and not again:
        raise click.UsageError("name the files or folders to read, or --again for the reports of the store")
    existed = exists(store)
    if paths:
        outcome = build(
            store,
            inputs(paths),
            folders=[path for path in paths if path.is_dir()],
            again=again,
            version=extractors.VERSION,
            load=pipeline.load,
            keep_text=not no_text,
            dry_run=dry_run,
            progress=progress,
        )
    else:
        outcome = build_again(
            store,
            version=extractors.VERSION,
            load=pipeline.load,
            keep_text=not no_text,
            dry_run=dry_run,
            progress=progress,
        )
    _print(outcome, dry_run, existed)
    if outcome.failed:
        ctx.exit(2)


def progress(work: Sequence[Any]) -> Iterator[Any]:
    """Give the files, with a bar on standard error while a person looks at it."""
    with click.progressbar(work, label="Reading", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield from bar


def _print(outcome: Outcome, dry_run: bool, existed: bool) -> None:
    for reason in outcome.failed.values():
        click.echo(f"kg: {for_terminal(reason)}", err=True)
    if dry_run:
        for line in _changes(outcome):
            click.echo(for_terminal(line))
    else:
        for path in outcome.missing:
            gone = f"{path} is gone; what it said stays (kg remove {path} takes it out)"
            click.echo(f"kg: {for_terminal(gone)}", err=True)
    click.echo(_report_line(outcome))
    _print_difference(outcome.difference, " ±" if existed else "")
    if outcome.stale:
        click.echo(
            f"kg: {len(outcome.stale)} of the unchanged were read by another version of the extractor: "
            "kg build --again reads them anew",
            err=True,
        )


def _changes(outcome: Outcome) -> Iterator[str]:
    for name, paths in (("new", outcome.new), ("changed", outcome.changed), ("read again", outcome.again)):
        for path in paths:
            yield f"{name}  {path}"
    for path, old in outcome.moved.items():
        yield f"moved  {path}  from {old}"
    for path in outcome.missing:
        yield f"missing  {path}"


def _report_line(outcome: Outcome) -> str:
    counts = {
        "new": len(outcome.new),
        "changed": len(outcome.changed),
        "moved": len(outcome.moved),
        "read again": len(outcome.again),
        "unchanged": len(outcome.unchanged),
        "failed": len(outcome.failed),
        "missing": len(outcome.missing),
    }
    rare = ("moved", "read again", "missing")
    return "Reports: " + ", ".join(f"{n} {name}" for name, n in counts.items() if n > 0 or name not in rare)


def _print_difference(difference: Difference, mark: str) -> None:
    """Print how many more entities and statements there are now: at the first build, how many there are.

    The headings bear the mark.
    """
    entities = [difference.entities[type_] for type_ in ENTITY_TYPES]
    statements = [
        [difference.statements[name, modality] for modality in MODALITIES] for name in RELATION_TYPES
    ]
    if not any(entities) and not any(map(any, statements)):
        return
    click.echo()
    rows: list[list[Cell]] = [list(row) for row in zip(ENTITY_TYPES, entities, strict=True)]
    click.echo(table([f"entities{mark}", ""], [*rows, ["total", sum(entities)]]))
    rows = [[name, *numbers] for name, numbers in zip(RELATION_TYPES, statements, strict=True)]
    totals = [sum(numbers) for numbers in zip(*statements, strict=True)]
    click.echo(table([f"statements{mark}", *MODALITIES], [*rows, ["total", *totals]]), nl=False)
