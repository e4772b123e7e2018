"""What the whole report tells of a title without a body beside it: 校长王某, 学会会长王某, 选举王某为会长."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Sequence

from extractors.components.anaphora import Bodies, named_in_brackets
from extractors.components.posts.patterns import patterns
from extractors.components.titles import Title
from extractors.mentions import Mention, Word

_MOST = 50
"""Governments that the titles of a report are compared with."""
_SESSION_REACH = 800
"""Characters that an election may stand behind the session or founding that it belongs to."""
_FOUNDS = ("成立", "成立了", "组建", "组建了", "设立", "设立了")
_FIRST_TERM = re.compile("首届|第一届|首任|的决定|的批复|领导机构")
"""What is told of a body that is founded here and now."""


class Context:
    """The bodies of a report and what titles and nouns without a body point back to."""

    def __init__(
        self,
        text: str,
        bodies: Sequence[Mention],
        words: Iterable[Word] = (),
        held: Iterable[Title | Mention] = (),
    ) -> None:
        """`held`: the titles and persons of the report."""
        self.tags = {word.end: word.tag for word in words}
        self._begins = {word.begin for word in words}
        ends = {body.end for body in bodies}
        whole = [body for body in bodies if self.is_whole(text, body, ends)]
        self.before = Bodies(whole, text.find("\n"))
        self._named = named_in_brackets(text, bodies)
        self._school = _own_school(text, self.before.schools(), {one.begin for one in held})
        self._ours = patterns().own_school.search(text) is not None
        self._own = self._school if self._ours else None
        self._sessions = _sessions(text, whole)
        self._governments = [body for body in bodies if body.form.endswith("政府")][:_MOST]
        self._forms = {body.form: body for body in reversed(bodies)}

    def named(self, form: str) -> Mention | None:
        """Return the first body of the report that is written `form`."""
        return self._forms.get(form)

    def stands_alone(self, begin: int) -> bool:
        """Tell whether the noun at `begin` is not the end of a longer name (电气学院, 轴承协会)."""
        if not self._begins:
            return True
        return begin in self._begins and self.tags.get(begin) not in patterns().names

    def is_whole(self, text: str, body: Mention, ends: Container[int]) -> bool:
        """Tell whether a name is not the end of a longer one that nobody knows (现代化学会)."""
        before = text[body.begin - 1 : body.begin]
        if not before.isalnum() or not self.tags or body.begin in ends:
            return True
        if before in "的了":
            return True
        return self.opens(body.begin) and (self.tags[body.begin] != "TIME" or before in "年月日午天")

    def opens(self, place: int) -> bool:
        """Tell whether the word before `place` leaves what follows the first word of its phrase."""
        return self.tags.get(place) in patterns().opening_tags

    def of_noun(self, noun: str, place: int) -> Mention | None:
        """Return the body that `noun` at `place` points back to."""
        if noun in self._named:
            return self._named[noun]
        if noun in patterns().school_nouns:
            if self._ours:
                return self._own
            return self.before.of_noun(noun, place) or self._school
        if noun[0] in "我本该" and len(noun) > 1:
            ours = noun in ("我校", "本校")
            told = (self._own if ours else None) or self.before.of_deictic(noun, place)
            # Where several schools are named alike, the one that is named most.
            return told or (self.before.of_us("学校") if ours else None)
        return self.before.of_noun(noun, place)

    def of_title(self, role: str, place: int) -> Mention | None:
        """Return the body that a title without one at `place` belongs to."""
        if patterns().of_school.search(role) is not None:
            if self._own is not None:
                return self._own
            return self._school
        return self._of_session(role, place, known=True) or self.before.of_title(role, place)

    def only(self, role: str) -> Mention | None:
        """Return the one body that a title can belong to, or the school that the report is of."""
        if patterns().of_school.search(role) is not None:
            return self._own or self._school
        return self.before.only(role)

    def elected(self, role: str, place: int) -> Mention | None:
        """Return the body that someone is elected or appointed in at `place`: that of the session told of."""
        return self._of_session(role, place) or self.before.of_title(role, place)

    def _of_session(self, role: str, place: int, known: bool = False) -> Mention | None:
        """The nearest body before whose session is told of; `known`: it is known to have such titles."""
        for index in range(bisect_left(self._sessions, (place,)) - 1, -1, -1):
            end, body = self._sessions[index][0], self._sessions[index][2]
            if place - end > _SESSION_REACH:
                break
            fits = self.before.fits(role, body)
            if fits or (not known and (fits is None or body.name.endswith(patterns().committee_ends))):
                return body
        return None

    def government(self, text: str, place: int) -> Mention | None:
        """Return the government of the place whose name ends at `place`."""
        return next(
            (body for body in self._governments if body.place and text.endswith(body.place.form, 0, place)),
            None,
        )


def _own_school(text: str, schools: Sequence[tuple[Mention, int]], held: set[int]) -> Mention | None:
    """The school that a report is about: named by itself, no guest or host, twice as often as any other."""
    names = sorted({body.name for body, _ in schools}, key=len, reverse=True)
    full = {name: next(longer for longer in names if longer.endswith(name)) for name in names}
    counts = Counter(dict.fromkeys(full.values(), 0))
    guests = set()
    for body, end in schools:
        before = max(0, body.begin - 3)
        if patterns().guest.match(text, end, end + 24) or text.endswith(patterns().hosts, before, body.begin):
            guests.add(full[body.name])
        elif end not in held and not text.endswith(patterns().partners, before, body.begin):
            counts[full[body.name]] += 1
    (best, count), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    if best in guests or count < max(1, 2 * second):
        return None
    return next(body for body, _ in schools if full[body.name] == best)


def _sessions(text: str, bodies: Iterable[Mention]) -> list[tuple[int, int, Mention]]:
    """The bodies whose founding, session or change of leaders is told, in text order."""
    found = []
    for number, body in enumerate(bodies):
        told = patterns().session.match(text, body.end, body.end + 40) or (
            text.endswith(_FOUNDS, 0, body.begin) and _FIRST_TERM.search(text, body.end, body.end + 40)
        )
        if body.type == "Organization" and told:
            found.append((body.end, number, body))
    return sorted(found, key=lambda one: one[:2])
