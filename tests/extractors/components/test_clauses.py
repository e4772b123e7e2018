"""Subjects of clauses, of visits, and what points back, on marked sentences: [O:甲学会]…."""

from __future__ import annotations

import pytest

from extractors.components import clauses, visits
from tests.extractors.marked import at, encode


@pytest.mark.parametrize(
    ("marked", "verb", "subjects"),
    [
        ("[O:甲学会]在[L:东县]建设[F:花生科技小院]", "建设", ["甲学会"]),
        ("近日，[O:甲学会]与[O:乙公司]共建[F:花生科技小院]", "共建", ["甲学会", "乙公司"]),
        ("[O:甲学会]走访[O:乙公司]，建设[F:花生科技小院]", "建设", ["甲学会"]),
        ("[F:花生科技小院]由[O:甲学会]、[O:乙公司]建设", "建设", ["甲学会", "乙公司"]),
        ("[P:王立]表示，[O:甲学会]将建设[F:花生科技小院]", "建设", ["甲学会"]),
        ("[P:王立]建议[O:乙公司]建设[F:花生科技小院]", "建设", ["乙公司"]),
        ("[P:王立]代表[O:乙公司]签约", "签约", ["乙公司"]),
        ("[O:甲学会]邀请农户参观[F:花生科技小院]", "参观", []),
        ("为[O:甲学会]服务，建设[F:花生科技小院]", "建设", []),
        ("[O:甲学会]会长[P:王立]，[O:乙学会]会长[P:李和]一行赴[L:东县]", "赴", ["王立", "李和"]),
        ("[O:甲学会]成立。随后建设[F:花生科技小院]", "建设", ["甲学会"]),
        ("[O:甲学会]成立。\n随后建设[F:花生科技小院]。", "建设", []),
        ("[O:甲学会]2024年工作总结\n全年建设[F:花生科技小院]。", "建设", ["甲学会"]),
        ("[O:甲学会]与[O:乙公司]座谈，双方建设[F:花生科技小院]", "建设", ["甲学会", "乙公司"]),
        ("服务[L:东县]、[L:西县]农户，建设[F:花生科技小院]", "建设", []),
        (
            "1.建设[F:花生科技小院]。（责任单位：[O:甲科协]；配合单位：[O:乙公司]）",
            "建设",
            ["甲科协", "乙公司"],
        ),
        ("[E:甲学会第三届会员大会]侧记\n[O:甲学会]换届。\n全年建设[F:花生科技小院]。", "建设", ["甲学会"]),
        ("[O:甲学会]与[L:西市][L:东县]座谈。\n双方建设[F:花生科技小院]。", "建设", ["甲学会", "东县"]),
        ("[O:甲学会]与[O:乙公司]经理[P:王立]座谈，双方建设[F:花生科技小院]", "建设", []),
        ("1.建设[F:花生科技小院]。\n2.培训农户。（责任单位：[O:甲科协]）", "建设", []),
        ("农户走访了[O:甲学会]和[O:乙公司]，参观[F:花生产业园]", "参观", []),
        ("合作社理事长[P:王立]说：“我们急需[N:花生烘干]。”", "急需", ["王立"]),
        ("“我们急需[N:花生烘干]。”会长[P:王立]说。", "急需", ["王立"]),
        ("“我们急需[N:花生烘干]。”农户的话引来掌声。", "急需", []),
        ("[P:王立]希望[O:甲学会]来讲课，也希望[O:乙学会]常来。", "也希望", ["王立"]),
        ("[L:东镇]、[L:西镇]两镇急需[N:花生烘干]。", "急需", ["东镇", "西镇"]),
    ],
)
def test_subjects(marked: str, verb: str, subjects: list[str]) -> None:
    one, place = at(marked, verb)
    assert [mention.form for mention in one.subjects(place)] == subjects


