"""Names of bodies, facilities, events and initiatives by the grammar modifiers + head: `doc._.names`.

A head word (学会, 产业园, 论坛) is found first; then the name is read to the left, word by word, until a place, another
body, or a word that no name holds. Heads and how each is read: `data/names.toml`; the words that end a name:
`data/name_words.toml`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.titles import Title
from extractors.data import Trie, load_toml
from extractors.mentions import Mention, Word

Doc.set_extension("names", default=())

_LONGEST_NAME = 34
_REGIONS = "省市县区州镇乡村盟旗"
_ENDING_TAGS = frozenset({"v", "p", "c", "u", "d", "r", "w", "xc", "PER", "vd", "ad", "f"})
_ORDINAL = re.compile(r"第?[一二三四五六七八九十百0-9]+(?:届|次|期|批|号|师|团|轮|季|场|站|连)?$")
_YEAR = re.compile(r"(?:[12]\d{3}|20\d\d)(?:年度?|—\d{4}年?|-\d{4}年?)?$")
_BRACKETED_PLACE = re.compile(r"（(?:[\u4e00-\u9fff]{2,3})）")
_QUOTED_FIELD = re.compile(r"“[^“”，。！？；]{1,20}”$")
_PARTY_ORGANS = frozenset({"组织部", "宣传部", "统战部", "政法委"})
_ACTS = re.compile(r"(?:联合|共同)?(?:主办|承办|协办|举办|组织|牵头|负责人|工作人员|党支部|志愿者|派出|邀请)")
_EVENT_NUMBER = re.compile(r"(?:[12]\d{3}年?度?|第?[一二三四五六七八九十百0-9]+(?:届|次|期)|首届|本届|“|”)")
_TERM = re.compile(r"(?:新一届|首届|本届|第[一二三四五六七八九十百0-9]+届)+")
_BRACKETED_YEAR = re.compile(r"（20\d\d年?）")
_NEEDS_FIELD = frozenset({"中心", "公司", "集团", "学校", "会议", "大会", "基地", "处", "局", "厅", "部", "科", "室", "股", "办", "系", "工厂", "控股",
                          "论坛", "委员会", "讲座", "大赛", "竞赛", "比赛", "广场", "酒店", "宾馆", "公园", "小镇", "实验室", "法院", "联盟", "联合体", "共同体",
                          "协会", "学会", "研究会", "分会", "大队", "中队", "支部", "办公室", "政府", "党组", "银行", "数据库", "系列活动", "科普活动", "年会"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """How one family of heads is read; see `data/names.toml`."""

    id: str
    type: str
    subtype: str
    unit: bool
    tagged: bool = False
    only_unit: bool = False
    alone: frozenset[str] = frozenset()
    acts: bool = False


@functools.cache
def kinds() -> dict[str, tuple[Kind, ...]]:
    """Every head with the kinds that it may name, in the order of the file."""
    heads: dict[str, list[Kind]] = {}
    for row in load_toml("names.toml", {"kind": list})["kind"]:
        kind = Kind(
            row["id"], row["type"], row["subtype"], row["unit"], row.get("tagged", False),
            row.get("only_unit", False), frozenset(row.get("alone", ())), row.get("acts", False),
        )  # fmt: skip
        for head in row["heads"]:
            heads.setdefault(head, []).append(kind)
    return {head: tuple(found) for head, found in heads.items()}


@functools.cache
def name_words() -> dict[str, Any]:
    """The lists of `data/name_words.toml`, each as a frozenset."""
    data = load_toml(
        "name_words.toml",
        {"field_verbs": list, "event_words": list, "leading_verbs": list, "stops": list, "generic": list, "joined": list, "not_before": dict},
    )
    return {key: frozenset(value) if isinstance(value, list) else value for key, value in data.items()}


@functools.cache
def _heads() -> Trie:
    return Trie(kinds())


@functools.cache
def _generic() -> Trie:
    return Trie(name_words()["generic"])


def match(text: str, words: tuple[Word, ...], places: list[Mention], titles: tuple[Title, ...]) -> list[Mention]:
    """Return the mentions in text order of their ends; a unit's mention holds that of its body."""
    reader = _Reader(text, words, places, titles)
    offset = 0
    while offset < len(text):
        length = _heads().longest(text, offset)
        while length and not reader.accept(offset, offset + length):
            length = _shorter(text, offset, length)
        offset += length or 1
    _let_act(text, reader.found, {title.begin for title in titles if title.is_post})
    return reader.found


