"""Persons: full names by the tagger, by the titles beside them, and by their lists: `doc._.persons`.

A name found once is a name wherever it stands in the report. The tagger's names are mended (a surname that it
cut off) and refused where they are no name (no surname, part of a body's name).
"""

from __future__ import annotations

import functools
import re
from collections import Counter

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.names import name_words
from extractors.components.titles import Title
from extractors.mentions import Mention, Sentence, Word
from ontologies.tables import read_table

Doc.set_extension("persons", default=())

_HAN = re.compile(r"[\u4e00-\u9fff]+$")
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,6}){1,3}")
_LATIN = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.?)?(?:[ -][A-Z][a-z]+){1,2}")
_BEHIND_NAME = re.compile(
    r"$|[，。、；：（）！？“”\n ]|等|兼|包片|在|对|为|和|与|及|出席|参加|主持|介绍|表示|说|强调|指出|认为|代表|作|致|到|来|赴|向|率|带|一行|分别|先后|当选|任|担任"
    r"|陪同|宣|讲|围绕|就|从|以|还|也|都|则|首先|详细|提出|建议|希望|共同|同志|教授|老师|先生|女士|院士|博士|研究员|的|是|将|被|由|给|把|告诉|摄|作了|做"
)
_NOT_GIVEN = frozenset("的了在与及等赴被把将说市县区省镇乡局处部院所校馆厂委、，。：；“”（）《》")
_STRONG_END = frozenset("，、；。） |\n")
_WORDS_THAT_ARE_SURNAMES = frozenset("和向为及从应由都同并来有对")
_VERBS_OF_ONE = frozenset("会从向对以为到和是兼任也已均将说就")
_SELDOM_GIVEN = frozenset("兼以对到为向是和有从会中上下内外前后村科室站员长任级第年月日")
_MOST_NAMES = 200


@functools.cache
def surnames() -> frozenset[str]:
    """Return the surnames, single and compound."""
    return frozenset(row.cells[0] for row in read_table("extractors.data", "surnames.tsv", ("surname", "per_million")))


def is_name(form: str) -> bool:
    """Tell whether `form` can be a full Chinese name: a surname and one or two characters (compound: up to four)."""
    if not _HAN.match(form) or any(character in _NOT_GIVEN for character in form[1:]):
        return False
    if len(form) in (3, 4) and form[:2] in surnames():
        return True
    return len(form) in (2, 3) and form[0] in surnames()


def match(
    text: str,
    words: tuple[Word, ...],
    sentences: tuple[Sentence, ...],
    titles: tuple[Title, ...],
    names: list[Mention],
    places: list[Mention],
) -> list[Mention]:
    """Return the mentions of persons in text order; none overlaps a name of a body or another person."""
    taken = {offset for mention in names for offset in range(mention.begin, mention.end)}
    place_offsets = {offset for place in places for offset in range(place.begin, place.end)}
    title_begins = {title.begin for title in titles}
    title_ends = {title.end for title in titles}
    plain = {(word.begin, word.end) for word in words if word.tag not in ("PER", "nr", "nz", "LOC", "nw")}
    tagged = {offset for word in words if word.tag == "PER" for offset in range(word.begin, word.end)}
    found: dict[tuple[int, int], str] = {}
    for word in words:
        if word.tag == "PER" and word.begin not in taken:
            span = _mended(text, word)
            if span is not None:
                cut = next((offset for offset in range(span[0] + 2, span[1]) if offset in title_begins), span[1])
                span = (span[0], cut)
            if span is None and word.begin in title_ends and 3 <= len(word.text) <= 6 and _HAN.match(word.text):
                span = (word.begin, word.end)  # names of other peoples open with no surname: 扎西顿珠
            if span is not None and not (
                span[0] in place_offsets and span[1] - 1 in place_offsets
            ):
                found[span] = "person.tagged"
    for title in titles:
        begin = title.end
        if text[begin : begin + 1] in ("为", "：", " "):
            begin += 1
        span = _behind_title(text, begin, title_begins, plain, tagged)
        if span is not None and span[0] not in taken and not _overlaps(span, found):
            found[span] = "person.title"
    _spread_lists(text, found, taken, title_begins, plain)
    for pattern, rule in ((_FOREIGN, "person.foreign"), (_LATIN, "person.latin")):
        for hit in pattern.finditer(text):
            begin, end = hit.span()
            if rule == "person.foreign":
                begin, end = _without_titles(text, hit, titles, words)
            near_title = begin in title_ends or end in title_begins
            seen = bool(tagged & set(range(begin, end)))
            quoted = text[begin - 1 : begin] == "“"
            if (near_title or (seen and rule == "person.foreign" and not quoted)) and begin not in taken:
                for span in [span for span in found if span[0] < end and begin < span[1]]:
                    del found[span]
                found[begin, end] = rule
    _repeat(text, found, taken)
    return [
        Mention(begin, end, text[begin:end], "Person", None, rule) for (begin, end), rule in sorted(found.items())
    ]


