"""The concordance of a store against what the mentions mean in truth: pairs of mentions, and B-cubed.

`gold.tsv` says for each form of a report which thing it is. A form that is two things in one report stands
there with the words before it: 云浮市科协主席[张伟].
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ontologies.tables import parse_table


class Found(NamedTuple):
    """A mention of the gold that the extractor found: which thing it is, and what the store made it."""

    report: str
    begin: int
    form: str
    thing: str
    entity: str
    label: str
    reason: str


class Gold(NamedTuple):
    """A mention as the gold has it."""

    report: str
    begin: int
    end: int
    form: str
    thing: str


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall: shares between 0 and 1; 1 where there was nothing to get wrong."""

    precision: float
    recall: float


def read_gold(folder: Path) -> list[Gold]:
    """Return the mentions of the gold in a folder of `gold.tsv` and `reports/`; none is inside another."""
    rows = parse_table((folder / "gold.tsv").read_text("utf-8"), "gold.tsv", ("report", "form", "thing"))
    forms: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        report, form, thing = row.cells
        if form in forms[report]:
            raise row.error(f"{form} stands twice for {report}")
        forms[report][form] = thing
    return [
        mention
        for report in sorted(forms)
        for mention in _mentions(
            report, (folder / "reports" / f"{report}.txt").read_text("utf-8"), forms[report]
        )
    ]


def match(gold: Iterable[Gold], concordance: str) -> list[Found]:
    """Return the mentions of the gold that stand in a CSV of `kg export mentions`.

    A row is of a mention where both end at one place and the row begins there too, else nearest to there:
    部 of 省科协学会部 is the department, however much of its name the row takes in.
    """
    rows: dict[tuple[str, int], list[dict[str, str]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(concordance)):
        rows[row["report"], int(row["end"])].append(row)
    found = []
    for mention in gold:
        ending = rows[mention.report, mention.end]
        if ending:
            row = min(ending, key=lambda row: (abs(int(row["begin"]) - mention.begin), row["entity"]))
            known = (row[name] for name in ("entity", "label", "reason"))
            found.append(Found(mention.report, mention.begin, mention.form, mention.thing, *known))
    return found


def pairwise(found: Iterable[Found]) -> Score:
    """Return the share of merged pairs of mentions that are one thing, and of such pairs that are merged."""
    cells, things, entities = _counts(found)
    both = _pairs(cells)
    return Score(_share(both, _pairs(entities)), _share(both, _pairs(things)))


def pairwise_across(found: Iterable[Found]) -> Score:
    """Return the same for pairs of mentions in two reports: what no report says by itself."""
    of_report: dict[str, list[Found]] = defaultdict(list)
    all_of = list(found)
    for one in all_of:
        of_report[one.report].append(one)
    within = [_counts(mentions) for mentions in of_report.values()]
    both, things, entities = (
        _pairs(counts) - sum(_pairs(inside[place]) for inside in within)
        for place, counts in enumerate(_counts(all_of))
    )
    return Score(_share(both, entities), _share(both, things))


def b_cubed(found: Iterable[Found]) -> Score:
    """Return the means over mentions: how much of its entity is its thing, and of its thing its entity."""
    cells, things, entities = _counts(found)
    number = sum(cells.values())
    of_entity = sum(count * count / entities[entity] for (_, entity), count in cells.items())
    of_thing = sum(count * count / things[thing] for (thing, _), count in cells.items())
    return Score(_share(of_entity, number), _share(of_thing, number))


def wrong_merges(found: Iterable[Found]) -> dict[str, list[Found]]:
    """Return the mentions of each entity that is more than one thing."""
    return _torn(found, "entity", "thing")


def missed_merges(found: Iterable[Found]) -> dict[str, list[Found]]:
    """Return the mentions of each thing that is more than one entity."""
    return _torn(found, "thing", "entity")


def _torn(found: Iterable[Found], whole: str, part: str) -> dict[str, list[Found]]:
    groups: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        groups[getattr(one, whole)].append(one)
    return {
        name: sorted(members, key=lambda one: (getattr(one, part), one))
        for name, members in sorted(groups.items())
        if len({getattr(one, part) for one in members}) > 1
    }


def _mentions(report: str, text: str, forms: dict[str, str]) -> list[Gold]:
    taken: set[int] = set()
    found = []
    # What stands with its words before it first, then longer before shorter.
    for form in sorted(forms, key=lambda form: ("[" not in form, -len(form), form)):
        before, own = re.fullmatch(r"(?:(.*)\[)?(.*?)\]?", form).groups()
        before = before or ""
        for hit in re.finditer(re.escape(before + own), text):
            begin = hit.start() + len(before)
            if taken.isdisjoint(range(begin, hit.end())):
                taken.update(range(begin, hit.end()))
                found.append(Gold(report, begin, hit.end(), own, forms[form]))
    return sorted(found)


def _counts(found: Iterable[Found]) -> tuple[Counter[tuple[str, str]], Counter[str], Counter[str]]:
    cells = Counter((one.thing, one.entity) for one in found)
    things, entities = Counter[str](), Counter[str]()
    for (thing, entity), count in cells.items():
        things[thing] += count
        entities[entity] += count
    return cells, things, entities


def _pairs(counts: Counter) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0
