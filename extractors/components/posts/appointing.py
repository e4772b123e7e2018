"""Posts behind a verb of appointment: 选举王某、李某为市科协副主席; the body may stand before the verb."""

from __future__ import annotations

import itertools
from bisect import bisect_left

from extractors.components.posts.patterns import patterns
from extractors.components.posts.view import MOST_POSTS, SentenceView, claim, ordered
from extractors.components.titles import Title
from extractors.mentions import Claim, Mention
from extractors.model import Modality

_JOINS_NAMES = frozenset("、和与及")
_JOINS_MEMBERS = frozenset("、，兼和")
_JOINS_POSTS = frozenset("、兼和")
_GIVES = frozenset("为向给")
_UNKNOWN = 16
"""Characters of a list that may stand between 为 and the names that are known."""
_MOST_BODIES = 20


def appointed(view: SentenceView) -> list[Claim]:
    """Return the posts that persons are appointed to."""
    found: list[Claim] = []
    for verb in patterns().appointing.finditer(view.text, view.begin, view.end):
        modality = stated(view, verb.start())
        place = verb.end()
        body: Mention | None = None
        while modality is not None:
            holders, place = _names(view, place, verb.start())
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


def certified(view: SentenceView) -> list[Claim]:
    """Return the posts that certificates are given for: 为王某颁发甲院名誉院长聘书, 王某接过聘书."""
    found: list[Claim] = []
    for verb in patterns().certifying.finditer(view.text, view.begin, view.end):
        paper = patterns().certificate.match(view.text, verb.end(), view.end)
        holders = (
            _given(view, verb.start())
            if verb["given"]
            else list(itertools.islice(view.persons_before(verb.start()), 1))
        )
        if paper is None or not holders or (not verb["given"] and holders[0].end != verb.start()):
            continue
        for one in posts_from(view, holders, verb.end(), verb.start(), career="actual"):
            if one.spans[-1][1] <= paper.end():
                one.rule = "post.certificate"
                found.append(one)
    return found


def _given(view: SentenceView, verb: int) -> list[Mention]:
    """The persons that stand before a verb of giving and behind 为, 向 or 给."""
    holders: list[Mention] = []
    place = verb
    for person in view.persons_before(verb):
        if not view.is_list(view.over_ranks(person.end), place):
            break
        holders.append(person)
        place = person.begin
    while place > view.begin and (place in view.title_ending or place in view.body_ending):
        place = (view.title_ending.get(place) or view.body_ending[place]).begin
    before = view.text[max(view.begin, place - _UNKNOWN) : place]
    given = before[-1:] in _GIVES or (before[-1:] in _JOINS_NAMES and _GIVES.intersection(before))
    return holders[::-1] if before and given else []


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
    view: SentenceView,
    holders: list[Mention],
    place: int,
    before: int,
    body: Mention | None = None,
    career: Modality | None = None,
) -> list[Claim]:
    """Return the posts that begin at `place`; without a body: in `body` or the nearest before.

    Those of a `career` go on over commas; what was held already has its body in the sentence.
    """
    found: list[Claim] = []
    posts = 0
    begin = place
    while place < view.end and posts < MOST_POSTS:
        title = view.title_at.get(place)
        term = patterns().terms.match(view.text, place, view.end)
        if place in view.body_at:
            body = view.body_at[place]
            place = body.end
        elif title is not None:
            if title.end in view.person_at:
                break  # 现任会长王某
            owner = body
            if body is None:
                owner = _body_before(view, title, begin, before, elected=career != "actual")
            if title.is_post and owner is not None:
                posts += 1
                for holder in holders:
                    spans = ordered(owner.span, holder.span, (title.begin, title.end))
                    found.append(claim(holder, owner, spans, "post.appointing", title))
            place = title.end
        elif term is not None:
            place = term.end()
        elif (
            view.text[place] in _JOINS_POSTS
            and place > begin
            and place + 1 < view.end
            or view.text[place] == "，"
            and career
            and found
            and place + 1 in view.body_at
        ):
            place += 1
        else:
            break
    return found


def _names(view: SentenceView, place: int, verb: int) -> tuple[list[Mention], int]:
    """Return the persons listed at `place`, among bodies, titles and brackets, and where the list ends.

    其 and 他 stand for the nearest person before the verb.
    """
    pronoun = patterns().pronouns.match(view.text, place, view.end)
    if pronoun is not None:
        return list(itertools.islice(view.persons_before(verb), 1)), pronoun.end()
    persons: list[Mention] = []
    end = place
    while place < view.end:
        person = view.person_at.get(place)
        lead = view.title_at.get(place, view.body_at.get(place))
        if person is not None:
            persons.append(person)
            place = end = view.over_ranks(person.end)
        elif lead is not None:
            place = lead.end
        elif view.text[place] in _JOINS_NAMES or not persons and view.text[place] == "了":
            place += 1
        else:
            break
    collective = patterns().collective.match(view.text, end, view.end)
    return persons, collective.end() if collective is not None else end


def _body_before(view: SentenceView, title: Title, begin: int, before: int, elected: bool) -> Mention | None:
    """The body of an appointment: of the noun before the title, the nearest before the verb, the session's.

    The nearest must be one that can have the title where that is known.
    """
    noun = view.noun_before(view.before_terms(title.begin))
    if noun and title.begin > begin:
        return view.context.of_noun(noun, title.begin - len(noun))
    fits = view.context.before.fits
    bodies = view.organizations
    last = bisect_left(bodies, before, key=lambda body: body.begin)
    for body in reversed(bodies[max(0, last - _MOST_BODIES) : last]):
        if body.end <= before and fits(title.role, body) is not False:
            return body
    owner = view.context.elected(title.role, before) if elected else None
    return None if owner is not None and view.is_contrary(title.role, owner) else owner
