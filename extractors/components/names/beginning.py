"""Where a name begins: read from its head to the left, until a place, a body or a word of no name."""

from __future__ import annotations

import functools
import re

from extractors.components.names import sites
from extractors.components.names.grammar import Kind, kinds, name_words
from extractors.components.names.surroundings import Surroundings
from extractors.mentions import Word

_LONGEST = 34
_ENDING_TAGS = frozenset({"v", "p", "c", "u", "d", "r", "w", "xc", "PER", "vd", "ad", "f"})
_LONGEST_PERSON = 5
_ORDINAL = re.compile(
    r"(?:第?[一二三四五六七八九十百0-9]+(?:届|次|期|批|号|师|团|轮|季|场|站|连)?|首[届次期批])$"
)
_EDITION = re.compile(
    r"(?:(?:19|20)\d\d年?(?:度)?)?(?:第[一二三四五六七八九十百0-9]{1,4}|首)届(?![^，。]{0,3}委)"
    r"|(?<![0-9])(?:19|20)\d\d(?=[\u4e00-\u9fff])(?!年)"
)
"""What opens the name of an event that comes back: the name is all from there on, verbs and places too."""
_FROM_EDITION = 28
"""Characters between the edition and what was read of the name so far."""
_NOT_IN_EVENT = frozenset({"p", "u", "w", "d", "r", "xc", "PER", "TIME"})
_OFFICES = frozenset("一二三四五六七八九")
_ERAS = ("现代", "当代", "近代", "古代")
"""Times that names hold: 当代文学研究会; 语文 + 现代化学会, as the tagger cuts it."""
_YEAR = re.compile(r"(?:[12]\d{3}|20\d\d)(?:年度?|—\d{4}年?|-\d{4}年?)?$")
_QUOTED_FIELD = re.compile(r"“[^“”，。！？；]{1,20}”$")
_WORK = re.compile(r"《[^《》，。！？；\n]{2,20}(?<![法例划要见案施定知程范准则度])》$")
"""A work in the name of an event: 《花生通论》讲座, 年会暨《花生之美》开幕式; a policy is one by itself."""
_BRACKET = re.compile("(?<=[\u4e00-\u9fff])（(?!以下|简称|下称)[\u4e00-\u9fffA-Za-z·]{2,8}）$")
"""A bracket inside the name of an event: 甲州（乙区）投资推介会."""
_LONGEST_BRACKET = 11
_BRACKETED = frozenset({"Society", "Alliance", "Institute", "Other", "University"})
"""Bodies whose names hold a place in brackets: 中国花生产业（甲州）促进会."""
_LONGEST_SEAT = 7
_LATIN = re.compile("[A-Za-z]-[A-Za-z]")
_LONGEST_QUOTED = 22
_BREAKS = frozenset("（）“”《》/ ")
_JOINED_TAGS = frozenset({"n", "nz", "vn", "an", "nw"})
_JOINED_SUBTYPES = frozenset({"Department", "University", "Institute", "Society", "Laboratory", "Other"})
_CONJUNCTIONS = frozenset("与和及")
_BEFORE_LEVEL = frozenset("由与和及同跟")
"""Words before a body that is named by its level: 由县科协, 理事长和县科协."""
_NOT_LEVEL = frozenset({"市政", "市场", "市民", "市容", "县域", "区域", "区块", "省际"})
"""Fields that open like a level: 环境与市政工程学院."""
_LONGEST_LEFT = 12
"""Characters between a conjunction inside a name and the place or body that the name begins with."""
_BEFORE_EVENT_PLACE = frozenset({"m", "TIME", "nz", "nw"})
_GLUED = frozenset("由在到赴与和及对向从是为的暨个，、·")
_NOT_GLUED = frozenset({"对口", "对外", "对话", "在线", "向阳", "及时", "和谐", "个人", "为民", "暨南"})
"""Words that begin like a glued one and are none: 对口交流活动."""
_DEICTIC = frozenset("我本该贵")
_OF_DEICTIC = frozenset("国省市县区校院会所")
_LEVELS = frozenset("省市县区")
_SPONSORED = ("重点实验室", "工程研究中心", "工程实验室", "实验室", "工程技术研究中心")
_MINISTRIES = frozenset(
    {"教育部", "农业农村部", "农业部", "自然资源部", "生态环境部", "水利部", "工信部", "科技部"}
)
_MEMBERS = frozenset({"企业", "专家", "教师", "学生", "记者", "会员"})
_SOCIETIES = ("协会", "促进会", "联合会", "商会", "研究会", "学会", "联谊会")
_CREDITS = frozenset("文图摄")
"""What stands behind a stroke before who wrote or photographed: 文/图某学会."""


