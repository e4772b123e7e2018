"""`kg ask`: named questions."""

from __future__ import annotations

import click

from kg.answers.formats import json_text, one_line
from kg.answers.questions import Answer, Question, ask, load_questions
from kg.cli.options import as_of_option, format_option, store_option
from kg.cli.output import ROWS, emit, quoted
from kg.cli.reading import reading
from kg.store import Location


@click.command("ask")
@click.argument("name", required=False)
@click.argument("parameters", nargs=-1)
@click.option("--evidence", is_flag=True, help="Show the sentences, with the report's title and date.")
@format_option(["table", "csv", "json"], "Default: a table on a terminal, else CSV.")
@as_of_option
@store_option
@click.pass_context
def command(
    ctx: click.Context,
    name: str | None,
    parameters: tuple[str, ...],
    evidence: bool,
    format_: str,
    as_of: str | None,
    store: Location,
) -> None:
    """Answer a named question.

    Without a name, the questions are listed. A parameter is the name of a thing: any of its names, or a part
    of one where only one thing has it. Exit code 1: nothing was found.

    \b
    Examples:
      kg ask
      kg ask 谁任职 云浮市科协 --evidence
    """
    questions = load_questions()
    if name is None:
        emit(_list(questions, format_))
        return
    question = questions.get(name) or next((one for one in questions.values() if one.name == name), None)
    if question is None:
        names = " ".join(one.name for one in questions.values())
        raise click.UsageError(f"no question {name}; the questions: {names}")
    if len(parameters) != len(question.parameters):
        wanted = " ".join(parameter.upper() for parameter in question.parameters)
        raise click.UsageError(f"kg ask {name} needs {wanted}; example: {_example(question)}")
    with reading(store, as_of) as quads:
        answer = ask(quads, question, parameters)
    click.echo(one_line(" · ".join(answer.understood)), err=True)
    emit(_text(question, answer, format_, evidence or question.evidence))
    if not answer.rows:
        click.echo("nothing found", err=True)
        ctx.exit(1)


def _list(questions: dict[str, Question], chosen: str) -> str:
    if chosen == "json":
        return json_text(
            [
                {
                    "question": one.name,
                    "id": one.id,
                    "chinese": one.chinese,
                    "english": one.english,
                    "parameters": {name: list(types) for name, types in one.parameters.items()},
                    "example": _example(one),
                }
                for one in questions.values()
            ]
        )
    rows = [[one.name, one.id, one.chinese, one.english, _example(one)] for one in questions.values()]
    return ROWS[chosen](["question", "id", "chinese", "english", "example"], rows)


def _text(question: Question, answer: Answer, chosen: str, evidence: bool) -> str:
    if chosen == "json":
        chinese, english = answer.understood
        return json_text(
            {
                "question": question.name,
                "understood": {"zh": chinese, "en": english},
                "answers": answer.names,
                "rows": [dict(zip(question.columns, cells, strict=True)) for cells, _ in answer.rows],
                "evidence": [
                    {"answer": cells[0], **entry} for cells, entries in answer.rows for entry in entries
                ],
            }
        )
    rows = [cells for cells, _ in answer.rows]
    if not evidence:
        return ROWS[chosen](answer.header, rows)
    if chosen == "csv":
        return ROWS[chosen](
            [*answer.header, "句子 sentence", "报告 title", "日期 date"],
            [
                [*cells, entry["sentence"], entry["title"], entry["date"]]
                for cells, entries in answer.rows
                for entry in entries
            ],
        )
    lines = ROWS[chosen](answer.header, rows).splitlines()
    shown = lines[:2]
    for line, (_, entries) in zip(lines[2:], answer.rows, strict=True):
        shown += [line, *map(quoted, entries)]
    return "\n".join(shown) + "\n"


def _example(question: Question) -> str:
    return " ".join(["kg ask", question.name, *question.example])
