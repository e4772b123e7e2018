"""`kg remove`: reports out of the store."""

from __future__ import annotations

from collections.abc import Sequence

import click

from kg.answers.formats import one_line, shortened
from kg.answers.names import Thing
from kg.answers.persons import find_person
from kg.cli.options import store_option
from kg.cli.output import emit
from kg.store import Location, open_store
from kg.store.forgetting import Forgetting, forget
from kg.store.ledger import is_there
from kg.store.removal import Removal, remove


@click.command("remove")
@click.argument("reports", metavar="[REPORT...]", nargs=-1)
@click.option(
    "--person",
    "persons",
    metavar="NAME",
    multiple=True,
    help="Take a person out of all reports instead, for good (may be repeated).",
)
@click.option("--dry-run", is_flag=True, help="Show what would go, and change nothing.")
@store_option
def command(reports: tuple[str, ...], persons: tuple[str, ...], dry_run: bool, store: Location) -> None:
    """Take reports out of the store, or a person.

    REPORT is the path of a file, its path below the folder that was built, its name with or without ending,
    or the report's IRI or the first eight digits of its id. With a report goes what only it supports; a fact
    stays while another report states it. The file itself stays where it is. Exit code 1: a REPORT means no
    report of the store, or several; then nothing is removed.

    With --person the name is hidden (×) in all reports, statements and judgements about the person go, and no
    later build brings them back. NAME may be an IRI, or NAME@BODY where several persons bear the name;
    persons without a post are one for each report that names them.

    \b
    Examples:
      kg remove reports/0308.txt --dry-run
      kg remove 0308
      kg remove --person 张伟@云浮市科协
    """
    if bool(persons) == bool(reports):
        raise click.UsageError("name reports, or persons with --person")
    if reports:
        _print(remove(store, reports, dry_run=dry_run), dry_run)
        return
    with open_store(store) as opened:
        things = sorted({find_person(opened.quads, person) for person in persons})
    _print_forgetting(things, forget(store, [thing.iri for thing in things], dry_run=dry_run), dry_run)


def _print(removal: Removal, dry_run: bool) -> None:
    gone = "would be removed" if dry_run else "removed"
    for report in removal.reports:
        emit(f"{gone}  {one_line(str(report))}\n")
    emit(
        f"Reports: {len(removal.reports)} {gone}. Statements: {removal.statements_gone} {gone}; "
        f"{removal.statements_kept} stay, for other reports make them\n"
    )
    there = [path for report in removal.reports for path in report.paths if is_there(path)]
    for path in [] if dry_run else there:
        click.echo(f"kg: {one_line(path)} is still there: a build of its folder reads it again", err=True)


def _print_forgetting(persons: Sequence[Thing], forgetting: Forgetting, dry_run: bool) -> None:
    gone = "would be removed" if dry_run else "removed"
    for person in persons:
        emit(f"{gone}  {one_line(f'{person.label} ({shortened(person.iri)})')}\n")
    emit(
        f"Reports: the name {'would be ' if dry_run else ''}hidden in {forgetting.reports}. "
        f"Statements: {forgetting.statements} {gone}. Judgements: {forgetting.judgements} {gone}\n"
    )
    for path in forgetting.paths:
        click.echo(f"kg: {one_line(path)} still holds the name: kg changes no reports", err=True)
    if dry_run:
        return
    click.echo("kg: so do backups, exports and pages made before: delete them", err=True)
    if forgetting.is_held:
        click.echo("kg: a program reads the store as it was: end it, then run any kg build", err=True)
