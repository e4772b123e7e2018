"""`kg status`: what the store holds, what failed, and who builds."""

from __future__ import annotations

from pathlib import Path

import click

from extractors.model import MODALITIES
from kg.answers.formats import for_terminal
from kg.cli.options import store_option
from kg.store import open_store
from kg.store.generation import holder
from kg.store.summary import entity_counts, extractor_counts, report_months, statement_counts


@click.command("status")
@store_option
def command(store: Path) -> None:
    """Show what the store holds.

    \b
    Example: kg status --store kg-store
    """
    with open_store(store) as opened:
        months, versions = report_months(opened.quads), extractor_counts(opened.quads)
        entities, statements = entity_counts(opened.quads), statement_counts(opened.quads)
        failed = opened.ledger.failed
    modalities = {modality: sum(by[modality] for by in statements.values()) for modality in MODALITIES}
    at_work = holder(store)
    rows = [
        ("store", str(store)),
        ("reports", str(sum(months.values()))),
        *((f"  {month or 'no date'}", str(count)) for month, count in months.items()),
        ("entities", str(sum(entities.values()))),
        *((f"  {name}", str(count)) for name, count in entities.items()),
        ("statements", str(sum(modalities.values()))),
        *((f"  {name}", str(count)) for name, count in modalities.items()),
        *((f"extractor {version}", f"{count} reports") for version, count in versions.items()),
        ("building now", "nobody" if at_work is None else at_work),
        ("failed", str(len(failed))),
    ]
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        click.echo(for_terminal(f"{name:<{width}}  {value}"))
    for reason in failed.values():
        click.echo(for_terminal(f"  {reason}"))
