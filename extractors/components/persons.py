"""Persons: full names by the tagger, by the titles beside them, and by their lists: `doc._.persons`.

A name found once is a name wherever it stands in the report. The tagger's names are mended (a surname that it
cut off) and refused where they are no name (no surname, part of a body's name). Words: `data/persons.toml`.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.names import name_words
from extractors.components.titles import Title
from extractors.data import Trie, load_toml
from extractors.mentions import Mention, Word
from extractors.model import Span
from ontologies.places import by_name
from ontologies.tables import read_table

Doc.set_extension("persons", default=())

_HAN = re.compile(r"[\u4e00-\u9fff]+$")
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,6}){1,3}")
_LATIN = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.?)?(?:[ -][A-Z][a-z]+){1,2}")
_LENGTHS = (3, 2, 4)
"""Characters of a Chinese name, the likeliest first."""
_NOT_PLAIN = frozenset({"PER", "nr", "nz", "LOC", "nw"})
_LIST_MARKS = frozenset("、 ")
_ENDS_MEMBER = frozenset("、，。；） \n")
_MOST_NAMES = 200


@dataclass(frozen=True, slots=True)
class _Rules:
    """The entries of `data/persons.toml` under the same names."""

    behind: Trie
    not_given: frozenset[str]
    seldom_given: frozenset[str]
    verbs: frozenset[str]
    words_too: frozenset[str]
    links: frozenset[str]
    marks: frozenset[str]


@functools.cache
def _rules() -> _Rules:
    characters = ("not_given", "seldom_given", "verbs", "words_too", "marks")
    keys: dict[str, type] = {**dict.fromkeys(characters, str), "behind": list, "links": list, "example": list}
    data = load_toml("persons.toml", keys)
    sets = {name: frozenset(data[name]) for name in (*characters, "links")}
    return _Rules(behind=Trie(data["behind"]), **sets)


@functools.cache
def surnames() -> frozenset[str]:
    """Return the surnames, single and compound."""
    rows = read_table("extractors.data", "surnames.tsv", ("surname", "per_million"))
    return frozenset(row.cells[0] for row in rows)


def is_name(form: str) -> bool:
    """Tell whether `form` can be a full Chinese name: a surname and one or two characters."""
    if not _HAN.match(form) or not _rules().not_given.isdisjoint(form[1:]):
        return False
    if len(form) in (3, 4) and form[:2] in surnames():
        return True
    return len(form) in (2, 3) and form[0] in surnames()


def _can_end(text: str, end: int) -> bool:
    """Tell whether a name can end at `end`, by what stands behind it."""
    return end == len(text) or _rules().behind.longest(text, end) > 0


class _Spans:
    """The spans of the names found so far, with the rule of each; none overlaps another."""

    def __init__(self) -> None:
        self.rules: dict[Span, str] = {}
        self._at: dict[int, Span] = {}

    def add(self, span: Span, rule: str) -> None:
        """Add a span that overlaps none."""
        self.rules[span] = rule
        for offset in range(*span):
            self._at[offset] = span

    def remove(self, span: Span) -> None:
        """Take a span back."""
        del self.rules[span]
        for offset in range(*span):
            del self._at[offset]

    def overlapping(self, span: Span) -> set[Span]:
        """Return the spans that share a character with `span`."""
        return {self._at[offset] for offset in range(*span) if offset in self._at}


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
        self.spans = _Spans()
        self._titles = titles
        self._tagged_words = [word for word in words if word.tag == "PER"]
        self._tagged = _offsets(self._tagged_words)
        self._tagged_begins = {word.begin for word in self._tagged_words}
        self._plain = {(word.begin, word.end) for word in words if word.tag not in _NOT_PLAIN}
        self._in_names = _offsets(names)
        self._in_places = _offsets(places)
        self._title_at = {title.begin: title for title in titles}
        self._title_ends = {title.end for title in titles}

    def tagged(self) -> None:
        """Add the names of the tagger, mended."""
        for word in self._tagged_words:
            span = self._mended(word)
            if span is not None:
                cut = (offset for offset in range(span[0] + 2, span[1]) if offset in self._title_at)
                span = span[0], next(cut, span[1])
                if {span[0], span[1] - 1} <= self._in_places or self._is_bare_place(span):
                    continue
            elif word.begin in self._title_ends and 3 <= len(word.text) <= 6 and _HAN.match(word.text):
                span = word.begin, word.end  # names of other peoples open with no surname: 扎西顿珠
            else:
                continue
            if word.begin not in self._in_names and not self.spans.overlapping(span):
                self.spans.add(span, "person.tagged")

    def _is_bare_place(self, span: Span) -> bool:
        """Tell whether a tagged name is the short name of a place, and no title stands beside it."""
        return bool(by_name(self.text[slice(*span)])) and not self._is_near_title(span)

    def _mended(self, word: Word) -> Span | None:
        """Return the span of a tagged name, with the surname that was cut off; None where it is no name."""
        begin, end, form = word.begin, word.end, word.text
        if "·" in form:
            return (begin, end) if len(form) >= 4 else None
        if len(form) >= 3 and form[-1] in "任兼" and is_name(form[:-1]):
            return begin, end - 1
        compound = self.text[begin - 1 : begin + 1] in surnames() and begin not in self._title_ends
        if begin and compound and len(form) <= 3:
            return begin - 1, end  # 鲜于柏, of which the tagger sees 于柏
        if not is_name(form):
            if len(form) == 2 and begin and is_name(self.text[begin - 1 : end]):
                return begin - 1, end
            if len(form) > 3 and is_name(form[:3]) and _can_end(form, 3):
                return begin, begin + 3
            return None
        if len(form) == 2 and end < len(self.text) and not _can_end(self.text, end):
            longer = self.text[begin : end + 1]
            if is_name(longer) and longer[-1] not in _rules().verbs and _can_end(self.text, end + 1):
                return begin, end + 1
        return begin, end

    def behind_titles(self) -> None:
        """Add the names that stand directly behind a title."""
        for title in self._titles:
            linked = self.text[title.end : title.end + 1] in _rules().links
            begin = title.end + 1 if linked else title.end
            span = next((span for span in self._spans_at(begin) if self._is_titled(span)), None)
            if span is None or begin in self._in_names:
                continue
            parts = self.spans.overlapping(span)
            if all(span[0] < other[0] and other[1] == span[1] for other in parts):
                self._replace(span, "person.title")

    def _spans_at(self, begin: int) -> list[Span]:
        return [(begin, begin + length) for length in _LENGTHS if begin + length <= len(self.text)]

    def _is_titled(self, span: Span) -> bool:
        """Tell whether a name stands behind a title and before a word that can follow a name.

        Where the tagger sees a name in its last characters, the surname may be one that no table has.
        """
        begin, end = span
        form, rules = self.text[begin:end], _rules()
        if span in self._plain and not (len(form) == 3 and self.text[end : end + 1] in rules.marks):
            return False
        if form in name_words()["stops"] or (form[0] in rules.words_too and begin not in self._tagged):
            return False
        rare = len(form) in (3, 4) and _HAN.match(form) is not None and {end - 2, end - 1} <= self._tagged
        return (is_name(form) or rare) and self._is_free(span) and _can_end(self.text, end)

    def _is_free(self, span: Span) -> bool:
        """Tell whether the span holds no title and no character that names seldom have."""
        return _rules().seldom_given.isdisjoint(self.text[span[0] + 1 : span[1]]) and not any(
            offset in self._title_at for offset in range(*span)
        )

    def in_lists(self) -> None:
        """Add the names that stand in a list behind a name: 王某、李某某、张某."""
        queue = sorted(self.spans.rules)
        while queue:
            _, end = queue.pop()
            if self.text[end : end + 1] not in _LIST_MARKS or end + 1 in self._in_names:
                continue
            span = next((span for span in self._spans_at(end + 1) if self._is_member(span)), None)
            if span is not None:
                self.spans.add(span, "person.list")
                queue.append(span)

    def _is_member(self, span: Span) -> bool:
        """Tell whether a name stands at a place of a list of names, and is no common word there."""
        begin, end = span
        ends = self.text[end : end + 1] in _ENDS_MEMBER or _can_end(self.text, end)
        return (
            ends
            and (span not in self._plain or self._name_begins(end + 1))
            and is_name(self.text[begin:end])
            and self._is_free(span)
            and not self.spans.overlapping(span)
        )

    def _name_begins(self, offset: int) -> bool:
        return any((offset, offset + length) in self.spans.rules for length in _LENGTHS)

    def dotted_and_latin(self) -> None:
        """Add names of the forms 艾力·买买提 and John Smith; a dotted one takes the place of its parts."""
        for hit in _FOREIGN.finditer(self.text):
            span = self._without_titles(hit)
            quoted = self.text[span[0] - 1 : span[0]] == "“"
            seen = not quoted and not self._tagged.isdisjoint(range(*span))
            if seen or self._is_near_title(span):
                self._replace(span, "person.foreign")
        for hit in _LATIN.finditer(self.text):
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
        ends = (offset for offset in range(last + 1, end) if _can_end(self.text, offset))
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
    doc._.persons = match(doc.text, doc._.words, doc._.titles, doc._.names, doc._.places)
    return doc
