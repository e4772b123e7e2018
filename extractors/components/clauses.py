"""Encoded sentences: each mention becomes one private character of its class; frames are plain patterns.

    近日，甲市科协与乙大学签约       近日，␣与␣签约   (␣: a character of class O)

The class characters are listed in `CLASSES`; `Encoded.mentions` leads back. 该院, 协会, 我县 are encoded as
what they point back to. Also tells the subjects of each clause: the first bodies, persons or places of the
clause that no verb or preposition governs, else those of the clause before, else what the heading of a report
on one body names.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components import named_again, others
from extractors.components.clause_words import CLASSES, TITLE, patterns
from extractors.components.context import set_context
from extractors.components.stretches import stretches, tags
from extractors.components.titles import Title
from extractors.mentions import Mention, Sentence, Word

Doc.set_extension("encoded", default=())

_O, _P, _L, _F = (CLASSES[name] for name in ("Organization", "Person", "Place", "Facility"))
_M = "\uf001-\uf008"
_CLAUSE_ENDS = "，；：。！？,;:—"
_CLAUSE_END = re.compile(f"[{_CLAUSE_ENDS}]")
_NOUN_TAGS = ("n", "m", "q", "r", "PER")
_HAS = ("现有", "共有", "尚有", "方面")
"""Verbs that the tagger takes for nouns, and what is said of one side."""
_WITH = frozenset("与同")
"""What joins a place to the bodies that act with it: 东县与甲大学共建."""
_LEVEL = re.compile("[两三四五六]个?[省市县区州旗镇乡村]")
_ASPECT = "了过"
"""What may stand between a verb and what it governs: 走访了某公司."""
_GOVERNING_TAGS = frozenset({"p", "v", "vn"})
_NOT_GOVERNING = re.compile(r"(?:由|代表|学会|^[这此一二三四五六七八九十]是)$")
_FOR = re.compile(f"{_P}[^，。；{_M}]{{0,4}}代表({_O})")
_LED = re.compile("牵头|发起|主管|批准")
"""Verbs of an agent that does no more: 由甲牵头、面向乙县服务."""
_REPORTS = re.compile(
    f"{_P}[^，。；]{{0,16}}(?:作|做)了?(?:题为[^，。；]{{0,40}}的)?[^，。；]{{0,8}}报告(?=[，。；]|$)"
)
"""Who gives the report of a body's session: what it tells, the body did."""
_AGENT = re.compile(f"(?<![理缘自])由[{_O}{_L}]")
_SPEAKER = re.compile(
    f"[“”\\s]{{0,2}}(?:[{_O}{_L}]{{1,3}}{TITLE}{{0,3}} ?)?({_P})(?:（[^（）]{{0,40}}）)?[：:]"
)
_OF_TITLED = f"[{_O}{_L}{_F}]{{1,4}}[^，。；：、{_M}]{{0,8}}{TITLE}|{TITLE}{{1,2}}{_P}"
_JOINED = re.compile(f"[、和与及同暨兼]|以及|（[^（）]{{0,40}}）|，(?={_OF_TITLED})")
_OFFICE = re.compile(f"[省市县区州]?{CLASSES['Industry']}[^，。；：、{_M}]{{0,8}}{TITLE}")
"""A post in what is named after an industry: 省水果产业发展领导小组组长."""
_REACH = 4
"""Sentences that a subject is carried on."""
_CLAUSES = 12
"""Clauses that a subject is carried on within a sentence."""
_WISH = 4
"""Characters that a verb of wishing may take."""
_LONGEST_CLAUSE = 400
"""Characters of a clause that are looked at."""


