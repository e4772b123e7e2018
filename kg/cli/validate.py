"""`kg validate`: the store against the shapes, one block for each violation."""

from __future__ import annotations

import click

from kg.answers.formats import one_line, shortened
from kg.answers.names import described
from kg.answers.validation import Violation, validate
from kg.cli.options import store_option
from kg.cli.output import emit
from kg.store import Location, open_store


@click.command("validate")
@store_option
@click.pass_context
def command(ctx: click.Context, store: Location) -> None:
    """Check the store against the shapes.

    Exit code 0: it conforms. 1: it does not; each violation is listed with the node, what it is about, and
    the rule in Chinese and English.

    \b
    Example: kg validate --store kg-store
    """
    with open_store(store) as opened:
        report = validate(opened.quads)
        about = described(opened.quads, {violation.node for violation in report.violations})
    nodes, shapes = sum(report.checked.values()), len(report.checked)
    for violation in report.violations:
        emit(_block(violation, about.get(violation.node)))
    number = len(report.violations)
    verdict = "conforms" if number == 0 else f"violations: {number}"
    emit(f"{verdict} ({shapes} shapes looked at {nodes} nodes)\n")
    unused = [name for name, count in report.checked.items() if count == 0]
    if unused:
        click.echo(f"nothing to check for: {' '.join(unused)}", err=True)
    ctx.exit(0 if number == 0 else 1)


def _block(violation: Violation, about: str | None) -> str:
    lines = [
        f"{violation.rule}: {shortened(violation.node)}",
        violation.chinese,
        violation.english,
    ]
    if about is not None:
        lines.append(f"about: {about}")
    for name, value in (("path", violation.path), ("value", violation.value)):
        if value != "":
            lines.append(f"{name}: {shortened(value)}")
    return "\n  ".join(map(one_line, lines)) + "\n\n"
