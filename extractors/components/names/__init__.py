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

from extractors.components.names import numbered
from extractors.components.names.grammar import acting_rules, acts, heads, kinds, name_words, shorter_head
from extractors.components.names.reader import Reader
from extractors.components.titles import Title
from extractors.mentions import Mention, Word

__all__ = ["component", "kinds", "match", "name_words"]

Doc.set_extension("names", default=())

_UNITS_OF_PARKS = frozenset({"Association", "Government", "Department"})
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
    while offset < len(text):
        length = heads().longest(text, offset)
        while length and not reader.accept(offset, offset + length):
            length = shorter_head(text, offset, length)
        offset += length or 1
    numbered.add(text, reader.found, places)
    _drop_inner_events(reader.found)
    _leave_out_titles(text, reader.found)
    found = _without_fronts(reader.found)
    _let_act(text, found, {title.begin for title in titles if title.is_post})
    return found


def _without_fronts(found: list[Mention]) -> list[Mention]:
    """Leave out facilities that are nowhere but at the front of a longer name (甲科技小院 in 甲科技小院联盟).

    One that has a unit of its own is a thing of its own (甲产业园科协, 甲产业园管委会).
    """
    longest: dict[int, int] = {}
    for mention in found:
        if mention.type != "Event" and mention.subtype not in _UNITS_OF_PARKS:
            longest[mention.begin] = max(longest.get(mention.begin, 0), mention.end)
    alone = {mention.name for mention in found if longest.get(mention.begin) == mention.end}
    return [
        mention
        for mention in found
        if mention.type != "Facility" or longest[mention.begin] == mention.end or mention.name in alone
    ]


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


def _let_act(text: str, found: list[Mention], posts: set[int]) -> None:
    """Make a museum or base with a post, or that organizes, a body in this report."""
    places = [mention for mention in found if mention.rule in acting_rules()]
    actors = {
        mention.name
        for mention in places
        if mention.end in posts
        or acts().match(text, mention.end)
        or text[mention.begin - 1 : mention.begin] == "由"
    }
    for mention in places:
        if mention.name in actors:
            mention.type, mention.subtype = "Organization", "Other"


@Language.component(
    "kg_names", requires=["doc._.words", "doc._.places", "doc._.titles"], assigns=["doc._.names"]
)
def component(doc: Doc) -> Doc:
    """Set `doc._.names`."""
    doc._.names = match(doc.text, doc._.words, doc._.places, doc._.titles)
    return doc