@dataclass(slots=True, eq=False)
class Encoded:
    """One sentence as a pattern sees it. `offsets[i]` is the place of character i in the normalised text.

    `tags[i]` is the tag of the word that character i belongs to ("" for a mention), `before` the sentence
    before in the paragraph, `previous` the one before in the report, `topic` the body that the report is
    about, `speaker` whose words the paragraph gives (甲（某协会会长）：…), `report_title` its first headings,
    `charged` the bodies that a plan charges with it (（责任单位：甲、乙）), `parties` those of the first
    signing that the report names.
    """

    sentence: Sentence
    text: str
    offsets: list[int]
    mentions: dict[int, Mention]
    paragraph: int
    tags: list[str] = field(default_factory=list, repr=False)
    before: Encoded | None = field(default=None, repr=False)
    previous: Encoded | None = field(default=None, repr=False)
    topic: Mention | None = field(default=None, repr=False)
    speaker: Mention | None = field(default=None, repr=False)
    report_title: str | None = field(default=None, repr=False)
    charged: tuple[Mention, ...] = field(default=(), repr=False)
    parties: tuple[Mention, ...] = field(default=(), repr=False)

    def offset(self, place: int) -> int:
        """The offset in the normalised text of a place in `text` (its length gives the sentence's end)."""
        return self.offsets[place] if place < len(self.offsets) else self.sentence.end

    def clause_begin(self, place: int) -> int:
        """Where the clause of `place` begins in `text`."""
        begin = place
        while begin > max(0, place - _LONGEST_CLAUSE) and self.text[begin - 1] not in _CLAUSE_ENDS:
            begin -= 1
        return begin

    def subjects(self, place: int) -> tuple[Mention, ...]:
        """The subjects of the clause at `place`: its own, else those of the clauses before in the paragraph.

        Empty where the clause has a subject that is no mention, or none is to be found.
        """
        begin = self.clause_begin(place)
        agent = _AGENT.search(self.text, begin, place)
        if agent is not None and _LED.search(self.text, agent.end(), place):
            agent = None
        found = (
            self._list(agent.end() - 1, place) or None
            if agent is not None
            else self.own_subjects(begin, place)
        )
        if found is None and (others.stand_before(self, begin, place) or others.act(self, begin, place)):
            return ()
        if found is None and self.charged:
            return self.charged
        wishing = patterns().wishing.search(self.text, begin, place + _WISH) is not None
        for _ in range(_CLAUSES):
            if found is not None or begin == 0:
                break
            end = begin - 1
            begin = self.clause_begin(end)
            wish = patterns().wishing.search(self.text, begin, end) if wishing else None
            found = self.own_subjects(begin, end if wish is None else wish.start(), carried=True)
            if found is None and others.act(self, begin, end):
                return ()
        if found is None and self.speaker is not None:
            return (self.speaker,)
        one = self.before
        for _ in range(_REACH):
            if found is not None or one is None:
                break
            found = one.first_subjects()
            if found and self.topic is not None and _REPORTS.search(one.text):
                found = (self.topic,)
            one = one.before
        if found is None and self.topic is not None:
            return (self.topic,)
        return self._pushed(place) if found is None else found

    def _pushed(self, place: int) -> tuple[Mention, ...]:
        """Whom the clauses before move to act, where nobody else does (请甲学会派人，设立…)."""
        begin = self.clause_begin(place)
        for _ in range(_CLAUSES):
            if begin == 0:
                break
            end = begin - 1
            begin = self.clause_begin(end)
            found = self.own_subjects(begin, end)
            if found is not None:
                return found
        return ()

    def places(self, place: int) -> tuple[Mention, ...]:
        """The places that the text at `place` speaks of: the last list before it in the paragraph, else the
        seat of the subject, else that of the topic. No countries, nor what stands in a quotation.
        """
        several = named_again.places(self, self.clause_begin(place), place)
        if several:
            return several
        one: Encoded | None = self
        end = place
        for _ in range(_REACH):
            if one is None:
                break
            found = one.last_places(end)
            if found:
                return found
            one = one.before
            end = len(one.text) if one is not None else 0
        for body in (*self.subjects(place), self.topic):
            if (
                body is not None
                and body.place is not None
                and body.subtype in ("Association", "Society", "Government")
            ):
                return (body.place,)
        return ()

    def last_places(self, end: int) -> tuple[Mention, ...]:
        """The last place before `end` in the sentence, with those that are joined to it."""
        found: list[Mention] = []
        last = end
        for place in range(end - 1, -1, -1):
            if self.text[place] != _L or self.mentions[place].subtype == "Country":
                continue
            if found and not (place + 2 == last and self.text[place + 1] in "、和与及"):
                break
            if self.text[place + 1 : place + 2] == _L:
                continue
            last = place
            found.append(self.mentions[place])
        return tuple(reversed(found))

    def first_subjects(self) -> tuple[Mention, ...] | None:
        """The subjects of the first clause that names any; None where none does."""
        begin = 0
        ends = (hit.start() for hit in _CLAUSE_END.finditer(self.text))
        for end in itertools.islice(itertools.chain(ends, (len(self.text),)), _CLAUSES):
            end = min(end, begin + _LONGEST_CLAUSE)
            found = self.own_subjects(begin, end, carried=True)
            if found:
                return found
            begin = end + 1
        return None

    def own_subjects(self, begin: int, end: int, carried: bool = False) -> tuple[Mention, ...] | None:
        """The subjects that stand in `text[begin:end]`; () where another one acts that is no mention.

        Where they are `carried` on to a later clause, whom they move to act (促成甲与乙签约) is none.
        """
        openers = [
            hit
            for hit in patterns().opener.finditer(self.text, begin, end)
            if hit.lastgroup is not None and not (carried and hit.lastgroup == "pivot")
        ]
        for opener in reversed(openers):
            place = opener.end()
            if place < end and self.text[place] in (_O, _P, _L, TITLE):
                listed = self._list(place, end)
                if listed:
                    return listed
            if patterns().own_people.match(self.text, opener.start(), end):
                continue  # 组织专家…: the body acts by its own people
            pushes = opener.lastgroup in ("pivot", "wish")
            if (
                pushes
                and place < end
                and (self.text[place] == TITLE or self.tags[place].startswith(_NOUN_TAGS))
            ):
                return ()
        named = named_again.subjects(self, begin, end)
        if named is not None:
            return named
        place, listed = self.first_list(begin, end)
        while listed and listed[0].type == "Person" and place == begin and self._goes_on(begin):
            end, begin = begin - 1, self.clause_begin(begin - 1)
            place, before = self.first_list(begin, end)
            if not before or before[0].type != "Person":
                break
            listed = (*before, *listed)
        return listed or None

    def first_list(self, begin: int, end: int) -> tuple[int, tuple[Mention, ...]]:
        """Where the first mention stands that nothing governs, and the list that it begins."""
        for place in range(begin, end):
            if self.text[place] in (_O, _P, _L) and not self._is_governed(begin, place):
                behalf = _FOR.match(self.text, place, end)
                if behalf is not None:
                    return place, (self.mentions[behalf.start(1)],)
                listed = self._list(place, end)
                if listed:
                    return place, listed
        return end, ()

    def _goes_on(self, begin: int) -> bool:
        """Tell whether a list of persons goes on over the comma before `begin`: 会长甲，副会长乙一行."""
        return begin >= 2 and self.text[begin - 1] == "，" and self.text[begin - 2] in (_P, "）")

    def led(self, place: int) -> tuple[Mention, ...]:
        """The members of the list that begins at `place`: 率甲、乙."""
        return self._list(place, len(self.text))

    def _is_governed(self, begin: int, place: int) -> bool:
        if self.text[place] == _P:
            while place > begin and self.text[place - 1] == TITLE:
                place -= 1
        if place > begin and self.text[place - 1] in "“《":
            place -= 1
        if place > begin and self.text[place - 1] == TITLE and self.text[place] == _P:
            while place > begin and (self.text[place - 1] == TITLE or self.tags[place - 1] in ("n", "nz")):
                place -= 1  # 合作社理事长某某说
        while place - 2 >= begin and self.text[place - 1] in "、和与及" and self.text[place - 2] in _ENCODED:
            place -= 2
        if place > begin and self.text[place - 1] == "、" and self.text[place - 2] not in _ENCODED:
            return _LEVEL.match(self.text, place + 1) is None
        before = self.text[max(begin, place - 5) : place]
        if not before or _NOT_GOVERNING.search(before):
            return False
        if self.text[place - 1] in (_O, _P, _L, _F, TITLE):
            return True
        verb_end = place - 1 if self.text[place - 1] in _ASPECT and place - 1 > begin else place
        return self.tags[verb_end - 1] in _GOVERNING_TAGS or patterns().governing.search(before) is not None

    def _list(self, place: int, end: int) -> tuple[Mention, ...]:
        """The heads of the list that begins at `place`: its persons, else its bodies, else its places."""
        persons, bodies, places = [], [], []
        with_bodies = self.text[place] == _L and self.text[place + 1 : place + 2] in _WITH
        while place < end:
            letter = self.text[place]
            joined = _JOINED.match(self.text, place, end)
            if letter == _P:
                persons.append(self.mentions[place])
            elif letter in (_O, _L):
                after = self.text[place + 1] if place + 1 < len(self.text) else "。"
                if after == "的" and not (letter == _O and patterns().members.match(self.text, place + 1)):
                    break
                if letter == _O and after not in (_O, _F):
                    bodies.append(self.mentions[place])
                elif letter == _L and self._acts(place + 1):
                    places.append(self.mentions[place])
            elif joined is not None:
                place = joined.end()
                continue
            elif (office := _OFFICE.match(self.text, place, end)) is not None:
                place = office.end()
                continue
            elif letter not in (TITLE, _F, "等") and not self.tags[place].startswith(
                ("n", "PER", "ORG", "LOC")
            ):
                break
            place += 1
        acting = [*places[:1], *bodies] if with_bodies and bodies else bodies or places
        return tuple(persons or acting)

    def _acts(self, place: int) -> bool:
        """Tell whether a verb, an adverb or the clause's end follows, so that a place before it can act."""
        if self.text.startswith(_HAS, place):
            return True
        level = _LEVEL.match(self.text, place)
        if level is not None:
            place = level.end()
        if place >= len(self.text):
            return False
        if _JOINED.match(self.text, place):
            return True
        return (
            self.tags[place] in ("v", "d", "ad", "vd", "p", "TIME", "t", "w", "c")
            and self.text[place] != "、"
        )


