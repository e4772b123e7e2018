"""Rosters: names in lines under a title or heading, each perhaps with the posts it has elsewhere.

甲市气象学会第五届理事会名单
会长：马骏
副会长（按姓氏笔画为序）
许婷（女）  甲大学副校长
"""

from __future__ import annotations

from extractors.components.posts.patterns import patterns
from extractors.components.posts.view import HOLDING, MOST_POSTS, SentenceView, claim, ordered
from extractors.components.titles import Title
from extractors.mentions import Claim, Mention

_GAPS = frozenset(" |")
_BETWEEN = frozenset(" |、，；和及")
_TOLD = frozenset({"post.appointed", "post.appointing", "post.listed", "post.certificate"})
_LAST = 40
_REACH = 300
"""Characters between the first names of a list and the list itself."""
_SHORT = 60
"""Characters of a line that may be one name of a roster, known or not, and what it is elsewhere."""


class Rosters:
    """Reads the lines of a report in order."""

    def __init__(self) -> None:
        self._headed: Mention | None = None
        self._opened: tuple[Title, Mention] | None = None

    def claims(self, view: SentenceView, kind: str) -> list[Claim]:
        """Return the posts that the roster which the sentence opens or goes on with tells of."""
        last = self._announced(view)
        if last is not None:
            self._opened = last
            return []
        if not view.begins_line:
            return []
        opening = self._opening(view, kind)
        if opening is not None:
            title, body, place = opening
            self._opened = (title, body)
            return _members(view, place, title, body)
        if patterns().remark.fullmatch(view.text, view.begin, view.end) is not None:
            return []
        if self._opened is not None and view.begin not in view.title_at and _goes_on(view):
            return _members(view, view.begin, *self._opened)
        self._opened = None
        return rows(view)

    def _announced(self, view: SentenceView) -> tuple[Title, Mention] | None:
        """Return the title and body whose holders the next lines name: …，副主席4人，依次为："""
        title = view.titles[-1] if view.titles else None
        if title is None or not title.is_post or view.text[view.end - 1] != "：" or title.begin == view.begin:
            return None
        if patterns().announced.fullmatch(view.text, title.end, view.end) is None:
            return None
        body = view.body_ending.get(title.begin) or view.elected(title.role, title.begin, title.begin)
        return (title, body) if body is not None and body.type in HOLDING else None

    def heads(self, view: SentenceView, kind: str) -> None:
        """Take the body of a heading, or of a line that announces a list, for the rosters below it."""
        announces = patterns().announces.search(view.text, view.begin, view.end) is not None
        if kind == "heading" or (announces and view.text[view.end - 1] == "："):
            bodies = [
                body
                for body in view.organizations
                if body.begin == view.begin or view.context.is_whole(view.text, body, view.body_ending)
            ]
            body = body_of_heading(bodies, view.begin, announces)
            self._headed = body if body is not None else self._headed

    def _opening(self, view: SentenceView, kind: str) -> tuple[Title, Mention, int] | None:
        """Return the title that a line opens with, its body, and where the names may begin."""
        place = patterns().numbering.match(view.text, view.begin, view.end)
        begin = place.end() if place is not None else view.begin
        title, body = _first_title(view, begin)
        if title is None:
            return None
        tail = patterns().roster_tail.match(view.text, title.end, view.end)
        end = tail.end() if tail is not None else title.end
        marked = "：" in view.text[title.end : end] or (kind == "heading" and end > title.end)
        if end < view.end and not (
            (marked or (kind == "heading" and self._opened is not None)) and _begins_name(view, end)
        ):
            return None
        if body is None:
            fits = view.context.before.fits
            headed = self._headed
            if headed is not None and fits(title.role, headed) is not False:
                body = headed
            elif marked or end == view.end:
                body = view.elected(title.role, title.begin, title.begin)
        if body is not None and view.is_contrary(title.role, body):
            return None
        if body is None or body.type not in HOLDING or (end == view.end and kind != "heading" and not marked):
            return None
        return title, body, end


def rows(view: SentenceView) -> list[Claim]:
    """Return the posts of a line of a table: a name, a gap, a body and a title."""
    number = patterns().numbering.match(view.text, view.begin, view.end)
    person = view.person_at.get(number.end() if number is not None else view.begin)
    return _own_posts(view, person, view.over_ranks(person.end))[0] if person is not None else []


def body_of_heading(bodies: list[Mention], begin: int, announces: bool = False) -> Mention | None:
    """Return the longest body of a heading that begins with one, announces a list, or is the first line."""
    if bodies and (bodies[0].begin == begin or begin == 0 or announces):
        return max(bodies, key=lambda body: body.end - body.begin)
    return None


