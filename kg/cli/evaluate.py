"""`kg evaluate GOLD_DIR`: how well extraction does on a user's own gold annotations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from kg import evaluate as scoring
from kg.answers.formats import table
from kg.cli.options import output_options
from kg.cli.output import Output, emit
from kg.errors import ReportError


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--records", type=click.Path(path_type=Path), help="Score these records; without it, extract NAME.txt."
)
@click.option(
    "--against", type=click.Path(path_type=Path), help="Compare with the records of another run, paired."
)
@click.option("--errors", is_flag=True, help="List each missed and each spurious row.")
@click.option("--by-doc", is_flag=True, help="A line for each document.")
@output_options("json: the figures alone. Default: text.", ("json",))
def command(
    gold: Path, records: Path | None, against: Path | None, errors: bool, by_doc: bool, output: Output
) -> None:
    """Score extraction against gold annotations.

    \b
    kg evaluate my-gold
    kg evaluate my-gold --errors
    kg extract my-gold -o before    (change something)    kg evaluate my-gold --against before
    """
    annotations = scoring.read_gold(gold)
    tallies = _tallies(annotations, gold, records)
    result = scoring.total(tallies.values())
    if output.format == "json":
        output.json(_figures(result, list(tallies.values())))
        return
    if by_doc:
        rows = [
            (name, *_rounded(tally.score("entity")), *_rounded(tally.score("relation")))
            for name, tally in tallies.items()
        ]
        emit(table(("document", "entity P", "R", "F1", "relation P", "R", "F1"), rows) + "\n")
    if errors:
        emit("".join("\t".join(error) + "\n" for error in result.errors) + "\n")
    emit(_summary(result, list(tallies.values())))
    if against is not None:
        emit("\n" + _comparison(_tallies(annotations, gold, against), tallies))


def _tallies(
    annotations: dict[str, scoring.Record], gold: Path, records: Path | None
) -> dict[str, scoring.Tally]:
    result = {}
    for name, annotation in annotations.items():
        record = _extracted(gold / f"{name}.txt") if records is None else _record(records / f"{name}.json")
        result[name] = scoring.compare(name, annotation, record)
    return result


def _extracted(path: Path) -> dict[str, Any]:
    from extractors.annotation import to_record
    from extractors.pipeline import load
    from extractors.reading import read

    return to_record(load().extract(read(path)))


def _record(path: Path) -> dict[str, Any]:
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ReportError(f"{path}: no record of this document; run kg extract on the gold folder") from None
    except ValueError as error:
        raise ReportError(f"{path}: not a JSON record ({error}); run kg extract anew") from None
    return record


def _rounded(score: scoring.Score) -> tuple[str, str, str]:
    return f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}"


def _summary(result: scoring.Tally, tallies: list[scoring.Tally]) -> str:
    rows: list[tuple[str | int, ...]] = []
    for group in ("entity", "relation"):
        for of_group, kind in sorted(result.counts):
            if of_group == group:
                score = result.score(group, kind)
                rows.append((group, kind, *_rounded(score), "", score.tp, score.fp, score.fn))
        score = result.score(group)
        low, high = scoring.interval(tallies, _f1(group))
        rows.append((group, "ALL", *_rounded(score), f"{low:.3f}–{high:.3f}", score.tp, score.fp, score.fn))
    rows.append(("role", "holdsPost", *_rounded(result.score("role")), "", "", "", ""))
    lines = table(("", "type", "P", "R", "F1", "95 % of F1", "tp", "fp", "fn"), rows) + "\n"
    for name in ("subtype", "modality"):
        lines += f"{name} accuracy {_share(result.accuracy(name))}\n"
    return lines + f"plans or wishes given as facts {_share(result.accuracy('false facts'))}\n"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _f1(group: str) -> Any:
    return lambda tally: tally.score(group).f1


def _comparison(before: dict[str, scoring.Tally], now: dict[str, scoring.Tally]) -> str:
    rows = []
    for group in ("entity", "relation"):
        difference, low, high = scoring.paired(list(before.values()), list(now.values()), _f1(group))
        sure = "more than noise" if low > 0 or high < 0 else "may be noise"
        rows.append((group, f"{difference:+.3f}", f"{low:+.3f}", f"{high:+.3f}", sure))
    return table(("F1", "difference", "low", "high", "95 % interval over documents"), rows) + "\n"


def _figures(result: scoring.Tally, tallies: list[scoring.Tally]) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    for group, kind in sorted(result.counts):
        if group in ("entity", "relation"):
            figures[f"{group}.{kind}"] = _as_dict(result.score(group, kind))
    for group in ("entity", "relation"):
        figures[group] = _as_dict(result.score(group))
        figures[group]["interval"] = list(scoring.interval(tallies, _f1(group)))
    figures["role"] = _as_dict(result.score("role"))
    for name, key in (("subtype", "subtype"), ("modality", "modality"), ("false facts", "false_facts")):
        figures[key] = result.accuracy(name)
    return figures


def _as_dict(score: scoring.Score) -> dict[str, Any]:
    rates = {"p": score.precision, "r": score.recall, "f1": score.f1}
    return {**rates, "tp": score.tp, "fp": score.fp, "fn": score.fn}
