"""Industries, technologies and products by grammar: a noun phrase, or a list of them, in a telling context.

    合作社急需花生烘干设备      急需 tells that 花生烘干设备 is one
    花生、南瓜子等特色产业      等特色产业 tells it of both

A phrase is made of nouns and of verbs that name a process. The contexts, and what is known of ends of
phrases, stand in `data/industries.toml`; a weak context (`known`) asks for a phrase that ends like a product
or a process.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.components import industry_slots
from extractors.components.industry_words import (
    Phrase,
    industry_words,
    is_generic,
    is_known,
    longest_first,
    processes,
    products,
    stops,
)
from extractors.data import by_length
from extractors.errors import DataFileError
from extractors.mentions import Mention, Word

_NOUNS = frozenset({"n", "nz", "nw", "vn", "an", "s"})
_MODIFIERS = frozenset({"a", "ad", "vd"})
_ADVERBS = frozenset("超高低快早轻精微")
_NAMES = frozenset({"LOC", "ORG", "PER"})
_JOIN = re.compile("、|以及|[和与及]")
_ATTRIBUTES = frozenset("无抗耐防免")
_INNER_VERBS = frozenset("养防去保抗促催制控锁脱育种采治改充化吸")
_FULL = tuple("省市县区州旗盟镇乡村国")
"""Endings of a place that is written out; a shorter one belongs to the name of a product (新晃黄牛)."""
_GROWING = frozenset({"County", "City", "Town", "Village"})
_ODD_END = re.compile("(?<=..)(?:年|年种植|年产|总|留存|现有|累计|综合|全)$")
"""What is left of a count or a chain: 黄精年种植面积, 黄精全产业链, 黄精综合产值."""
_LEVEL = re.compile("^(?:国家级?|[省市县区镇乡]级?)")
_CONTEXT = 16
"""Characters before and behind a phrase that a context may read."""
_LONGEST = 16
_COURSE = re.compile(
    "([^“”0-9年届期场次省市县区州和与及暨]{2,14}?)(?:技术|工艺|技能)?(?:培训班|研修班|培训会|观摩会|现场会)$"
)
_KEYS = {"id", "before", "behind", "known", "owner", "examples"}


@dataclass(frozen=True, slots=True)
class Context:
    """One way in which the text around a phrase tells that it names an industry.

    `owner` asks for a place right before it (甲县花生), or for a place or body and 的 (甲学会的花生采收机).
    """

    id: str
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    known: bool
    owner: bool


@functools.cache
def contexts() -> tuple[Context, ...]:
    """Return the contexts in the order of the file. Raises DataFileError for one with an unknown key."""
    found = []
    for row in industry_words()["context"]:
        if not row.keys() <= _KEYS:
            raise DataFileError(f"extractors/data/industries.toml: unknown key in context {row.get('id')!r}")
        before, behind = row.get("before"), row.get("behind")
        found.append(
            Context(
                row["id"],
                re.compile(f"(?:{before.removesuffix('$')})“?$") if before else None,
                re.compile(f"”?(?:{behind})") if behind else None,
                row.get("known", False),
                row.get("owner", False),
            )
        )
    return tuple(found)


def match(text: str, words: tuple[Word, ...], named: list[Mention], places: list[Mention]) -> list[Mention]:
    """Return the mentions of industries that do not lie in the mentions of `named`."""
    taken = {offset for mention in (*named, *places) for offset in range(mention.begin, mention.end)}
    taken |= {offset for hit in re.finditer("《[^《》\n]{0,80}》", text) for offset in range(*hit.span())}
    places_end = {place.end for place in places}
    owners_end = places_end | {mention.end for mention in named if mention.type == "Organization"}
    lists = [group for phrases in _phrases(words, taken) for group in _lists(text, phrases)]
    homes = _homes(places)
    for group in lists:
        for phrase in group:
            phrase.lead = phrase.lead or _lead(phrase.text, homes)
    found: dict[int, Mention] = {}
    for group in lists:
        context = _context(text, group, places_end, owners_end)
        rule = context.id if context is not None else _of_list(group)
        if rule is not None:
            for phrase in group:
                _add(text, phrase, rule, found)
    covered = {at: one.begin for one in found.values() for at in range(one.begin, one.end)}
    for rule, phrase in industry_slots.phrases(text, words, taken, places):
        _put_over(text, phrase, rule, found, covered)
    places_from = {place.begin: place.end for place in places}
    for mention in named:
        _of_name(text, mention, places_from, found, homes)
    _again(lists, text, found)
    for one in found.values():
        length = _lead(one.form, homes)
        if length and one.rule not in ("industry.name", "industry.site", "industry.course"):
            one.place = homes[one.form[:length]]
    shorts = {place.end: place for place in places if not place.form.endswith(_FULL)}
    for one in found.values():
        before = shorts.get(one.begin)
        if before is not None:
            one.aliases.append((before.form + one.form, "with the place before it"))
    named_places = {place.form for place in places}
    return [found[begin] for begin in sorted(found) if found[begin].name not in named_places]


def _of_list(group: list[Phrase]) -> str | None:
    """The rule by which a list names industries anywhere: two products, or more, half of them products."""
    known = sum(map(_is_product, group))
    telling = known == len(group) if len(group) < 3 else 2 * known >= len(group)
    return "industry.list" if len(group) > 1 and telling else None


def _is_product(phrase: Phrase) -> bool:
    return any(phrase.text[-length:] in products() for length in range(2, len(phrase.text) + 1))


def _homes(places: list[Mention]) -> dict[str, Mention]:
    """The places of the report by what their products are called after: 霍山 of 霍山县."""
    homes: dict[str, Mention] = {}
    for place in places:
        if len(place.name) >= 3 and place.name.endswith(_FULL) and place.subtype in _GROWING:
            homes.setdefault(place.name[:2] if "族" in place.name else place.name[:-1], place)
    return homes


def _lead(phrase: str, homes: dict[str, Mention]) -> int:
    """The length of the name of a place that a product's name begins with (霍山石斛)."""
    for length in (2, 3):
        rest = phrase[length:]
        if phrase[:length] not in homes or phrase[:length] in products():
            continue
        if len(rest) >= 2 and is_known(rest) and not is_generic(rest):
            return length
    return 0


