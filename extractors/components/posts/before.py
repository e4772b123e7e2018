"""Posts before the name: 市科协党组书记、主席王某，副主席李某. The body is carried along the list."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.components.posts.patterns import patterns
from extractors.components.posts.view import HOLDING, MOST_POSTS, SentenceView, claim, ordered
from extractors.components.titles import Title
from extractors.mentions import Claim, Mention
from extractors.model import Span

_JOINS = frozenset("、，兼及和 原")
_COMMAS = frozenset("、，和及以 ")
_BETWEEN_PERSONS = frozenset("、，和及；")
_SHARING = frozenset("、和与 ")
_GAP = frozenset(" |")
_LONGEST_GAP = 24
_LONGEST_LIST = 40


@dataclass(frozen=True, slots=True)
class _Carried:
    """The body of the last name with titles, and where that name ended: a list may go on from there."""

    body: Mention
    place: int


class TitledNames:
    """Reads the titles before each name of a sentence, from the first name to the last."""

    def __init__(self, view: SentenceView) -> None:
        self._view = view
        self._carried: _Carried | None = None
        self._claims: dict[int, list[Claim]] = {}

    def claims(self, person: Mention) -> list[Claim]:
        """Return the posts that stand before the name, around it, or before the list that it stands in."""
        found = self._titled(person) or self._around(person) or self._shared(person)
        if found:
            self._claims[person.end] = found
        return found

    def _titled(self, person: Mention) -> list[Claim]:
        """Titles directly before the name, each with the body before it."""
        view, carried = self._view, self._carried
        found: list[Claim] = []
        waiting: list[Title] = []
        titled = False
        place = self._nearest_title_end(person)
        while place > view.begin and len(found) + len(waiting) < MOST_POSTS:
            title = view.title_ending.get(place)
            body = view.body_ending.get(place)
            if title is not None:
                if title.is_post:
                    title = self._without_organ(title)
                    waiting.append(title)
                place = title.begin
                titled = True
            elif body is not None and titled:
                if waiting and carried is not None and self._goes_on(carried, body.begin):
                    _belongs(body, carried.body)
                found += _claims_of(person, waiting, body, "post.before")
                self._carried = _Carried(body, person.end)
                waiting = []
                place = body.begin
            else:
                before = self._over_marks(place, bool(waiting), bool(found)) if titled else place
                if before == place:
                    break
                place = before
        if waiting and carried is not None and self._goes_on(carried, place):
            found += _claims_of(person, waiting, carried.body, "post.carried")
            self._carried = _Carried(carried.body, person.end)
        elif waiting:
            found += self._pointing_back(person, waiting, place)
        return found

    def _nearest_title_end(self, person: Mention) -> int:
        """Return where the titles of the name end: a space, mark or body of another list may follow."""
        view, place = self._view, person.begin
        if view.character(place - 1) == " " and place - 1 in view.title_ending:
            place -= 1
        body = view.body_ending.get(place)
        if body is not None:
            # 专委会主任、清华大学周某教授
            listed = view.character(body.begin - 1) == "、" and body.begin - 1 in view.title_ending
            return body.begin - 1 if listed else place
        listed = view.character(place - 1) == "、" and place - 1 in view.title_ending
        return place - 1 if listed and person.end in view.title_at else place

    def _without_organ(self, title: Title) -> Title:
        """三星镇党委书记: where 三星镇党委 is a body, the post in it is 书记."""
        for organ in patterns().organs:
            if title.role.startswith(organ) and title.begin + len(organ) in self._view.body_ending:
                return Title(title.begin + len(organ), title.end, title.role.removeprefix(organ), True)
        return title

    def _over_marks(self, place: int, waiting: bool, found: bool) -> int:
        """Return where the next body or title to the left of `place` ends, or `place` where none does."""
        view = self._view
        mark = view.character(place - 1)
        if mark in _GAP and waiting:
            gap = place - 1
            while view.character(gap - 1) in _GAP:
                gap -= 1
            if gap in view.body_ending:
                return gap
        if mark in _JOINS:
            end = place - 1
            if mark == "原" and view.character(end - 1) in ("、", "，"):
                end -= 1
            if end in view.title_ending and not (mark == "，" and found):
                return end
        return place

    def _pointing_back(self, person: Mention, titles: list[Title], place: int) -> list[Claim]:
        """协会会长王某, or 会长王某 alone: the body was named before."""
        view = self._view
        noun = view.noun_before(place)
        if not noun and place > view.begin and view.character(place - 1) not in patterns().opens_title:
            return []
        found = []
        for title in reversed(titles):
            body = view.pointed(title.role, place, place)
            if body is not None:
                spans = ordered(body.span, (place - len(noun), person.end))
                found.append(claim(person, body, spans, "post.anaphora", title))
                self._carried = _Carried(body, person.end)
        return found

    def _around(self, person: Mention) -> list[Claim]:
        """市科协王某部长: the body before the name, the title behind it."""
        view = self._view
        body = view.body_ending.get(person.begin)
        title = view.title_at.get(person.end)
        if body is None or title is None or not title.is_post or title.end in view.person_at:
            return []
        self._carried = _Carried(body, title.end)
        return [claim(person, body, ((body.begin, title.end),), "post.around", title)]

    def _shared(self, person: Mention) -> list[Claim]:
        """副主席甲、乙: the name before it in the list has titles that several can share."""
        if self._view.character(person.begin - 1) not in _SHARING:
            return []
        found = []
        for before in self._claims.get(person.begin - 1, ()):
            if before.role is not None and patterns().shared.search(before.role):
                spans = (*before.spans[:-1], (before.spans[-1][0], person.end))
                found.append(
                    Claim(
                        "holdsPost", person, before.tail, spans, "post.shared", before.role, role=before.role
                    )
                )
        if found and self._carried is not None:
            self._carried = _Carried(self._carried.body, person.end)
        return found

    def _goes_on(self, carried: _Carried, place: int) -> bool:
        """Tell whether only marks, or persons and their titles, stand between two members of a list."""
        between = place - carried.place
        if not 0 <= between <= _LONGEST_LIST:
            return False
        if between <= 2 and _COMMAS.issuperset(self._view.text[carried.place : place]):
            return True
        return self._only_persons(carried.place, place)

    def _only_persons(self, begin: int, end: int) -> bool:
        view = self._view
        while begin < end:
            item = view.person_at.get(begin, view.title_at.get(begin))
            if item is not None:
                begin = item.end
            elif view.text[begin] in _BETWEEN_PERSONS:
                begin += 1
            else:
                return False
        return True


def _belongs(unit: Mention, before: Mention) -> None:
    """省科协党组书记甲、办公室主任乙: a unit named bare in a list belongs to the body before it."""
    owner = before.parent if before.subtype == "Department" and before.parent is not None else before
    bare = unit.subtype == "Department" or unit.rule == "name.branch"
    if (
        bare
        and unit.parent is None
        and unit.place is None
        and owner is not unit
        and owner.subtype != "Department"
    ):
        unit.parent = owner
        unit.name = owner.name + unit.form
        unit.reason = f"in a list behind {owner.form}"


def _claims_of(person: Mention, titles: list[Title], body: Mention, rule: str) -> list[Claim]:
    if body.type not in HOLDING:
        return []
    return [claim(person, body, _spans(body, title, person), rule, title) for title in reversed(titles)]


def _spans(body: Mention, title: Title, person: Mention) -> tuple[Span, ...]:
    """One stretch where body, title and name stand together, else the stretches."""
    begin, end = min(body.begin, title.begin), max(title.end, person.end)
    if end - begin <= _LONGEST_GAP + len(body.form):
        return ((begin, end),)
    return ordered(body.span, (title.begin, title.end), person.span)
