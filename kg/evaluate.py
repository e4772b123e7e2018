"""Records of extraction against gold annotations: precision, recall, F1, and how sure these figures are.

The definitions are those of the gold guidelines: entities match one to one within a type when they share a
name form; relations match when type and both ends do; optional rows never count. A run's figures come with
intervals of a bootstrap over documents; two runs are compared on the same resampled documents (paired).
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from extractors.model import SYMMETRIC_RELATIONS
from kg.errors import ReportError

Record = Mapping[str, Any]
Key = tuple[str, ...]
_Item = TypeVar("_Item")

RESAMPLES = 1000
"""Resampled sets of documents for an interval; the seed is fixed, so equal runs give equal intervals."""

_SEED = 20260
_DROPPED = re.compile(r"[\s“”\"‘’'《》「」·]")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts and what follows from them; a rate without anything to count is 0."""

    tp: int
    fp: int
    fn: int

    @property
    def precision(self) -> float:
        """Share of the found rows that are right."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold rows that are found."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(slots=True)
class Tally:
    """What one document, or several added up, came to.

    `counts` holds tp, fp, fn for each ("entity", type) and ("relation", type); the accuracies hold tp (right)
    and fp (wrong); `errors` tells each missed and each spurious row as (document, group, error, type, text).
    """

    counts: dict[Key, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    errors: list[tuple[str, str, str, str, str]] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Take in the counts and errors of another tally."""
        for key, counter in other.counts.items():
            self.counts[key].update(counter)
        self.errors += other.errors

    def score(self, group: str, kind: str | None = None) -> Score:
        """Return the score of "entity" or "relation", of one type or of all."""
        total: Counter[str] = Counter()
        for (of_group, of_kind), counter in self.counts.items():
            if of_group == group and kind in (None, of_kind):
                total.update(counter)
        return Score(total["tp"], total["fp"], total["fn"])

    def accuracy(self, group: str) -> float | None:
        """Return the accuracy of "subtype" or "modality", or the share of "false facts"; None without any."""
        counter = self.counts.get((group, ""), Counter())
        total = counter["tp"] + counter["fp"]
        return counter["tp"] / total if total else None


def read_gold(folder: Path) -> dict[str, Record]:
    """Return the gold annotations of a folder by document name. Raises ReportError where there are none."""
    found = {
        path.name.removesuffix(".gold.json"): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.gold.json"))
    }
    if not found:
        raise ReportError(f"{folder}: no *.gold.json there; name the folder with the gold annotations")
    return found


def compare(name: str, gold: Record, record: Record) -> Tally:
    """Return the tally of one document."""
    tally = Tally()
    matched = _match_entities(gold["entities"], record["entities"])
    _count_entities(name, gold, record, matched, tally)
    _count_relations(name, gold, record, matched, tally)
    return tally


