"""Who holds which post where: `doc._.claims` of type holdsPost, by the order of bodies, titles and names.

    市科协党组书记、主席王某，副主席李某        titles before the name; the body is carried along the list
    王某当选市科协主席                        titles behind a verb of appointment
    会长：王某  /  王某（市科协主席）            lists and brackets
"""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.anaphora import Bodies, nouns
from extractors.components.titles import Title
from extractors.mentions import Claim, Mention, Sentence

Doc.set_extension("claims", default=())

_JOINS = "、，兼及和 "
_APPOINTED = re.compile(
    r"(?:分别)?(?:全票|再次|正式|同时|继续|还|也)?(?:当选(?:为|新一届)?|连任|兼任|担任|出任|就任|接任|转任|升任|调任|被聘为|受聘为|受聘担任|获聘(?:为|担任)?|被聘任为|被任命为|被推选为|被选为|被推举为|任|现任|时任|为|是|系)"
)
_APPOINTING = re.compile(
    r"(?:选举产生了?|选举|推选|推举|聘请|聘任|聘|任命|推荐|选出|增选|补选|决定|提名|通过)(?:了|出)?"
)
_NEW_TERM = re.compile(r"(?:新一届|首任|首届|第[一二三四五六七八九十百0-9]+(?:届|任)|新任|本届|该|学会|协会|理事会|委员会|名誉){1,3}")
_SHARED = re.compile(r"副|委员|理事|常委|监事|顾问|成员|专家|会员|秘书$|代表|干事|评委|编委|董事$")
_NEGATION = re.compile(r"不再|免去|辞去|卸任|未|拟|不")
_LONGEST_GAP = 24
_OPENS_TITLE = frozenset("，。、：；“（ \n由请和与聘以为有经向")
_BIOGRAPHY = re.compile(
    r"(?:，(?:男|女|[\u4e00-\u9fff]{1,4}族|(?:19|20)\d\d年(?:\d{1,2}月)?出?生|中共党员|[\u4e00-\u9fff]{2,6}人|[\u4e00-\u9fff]{0,4}(?:学历|学位)|本科|硕士|博士|研究生)){1,8}，"
)
_OPENS_LIST = re.compile(r"：?(?:（[^（）]{1,20}）)?：?")
_CAREER = re.compile(r"(现任|曾任|历任|兼任|拟任|担任|出任|调任|升任|转任|(?<=[年月起])任)")
_LISTED = re.compile(r"：|为|由|是|有|包括|分别为|分别是|分别由")


def match(
    text: str,
    sentences: tuple[Sentence, ...],
    titles: tuple[Title, ...],
    persons: list[Mention],
    bodies: list[Mention],
) -> list[Claim]:
    """Return the holdsPost claims of all sentences; a person without a body beside the titles gets none."""
    claims: list[Claim] = []
    bodies = sorted(bodies, key=lambda body: (body.begin, body.end))
    before = Bodies(bodies)
    opened: tuple[Title, Mention] | None = None
    for sentence in sentences:
        if sentence.kind == "byline":
            continue
        posts = _Posts(text, sentence, titles, persons, bodies, before)
        claims += posts.claims()
        if opened is not None and posts.begins_with_person():
            claims += posts.under(*opened)
        else:
            opened = posts.opens(sentences)
    return claims


def _within(items: list[Mention], sentence: Sentence) -> list[Mention]:
    begin = bisect_left([item.begin for item in items], sentence.begin)
    inside = []
    for item in items[begin:]:
        if item.begin >= sentence.end:
            break
        inside.append(item)
    return inside