def _of_name(
    text: str,
    named: Mention,
    places_from: dict[int, int],
    found: dict[int, Mention],
    homes: dict[str, Mention],
) -> None:
    """Add the industry that the name of a body or facility holds (东县花生产业协会).

    `places_from` gives for the begin of each place its end.
    """
    if named.type == "Event":
        _of_course(text, named, places_from, found)
    if named.type not in ("Organization", "Facility") or named.parent is not None:
        return
    begin = named.begin
    while begin in places_from and places_from[begin] < named.end:
        begin = places_from[begin]
    for kind, heads in _name_heads().items():
        for head in heads:
            if not text.endswith(head, begin, named.end):
                continue
            field = _LEVEL.sub("", text[begin : named.end - len(head)].strip("“”"))
            field = field[_lead(field, homes) :]
            if 2 <= len(field) <= 8 and "“" not in field:
                if (kind == "field" or is_known(field)) and _is_told(text, field, named):
                    start = text.index(field, begin)
                    rule = "industry.site" if kind == "site" else "industry.name"
                    _add(text, Phrase(start, start + len(field), field), rule, found)
                return


@functools.cache
def _name_heads() -> dict[str, tuple[str, ...]]:
    """Return by kind the words that names of bodies in an industry end with, the longest first."""
    return {kind: by_length(heads) for kind, heads in industry_words()["name_heads"].items()}


