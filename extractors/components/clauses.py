"""Encoded sentences: each mention becomes one private character of its class, so that frames are plain patterns.

    近日，甲市科协与乙大学签约       近日，␣与␣签约   (␣: a character of class O)

The class characters are listed in `CLASSES`; `Encoded.mentions` leads back. Also tells the subject of each clause: the
first body, person or place of the clause that no preposition governs, else that of the clause before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.titles import Title
from extractors.mentions import Mention, Sentence

Doc.set_extension("encoded", default=())

CLASSES = {
    "Organization": "\uf001",
    "Person": "\uf002",
    "Place": "\uf003",
    "Initiative": "\uf004",
    "Facility": "\uf005",
    "Event": "\uf006",
    "Industry": "\uf007",
}
TITLE = "\uf008"
_SUBJECTS = "".join(CLASSES[name] for name in ("Organization", "Person", "Place"))
_GOVERNED = re.compile(r"(?:在|对|向|与|和|同|为|从|到|赴|给|于|把|将|被|跟|比|请|让|使|据|以|按|经|联合|会同|前往|来到|走进|位于|帮助|支持|聘请|邀请|通过|依托|来自|并|代表|受)$")
_CLAUSE_END = re.compile(r"[，；：。！？]")
_NOT_SUBJECT_BEHIND = re.compile(r"的|方面|等|境内|、")


@dataclass(slots=True, eq=False)
class Encoded:
    """One sentence as a pattern sees it. `offsets[i]` is the place of character i in the normalised text."""

    sentence: Sentence
    text: str
    offsets: list[int]
    mentions: dict[int, Mention]
    paragraph: int
    before: Encoded | None = field(default=None, repr=False)

    def offset(self, place: int) -> int:
        """The offset in the normalised text of a place in `text` (its length gives the sentence's end)."""
        return self.offsets[place] if place < len(self.offsets) else self.sentence.end

    def clause_begin(self, place: int) -> int:
        """Where the clause of `place` begins in `text`."""
        begin = 0
        for end in _CLAUSE_END.finditer(self.text, 0, place):
            begin = end.end()
        return begin

    def subject(self, place: int) -> Mention | None:
        """The subject of the clause at `place`: its own, else that of the clauses before, within the paragraph."""
        end = place
        while True:
            begin = self.clause_begin(end)
            found = self._own_subject(begin, end)
            if found is not None or begin == 0:
                break
            end = begin - 1
        if found is None and self.before is not None:
            return self.before.subject(len(self.before.text))
        return found

    def _own_subject(self, begin: int, end: int) -> Mention | None:
        for place in range(begin, end):
            if self.text[place] in _SUBJECTS and not _GOVERNED.search(self.text, max(begin, place - 4), place):
                last = place
                while last + 1 < end and self.text[last + 1] in (CLASSES["Person"], TITLE):
                    last += 1
                    if self.text[last] == CLASSES["Person"]:
                        return self.mentions[last]
                if self.text[place] == CLASSES["Place"] and _NOT_SUBJECT_BEHIND.match(self.text, place + 1):
                    continue
                return self.mentions[place]
        return None


def match(
    text: str, sentences: tuple[Sentence, ...], mentions: list[Mention], titles: tuple[Title, ...]
) -> tuple[Encoded, ...]:
    """Return one Encoded for each sentence. Of overlapping mentions the outermost stands for all."""
    ordered = sorted(mentions, key=lambda mention: (mention.begin, -mention.end))
    encoded: list[Encoded] = []
    index = title_index = paragraph = 0
    for sentence in sentences:
        characters: list[str] = []
        offsets: list[int] = []
        inside: dict[int, Mention] = {}
        place = sentence.begin
        while place < sentence.end:
            while index < len(ordered) and ordered[index].begin < place:
                index += 1
            while title_index < len(titles) and titles[title_index].begin < place:
                title_index += 1
            if index < len(ordered) and ordered[index].begin == place and ordered[index].end <= sentence.end:
                mention = ordered[index]
                inside[len(characters)] = mention
                characters.append(CLASSES[mention.type])
                offsets.append(place)
                place = mention.end
            elif (
                title_index < len(titles)
                and titles[title_index].begin == place
                and titles[title_index].end <= sentence.end
            ):
                characters.append(TITLE)
                offsets.append(place)
                place = titles[title_index].end
            else:
                characters.append(text[place])
                offsets.append(place)
                place += 1
        new_paragraph = sentence.begin > 0 and text[sentence.begin - 1] == "\n"
        paragraph += new_paragraph
        one = Encoded(sentence, "".join(characters), offsets, inside, paragraph)
        if encoded and not new_paragraph:
            one.before = encoded[-1]
        encoded.append(one)
    return tuple(encoded)


@Language.component("kg_clauses", requires=["doc._.mentions", "doc._.titles"], assigns=["doc._.encoded"])
def component(doc: Doc) -> Doc:
    """Set `doc._.encoded`."""
    doc._.encoded = match(doc.text, doc._.sentences, doc._.mentions, doc._.titles)
    return doc
