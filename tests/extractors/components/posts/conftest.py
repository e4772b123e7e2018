"""Posts of marked sentences: [O:甲市科协]主席[P:马骏]出席. Bodies and persons are given, titles are read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.components import posts, sentences, titles
from extractors.components.posts.context import Context
from extractors.components.posts.view import Report, SentenceView
from extractors.mentions import Claim, Mention
from tests.extractors.marked import read_marked

Claims = Callable[[str], list[Claim]]
Posts = Callable[[str], list[str]]
Views = Callable[[str], SentenceView]


def _read(marked: str) -> tuple[str, list[Mention], list[Mention]]:
    text, mentions = read_marked(marked)
    persons = [mention for mention in mentions if mention.type == "Person"]
    bodies = [mention for mention in mentions if mention.type != "Person"]
    return text, persons, bodies


@pytest.fixture(scope="session")
def claims() -> Claims:
    """The claims of a marked text."""

    def give(marked: str) -> list[Claim]:
        text, persons, bodies = _read(marked)
        return posts.match(text, sentences.match(text), titles.match(text), persons, bodies)

    return give


@pytest.fixture(scope="session")
def found(claims: Claims) -> Posts:
    """The posts of a marked text as person/body/title, each once, in order."""

    def give(marked: str) -> list[str]:
        rows = (f"{one.head.form}/{one.tail.form}/{one.role}" for one in claims(marked))
        return list(dict.fromkeys(rows))

    return give


@pytest.fixture(scope="session")
def view() -> Views:
    """The view of a marked sentence."""

    def give(marked: str) -> SentenceView:
        text, persons, bodies = _read(marked)
        report = Report(text, titles.match(text), persons, bodies, Context(text, bodies))
        return SentenceView(report, sentences.match(text)[0])

    return give
