"""The frames of `data/relations/*.toml` as regular expressions over encoded sentences."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.components.clause_words import CLASSES, TITLE
from extractors.data import by_length, data_file, load_toml
from extractors.errors import DataFileError
from extractors.model import RELATION_ENDS, Modality

_LETTERS = {
    "O": CLASSES["Organization"], "P": CLASSES["Person"], "L": CLASSES["Place"], "I": CLASSES["Initiative"],
    "F": CLASSES["Facility"], "E": CLASSES["Event"], "N": CLASSES["Industry"], "T": TITLE,
}  # fmt: skip
_SLOT = re.compile(r"<(?:(heads?|tails?):)?([OPLIFENT]+)>")
_PART = re.compile(r"(?<!P)<([a-z]+)>")
_MARKS = "\uf001-\uf008"
_PLAIN = f"[^，。；：、{_MARKS}]"
_OF = "(?:新建的|所属的?|下属的?|的)?"
_COUNT = "(?:[0-9]{1,4}[个家座处所项名]?)?"
_SIDE_BY_SIDE = f"(?<={_LETTERS['I']})(?={_LETTERS['I']})"
"""Between initiatives, whose quotation marks belong to them: “甲”“乙”."""
_AFTER_MEMBER = f"(?:的[^，。；、和与及{_MARKS}]{{1,8}}|[^，。；、和与及{_MARKS}]{{0,8}}情况)?"
"""What may be said of a member of a list: 甲基地建设情况、乙园区."""
_LIST_JOIN = f"(?:{_COUNT}{_AFTER_MEMBER}(?:以及|、|和|与|及|暨|(?<=”)(?=“)|{_SIDE_BY_SIDE}))"
_UNKNOWN = f"(?:[^，。；：、和与及以{_MARKS}]{{2,14}}(?:以及|、|和|与|及))"
"""A member of a list that is no mention."""
_SEEN_BEFORE = (
    "(?:(?:<L>(?:援建|帮扶|对口支援)的?)|(?:<_>{2,20}、){0,2}<_>{2,24}，(?:以及|和)|<_>{2,16}——"
    "|(?:<_>{2,20}、){1,3}|<_>{2,14}馆(?:以及|和|与|及)"
    "|(?:(?:位于|坐落于|坐落在|设在|地处|建在|座落于)<L>{1,3})?"
    "(?:(?:(?![我本该贵其])<_>){1,14}的|<_>{1,6}[省市州县区旗镇乡村]的?)?)"
)
"""What may stand before what is seen: members of a list that are no mentions, where it is, its qualities."""
_LONGER = "馆|园|园区|基地|中心|院|厂|站|所|场|室|公司|社|科技|药业|化工|集团|[镇乡村]|学校|[小中大]学"
_SEEN_BEHIND = (
    f"(?!<TP>|援建|对口|建设(?:工作)?(?:$|[，。；])"
    f"|[^，。；、和与及的调考参等]{{1,12}}(?:{_LONGER})(?:[，。；、和与及的考参]|$))"
)
"""What may not stand behind it: a person whose body it is, the end of a longer name."""
_KEYS = {"id", "relation", "pattern", "head", "tail", "modality", "examples"}


@dataclass(frozen=True, slots=True)
class Frame:
    """One entry of a file of `data/relations`."""

    id: str
    relation: str
    expression: str
    head: str | None
    tail: str | None
    modality: Modality | None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The regular expression, compiled when it is first asked for: a report needs few of them."""
        return _compiled(self.expression)


_compiled = functools.cache(re.compile)


@functools.cache
def _parts() -> dict[str, str]:
    """Return the patterns of `data/frame_parts.toml`; each is a group of alternatives, the longest first."""
    parts = load_toml("frame_parts.toml", {"parts": dict})["parts"]
    return {name: f"(?:{'|'.join(by_length(words))})" for name, words in parts.items()}


def expression(pattern: str) -> str:
    """Return the regular expression of a frame's pattern; every gap in it is bounded."""

    def slot(hit: re.Match[str]) -> str:
        group, letters = hit.groups()
        one = "[" + "".join(_LETTERS[letter] for letter in letters) + "]"
        if group is None:
            return one
        if not group.endswith("s"):
            return f"(?P<{group}>{one})"
        owner = f"[{_LETTERS['L']}{_LETTERS['O']}]"
        of = f"{owner}{{1,3}}{_OF}"
        member = f"“?{one}(?!的?“?{owner})”?(?:（[^（）]{{0,16}}）)?"
        more = f"{_LIST_JOIN}{_UNKNOWN}{{0,3}}(?:{of}|{_PLAIN}{{0,4}}){member}"
        # Atomic: what is a member once stays one, so that leaving a list takes one step a member.
        return f"(?P<{group[:-1]}>(?>(?:{of})?{member})(?:(?>{more})){{0,20}})"

    pattern = re.sub(r"<seen:([A-Z]+)>", rf"{_SEEN_BEFORE}<tails:\1>{_SEEN_BEHIND}", pattern)
    return (
        _SLOT.sub(slot, _PART.sub(lambda hit: _parts()[hit[1]], pattern))
        .replace("<_>", _PLAIN)
        .replace("……", "[^。]{0,40}?")
        .replace("…", "[^，。；]{0,20}?")
    )


@functools.cache
def frames() -> tuple[Frame, ...]:
    """Return the frames of all relations, by file and order. Raises DataFileError for what is no frame."""
    found = []
    for relation in RELATION_ENDS:
        name = f"relations/{relation}.toml"
        if not data_file(name).is_file():
            continue
        for row in load_toml(name, {"frame": list})["frame"]:
            if not row.keys() <= _KEYS or row.get("relation") != relation:
                raise DataFileError(
                    f"extractors/data/{name}: frame {row.get('id')!r} has an unknown key or relation"
                )
            found.append(
                Frame(
                    row["id"],
                    relation,
                    expression(row["pattern"]),
                    row.get("head"),
                    row.get("tail"),
                    row.get("modality"),
                )  # fmt: skip
            )
    return tuple(found)
