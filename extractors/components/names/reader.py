"""Reads the names of a text from their heads; a unit's mention holds that of its body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.components.names import events
from extractors.components.names.beginning import beginning
from extractors.components.names.grammar import (
    PARTY,
    REGIONS,
    Kind,
    kinds,
    name_words,
    not_before,
    office,
    school_of_university,
    site_words,
)
from extractors.components.names.proof import Candidate, is_name
from extractors.components.names.surroundings import Surroundings
from extractors.components.titles import Title
from extractors.mentions import Mention, Word

_BRACKETED_PLACE = re.compile(r"（(?:[\u4e00-\u9fff]{2,3})）")
_BRACKETED_REGIONS = ("华东", "武汉", "东北")
_SERIES = "[·・—－-]{0,2}第[一二三四五六七八九十0-9]{1,4}[期讲场季站届]"
_NUMBER_BEHIND = re.compile(f"{_SERIES}(?:{_SERIES})?")
_BRACKETED_YEAR = re.compile(r"（20\d\d年?）")
_PARTY = ("党委", "党支部", "党总支")
_ATTACHED = "附属"
_EACH = "分别"
"""What may follow a head that is no 部分 then: 甲部分别与乙、丙签约."""
_WHOLE = frozenset({"known-company", "known-university", "international"})
"""Kinds whose heads are whole names: nothing before one belongs to it."""
_LEGALLY_NAMED = ("Company", "Other", "Institute")
_HAVE_OFFICES = (
    "Society", "Association", "University", "Institute", "Company", "School", "Other", "Alliance",
)  # fmt: skip
_LEGAL_FORMS = ("有限公司", "股份有限公司", "有限责任公司", "集团有限公司")
"""Heads that end one name with a company before them: 甲控股（香港）有限公司, 甲集团某省有限公司."""
_LONGEST_QUOTATION = 42
_LONGEST_FORM = 120
"""Characters of a body that can have units: the forms of an endless chain of units would be of n² size."""
_SHORTEST_OFFICE = 3
_SHORTEST_SITE = 4
_TAGGED = ("ORG", "LOC", "PER")
_NOUNS = ("n", "ORG", "LOC", "vn", "PER")


class Reader:
    """Reads names to the left of heads in one text; `found` holds their mentions in order of their ends."""

    def __init__(
        self, text: str, words: Sequence[Word], places: Sequence[Mention], titles: Sequence[Title]
    ) -> None:
        self.text = text
        self.found: list[Mention] = []
        self._view = Surroundings(text, words, places, titles)

    def accept(self, head_begin: int, head_end: int) -> bool:
        """Read the name of the head at these offsets; add its mention if it is one."""
        head = self.text[head_begin:head_end]
        if head[0] in REGIONS and head_begin + 1 in self._view.place_ending:
            head_begin += 1  # 三星镇 + 党委, not 三星 + 镇党委
        if not self._is_head(head, head_begin, head_end):
            return False
        for kind in kinds()[head]:
            mention = self._read(kind, head, head_begin, head_end)
            if mention is not None:
                self._add(mention)
                return True
        return False

    def _add(self, mention: Mention) -> None:
        self.found.append(mention)
        if mention.type in ("Organization", "Facility"):
            self._view.body_ending[mention.end] = mention

    def _remove(self, mention: Mention) -> None:
        """Take back a body that was found a moment ago."""
        for index in range(len(self.found) - 1, -1, -1):
            if self.found[index] is mention:
                del self.found[index]
                return
            if self.found[index].end < mention.begin:
                return

    def _ending(self, end: int) -> Mention | None:
        """Return the name found last that ends there."""
        for one in reversed(self.found):
            if one.end <= end:
                return one if one.end == end else None
        return None

    def _is_head(self, head: str, begin: int, end: int) -> bool:
        """Tell whether the characters are a head and no part of another word (大学生, 学会了)."""
        view, text = self._view, self.text
        of_place = head.endswith(_PARTY) and begin in view.place_ending
        told = of_place or end in view.post_begins or text.startswith(_EACH, end)
        if text.startswith(not_before(head), end) and not told:
            return False
        if kinds()[head][0].id in _WHOLE:
            first = view.word(begin)
            return first is None or first.begin == begin or begin in view.place_ending
        if head == "系" and text[begin - 1 : begin] == "系":
            return False  # 材料学系系主任
        word = view.word(end - 1)
        if head == "系" and word is not None and word.tag == "n" and word.end == end and word.begin < begin:
            return text[end - 2 : end] not in name_words()["ordinary"]
        if len(head) == 1 and text[max(0, end - 2) : end] in name_words()["ordinary"]:
            return False
        if all(kind.proved for kind in kinds()[head]):
            noun = word is not None and word.end == end and word.tag.startswith(_NOUNS)
            return noun and not (len(head) == 1 and _is_ordinary(text, end))
        if len(head) == 1 and not (
            begin in view.body_ending
            or (word is not None and word.tag == "ORG" and (word.end == end or head in "局厅司"))
            or (word is not None and word.begin == begin and word.end == end)
            or (word is not None and word.end == end and self._opens_office(word))
            or end in view.post_begins
        ):
            return False
        whole = word is None or word.end <= end or word.tag in _TAGGED or len(head) > 2
        return whole or end in view.post_begins  # 县委 in 县委书记, one word of the tagger

    def _opens_office(self, word: Word) -> bool:
        """Tell whether a word behind a body or in a list of offices may be an office: 甲局 + 设计处."""
        office = word.end - word.begin >= _SHORTEST_OFFICE and word.text[-1] in "处科部"
        listed = self._view.goes_on_list(word.begin, word.end)
        return office and (word.begin in self._view.body_ending or listed)

    def _read(self, kind: Kind, head: str, head_begin: int, head_end: int) -> Mention | None:
        view = self._view
        if kind.tagged and not self._ends_tagged_body(head_begin, head_end):
            return None
        begin = beginning(view, kind, head_begin)
        parent = view.body_ending.get(begin)
        if parent is not None and len(parent.form) > _LONGEST_FORM:
            return None
        if parent is not None and parent.subtype == kind.subtype == "University":
            kind = school_of_university()
        offices = kind.subtype == "Government" and head not in kind.alone
        if parent is not None and offices and parent.subtype in _HAVE_OFFICES:
            kind = office()  # 甲学会宣传部, 甲科学院科技局
        of_site = parent is not None and parent.type == kind.type == "Facility" and begin == head_begin
        if parent is not None and of_site and head not in site_words()["rooms"]:
            return self._over_two_heads(kind, parent, head_end)
        if parent is not None and kind.type == "Organization":
            facility = parent.type == "Facility"
            longer = not kind.unit and not (kind.subtype == parent.subtype == "Government")
            if begin == head_begin and kind.tagged and parent.subtype != kind.subtype:
                return None  # 甲学会科技合作
            if begin == head_begin and (facility or longer):
                return self._over_two_heads(kind, parent, head_end)
            if head in _LEGAL_FORMS and (facility or parent.subtype in _LEGALLY_NAMED):
                return self._over_two_heads(kind, parent, head_end)
            if facility:
                return None
        level = self.text[begin:head_begin]
        if kind.subtype == "Government" and head[0] in REGIONS and len(level) == 1:
            begin = head_begin
        if head in kind.alone and (level == "国家" or head.endswith("部") or kind.id in _WHOLE):
            begin = head_begin  # 认知 + 教育部重点实验室
        place = view.place_at.get(begin + len(PARTY) if self.text.startswith(PARTY, begin) else begin)
        attached = parent is not None and self.text.startswith(_ATTACHED, begin)
        candidate = Candidate(kind, head, begin, head_begin, head_end, place, parent, attached)
        return self._mention(candidate) if is_name(view, candidate) else None

    def _ends_tagged_body(self, begin: int, end: int) -> bool:
        word = self._view.word(end - 1)
        return word is not None and word.tag == "ORG" and word.end == end and word.begin < begin

    def _over_two_heads(self, kind: Kind, before: Mention, head_end: int) -> Mention:
        """One name over two heads: 生产力促进中心 + 协会, 产业园 + 科协. The body within it was none."""
        form = self.text[before.begin : head_end]
        mention = Mention(before.begin, head_end, form, kind.type, kind.subtype, kind.rule)
        mention.place, mention.parent = before.place, before.parent
        if before.parent is not None:
            mention.name = before.parent.name + self.text[before.parent.end : head_end]
        if before.type == kind.type or kind.subtype == "Company":
            self._remove(before)
        return mention

    def _mention(self, candidate: Candidate) -> Mention:
        """Return the mention of a name, with what it is a unit of and the place that it begins with."""
        kind, begin = candidate.kind, candidate.begin
        end = self._with_bracket(kind, candidate.head_end)
        mention = Mention(begin, end, self.text[begin:end], kind.type, kind.subtype, kind.rule)
        if kind.type == "Organization" and end > candidate.head_end:
            mention.aliases.append((self.text[begin : candidate.head_end], "without the bracket behind it"))
        if kind.type == "Event":
            events.widen(self.text, mention, candidate.parent is not None)
            if mention.begin < begin:
                mention.place = candidate.place
                return mention
        opening = self._quotation(kind, begin, candidate.head_end)
        if opening is not None:
            mention.aliases.append((mention.form, "without what stands before it in the quotation"))
            mention.begin = opening
            mention.form = mention.name = self.text[opening:end]
            return mention
        if candidate.parent is not None and self._is_unit(candidate):
            if candidate.head.endswith("中心") and candidate.parent.subtype in ("Association", "Society"):
                mention.type, mention.subtype = "Organization", "Other"
            self._join(mention, candidate, candidate.parent)
            if kind.type == "Event":
                self._widen_over_parties(mention, kind)
            return mention
        if candidate.place is not None:
            mention.place = self._view.last_place(candidate.place, end)
            if kind.type == "Facility":
                self._name_without_places(mention, candidate.head_begin)
        return mention

    def _widen_over_parties(self, mention: Mention, kind: Kind) -> None:
        """Take in what stands before the body that opens the name of an event.

        甲项目暨 + 乙中心奠基仪式, 甲县与 + 乙学会签约仪式
        """
        begin = mention.begin
        if self.text[begin - 1 : begin] == "暨":
            begin = self._before_joint(kind, begin)
        elif events.OF_PARTIES.search(mention.form):
            while self.text[begin - 1 : begin] in events.JOINS and self._view.ends_name(begin - 1):
                named = self._view.body_ending.get(begin - 1) or self._view.place_ending[begin - 1]
                begin = named.begin
        if begin < mention.begin:
            mention.aliases.append((mention.form, "without what stands before it in the name"))
            mention.begin = begin
            mention.form = mention.name = self.text[begin : mention.end]
            mention.parent = None

    def _before_joint(self, kind: Kind, begin: int) -> int:
        """Return where the first part of a joint event begins whose second begins at `begin`, behind 暨."""
        first = self._ending(begin - 1)
        if first is not None and first.type == "Event":
            return first.begin
        start = beginning(self._view, kind, begin - 1)
        body = self._view.body_ending.get(start)
        start = body.begin if body is not None else start
        return start if start < begin - 1 else begin

    def _name_without_places(self, mention: Mention, head_begin: int) -> None:
        """Let a facility also be named without the places before it (溪口镇竹艺馆, 竹艺馆)."""
        begin = mention.begin
        while begin in self._view.place_at and self._view.place_at[begin].end < head_begin:
            begin = self._view.place_at[begin].end
            short = self.text[begin : mention.end]
            if len(short) >= _SHORTEST_SITE:
                mention.aliases.append((short, "without the places before it"))

    def _quotation(self, kind: Kind, begin: int, end: int) -> int | None:
        """Return where the quotation begins that the name of an event ends: all of it is the name."""
        if kind.type != "Event" or self.text[end : end + 1] != "”":
            return None
        opening = self.text.rfind("“", max(0, end - _LONGEST_QUOTATION), begin)
        if opening < 0 or "”" in self.text[opening:end] or "，" in self.text[opening:end]:
            return None
        return opening + 1 if opening + 1 < begin else None

    @staticmethod
    def _is_unit(candidate: Candidate) -> bool:
        """Tell whether the name belongs to the body before it."""
        kind, parent = candidate.kind, candidate.parent
        governments = parent is not None and kind.subtype == parent.subtype == "Government"
        companies = parent is not None and kind.subtype == parent.subtype == "Company"
        attached = kind.subtype == "School" and candidate.attached
        return kind.unit or kind.type in ("Event", "Facility") or governments or companies or attached

    def _join(self, mention: Mention, candidate: Candidate, parent: Mention) -> None:
        """Make the mention that of a unit of `parent`, which stands directly before it."""
        if candidate.kind.subtype == "Government" and mention.form[-1] in "局处办":
            mention.subtype = "Department"
        if candidate.begin < candidate.head_begin or candidate.kind.type == "Organization":
            short = self.text[mention.begin : mention.end]
            if len(short) >= 2:
                mention.aliases.append((short, "without the body that it belongs to"))
        mention.begin = parent.begin
        mention.form = self.text[parent.begin : mention.end]
        mention.name = parent.name + self.text[parent.end : mention.end]
        mention.parent = parent

    def _with_bracket(self, kind: Kind, end: int) -> int:
        """中国矿业大学（北京） counts its bracket in, 东县讲堂第3期 its number."""
        if kind.type == "Event":
            number = _NUMBER_BEHIND.match(self.text, end)
            if number is not None:
                return number.end()
            year = _BRACKETED_YEAR.match(self.text, end)
            return year.end() if year is not None else end
        if kind.subtype in ("University", "Institute", "Other"):
            bracket = _BRACKETED_PLACE.match(self.text, end)
            if bracket is not None and (
                end + 1 in self._view.place_at or bracket.group()[1:-1] in _BRACKETED_REGIONS
            ):
                return bracket.end()
        return end


def _is_ordinary(text: str, end: int) -> bool:
    """Tell whether a short head ends a common word (校园, 市场)."""
    return any(text[max(0, end - length) : end] in site_words()["ordinary"] for length in (2, 3, 4))
