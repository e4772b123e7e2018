"""Posts behind the name: 王某当选市科协主席; 王某（市科协主席）; 王某，市科协主席; careers."""

from __future__ import annotations

from extractors.components.anaphora import nouns
from extractors.components.posts.appointing import posts_from, stated
from extractors.components.posts.patterns import patterns
from extractors.components.posts.view import HOLDING, MOST_POSTS, SentenceView, claim, ordered
from extractors.mentions import Claim, Mention

_JOINS = frozenset("、兼和，及")
_COPULAS = frozenset("为是系")
_ENDS_CLAUSE = frozenset("，。；")
_BEFORE_LISTED = frozenset("、和与及，")
_CAREER = 120
"""Characters between a name and a later post of its career."""


def behind(view: SentenceView, person: Mention) -> list[Claim]:
    """Return the posts that stand behind the name, of all persons of the list that it ends."""
    opened = _opening(view, person)
    if opened is None:
        return []
    rule, place = opened
    weak = view.text[place - 1] in _COPULAS and view.text[place - 2] not in "选聘任推命补举荐现"
    holders = [*_list_before(view, person), person] if rule == "post.appointed" else [person]
    body: Mention | None = None
    found: list[Claim] = []
    posts = 0
    if rule == "post.bracket":
        lead = patterns().bracket_leads.match(view.text, place, view.end)
        place = lead.end() if lead is not None else place
    while place < view.end and posts < MOST_POSTS:
        title = view.title_at.get(place)
        if place in view.body_at:
            body = view.body_at[place]
            place = body.end
        elif title is not None:
            if title.end in view.person_at:  # the title of the next person
                if rule == "post.apposition":
                    return []
                break
            owner = body
            if owner is None and rule == "post.appointed":
                pointed = view.pointed if weak else view.elected
                owner = pointed(title.role, place, person.begin)
            if title.is_post and owner is not None and owner.type in HOLDING:
                posts += 1
                for holder in holders:
                    spans = ordered(holder.span, owner.span, (title.begin, title.end))
                    found.append(claim(holder, owner, spans, rule, title))
            place = title.end
        else:
            following = _over_words(view, place, rule == "post.appointed", body is not None, bool(found))
            if following == place:
                break
            place = following
    return [] if rule == "post.apposition" and _person_follows(view, place) else found


def careers(view: SentenceView, known: list[Claim], subject: Mention | None) -> list[Claim]:
    """Return the posts that are not `known` of careers: …，现任某中心主任，2012年起兼任某协会副会长.

    `subject`: whom the sentences before tell of, for a sentence that begins with the verb or a time.
    """
    found: list[Claim] = []
    posts = {(id(one.head), one.role, id(one.tail)) for one in known}
    lives = [hit.span() for hit in patterns().biography.finditer(view.text, view.begin, view.end)]
    for verb in patterns().career.finditer(view.text, view.begin, view.end):
        holder = next(
            (
                person
                for person in view.persons_before(verb.start())
                if view.character(person.end) != "的"
                and not any(begin < person.begin < end for begin, end in lives)
            ),
            None,
        )
        if holder is None and _tells_of_subject(view):
            holder = subject
        modality = stated(view, verb.start())
        near = holder is not None and (holder is subject or 0 < verb.start() - holder.end <= _CAREER)
        if holder is None or modality is None or not near:
            continue
        for one in posts_from(view, [holder], verb.end(), verb.start(), career=modality):
            if (id(holder), one.role, id(one.tail)) not in posts:
                one.rule = "post.career"
                one.modality = modality
                found.append(one)
    return found


def _tells_of_subject(view: SentenceView) -> bool:
    """Tell whether a sentence begins with a career verb, behind times and adverbs at most."""
    return patterns().no_subject.match(view.text, view.begin, view.end) is not None


def _opening(view: SentenceView, person: Mention) -> tuple[str, int] | None:
    """Return the rule by which posts follow the name, and where they begin; None where none follow."""
    place = person.end
    biography = patterns().biography.match(view.text, place, view.end)
    if biography is not None:
        place = biography.end() - 1
    verb_at = _appointed(view, place)
    if verb_at is not None:
        return "post.appointed", verb_at
    mark = view.character(place)
    if mark == "（":
        return "post.bracket", place + 1
    following = place + 1
    return ("post.apposition", following) if mark == "，" and following in view.body_at else None


def _appointed(view: SentenceView, place: int) -> int | None:
    """Return where a verb of appointment behind a name ends: 王某（女）教授等五人当选."""
    end = view.over_ranks(place)
    bare = end == place
    title = view.title_at.get(end)
    if title is not None and patterns().appointed.match(view.text, title.end, view.end) is not None:
        end = title.end  # 王某主任任专委会委员
    last = patterns().unknown_last.match(view.text, end, view.end)
    if last is not None and not any(end < person < last.end() for person in view.person_at):
        end = last.end()
    collective = patterns().collective.match(view.text, end, view.end)
    if collective is not None:
        end = collective.end()
    mark = view.character(end)
    following = end + 1 if mark in ("，", "、") else end
    verb = patterns().appointed.match(view.text, following, view.end)
    if verb is None or (len(verb.group()) < 2 and (following != end or not (bare or verb.group() == "任"))):
        return None
    return verb.end()


def _over_words(view: SentenceView, place: int, appointed: bool, has_body: bool, found: bool) -> int:
    """Return where a term, a noun or a list mark at `place` ends; `place` where there is none."""
    term = patterns().terms.match(view.text, place, view.end)
    if term is not None and (appointed or has_body):
        return term.end()
    if appointed and nouns().longest(view.text, place):
        return place + nouns().longest(view.text, place)
    mark = view.text[place]
    if mark == "（" and found and view.text.startswith("兼", place + 1) and place + 2 in view.body_at:
        return place + 2  # 任甲院副院长（兼乙所所长）
    if (
        mark in _JOINS
        and found
        and (place + 1 in view.title_at or (place + 1 in view.body_at and mark != "，"))
    ):
        return place + 1
    return place


def _list_before(view: SentenceView, person: Mention) -> list[Mention]:
    """The persons before `person` in the list that it ends, in text order: 甲、乙当选副主席."""
    members = []
    place = person.begin
    for member in view.persons_before(person.begin):
        end = view.over_ranks(member.end)
        mark = view.character(end)
        if end == place or mark not in _BEFORE_LISTED or not view.is_list(end, place, unknown=True):
            break
        if mark == "，" and member.begin not in view.title_ending:
            break
        members.append(member)
        place = member.begin
    return members[::-1]


def _person_follows(view: SentenceView, place: int) -> bool:
    """Tell whether the titles are those of another person, who stands behind them in the clause."""
    person = next(view.persons_from(place), None)
    return person is not None and _ENDS_CLAUSE.isdisjoint(view.text[place : person.begin])
