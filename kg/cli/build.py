"""`kg build`: reports to the store."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from loky import cpu_count

import extractors
from extractors import pipeline
from extractors.ahead import Ahead
from extractors.cluster import Cluster
from extractors.model import ENTITY_TYPES, MODALITIES, RELATION_TYPES
from extractors.processes import LocalProcesses
from extractors.reading import Report, Settings, find_reports
from kg.answers.formats import Cell, one_line, table
from kg.cli.options import store_option
from kg.cli.settings import settings_options
from kg.store import Location
from kg.store.build import Extractor, Outcome, build, build_again
from kg.store.change import exists
from kg.store.update import Difference


@click.command("build")
@click.argument("paths", metavar="[PATH...]", nargs=-1, type=click.Path(path_type=Path))
@store_option
@click.option("--again", is_flag=True, help="Read anew what another version of the extractor read.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--no-text", is_flag=True, help="Keep only the quotes of the reports, not their texts.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    help="Processes that extract. Default: one for each core.",
)
@click.option(
    "--engine",
    metavar="dask://HOST:PORT",
    help="Extract on this Dask cluster instead; the store is written here.",
)
@settings_options
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    store: Location,
    again: bool,
    dry_run: bool,
    no_text: bool,
    workers: int | None,
    engine: str | None,
    settings: Settings,
) -> None:
    """Build or extend the store from reports.

    Reads the .txt, .md, .html, .docx, .pdf files in PATH... (files, folders, .zip archives, - for standard
    input) and the rows of tables (.csv, .xlsx, .jsonl); only new and changed reports are read for meaning. A
    report whose file is gone stays (kg remove takes it out). The store shows the new state in one step at the
    end. --again without PATH reads anew all stored reports that need it.

    Title, date, publisher and place are those that the report gives; then those of a sidecar file (news.toml
    beside news.docx); then those of --metadata. --dry-run shows whose word each is.

    Reports are extracted by all cores, or by a cluster (docs/scale.md); the store is the same.

    \b
    Examples:
      kg build reports/ --store kg-store
      kg build news.xlsx --column text=正文 --metadata publisher=云岭省科协 --dry-run
      kg build --again
    """
    if not paths and not again:
        raise click.UsageError("name the files or folders to read, or --again for the reports of the store")
    existed = exists(store)
    with _loader(workers, engine) as load:
        if paths:
            outcome = build(
                store,
                find_reports(paths, settings),
                folders=[path for path in paths if path.is_dir()],
                again=again,
                version=extractors.VERSION,
                load=load,
                keep_text=not no_text,
                dry_run=dry_run,
                progress=progress,
            )
        else:
            outcome = build_again(
                store,
                version=extractors.VERSION,
                load=load,
                keep_text=not no_text,
                dry_run=dry_run,
                progress=progress,
            )
    _print(outcome, dry_run, existed)
    if outcome.failed:
        ctx.exit(2)


@contextmanager
def _loader(workers: int | None, engine: str | None) -> Iterator[Callable[[], Extractor]]:
    """Give what loads the extractor; its processes begin when there is enough to do, and end with this."""
    if engine is not None and workers is not None:
        raise click.UsageError("--workers is for this machine: a cluster has the workers that it was given")
    number = workers or cpu_count()
    if engine is None and number == 1:
        yield pipeline.load
        return
    with Ahead(LocalProcesses(number)) if engine is None else Ahead(Cluster(engine), worth=1) as extractor:
        yield lambda: extractor


def progress(work: Sequence[Any]) -> Iterator[Any]:
    """Give the files, with a bar on standard error while a person looks at it."""
    with click.progressbar(work, label="Reading", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield from bar


def _print(outcome: Outcome, dry_run: bool, existed: bool) -> None:
    for reason in outcome.failed.values():
        click.echo(f"kg: {one_line(reason)}", err=True)
    for path, report in outcome.read.items():
        for note in report.notes:
            click.echo(f"kg: {one_line(f'{path}: {note}')}", err=True)
    if dry_run:
        for line in _changes(outcome):
            click.echo(line)
    else:
        for path in outcome.missing:
            gone = f"{path} is gone; what it said stays (kg remove {path} takes it out)"
            click.echo(f"kg: {one_line(gone)}", err=True)
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
            yield f"{name}  {one_line(str(path))}"
            if path in outcome.read:
                yield from _metadata(outcome.read[path])
    for path, old in outcome.moved.items():
        yield f"moved  {one_line(str(path))}  from {one_line(str(old))}"
    for path in outcome.missing:
        yield f"missing  {one_line(str(path))}"


def _metadata(report: Report) -> Iterator[str]:
    """Give what is known of a new or changed report, and whose word it is."""
    for field, voice in report.voices.items():
        yield f"     {field}  {one_line(getattr(report.document, field))}  ({voice})"


def _report_line(outcome: Outcome) -> str:
    counts = {
        "new": len(outcome.new),
        "changed": len(outcome.changed),
        "moved": len(outcome.moved),
        "read again": len(outcome.again),
        "already known": len(outcome.known),
        "unchanged": len(outcome.unchanged),
        "failed": len(outcome.failed),
        "missing": len(outcome.missing),
    }
    rare = ("moved", "read again", "already known", "missing")
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
