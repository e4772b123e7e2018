"""The figures of `kg.evaluate`: by hand on small documents, and those of the yardstick on the gold files."""

from __future__ import annotations

import importlib.util
import json
import os
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ReportError
from kg.evaluate import compare, interval, paired, read_gold, total, verdicts


def entity(identifier: str, kind: str, name: str, **more: Any) -> dict[str, Any]:
    return {"id": identifier, "type": kind, "subtype": None, "name": name, "names": [name], **more}


def relation(kind: str, head: str, tail: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "head": head, "tail": tail, "modality": "actual", **more}


GOLD = {
    "entities": [
        entity("o", "Organization", "“甲县”科协", subtype="Association"),
        entity("p", "Person", "李明远"),
        entity("l", "Place", "甲县", optional=True),
        entity("f", "Facility", "花生科技小院", subtype="Station"),
    ],
    "relations": [
        relation("holdsPost", "p", "o", role="主席"),
        relation("locatedIn", "o", "l", optional=True),
        relation("builds", "o", "f", modality="planned"),
    ],
}


def test_everything_found_is_perfect() -> None:
    tally = compare("d", GOLD, GOLD)
    assert (tally.score("entity").f1, tally.score("relation").f1, tally.errors) == (1.0, 1.0, [])
    assert (tally.score("entity").tp, tally.score("relation").tp) == (3, 2)


def test_optional_rows_never_count() -> None:
    without = {
        "entities": [one for one in GOLD["entities"] if one["id"] != "l"],
        "relations": [one for one in GOLD["relations"] if one["tail"] != "l"],
    }
    assert compare("d", GOLD, without).counts == compare("d", GOLD, GOLD).counts


def test_missed_and_spurious_rows_are_named() -> None:
    found = {
        "entities": [GOLD["entities"][0], entity("x", "Person", "王立")],
        "relations": [relation("holdsPost", "x", "o", role="主席")],
    }
    tally = compare("d", GOLD, found)
    assert sorted(tally.errors) == [
        ("d", "entity", "missed", "Facility", "花生科技小院"),
        ("d", "entity", "missed", "Person", "李明远"),
        ("d", "entity", "spurious", "Person", "王立"),
        ("d", "relation", "missed", "builds", "“甲县”科协 -> 花生科技小院"),
        ("d", "relation", "missed", "holdsPost", "李明远 -> “甲县”科协"),
        ("d", "relation", "spurious", "holdsPost", "王立 -> “甲县”科协"),
    ]


def test_a_plan_given_as_a_fact_is_counted() -> None:
    rows = [*GOLD["relations"][:2], relation("builds", "o", "f")]
    tally = compare("d", GOLD, {"entities": GOLD["entities"], "relations": rows})
    assert tally.accuracy("false facts") == 0.5
    assert tally.accuracy("modality") == 0.5


def test_an_interval_holds_its_figure_and_pairs_cancel() -> None:
    empty: dict[str, Any] = {"entities": [], "relations": []}
    good, bad = compare("d", GOLD, GOLD), compare("e", GOLD, empty)
    tallies = [good, bad] * 5
    low, high = interval(tallies, lambda tally: tally.score("entity").recall)
    assert low < total(tallies).score("entity").recall < high
    assert paired(tallies, tallies, lambda tally: tally.score("entity").f1) == (0.0, 0.0, 0.0)


def test_a_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no \\*.gold.json"):
        read_gold(tmp_path)


@pytest.mark.skipif("KG_GOLD" not in os.environ, reason="KG_GOLD does not name a folder with gold files")
def test_the_figures_are_those_of_the_yardstick() -> None:
    folder = Path(os.environ["KG_GOLD"])
    spec = importlib.util.spec_from_file_location("yardstick", folder / "score.py")
    assert spec is not None and spec.loader is not None
    yardstick = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(yardstick)
    chooser = random.Random(7)
    for name, gold in read_gold(folder).items():
        spoilt = json.loads(json.dumps(gold))
        spoilt["entities"] = [one for one in spoilt["entities"] if chooser.random() < 0.8]
        spoilt["relations"] = [one for one in spoilt["relations"] if chooser.random() < 0.8]
        known = {one["id"] for one in spoilt["entities"]}
        for one in spoilt["entities"]:
            if chooser.random() < 0.1:
                one["names"], one["name"] = [], one["name"] + "分会"
        for one in spoilt["relations"]:
            if chooser.random() < 0.1:
                one["head"], one["tail"] = one["tail"], one["head"]
            if chooser.random() < 0.2:
                one["modality"] = "actual"
        spoilt["relations"] = [one for one in spoilt["relations"] if {one["head"], one["tail"]} <= known]
        tallies: Any = defaultdict(yardstick.Tally)
        yardstick.score(gold, spoilt, tallies, [])
        ours = compare(name, gold, spoilt)
        for (group, kind), counter in tallies.items():
            key = (group, kind) if group in ("entity", "relation", "role") else (group, "")
            assert dict(+counter) == dict(+ours.counts[key]), (name, group, kind)
        assert {key for key, counter in ours.counts.items() if +counter} == {
            (group, kind) if group in ("entity", "relation", "role") else (group, "")
            for (group, kind), counter in tallies.items()
            if +counter
        }


def test_verdicts_tell_right_wrong_and_free() -> None:
    rows = [
        relation("holdsPost", "p", "o", role="主席"),
        relation("locatedIn", "o", "l"),
        relation("serves", "o", "f"),
        relation("visits", "p", "l"),
    ]
    found = {"entities": GOLD["entities"], "relations": rows}
    assert verdicts(GOLD, found) == ["right", "free", "wrong", "free"]
