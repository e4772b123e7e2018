"""Initiatives that quotation marks show: policies in 《》, programmes and brands in “”; and public ones.

Words: `data/initiatives.toml`. A quotation can show an event or a facility as well (“科技小院”). What one
quotation of a row is the others are too: “甲课堂”“乙进山乡”为抓手.
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import Any

from extractors.components.names import kinds
from extractors.components.names.grammar import is_generic
from extractors.components.names.sites import is_built
from extractors.data import any_of, by_length, load_toml
from extractors.mentions import Mention

_BOOK = re.compile(r"《([^《》\n]{3,40})》")
_QUOTED = re.compile(r"[“‘]([^“”‘’，。\n]{2,20})[”’]([\u4e00-\u9fff]{0,14})")
_CLAUSE_END = re.compile(r"[，。；：！？\n]")
_LEAD = 14
"""Characters before a quotation in which a word can make it an initiative."""
_BETWEEN = ("", "、", "和", "与", "及", "以及")
"""What stands between the quotations of a row."""
_SENTENCE = 8
"""Characters of a quotation that is what somebody says where it holds 的 or 是."""
_SHORTEST = 3
"""Characters of a quotation that is an initiative by what stands around it."""


def books(text: str) -> list[Mention]:
    """Return the policies that stand in 《》."""
    found = []
    for hit in _BOOK.finditer(text):
        if _policy_end().search(hit[1]):
            mention = Mention(*hit.span(), hit[0], "Initiative", "Policy", "initiative.book", name=hit[1])
            found.append(mention)
    return found


def match(text: str, taken: set[int]) -> list[Mention]:
    """Return what stands in “” or is public; none lies in `taken` offsets."""
    quoted: list[Mention] = []
    titles = {offset for hit in _BOOK.finditer(text) for offset in range(*hit.span())}
    hits = (
        hit
        for hit in _QUOTED.finditer(text)
        if hit.start(1) not in taken or (hit.start(1) not in titles and _is_told(hit[2]))
    )
    for row in _rows(list(hits), text):
        shown = [_quoted(hit, row[-1][2]) for hit in row]
        like = next((one for one in reversed(shown) if one is not None and one.type == "Initiative"), None)
        for hit, mention in zip(row, shown, strict=True):
            if mention is not None:
                quoted.append(mention)
            elif like is not None and not _is_phrase(hit[1], row[-1][2]):
                quoted.append(_mention(hit, 0, "Initiative", like.subtype or "Brand", "initiative.row"))
    covered = {offset for mention in quoted for offset in range(mention.begin, mention.end)}
    listed = [*_listed(text, taken | covered), *_unmarked(text, taken | covered)]
    covered |= {offset for mention in listed for offset in range(mention.begin, mention.end)}
    return quoted + listed + _public(text, taken | titles, covered)


def without_inner(names: list[Mention], marked: list[Mention]) -> list[Mention]:
    """Return `names` without those that are only a part of a marked initiative (“一县一学会”制度)."""
    reach: dict[int, int] = {}
    for one in marked:
        if one.rule == "initiative.quoted":
            reach.update(dict.fromkeys(range(one.begin, one.end), one.end))
    return [name for name in names if name.end > reach.get(name.begin, name.begin)]


def _is_told(behind: str) -> bool:
    """Tell whether the word behind a quotation says that it is an initiative, whatever stands in it."""
    subtype, head = _kind(behind)
    return subtype is not None and len(head) > 1 and head != "项目"


def _rows(hits: list[re.Match[str]], text: str) -> list[list[re.Match[str]]]:
    """The quotations in rows of those that stand side by side."""
    rows: list[list[re.Match[str]]] = []
    for hit in hits:
        last = rows[-1][-1] if rows else None
        if last is not None and text[last.end(1) + 1 : hit.start()] in _BETWEEN:
            rows[-1].append(hit)
        else:
            rows.append([hit])
    return rows


@functools.cache
def _words() -> dict[str, Any]:
    lists = (
        "policy_ends", "event_ends", "event_heads", "before", "behind", "honours", "behind_people", "idioms",
        "phrases", "listing", "planned_ends", "unmarked", "unmarked_ends", "phrase_ends", "said",
    )  # fmt: skip
    tables = ("kinds", "inner", "public", "aliases")
    return load_toml("initiatives.toml", {**dict.fromkeys(lists, list), **dict.fromkeys(tables, dict)})


@functools.cache
def _policy_end() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(_words()["policy_ends"]) + r")(?:（[^（）]{2,20}）)?$")


def _quoted(hit: re.Match[str], behind_row: str) -> Mention | None:
    """What the quotation names: an event, a facility, else an initiative, else nothing.

    `behind_row` is what stands behind the last quotation of its row.
    """
    inner, behind = hit.groups()
    words = _words()
    if len(inner) >= 5 and inner.endswith(tuple(words["event_ends"])):
        if _CLAUSE_END.split(_before(hit))[-1].endswith(tuple(words["planned_ends"])):
            return _mention(hit, 0, "Initiative", "Programme", "initiative.quoted")
        head = next((head for head in words["event_heads"] if behind.startswith(head)), "")
        return _mention(hit, len(head), "Event", "Activity", "event.quoted")
    facility = _facility(inner)
    if facility is not None and (
        not inner.endswith(("系统", "平台"))
        or is_built(hit.string, hit.start(1))  # else a work that is shown
    ):
        return _mention(hit, 0, "Facility", facility, "facility.quoted")
    subtype, head = _kind(behind)
    if subtype is None and not _is_phrase(inner, ""):
        subtype = _inner(inner)
    if subtype is None and not _is_phrase(inner, behind or behind_row):
        subtype = "Brand" if _behind().match(behind) or _is_led_to(_before(hit)) else None
    if subtype is None:
        return None
    mention = _mention(hit, len(head), "Initiative", subtype, "initiative.quoted")
    mention.name = words["aliases"].get(inner + head, inner + head)
    if head:
        mention.aliases.append((hit.string[hit.start() : hit.end(1) + 1], "the quotation in its name"))
    return mention


def _mention(hit: re.Match[str], more: int, kind: str, subtype: str, rule: str) -> Mention:
    """The quotation with its marks and `more` characters behind it."""
    begin, end = hit.start(), hit.end(1) + 1 + more
    return Mention(begin, end, hit.string[begin:end], kind, subtype, rule)


def _public(text: str, taken: set[int], covered: set[int]) -> list[Mention]:
    """The programmes, policies and brands of the whole country, outside of `taken` and `covered` offsets.

    A brand in marks is one inside the name of an event as well: “科创中国”花生产业对接会.
    """
    found = []
    covered = set(covered)
    for name in by_length(_words()["public"]):
        subtype = _words()["public"][name]
        for hit in re.finditer(re.escape(name), text):
            quoted = text[hit.start() - 1 : hit.start()] == "“" and text[hit.end() : hit.end() + 1] in "”·•"
            if hit.start() in covered or (hit.start() in taken and not (quoted and subtype == "Brand")):
                continue
            mention = Mention(*hit.span(), name, "Initiative", subtype, "initiative.public")
            if name in _words()["aliases"]:
                mention.name = _words()["aliases"][name]
                mention.reason = "the programme's known other name"
            found.append(mention)
            covered.update(range(*hit.span()))
    return found


def _listed(text: str, taken: set[int]) -> list[Mention]:
    """The members of 实施甲提升、乙助力和丙托举等三大工程, each named with the noun that counts them."""
    found = []
    for hit in _list_pattern().finditer(text):
        subtype, _ = _kind(hit["head"])
        begin = hit.start("list")
        for part in re.split("(、|和|以及|及|与)", hit["list"]):
            end = begin + len(part)
            if len(part) > 2 and begin not in taken:
                name = part if part.endswith(hit["head"]) else part + hit["head"]
                mention = Mention(begin, end, part, "Initiative", subtype, "initiative.listed", name=name)
                mention.reason = "with the noun that counts the list"
                found.append(mention)
            begin = end
    return found


@functools.cache
def _list_pattern() -> re.Pattern[str]:
    member = "[\u4e00-\u9fff]{4,12}?"
    verb = any_of(_words()["listing"])
    heads = "专项行动|工程|行动|计划|专项"
    return re.compile(
        f"(?:{verb})了?(?P<list>{member}(?:、{member}){{1,6}}(?:(?:和|以及|及|与){member})?)"
        f"等?[一二两三四五六七八九十0-9]{{1,2}}[大项个](?:重点|专项)?(?P<head>{heads})"
    )


def _unmarked(text: str, taken: set[int]) -> list[Mention]:
    """Programmes without marks behind a verb that programmes follow: 实施东县花生产业提升工程."""
    found = []
    for hit in _unmarked_pattern().finditer(text):
        begin, end = hit.span("name")
        own = hit["name"].removesuffix(hit["head"])
        if begin in taken or end - 1 in taken or is_generic(own) or _kind(hit["head"])[0] is None:
            continue
        found.append(
            Mention(begin, end, hit["name"], "Initiative", _kind(hit["head"])[0], "initiative.unmarked")
        )
    return found


@functools.cache
def _unmarked_pattern() -> re.Pattern[str]:
    verb, head = any_of(_words()["unmarked"]), any_of(_words()["unmarked_ends"])
    own = "[^，。；：、！？“”‘’《》的了在和与及是为等把将被\\n（）\\s]{3,16}?"
    return re.compile(f"(?:{verb})(?:了|国家|全省|全市|全县)?(?P<name>{own}(?P<head>{head}))")


def _facility(quoted: str) -> str | None:
    """The subtype of a facility that the quotation names (“科技小院”), or None."""
    for length in range(len(quoted), 1, -1):
        for kind in kinds().get(quoted[-length:], ()):
            if kind.type == "Facility":
                return None if quoted.endswith(("示范区", "试验区")) else kind.subtype
    return None


@functools.cache
def _kind_pattern() -> re.Pattern[str]:
    """A word that says what a quotation is, with what may stand before it: 结对制度, 省级重点研发专项."""
    heads = any_of(head for heads in _words()["kinds"].values() for head in heads)
    far = any_of(head for heads in _words()["kinds"].values() for head in heads if len(head) > 1)
    modifier = "(?![的了和与及是为等把被让由在对])[\u4e00-\u9fff]"
    count = "(?:[一二两三四五六七八九十]大)?"
    return re.compile(
        f"{count}(?P<near>{heads})(?!书|[大竞比]?赛)|(?:{modifier}){{1,8}}?(?P<far>{far})(?![人员书]|[大竞比]?赛)"
    )


def _kind(behind: str) -> tuple[str | None, str]:
    """The subtype that a word behind the quotation says (“…”计划), and what of `behind` is of the name."""
    hit = _kind_pattern().match(behind)
    if hit is None or hit.group() in _words()["honours"]:
        return None, ""
    head = hit["near"] or hit["far"]
    subtype = next(subtype for subtype, heads in _words()["kinds"].items() if head in heads)
    if hit["far"] is not None and any(word in hit.group() for word in _words()["behind_people"]):
        return None, ""
    return subtype, hit.group() if hit["far"] is not None or hit.group() == head else ""


@functools.cache
def _behind() -> re.Pattern[str]:
    return re.compile(any_of(_words()["behind"]))


def _inner(quoted: str) -> str | None:
    """The subtype that the end of the quotation itself says (“紫色课堂”), or None."""
    for subtype, ends in _words()["inner"].items():
        for end in ends:
            if quoted.endswith(end) and len(quoted) >= len(end) + 2:
                return str(subtype)
    return None


def _before(hit: re.Match[str]) -> str:
    return hit.string[max(0, hit.start() - _LEAD) : hit.start()]


def _is_led_to(before: str) -> bool:
    lead = _CLAUSE_END.split(before)[-1]
    return lead.endswith(("把", "将")) or any(word in lead for word in _words()["before"])


def _is_phrase(quoted: str, behind: str) -> bool:
    """Tell whether the quotation is a slogan, a figure of speech, an honour, or describes people."""
    words = _words()
    parts = list(itertools.chain.from_iterable(part.split("+") for part in quoted.split("、")))
    return (
        len(quoted) < _SHORTEST
        or len(parts) > 2
        or (len(parts) == 2 and "、" in quoted)
        or quoted in words["idioms"]
        or quoted.endswith(tuple(words["phrase_ends"]))
        or " " in quoted
        or (len(quoted) >= _SENTENCE and ("的" in quoted or "是" in quoted))
        or any(word in quoted for word in words["said"])
        or quoted.startswith(tuple(words["phrases"]))
        or quoted.startswith(tuple(words["honours"]))
        or behind.startswith(tuple(words["behind_people"]))
    )
