"""The component: the examples of the data file, reports of several lines, and time."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractors.components import posts, titles
from extractors.components.posts import patterns
from extractors.data import load_toml
from extractors.mentions import Claim, Mention, Sentence
from extractors.normalise import normalise
from extractors.pipeline import load
from tests.extractors.growth import LINEAR, ratio

KEYS = tuple(patterns.Patterns.__dataclass_fields__)
EXAMPLES: list[dict[str, Any]] = load_toml(
    "posts.toml", {**dict.fromkeys((*KEYS, "adverbs", "certified", "example"), list), "opens_title": str}
)["example"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["rule"])
def test_an_example_gives_its_posts(example: dict[str, Any], claims: Callable[[str], list[Claim]]) -> None:
    found = [one for one in claims(example["text"]) if one.rule == example["rule"]]
    assert [f"{one.head.form}/{one.tail.form}/{one.role}" for one in found] == example["posts"]


def test_every_rule_has_an_example() -> None:
    folder = Path(posts.__file__).parent
    rules = {
        rule for path in folder.glob("*.py") for rule in re.findall(r'"(post\.\w+)"', path.read_text("utf-8"))
    }
    assert {example["rule"] for example in EXAMPLES} == rules


def test_a_byline_states_no_post(found: Callable[[str], list[str]]) -> None:
    assert found("供稿：[O:甲市科协]秘书长[P:马骏]") == []


@pytest.mark.parametrize(
    "sentence",
    ["主席[P:马骏]出席。", "[P:马骏]教授出席。", "[O:甲大学]教授[P:马骏]出席。", "[O:甲大学][P:马骏]。"],
)
def test_no_body_or_no_post_makes_no_claim(found: Callable[[str], list[str]], sentence: str) -> None:
    assert found(sentence) == []


def test_claims_carry_their_title_as_trigger_and_role(claims: Callable[[str], list[Claim]]) -> None:
    (one,) = claims("[O:甲市科协]原主席[P:马骏]出席。")
    assert (one.type, one.role, one.trigger, one.modality) == ("holdsPost", "主席", "主席", "actual")
    assert one.spans == ((0, 9),)


def test_what_a_line_only_proposes_is_planned(claims: Callable[[str], list[Claim]]) -> None:
    (one,) = claims("拟由[O:甲市科协]主席[P:马骏]主持工作。")
    assert one.modality == "planned"


def test_a_report_from_text_to_posts() -> None:
    doc = load().read(normalise("昌平市科协主席周文斌、副主席何丽娟出席会议。"), None)
    assert [(one.head.form, one.tail.form, one.role) for one in doc._.claims if one.type == "holdsPost"] == [
        ("周文斌", "昌平市科协", "主席"),
        ("何丽娟", "昌平市科协", "副主席"),
    ]


UNITS = [
    "副主席", "马骏、", "甲科协副主席马骏、", "副主席甲科协马骏、", "甲科协", "马骏任", "选举马骏",
    "马骏，男，", "（", "现任副主席", "甲学会副会长、", "马骏任副会长、", "会长：马骏\n", "副会长\n",
    "学会会长", "第一", "选举马骏、马骏为副会长、",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit: str) -> None:
    def run(text: str) -> object:
        persons, bodies = _mentions(text, "马骏", "Person"), _mentions(text, "甲科协|甲学会", "Organization")
        ends = [hit.end() for hit in re.finditer("\n", text)] or [len(text)]
        lines = [Sentence(begin, end, "text", ()) for begin, end in zip([0, *ends], ends, strict=False)]
        return posts.match(text, lines, titles.match(text), persons, bodies)

    assert ratio(run, unit, 3_000) < LINEAR


def _mentions(text: str, forms: str, kind: str) -> list[Mention]:
    return [Mention(*hit.span(), hit.group(), kind, None, "given") for hit in re.finditer(forms, text)]
