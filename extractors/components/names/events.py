"""Whether what may be the name of an event is one: not a kind of events (一系列讲座), nor one named before.

What is named by a kind alone (专题讲座) is an event where the beginning of a report tells that it was held.
"""

from __future__ import annotations

import re

from extractors.components.names.grammar import Kind, is_generic
from extractors.components.names.surroundings import Surroundings
from extractors.mentions import Mention

_DIGITS = "[0-9一二两三四五六七八九十百]"
_NUMBER = re.compile(r"(?:[12]\d{3}年?度?|第?[一二三四五六七八九十百0-9]+(?:届|次|期)|首届|本届|“|”)")
_COUNTED = re.compile(f"(?:{_DIGITS}+[余多]?|[多数几各])[场次期届班项个]$|各[类种]$|一系列$")
_COUNT = re.compile(f"(?:活动)?{_DIGITS}+[余多]?[场次期届班项]")
_THIS = re.compile(r"(?:[本此该下上往历]|这|类似的?|下一|上一)(?:[次届场期个项])?$")
"""What points to an event that was named before: 本届数据库会议 is no name of its own."""
_TIMES = re.compile(f"{_DIGITS}{{1,3}}届(?!{_DIGITS}{{1,3}}次)")
"""How often it was held, no edition: 召开三届年会."""
_CAMPAIGN = re.compile(r"(?:宣传|科普|活动|建设|服务|质量|安全)[月周日]”?$")
_LEAD = 260
"""Characters in which a report tells what was held."""
_HELD = re.compile(r"(?:召开|举行|举办|组织召开|组织开展|开展|承办|主办)了?(?:的|一[场次期个])?$")
_IS_HELD = re.compile(
    r"(?:[在于][^，。\n]{1,24}?)?(?:今日|昨日|隆重|圆满|顺利|成功|正式){0,2}"
    r"(?:召开|举行|举办|开幕|开班|开讲|开营|启动|落幕|闭幕|结束|结业|收官|完成)"
)
_DATED = re.compile(r"\d[日号]|[上下]午|今天|昨天|日前|近日|当天|当日|\d月")
_NO_EVENT = frozenset({"会议", "大会", "活动", "代表大会", "全会", "全委会", "两会"})
"""Heads that alone tell of no event even where the report says that it was held."""
_SERIES = frozenset({"讲堂", "大讲堂", "讲坛", "大讲坛"})
"""What goes on for years: in quotation marks the name of a brand, unless the text says that one was held."""
_HELD_SERIES = re.compile(r"(?:办|举行|开设|开展|主讲)了?“[^“”]{0,20}$")
_REACHES = ("全省", "全市", "全县", "全区", "全州", "全国", "全校", "全院", "全旗", "全盟")
_TITLED = re.compile(r"“([^“”，。！？；\n]{2,24})”(?:为题|为主题)?的$")
_OBJECT = re.compile(
    r"(?:召开|举行|举办|主办|承办|协办|合办)[了的过]?((?!一[场次期个])(?:(?![会坛班赛式动座][和与及])[^，。；：、的了由在“”\n]){2,22})$"
)
"""What is held is all that stands behind the verb: 召开专家团赴东县座谈会."""
_SUBJECT = re.compile(
    r"[，。；：！\n](?:[12]\d{3}年)?((?:(?![举召承主协]办|召开|举行|开展|组织|参加|出席|迎来|赴|来|我[校院会市县区省所])"
    r"[\u4e00-\u9fff0-9](?<![的由在于与和及对向为将把被随届场次后前中上]))"
    r"{2,18})$"
)
"""What opens the clause of which an event is the subject: ，全国达标花生 + 推进会在东县举行."""
_LONGEST_SUBJECT = 24
_TAKES_PLACE = re.compile(r"[在于][^，。\n]{1,24}?(?:隆重|圆满|顺利|成功|正式)*(?:召开|举行|举办|开幕)")
OF_PARTIES = re.compile("签约|签字|签署|合作|共建|对接|座谈会")
"""What two bodies hold together: 甲县与乙学会签约仪式."""
JOINS = ("与", "和", "同", "、")
_PARTIES = re.compile("(?:[双三四多]方|两[地校家]|[校政银科]企|[校院会]地)$")
_LONGEST_OPENING = 32
_OPENS_TITLE = re.compile(
    r"(?!(?:我|关于|热烈|喜迎|庆祝|祝贺|首次|各))(?:(?![举召承主协]办|召开|举行|开展|组织|参加|出席|赴|来|我[校院会市县区省所])"
    r"[^，。；：！？、“”|｜—…\s]){2,24}"
)
"""What stands before an event that the title says was held; verbs of holding make it no part of the name."""
_ENDS_TITLE = re.compile(
    r"(?:[在于][^，。\n]{1,20})?(?:隆重|圆满|顺利|成功|正式)*(?:召开|举行|举办|开幕|落幕|闭幕|启动)[！。]?(?:\n|$)"
)