@pytest.mark.parametrize(
    ("marked", "verb", "who"),
    [
        ("[P:王立]率考察组参观[F:花生产业园]", "参观", ["王立"]),
        ("[P:王立]在[P:李和]陪同下参观[F:花生产业园]", "参观", ["王立"]),
        ("[P:王立]带领[O:甲学会]会长[P:李和]等一行参观[F:花生产业园]", "参观", ["王立", "李和"]),
        ("[P:王立]率考察组抵达[L:东县]。\n考察组参观[F:花生产业园]。", "参观", ["王立"]),
        ("[O:甲学会]考察团抵达[L:东县]。考察团参观[F:花生产业园]。", "参观", ["甲学会"]),
        ("[O:甲学会]赴[L:东县]调研", "赴", ["甲学会"]),
        ("[P:王立]、[P:李和]来到[L:东县]。\n考察组参观[F:花生产业园]。", "参观", ["王立", "李和"]),
        ("考察组（组长：[O:甲学会]会长[P:王立]）召开会议。\n考察组参观[F:花生产业园]。", "参观", ["王立"]),
        ("以[O:甲学会]会长[P:王立]为会长的代表团参观[F:花生产业园]", "参观", ["王立"]),
        ("[P:王立]，[O:甲学会]会长钱某一行参观[F:花生产业园]", "参观", ["王立"]),
        ("[O:甲学会]组织专家赴[L:东县]调研", "赴", ["甲学会"]),
        ("[O:甲学会]邀请专家赴[L:东县]调研", "赴", []),
        ("[P:王立]陪同[P:李和]参观[F:花生产业园]", "参观", ["李和"]),
        ("农户参观[F:花生产业园]", "参观", []),
        ("由副会长[P:王立]带队，考察组参观[F:花生产业园]", "参观", ["王立"]),
        (
            "以[P:王立]为组长，[P:李和]为成员的考察组抵达[L:东县]。考察组参观[F:花生产业园]。",
            "参观",
            ["王立", "李和"],
        ),
        (
            "[P:王立]率考察组抵达[L:东县]。同行的还有[O:甲学会]会长[P:李和]。考察组参观[F:花生产业园]。",
            "参观",
            ["王立", "李和"],
        ),
        ("[P:王立]一行参观[F:花生产业园]，会长[P:李和]陪同参观。", "参观", ["王立"]),
        ("[O:甲学会]2025年工作计划\n计划走访[O:乙公司]。", "走访", ["甲学会"]),
        ("考察组走访了[O:甲学会]和[O:乙公司]，参观[F:花生产业园]", "参观", []),
    ],
)
def test_visitors(marked: str, verb: str, who: list[str]) -> None:
    one, place = at(marked, verb)
    assert [mention.form for mention in visits.visitors(one, place, None)] == who


@pytest.mark.parametrize(
    ("marked", "pointer"),
    [
        ("[O:甲县花生学会]成立。该会将在县城办公。", "甲县花生学会"),
        ("[O:甲研究院]（以下简称研究院）成立，[O:乙研究院]到会，研究院表示感谢。", "甲研究院"),
    ],
)
def test_what_points_back_is_encoded(marked: str, pointer: str) -> None:
    one = encode(marked)[-1]
    last = max(place for place, mention in one.mentions.items() if mention.type == "Organization")
    assert one.mentions[last].form == pointer
    assert one.text[last] == clauses.CLASSES["Organization"]


def test_offsets_lead_back_to_the_text() -> None:
    one = encode("近日，[O:甲学会]与[O:乙公司]签约。")[0]
    assert one.text == "近日，\uf001与\uf001签约。"
    assert [one.offset(place) for place in range(len(one.text) + 1)] == [0, 1, 2, 3, 6, 7, 10, 11, 12, 13]


def test_characters_that_mentions_are_encoded_as_are_no_mentions_in_a_text() -> None:
    one = encode("\uf001与\uf002在[L:东县]签约\uf008。")[0]
    assert one.text == "□与□在\uf003签约□。"
    assert one.subjects(one.text.index("签约")) == ()
