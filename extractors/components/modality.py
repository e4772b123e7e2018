"""How a clause is meant: actual, planned, wished, or nothing stated (negated, conditional). Cues: `data/modality.toml`."""

from __future__ import annotations

import functools
import re

from extractors.data import load_toml
from extractors.model import Modality

_CLAUSE_END = re.compile(r"[，；：。！？]")
_DONE = re.compile(r"已经|已于|日前已|业已|已(?!故)")


@functools.cache
def _cues() -> re.Pattern[str]:
    data = load_toml(
        "modality.toml", {"planned": list, "wished": list, "negated": list, "conditional": list, "not_cues": list}
    )
    parts = [
        f"(?P<{name}>{'|'.join(sorted(map(re.escape, data[name]), key=lambda cue: (-len(cue), cue)))})"
        for name in ("not_cues", "planned", "wished", "negated", "conditional")
    ]
    return re.compile("|".join(parts))


def modality(sentence: str, place: int) -> Modality | None:
    """Return how the words at `place` of an encoded sentence are meant; None where nothing is stated."""
    begin = 0
    for end in _CLAUSE_END.finditer(sentence, 0, place):
        begin = end.end()
    found: Modality | None = "actual"
    for cue in _cues().finditer(sentence, 0, place):
        kind = cue.lastgroup
        if kind == "planned":
            found = "planned"
        elif kind == "wished":
            found = "wished"
        elif kind in ("negated", "conditional") and cue.start() >= begin:
            return None
    if found == "planned" and _DONE.search(sentence, begin, place):
        return "actual"
    return found
