"""Two or more named before: pairs, and lists of so many places of one level."""

from __future__ import annotations

import pytest

from extractors.components import clauses, named_again, titles, words
from extractors.mentions import Clause, Sentence
from tests.extractors.marked import read_marked


def stands_for(marked: str) -> list[str]:
    """Return what the last sentence of a marked text gives."""
    text, mentions = read_marked(marked)
    ends = [at + 1 for at, letter in enumerate(text) if letter == "。"]
    sentences = tuple(
        Sentence(begin, end, "text", (Clause(begin, end),))
        for begin, end in zip([0, *ends], ends, strict=False)
    )
    encoded = clauses.match(text, sentences, mentions, titles.match(text), words.match(text, sentences))
    last = encoded[-1]
    return [mention.form for mention in named_again.subjects(last, 0, len(last.text)) or ()]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[O:甲大学]与[O:乙公司]签约。双方将合作。", ["甲大学", "乙公司"]),
        ("[L:东镇]、[L:西镇]受灾。两镇学员急需帮助。", ["东镇", "西镇"]),
        ("[L:东县]、[L:西县]和[L:南县]参加。天气很好。三个县都种花生。", ["东县", "西县", "南县"]),
        ("[L:东县]、[L:西县]和[L:南县]参加。两县都种花生。", []),
        ("[L:东镇]、[L:西镇]受灾。两县都种花生。", []),
        ("[L:东县]、[L:西县]参加。两县级干部到会。", []),
        ("[L:东县]、[L:西县]参加。第三县也到会。", []),
    ],
)
def test_what_it_stands_for(marked: str, expected: list[str]) -> None:
    assert stands_for(marked) == expected
