"""How the characters of names are read, so that the page finds 东源县 by `dongyuan`, `dyx`, `dongyx`.

The page gets one small table, character → readings, instead of the pinyin of each name: some 10 kB for 1,000
things. A reading depends on the word (长沙 changsha, 会长 huizhang), so that is where it is taken from; that
a character may then be typed by its reading in another name does no harm to a search.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

import networkx as nx
from pypinyin import Style, lazy_pinyin, pinyin

_CHARACTERS = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")

_READ_APART = ("Person", "Place")
"""Their first characters are often read as nowhere else (单, 曾, 仇; 单县, 都匀): all readings count."""


def readings(graph: nx.MultiDiGraph) -> dict[str, str]:
    """Return character → its readings in the names of all things, with a space between, ü as v."""
    names = {(name, node["type"]) for _, node in graph.nodes(data=True) for name in _names(node)}
    found: dict[str, set[str]] = defaultdict(set)
    for run in {run for name, _ in names for run in _CHARACTERS.findall(name)}:
        read = lazy_pinyin(run)
        if len(read) == len(run):  # else it gave neighbours that it does not know back as one piece
            for character, reading in zip(run, read, strict=True):
                found[character].add(reading)
    for first in {name[0] for name, kind in names if kind in _READ_APART and _CHARACTERS.match(name)}:
        found[first].update(*pinyin(first, style=Style.NORMAL, heteronym=True))
    spelled = {
        character: sorted(reading for reading in known if reading.isascii())
        for character, known in sorted(found.items())
    }
    return {character: " ".join(known) for character, known in spelled.items() if known}


def _names(node: dict[str, Any]) -> list[str]:
    return [node["label"], *node["names"]]
