"""`kg remove`: reports out of the store."""

from __future__ import annotations

import os

import click

from kg.answers.formats import one_line
from kg.cli.options import store_option
from kg.cli.output import emit
from kg.store import Location
from kg.store.removal import Removal, remove


@click.command("remove")
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Show what would go, and change nothing.")
@store_option
def command(reports: tuple[str, ...], dry_run: bool, store: Location) -> None:
    """Take reports out of the store.

    REPORT is the path of a file, its path below the folder that was built, its name with or without ending,
    or the report's IRI or the first eight digits of its id. With a report goes what only it supports; a fact
    stays while another report states it. The file itself stays where it is. Exit code 1: a REPORT means no
    report of the store, or several; then nothing is removed.

    \b
    Examples:
      kg remove reports/0308.txt --dry-run
      kg remove 0308
    """
    removal = remove(store, reports, dry_run=dry_run)
    _print(removal, dry_run)


def _print(removal: Removal, dry_run: bool) -> None:
    gone = "would be removed" if dry_run else "removed"
    for report in removal.reports:
        emit(f"{gone}  {one_line(str(report))}\n")
    emit(
        f"Reports: {len(removal.reports)} {gone}. Statements: {removal.statements_gone} {gone}; "
        f"{removal.statements_kept} stay, for other reports make them\n"
    )
    there = [path for report in removal.reports for path in report.paths if os.path.exists(path)]
    for path in [] if dry_run else there:
        click.echo(f"kg: {one_line(path)} is still there: a build of its folder reads it again", err=True)
