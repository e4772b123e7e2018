"""`kg build`: reports to the store."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from extractors import pipeline
from extractors.model import MODALITIES
from kg.answers.formats import Cell, for_terminal, table
from kg.cli.options import paths_argument, store_option
from kg.store import open_store
from kg.store.build import Input, Outcome, build, inputs
from kg.store.summary import entity_counts, statement_counts


@click.command("build")
@paths_argument
@store_option
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--no-text", is_flag=True, help="Keep only the quotes of the reports, not their texts.")
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], store: Path, dry_run: bool, no_text: bool) -> None:
    """Build or extend the store from reports.

    Reads the .txt and .md files in PATH... (files or folders); only new and changed reports are read for
    meaning. The store shows the new state in one step at the end.

    \b
    Example: kg build reports/ --store kg-store
    """
    outcome = build(
        store,
        inputs(paths),
        version=pipeline.VERSION,
        load=pipeline.load,
        keep_text=not no_text,
        dry_run=dry_run,
        progress=progress,
    )
    for reason in outcome.failed.values():
        click.echo(f"kg: {for_terminal(reason)}", err=True)
    if dry_run:
        for name in ("new", "changed"):
            for path in getattr(outcome, name):
                click.echo(f"{name}  {for_terminal(str(path))}")
    click.echo(_report_line(outcome))
    if not dry_run and (outcome.new or outcome.changed or outcome.unchanged):
        _print_counts(store)
    if outcome.failed:
        ctx.exit(2)


def progress(files: Sequence[Input]) -> Iterator[Input]:
    """Give the files, with a bar on standard error while a person looks at it."""
    with click.progressbar(files, label="Reading", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield from bar


def _report_line(outcome: Outcome) -> str:
    counts = {
        "new": outcome.new,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "failed": outcome.failed,
    }
    return "Reports: " + ", ".join(f"{len(files)} {name}" for name, files in counts.items())


def _print_counts(store: Path) -> None:
    with open_store(store) as opened:
        entities, statements = entity_counts(opened.quads), statement_counts(opened.quads)
    click.echo()
    click.echo(table(["entities", ""], [*entities.items(), ("total", sum(entities.values()))]))
    rows: list[list[Cell]] = [[name, *by.values()] for name, by in statements.items()]
    rows.append(["total", *(sum(by[modality] for by in statements.values()) for modality in MODALITIES)])
    click.echo(table(["statements", *MODALITIES], rows), nl=False)
