"""`kg rules PATH...`: how often each rule spoke, so that a useless or a harmful one is seen."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

import click

from extractors.annotation import to_record
from extractors.components.frame_patterns import frames
from extractors.pipeline import load
from extractors.reading import find_reports
from kg.answers.formats import Cell
from kg.cli.options import output_options, paths_argument
from kg.cli.output import Output
from kg.evaluate import verdicts

_VERDICTS = ("right", "wrong", "free")


@click.command()
@paths_argument
@output_options()
def command(paths: tuple[Path, ...], output: Output) -> None:
    """Count what each rule finds in reports.

    Where NAME.gold.json stands beside NAME.txt, the counts are split into right, wrong and free (optional
    rows of the gold annotations, which never count). A frame that never spoke is listed with 0.

    \b
    kg rules reports/
    kg rules my-gold/
    """
    relations: dict[str, str] = {frame.id: frame.relation for frame in frames()}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for file in find_reports(paths):
        record = to_record(load().extract(file.read().document))
        gold = file.path.with_name(f"{file.path.stem}.gold.json")
        said = (
            verdicts(json.loads(gold.read_text(encoding="utf-8")), record)
            if gold.is_file()
            else ["unjudged"] * len(record["relations"])
        )
        for relation, verdict in zip(record["relations"], said, strict=True):
            relations[relation["rule"]] = relation["type"]
            counts[relation["rule"]][verdict] += 1
    ordered = sorted(relations, key=lambda rule: (relations[rule], -counts[rule].total(), rule))
    rows: list[tuple[Cell, ...]] = [
        (relations[rule], rule, counts[rule].total(), *(counts[rule][name] for name in _VERDICTS))
        for rule in ordered
    ]
    output.rows(("relation", "rule", "statements", *_VERDICTS), rows)
