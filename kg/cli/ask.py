"""`kg ask`: named questions, and questions in plain Chinese."""

from __future__ import annotations

import click

from kg.answers.formats import one_line
from kg.answers.questions import (
    Restriction,
    Understanding,
    ask,
    load_questions,
    question_named,
    understand,
)
from kg.answers.records import answer_record, question_records
from kg.cli.completion import complete_question
from kg.cli.options import as_of_option, output_options, store_option
from kg.cli.output import Output
from kg.cli.reading import reading
from kg.errors import NotFoundError, QuestionError
from kg.store import Location


@click.command("ask")
@click.argument("words", metavar="[QUESTION] [NAME]...", nargs=-1, shell_complete=complete_question)
@click.option("--evidence", is_flag=True, help="Show the sentences, with the report's title and date.")
@output_options()
@as_of_option
@store_option
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    evidence: bool,
    output: Output,
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
        _list(output)
        return
    name, *arguments = words
    question = question_named(name)
    if question is not None and len(arguments) != len(question.parameters):
        raise click.UsageError(f"kg ask {question.usage}")
    try:
        with reading(store, as_of) as quads:
            if question is None:
                understood = understand(quads, " ".join(words))
            else:
                understood = Understanding(question, tuple(arguments), Restriction())
            evidence = evidence or understood.question.evidence
            answer = ask(quads, *understood, sentences=evidence or output.format == "json")
    except (QuestionError, NotFoundError):
        if output.format == "json":
            output.json(answer_record(question, None))
        raise
    click.echo(one_line(f"理解为: {' · '.join(answer.understood)}"), err=True)
    if output.format == "json":
        output.json(answer_record(understood.question, answer))
    elif evidence:
        output.with_sentences(answer.header, answer.rows)
    else:
        output.rows(answer.header, [cells for cells, _ in answer.rows])
    if not answer.rows:
        click.echo("nothing found", err=True)
        ctx.exit(1)


def _list(output: Output) -> None:
    """Write the questions by group."""
    questions = question_records(load_questions().values())
    if output.format == "json":
        output.json(questions)
        return
    columns = ["group", "question", "id", "chinese", "english", "example"]
    output.rows(columns, [[one[column] for column in columns] for one in questions])
