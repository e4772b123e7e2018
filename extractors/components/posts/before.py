"""Posts before the name: 市科协党组书记、主席王某，副主席李某. The body is carried along the list."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.components.posts.patterns import patterns
from extractors.components.posts.view import HOLDING, MOST_POSTS, SentenceView, claim, ordered
from extractors.components.titles import Title
from extractors.mentions import Claim, Mention
from extractors.model import Span

_JOINS = frozenset("、，兼及和暨 原")
_COMMAS = frozenset("、，和及以 ")
_BETWEEN_PERSONS = frozenset("、，和及；")
_ENDS_NAME = frozenset("，、。；")
"""What stands behind a name in a list by commas: 副会长甲，乙，丙列席."""
_SHARING = frozenset("、和与 ")
_GAP = frozenset(" |")
_ENDS_SEGMENT = frozenset("。；：（）！？\n ")
_OPENS_LIST = frozenset(("", "。", "；", "：", "\n"))
_LONGEST_GAP = 24
_UNITS = ("Department", "Association")
"""Bodies of whose own body the next member of a list may be a unit: 甲大学科协秘书长某，科研处处长某."""
_LONGEST_LIST = 40
_LONGEST_UNKNOWN = 24


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
        found = self._titled(person) or self._around(person) or self._shared(person) or self._bare(person)
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
                    waiting.append(title)
                place = title.begin
                titled = True
            elif body is not None and titled:
                if waiting and carried is not None and self._goes_on(carried, body.begin):
                    _belongs(body, carried.body)
                found += _claims_of(person, waiting, body, "post.before", view)
                self._carried = _Carried(body, person.end)
                waiting = []
                place = body.begin
            else:
                before = self._over_marks(place, bool(waiting), bool(found)) if titled else place
                if before == place and waiting:
                    before = view.body_before_terms(place)
                noun = view.noun_before(place) if before == place and waiting else ""
                if noun and view.character(place - len(noun) - 1) == "、":
                    found += self._pointing_back(person, waiting, place)
                    waiting = []
                    before = place - len(noun)
                elif before == place and titled:
                    before = self._over_unknown(place)
                    if before != place:
                        waiting = []  # their body is not known
                if before == place:
                    break
                place = before
        if waiting and carried is not None and self._goes_on(carried, place):
            here = [title for title in waiting if not view.is_contrary(title.role, carried.body)]
            found += _claims_of(person, here, carried.body, "post.carried", view)
            waiting = [title for title in waiting if title not in here]
            if here:
                self._carried = _Carried(carried.body, person.end)
        if waiting:
            found += self._pointing_back(person, waiting, place)
        return found

    def _nearest_title_end(self, person: Mention) -> int:
        """Return where the titles of the name end: a space, mark or body of another list may follow."""
        view, place = self._view, person.begin
        if view.character(place - 1) == " " and place - 1 in view.title_ending:
            place -= 1
        if view.character(place - 1) == "）":
            opening = view.opening_of(place)
            place = opening if opening in view.title_ending else place
        if place in view.title_ending:
            return place
        if person.end in view.title_at:
            # 专委会主任、清华大学（电机系）周某教授: the body of a rank stands between
            for mark in range(place - 1, max(view.begin, place - _LONGEST_UNKNOWN), -1):
                if mark in view.person_ending or view.text[mark] in _ENDS_SEGMENT:
                    break
                if view.text[mark] in "、，":
                    listed = mark in view.title_ending and (mark + 1 in view.body_at or mark + 1 == place)
                    return mark if listed and (view.text[mark] == "、" or mark + 1 in view.body_at) else place
        body = view.body_ending.get(place)
        if body is not None:
            listed = view.character(body.begin - 1) == "、" and body.begin - 1 in view.title_ending
            return body.begin - 1 if listed else place
        return place

    def _over_marks(self, place: int, waiting: bool, found: bool) -> int:
        """Return where the next body or title to the left of `place` ends, or `place` where none does."""
        view = self._view
        mark = view.character(place - 1)
        if mark == "）":
            opening = view.opening_of(place)
            if opening in view.title_ending or (waiting and opening in view.body_ending):
                return opening
        if mark == "的" and waiting and place - 1 in view.body_ending:
            return place - 1
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
            if view.character(end - 1) == "）" and view.opening_of(end) in view.title_ending:
                end = view.opening_of(end)
            behind_name = self._carried is not None and self._carried.place == end  # 甲会长、秘书长乙
            goes_on = mark != "，" or not found or self._opens_with_titles(end)
            if end in view.title_ending and not behind_name and goes_on:
                return end
        return place

    def _opens_with_titles(self, end: int) -> bool:
        """Tell whether only a body and its titles stand between the begin of the list and `end`.

        甲局党组成员、副局长，乙馆馆长王某: no name stands before the comma, so the posts are his.
        """
        view, place = self._view, end
        while place in view.title_ending:
            place = view.title_ending[place].begin
            if view.character(place - 1) == "、" and place - 1 in view.title_ending:
                place -= 1
        body = view.body_ending.get(place)
        return body is not None and place < end and view.character(body.begin - 1) in _OPENS_LIST

    def _over_unknown(self, place: int) -> int:
        """Return where the title before a mark ends: 甲学会会长、知名画家王某, where 知名 is not known."""
        view = self._view
        for index in range(place - 1, max(view.begin, place - _LONGEST_UNKNOWN), -1):
            if (
                index + 1 in view.person_ending
                or view.text[index] in _ENDS_SEGMENT
                or view.text[index] == "，"
            ):
                break
            if view.text[index] == "、":
                return index if index in view.title_ending and index < place - 1 else place
        return place

    def _pointing_back(self, person: Mention, titles: list[Title], place: int) -> list[Claim]:
        """协会会长王某, or 会长王某 alone: the body was named before."""
        view = self._view
        government = view.context.government(view.text, place)
        if government is not None:
            # 甲县副县长王某
            here = [title for title in reversed(titles) if patterns().governing.fullmatch(title.role)]
            return [
                claim(person, government, ordered((title.begin, person.end)), "post.before", title)
                for title in here
            ]
        noun = view.noun_before(place)
        if noun in patterns().school_nouns:
            titles = [title for title in titles if not title.role.startswith("团委")]
        opens = place == view.begin or view.character(place - 1) in patterns().opens_title
        if not noun and not opens and not view.context.opens(place):
            return []
        found = []
        bodies = [view.pointed(title.role, place, place) for title in titles]
        of_organ = next((body for body in bodies if body is not None), None)
        for title, body in zip(reversed(titles), reversed(bodies), strict=True):
            if body is None and title.role.startswith(patterns().organs):
                body = of_organ  # 党委副书记、校长王某
            if body is not None:
                spans = ordered(body.span, (place - len(noun), person.end))
                found.append(claim(person, body, spans, "post.anaphora", title))
                self._carried = _Carried(body, person.end)
        return found

    def _around(self, person: Mention) -> list[Claim]:
        """市科协王某部长: the body before the name, the title behind it."""
        view = self._view
        begin, end = person.begin, view.over_ranks(person.end)
        if view.begins_line and view.character(begin - 1) in _GAP and view.character(end) in _GAP:
            while view.character(begin - 1) in _GAP:
                begin -= 1  # 甲大学 | 马骏 | 校长
            while view.character(end) in _GAP:
                end += 1
        elif view.character(begin - 1) == " ":
            begin -= 1
        body = view.body_ending.get(begin)
        title = view.title_at.get(end)
        if body is None or title is None or not title.is_post or title.end in view.person_at:
            return []
        self._carried = _Carried(body, title.end)
        owner, role = view.owner(body, title)
        one = claim(person, owner, ((body.begin, title.end),), "post.around", title)
        one.role = role
        return [one]

    def _bare(self, person: Mention) -> list[Claim]:
        """马骏校长, 我校马骏校长: the title behind the name, its body named before or the report's own."""
        view = self._view
        title = view.title_at.get(person.end)
        if title is None or not title.is_post or title.end in view.person_at:
            return []
        place = person.begin
        noun = view.noun_before(place)
        opens = place == view.begin or view.character(place - 1) in patterns().opens_title
        carried = self._carried
        if (
            carried is not None
            and not noun
            and carried.place == place - 1
            and view.character(place - 1) == "、"
        ):
            # 甲学会马骏会长、许婷秘书长
            if not view.is_contrary(title.role, carried.body):
                self._carried = _Carried(carried.body, title.end)
                return _claims_of(person, [title], carried.body, "post.carried", view)
            return []
        if not noun and not opens and not view.context.opens(place):
            return []
        context = view.context
        body = context.of_noun(noun, place - len(noun)) if noun else context.only(title.role)
        if body is None or view.is_contrary(title.role, body):
            return []
        return [claim(person, body, ordered(body.span, (person.begin, title.end)), "post.bare", title)]

    def _shared(self, person: Mention) -> list[Claim]:
        """副主席甲、乙: the name before it in the list has titles that several can share."""
        end = person.begin - 1
        mark = self._view.character(end)
        listed = mark == "，" and self._view.character(person.end) in _ENDS_NAME
        if mark not in _SHARING and not listed:
            return []
        rank = self._view.title_ending.get(end)
        if rank is not None and not rank.is_post:
            end = rank.begin
        found = []
        for before in self._claims.get(end, ()):
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
    higher = before.subtype in _UNITS and before.parent is not None and not unit.form.startswith("科协")
    owner = before.parent if higher and before.parent is not None else before
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


def _claims_of(
    person: Mention, titles: list[Title], body: Mention, rule: str, view: SentenceView
) -> list[Claim]:
    if body.type not in HOLDING:
        return []
    found = []
    for title in reversed(titles):
        owner, role = view.owner(body, title)
        one = claim(person, owner, _spans(body, title, person), rule, title)
        one.role = role
        found.append(one)
    return found


def _spans(body: Mention, title: Title, person: Mention) -> tuple[Span, ...]:
    """One stretch where body, title and name stand together, else the stretches."""
    begin, end = min(body.begin, title.begin), max(title.end, person.end)
    if end - begin <= _LONGEST_GAP + len(body.form):
        return ((begin, end),)
    return ordered(body.span, (title.begin, title.end), person.span)
