"""Persons: full names by the tagger, by the titles beside them, and by their lists: `doc._.persons`.

A name found once is a name wherever it stands in the report. The tagger's names are mended (a surname that it
cut off) and refused where they are no name (no surname, part of a body's name). Words: `data/persons.toml`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components import person_contexts
from extractors.components.names import name_words
from extractors.components.person_contexts import LENGTHS
from extractors.components.person_spans import Spans
from extractors.components.person_words import FOREIGN, HAN, LATIN, can_end, is_name, person_words, surnames
from extractors.components.titles import Title
from extractors.mentions import Mention, Word
from extractors.model import Span
from ontologies.places import by_name

Doc.set_extension("persons", default=())

_OF_OTHERS = (6, 5, 4)
_NOT_PLAIN = frozenset({"PER", "nr", "nz", "LOC", "nw"})
_MISREAD = frozenset({"n", "v", "a", "vn", "nz", "ORG"})
"""Tags that the tagger gives to names it does not know."""
_MISREAD_BEHIND_BODY = frozenset({"LOC", "ORG", "nr", "nz", "nw", "d", "v", "a"})
_ENDS_UNIT = frozenset("科室处部组办系院所站厂库区县市省镇乡村街会局委党")
"""Last characters of units of a body: 康复科主任, 党办主任."""
_NAMED = frozenset({"PER", "nr", "nz", "LOC", "ORG"})
"""Tags of names; a name of a person may bear each of them."""
_LIST_MARKS = frozenset("、 \n")
_NOT_NOUNS = frozenset({"v", "vd", "d", "ad", "p", "u", "xc", "w", "c", "r", "TIME", "t", "f"})
"""Tags of words that can follow a name where the tagger sees a word end."""
_ASPECT = tuple("了过着下起")
"""What stands behind a verb: 卫秋数了数."""
_NOT_APPOINTED = frozenset("调升转改续连兼新现曾历拟出接继就专委责信胜聘担留离上卸首前后选")
"""Characters that form a verb with 任."""
_WITHIN_LIST = ("、", "等", "（")
_BEHIND_MEMBER = re.compile("（[^（）]{1,8}）[ 、\n]")
_ENDS_MEMBER = frozenset("、，。；（） \n")
_MOST_NAMES = 200
_SHORT_QUOTE = re.compile("[^“”，。：；]{1,8}”")


def match(
    text: str,
    words: Sequence[Word],
    titles: Sequence[Title],
    names: Sequence[Mention],
    places: Sequence[Mention],
) -> list[Mention]:
    """Return the mentions of persons in text order; none overlaps another or begins in a name."""
    finder = _Finder(text, words, titles, names, places)
    finder.tagged()
    finder.behind_titles()
    finder.behind_bodies()
    finder.by_context()
    finder.in_lists()
    finder.dotted_and_latin()
    finder.repeated()
    return [
        Mention(begin, end, text[begin:end], "Person", None, rule)
        for (begin, end), rule in sorted(finder.spans.rules.items())
    ]


class _Finder:
    """Finds the names of one text; the methods are called in the order in which they stand."""

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        titles: Sequence[Title],
        names: Sequence[Mention],
        places: Sequence[Mention],
    ) -> None:
        self.text = text
        self.spans = Spans()
        self._titles = titles
        self._tagged_words = [word for word in words if word.tag == "PER"]
        self._tagged = _offsets(self._tagged_words)
        self._tagged_begins = {word.begin for word in self._tagged_words}
        self._plain = {(word.begin, word.end) for word in words if word.tag not in _NOT_PLAIN}
        self._unplain = {(word.begin, word.end) for word in words if word.tag in _NAMED}
        self._tags = {word.begin: word.tag for word in words}
        self._in_names = _offsets(names)
        self._in_places = _offsets(places)
        self._body_ends = sorted({name.end for name in names if name.type == "Organization"})
        self._title_at = {title.begin: title for title in titles}
        self._title_ends = {title.end for title in titles}
        self._title_begins = [title.begin for title in titles]

    def tagged(self) -> None:
        """Add the names of the tagger, mended."""
        for word in self._tagged_words:
            span = self._mended(word)
            if span is not None:
                span = self._without_title(span)
                if {span[0], span[1] - 1} <= self._in_places or self._is_bare_place(span):
                    continue
            elif self._is_whole(word):
                span = self._without_title((word.begin, word.end))
            else:
                continue
            if self.text[span[1] - 1] == "人" and by_name(self.text[span[0] : span[1] - 1]):
                continue  # 凌海人
            title = self._title_at.get(span[0] + 1)
            if title is not None and title.end == span[1]:
                continue  # 杨教授 is no full name
            listed = self._tags.get(span[1]) == "PER"
            if not self._ends(span[1]) and not listed and span[0] not in self._title_ends:
                continue  # part of a longer word: 松萝山, 牧云讲堂
            if self.text[span[0] - 1 : span[0]] == "“" and _SHORT_QUOTE.match(self.text, span[1]):
                continue  # “祁红智造”
            if word.begin not in self._in_names and not self.spans.overlapping(span):
                self.spans.add(span, "person.tagged")

    def _without_title(self, span: Span) -> Span:
        """Return the span of a name up to the title that the tagger took in with it (西沐先生)."""
        cut = (offset for offset in range(span[0] + 2, span[1]) if offset in self._title_at)
        return span[0], next(cut, span[1])

    def _is_whole(self, word: Word) -> bool:
        """Tell whether a tagged name without the usual form is one by what stands beside it.

        Names of other peoples open with no surname (扎西顿珠); some given names hold a word (王镇).
        """
        form = word.text
        if not HAN.match(form) or not 2 <= len(form) <= 6:
            return False
        if form.startswith(person_words().openings) and len(form) >= 3:
            return True
        beside = word.begin in self._title_ends or self.text[word.begin - 1 : word.begin] == "、"
        inner = form[-1] not in person_words().not_given
        return beside and inner and (len(form) > 3 or form[0] in surnames()) and len(form) >= 3

    def _is_bare_place(self, span: Span) -> bool:
        """Tell whether a tagged name is the short name of a place, and no title stands beside it."""
        return bool(by_name(self.text[slice(*span)])) and not self._is_near_title(span)

    def _mended(self, word: Word) -> Span | None:
        """Return the span of a tagged name, with the surname that was cut off; None where it is no name."""
        begin, end = word.begin, person_contexts.end_before_body(word, self._in_names)
        form = self.text[begin:end]
        if "·" in form:
            return (begin, end) if len(form) >= 4 else None
        post = self.text[end : end + 1] == "任" and form[-1] in _NOT_APPOINTED
        if len(form) >= 3 and (form[-1] in "任兼" or post) and is_name(form[:-1]):
            return begin, end - 1
        compound = self.text[begin - 1 : begin + 1] in surnames() and begin not in self._title_ends
        if begin and compound and len(form) <= 3:
            return begin - 1, end  # 鲜于柏, of which the tagger sees 于柏
        if form[0] in "与及" and is_name(form[1:]):
            return begin + 1, end
        if form.startswith(person_words().not_openings):
            return None
        if not is_name(form):
            if len(form) == 2 and begin and is_name(self.text[begin - 1 : end]):
                return begin - 1, end
            if len(form) > 3 and is_name(form[:3]) and can_end(form, 3):
                return begin, begin + 3
            return None
        lead = self.text[begin - 1 : begin] if begin - 1 in self._title_ends and len(form) == 2 else ""
        if lead and lead not in person_words().words_too and is_name(lead + form):
            return begin - 1, end  # 工程师车向东, of which the tagger sees 向东
        whole = 3 if form[:2] in surnames() else 2
        if len(form) == whole and end < len(self.text) and not can_end(self.text, end):
            longer = self.text[begin : end + 1]
            told = self.text[end + 1 : end + 2] in _ASPECT or self._tags.get(end) == "c"
            told = told or (longer[-1] in _NOT_APPOINTED and self.text[end + 1 : end + 2] == "任")
            if (
                is_name(longer)
                and longer[-1] not in person_words().verbs
                and self._ends(end + 1)
                and not told
            ):
                return begin, end + 1
        return begin, end

    def _ends(self, end: int) -> bool:
        """Tell whether a name can end at `end`, by the words and titles behind it."""
        return can_end(self.text, end) or end in self._title_at or self._tags.get(end) in _NOT_NOUNS

    def behind_titles(self) -> None:
        """Add the names that stand directly behind a title."""
        for title in self._titles:
            linked = self.text[title.end : title.end + 1] in person_words().links
            begin = title.end + 1 if linked else title.end
            span = next((span for span in self._spans_at(begin) if self._is_titled(span)), None)
            if span is None or begin in self._in_names:
                continue
            if title.role in person_words().classes and self._tagged.isdisjoint(range(*span)):
                continue  # 专家学者融合发展
            parts = self.spans.overlapping(span)
            if all(span[0] < other[0] and other[1] == span[1] for other in parts):
                self._replace(span, "person.title")

    def behind_bodies(self) -> None:
        """Add the names between a body and a title that the tagger takes for other words: 甲医院韩桥主任."""
        for begin in self._body_ends:
            for span in self._spans_at(begin):
                form = self.text[slice(*span)]
                whole = self._tags.get(begin) in _MISREAD_BEHIND_BODY and span[1] in self._title_at
                if (
                    whole
                    and is_name(form)
                    and form[-1] not in _ENDS_UNIT
                    and form not in person_words().common
                    and self._is_free(span)
                    and not self._in_names.intersection(range(*span))
                    and not self.spans.overlapping(span)
                ):
                    self.spans.add(span, "person.behind-body")
                    break

    def _spans_at(self, begin: int) -> list[Span]:
        """The spans that a name at `begin` may have, the likeliest first; long ones are of other peoples."""
        other = self.text.startswith(person_words().openings, begin)
        lengths = (*_OF_OTHERS, *LENGTHS) if other else LENGTHS
        return [(begin, begin + length) for length in lengths if begin + length <= len(self.text)]

    def _is_titled(self, span: Span) -> bool:
        """Tell whether a name stands behind a title and before a word that can follow a name.

        Where the tagger sees a name in its last characters, the surname may be one that no table has.
        """
        begin, end = span
        form, words = self.text[begin:end], person_words()
        if form in name_words()["stops"] or (form[0] in words.words_too and begin not in self._tagged):
            return False
        if span in self._plain and len(form) < 3 and not self._is_name_here(span):
            return False
        if span in self._plain and (form in words.common or self._tags[begin] not in _MISREAD):
            return False
        rare = len(form) in (3, 4) and HAN.match(form) is not None and {end - 2, end - 1} <= self._tagged
        told = self.text[end : end + 1] in words.marks or words.acts.match(self.text, end) is not None
        told = told and words.acts.search(form, 2) is None
        other = form.startswith(words.openings) and (told if len(form) > 3 else end in self._tags)
        named = is_name(form) or rare or (other and HAN.match(form) is not None)
        free = self._is_free(span) or (begin in self._tagged_begins and end in self._tags)
        return named and free and self._ends(end)

    def _is_name_here(self, span: Span) -> bool:
        """Tell whether a word of the language is a name by what stands behind it: 会长石泉说."""
        begin, end = span
        if self.text[begin:end] in person_words().common:
            return False
        return self.text[end : end + 1] in person_words().marks or (
            person_words().acts.match(self.text, end) is not None
        )

    def _is_free(self, span: Span) -> bool:
        """Tell whether the span holds no title and no character that names seldom have."""
        return person_words().seldom_given.isdisjoint(self.text[span[0] + 1 : span[1]]) and not any(
            offset in self._title_at for offset in range(*span)
        )

    def by_context(self) -> None:
        """Add the names that the words around them tell: appointments, lists with brackets, bylines."""
        for span in person_contexts.appointed(self.text, self._title_begins):
            verb = self.text[span[1] - 1] in _NOT_APPOINTED
            if not verb and self._is_member(span, word=True):
                self._cover(span, "person.appointed")
        for span in person_contexts.bracketed(self.text, self._unplain, self._title_begins):
            if not self._is_bare_place(span):
                self._cover(span, "person.bracketed")
        for span in person_contexts.signed(self.text):
            self._cover(span, "person.byline")

    def _cover(self, span: Span, rule: str) -> None:
        """Add a span, in place of what lies inside it."""
        if span[0] in self._in_names or not self._is_free(span):
            return
        others = self.spans.overlapping(span)
        if all(span[0] <= other[0] and other[1] <= span[1] for other in others):
            for other in others:
                self.spans.remove(other)
            self.spans.add(span, rule)

    def in_lists(self) -> None:
        """Add the names that stand in a list behind a name: 王某、李某某、张某."""
        queue = sorted(self.spans.rules)
        while queue:
            before, end = queue.pop()
            listed = self.text[before - 1 : before] == "、" and any(
                (before - 1 - length, before - 1) in self.spans.rules for length in LENGTHS
            )
            bracket = _BEHIND_MEMBER.match(self.text, end)
            end = bracket.end() - 1 if bracket is not None else end
            if self.text[end : end + 1] not in _LIST_MARKS or end + 1 in self._in_names:
                continue
            spans = self._spans_at(end + 1)
            span = next(
                (span for span in spans if self._is_member(span, listed and self._goes_on(span))), None
            )
            if span is not None:
                self.spans.add(span, "person.list")
                queue.append(span)

    def _is_member(self, span: Span, word: bool = False) -> bool:
        """Tell whether a name stands at a place of a list; a `word` of the language may be one there."""
        begin, end = span
        word = word and self.text[begin:end] not in person_words().common
        ends = self.text[end : end + 1] in _ENDS_MEMBER or can_end(self.text, end)
        return (
            ends
            and (word or span not in self._plain or self._name_begins(end + 1))
            and is_name(self.text[begin:end])
            and self._is_free(span)
            and not self.spans.overlapping(span)
        )

    def _goes_on(self, span: Span) -> bool:
        """Tell whether a list goes on behind the span, so that a word of the language is a name in it."""
        return self.text[span[1] : span[1] + 1] in _WITHIN_LIST

    def _name_begins(self, offset: int) -> bool:
        return any((offset, offset + length) in self.spans.rules for length in LENGTHS)

    def dotted_and_latin(self) -> None:
        """Add names of the forms 艾力·买买提 and John Smith; a dotted one takes the place of its parts."""
        for hit in FOREIGN.finditer(self.text):
            span = self._without_titles(hit)
            quoted = self.text[span[0] - 1 : span[0]] == "“"
            seen = not quoted and not self._tagged.isdisjoint(range(*span))
            if seen or self._is_near_title(span):
                self._replace(span, "person.foreign")
        for hit in LATIN.finditer(self.text):
            if self._is_near_title(hit.span()):
                self._replace(hit.span(), "person.latin")

    def _is_near_title(self, span: Span) -> bool:
        return span[0] in self._title_ends or span[1] in self._title_at

    def _replace(self, span: Span, rule: str) -> None:
        if span[0] not in self._in_names:
            for other in self.spans.overlapping(span):
                self.spans.remove(other)
            self.spans.add(span, rule)

    def _without_titles(self, hit: re.Match[str]) -> Span:
        """Return the span of a dotted name without the titles and verbs that the pattern took in."""
        begin, end = hit.span()
        dot = self.text.index("·", begin)
        for offset in range(begin, dot):
            title = self._title_at.get(offset)
            if title is not None and title.end <= dot:
                begin = title.end
        if begin == hit.start():
            named = (offset for offset in range(begin + 1, dot) if offset in self._tagged_begins)
            begin = next(named, begin)
        last = self.text.rindex("·", begin, end) + 1
        ends = (offset for offset in range(last + 1, end) if can_end(self.text, offset))
        return begin, next((offset for offset in ends if not self._is_inside(offset)), end)

    def _is_inside(self, offset: int) -> bool:
        """Tell whether a name of the tagger goes on at `offset` (买买提, before 出席, ends not in 买买)."""
        return {offset - 1, offset} <= self._tagged and offset not in self._tagged_begins

    def repeated(self) -> None:
        """Add every other place where a found name of three or more characters stands."""
        names = Counter(self.text[begin:end] for begin, end in self.spans.rules)
        for name, _ in names.most_common(_MOST_NAMES):
            if len(name) >= 3:
                for hit in re.finditer(re.escape(name), self.text):
                    self._repeat(hit.span())

    def _repeat(self, span: Span) -> None:
        if span[0] in self._in_names:
            return
        for other in self.spans.overlapping(span) - {span}:
            if span[0] <= other[0] and other[1] <= span[1]:
                self.spans.remove(other)
        if not self.spans.overlapping(span):
            self.spans.add(span, "person.repeated")


def _offsets(items: Collection[Word] | Collection[Mention]) -> set[int]:
    return {offset for item in items for offset in range(item.begin, item.end)}


@Language.component(
    "kg_persons",
    requires=["doc._.words", "doc._.titles", "doc._.names", "doc._.places"],
    assigns=["doc._.persons"],
)
def component(doc: Doc) -> Doc:
    """Set `doc._.persons`."""
    doc._.persons = match(doc._.text, doc._.words, doc._.titles, doc._.names, doc._.places)
    return doc
