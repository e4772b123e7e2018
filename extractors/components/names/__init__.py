"""Names of bodies, facilities and events by the grammar modifiers + head: `doc._.names`.

A head word (学会, 产业园, 论坛) is found first; then the name is read to the left, word by word, until a
place, another body, or a word that no name holds. Heads and how each is read: `data/names.toml`; the words
that end a name: `data/name_words.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.names import numbered, repeated, roles
from extractors.components.names.grammar import heads, kinds, name_words, shorter_head
from extractors.components.names.reader import Reader
from extractors.components.titles import Title
from extractors.mentions import Mention, Word

__all__ = ["component", "kinds", "match", "name_words"]

Doc.set_extension("names", default=())

_NOT_IN_TITLES = frozenset({"Society", "Alliance", "Institute", "University", "School", "Other", "Company"})
_FULL_NAME = 8
_SHORT_TITLE = 8
_NO_MARK = re.compile("[^“”，。：；、]*")
_REST_OF_TITLE = re.compile("[^“”，。：；、]{1,10}”")


def match(
    text: str, words: Sequence[Word], places: Sequence[Mention], titles: Sequence[Title]
) -> list[Mention]:
    """Return the mentions in text order of their ends; a unit's mention holds that of its body."""
    reader = Reader(text, words, places, titles)
    offset = 0
    firsts = heads().firsts
    while offset < len(text):
        length = heads().longest(text, offset) if text[offset] in firsts else 0
        while length and not reader.accept(offset, offset + length):
            length = shorter_head(text, offset, length)
        offset += length or 1
    repeated.add(text, reader.found, places)
    numbered.add(text, reader.found, places)
    _join_events(text, reader.found)
    _drop_inner_events(reader.found)
    _leave_out_titles(text, reader.found)
    found = roles.without_fronts([*reader.found, *roles.quoted(text, reader.found)])
    begins = {title.begin for title in titles}
    roles.let_act(text, found, {title.begin for title in titles if title.is_post}, begins)
    roles.let_be_sites(text, found, begins)
    return found


def _join_events(text: str, found: list[Mention]) -> None:
    """Make one event of two that 暨 or 及 joins.

    A body stands before the second (甲会年会暨甲会成立大会), or no field does (甲论坛及表彰大会).
    """
    bodies = {mention.begin: mention for mention in found if mention.type == "Organization"}
    events = {mention.begin: mention for mention in found if mention.type == "Event"}
    for first in sorted(events.values(), key=lambda event: event.begin):
        joint = text[first.end : first.end + 1]
        body = bodies.get(first.end + 1) if joint == "暨" else None
        second = events.get(body.end) if body is not None else None
        if joint == "及" and (other := events.get(first.end + 1)) is not None and other.form in kinds():
            second = other
        if second is not None:
            first.aliases.append((first.form, "the first part of a joint event"))
            first.end, first.name = second.end, first.name + text[first.end : second.end]
            first.form = text[first.begin : first.end]


def _drop_inner_events(found: list[Mention]) -> None:
    """Drop events that only open a longer name: 甲论坛 of 甲论坛暨乙大赛颁奖典礼, whose form it becomes."""
    reach: Mention | None = None
    inner = set()
    for mention in sorted(found, key=lambda one: (one.begin, -one.end)):
        if mention.type != "Event":
            continue
        if reach is None or mention.end > reach.end:
            reach = mention
        else:
            inner.add(id(mention))
            if mention.begin == reach.begin and reach.form[len(mention.form) :].startswith("暨"):
                reach.aliases.append((mention.form, "the first part of a joint event"))
    found[:] = [one for one in found if id(one) not in inner]


def _leave_out_titles(text: str, found: list[Mention]) -> None:
    """Take out the bodies that only open a short quotation that goes on behind them: “天府学会行”."""
    owners = {id(mention.parent) for mention in found}
    found[:] = [
        mention
        for mention in found
        if mention.subtype not in _NOT_IN_TITLES
        or len(mention.form) >= _FULL_NAME
        or id(mention) in owners
        or not _opens_title(text, mention)
    ]


def _opens_title(text: str, mention: Mention) -> bool:
    opening = text.rfind("“", max(0, mention.begin - _SHORT_TITLE), mention.begin)
    if opening < 0 or not _NO_MARK.fullmatch(text, opening + 1, mention.begin):
        return False
    return _REST_OF_TITLE.match(text, mention.end) is not None


@Language.component(
    "kg_names", requires=["doc._.words", "doc._.places", "doc._.titles"], assigns=["doc._.names"]
)
def component(doc: Doc) -> Doc:
    """Set `doc._.names`."""
    doc._.names = match(doc._.text, doc._.words, doc._.places, doc._.titles)
    return doc
