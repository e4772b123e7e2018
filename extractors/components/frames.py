"""Relations by frames, patterns over encoded sentences (`data/relations/*.toml`): adds to `doc._.claims`."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components import (
    courses,
    listed,
    named_after,
    named_again,
    plans,
    signings,
    structure,
    visits,
)
from extractors.components.clause_words import CLASSES, patterns
from extractors.components.clauses import Encoded
from extractors.components.frame_patterns import Frame, frames
from extractors.components.modality import meant as meant_in
from extractors.components.screen import Screen
from extractors.mentions import Claim, Mention
from extractors.model import RELATION_ENDS, SYMMETRIC_RELATIONS

_OWNED = re.compile("(?:新建的|所属的?|下属的?|的)?“?[\uf001-\uf008]")
_OWNERS = CLASSES["Place"] + CLASSES["Organization"]
_NAMED_AFTER = frozenset((CLASSES["Organization"], CLASSES["Facility"]))
"""What is named after an event: 甲竞赛组委会 holds another."""
_REACH = 15
"""Sentences that a thing is named again within."""
_BRANCHES = ("专业委员会", "专委会", "分会", "工作委员会", "学组", "科普委员会", "青年委员会")
_SHARED_OUT = frozenset({"needs", "offers", "hasIndustry"})
"""Relations of which 分别 gives each head its own tail: lists of different length tell nothing."""
_FOR_BODY = frozenset({"advances", "builds", "organizes", "cooperatesWith", "serves", "needs"})

_BY_WORD = frozenset({"builds", "cooperatesWith", "serves"})
"""Relations of a body by its man only where he speaks for it, or is named with it."""
_EXPERTS = frozenset({"University", "Institute"})
_SEATED = frozenset({"Association", "Government"})
_SHOW = re.compile("(?:此次|本次|这次|该)?(?:展览|展出|演出|节目|影片|图书|报告)由")
"""What bodies hold together that is not the main event."""
_URGES = re.compile("强调|要求|指出|呼吁")
"""Verbs of those who tell others what to do."""
_OURS = re.compile("我|本[校院所会]|自己")


def match(
    encoded: tuple[Encoded, ...], main_event: Mention | None, bodies: dict[int, Mention]
) -> list[Claim]:
    """Return the claims of all frames. `bodies` gives for a person's mention (by id) whom he speaks for."""
    claims: list[Claim] = []
    for sentence in encoded:
        if sentence.sentence.kind == "byline":
            continue
        for number in _screen().passing(sentence.text):
            frame = frames()[number]
            for hit in frame.pattern.finditer(sentence.text):
                claims += _claims(frame, hit, sentence, main_event, bodies)
    return [*claims, *visits.joined(encoded, claims)]


@functools.cache
def _screen() -> Screen:
    return Screen([frame.expression for frame in frames()])


def _claims(
    frame: Frame,
    hit: re.Match[str],
    sentence: Encoded,
    main_event: Mention | None,
    bodies: dict[int, Mention],
) -> list[Claim]:
    heads = _ends(frame, frame.head, "head", hit, sentence, main_event)
    tails = _ends(frame, frame.tail, "tail", hit, sentence, main_event)
    if frame.relation == "locatedIn":
        tails = [place for place in (_place(tail) or _before(sentence, hit, tail) for tail in tails) if place]
    meant = frame.modality or meant_in(sentence, hit.end())
    if meant is None:
        return []
    allowed_heads, allowed_tails = RELATION_ENDS[frame.relation]
    claims = []
    pairs = _pairs(frame, hit, sentence, heads, tails)
    if frame.relation == "organizes" and meant == "actual":
        heads = [head for head in heads if head.type != "Person"]  # a plan of his is that of his body
    for own, head, speaker in _acting(frame, hit, sentence, heads, bodies):
        for tail in heads if frame.tail == "heads" else tails:
            if pairs is not None and (own, tail) not in pairs:
                continue
            known = (sentence.topic, main_event)
            far = head not in sentence.mentions.values() and all(head is not one for one in known)
            if frame.head == "visitors" and meant == "planned" and far:
                continue
            if frame.relation == "cooperatesWith" and _is_unit_of_other(head, tail):
                continue
            if (
                frame.relation in _BY_WORD
                and speaker is not None
                and not _speaks(sentence, hit.start(), head)
                and (frame.relation != "serves" or own in sentence.mentions.values())
            ):
                continue
            if frame.relation == "serves" and speaker is not None and _URGES.search(sentence.text):
                continue
            if frame.relation in ("visits", "cooperatesWith") and "中国" in (head.name, tail.name):
                continue  # the begin of a name that is not read
            if frame.relation == "advances" and frame.head == "subject" and head.type == "Person":
                continue  # whoever speaks of a programme for no body urges others
            if frame.relation == "builds" and speaker is not None and tail.type == "Organization":
                continue  # who founds a body does so for others than his employer
            if frame.relation == "hasIndustry" and head.subtype == "Country":
                continue
            if head is tail or (frame.relation == "visits" and head.name.startswith(tail.name)):
                continue
            if head.type not in allowed_heads or tail.type not in allowed_tails:
                continue
            spans = _spans(sentence, hit, speaker or head, tail)
            claims.append(
                Claim(frame.relation, head, tail, spans, frame.id, _trigger(hit), meant, speaker=speaker)
            )
    return claims