def _first_title(view: SentenceView, place: int) -> tuple[Title | None, Mention | None]:
    """The title that a line begins with, behind a body, a noun or a term at most, and the body."""
    body: Mention | None = None
    for _ in range(4):
        title = view.title_at.get(place)
        term = patterns().roster_terms.match(view.text, place, view.end)
        if title is not None:
            if body is None:
                noun = view.noun_before(view.before_terms(title.begin))
                body = view.context.of_noun(noun, title.begin - len(noun)) if noun else None
            return (title if title.is_post else None), body
        if place in view.body_at:
            body = view.body_at[place]
            place = body.end
        elif term is not None:
            place = term.end()
        else:
            break
    return None, None


def _begins_name(view: SentenceView, place: int) -> bool:
    """Tell whether a name, known or not, or a body with a name begins at `place`."""
    if place in view.person_at or place in view.body_at or place in view.title_at:
        return True
    return patterns().unknown_name.match(view.text, place, view.end) is not None


def _goes_on(view: SentenceView) -> bool:
    """Tell whether a line goes on with a roster: it begins with a name, or may be an unknown one."""
    if view.begin in view.person_at:
        return True
    return (
        view.end - view.begin <= _SHORT
        and patterns().unknown_name.match(view.text, view.begin, view.end) is not None
    )


def _members(view: SentenceView, place: int, title: Title, body: Mention) -> list[Claim]:
    """The posts of the names listed from `place` on."""
    found: list[Claim] = []
    while place < view.end:
        person = view.person_at.get(place)
        item = view.body_at.get(place, view.title_at.get(place))
        unknown = patterns().unknown_name.match(view.text, place, view.end)
        if person is not None:
            spans = ordered(body.span, (title.begin, title.end), person.span)
            found.append(claim(person, body, spans, "post.list", title))
            own, place = _own_posts(view, person, view.over_ranks(person.end))
            found += own
            if found and not patterns().shared.search(title.role) and view.character(place) in "，；。":
                break
        elif item is not None:
            place = item.end
        elif view.text[place] in _BETWEEN:
            place += 1
        elif unknown is not None:
            place = view.over_ranks(unknown.end())
        else:
            break
    return found


def _own_posts(view: SentenceView, person: Mention, place: int) -> tuple[list[Claim], int]:
    """The posts that stand behind a name and a gap, and where they end: 许婷 甲大学副校长."""
    begin = place
    if view.character(place) not in _GAPS:
        return [], begin
    while view.character(place) in _GAPS:
        place += 1
    lead = patterns().row_leads.match(view.text, place, view.end)
    place = lead.end() if lead is not None else place
    body: Mention | None = None
    found: list[Claim] = []
    while place < view.end and len(found) < MOST_POSTS:
        title = view.title_at.get(place)
        if place in view.body_at:
            body = view.body_at[place]
            place = body.end
        elif title is not None and body is not None:
            if title.end in view.person_at:
                return [], begin
            if title.is_post and body.type in HOLDING:
                spans = ordered(person.span, body.span, (title.begin, title.end))
                found.append(claim(person, body, spans, "post.row", title))
            place = title.end
        elif (
            view.text[place] in "、兼 |"
            and body is not None
            and not (view.text[place] == " " and place + 1 in view.person_at)
        ):
            place += 1
        else:
            break
    return (found, place) if found else ([], begin)


def again(view: SentenceView, claims: list[Claim]) -> list[Claim]:
    """Return the posts of a list that says who else holds what a sentence before told: 名单为：甲、乙、丙."""
    hit = patterns().again.search(view.text, view.begin, view.end)
    before = [one for one in claims[-_LAST:] if one.rule in _TOLD and view.begin - one.head.end <= _REACH]
    if hit is None or not before or not patterns().shared.search(before[-1].role or ""):
        return []
    told = before[-1]
    holders: list[Mention] = []
    place = hit.end()
    for person in view.persons_from(place):
        if not view.is_list(place, person.begin, unknown=True):
            break
        holders.append(person)
        place = view.over_ranks(person.end)
    names = {one.head.name for one in before if (one.role, one.tail.name) == (told.role, told.tail.name)}
    if not names.intersection(person.name for person in holders):
        return []
    return [
        Claim(
            "holdsPost",
            person,
            told.tail,
            ordered(*told.spans, person.span),
            "post.again",
            told.role,
            role=told.role,
        )
        for person in holders
    ]