def _of_course(text: str, named: Mention, places_from: dict[int, int], found: dict[int, Mention]) -> None:
    """Add what a course teaches (花生栽培技术培训班)."""
    hit = _COURSE.search(named.form)
    if hit is None:
        return
    start = max(
        [
            named.begin + hit.start(1),
            *(end for begin, end in places_from.items() if named.begin <= begin < named.begin + hit.end(1)),
        ]
    )
    field = text[start : named.begin + hit.end(1)]
    if text[named.begin : named.end] == named.form and 3 <= len(field) <= 12 and is_known(field):
        _add(text, Phrase(start, start + len(field), field), "industry.course", found)


def _is_told(text: str, field: str, named: Mention) -> bool:
    """Tell whether the report names the field elsewhere too; that of a site need not be told again."""
    if named.type == "Facility":
        return True
    tail = named.form[named.form.index(field) :]
    begin = text.find(field)
    while begin >= 0 and text.startswith(tail, begin):
        begin = text.find(field, begin + len(field))
    return begin >= 0


def _phrases(words: tuple[Word, ...], taken: set[int]) -> list[list[Phrase]]:
    """Return the phrases, in runs that no sentence mark parts."""
    runs: list[list[Phrase]] = [[]]
    index = 0
    while index < len(words):
        word = words[index]
        if word.text in "。！？；|" or (index and words[index - 1].end != word.begin):
            runs.append([])
        end = index
        while end < len(words) and _joins(words, index, end, taken):
            end += 1
        while end > index and (words[end - 1].tag in _MODIFIERS or words[end - 1].text in _ADVERBS):
            end -= 1
        if end > index:
            lead = len(word.text) if word.tag in _NAMES and end > index + 1 else 0
            phrase = _ODD_END.sub("", "".join(word.text for word in words[index:end]))
            runs[-1].append(Phrase(word.begin, word.begin + len(phrase), phrase, lead))
        index = max(end, index + 1)
    return runs


def _joins(words: tuple[Word, ...], begin: int, index: int, taken: set[int]) -> bool:
    """Tell whether the word at `index` goes on the phrase that begins at `begin`."""
    word = words[index]
    if word.begin in taken or word.end - 1 in taken:
        return False
    inside = index > begin
    named = words[begin].tag in _NAMES and len(words[begin].text) > 2
    if inside and (named or words[index - 1].end != word.begin):
        return False
    following = words[index + 1] if index + 1 < len(words) else None
    if following is not None and (following.begin != word.end or following.begin in taken):
        following = None
    process = word.text in processes()
    goes_on = following is not None and (
        (following.tag in _NOUNS and following.text not in stops()) or following.text in processes()
    )
    if len(word.text) >= 2 and word.text in products():
        return True
    if following is not None and word.text + following.text in products():
        return True
    if inside and word.text in _INNER_VERBS and word.tag == "v":
        return goes_on
    if word.text in _ATTRIBUTES and word.tag == "v":
        return goes_on  # 无核黄皮, 抗病品种
    if word.text in stops() and not process:
        return False
    if word.tag in _NOUNS:
        return True
    if word.tag in _MODIFIERS or word.text in _ADVERBS:
        if following is not None and inside and following.text in _INNER_VERBS:
            return True
        return goes_on or (following is not None and following.tag in _MODIFIERS)
    if word.tag == "v":
        if process:
            return inside or (goes_on and index > 0 and words[index - 1].text == "、")
        return inside and len(word.text) >= 2 and (_ends_well(following) or _is_process(following))
    if word.tag in _NAMES:
        return len(word.text) >= 2 and not inside and word.text[-1] not in "省市县区州旗镇乡村"
    return word.tag == "TIME" and word.text in ("冬早", "早期", "现代") and goes_on


def _is_process(word: Word | None) -> bool:
    return word is not None and word.text in processes()


def _ends_well(following: Word | None) -> bool:
    """Tell whether a verb that is no known process may end a phrase before this word."""
    return following is not None and following.text in (
        "、",
        "和",
        "与",
        "及",
        "等",
        *industry_words()["carriers"],
    )


