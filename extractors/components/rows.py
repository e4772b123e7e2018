"""Bodies that a row names without what its members share: place, body, or the end of their names.

    甲县科协、教育局、妇联              organs of the place of the first
    甲县委常委、组织部部长              a department of the committee before it
    学校人事处、科研部、物电院          units of the university that the report is about
    甲智能、乙网络、丙科技等6家企业     companies by short names

Words: `data/rows.toml`. Each
begins and ends where a row sets its marks, so that none is cut out of a name.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from extractors.components.anaphora import Bodies
from extractors.components.names import name_words
from extractors.components.names.grammar import REGIONS
from extractors.data import any_of, load_toml
from extractors.mentions import Mention, Word
from extractors.model import Span

ORGAN = "name.row"
"""The rule of an organ that shares the place of the body before it."""
_SEATED = frozenset({"Association", "Government"})
_ENDS = (
    "(?=[、，。；：（）“”\n 和与及等的]|$|以及|共同|联合|[主承协联]办|负责|组织|牵头"
    "|[有相]关|领导|支持|参加|代表)"
)
"""What ends the last member of a row."""
_NOT_OWN = re.compile(f"国家|中国|全|各|该|[{REGIONS}]|我|本|原|其")
"""What an organ that shares no place begins with: 县教育局 names its level itself."""
_COMMITTEE = re.compile("(?:[省市县区州盟旗镇乡]委|委员会|党委|党工委|工委|区党委)$")
_TO_POST = re.compile("(?:常委|副书记|书记|委员)(?:、[^，。；：\n]{2,24})?(?!.)")
_LONGEST_ROW = 36
_MARK = re.compile("、|以及|[和与及]")
_MEMBER = re.compile("[^、和与及]{2,}")
_COUNTED = re.compile(
    "(?P<row>[^，。；：！？、“”（）\n]{2,18}(?:、[^，。；：！？、“”（）\n]{2,14}){2,40})"
    "等(?:[0-9]{1,4}|[一二两三四五六七八九十多数几]{1,3})?[余多]?家?[^，。；\n]{0,20}?(?:企业|公司|厂商|厂家|赞助商)"
)
_NAMED_TAGS = frozenset({"nz", "nw", "ORG"})
_SHORTEST_COMPANY, _LONGEST_COMPANY = 3, 9


@functools.cache
def _words() -> dict[str, tuple[str, ...]]:
    keys = ("organs", "organ_ends", "of_party", "of_university", "in_university", "company_ends")
    return {key: tuple(words) for key, words in load_toml("rows.toml", dict.fromkeys(keys, list)).items()}


@functools.cache
def _organ() -> re.Pattern[str]:
    joined = any_of(name_words()["joined"])
    free = f"(?:(?:{joined})[\u4e00-\u9fff]{{0,6}}?|(?:(?![和与及等在由对的])[\u4e00-\u9fff]){{2,8}}?)"
    return re.compile(f"(?:{any_of(_words()['organs'])}|{free}(?:{any_of(_words()['organ_ends'])})){_ENDS}")


@functools.cache
def _department() -> re.Pattern[str]:
    return re.compile(
        f"(?<=[、，])(?P<unit>{any_of(_words()['of_party'])}|管委会)(?=(?:常务)?副?(?:部长|书记|主任|局长))"
    )


@functools.cache
def _strong() -> re.Pattern[str]:
    return re.compile(any_of(_words()["of_university"]))


@functools.cache
def _unit() -> re.Pattern[str]:
    """A unit of a university in a row, a known one or any that ends like one."""
    known = any_of((*_words()["of_university"], *_words()["in_university"]))
    return re.compile(f"{known}|(?:(?![和与及等在由对的各])[\u4e00-\u9fff]){{2,6}}(?:处|部|院|系)")


@functools.cache
def _university_row() -> re.Pattern[str]:
    known = any_of((*_words()["of_university"], *_words()["in_university"]))
    return re.compile(
        f"(?:(?<![\u4e00-\u9fff])|(?<=[校在由和与及]))(?:{known})"
        f"(?:(?:[、和与]|以及|及)(?:{_unit().pattern})){{0,20}}{_ENDS}"
    )


def match(text: str, words: Sequence[Word], named: Sequence[Mention]) -> list[Mention]:
    """Return the bodies that rows name beside `named`; sets the body or rule of those that were found."""
    rows = _Rows(text, named)
    rows.organs()
    rows.departments()
    rows.units()
    rows.companies(words)
    return rows.new


class _Rows:
    """Reads the rows of one text; `new` holds what was found."""

    def __init__(self, text: str, named: Sequence[Mention]) -> None:
        self.text = text
        self.new: list[Mention] = []
        self._named = named
        self._at = {mention.span: mention for mention in named if mention.type == "Organization"}
        self._taken = {offset for mention in named for offset in range(mention.begin, mention.end)}

    def _body(self, begin: int, end: int, subtype: str, rule: str) -> Mention | None:
        """Return the body that stands there, found before or now; None where it is part of another name."""
        body = self._at.get((begin, end))
        if body is not None:
            return body
        if not self._taken.isdisjoint(range(begin, end)):
            return None
        body = Mention(begin, end, self.text[begin:end], "Organization", subtype, rule)
        self.new.append(body)
        self._at[begin, end] = body
        self._taken.update(range(begin, end))
        return body

    def organs(self) -> None:
        """Add the organs of rows that begin with a body of a place, which `full_names` writes out."""
        owners = [one for one in self._named if one.subtype in _SEATED and one.parent is None]
        for owner in sorted(owners, key=lambda one: one.begin):
            if not _is_of_region(owner):
                continue
            begin = _behind_mark(self.text, owner.end)
            while begin is not None:
                hit = _organ().match(self.text, begin)
                if hit is None or _NOT_OWN.match(hit.group()):
                    break
                subtype = "Association" if hit.group().endswith(("科协", "工商联")) else "Government"
                organ = self._body(*hit.span(), subtype, ORGAN)
                if organ is None or organ.place is not None or organ.parent is not None:
                    break
                organ.rule = ORGAN
                begin = _behind_mark(self.text, organ.end)

    def departments(self) -> None:
        """Give departments behind a post in a committee that committee: 甲县委常委、组织部部长."""
        ending = {one.end: one for one in self._named if _COMMITTEE.search(one.form)}
        for hit in _department().finditer(self.text):
            committee = self._committee_before(hit.start("unit"), ending)
            unit = self._body(*hit.span("unit"), "Government", ORGAN) if committee is not None else None
            if committee is None or unit is None or unit.place is not None or unit.parent is not None:
                continue
            if unit.form == "管委会":
                unit.place = committee.place
                unit.name = (committee.place.name if committee.place is not None else "") + unit.form
            else:
                unit.parent = committee
            unit.reason = f"behind a post in {committee.form}"

    def _committee_before(self, begin: int, ending: dict[int, Mention]) -> Mention | None:
        """Return the committee of which only posts stand before `begin`."""
        for end in range(begin - 1, max(0, begin - _LONGEST_ROW), -1):
            if self.text[end] in "，。；：\n" and end < begin - 1:
                return None
            if end in ending and _TO_POST.match(self.text, end, begin - 1):
                return ending[end]
        return None

    def units(self) -> None:
        """Add the units of the university that the report is about: 学校人事处、科研部."""
        colleges = Bodies([one for one in self._named if one.subtype == "University" and one.parent is None])
        college = colleges.of_us("学校")
        for hit in _university_row().finditer(self.text):
            if not _strong().search(hit.group()):
                continue
            for part in _unit().finditer(self.text, *hit.span()):
                unit = self._body(*part.span(), "Department", "name.department")
                if college is not None and unit is not None and unit.parent is None and unit.place is None:
                    unit.parent = college
                    unit.reason = f"in a row of units of {college.form}"

    def companies(self, words: Sequence[Word]) -> None:
        """Add short names of companies that the report counts: 甲智能、乙网络等6家企业."""
        tags = {word.begin: word for word in words}
        for hit in _COUNTED.finditer(self.text):
            spans = [part.span() for part in _MEMBER.finditer(self.text, *hit.span("row"))]
            named = [span for span in spans if span in self._at]
            told = [span for span in spans if span not in self._at and self._is_company(span, tags)]
            if 2 * (len(named) + len(told)) < len(spans) or not told:
                continue
            for span in told:
                self._body(*span, "Company", "name.company")

    def _is_company(self, span: Span, tags: dict[int, Word]) -> bool:
        begin, end = span
        form = self.text[begin:end]
        if not _SHORTEST_COMPANY <= len(form) <= _LONGEST_COMPANY:
            return False
        word = tags.get(begin)
        whole = word is not None and word.tag in _NAMED_TAGS and word.end == end
        return whole or (len(form) >= 4 and form.endswith(_words()["company_ends"]))


def _is_of_region(body: Mention) -> bool:
    """Tell whether a body is one of a place below the country, named (甲省科协) or left out (省科协)."""
    return body.form[0] in REGIONS if body.place is None else body.place.subtype != "Country"


def _behind_mark(text: str, end: int) -> int | None:
    """Return where the next member of a row begins behind the one that ends at `end`."""
    hit = _MARK.match(text, end)
    return hit.end() if hit is not None else None
