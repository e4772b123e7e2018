"""Names of facilities: what proves one from outside, and words of it that the tagger misread.

    在甲县设立院士工作站        a kind of station that is set up at one place is one thing
    建起马铃薯脱毒种薯繁育基地   what stands between the verb of building and the head is the name

Words: `data/site_names.toml`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.components.names.grammar import name_words, site_words
from extractors.components.names.surroundings import Surroundings
from extractors.data import Trie, any_of
from extractors.mentions import Word

_ONE = "(?:(?:一|1|首|第一|两|2)[个家座处所间]|首批|全[市县省区]首[个家座])?"
_FOREIGN = frozenset(
    "，。；：、！？的了着过在与和及或于将为把被由对向从到赴往让使给跟比请派去来时是有也都均各其该等"
    "“”《》（）/| \n"
)
_LEVELS = ("国家级", "省级", "市级", "县级", "区级", "校级")
_UNVEILED = re.compile(
    "”?(?:正式|也|已|今日|当天|同日|随后|成立){0,2}(?:揭牌|揭幕|落户|启用|落成|投用|建成|投入使用)"
)
_TITLES = frozenset({"示范区", "试验区", "先行区"})
"""Heads that without a place before them are titles given to areas (国家级甲示范区)."""
_OPEN_COUNT = re.compile("[一两二三]?[条个座]")
_ABOUT_ROOMS = re.compile("(?:教学|建设方|解决方案|建设方案|整体方案|设备|课程|建设方面)")
"""What is said of a kind of laboratory, not of one."""
_FURTHEST = 10
"""Characters that misread words reach over."""
_SHORTEST = 4
_NEAR = 8
"""Characters between a place and the verb of building."""
_SEEN = re.compile("(?:参观|察看|查看|观摩|走进)(?:考察)?了?[^，。；：！？\n]{0,60}$")
_LONGEST_ROW = 70
_QUANTITY = re.compile(
    "(?:学校|我校|该校|公司|我司|学院)(?=[\\u4e00-\\u9fff]{3})|好(?=[\u4e00-\u9fff]{2})|[0-9][0-9.]{0,8}[万亿余多]{0,2}(?:[个家座处所间条]|平方米|千瓦|兆瓦|公顷|吨|头|亩)"
    "(?:大型|级)?"
)
_NUMBER = re.compile("[0-9一二三四五六七八九十两几多数百千万第每各]")
_AREA = re.compile("[万千百]亩$")
_ADDED_TAGS = ("n", "a", "f", "PER", "ORG", "LOC", "vn", "k")


@dataclass(frozen=True, slots=True)
class _Patterns:
    builds: re.Pattern[str]
    governs: re.Pattern[str]
    held: re.Pattern[str]
    opened: re.Pattern[str]
    site: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    words = {key: any_of(site_words()[key]) for key in ("builds", "sees", "held", "opened", "sites")}
    return _Patterns(
        builds=re.compile(f"(?P<verb>{words['builds']})(?:[了起好成]|(?<=[^，。；][^，。；])的)?{_ONE}“?$"),
        governs=re.compile(f"(?P<verb>{words['builds']}|{words['sees']})[了起好成]?{_ONE}“?$"),
        held=re.compile(f"[内里]?{words['held']}"),
        opened=re.compile(words["opened"]),
        site=re.compile(f"(?P<verb>{words['sites']})[了起]?{_ONE}“?$"),
    )


@functools.cache
def _generic() -> Trie:
    return Trie(name_words()["generic"] | site_words()["generic"])


def is_generic(field: str) -> bool:
    """Tell whether what stands before the head makes no name of a facility."""
    return _generic().spells(field)


def is_class(text: str, field: str, head: str, end: int, owned: bool) -> bool:
    """Tell whether the words are no name of one site: a title that is given, a way of working, a topic.

    `owned` tells that a place or a body stands before the field.
    """
    if _OPEN_COUNT.fullmatch(field):
        return True
    if owned:
        return False
    if head in _TITLES:
        return True
    return head.endswith("室") and _ABOUT_ROOMS.match(text, end) is not None


def is_proved(view: Surroundings, begin: int, end: int) -> bool:
    """Tell whether quotation marks, a verb that governs it, or an event held there make it one thing."""
    text = view.text
    work = text[begin:end].endswith(("系统", "平台"))  # in quotation marks also a work that is shown
    if text[begin - 1 : begin] == "“" and text[end : end + 1] == "”" and not work:
        return True
    if text[begin - 1 : begin] == "在" and _patterns().held.match(text, end):
        return True
    return _governed(view, begin)


def is_built(text: str, begin: int) -> bool:
    """Tell whether a verb stands before `begin` that what is only built is the object of (筹建, 建一个)."""
    return _patterns().site.search(text, max(0, begin - _FURTHEST), begin) is not None


def is_unveiled(text: str, begin: int, end: int) -> bool:
    """Tell whether a site is unveiled or opened (为甲中心揭牌, 甲中心启用)."""
    return _UNVEILED.match(text, end) is not None or (
        text[begin - 1 : begin] == "为" and text.startswith(("揭牌", "揭幕", "剪彩"), end)
    )


def is_seen(text: str, begin: int) -> bool:
    """Tell whether a row of what somebody goes to see reaches to `begin` (参观了甲馆、乙实验室)."""
    return _SEEN.search(text, max(0, begin - _LONGEST_ROW), begin) is not None


def is_held_at(text: str, begin: int, end: int) -> bool:
    """Tell whether something is held at the site (在甲中心举行)."""
    return text[begin - 1 : begin] == "在" and _patterns().held.match(text, end) is not None


def is_set_up(view: Surroundings, begin: int, end: int) -> bool:
    """Tell whether a kind of facility is set up at one place, by one body, or settles there."""
    if view.text[max(0, begin - 3) : begin].endswith(_LEVELS):
        begin -= 2 if view.text[begin - 3 : begin] != "国家级" else 3
    verb = _patterns().builds.search(view.text, max(0, begin - _FURTHEST), begin)
    if verb is None:
        return _patterns().opened.match(view.text, end) is not None
    if verb.group()[-1] in "的“" and end - begin < _SHORTEST:
        return False
    near = range(verb.start() - _NEAR, verb.start() + 1)
    if verb.start() in view.body_ending:
        return True
    return any(place in view.place_ending and "，" not in view.text[place : verb.start()] for place in near)


def opening_verb(piece: str) -> int:
    """Return the length of the verb of building that a piece of a word opens with, or 0."""
    for length in (3, 2):
        if len(piece) > length and piece[:length] in site_words()["builds"]:
            return length
    return 0


def can_be_field(word: Word, piece: str) -> bool:
    """Tell whether a verb, adjective or number, as the tagger sees it, names a field (示范牧场)."""
    if piece in site_words()["field_verbs"]:
        return True
    return word.tag == "m" and len(piece) > 1 and _NUMBER.match(piece) is None


def over_misread(view: Surroundings, begin: int) -> int:
    """Return where the name begins that was read to `begin`: further left where words before it were misread.

    They were where all between a verb of building, a place or a body and `begin` can stand in a name.
    """
    text = view.text
    if begin in view.place_at or view.ends_name(begin) or _governed(view, begin):
        return begin
    if text[max(0, begin - 3) : begin].endswith(_LEVELS):
        level = 3 if text[begin - 3 : begin] == "国家级" else 2
        if _governed(view, begin - level):
            return begin - level
    for start in range(begin - 1, max(0, begin - _FURTHEST), -1):
        if text[start] in _FOREIGN or not _can_be_misread(view, start, begin):
            break
        if view.ends_name(start):
            return _with_place(view, start) if _can_follow(view, start, begin) else begin
        if _governed(view, start):
            return start
    return begin


def without_quantity(view: Surroundings, begin: int, head: int) -> int:
    """Return where the name begins behind how many or how large (100亩花生示范园), and behind 好 (建好)."""
    hit = _QUANTITY.match(view.text, begin, head + 1)
    return hit.end() if hit is not None else begin


def _governed(view: Surroundings, begin: int) -> bool:
    hit = _patterns().governs.search(view.text, max(0, begin - _FURTHEST), begin)
    if hit is None:
        return False
    word = view.word(hit.start())
    return len(hit["verb"]) > 1 or word is None or word.tag == "v" and word.begin == hit.start()


def _can_be_misread(view: Surroundings, start: int, begin: int) -> bool:
    """Tell whether no word that overlaps `start` is one that no name holds."""
    word = view.word(start)
    if word is None or view.in_post(start):
        return False
    piece = view.text[max(word.begin, start) : min(word.end, begin)]
    if len(piece) < 2 or piece in _LEVELS:
        return True
    return piece not in name_words()["stops"] and not _is_verb(word, piece)


def _is_verb(word: Word, piece: str) -> bool:
    if piece in site_words()["field_verbs"]:
        return False
    return word.tag in ("v", "vd", "p", "c", "r", "d", "TIME") and piece not in name_words()["field_verbs"]


def _can_follow(view: Surroundings, start: int, begin: int) -> bool:
    """Tell whether the words in between can stand behind a place or body in a name."""
    place = start
    while place < begin:
        word = view.word(place)
        if word is None or word.begin < place:
            return False
        piece = word.text
        single = len(piece) == 1 and word.tag == "v" and piece not in site_words()["short_verbs"]
        if not (single or word.tag.startswith(_ADDED_TAGS) or _AREA.match(piece)):
            return False
        place = word.end
    return True


def _with_place(view: Surroundings, begin: int) -> int:
    """Return where the row of places or the body begins that ends at `begin`."""
    while begin in view.place_ending:
        begin = view.place_ending[begin].begin
    return begin