def _let_act(text: str, found: list[Mention], posts: set[int]) -> None:
    """A museum or base with a post, or that organizes, is a body in this report (guideline, ruling 1)."""
    acting = {f"name.{kind.id}" for family in kinds().values() for kind in family if kind.acts}
    actors = {
        mention.name
        for mention in found
        if mention.rule in acting
        and (mention.end in posts or _ACTS.match(text, mention.end) or text[mention.begin - 1 : mention.begin] == "由")
    }
    for mention in found:
        if mention.rule in acting and mention.name in actors:
            mention.type, mention.subtype = "Organization", "Other"


def _shorter(text: str, offset: int, length: int) -> int:
    for shorter in range(length - 1, 0, -1):
        if text[offset : offset + shorter] in kinds():
            return shorter
    return 0


class _Reader:
    """Reads names to the left of heads in one text."""

    def __init__(
        self, text: str, words: tuple[Word, ...], places: list[Mention], titles: tuple[Title, ...]
    ) -> None:
        self.text = text
        self.found: list[Mention] = []
        self._word_at: list[Word | None] = [None] * (len(text) + 1)
        for word in words:
            for offset in range(word.begin, word.end):
                self._word_at[offset] = word
        self._place_ending = {place.end: place for place in places}
        self._place_beginning = {place.begin: place for place in places}
        self._post_offsets = {
            offset for title in titles if title.is_post for offset in range(title.begin, title.end)
        }
        self._post_begins = {title.begin for title in titles if title.is_post}
        self._body_ending: dict[int, Mention] = {}

    def accept(self, head_begin: int, head_end: int) -> bool:
        """Read the name of the head at these offsets; add its mention if it is one."""
        text = self.text
        head = text[head_begin:head_end]
        family = kinds()[head]
        if head[0] in _REGIONS and head_begin + 1 in self._place_ending:
            head_begin += 1  # 三星镇 + 党委, not 三星 + 镇党委
        if any(
            head.endswith(last)
            and not (last == "党委" and head_begin in self._place_ending)
            and text.startswith(tuple(followers), head_end)
            for last, followers in name_words()["not_before"].items()
        ):
            return False
        word = self._word_at[head_end - 1]
        if len(head) == 1 and not (
            head_begin in self._body_ending
            or (word is not None and word.tag == "ORG" and (word.end == head_end or head in "局厅司"))
            or (word is not None and word.begin == head_begin and word.end == head_end)
            or head_end in self._post_begins
        ):
            return False
        if word is not None and word.end > head_end and word.tag not in ("ORG", "LOC", "PER") and len(head) <= 2:
            return False
        for kind in family:
            mention = self._read(kind, head, head_begin, head_end)
            if mention is not None:
                self.found.append(mention)
                if mention.type in ("Organization", "Facility"):
                    self._body_ending[mention.end] = mention
                return True
        return False

    def _read(self, kind: Kind, head: str, head_begin: int, head_end: int) -> Mention | None:
        if kind.tagged and not self._tagged(head_begin, head_end):
            return None
        begin = self._walk(kind, head_begin)
        parent = self._body_ending.get(begin)
        if parent is not None and parent.subtype == kind.subtype == "University":
            kind = kinds()["教研室"][0]
        if parent is not None and begin == head_begin and not kind.unit and kind.type == "Organization":
            if kind.subtype != "Government" or parent.subtype != "Government":
                return self._longer(kind, parent, head_end)
        if parent is not None and parent.type == "Facility" and kind.type == "Organization":
            return self._longer(kind, parent, head_end) if begin == head_begin else None
        if kind.subtype == "Government" and head[0] in _REGIONS and head_begin - begin == 1:
            begin = head_begin
        field = self.text[begin:head_begin]
        place = self._place_beginning.get(begin)
        if not self._is_name(kind, head, field, begin, place, parent) and not (
            kind.type == "Event" and _TERM.fullmatch(field) and parent is not None
        ):
            return None
        end = self._with_bracket(kind, head_end)
        opening = self._quoted_whole(kind, begin, head_end)
        mention = Mention(begin, end, self.text[begin:end], kind.type, kind.subtype, f"name.{kind.id}")
        if opening is not None and opening < begin:
            mention.aliases.append((mention.form, "without what stands before it in the quotation"))
            mention.begin, mention.form = opening, self.text[opening:end]
            mention.name = mention.form
            parent = place = None
        self._settle(mention, kind, field, parent, place)
        return mention

    def _longer(self, kind: Kind, before: Mention, head_end: int) -> Mention:
        """One name over two heads: 生产力促进中心 + 协会, 产业园 + 科协. The body within it was none."""
        mention = Mention(
            before.begin, head_end, self.text[before.begin : head_end], kind.type, kind.subtype, f"name.{kind.id}"
        )
        mention.place, mention.parent = before.place, before.parent
        if before.parent is not None:
            mention.name = before.parent.name + self.text[before.parent.end : head_end]
        if before.type == "Organization" and before in self.found:
            self.found.remove(before)
        return mention

    def _quoted_whole(self, kind: Kind, begin: int, end: int) -> int | None:
        """Where the name ends a quotation, return where the quotation begins: all of it is the name."""
        if kind.type != "Event" or self.text[end : end + 1] != "”":
            return None
        opening = self.text.rfind("“", max(0, end - 42), begin)
        if opening < 0 or "”" in self.text[opening:end] or "，" in self.text[opening:end]:
            return None
        return opening + 1

    def _settle(
        self, mention: Mention, kind: Kind, field: str, parent: Mention | None, place: Mention | None
    ) -> None:
        """Fill in the body that it is a unit of and the place that its name begins with."""
        if parent is not None and (
            kind.unit or not field or kind.type in ("Event", "Facility") or kind.subtype == parent.subtype == "Government"
        ):
            if kind.subtype == "Government" and mention.form[-1] in "局处办":
                mention.subtype = "Department"
            if field or kind.type == "Organization":
                short = self.text[mention.begin : mention.end]
                if len(short) >= 2:
                    mention.aliases.append((short, "without the body that it belongs to"))
            mention.begin = parent.begin
            mention.form = self.text[parent.begin : mention.end]
            mention.name = parent.name + self.text[parent.end : mention.end]
            mention.parent = parent
            return
        if place is not None:
            mention.place = self._last_place(place, mention.end)
        if not field and mention.form in _PARTY_ORGANS:
            committee = next((body for body in reversed(self.found) if body.form.endswith(("市委", "县委", "区委", "省委", "州委"))), None)
            if committee is not None:
                mention.parent, mention.name = committee, committee.name + mention.form
                mention.reason = f"the organ of {committee.form}, which was named before"

    def _last_place(self, place: Mention, limit: int) -> Mention:
        while place.end in self._place_beginning and self._place_beginning[place.end].end < limit:
            place = self._place_beginning[place.end]
        return place

    def _tagged(self, begin: int, end: int) -> bool:
        word = self._word_at[end - 1]
        return word is not None and word.tag == "ORG" and word.end == end and word.begin < begin

    def _with_bracket(self, kind: Kind, end: int) -> int:
        """中国矿业大学（北京） counts its bracket in."""
        if kind.type == "Event":
            year = _BRACKETED_YEAR.match(self.text, end)
            return year.end() if year is not None else end
        if kind.subtype in ("University", "Institute"):
            bracket = _BRACKETED_PLACE.match(self.text, end)
            if bracket is not None and (
                end + 1 in self._place_beginning or bracket.group()[1:-1] in ("华东", "武汉", "东北")
            ):
                return bracket.end()
        return end

    def _walk(self, kind: Kind, head_begin: int) -> int:
        """Return where the name of the head begins."""
        begin = head_begin
        while begin > 0 and head_begin - begin < _LONGEST_NAME and self.text[begin - 1] != "\n":
            if begin in self._body_ending and (begin < head_begin or self._body_ending[begin].end == head_begin):
                return begin
            step = self._step(kind, begin)
            if step == begin:
                break
            begin = step
            if begin in self._place_beginning and not self._goes_on_before_place(kind, begin):
                break
        return self._trim(begin, head_begin)

    def _goes_on_before_place(self, kind: Kind, begin: int) -> bool:
        if begin in self._place_ending or begin in self._body_ending:
            return True
        word = self._word_at[begin - 1] if begin else None
        if word is None:
            return False
        if word.tag == "ORG" and word.end > begin:
            return True
        return kind.type == "Event" and (
            word.tag in ("m", "TIME", "nz", "nw")
            or self.text[begin - 1] in "”届"
            or (word.tag == "n" and word.text not in name_words()["stops"] and begin - 1 not in self._post_offsets)
        )

    def _step(self, kind: Kind, begin: int) -> int:
        """Return the offset one modifier further to the left, or `begin` where the name begins."""
        text = self.text
        if begin in self._place_ending:
            return self._place_ending[begin].begin
        before = text[begin - 1]
        if before == "”":
            quoted = _QUOTED_FIELD.search(text, max(0, begin - 22), begin)
            return quoted.start() if quoted is not None and kind.subtype not in ("Government", "School") else begin
        if before == "）" and kind.subtype == "Company":
            bracket = text.rfind("（", max(0, begin - 6), begin)
            return bracket if bracket >= 0 else begin
        if before == "·":
            return begin - 1
        if before == "/":
            return begin
        word = self._word_at[begin - 1]
        if word is None:
            return begin
        start = max(word.begin, self._last_break(word.begin, begin))
        piece = text[start:begin]
        if piece[0] == "与" and len(piece) > 1:
            return start + 1  # the tagger glues 与 to what follows
        stops = piece in name_words()["stops"] and not (
            kind.type in ("Event", "Facility") and piece in name_words()["event_words"]
        )
        if begin - 1 in self._post_offsets or stops:
            return self._joined(kind, begin)
        if word.tag == "m":
            return start if _ORDINAL.search(piece) and (kind.type == "Event" or piece[0] == "第") else begin
        if word.tag == "TIME":
            return start if kind.type == "Event" and _YEAR.match(piece) else begin
        if (
            kind.type == "Facility"
            and piece in name_words()["leading_verbs"]
            and (start in self._place_ending or start in self._body_ending)
        ):
            return begin  # 甲县建设黄皮科技小院: the verb of the sentence
        if word.tag in _ENDING_TAGS and not self._names_field(kind, piece):
            return self._joined(kind, begin)
        return start

    def _names_field(self, kind: Kind, verb: str) -> bool:
        """Tell whether a verb can stand inside a name of this kind."""
        words = name_words()
        return verb in words["field_verbs"] or (kind.type in ("Event", "Facility") and verb in words["event_words"])

    def _last_break(self, begin: int, end: int) -> int:
        """A body or place that ends inside a word of the tagger ends the step there."""
        for offset in range(end - 1, begin, -1):
            if offset in self._body_ending or offset in self._place_ending or self.text[offset - 1] in "（）“”《》/":
                return offset
        return begin

    def _joined(self, kind: Kind, begin: int) -> int:
        """Step over a conjunction that stands inside a name (电子与信息工程学院)."""
        text = self.text
        for length in (4, 5, 6, 7, 8, 9, 10):
            for phrase_begin in range(max(0, begin - 6), begin):
                phrase = text[phrase_begin : phrase_begin + length]
                if phrase in name_words()["joined"] and phrase_begin + length >= begin:
                    return phrase_begin
        if kind.type == "Event" and text[begin - 1] == "暨":
            return begin - 1
        if text[begin - 1] == "与" and (
            kind.type == "Event"
            or kind.subtype in ("Department", "University", "Institute", "Society", "Laboratory", "Other")
        ):
            left = self._word_at[begin - 2] if begin >= 2 else None
            if (
                left is not None
                and left.tag in ("n", "nz", "vn", "an", "nw")
                and begin - 1 not in self._body_ending
                and begin - 1 not in self._place_ending
                and left.text not in name_words()["stops"]
                and begin - 2 not in self._post_offsets
            ):
                return begin - 1
        return begin

    def _trim(self, begin: int, head_begin: int) -> int:
        """Cut off words that the tagger glued to the front of a body."""
        if begin in self._place_beginning:
            return begin
        stops = name_words()["stops"]
        changed = True
        while changed and begin < head_begin:
            changed = False
            for length in (4, 3, 2):
                piece = self.text[begin : begin + length]
                leads = piece in name_words()["leading_verbs"] and begin not in self._body_ending
                if begin + length <= head_begin and (leads or piece in stops) and piece[0] not in "省市县":
                    begin += length
                    changed = True
                    break
            else:
                pointed = self.text[begin - 1 : begin] in ("我", "本", "该", "贵") and self.text[begin] in "国省市县区校院会所"
                if pointed or self.text[begin] in "由在到赴与和及对向从是为的暨，、·":
                    begin += 1
                    changed = True
        return begin

    def _is_name(
        self, kind: Kind, head: str, field: str, begin: int, place: Mention | None, parent: Mention | None
    ) -> bool:
        if kind.only_unit:
            return parent is not None or (place is None and self._is_school(field, head))
        if _TERM.fullmatch(field) or (kind.type == "Organization" and _TERM.match(field) and place is None):
            return False
        if not field:
            return self._stands_alone(kind, head, parent, begin)
        if field[0] in _REGIONS and len(field) >= 2 and kind.type == "Organization" and place is None:
            return field[:2] not in name_words()["generic"] and field[1] != "级"
        if field in tuple(_REGIONS):
            return kind.type == "Organization" and kind.subtype not in ("University", "Company", "Department")
        own = field
        if place is not None:
            own = self.text[self._last_place(place, begin + len(field) + 1).end : begin + len(field)]
            if not own:
                return head not in _NEEDS_FIELD or kind.subtype == "Alliance"
        if kind.subtype == "Department" and place is None and self._titled(begin, field, head) and len(own) >= 2:
            return True
        if parent is not None or kind.subtype == "Government" and (place is not None or self._titled(begin, field, head)):
            return True
        if kind.subtype == "University" and len(own) >= 4:
            return True
        if kind.type == "Event" and place is None and parent is None and kind.subtype != "Session":
            bare = _EVENT_NUMBER.sub("", own)
            return bool(bare) and not self._all_generic(bare)
        if self._is_tagged_body(begin, begin + len(field) + len(head)):
            return True
        return not self._all_generic(own) or (place is not None and (head not in _NEEDS_FIELD or len(own) >= 2))

    def _is_tagged_body(self, begin: int, end: int) -> bool:
        """Tell whether the tagger sees a body in exactly these characters (高等教育出版社)."""
        word = self._word_at[begin]
        return word is not None and word.tag == "ORG" and (word.begin, word.end) == (begin, end) and end - begin >= 6

    def _titled(self, begin: int, field: str, head: str) -> bool:
        """Tell whether a post stands directly behind the name (教育局局长)."""
        return begin + len(field) + len(head) in self._post_begins

    def _titled_at_clause(self, begin: int, head: str) -> bool:
        """Tell whether a bare unit with a post opens a member of a list (、办公室主任王某)."""
        return begin + len(head) in self._post_begins and self.text[begin - 1 : begin] in ("、", "，", "和")

    def _is_school(self, field: str, head: str) -> bool:
        """A school of the university that the report is about: 计算机学院 without the university before it."""
        return head in ("学院", "校区") and len(field) >= 2 and not self._all_generic(field)

    def _stands_alone(self, kind: Kind, head: str, parent: Mention | None, head_begin: int) -> bool:
        if parent is not None and kind.type == "Event":
            return len(head) >= 3
        if kind.subtype == "Department" and len(head) >= 2 and self._titled_at_clause(head_begin, head):
            return True
        if parent is not None:
            return kind.type == "Organization" and (kind.unit or kind.subtype == "Government") and len(head) >= 2
        if head[0] in _REGIONS and kind.subtype == "Government":
            return True
        return head in kind.alone

    def _all_generic(self, field: str) -> bool:
        """Tell whether a field is made of generic words only."""
        field = re.sub(r"[“”·]", "", field)
        offset = 0
        while offset < len(field):
            length = _generic().longest(field, offset)
            if not length:
                return False
            offset += length
        return True


@Language.component(
    "kg_names", requires=["doc._.words", "doc._.places", "doc._.titles"], assigns=["doc._.names"]
)
def component(doc: Doc) -> Doc:
    """Set `doc._.names`."""
    doc._.names = match(doc.text, doc._.words, doc._.places, doc._.titles)
    return doc
