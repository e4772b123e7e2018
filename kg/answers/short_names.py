"""Short names and full ones: 东源科协 and 东源县科学技术协会; and how Chinese is spelt in Latin letters.

full_names("东源科协")     # 东源县科学技术协会, 东源县科协, 东源科学技术协会, ...
spellings("东源县", "d")   # dongyuanxian, dyx, dongyuan, dy
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache

from extractors.data import data_file
from ontologies.places import by_name, places

_PLACE_ENDS = ("省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "村")
_PLACE_LENGTHS = (2, 3)
"""Characters of a place's name without its end, where the table of places does not know it."""

_LONGEST_SHORT_PLACE = 4
_ENDINGS = (("所", "研究所"), ("政府", "人民政府"))
"""What a name may end with for a longer end."""

_PLACE_SIZES = range(2, 6)
_SHORTEST = 4
"""As many characters of a name at least are left without its place or its end: 科协 is no name."""

_ENDS = re.compile("(?:股份|集团)?(?:有限)?(?:责任)?公司$|(?:工程|行动|活动)$")


def full_names(name: str) -> list[str]:
    """Return the fuller names that a name may be short for, the likeliest first, it itself left out.

    The place in front may lack its end (东源: 东源县) or be missing (省: 云南省), a word may be abbreviated
    (科协: 科学技术协会; 果树所: 果树研究所; 县政府: 县人民政府).
    """
    placed = [*_with_place_named(name), name]
    forms = [*map(_written_out, placed), *placed]
    for end, full in _ENDINGS:
        forms += [f"{form.removesuffix(end)}{full}" for form in forms if _ends(form, end, full)]
    return [form for form in dict.fromkeys(forms) if form != name]


def _ends(name: str, end: str, full: str) -> bool:
    return name.endswith(end) and not name.endswith(full)


def short_names(name: str) -> list[str]:
    """Return the name, and what is left of it with words cut, and without ends.

    These are the end of the place in front, the place itself where what is left has some length, and what
    says of a body, a programme or an event only what it is: 广东郁源食品有限公司, 郁源食品.
    """
    forms = [name, *(name.replace(full, short) for short, full in _abbreviated() if full in name)]
    for form in list(forms):
        for length in _PLACE_LENGTHS:
            if form[length : length + 1] in _PLACE_ENDS:
                forms.append(form[:length] + form[length + 1 :])
    for form in list(forms):
        rests = [form[size:] for size in _PLACE_SIZES if by_name(form[:size])]
        rests += [_ENDS.sub("", rest) for rest in (form, *rests)]
        forms += [rest for rest in rests if len(rest) >= _SHORTEST]
    return list(dict.fromkeys(forms))


def spellings(name: str, initial: str) -> list[str]:
    """Return the name and its short names in pinyin without tones, each in full and as its initials.

    None are given of a name whose pinyin does not begin with `initial`: most names need no closer look.
    """
    from pypinyin import lazy_pinyin  # only names in Latin letters need it

    if initial not in _initials(name[:1]):
        return []
    found = []
    for form in short_names(name):
        syllables = [syllable.casefold() for syllable in lazy_pinyin(form)]
        found += ["".join(syllables), "".join(syllable[:1] for syllable in syllables)]
    return list(dict.fromkeys(found))


@cache
def _initials(character: str) -> frozenset[str]:
    """Return the first letters of all readings of a character (重: c, z)."""
    from pypinyin import Style, pinyin

    return frozenset(
        reading[:1].casefold()
        for readings in pinyin(character, style=Style.NORMAL, heteronym=True)
        for reading in readings
    )


def _with_place_named(name: str) -> Iterator[str]:
    for length in range(min(len(name), _LONGEST_SHORT_PLACE), _PLACE_LENGTHS[0] - 1, -1):
        beginning, rest = name[:length], name[length:]
        if rest[:1] in _PLACE_ENDS:
            continue
        yield from (place.name + rest for place in by_name(beginning) if place.name != beginning)
    if name[:1] == "省":
        yield from (place.name + name[1:] for place in places() if place.level == "province")
    if len(name) in _PLACE_LENGTHS:
        yield from (name + end for end in _PLACE_ENDS)


def _written_out(name: str) -> str:
    for short, full in _abbreviated():
        if short in name and full not in name:
            name = name.replace(short, full)
    return name


@cache
def _abbreviated() -> tuple[tuple[str, str], ...]:
    """Return abbreviated words with the full ones, the longest first."""
    data = tomllib.loads(data_file("full_names.toml").read_text(encoding="utf-8"))
    return tuple(sorted(data["abbreviated"].items(), key=lambda pair: (-len(pair[0]), pair[0])))
