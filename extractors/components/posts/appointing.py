"""Posts behind a verb of appointment: 选举王某、李某为市科协副主席; the body may stand before the verb."""

from __future__ import annotations

from bisect import bisect_left

from extractors.components.posts.patterns import patterns
from extractors.components.posts.view import MOST_POSTS, SentenceView, claim, ordered
from extractors.mentions import Claim, Mention
from extractors.model import Modality

_JOINS_NAMES = frozenset("、和")
_JOINS_MEMBERS = frozenset("、，兼和")
_JOINS_POSTS = frozenset("、兼和")


def appointed(view: SentenceView) -> list[Claim]:
    """Return the posts that persons are appointed to."""
    found: list[Claim] = []
    for verb in patterns().appointing.finditer(view.text, view.begin, view.end):
        modality = stated(view, verb.start())
        place = verb.end()
        body: Mention | None = None
        while modality is not None:
            holders, place = _names(view, place)
            while view.character(place) == "等":
                place += 1
            post = patterns().as_post.match(view.text, place, view.end)
            if not holders or post is None:
                break
            claims = posts_from(view, holders, post.end(), verb.start(), body)
            body = claims[-1].tail if claims else body
            for one in claims:
                one.modality = modality
            found += claims
            place = _next_names(view, post.end())
    return found


def _next_names(view: SentenceView, place: int) -> int:
    """Return where the next names of the list begin: 选举甲为会长、乙为副会长."""
    while place < view.end and place not in view.person_at:
        item = view.title_at.get(place, view.body_at.get(place))
        term = patterns().terms.match(view.text, place, view.end)
        if item is not None:
            place = item.end
        elif term is not None:
            place = term.end()
        elif view.text[place] in _JOINS_MEMBERS:
            place += 1
        else:
            break
    return place


def stated(view: SentenceView, verb: int) -> Modality | None:
    """Return how the verb of appointment or career at `verb` is meant; None: not at all (不再担任)."""
    if view.text.endswith(patterns().negations, view.begin, verb):
        return None
    return "planned" if view.text.endswith(patterns().plans, view.begin, verb) else "actual"


def posts_from(
    view: SentenceView, holders: list[Mention], place: int, before: int, body: Mention | None = None
) -> list[Claim]:
    """Return the posts that begin at `place`; without a body: in `body` or the nearest before."""
    found: list[Claim] = []
    posts = 0
    while place < view.end and posts < MOST_POSTS:
        title = view.title_at.get(place)
        term = patterns().terms.match(view.text, place, view.end)
        if place in view.body_at:
            body = view.body_at[place]
            place = body.end
        elif title is not None:
            owner = body if body is not None else _body_before(view, before)
            if title.is_post and owner is not None:
                posts += 1
                for holder in holders:
                    spans = ordered(owner.span, holder.span, (title.begin, title.end))
                    found.append(claim(holder, owner, spans, "post.appointing", title))
            place = title.end
        elif term is not None:
            place = term.end()
        elif view.text[place] in _JOINS_POSTS and found:
            place += 1
        else:
            break
    return found


def _names(view: SentenceView, place: int) -> tuple[list[Mention], int]:
    """Return the persons listed at `place`, behind bodies and titles, and where the list ends."""
    persons: list[Mention] = []
    while place < view.end:
        person = view.person_at.get(place)
        lead = view.title_at.get(place, view.body_at.get(place)) if not persons else None
        if person is not None:
            persons.append(person)
            place = person.end
        elif lead is not None:
            place = lead.end
        elif view.text[place] in _JOINS_NAMES and persons:
            place += 1
        else:
            break
    return persons, place


def _body_before(view: SentenceView, before: int) -> Mention | None:
    """The nearest body before the verb of appointment in its sentence."""
    bodies = view.organizations
    for index in range(bisect_left(bodies, before, key=lambda body: body.begin) - 1, -1, -1):
        if bodies[index].end <= before:
            return bodies[index]
    return None