def beginning(view: Surroundings, kind: Kind, head: int) -> int:
    """Return where the name begins whose head begins at `head`; `head` where it has nothing before it."""
    begin = head
    while begin > 0 and head - begin < _LONGEST and view.text[begin - 1] != "\n":
        if begin in view.body_ending and _goes_on_before_sponsor(view, kind, begin, head):
            begin = view.body_ending[begin].begin
            continue
        if begin in view.body_ending:
            return begin + _glued_behind_body(view, begin) if kind.type != "Event" else begin
        step = _step(view, kind, begin)
        if step == begin:
            break
        begin = step
        if begin in view.place_at and not _goes_on_before_place(view, kind, begin):
            break
    if kind.type == "Facility":
        begin = sites.over_misread(view, begin)
        return sites.without_quantity(view, _trimmed(view, begin, head), head)
    begin = _trimmed(view, begin, head)
    return _from_edition(view, kind, begin) if kind.type == "Event" else begin


def _from_edition(view: Surroundings, kind: Kind, begin: int) -> int:
    """Return where the name begins by its edition (首届东县酿酒青年 + 论坛), else `begin`."""
    hits = list(_EDITION.finditer(view.text, max(0, begin - _FROM_EDITION), begin))
    if not hits or hits[-1].start() == begin:
        return begin
    start, offset = hits[-1].span()
    while offset < begin:
        word = view.word(offset)
        if word is None or view.in_post(offset):
            return begin
        piece = view.text[offset : min(word.end, begin)]
        stops = piece in name_words()["stops"] and piece not in name_words()["event_words"]
        if word.tag in _NOT_IN_EVENT or (stops and piece not in "和与及"):
            return begin
        offset = word.end
    furthest = start - _LONGEST
    while start not in view.body_ending and start > furthest:
        step = _step(view, kind, start)
        if step == start or step in view.place_at:
            return step
        start = step
    return start


def _goes_on_before_sponsor(view: Surroundings, kind: Kind, begin: int, head: int) -> bool:
    """Tell whether a field stands before the ministry that a laboratory is named by.

    智能感知 + 教育部重点实验室
    """
    sponsor = view.body_ending[begin]
    field = view.word(sponsor.begin - 1) if sponsor.begin else None
    return (
        kind.subtype == "Institute"
        and view.text.startswith(_SPONSORED, head)
        and sponsor.form in _MINISTRIES
        and field is not None
        and field.tag in (*_JOINED_TAGS, "ORG")
        and not view.ends_name(sponsor.begin)
        and not view.stops(field)
    )


def _goes_on_before_place(view: Surroundings, kind: Kind, begin: int) -> bool:
    if view.ends_name(begin) or view.text.endswith("附属", 0, begin):
        return True
    word = view.word(begin - 1) if begin else None
    if word is None:
        return False
    if word.tag == "ORG" and word.end > begin:
        return True
    return kind.type == "Event" and (
        word.tag in _BEFORE_EVENT_PLACE
        or view.text[begin - 1] in "”届"
        or (word.tag == "n" and not view.stops(word) and not view.in_post(begin - 1))
    )


