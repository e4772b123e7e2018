"""Sentences and clauses of the normalised text: `doc._.sentences`.

A closing quotation mark after a full stop belongs to the sentence before it, a dateline (本报讯) to none. A
line without a full stop is a heading, or a caption or byline where it says so (`data/sentences.toml`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extractors.data import any_of, load_toml
from extractors.mentions import Clause, Sentence

Doc.set_extension("sentences", default=())

_SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；][”’）》」]*|\n|$)")
_CLAUSE = re.compile(r"[^，：,]*(?:[，：,]|$)")
_DATELINE = re.compile(
    r"[【（(]?(?:(?:本报|本刊|本网|本站|新华社|中新社)[^，。：；（）()\n]{0,14}?(?:讯|电|消息)】?"
    r"(?:[（(][^（）()\n]{0,40}[)）])?"
    r"|[^，。：；（）()\n]{2,16}?(?:讯|电|消息)】?[（(](?:特约|全媒体|见习|本报|实习)?(?:记者|通讯员)[^（）()\n]{0,40}[)）]"
    r"|[^，。：；（）()\n]{2,12}?(?:讯|消息)】?(?:：|(?=\d{1,2}月)))[ 　]*"
)
"""How a line of a newspaper begins, before the report itself: 本报东县3月8日电（记者王立）."""
_MAX_HEADING = 60
_MAX_SENTENCE = 1000
"""Longer ones are tables or noise; they are cut, so that what looks at pairs within a sentence stays fast."""


def match(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of `text` in order, none of them blank."""
    found = []
    for begin, end in _stretches(text):
        if text[begin:end].strip("\n 。！？；”"):
            clauses = tuple(
                Clause(*part.span())
                for part in _CLAUSE.finditer(text, begin, end)
                if part.end() > part.start()
            )
            found.append(Sentence(begin, end, _kind(text, begin, end), clauses))
    return tuple(found)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between full stops and line ends, the line ends left out."""
    for piece in _SENTENCE.finditer(text):
        begin, end = piece.span()
        while end - begin > _MAX_SENTENCE:
            comma = text.rfind("，", begin, begin + _MAX_SENTENCE)
            cut = comma + 1 if comma >= 0 else begin + _MAX_SENTENCE
            yield begin, cut
            begin = cut
        if text.endswith("\n", begin, end):
            end -= 1
        dateline = _DATELINE.match(text, begin, end) if begin == 0 or text[begin - 1] == "\n" else None
        if dateline is not None and dateline.end() < end:
            yield begin, dateline.end()
            begin = dateline.end()
        yield begin, end


@functools.cache
def _openings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_toml("sentences.toml", {"bylines": list, "captions": list})
    return re.compile(f"[（(]?(?:{any_of(words['bylines'])})"), re.compile(any_of(words["captions"]))


def _kind(text: str, begin: int, end: int) -> str:
    byline, caption = _openings()
    starts_line = begin == 0 or text[begin - 1] == "\n"
    dateline = _DATELINE.match(text, begin) if starts_line else None
    if starts_line and (byline.match(text, begin, end) or (dateline is not None and dateline.end() == end)):
        return "byline"
    if starts_line and caption.match(text, begin, end) and end - begin <= _MAX_HEADING:
        return "caption"
    ends_line = end == len(text) or text[end] == "\n"
    if starts_line and ends_line and text[end - 1] not in "。！？；：" and end - begin <= _MAX_HEADING:
        return "heading"
    return "text"


@Language.component("kg_sentences", assigns=["doc._.sentences"])
def component(doc: Doc) -> Doc:
    """Set `doc._.sentences`."""
    doc._.sentences = match(doc._.text)
    return doc