def _without_titles(
    text: str, hit: re.Match[str], titles: tuple[Title, ...], words: tuple[Word, ...]
) -> tuple[int, int]:
    """The span of a dotted name without the titles and verbs that the pattern took in."""
    begin, end = hit.span()
    for title in titles:
        if begin <= title.begin and title.end < end and "·" not in text[begin : title.end]:
            begin = title.end
    if begin == hit.start():
        named = [word.begin for word in words if word.tag == "PER" and begin < word.begin < text.index("·", begin)]
        begin = min(named, default=begin)
    last = text.rindex("·", begin, end) + 1
    stop = next((offset for offset in range(last + 1, end) if _BEHIND_NAME.match(text, offset)), end)
    return begin, max(stop, last + 1)


def _mended(text: str, word: Word) -> tuple[int, int] | None:
    """The span of a tagged name, with the surname that was cut off; None where it is no name."""
    begin, end = word.begin, word.end
    form = text[begin:end]
    if "·" in form:
        return (begin, end) if len(form) >= 4 else None
    if len(form) >= 3 and form[-1] in "任兼" and is_name(form[:-1]):
        return begin, end - 1
    if not is_name(form):
        if len(form) == 2 and begin and is_name(text[begin - 1 : end]):
            return begin - 1, end
        if len(form) > 3 and is_name(form[:3]) and _BEHIND_NAME.match(form, 3):
            return begin, begin + 3
        return None
    if len(form) == 2 and _BEHIND_NAME.match(text, end) is None and end < len(text):
        longer = text[begin : end + 1]
        if is_name(longer) and longer[-1] not in _VERBS_OF_ONE and _BEHIND_NAME.match(text, end + 1) is not None:
            return begin, end + 1
    return begin, end


def _behind_title(
    text: str, begin: int, title_begins: set[int], plain: set[tuple[int, int]], tagged: set[int]
) -> tuple[int, int] | None:
    """A name that stands directly behind a title and before a word that can follow a name.

    Where the tagger sees a name in its last characters, the surname may be one that no table has.
    """
    for length in (3, 2, 4):
        end = begin + length
        if (
            end <= len(text)
            and ((begin, end) not in plain or (length == 3 and text[end : end + 1] in _STRONG_END))
            and text[begin:end] not in name_words()["stops"]
            and (text[begin] not in _WORDS_THAT_ARE_SURNAMES or begin in tagged)
            and (is_name(text[begin:end]) or (length == 3 and _HAN.match(text[begin:end]) and {begin + 1, begin + 2} <= tagged))
            and not _SELDOM_GIVEN & set(text[begin + 1 : end])
            and _BEHIND_NAME.match(text, end) is not None
            and not any(offset in title_begins for offset in range(begin, end))
        ):
            return begin, end
    return None


def _spread_lists(
    text: str,
    found: dict[tuple[int, int], str],
    taken: set[int],
    title_begins: set[int],
    plain: set[tuple[int, int]],
) -> None:
    """Names that stand in a list with a name: 王某、李某某、张某."""
    queue = sorted(found)
    while queue:
        _, end = queue.pop()
        if text[end : end + 1] not in ("、", " "):
            continue
        begin = end + 1
        for length in (3, 2, 4):
            span = (begin, begin + length)
            follower = text[span[1] : span[1] + 1]
            if (
                span[1] <= len(text)
                and (span not in plain or _starts_at(span[1] + 1, found))
                and is_name(text[begin : span[1]])
                and not _SELDOM_GIVEN & set(text[begin + 1 : span[1]])
                and (follower in "、，。；） \n" or _BEHIND_NAME.match(text, span[1]) is not None)
                and begin not in taken
                and not any(offset in title_begins for offset in range(begin, span[1]))
                and not _overlaps(span, found)
            ):
                found[span] = "person.list"
                queue.append(span)
                break


def _starts_at(offset: int, found: dict[tuple[int, int], str]) -> bool:
    return any((offset, offset + length) in found for length in (2, 3, 4))


def _repeat(text: str, found: dict[tuple[int, int], str], taken: set[int]) -> None:
    """Every other place where a found name of three or more characters stands."""
    names = Counter(text[begin:end] for begin, end in found)
    for name, _ in names.most_common(_MOST_NAMES):
        if len(name) < 3:
            continue
        begin = text.find(name)
        while begin >= 0:
            span = (begin, begin + len(name))
            if begin not in taken:
                shorter = [
                    other for other in found if span[0] <= other[0] and other[1] <= span[1] and other != span
                ]
                for other in shorter:
                    del found[other]
                if not _overlaps(span, found):
                    found[span] = "person.repeated"
            begin = text.find(name, begin + len(name))


def _overlaps(span: tuple[int, int], found: dict[tuple[int, int], str]) -> bool:
    return any(begin < span[1] and span[0] < end for begin, end in found)


@Language.component(
    "kg_persons",
    requires=["doc._.words", "doc._.sentences", "doc._.titles", "doc._.names", "doc._.places"],
    assigns=["doc._.persons"],
)
def component(doc: Doc) -> Doc:
    """Set `doc._.persons`."""
    doc._.persons = match(
        doc.text, doc._.words, doc._.sentences, doc._.titles, doc._.names, doc._.places
    )
    return doc