def _step(view: Surroundings, kind: Kind, begin: int) -> int:
    """Return the offset one modifier further to the left, or `begin` where the name begins."""
    if begin in view.place_ending:
        return view.place_ending[begin].begin
    if _begins_with_level(view, begin):
        return begin
    before = view.text[begin - 1]
    if before == "”":
        quoted = _QUOTED_FIELD.search(view.text, max(0, begin - _LONGEST_QUOTED), begin)
        return (
            quoted.start() if quoted is not None and kind.subtype not in ("Government", "School") else begin
        )
    if before == "》":
        work = _WORK.search(view.text, max(0, begin - _LONGEST_QUOTED), begin)
        return work.start() if work is not None and kind.type == "Event" else begin
    if before == "）" and kind.subtype == "Company":
        bracket = view.text.rfind("（", max(0, begin - 6), begin)
        return bracket if bracket >= 0 else begin
    if before == "）" and kind.subtype in _BRACKETED:
        bracket = view.text.rfind("（", max(0, begin - _LONGEST_SEAT), begin)
        seat = view.place_at.get(bracket + 1) if bracket > 0 else None
        return bracket if seat is not None and seat.end == begin - 1 else begin
    if before == "）" and kind.type == "Event":
        inner = _BRACKET.search(view.text, max(0, begin - _LONGEST_BRACKET), begin)
        return inner.start() if inner is not None else begin
    if before == "·" or (before == "-" and _LATIN.match(view.text, max(0, begin - 2))):
        return begin - 1
    word = view.word(begin - 1)
    apart = before == " " and not view.text[begin - 2 : begin - 1].isascii()
    if before == "/" or apart or word is None:
        return begin
    start = max(word.begin, _last_break(view, word.begin, begin))
    piece = view.text[start:begin]
    if piece[0] == "与" and len(piece) > 1:
        return start + 1  # the tagger glues 与 to what follows
    if word.end > begin and word.tag in ("v", "vn", "ad") and kind.subtype == "Company":
        return start  # 保持架厂, which the tagger takes for a verb
    return _over_word(view, kind, word, start, begin)


def _over_word(view: Surroundings, kind: Kind, word: Word, start: int, begin: int) -> int:
    """Return `start` where the piece of `word` from there to `begin` can stand in a name."""
    piece = view.text[start:begin]
    placed = kind.type in ("Event", "Facility")
    words = name_words()
    of_society = kind.subtype == "Society" and piece in _MEMBERS and view.text.startswith(_SOCIETIES, begin)
    inner = of_society or (placed and piece in words["event_words"])
    if view.in_post(begin - 1) or (piece in words["stops"] and not inner):
        return _over_conjunction(view, kind, begin)
    if word.tag == "m":
        counted = "届" in piece or view.text[start - 1 : start] == "届" or _YEAR.match(piece) is not None
        office = piece in _OFFICES and view.text[begin] in "处科"  # 干部三处
        numbered = piece[0] == "第" or office or (kind.type == "Event" and counted)
        return start if numbered and _ORDINAL.search(piece) else begin
    if word.tag == "TIME":
        era = piece.startswith(_ERAS)
        return start if era or (kind.type == "Event" and _YEAR.match(piece)) else begin
    if kind.type == "Event" and word.tag == "v" and view.text[begin] == "“":
        return begin  # 组织“甲乙”活动
    builds = piece in words["leading_verbs"] or piece in sites.site_words()["builds"]
    if kind.type == "Facility" and builds and not _is_field(view, start):
        return begin  # 甲县建设黄皮科技小院: the verb of the sentence
    if kind.type == "Facility" and sites.can_be_field(word, piece):
        return start
    names_field = piece in words["field_verbs"] or (placed and piece in words["event_words"])
    body = word.tag == "PER" and len(word.text) > _LONGEST_PERSON
    if word.tag in _ENDING_TAGS and not names_field and not body:
        return _over_conjunction(view, kind, begin)
    return start


def _is_field(view: Surroundings, start: int) -> bool:
    """Tell whether a noun stands before the verb at `start`, which with it names a field (城市建设展览馆)."""
    left = view.word(start - 1) if start else None
    if left is None or view.ends_name(start):
        return False
    return left.tag in _JOINED_TAGS and left.end - left.begin >= 2 and not view.stops(left)


def _last_break(view: Surroundings, begin: int, end: int) -> int:
    """A body, a place or a mark that ends inside a word of the tagger ends the step there."""
    for offset in range(end - 1, begin, -1):
        cut = view.text[max(begin, offset - 2) : offset] in name_words()["cutting"]
        if (
            cut
            or _begins_with_level(view, offset)
            or view.ends_name(offset)
            or view.text[offset - 1] in _BREAKS
        ):
            return offset
    return begin