class _Posts:
    """The posts of one sentence."""

    def __init__(
        self,
        text: str,
        sentence: Sentence,
        titles: tuple[Title, ...],
        persons: list[Mention],
        bodies: list[Mention],
        before: Bodies,
    ) -> None:
        self._before_it = before
        self.text = text
        self.sentence = sentence
        self.titles = [title for title in titles if sentence.begin <= title.begin < sentence.end]
        self.persons = _within(persons, sentence)
        self._all_bodies = bodies
        self.bodies = _within(bodies, sentence)
        self._title_ending = {title.end: title for title in self.titles}
        self._title_beginning = {title.begin: title for title in self.titles}
        self._body_ending: dict[int, Mention] = {}
        for body in self.bodies:
            known = self._body_ending.get(body.end)
            if known is None or body.begin < known.begin:
                self._body_ending[body.end] = body
        self._body_beginning = {body.begin: body for body in self.bodies}
        self._person_ending = {person.end: person for person in self.persons}
        self._person_beginning = {person.begin: person for person in self.persons}
        self._carried: Mention | None = None
        self._carried_at = -1

    def claims(self) -> list[Claim]:
        """All claims of the sentence, in text order of the persons."""
        found: list[Claim] = []
        titled: dict[int, list[Claim]] = {}
        for person in self.persons:
            own = self._before(person)
            if not own:
                own = self._around(person)
            if not own:
                own = self._shared(person, titled)
            if own:
                titled[person.end] = own
            found += own
            found += self._behind(person)
        found += self._careers(found)
        found += self._appointed()
        found += self._lists()
        return found

    def opens(self, sentences: tuple[Sentence, ...]) -> tuple[Title, Mention] | None:
        """A line that is a title and a colon opens a list of holders; the last heading names the body."""
        title = self.titles[0] if self.titles else None
        if title is None or title.begin != self.sentence.begin or not title.is_post:
            return None
        if _OPENS_LIST.fullmatch(self.text, title.end, self.sentence.end) is None and not (
            self.persons and self.text[title.end : title.end + 1] == "："
        ):
            return None
        for line in reversed([one for one in sentences if one.end <= self.sentence.begin and one.kind == "heading"]):
            bodies = [body for body in _within(self._all_bodies, line) if body.type == "Organization"]
            if bodies and (bodies[0].begin == line.begin or line.begin == 0):
                return title, max(bodies, key=lambda body: body.end - body.begin)
        return None

    def begins_with_person(self) -> bool:
        """Tell whether the line begins with a name."""
        return bool(self.persons) and self.persons[0].begin == self.sentence.begin

    def under(self, title: Title, body: Mention) -> list[Claim]:
        """The holders of a title that a line before opened."""
        found = []
        place = self.sentence.begin
        for person in self.persons:
            if not self._only_list(place, person.begin):
                break
            spans = _ordered(body.span, (title.begin, title.end), person.span)
            found.append(Claim("holdsPost", person, body, spans, "post.list", title.role, role=title.role))
            place = person.end
        return found

    def _before(self, person: Mention) -> list[Claim]:
        """Titles directly before the name, each with the body before it."""
        found: list[Claim] = []
        waiting: list[Title] = []
        place = person.begin
        carried, carried_at = self._carried, self._carried_at
        first = True
        if self.text[place - 1] == " " and place - 1 in self._title_ending:
            place -= 1
        body = self._body_ending.get(place)
        if body is not None and self.text[body.begin - 1 : body.begin] == "、" and body.begin - 1 in self._title_ending:
            place = body.begin - 1  # 专委会主任、清华大学周某教授
        elif self.text[place - 1] == "、" and place - 1 in self._title_ending and person.end in self._title_beginning:
            place -= 1
        while place > self.sentence.begin:
            title = self._title_ending.get(place)
            if title is not None:
                if title.is_post:
                    waiting.append(self._without_organ(title))
                place = waiting[-1].begin if title.is_post else title.begin
                first = False
                continue
            body = self._body_ending.get(place)
            if body is not None and not first:
                if waiting and carried is not None and self._continues(carried_at, body.begin):
                    _belongs(body, carried)
                found += self._claims_of(person, waiting, body)
                self._carried, self._carried_at = body, person.end
                waiting = []
                place = body.begin
                continue
            if self.text[place - 1] in " |" and waiting:
                gap = place - 1
                while gap > self.sentence.begin and self.text[gap - 1] in " |":
                    gap -= 1
                if gap in self._body_ending:
                    place = gap
                    continue
            if self.text[place - 1] in _JOINS + "原" and not first:
                before = place - 1
                if self.text[before] == "原" and self.text[before - 1] in "、，":
                    before -= 1
                title = self._title_ending.get(before)
                if title is not None and (self.text[place - 1] != "，" or not found):
                    place = before
                    continue
            break
        if waiting:
            if carried is not None and self._continues(carried_at, place):
                found += self._claims_of(person, waiting, carried)
                self._carried, self._carried_at = carried, person.end
            else:
                found += self._pointing_back(person, waiting, place)
        return found

    def _without_organ(self, title: Title) -> Title:
        """三星镇党委书记: where 三星镇党委 is a body, the post in it is 书记."""
        for organ in ("党委", "党组", "团委"):
            if title.role.startswith(organ) and title.begin + len(organ) in self._body_ending:
                return Title(title.begin + len(organ), title.end, title.role.removeprefix(organ), True)
        return title

    def _pointing_back(self, person: Mention, titles: list[Title], place: int) -> list[Claim]:
        """协会会长王某, or 会长王某 alone: the body was named before."""
        noun = self._noun_before(place)
        found = []
        for title in reversed(titles):
            if noun:
                body = self._before_it.of_noun(noun, place - len(noun))
            elif place == self.sentence.begin or self.text[place - 1] in _OPENS_TITLE:
                body = self._before_it.of_title(title.role, place)
            else:
                body = None
            if body is not None:
                spans = _ordered(body.span, (place - len(noun), person.end))
                found.append(
                    Claim("holdsPost", person, body, spans, "post.anaphora", title.role, role=title.role)
                )
                self._carried, self._carried_at = body, person.end
        return found

    def _noun_before(self, place: int) -> str:
        for length in (4, 3, 2, 1):
            begin = place - length
            if begin >= self.sentence.begin and nouns().longest(self.text, begin) == length:
                return self.text[begin:place]
        return ""

    def _around(self, person: Mention) -> list[Claim]:
        """市科协王某部长: the body before the name, the title behind it."""
        body = self._body_ending.get(person.begin)
        title = self._title_beginning.get(person.end)
        if body is None or title is None or not title.is_post or title.end in self._person_beginning:
            return []
        self._carried, self._carried_at = body, title.end
        return [
            Claim("holdsPost", person, body, ((body.begin, title.end),), "post.around", title.role, role=title.role)
        ]

    def _continues(self, carried_at: int, place: int) -> bool:
        """Tell whether only commas, names of persons and their titles stand between two members of a list."""
        if carried_at < 0 or place < carried_at:
            return False
        between = self.text[carried_at:place]
        return len(between) <= 2 and all(character in "、，和及以 " for character in between) or (
            len(between) <= 40 and self._only_persons(carried_at, place)
        )

    def _only_persons(self, begin: int, end: int) -> bool:
        while begin < end:
            person = self._person_beginning.get(begin)
            title = self._title_beginning.get(begin)
            if person is not None:
                begin = person.end
            elif title is not None:
                begin = title.end
            elif self.text[begin] in "、，和及；":
                begin += 1
            else:
                return False
        return True

    def _shared(self, person: Mention, titled: dict[int, list[Claim]]) -> list[Claim]:
        """副主席甲、乙: the name before it in the list has titles that several can share."""
        if person.begin - 1 < self.sentence.begin or self.text[person.begin - 1] not in "、和与 ":
            return []
        before = titled.get(person.begin - 1)
        if not before:
            return []
        shared = [claim for claim in before if claim.role is not None and _SHARED.search(claim.role)]
        self._carried_at = person.end if shared else self._carried_at
        return [
            Claim("holdsPost", person, claim.tail, (*claim.spans[:-1], (claim.spans[-1][0], person.end)), "post.shared", claim.trigger, role=claim.role)
            for claim in shared
        ]  # fmt: skip

    def _claims_of(self, person: Mention, titles: list[Title], body: Mention) -> list[Claim]:
        if body.type not in ("Organization", "Facility"):
            return []
        rule = "post.before" if body.end <= person.begin and person.begin - body.begin < 60 else "post.carried"
        return [
            Claim(
                "holdsPost",
                person,
                body,
                _spans(body, title, person),
                rule,
                title.role,
                role=title.role,
            )
            for title in reversed(titles)
        ]

    def _behind(self, person: Mention) -> list[Claim]:
        """王某当选市科协主席; 王某（市科协主席）; 王某，市科协主席."""
        place = person.end
        rule = "post.appointed"
        behind = self._title_beginning.get(place)
        biography = _BIOGRAPHY.match(self.text, place, self.sentence.end)
        if biography is not None:
            place = biography.end() - 1
        if behind is not None and _APPOINTED.match(self.text, behind.end) is not None:
            place = behind.end  # 王某医师任专委会委员
        if self.text[place : place + 1] == "（":
            place += 1
            rule = "post.bracket"
        elif self.text[place : place + 1] in ("，", "、"):
            following = place + 1
            verb = _APPOINTED.match(self.text, following, self.sentence.end)
            if verb is not None and len(verb.group()) >= 2:
                place = verb.end()
            elif following in self._body_beginning and self.text[place] == "，":
                place = following
                rule = "post.apposition"
            else:
                return []
        else:
            verb = _APPOINTED.match(self.text, place, self.sentence.end)
            if verb is None:
                return []
            place = verb.end()
        found: list[Claim] = []
        persons = [person, *self._list_before(person)] if rule == "post.appointed" else [person]
        body: Mention | None = None
        while place < self.sentence.end:
            term = _NEW_TERM.match(self.text, place, self.sentence.end)
            if place in self._body_beginning:
                body = self._longest_body(place)
                place = body.end
            elif place in self._title_beginning:
                title = self._title_beginning[place]
                if title.end in self._person_beginning:
                    if rule == "post.apposition":
                        return []
                    break
                owner = body
                if owner is None and rule == "post.appointed":
                    noun = self._noun_before(place)
                    owner = self._before_it.of_noun(noun, place - len(noun)) if noun else self._elected(title, person)
                if title.is_post and owner is not None and owner.type in ("Organization", "Facility"):
                    for holder in persons:
                        spans = _ordered((holder.begin, holder.end), owner.span, (title.begin, title.end))
                        found.append(
                            Claim("holdsPost", holder, owner, spans, rule, title.role, role=title.role)
                        )
                place = title.end
            elif term is not None and (rule == "post.appointed" or body is not None):
                place = term.end()
            elif rule == "post.appointed" and nouns().longest(self.text, place):
                place += nouns().longest(self.text, place)
            elif self.text[place] in "、兼和，及" and found:
                following = place + 1
                if following in self._title_beginning or (
                    following in self._body_beginning and self.text[place] != "，"
                ):
                    place = following
                else:
                    break
            else:
                break
        if rule == "post.apposition" and self._person_follows(place):
            return []
        return found

    def _person_follows(self, place: int) -> bool:
        """Tell whether the titles are those of another person, who stands behind them in the clause."""
        for person in self.persons:
            if person.begin >= place:
                return not any(mark in self.text[place : person.begin] for mark in "，。；")
        return False

    def _elected(self, title: Title, person: Mention) -> Mention | None:
        """The body whose post it is where only the title stands behind 当选, 任: named before the person."""
        return self._before_it.of_title(title.role, person.begin)

    def _careers(self, known: list[Claim]) -> list[Claim]:
        """Later posts of a career: …，现任某中心主任，2012年起兼任某协会副会长."""
        found: list[Claim] = []
        for verb in _CAREER.finditer(self.text, self.sentence.begin, self.sentence.end):
            before = [person for person in self.persons if person.end <= verb.start()]
            if not before or verb.start() - before[-1].end > 120 or verb.start() == before[-1].end:
                continue
            holder = before[-1]
            for claim in self._titles_from([holder], verb.end(), self.sentence.begin):
                if not any(one.head is holder and one.role == claim.role and one.tail is claim.tail for one in known):
                    claim.rule = "post.career"
                    claim.modality = "planned" if verb.group(1) == "拟任" else "actual"
                    found.append(claim)
        return found

    def _longest_body(self, begin: int) -> Mention:
        return max((body for body in self.bodies if body.begin == begin), key=lambda body: body.end)

    def _list_before(self, person: Mention) -> list[Mention]:
        """The persons of the list that `person` ends: 甲、乙当选副主席."""
        members = []
        place = person.begin
        for member in reversed([one for one in self.persons if one.end <= person.begin]):
            between = self.text[member.end : place]
            if between[:1] not in ("、", "和", "，") or not self._only_list(member.end, place):
                break
            if between[0] == "，" and not self._title_ending.get(member.begin):
                break
            members.append(member)
            place = member.begin
        return members

    def _appointed(self) -> list[Claim]:
        """选举王某为市科协主席; 聘任王某为顾问 (the body stands before or behind the verb)."""
        found: list[Claim] = []
        for verb in _APPOINTING.finditer(self.text, self.sentence.begin, self.sentence.end):
            place = verb.end()
            holders = []
            while place < self.sentence.end:
                title = self._title_beginning.get(place)
                person = self._person_beginning.get(place)
                body = self._body_beginning.get(place)
                if person is not None:
                    holders.append(person)
                    place = person.end
                elif title is not None and not holders:
                    place = title.end
                elif body is not None and not holders:
                    place = self._longest_body(place).end
                elif self.text[place] in "、和" and holders:
                    place += 1
                else:
                    break
            while place < self.sentence.end and self.text[place : place + 1] in "等" :
                place += 1
            if not holders or not self.text.startswith(("为", "担任", "任", "分别担任", "同志为"), place):
                continue
            place += next(len(word) for word in ("同志为", "分别担任", "担任", "为", "任") if self.text.startswith(word, place))
            found += self._titles_from(holders, place, verb.start())
        return found

    def _lists(self) -> list[Claim]:
        """会长：王某；副会长为李某、张某: a title, then names, each perhaps with its own titles before it."""
        found: list[Claim] = []
        for title in self.titles:
            link = _LISTED.match(self.text, title.end, self.sentence.end)
            if not title.is_post or (link is None and not self._opens_list(title)):
                continue
            body = self._body_ending.get(title.begin)
            if body is None:
                noun = self._noun_before(title.begin)
                begin = title.begin - len(noun)
                body = self._before_it.of_noun(noun, begin) if noun else self._before_it.of_title(title.role, begin)
            if body is None:
                continue
            place = link.end() if link is not None else title.end
            for person in self.persons:
                if person.begin < place:
                    continue
                if not self._only_list(place, person.begin):
                    break
                spans = _ordered(body.span, (title.begin, title.end), person.span)
                found.append(Claim("holdsPost", person, body, spans, "post.listed", title.role, role=title.role))
                place = person.end
                if not _SHARED.search(title.role) and self.text[place : place + 1] in "，；。":
                    break
        return found

    def _opens_list(self, title: Title) -> bool:
        """专家组成员甲大学王某教授、乙大学李某教授: a shared title before bodies with names."""
        body = self._body_beginning.get(title.end)
        return (
            body is not None
            and _SHARED.search(title.role) is not None
            and self._longest_body(title.end).end in self._person_beginning
        )

    def _only_list(self, begin: int, end: int) -> bool:
        """Tell whether only bodies, titles, brackets and list marks stand between two names of a list."""
        while begin < end:
            body = self._body_beginning.get(begin)
            title = self._title_beginning.get(begin)
            if body is not None:
                begin = self._longest_body(begin).end
            elif title is not None:
                begin = title.end
            elif self.text[begin] == "（":
                close = self.text.find("）", begin, min(end + 1, begin + 60))
                if close < 0:
                    return False
                begin = close + 1
            elif self.text[begin] in "、，和与及 ":
                begin += 1
            else:
                return False
        return True

    def _titles_from(self, holders: list[Mention], place: int, before: int) -> list[Claim]:
        body: Mention | None = None
        found: list[Claim] = []
        while place < self.sentence.end:
            if place in self._body_beginning:
                body = self._longest_body(place)
                place = body.end
            elif place in self._title_beginning:
                title = self._title_beginning[place]
                owner = body if body is not None else self._subject(before)
                if title.is_post and owner is not None:
                    for holder in holders:
                        found.append(
                            Claim(
                                "holdsPost", holder, owner,
                                _ordered((owner.begin, owner.end), (holder.begin, holder.end), (title.begin, title.end)),
                                "post.appointing", title.role, role=title.role,
                            )
                        )  # fmt: skip
                place = title.end
            else:
                term = _NEW_TERM.match(self.text, place, self.sentence.end)
                if term is not None:
                    place = term.end()
                elif self.text[place] in "、兼和" and found:
                    place += 1
                else:
                    break
        return found

    def _subject(self, before: int) -> Mention | None:
        """The nearest body before the verb of appointment in its sentence."""
        candidates = [body for body in self.bodies if body.end <= before and body.type == "Organization"]
        return candidates[-1] if candidates else None


