"""One sentence with what stands where in it: titles, persons and bodies, looked up by offset."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extractors.components.anaphora import Bodies, noun_ending
from extractors.components.titles import Title
from extractors.mentions import Claim, Mention, Sentence
from extractors.model import Span

LIST_MARKS = frozenset("、，和与及 ")
HOLDING = ("Organization", "Facility")
"""Types of what posts are in."""
MOST_POSTS = 20
"""Posts read in one go: n names with n titles would be n² claims."""
_LONGEST_BRACKET = 60

T = TypeVar("T", Title, Mention)


@dataclass(frozen=True, slots=True)
class Report:
    """What all sentences of a report share; titles, persons and bodies in text order."""

    text: str
    titles: Sequence[Title]
    persons: Sequence[Mention]
    bodies: Sequence[Mention]
    before: Bodies


def within(items: Sequence[T], sentence: Sentence) -> list[T]:
    """Return the items, sorted by where they begin, that begin in `sentence`."""
    first = bisect_left(items, sentence.begin, key=lambda item: item.begin)
    last = bisect_left(items, sentence.end, first, key=lambda item: item.begin)
    return list(items[first:last])


class SentenceView:
    """The titles, persons and bodies of one sentence; of bodies at one place the longest counts."""

    def __init__(self, report: Report, sentence: Sentence) -> None:
        self.text = report.text
        self.before = report.before
        self.begin = sentence.begin
        self.end = sentence.end
        self.titles = within(report.titles, sentence)
        self.persons = within(report.persons, sentence)
        bodies = within(report.bodies, sentence)
        self.organizations = [body for body in bodies if body.type == "Organization"]
        self.title_at = {title.begin: title for title in self.titles}
        self.title_ending = {title.end: title for title in self.titles}
        self.person_at = {person.begin: person for person in self.persons}
        self.body_at = {body.begin: body for body in bodies}
        self.body_ending = {body.end: body for body in reversed(bodies)}

    def character(self, place: int) -> str:
        """Return the character at `place`, or "" where it lies outside the sentence."""
        return self.text[place] if self.begin <= place < self.end else ""

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
        return noun_ending(self.text, self.begin, place)

    def pointed(self, role: str, place: int, bare: int) -> Mention | None:
        """Return the body that the title at `place` points back to, by the noun before it or by itself.

        A title without a noun belongs to a body before `bare`.
        """
        noun = self.noun_before(place)
        return self.before.of_noun(noun, place - len(noun)) if noun else self.before.of_title(role, bare)

    def is_list(self, begin: int, end: int) -> bool:
        """Tell whether only bodies, titles, brackets and list marks stand between two names of a list."""
        while begin < end:
            item = self.body_at.get(begin, self.title_at.get(begin))
            if item is not None:
                begin = item.end
            elif self.text[begin] == "（":
                begin = self.text.find("）", begin, min(end + 1, begin + _LONGEST_BRACKET)) + 1
                if not begin:
                    return False
            elif self.text[begin] in LIST_MARKS:
                begin += 1
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