def is_event(view: Surroundings, kind: Kind, head: str, begin: int, head_begin: int, own: str) -> bool:
    """Tell whether `own`, what stands before the head at `head_begin` but a place, makes it one event."""
    end = head_begin + len(head)
    if (
        head in _SERIES
        and view.text[end : end + 1] == "”"
        and not _HELD_SERIES.search(view.text, 0, begin + 1)
    ):
        return False
    if _TIMES.match(own):
        return False
    bare = _NUMBER.sub("", own)
    numbered = bare != own
    if head == "活动" and (_CAMPAIGN.search(own) or not (numbered or is_held(view, begin, end))):
        return False
    if bare and not is_generic(bare):
        return numbered or not is_counted(view, begin, end)
    if not bare or kind.subtype == "Session" or is_counted(view, begin, end):
        return False
    return head in kind.alone or is_titled(view, begin) or is_held(view, begin, end)


def points_back(view: Surroundings, begin: int) -> bool:
    """Tell whether the words before `begin` say that what follows was named before."""
    return _THIS.search(view.text, max(0, begin - 3), begin) is not None


def stands_alone(view: Surroundings, kind: Kind, head: str, begin: int) -> bool:
    """Tell whether a bare head names one event."""
    end = begin + len(head)
    before, after = view.text[begin - 1 : begin], view.text[end : end + 1]
    if (before == "、" or after in ("、", "等")) and after != "，":
        return False  # one of a list of kinds: 座谈会、研讨会等形式
    if head in kind.alone or is_titled(view, begin):
        return True
    return (
        len(head) >= 3 and head not in _NO_EVENT and kind.subtype != "Session" and is_held(view, begin, end)
    )


def is_titled(view: Surroundings, begin: int) -> bool:
    """Tell whether a quotation before it says what the event is about: “甲乙”的专题讲座."""
    return view.text[max(0, begin - 2) : begin] == "”的"


def is_counted(view: Surroundings, begin: int, end: int) -> bool:
    """Tell whether the text counts events of this name: 11场技术沙龙, 技术沙龙11场."""
    before = view.text[max(0, begin - 6) : begin]
    return bool(_COUNTED.search(before) or _COUNT.match(view.text, end))


def is_held(view: Surroundings, begin: int, end: int) -> bool:
    """Tell whether the beginning of the report says that and when it was held, or the title that it was."""
    text = view.text
    if begin > _LEAD or not (_HELD.search(text, max(0, begin - 8), begin) or _IS_HELD.match(text, end)):
        return False
    if is_counted(view, begin, end):
        return False
    line = text.rfind("\n", 0, begin) + 1
    sentence = max(line, text.rfind("。", 0, begin) + 1)
    return (line == 0 and text.find("\n") > 0) or _DATED.search(text, sentence, begin) is not None


def widen(text: str, mention: Mention, owned: bool = False) -> None:
    """Take in what opens the name of an event: 全省花生年会, “甲乙”的专题讲座, all behind 召开.

    One that is `owned` begins with the name of its body.
    """
    short = mention.form
    quoted = _TITLED.search(text, max(0, mention.begin - _LONGEST_OPENING), mention.begin)
    subject = _SUBJECT.search(text, max(0, mention.begin - _LONGEST_SUBJECT), mention.begin)
    behind = _OBJECT.search(text, max(0, mention.begin - _LONGEST_OPENING), mention.begin)
    if text[max(0, mention.begin - 2) : mention.begin] in _REACHES:
        mention.begin -= 2
        why = "without how far it reaches"
    elif quoted is not None:
        mention.begin = quoted.start()
        mention.aliases.append((quoted.group(1), "the quotation in its name"))
        why = "without the quotation before it"
    elif behind is not None:
        mention.begin = behind.start(1)
        why = "without what stands before it behind the verb"
    elif subject is not None and not owned and _TAKES_PLACE.match(text, mention.end):
        mention.begin = subject.start(1)
        why = "without what opens it in its clause"
    elif OF_PARTIES.match(short) and _PARTIES.search(text, max(0, mention.begin - 2), mention.begin):
        mention.begin -= 2
        why = "without who holds it together"
    elif _OPENS_TITLE.fullmatch(text, 0, mention.begin) and _ENDS_TITLE.match(text, mention.end):
        mention.begin = 0
        why = "without what opens it in the title"
    else:
        return
    mention.aliases.append((short, why))
    mention.form = mention.name = text[mention.begin : mention.end]
