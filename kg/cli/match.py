"""`kg match`: for each need the bodies that could meet it, ranked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from kg.answers.formats import one_line
from kg.answers.match import Matching, match
from kg.answers.match.offers import Offer
from kg.answers.names import Thing, resolve
from kg.answers.records import MATCH_COLUMNS, match_records, reason_record
from kg.cli.options import as_of_option, output_options, store_option
from kg.cli.output import Output, quoted
from kg.cli.reading import reading
from kg.store import Location

_SHOWN = 10
"""As many bodies of one need are shown in a table, and as many who work there; the other formats have all."""


@click.command("match")
@click.option(
    "--county", metavar="NAME", help="The needs of one place, and of what lies in it or is seated there."
)
@click.option("--society", metavar="NAME", help="What one body could meet.")
@click.option("--evidence", is_flag=True, help="Show the sentences of both sides (other formats always do).")
@output_options()
@as_of_option
@store_option
@click.pass_context
def command(
    ctx: click.Context,
    county: str | None,
    society: str | None,
    evidence: bool,
    output: Output,
    as_of: str | None,
    store: Location,
) -> None:
    """List needs with the bodies that could meet them, ranked.

    A score is the sum of its reasons: how near the industry is, experts, facilities, work in that place or
    nearby, level, how recent the offer is; a plan comes after what is there. A need that nobody can meet is a
    row without a body, an offer that nobody asked for (not with --county) a row without a need. Exit code 1:
    there is no such need.

    \b
    Examples:
      kg match --county 德庆县 --evidence
      kg match --society 广东省植物病理学会 --format csv
    """
    with reading(store, as_of) as quads:
        place = None if county is None else resolve(quads, county, ["Place"])
        body = None if society is None else resolve(quads, society, ["Organization", "Person"])
        found = match(
            quads, None if place is None else place.iri, None if body is None else body.iri, until=as_of
        )
    if output.format == "table":
        output.text("".join(f"{line}\n" for line in _lines(found, body, evidence)))
    else:
        _write(match_records(found, None if body is None else body.iri), output)
    if not found.needs:
        click.echo("nothing found", err=True)
        ctx.exit(1)


def _write(records: list[dict[str, Any]], output: Output) -> None:
    if output.format == "json":
        output.json(records)
        return
    records = [{**record, "reasons": _in_words(record["reasons"])} for record in records]
    output.rows(MATCH_COLUMNS, [[record[column] for column in MATCH_COLUMNS] for record in records])


def _in_words(reasons: Iterable[dict[str, Any]]) -> str:
    return "; ".join(f"{one['zh']} {one['en']} {one['points']:+}" for one in reasons)


def _lines(found: Matching, body: Thing | None, evidence: bool) -> Iterator[str]:
    for number, need in enumerate(found.needs):
        if number:
            yield ""
        yield one_line(f"{need.who.label} 需要 needs {need.what.label}")
        if evidence:
            yield from map(quoted, need.said[:1])
        if need.there:
            yield f"  {one_line(f'已在当地 already there: {_listed(need.there)}')}"
        if not need.matches:
            yield "  无人能满足 nobody can meet it"
        ranked = need.ranked(None if body is None else body.iri)
        for rank, one in ranked[:_SHOWN]:
            yield f"  {rank}. {one_line(f'{one.body.label} · {one.score}')}"
            yield f"     {one_line(_in_words(map(reason_record, one.reasons)))}"
            if evidence:
                yield from map(quoted, one.said[:1])
        if len(ranked) > _SHOWN:
            yield f"  … {len(ranked) - _SHOWN} more"
    if found.unasked:
        yield ""
        yield f"无人问及的供给 offers that nobody asked for ({len(found.unasked)})"
        yield from (f"  {one_line(_offered(offer))}" for offer in found.unasked)


def _listed(bodies: tuple[Thing, ...]) -> str:
    more = f" … {len(bodies) - _SHOWN} more" if len(bodies) > _SHOWN else ""
    return "、".join(body.label for body in bodies[:_SHOWN]) + more


def _offered(offer: Offer) -> str:
    plan = "（计划 planned）" if offer.planned else ""
    return f"{offer.body.label}: {offer.industry.label}{plan}"