def _lists(text: str, phrases: list[Phrase]) -> list[list[Phrase]]:
    """Group phrases that conjunctions join."""
    groups: list[list[Phrase]] = []
    for phrase in phrases:
        if groups and _JOIN.fullmatch(re.sub("[“”]", "", text[groups[-1][-1].end : phrase.begin])):
            groups[-1].append(phrase)
        else:
            groups.append([phrase])
    return groups


def _context(text: str, group: list[Phrase], places_end: set[int], owners_end: set[int]) -> Context | None:
    begin, end = group[0].begin, group[-1].end
    before = text[max(0, begin - _CONTEXT) : begin]
    behind = text[end : end + _CONTEXT]
    known = any(is_known(phrase.text) for phrase in group)
    owned = begin in places_end or (before.endswith("的") and begin - 1 in owners_end)
    for context in contexts():
        if context.known and not known:
            continue
        if context.owner and not owned:
            continue
        if context.before is not None and not context.before.search(before):
            continue
        if context.behind is not None and not context.behind.match(behind):
            continue
        return context
    return None


def _add(text: str, phrase: Phrase, rule: str, found: dict[int, Mention]) -> None:
    core = phrase.text
    if len(core) == 1 and core in products() and text.startswith("产业", phrase.end):
        core += "产业"  # 茶产业, 竹产业
        phrase = Phrase(phrase.begin, phrase.end + 2, core)
    if (
        not 2 + phrase.lead <= len(core) <= _LONGEST
        or is_generic(core[phrase.lead :])
        or phrase.begin in found
        or (core[0] == "国" and text[phrase.begin - 1 : phrase.begin] == "我")
    ):
        return
    end = phrase.end
    for carrier in longest_first("carriers"):
        if text.startswith(carrier, end):
            end += len(carrier)
            break
    mention = Mention(phrase.begin, end, text[phrase.begin : end], "Industry", None, rule)
    mention.name = core
    if mention.form != core:
        mention.aliases.append((core, "without the noun that carries it"))
    if phrase.lead:
        mention.aliases.append((core[phrase.lead :], "without the name before it"))
        mention.name = core[phrase.lead :]
    elif rule in ("industry.name", "industry.site"):
        ends = [end for end in longest_first("product_ends") if core[2:].endswith(end) and len(end) >= 2]
        mention.aliases.extend((end, "without what stands before it in the name") for end in ends[:1])
    for loose in longest_first("loose_ends"):
        if core.endswith(loose) and len(core) - len(loose) >= 2 and not is_generic(core.removesuffix(loose)):
            mention.aliases.append((core.removesuffix(loose), f"without {loose}"))
            break
    for loose in longest_first("loose_begins"):
        if core.startswith(loose) and len(core) - len(loose) >= 2:
            mention.aliases.append((core.removeprefix(loose), f"without {loose}"))
            break
    found[phrase.begin] = mention


def _put_over(
    text: str, phrase: Phrase, rule: str, found: dict[int, Mention], covered: dict[int, int]
) -> None:
    """Add the phrase in place of the shorter ones that it covers; not where it meets a longer one.

    `covered` gives for each offset in a mention of `found` where that mention begins.
    """
    begins = {covered[offset] for offset in range(phrase.begin, phrase.end) if offset in covered}
    met = [found[begin] for begin in begins]
    if any(one.begin < phrase.begin or phrase.end < one.end or one.name == phrase.text for one in met):
        return
    for one in met:
        del found[one.begin]
    _add(text, phrase, rule, found)
    if phrase.begin in found:
        covered.update(dict.fromkeys(range(phrase.begin, found[phrase.begin].end), phrase.begin))
    else:
        found.update((one.begin, one) for one in met)


def _again(lists: list[list[Phrase]], text: str, found: dict[int, Mention]) -> None:
    """Take phrases that name an industry found elsewhere in the report, and public words."""
    known = {mention.name for mention in found.values()}
    public = frozenset(industry_words()["public"])
    for group in lists:
        for phrase in group:
            if phrase.text in known or phrase.text in public:
                _add(text, phrase, "industry.again" if phrase.text in known else "industry.public", found)
