"""`kg status`: what the store holds, what failed, and who builds."""

from __future__ import annotations

import os

import click

import extractors
from extractors.model import MODALITIES
from kg.answers.formats import for_terminal, one_line
from kg.cli.options import output_options, store_option
from kg.cli.output import Output
from kg.store import Location, open_store
from kg.store.change import holder
from kg.store.judgements import read_judgements
from kg.store.ledger import is_there
from kg.store.summary import entity_counts, extractor_counts, report_months, statement_counts

_WIDTH = len("missing files")


@click.command("status")
@output_options("Default: text.", ["table", "json"])
@store_option
def command(output: Output, store: Location) -> None:
    """Show what the store holds.

    A report is current where this version of the extractor has read it, else stale (kg build --again reads it
    anew). A missing file is one whose report stays in the store (kg remove takes it out).

    \b
    Example: kg status --store kg-store
    """
    with open_store(store) as opened:
        months, versions = report_months(opened.quads), extractor_counts(opened.quads)
        entities, statements = entity_counts(opened.quads), statement_counts(opened.quads)
        judgements, ledger = read_judgements(opened.quads), opened.ledger
    modalities = {modality: sum(by[modality] for by in statements.values()) for modality in MODALITIES}
    stale = {version: count for version, count in versions.items() if version != extractors.VERSION}
    missing = sum(os.path.isabs(path) and not is_there(path) for path in ledger.reports)
    at_work = holder(store)
    if output.asked == "json":
        output.json(
            {
                "store": str(store),
                "building_now": at_work,
                "reports": months,
                "extractors": versions,
                "extractor": extractors.VERSION,
                "missing_files": missing,
                "failed": ledger.failed,
                "entities": entities,
                "statements": statements,
                "judgements": sum(one.undone is None for one in judgements),
                "taken_back": sum(one.undone is not None for one in judgements),
            }
        )
        return
    rows: list[tuple[str, object]] = [
        ("store", store),
        ("building now", "nobody" if at_work is None else at_work),
        ("reports", sum(months.values())),
        *((f"  {month or 'no date'}", count) for month, count in months.items()),
        ("current", versions.get(extractors.VERSION, 0)),
        ("stale", sum(stale.values())),
        *((f"  extractor {version}", count) for version, count in stale.items()),
        ("missing files", missing),
        ("failed", len(ledger.failed)),
        *((f"  {one_line(reason)}", "") for reason in ledger.failed.values()),
        ("entities", sum(entities.values())),
        *((f"  {name}", count) for name, count in entities.items()),
        ("statements", sum(modalities.values())),
        *((f"  {name}", count) for name, count in modalities.items()),
        ("judgements", sum(one.undone is None for one in judgements)),
        ("  taken back", sum(one.undone is not None for one in judgements)),
        ("extractor", extractors.VERSION),
    ]
    lines = (for_terminal(f"{name:<{_WIDTH}}  {value}").rstrip() for name, value in rows)
    output.text("".join(f"{line}\n" for line in lines))
