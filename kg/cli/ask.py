"""`kg ask`: named questions, and questions in plain Chinese."""

from __future__ import annotations

from collections.abc import Sequence

import click

from kg.answers.formats import json_text, one_line
from kg.answers.questions import GROUPS, Answer, Question, ask, load_questions
from kg.answers.restriction import Restriction
from kg.answers.understanding import Understanding, understand
from kg.cli.completion import complete_question
from kg.cli.options import as_of_option, format_option, store_option
from kg.cli.output import ROWS, emit, quoted
from kg.cli.reading import reading
from kg.errors import NotFoundError, QuestionError
from kg.store import Location


@click.command("ask")
@click.argument("words", metavar="[QUESTION] [NAME]...", nargs=-1, shell_complete=complete_question)
@click.option("--evidence", is_flag=True, help="Show the sentences, with the report's title and date.")
@format_option(["table", "csv", "json"], "Default: a table on a terminal, else CSV.")
@as_of_option
@store_option
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    evidence: bool,
    format_: str,
    as_of: str | None,
    store: Location,
) -> None:
    """Answer a named question, or one in plain Chinese.

    QUESTION is the name of a question, each NAME that of a thing: any of its names, a short one, a part of
    one where only one thing has it, or pinyin. Any other text is taken for a question in plain Chinese; what
    was understood is shown, what was not is said, nothing is guessed. Without words the questions are listed.
    Exit code 1: nothing was found or understood.

    \b
    Examples:
      kg ask
      kg ask 谁任职 云浮市科协 --evidence
      kg ask 哪些学会服务德庆县
    """
    if not words:
        emit(_list(format_))
        return
    name, *arguments = words
    question = next((one for one in load_questions().values() if name in (one.id, one.name)), None)
    if question is not None and len(arguments) != len(question.parameters):
        wanted = " ".join(parameter.upper() for parameter in question.parameters)
        raise click.UsageError(f"kg ask {name} needs {wanted or 'no name'}; example: {_example(question)}")
    try:
        with reading(store, as_of) as quads:
            if question is None:
                understood = understand(quads, " ".join(words))
            else:
                understood = Understanding(question, tuple(arguments), Restriction())
            answer = ask(quads, *understood)
    except (QuestionError, NotFoundError):
        if format_ == "json":
            emit(_json(question, None))
        raise
    click.echo(one_line(f"理解为: {' · '.join(answer.understood)}"), err=True)
    shown = understood.question
    emit(_json(shown, answer) if format_ == "json" else _rows(shown, answer, format_, evidence))
    if not answer.rows:
        click.echo("nothing found", err=True)
        ctx.exit(1)


def _list(chosen: str) -> str:
    """Return the questions by group."""
    questions = sorted(load_questions().values(), key=lambda one: GROUPS.index(one.group))
    if chosen == "json":
        return json_text(
            [
                {
                    "question": one.name,
                    "id": one.id,
                    "group": one.group,
                    "chinese": one.chinese,
                    "english": one.english,
                    "parameters": {name: list(types) for name, types in one.parameters.items()},
                    "example": _example(one),
                }
                for one in questions
            ]
        )
    rows = [[one.group, one.name, one.id, one.chinese, one.english, _example(one)] for one in questions]
    return ROWS[chosen](["group", "question", "id", "chinese", "english", "example"], rows)


def _json(question: Question | None, answer: Answer | None) -> str:
    """Return the answer for programs; that of a question that was not understood is empty."""
    rows = [] if answer is None else answer.rows
    columns: Sequence[str] = [] if question is None else list(question.columns)
    return json_text(
        {
            "question": None if question is None else question.name,
            "understood": None if answer is None else dict(zip(("zh", "en"), answer.understood, strict=True)),
            "answers": [] if answer is None else answer.names,
            "rows": [dict(zip(columns, cells, strict=True)) for cells, _ in rows],
            "evidence": [{"answer": cells[0], **entry} for cells, entries in rows for entry in entries],
        }
    )


def _rows(question: Question, answer: Answer, chosen: str, evidence: bool) -> str:
    rows = [cells for cells, _ in answer.rows]
    if not (evidence or question.evidence):
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
