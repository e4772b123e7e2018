"""Posts of lists in a sentence: 会长：王某；副会长为李某、张某."""

from __future__ import annotations

from extractors.components.posts.patterns import patterns
from extractors.components.posts.view import SentenceView, claim, ordered
from extractors.components.titles import Title
from extractors.mentions import Claim, Mention

_ENDS_HOLDERS = frozenset("，；。")
_BEHIND_MEMBER = frozenset("和与及等同")


def listed(view: SentenceView) -> list[Claim]:
    """Return the posts of titles that names follow, each name perhaps with its own titles before it."""
    found: list[Claim] = []
    for title in view.titles:
        link = patterns().links.match(view.text, title.end, view.end)
        if not title.is_post or (link is None and not _opens_bodies(view, title)):
            continue
        body = view.body_ending.get(title.begin)
        if body is None and view.character(title.begin - 1) == "（":
            body = view.body_ending.get(title.begin - 1)  # 甲组（组长：王某）
        if body is None:
            noun = view.noun_before(title.begin)
            body = view.pointed(title.role, title.begin, title.begin - len(noun))
        if body is not None:
            marked = link is not None and link.group() == "为"
            found += _holders(view, title, body, link.end() if link is not None else title.end, marked)
    return found


def _opens_bodies(view: SentenceView, title: Title) -> bool:
    """专家组成员甲大学王某教授、乙大学李某教授: a shared title before bodies with names."""
    body = view.body_at.get(title.end)
    return (
        body is not None and patterns().shared.search(title.role) is not None and body.end in view.person_at
    )


def _ends_member(view: SentenceView, end: int) -> bool:
    """Tell whether a mark, a title or a word of lists stands behind a name, or nothing."""
    following = view.character(end)
    return not following.isalnum() or end in view.title_at or following in _BEHIND_MEMBER


def _begins_list(view: SentenceView, person: Mention) -> bool:
    """Tell whether the person is the first of a list that another title opens."""
    body = view.body_ending.get(person.begin)
    title = view.title_ending.get(body.begin) if body is not None else None
    return title is not None and title.is_post and _opens_bodies(view, title)


def _holders(view: SentenceView, title: Title, body: Mention, place: int, marked: bool) -> list[Claim]:
    """The holders listed from `place` on; where they must be `marked`, no other word may follow a name."""
    found: list[Claim] = []
    for person in view.persons_from(place):
        if not view.is_list(place, person.begin) or (found and _begins_list(view, person)):
            break
        if marked and not _ends_member(view, person.end):
            break  # 会长为马骏颁奖
        spans = ordered(body.span, (title.begin, title.end), person.span)
        found.append(claim(person, body, spans, "post.listed", title))
        place = person.end
        if patterns().shared.search(title.role) is None and view.character(place) in _ENDS_HOLDERS:
            break
    return found
