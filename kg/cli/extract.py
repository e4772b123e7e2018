"""`kg extract`: what is learnt from each report, as JSON files or with its reasons on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

import click

from extractors import pipeline
from extractors.annotation import to_json
from extractors.model import Entity, Extraction, Statement
from extractors.reading import ReportFile, Settings, find_reports
from kg.answers.formats import for_terminal, one_line
from kg.cli.build import progress
from kg.cli.options import paths_argument
from kg.cli.settings import settings_options
from kg.errors import KgError, ReportError
from kg.store.generation import replace_file
from kg.store.records import sentences_around


@click.command("extract")
@paths_argument
@click.option(
    "-o", "output", type=click.Path(path_type=Path), help="Folder for the records, one JSON for each report."
)
@click.option("--explain", is_flag=True, help="Print each statement with its sentence and reasons.")
@settings_options
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[Path, ...], output: Path | None, explain: bool, settings: Settings
) -> None:
    """Write what is learnt from each report as JSON.

    A record lies in the output folder where its report lies below PATH. No store is read or written.

    \b
    Example: kg extract reports/ -o records/
    """
    if output is None and not explain:
        raise click.UsageError("say where the records go (-o DIR), or --explain")
    files = find_reports(paths, settings)
    targets = {} if output is None else _targets(files, output)
    extractor = pipeline.load()
    failed = 0
    for file in progress(files):
        try:
            report = file.read()
            extraction = extractor.extract(report.document)
        except ReportError as error:
            click.echo(f"kg: {one_line(str(error))}", err=True)
            failed += 1
            continue
        for note in report.notes:
            click.echo(f"kg: {one_line(f'{file.path}: {note}')}", err=True)
        if output is not None:
            _write(targets[file], to_json(extraction))
        if explain:
            for line in explanation(extraction):
                click.echo(for_terminal(line))
    if failed:
        ctx.exit(2)


def explanation(extraction: Extraction) -> Iterator[str]:
    """Give for each statement its ends, sentence, rule, and why each name form means what it is taken for."""
    document = extraction.document
    entities = {entity.id: entity for entity in extraction.entities}
    yield f"# {document.path}"
    for statement in extraction.statements:
        head, tail = entities[statement.head], entities[statement.tail]
        yield f"{statement.type}: {head.name} → {tail.name} ({_particulars(statement, entities)})"
        yield f"  sentence  {' '.join(sentences_around(document.text, statement.spans).split())}"
        trigger = "" if statement.trigger is None else f", trigger {statement.trigger}"
        yield f"  rule      {statement.rule}{trigger}"
        for end in (head, tail):
            for form in end.forms:
                yield f"  {end.type:<9} {end.name} = {form.text}: {form.reason}"
    yield ""


def _particulars(statement: Statement, entities: dict[str, Entity]) -> str:
    speaker = None if statement.speaker is None else entities[statement.speaker].name
    more = {"role": statement.role, "time": statement.time, "count": statement.count, "speaker": speaker}
    return ", ".join(
        [statement.modality, *(f"{name} {value}" for name, value in more.items() if value is not None)]
    )


def _targets(files: Sequence[ReportFile], output: Path) -> dict[ReportFile, Path]:
    """Return where each record goes; two with one place are an error before anything is written."""
    taken: dict[Path, ReportFile] = {}
    for file in files:
        target = output / PurePosixPath(file.source).with_suffix(".json")
        if target in taken:
            raise KgError(
                f"{file.path} and {taken[target].path} would both be written to {target}: "
                "rename one, or extract them to two folders"
            )
        taken[target] = file
    return {file: target for target, file in taken.items()}


def _write(target: Path, text: str) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, text)
    except OSError as error:
        raise KgError(f"cannot write {target} ({error.strerror}): choose another folder with -o") from None
