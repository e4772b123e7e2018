"""`kg review`: the open cases, and a person's answers to them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import click

from kg.answers.formats import one_line, shortened
from kg.answers.review.cases import Case, Quote, cases, quotes
from kg.answers.review.verdicts import Signature, answered, only_side
from kg.cli.judging import sign, store_judgements
from kg.cli.options import output_options, store_option
from kg.cli.output import Output, emit
from kg.errors import JudgementError
from kg.identity.judgements import Judgement
from kg.store import Location, open_store
from kg.store.quads import Quads

HEADER = (
    "case", "kind", "worth", "question", "left", "left_sentence", "left_report",
    "right", "right_sentence", "right_report", "answer",
)  # fmt: skip

QUESTIONS = {
    "same": ("是同一个吗?", "Are they one?"),
    "different": ("是两个人吗?", "Are they two?"),
    "conflict": (
        "都对吗?",
        "Is each right? If not: which one (1, 2)?",
    ),
    "judgements": ("撤销哪一项?", "Which one is to be taken back (kg undo)?"),
}

_YES = frozenset(("yes", "y", "是", "对", "同", "true"))
_NO = frozenset(("no", "n", "否", "不是", "不", "false"))


@click.command("review")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many cases.")
@click.option("--all", "all_", is_flag=True, help="All cases.")
@click.option("-i", "--interactive", is_flag=True, help="Ask for an answer to each case.")
@click.option(
    "--answers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV file of this command with its column answer filled in: yes, no (是, 否), or the number of "
    "the side that is right; empty: no answer.",
)
@click.option("--by", metavar="NAME", envvar="KG_USER", show_envvar=True, help="Who judges.")
@output_options("Default: text on a terminal, else CSV.")
@store_option
def command(
    limit: int,
    all_: bool,
    interactive: bool,
    answers: Path | None,
    by: str | None,
    output: Output,
    store: Location,
) -> None:
    """List what a person should look at, or take the answers.

    Each case is a question with the sentences that raise it, those on which most statements hang first. What
    is answered is stored as a judgement and never asked again; kg undo takes it back.

    \b
    Examples:
      kg review
      kg review --all --format csv >cases.csv      (fill in the column answer)
      kg review --answers cases.csv --by 王芳
      kg review -i --by 王芳
    """
    if (interactive or answers is not None) and by is None:
        raise click.UsageError("say who judges: --by NAME, or $KG_USER")
    with open_store(store) as opened:
        found = cases(opened.quads)
        shown = found if all_ else found[:limit]
        if answers is not None:
            judgements = _from_file(opened.quads, answers, found, sign(str(by)))
        elif interactive:
            judgements = _asked(opened.quads, shown, sign(str(by)))
        else:
            _list(opened.quads, shown, len(found), output)
            return
    store_judgements(store, judgements)
    click.echo(f"{len(judgements)} judgements stored", err=True)


def _list(quads: Quads, shown: list[Case], number: int, output: Output) -> None:
    rows = [_row(quads, case) for case in shown]
    if output.format == "json":
        output.json([dict(zip(HEADER[:-1], row, strict=False)) for row in rows])
    elif output.format == "table":
        output.text("".join(_block(quads, case) for case in shown))
        click.echo(f"{len(shown)} of {number} cases", err=True)
    else:
        output.rows(HEADER, rows)


def _row(quads: Quads, case: Case) -> tuple[str | int, ...]:
    question = f"{QUESTIONS[case.kind][0]} {case.reason[0]} {' '.join(case.judgements)}".strip()
    cells: list[str] = []
    sides = _sides(quads, case, 1)
    for side in (sides[:1], sides[1:]):
        said = [quote for _, _, found in side for quote in found]
        cells += [
            "、".join(label for label, _, _ in side),
            "".join(quote.sentence for quote in said[:1]),
            "".join(_source(quote) for quote in said[:1]),
        ]
    return (case.id, case.kind, case.worth, question, *cells, "")


def _sides(quads: Quads, case: Case, number: int) -> list[tuple[str, str, list[Quote]]]:
    """Return what a case is about: each side's label and IRI, with at most `number` sentences."""
    if case.conflict is not None:
        return [
            (
                side.label,
                side.value,
                [
                    Quote(entry["sentence"], entry["title"], entry["date"], entry["report"])
                    for entry in side.said[:number]
                ],
            )
            for side in case.conflict.sides
        ]
    parties = [party for party in (case.left, case.right) if party is not None]
    return [(party.label, party.iri, quotes(quads, party, number)) for party in parties]


def _block(quads: Quads, case: Case) -> str:
    lines = [("", f"{case.id}  {case.kind}  {case.worth} statements")]
    for number, (label, iri, said) in enumerate(_sides(quads, case, 2), start=1):
        lines.append(("  ", f"{number}. {label}" + (f"  {shortened(iri)}" if iri != label else "")))
        lines += [("     ", f"「{quote.sentence}」 {_source(quote)}") for quote in said]
    lines += [("  ", judgement) for judgement in case.judgements]
    lines.append(("  ", f"{case.reason[0]} ({case.reason[1]}). {' '.join(QUESTIONS[case.kind])}"))
    return "\n".join(indent + one_line(line) for indent, line in lines) + "\n\n"


def _source(quote: Quote) -> str:
    return ", ".join(part for part in (quote.title or quote.report[:12], quote.date) if part is not None)


def _asked(quads: Quads, shown: Iterable[Case], signed: Signature) -> list[Judgement]:
    judgements: list[Judgement] = []
    for case in shown:
        emit(_block(quads, case).rstrip("\n") + "\n")
        if case.kind == "judgements":
            continue
        sides = [] if case.conflict is None else [str(n + 1) for n in range(len(case.conflict.sides))]
        choices = click.Choice(["y", *(sides or ["n"]), "s", "q"])
        answer = click.prompt("  yes, no, skip or quit", type=choices, default="s")
        if answer == "q":
            break
        if answer != "s":
            judgements += _answered(quads, case, answer, signed)
    return judgements


def _answered(quads: Quads, case: Case, answer: str, signed: Signature) -> list[Judgement]:
    if answer.isdecimal():
        return only_side(quads, case, int(answer), signed)
    return answered(quads, case, answer in _YES, signed)


def _from_file(quads: Quads, path: Path, found: list[Case], signed: Signature) -> list[Judgement]:
    """Return the judgements of a filled in file; all of it is read before anything is stored."""
    by_id = {case.id: case for case in found}
    judgements: list[Judgement] = []
    for line, row in enumerate(_rows(path), start=2):
        answer = (row["answer"] or "").strip().casefold()
        if not answer:
            continue
        if answer not in _YES | _NO and not answer.isdecimal():
            raise JudgementError(f"{path}, row {line}: the answer {one_line(answer)} is neither yes nor no")
        case = by_id.get((row["case"] or "").strip())
        if case is None:
            click.echo(f"kg: {path}, row {line}: the case is no longer open", err=True)
            continue
        try:
            judgements += _answered(quads, case, answer, signed)
        except JudgementError as error:
            raise JudgementError(f"{path}, row {line}: {error}") from None
    return judgements


def _rows(path: Path) -> csv.DictReader[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise JudgementError(f"{path} is not UTF-8: save the table as CSV in UTF-8") from None
    rows = csv.DictReader(io.StringIO(text))
    if not {"case", "answer"} <= set(rows.fieldnames or ()):
        raise JudgementError(f"{path} has no columns case and answer: make it by kg review --format csv")
    return rows