def verdicts(gold: Record, record: Record) -> list[str]:
    """Return for each relation of a record, in order, "right", "wrong" or "free" (not counted)."""
    matched = _match_entities(gold["entities"], record["entities"])
    required = {
        _key(row, row["head"], row["tail"]): row for row in gold["relations"] if not row.get("optional")
    }
    spurious = {
        (row["type"], row["head"], row["tail"])
        for key, rows in _found_relations(gold, record, matched).items()
        if key not in required and _is_spurious(key, rows, gold, matched)
        for row in rows
    }
    result = []
    for row in record["relations"]:
        head, tail = matched.get(row["head"]), matched.get(row["tail"])
        if (row["type"], row["head"], row["tail"]) in spurious:
            result.append("wrong")
        elif head is not None and tail is not None and _key(row, head["id"], tail["id"]) in required:
            result.append("right")
        else:
            result.append("free")
    return result


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of tallies."""
    result = Tally()
    for tally in tallies:
        result.add(tally)
    return result


def interval(tallies: Sequence[Tally], figure: Callable[[Tally], float]) -> tuple[float, float]:
    """Return the 95 % interval of a figure by resampling documents."""
    values = sorted(figure(total(sample)) for sample in _samples(tallies))
    return values[int(0.025 * len(values))], values[int(0.975 * len(values)) - 1]


def paired(
    one: Sequence[Tally], other: Sequence[Tally], figure: Callable[[Tally], float]
) -> tuple[float, float, float]:
    """Return by how much `other` is above `one` on the same documents, and the 95 % interval of that."""
    pairs = list(zip(one, other, strict=True))
    differences = []
    for sample in _samples(pairs):
        first, second = zip(*sample, strict=True)
        differences.append(figure(total(second)) - figure(total(first)))
    differences.sort()
    return (
        figure(total(other)) - figure(total(one)),
        differences[int(0.025 * len(differences))],
        differences[int(0.975 * len(differences)) - 1],
    )


def _samples(items: Sequence[_Item]) -> Iterable[list[_Item]]:
    chooser = random.Random(_SEED)
    for _ in range(RESAMPLES):
        yield chooser.choices(items, k=len(items))


def _norm(name: str) -> str:
    return _DROPPED.sub("", unicodedata.normalize("NFKC", name))


def _forms(entity: Record) -> set[str]:
    return {_norm(name) for name in [entity["name"], *entity.get("names", [])] if name}


def _match_entities(gold: Sequence[Record], found: Sequence[Record]) -> dict[str, Record]:
    """One to one within a type, most shared forms first; found ids to gold entities."""
    pairs = []
    for one in found:
        for other in gold:
            if one["type"] == other["type"]:
                shared = len(_forms(one) & _forms(other))
                if shared:
                    pairs.append((-shared, bool(other.get("optional")), one["id"], other["id"]))
    by_id = {entity["id"]: entity for entity in gold}
    matched: dict[str, Record] = {}
    used: set[str] = set()
    for _, _, found_id, gold_id in sorted(pairs):
        if found_id not in matched and gold_id not in used:
            matched[found_id] = by_id[gold_id]
            used.add(gold_id)
    return matched


def _count_entities(
    name: str, gold: Record, record: Record, matched: Mapping[str, Record], tally: Tally
) -> None:
    hit = {entity["id"] for entity in matched.values()}
    for entity in record["entities"]:
        of_gold = matched.get(entity["id"])
        if of_gold is None:
            if not _is_free(gold, entity, same_type=True):
                tally.counts["entity", entity["type"]]["fp"] += 1
                tally.errors.append((name, "entity", "spurious", entity["type"], entity["name"]))
        elif not of_gold.get("optional"):
            tally.counts["entity", entity["type"]]["tp"] += 1
            if of_gold.get("subtype"):
                right = entity.get("subtype") == of_gold["subtype"]
                tally.counts["subtype", ""]["tp" if right else "fp"] += 1
    for entity in gold["entities"]:
        if not entity.get("optional") and entity["id"] not in hit:
            tally.counts["entity", entity["type"]]["fn"] += 1
            tally.errors.append((name, "entity", "missed", entity["type"], entity["name"]))


def _is_free(gold: Record, entity: Record, *, same_type: bool) -> bool:
    """Tell whether an unmatched entity is a second name of an optional thing, which costs nothing."""
    return any(
        other.get("optional")
        and (not same_type or other["type"] == entity["type"])
        and _forms(other) & _forms(entity)
        for other in gold["entities"]
    )


def _key(relation: Record, head: str, tail: str) -> Key:
    kind = relation["type"]
    return (kind, *sorted((head, tail))) if kind in SYMMETRIC_RELATIONS else (kind, head, tail)


def _modality(relation: Record) -> str:
    return str(relation.get("modality", "actual"))


def _count_relations(
    name: str, gold: Record, record: Record, matched: Mapping[str, Record], tally: Tally
) -> None:
    required: dict[Key, list[Record]] = defaultdict(list)
    free: dict[Key, set[str]] = defaultdict(set)
    for relation in gold["relations"]:
        key = _key(relation, relation["head"], relation["tail"])
        if relation.get("optional"):
            free[key].add(_modality(relation))
        else:
            required[key].append(relation)
    seen = _found_relations(gold, record, matched)
    labels = {entity["id"]: entity["name"] for entity in record["entities"]}
    gold_labels = {entity["id"]: entity["name"] for entity in gold["entities"]}
    for key, rows in seen.items():
        kind = rows[0]["type"]
        if key in required:
            _count_match(kind, required[key], rows, free[key], tally)
        elif _is_spurious(key, rows, gold, matched):
            tally.counts["relation", kind]["fp"] += 1
            text = f"{labels.get(rows[0]['head'])} -> {labels.get(rows[0]['tail'])}"
            tally.errors.append((name, "relation", "spurious", kind, text))
    for key, wanted in required.items():
        if key not in seen:
            tally.counts["relation", key[0]]["fn"] += 1
            text = f"{gold_labels[wanted[0]['head']]} -> {gold_labels[wanted[0]['tail']]}"
            tally.errors.append((name, "relation", "missed", key[0], text))


def _found_relations(gold: Record, record: Record, matched: Mapping[str, Record]) -> dict[Key, list[Record]]:
    """The found relations by key; a key of unmatched ends begins with "?"."""
    by_id = {entity["id"]: entity for entity in record["entities"]}
    seen: dict[Key, list[Record]] = defaultdict(list)
    for relation in record["relations"]:
        head, tail = matched.get(relation["head"]), matched.get(relation["tail"])
        if head is not None and tail is not None:
            seen[_key(relation, head["id"], tail["id"])].append(relation)
            continue
        ends = [end for end in (relation["head"], relation["tail"]) if end not in matched]
        if not all(_is_free(gold, by_id[end], same_type=False) for end in ends if end in by_id):
            seen["?", relation["type"], relation["head"], relation["tail"]].append(relation)
    return seen


def _is_spurious(key: Key, rows: Sequence[Record], gold: Record, matched: Mapping[str, Record]) -> bool:
    """Tell whether found rows that are not required count: neither they nor an end of them is optional."""
    optional = any(
        row.get("optional") and _key(row, row["head"], row["tail"]) == key for row in gold["relations"]
    )
    return not optional and not _touches_optional(rows[0], matched)


def _touches_optional(relation: Record, matched: Mapping[str, Record]) -> bool:
    ends = (matched.get(relation["head"]), matched.get(relation["tail"]))
    return any(end is not None and bool(end.get("optional")) for end in ends)


def _count_match(
    kind: str, wanted: Sequence[Record], rows: Sequence[Record], free: set[str], tally: Tally
) -> None:
    tally.counts["relation", kind]["tp"] += 1
    required = {_modality(row) for row in wanted}
    found = {_modality(row) for row in rows}
    allowed = required | free
    tally.counts["modality", ""]["tp" if required <= found <= allowed else "fp"] += 1
    if "actual" in found:
        tally.counts["false facts", ""]["tp" if "actual" not in allowed else "fp"] += 1
    if kind == "holdsPost":
        roles = {_norm(row.get("role") or "") for row in wanted}
        given = {_norm(row.get("role") or "") for row in rows}
        counter = tally.counts["role", "holdsPost"]
        counter["tp"] += len(roles & given)
        counter["fn"] += len(roles - given)
        counter["fp"] += len(given - roles)
