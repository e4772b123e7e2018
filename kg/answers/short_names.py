"""Short names and full ones: 东源科协 and 东源县科学技术协会; and how Chinese is spelt in Latin letters.

full_names("东源科协")     # 东源县科学技术协会, 东源县科协, 东源科学技术协会, ...
spellings("东源县", "d")   # dongyuanxian, dyx, dongyuan, dy
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache

from extractors.data import data_file
from ontologies.places import by_name, places

_PLACE_ENDS = ("省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "村")
_PLACE_LENGTHS = (2, 3)
"""Characters of a place's name without its end, where the table of places does not know it."""

_LONGEST_SHORT_PLACE = 4
_INSTITUTE = "研究所"


def full_names(name: str) -> list[str]:
    """Return the fuller names that a name may be short for, the likeliest first, it itself left out.

    The place in front may lack its end (东源: 东源县) or be missing (省: 云南省), a word may be abbreviated
    (科协: 科学技术协会; 果树所: 果树研究所).
    """
    placed = [*_with_place_named(name), name]
    forms = [*map(_written_out, placed), *placed]
    forms += [f"{form[:-1]}{_INSTITUTE}" for form in forms if form[-1:] == "所" and form[-3:] != _INSTITUTE]
    return [form for form in dict.fromkeys(forms) if form != name]


def short_names(name: str) -> list[str]:
    """Return the name, and what is left of it without the end of the place in front and with words cut."""
    forms = [name, *(name.replace(full, short) for short, full in _abbreviated() if full in name)]
    for form in list(forms):
        for length in _PLACE_LENGTHS:
            if form[length : length + 1] in _PLACE_ENDS:
                forms.append(form[:length] + form[length + 1 :])
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