def _begins_with_level(view: Surroundings, begin: int) -> bool:
    """Tell whether a body named by its level begins here: 由 + 县科协, 理事长和 + 县科协, not 平和县."""
    if view.text[begin - 1] not in _BEFORE_LEVEL or view.text[begin] not in _LEVELS:
        return False
    place = view.place_ending.get(begin + 1)
    return view.text[begin : begin + 2] not in _NOT_LEVEL and (place is None or place.begin == begin)


@functools.cache
def _joined_lengths() -> tuple[int, ...]:
    return tuple(sorted({len(phrase) for phrase in name_words()["joined"]}))


def _over_conjunction(view: Surroundings, kind: Kind, begin: int) -> int:
    """Step over a conjunction that stands inside a name (材料与能源学院)."""
    text = view.text
    for length in _joined_lengths():
        for first in range(max(0, begin - length), begin):
            if text[first : first + length] in name_words()["joined"]:
                return first
    if kind.type == "Event" and text[begin - 1] == "暨":
        return begin - 1
    if kind.type == "Event" and text[begin - 1] == "及" and view.text[begin - 2 : begin] != "以及":
        left = view.word(begin - 2) if begin >= 2 else None
        bare = any(view.text[begin : begin + length] in kinds() for length in (2, 3, 4))
        if left is not None and left.tag in _JOINED_TAGS and not view.ends_name(begin - 1) and not bare:
            return begin - 1
    if text[begin - 1] in _CONJUNCTIONS and (kind.type == "Event" or kind.subtype in _JOINED_SUBTYPES):
        left = view.word(begin - 2) if begin >= 2 else None
        if left is None or view.ends_name(begin - 1) or view.stops(left) or view.in_post(begin - 2):
            return begin
        if text[begin - 1] == "与" and left.tag in _JOINED_TAGS:
            return begin - 1
        if _is_anchored(view, begin - 1):
            return begin - 1
    return begin


def _is_anchored(view: Surroundings, conjunction: int) -> bool:
    """Tell whether only nouns stand between the conjunction and a place or body: 甲省湖泊保护与渔业学会."""
    place = conjunction
    while place > 0 and conjunction - place <= _LONGEST_LEFT:
        if view.ends_name(place):
            return True
        word = view.word(place - 1)
        if word is None or view.stops(word) or view.in_post(place - 1):
            return False
        start = next((end for end in range(place, word.begin, -1) if view.ends_name(end)), word.begin)
        if start > word.begin and word.tag in ("ORG", "LOC"):
            return conjunction - start >= 2
        if word.tag not in _JOINED_TAGS and view.text[word.begin : place] not in name_words()["field_verbs"]:
            return False
        place = word.begin
    return False


def _trimmed(view: Surroundings, begin: int, head: int) -> int:
    """Cut off words that the tagger glued to the front of a body."""
    if begin in view.place_at:
        return begin
    while begin < head:
        lead = _lead(view, begin, head)
        if not lead:
            break
        begin += lead
    return begin


def _glued_behind_body(view: Surroundings, begin: int) -> int:
    """Return the length of the word between two bodies that the tagger takes for one: 某科协联合县科技局."""
    for length in (2, 1):
        piece = view.text[begin : begin + length]
        behind = begin + length
        placed = view.text[behind : behind + 1] in _LEVELS or behind in view.place_at
        if placed and (piece in name_words()["leading_verbs"] or piece in _GLUED):
            return length
    return 0


def _lead(view: Surroundings, begin: int, head: int) -> int:
    """Return the length of the word at `begin` that no name begins with, or 0."""
    for length in (4, 3, 2):
        piece = view.text[begin : begin + length]
        leads = piece in name_words()["leading_verbs"] and begin not in view.body_ending
        if begin + length <= head and (leads or piece in name_words()["stops"]) and piece[0] not in _LEVELS:
            return length
    first = view.text[begin]
    if first in _CREDITS and view.text[begin - 1 : begin] == "/":
        return 1
    pointed = view.text[begin - 1 : begin] in _DEICTIC and first in _OF_DEICTIC
    glued = first in _GLUED and view.text[begin : begin + 2] not in _NOT_GLUED
    return 1 if pointed or glued else 0