def _belongs(unit: Mention, before: Mention) -> None:
    """省科协党组书记甲、办公室主任乙: a unit named bare in a list belongs to the body before it."""
    owner = before.parent if before.subtype == "Department" and before.parent is not None else before
    bare = unit.subtype == "Department" or unit.rule == "name.branch"
    if bare and unit.parent is None and unit.place is None and owner is not unit and owner.subtype != "Department":
        unit.parent = owner
        unit.name = owner.name + unit.form
        unit.reason = f"in a list behind {owner.form}"


def _spans(body: Mention, title: Title, person: Mention) -> tuple[tuple[int, int], ...]:
    """One stretch where body, title and name stand together, else the stretches."""
    begin, end = min(body.begin, title.begin), max(title.end, person.end)
    if end - begin <= _LONGEST_GAP + len(body.form):
        return ((begin, end),)
    return _ordered((body.begin, body.end), (title.begin, title.end), (person.begin, person.end))


def _ordered(*spans: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return tuple(merged)


@Language.component(
    "kg_posts",
    requires=["doc._.sentences", "doc._.titles", "doc._.persons", "doc._.names"],
    assigns=["doc._.claims"],
)
def component(doc: Doc) -> Doc:
    """Add the holdsPost claims to `doc._.claims`."""
    doc._.claims = (
        *doc._.claims,
        *match(doc.text, doc._.sentences, doc._.titles, doc._.persons, doc._.names),
    )
    return doc