def match(
    text: str,
    sentences: tuple[Sentence, ...],
    mentions: list[Mention],
    titles: tuple[Title, ...],
    words: tuple[Word, ...],
) -> tuple[Encoded, ...]:
    """Return one Encoded for each sentence. Of overlapping mentions the outermost stands for all."""
    parts = stretches(text, mentions, titles, words)
    begins = [begin for begin, _, _ in parts]
    word_tags = tags(len(text), words)
    encoded: list[Encoded] = []
    index = paragraph = 0
    for sentence in sentences:
        characters: list[str] = []
        offsets: list[int] = []
        inside: dict[int, Mention] = {}
        place = sentence.begin
        while place < sentence.end:
            index = bisect_right(begins, place - 1)
            stretch = parts[index] if index < len(parts) else None
            offsets.append(place)
            if stretch is not None and stretch[0] == place and stretch[1] <= sentence.end:
                if stretch[2] is not None:
                    inside[len(characters)] = stretch[2]
                characters.append(CLASSES[stretch[2].type] if stretch[2] is not None else TITLE)
                place = stretch[1]
            else:
                characters.append(text[place] if text[place] not in _ENCODED else "□")
                place += 1
        new_paragraph = sentence.begin > 0 and text[sentence.begin - 1] == "\n"
        paragraph += new_paragraph
        tagged = [
            "" if letter in _ENCODED else word_tags[offset]
            for letter, offset in zip(characters, offsets, strict=True)
        ]
        one = Encoded(sentence, "".join(characters), offsets, inside, paragraph, tagged)
        if encoded:
            one.previous = encoded[-1]
            one.before = None if new_paragraph else encoded[-1]
        speaker = _SPEAKER.match(one.text)
        if speaker is not None:
            one.speaker = inside[speaker.start(1)]
        elif one.before is not None:
            one.speaker = one.before.speaker
        encoded.append(one)
    set_context(text, encoded)
    return tuple(encoded)


_ENCODED = frozenset((*CLASSES.values(), TITLE))


@Language.component("kg_clauses", requires=["doc._.mentions", "doc._.titles"], assigns=["doc._.encoded"])
def component(doc: Doc) -> Doc:
    """Set `doc._.encoded`."""
    doc._.encoded = match(doc._.text, doc._.sentences, doc._.mentions, doc._.titles, doc._.words)
    return doc