def _acting(
    frame: Frame, hit: re.Match[str], sentence: Encoded, heads: list[Mention], bodies: dict[int, Mention]
) -> Iterator[tuple[Mention, Mention, Mention | None]]:
    """Yield each head as it is named, the head of the claim, and the person who speaks for that.

    What a county's association lacks, the county lacks. An expert tells what the place lacks, not his body.
    """
    for own in heads:
        head, speaker = own, None
        if frame.id == "needs.people":
            head, speaker = _firm(sentence, hit.start(), bodies) or (own, None)
        if own.type == "Person" and frame.relation in _FOR_BODY and id(own) in bodies:
            speaker, head = own, bodies[id(own)]
            if head.subtype == "Department" and head.parent is not None:
                head = head.parent
        if frame.relation == "offers" and own.type == "Person" and id(own) in bodies:
            body = bodies[id(own)]  # an expert offers himself, a company's man its products
            speaker, head = (own, body) if body.subtype == "Company" else (None, own)
        if frame.relation != "needs":
            yield own, head, speaker
            continue
        if speaker is not None and _is_expert(head) and not _OURS.search(sentence.text):
            yield from ((own, place, None) for place in sentence.places(hit.start("tail")))
            continue
        seat = head.place if frame.head == "seated" and head.subtype in _SEATED else None
        if seat is None or sentence.text[hit.start("tail")] == CLASSES["Organization"]:
            yield own, head, speaker
        if seat is not None:
            yield own, seat, speaker


def _firm(sentence: Encoded, place: int, bodies: dict[int, Mention]) -> tuple[Mention, Mention] | None:
    """The firm whose man says what the firms lack, and the man: 甲公司经理说，企业急需…."""
    for person in sentence.subjects(place) if sentence.text.startswith("企业", place) else ():
        body = bodies.get(id(person))
        if body is not None and body.subtype == "Company":
            return body, person
    return None


def _speaks(sentence: Encoded, place: int, body: Mention) -> bool:
    """Tell whether a person speaks for the body: by a verb of saying before `place`, or named with it."""
    said = sentence.speaker is not None or patterns().says.search(sentence.text, 0, place) is not None
    return said or any(mention is body for mention in sentence.mentions.values())


def _is_expert(body: Mention) -> bool:
    return body.subtype in _EXPERTS or (body.subtype == "Society" and body.name.endswith("学会"))


def _place(mention: Mention) -> Mention | None:
    """The place itself, or the place of a body or site that is where something was held."""
    if mention.type == "Place":
        return mention
    return mention.place or (mention.parent.place if mention.parent is not None else None)


def _before(sentence: Encoded, hit: re.Match[str], tail: Mention) -> Mention | None:
    """The place that stands before the body or site where something was held: 在甲市乙大学."""
    place = hit.start("tail") - 1
    mention = sentence.mentions.get(place)
    within = mention is not None and mention.type == "Place" and sentence.mentions[place + 1] is tail
    return mention if within else None


def _pairs(
    frame: Frame, hit: re.Match[str], sentence: Encoded, heads: list[Mention], tails: list[Mention]
) -> list[tuple[Mention, Mention]] | None:
    """Which heads and tails go together where not each with each: 甲、乙分别与丙、丁签约; each pair once."""
    if frame.tail == "heads":
        return list(itertools.combinations(heads, 2))
    each = "分别" in sentence.text[max(0, hit.start() - 4) : hit.start()] or "分别" in hit.group()
    if each and len(heads) == len(tails) > 1:
        return list(zip(heads, tails, strict=True))
    if each and frame.relation in _SHARED_OUT and len(heads) > 1 and len(tails) > 1:
        return []
    return None


