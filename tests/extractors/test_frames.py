"""Every frame of every relation gives, on its own examples, exactly the pairs that the data file says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from extractors.components import clauses, frames, titles, words
from extractors.data import data_file, load_toml
from extractors.mentions import Clause, Sentence
from extractors.model import RELATION_ENDS
from extractors.normalise import normalise
from extractors.pipeline import load
from tests.extractors.marked import read_marked


def rows() -> Iterator[dict[str, Any]]:
    for relation in RELATION_ENDS:
        name = f"relations/{relation}.toml"
        if data_file(name).is_file():
            yield from load_toml(name, {"frame": list})["frame"]


def pairs(frame: str, marked: str) -> list[str]:
    """Return what the frame of this id gives on a marked example; a first line of two is a heading."""
    text, mentions = read_marked(marked)
    heading = text.find("\n") + 1
    spans = [(0, heading, "heading"), (heading, len(text), "text")][not heading :]
    sentences = tuple(Sentence(begin, end, kind, (Clause(begin, end),)) for begin, end, kind in spans)
    tagged = words.match(text, sentences)
    encoded = clauses.match(text, sentences, mentions, titles.match(text), tagged)
    event = next((mention for mention in mentions if mention.type == "Event"), None)
    claims = [claim for claim in frames.match(encoded, event, {}) if claim.rule == frame]
    return sorted({f"{claim.head.form}>{claim.tail.form}" for claim in claims})


ROWS = list(rows())
EXAMPLES = [(row["id"], example) for row in ROWS for example in row["examples"]]


@pytest.mark.parametrize(("frame", "example"), EXAMPLES)
def test_an_example_gives_its_pairs(frame: str, example: dict[str, Any]) -> None:
    assert pairs(frame, example["text"]) == sorted(example["pairs"])


def test_ids_are_unique_and_every_frame_shows_what_it_finds() -> None:
    identifiers = [row["id"] for row in ROWS]
    assert sorted(identifiers) == sorted(set(identifiers))
    assert [row["id"] for row in ROWS if not any(example["pairs"] for example in row["examples"])] == []


def test_a_wrong_frame_would_fail() -> None:
    assert pairs("serves.subject", "[O:甲学会]路过[L:东县]") == []


def test_what_a_person_builds_is_his_bodys_only_where_he_speaks_for_it() -> None:
    before = "建平县花生公司董事长王立参加座谈。"
    assert _built(before + "王立介绍，将在凌源市建立花生科技小院。") == ["建平县花生公司"]
    assert _built(before + "会后王立在凌源市建立花生科技小院。") == []


def test_what_a_country_has_is_no_row_of_its_own() -> None:
    assert pairs("hasIndustry.of", "[L:东县][N:花生]产业") == ["东县>花生"]
    text, mentions = read_marked("[L:某国][N:花生]产业")
    mentions[0].subtype = "Country"
    sentences = (Sentence(0, len(text), "text", (Clause(0, len(text)),)),)
    encoded = clauses.match(text, sentences, mentions, titles.match(text), words.match(text, sentences))
    assert frames.match(encoded, None, {}) == []


def test_what_firms_lack_the_firm_of_the_speaker_lacks() -> None:
    text = "在建平县，建平县花生公司经理王立提出，企业急需花生烘干方面的专家。"
    claims = load().read(normalise(text), None)._.claims
    assert [claim.head.form for claim in claims if claim.type == "needs"] == ["建平县花生公司"]


def test_who_urges_others_serves_nobody_by_it() -> None:
    before = "建平县科协主席王立参加座谈。"
    assert _served(before + "王立表示，将为凌源市提供服务。") == ["凌源市"]
    assert _served(before + "王立强调，要为凌源市提供服务。") == []


def _served(text: str) -> list[str]:
    claims = load().read(normalise(text), None)._.claims
    return [claim.tail.form for claim in claims if claim.type == "serves"]


def _built(text: str) -> list[str]:
    claims = load().read(normalise(text), None)._.claims
    return [claim.head.form for claim in claims if claim.type == "builds"]
