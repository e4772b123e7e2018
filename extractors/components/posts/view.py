"""One sentence with what stands where in it: titles, persons and bodies, looked up by offset."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extractors.components.anaphora import deictic_ending, is_noun, noun_ending
from extractors.components.posts.context import Context
from extractors.components.posts.patterns import patterns
from extractors.components.titles import Title
from extractors.components.titles import match as match_titles
from extractors.mentions import Claim, Mention, Sentence
from extractors.model import Span

LIST_MARKS = frozenset("、，和与及 ")
HOLDING = ("Organization", "Facility")
"""Types of what posts are in."""
MOST_POSTS = 20
"""Posts read in one go: n names with n titles would be n² claims."""
_LONGEST_BRACKET = 60
_BRACKET = 26
_TERMS = 16
_MOST_BODIES = 20
_MEMBER = re.compile("[\u4e00-\u9fff]{2,4}(?=、)")
_NO_SOCIETIES = frozenset({"Department", "University", "School"})

T = TypeVar("T", Title, Mention)


@dataclass(frozen=True, slots=True)
class Report:
    """What all sentences of a report share; titles, persons and bodies in text order."""

    text: str
    titles: Sequence[Title]
    persons: Sequence[Mention]
    bodies: Sequence[Mention]
    context: Context


def within(items: Sequence[T], sentence: Sentence) -> list[T]:
    """Return the items, sorted by where they begin, that begin in `sentence`."""
    first = bisect_left(items, sentence.begin, key=lambda item: item.begin)
    last = bisect_left(items, sentence.end, first, key=lambda item: item.begin)
    return list(items[first:last])


class SentenceView:
    """The titles, persons and bodies of one sentence; of bodies at one place the longest counts."""

    def __init__(self, report: Report, sentence: Sentence) -> None:
        self.text = report.text
        self.context = report.context
        self.begin = sentence.begin
        self.end = sentence.end
        self.begins_line = self.begin == 0 or self.text[self.begin - 1] == "\n"
        self.persons = within(report.persons, sentence)
        bodies = within(report.bodies, sentence)
        self.organizations = [body for body in bodies if body.type == "Organization"]
        ends = {body.end: body.begin for body in reversed(bodies)}
        self.titles = [self._behind_body(title, ends) for title in within(report.titles, sentence)]
        self.title_at = {title.begin: title for title in self.titles}
        for title in self.titles:  # 拟新任会长: 会长 stands behind 新任 too
            self.title_at.setdefault(title.end - len(title.role), title)
        self.title_ending = {title.end: title for title in self.titles}
        self.person_at = {person.begin: person for person in self.persons}
        self.person_ending = {person.end: person for person in self.persons}
        self.body_at = {body.begin: body for body in bodies}
        self.body_ending = {body.end: body for body in reversed(bodies)}

    def _behind_body(self, title: Title, ends: dict[int, int]) -> Title:
        """Return the title without the end of a body: of 三星镇党委书记, 书记 is the post in 三星镇党委."""
        if not title.is_post:
            return title
        for place in range(title.begin + 1, title.end - 1):
            if ends.get(place, title.begin) < title.begin:
                organ = self.text[title.begin : place]
                if title.begin in ends and organ in patterns().organs:
                    return title  # 甲大学党委书记, where 甲大学 is a body
                rest = match_titles(self.text[place : title.end])
                if len(rest) == 1 and rest[0].is_post and rest[0].end == title.end - place:
                    return Title(place, title.end, rest[0].role, True)
        return title

    def character(self, place: int) -> str:
        """Return the character at `place`, or "" where it lies outside the sentence."""
        return self.text[place] if self.begin <= place < self.end else ""

    def opening_of(self, end: int) -> int:
        """Return where the bracket that ends at `end` opens, or -1."""
        return self.text.rfind("（", max(self.begin, end - _BRACKET), end)

    def is_contrary(self, role: str, body: Mention) -> bool:
        """Tell whether a body of this kind has no such title: no 院长 in a 学会, no 秘书长 in a 学院."""
        if patterns().of_groups.search(role) and not body.form.endswith(patterns().groups):
            return True
        unit = patterns().unit_titles.search(role)
        if unit is not None and not body.form.rstrip("）").endswith(unit["unit"]):
            return not (unit["unit"] == "校" and body.subtype in ("University", "School", None))
        society = body.subtype not in _NO_SOCIETIES or body.form.endswith(patterns().groups)
        return not society and patterns().of_societies.search(role) is not None

    def owner(self, body: Mention, title: Title) -> tuple[Mention, str]:
        """Return the body and the role: 甲大学党委 has no posts, its 常委 is 党委常委 in 甲大学.

        A body that is named by a noun only is the one that the noun points to (专业委员会主任王某).
        """
        if is_noun(body.form) and not body.form.endswith("科协"):
            return self.context.of_noun(body.form, body.begin) or body, title.role
        for organ in patterns().organs:
            if body.form.endswith(organ):
                owner = self.context.named(body.form.removesuffix(organ))
                if owner is not None:
                    inner = title.role.startswith(("书记", "副书记", "常委", "委员", "成员"))
                    return owner, organ + title.role if inner else title.role
        return body, title.role

    def persons_before(self, place: int) -> Iterator[Mention]:
        """Yield the persons that end at or before `place`, the nearest first."""
        for index in range(bisect_left(self.persons, place, key=lambda person: person.begin) - 1, -1, -1):
            if self.persons[index].end <= place:
                yield self.persons[index]

    def persons_from(self, place: int) -> Iterator[Mention]:
        """Yield the persons that begin at or behind `place`."""
        first = bisect_left(self.persons, place, key=lambda person: person.begin)
        for index in range(first, len(self.persons)):
            yield self.persons[index]

    def noun_before(self, place: int) -> str:
        """Return the noun that ends at `place` and stands for a body (协会 in 协会会长), or ""."""
        word = deictic_ending(self.text, self.begin, place)
        if word:
            return word
        noun = noun_ending(self.text, self.begin, place)
        return noun if noun and self.context.stands_alone(place - len(noun)) else ""

    def pointed(self, role: str, place: int, bare: int) -> Mention | None:
        """Return the body that the title at `place` points back to, by the noun before it or by itself.

        A title without a noun belongs to a body before `bare`.
        """
        noun = self.noun_before(place)
        if noun:
            return self.context.of_noun(noun, place - len(noun))
        return self.context.of_title(role, bare)

    def elected(self, role: str, place: int, bare: int) -> Mention | None:
        """Return the body that elects someone to the title at `place`, named by a noun or not at all."""
        place = self.before_terms(place)
        noun = self.noun_before(place)
        if noun:
            return self.context.of_noun(noun, place - len(noun))
        body = self.here(role, bare) or self.context.elected(role, bare)
        return None if body is not None and self.is_contrary(role, body) else body

    def here(self, role: str, before: int) -> Mention | None:
        """Return the nearest body before in the sentence that has such titles and nobody beside it."""
        last = bisect_left(self.organizations, before, key=lambda body: body.begin)
        for body in reversed(self.organizations[max(0, last - _MOST_BODIES) : last]):
            alone = body.end <= before and self.body_at[body.begin] is body
            alone = alone and body.end not in self.title_at and body.end not in self.person_at
            if alone and self.context.before.fits(role, body):
                return body
        return None

    def before_terms(self, place: int) -> int:
        """Return where 第三届理事会 and the like begin before a title at `place`."""
        for begin in range(max(self.begin, place - _TERMS), place):
            if patterns().terms.fullmatch(self.text, begin, place) and not self.noun_before(place):
                return begin
        return place

    def body_before_terms(self, place: int) -> int:
        """Return where the body before 第三届理事会 and the like ends, of a title at `place`; or `place`."""
        for begin in range(place - 1, max(self.begin, place - _TERMS), -1):
            if begin in self.body_ending and patterns().terms.fullmatch(self.text, begin, place):
                return begin
        return place

    def over_ranks(self, place: int) -> int:
        """Return where the ranks and brackets behind a name end: 王某（女）教授."""
        while True:
            title = self.title_at.get(place)
            if self.character(place) == "（":
                end = self.text.find("）", place, min(self.end, place + _BRACKET)) + 1
                inside = any(place < person < end for person in self.person_at)
                if not end or inside:
                    return place
                place = end
            elif title is not None and not title.is_post:
                place = title.end
            else:
                return place

    def is_list(self, begin: int, end: int, unknown: bool = False) -> bool:
        """Tell whether only bodies, titles, brackets and list marks stand between two names of a list.

        `unknown`: members of two to four characters that are no known names may stand between as well.
        """
        while begin < end:
            item = self.body_at.get(begin, self.title_at.get(begin))
            word = patterns().list_words.match(self.text, begin, end)
            member = _MEMBER.match(self.text, begin, end) if unknown else None
            if item is not None:
                begin = item.end
            elif self.text[begin] == "（":
                begin = self.text.find("）", begin, min(end + 1, begin + _LONGEST_BRACKET)) + 1
                if not begin:
                    return False
            elif word is not None:
                begin = word.end()
            elif self.text[begin] in LIST_MARKS:
                begin += 1
            elif member is not None and self.character(begin - 1) == "、":
                begin = member.end()
            else:
                return False
        return True


def claim(person: Mention, body: Mention, spans: tuple[Span, ...], rule: str, title: Title) -> Claim:
    """Return the claim that `person` holds the post `title` in `body`."""
    return Claim("holdsPost", person, body, spans, rule, title.role, role=title.role)


def ordered(*spans: Span) -> tuple[Span, ...]:
    """Return the spans in text order, those that touch merged."""
    merged: list[Span] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return tuple(merged)