def _ends(
    frame: Frame,
    source: str | None,
    group: str,
    hit: re.Match[str],
    sentence: Encoded,
    main_event: Mention | None,
) -> list[Mention]:
    if source is None:
        begin, end = hit.span(group)
        if frame.relation in SYMMETRIC_RELATIONS and "与" in sentence.text[begin:end]:
            end = sentence.text.index("与", begin)
            while end > begin and sentence.text[end - 1] != "、":
                end -= 1
        return members(sentence, begin, end)
    if source in ("subject", "seated"):
        return list(sentence.subjects(hit.start()))
    if source == "place":
        return list(sentence.places(hit.start("tail")))
    if source == "heads":
        return []
    if source == "several":
        return list(named_again.subjects(sentence, sentence.clause_begin(hit.start()), hit.end()) or ())
    if source == "owner":
        return _owners(hit, sentence)
    if source == "topic":
        return [sentence.topic] if sentence.topic is not None else []
    if source == "named":
        return _named(sentence, hit.start("noun"), hit["noun"], RELATION_ENDS[frame.relation][1])
    if source == "visitors":
        return list(visits.visitors(sentence, hit.start(), main_event))
    if source == "event":
        near = [
            place
            for place, mention in sentence.mentions.items()
            if mention.type == "Event" and sentence.text[place + 1 : place + 2] not in _NAMED_AFTER
        ]
        if not near and _SHOW.match(sentence.text, sentence.clause_begin(hit.start())):
            return []
        if near:
            return [sentence.mentions[min(near, key=lambda place: (abs(place - hit.start()), place))]]
    return [main_event] if main_event is not None else []


def _owners(hit: re.Match[str], sentence: Encoded) -> list[Mention]:
    """The body that the tail is named after as its unit; of a branch without one, the body of the report.

    A joint laboratory is that of the parties of the signing that the report is about.
    """
    unit = sentence.mentions[hit.start("tail")]
    if unit.parent is not None and unit.parent.type == "Organization":
        return [unit.parent]
    if "联合" in unit.form and sentence.parties:
        return list(sentence.parties)
    branch = unit.type == "Organization" and unit.name.endswith(_BRANCHES) and unit.place is None
    return [sentence.topic] if branch and sentence.topic is not None else []


def _is_unit_of_other(one: Mention, other: Mention) -> bool:
    """Tell whether one body is named after the other: a branch does not cooperate with its society."""
    bodies = one.type == other.type == "Organization"
    return bodies and (one.name.startswith(other.name) or other.name.startswith(one.name))


def _named(sentence: Encoded, place: int, noun: str, types: Iterable[str]) -> list[Mention]:
    """The last mention before `place` that `noun` names again: 甲科技小院…。小院由…."""
    one: Encoded | None = sentence
    for _ in range(_REACH):
        if one is None:
            break
        for begin in sorted(one.mentions, reverse=True):
            mention = one.mentions[begin]
            before = one is not sentence or begin < place
            if before and mention.type in types and mention.form.strip("“”《》").endswith(noun):
                return [mention]
        one = one.previous
    return []


def members(sentence: Encoded, begin: int, end: int) -> list[Mention]:
    """Return the mentions of a list; one that stands before another is its owner, no member itself."""
    return [
        sentence.mentions[place]
        for place in range(begin, end)
        if place in sentence.mentions
        and not (_OWNED.match(sentence.text, place + 1, end) and sentence.text[place] in _OWNERS)
    ]


def _spans(
    sentence: Encoded, hit: re.Match[str], head: Mention, tail: Mention
) -> tuple[tuple[int, int], ...]:
    """The stretch of the pattern, with the stretches of ends that stand elsewhere."""
    spans = [(sentence.offset(hit.start()), sentence.offset(hit.end()))]
    for mention in (head, tail):
        if not (spans[0][0] <= mention.begin and mention.end <= spans[0][1]) and mention.end > mention.begin:
            spans.append(mention.span)
    spans.sort()
    merged = [spans[0]]
    for begin, end in spans[1:]:
        if begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return tuple(merged)


def _trigger(hit: re.Match[str]) -> str:
    return re.sub("[\uf001-\uf008]", "", hit.group()).strip("，、。；")[:20]


@Language.component("kg_frames", requires=["doc._.encoded", "doc._.entities"], assigns=["doc._.claims"])
def component(doc: Doc) -> Doc:
    """Add the claims of the frames to `doc._.claims`."""
    found = match(doc._.encoded, doc._.main_event, doc._.bodies)
    doc._.claims = (*doc._.claims, *found, *listed.match(doc._.encoded), *signings.match(doc._.encoded))
    doc._.claims = (*doc._.claims, *structure.event_places(doc._.claims, doc._.entities))
    doc._.claims = (*doc._.claims, *named_after.match(doc._.claims, doc._.entities))
    doc._.claims = (*doc._.claims, *courses.match(doc._.claims, doc._.entities))
    plans.keep(doc._.claims, doc._.entities, doc._.encoded)
    return doc
