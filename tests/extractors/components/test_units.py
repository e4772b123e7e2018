"""Units that are named without their body."""

from __future__ import annotations

import pytest

from extractors.normalise import normalise
from extractors.pipeline import load


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲州省花生学会年会。学会秘书处介绍情况。", {"学会秘书处": "甲州省花生学会"}),
        ("海州省水产学会小结。学会河蟹专业委员会成立。", {"学会河蟹专业委员会": "海州省水产学会"}),
        ("海州省水产学会开会，决定设立河蟹专业委员会。", {"河蟹专业委员会": "海州省水产学会"}),
        ("海州省水产学会、海州省渔业学会开会，设立河蟹专业委员会。", {}),
        ("海州省水产学会开会，省科协学会学术部部长王明远到会。", {}),
        (
            "海州大学召开座谈会。海州大学校长王明远、材料科学与工程学院院长李春、教务处处长赵平出席。",
            {"材料科学与工程学院": "海州大学", "教务处": "海州大学"},
        ),
        ("王明远和海州大学的李春到会，材料科学与工程学院院长赵平出席。", {}),
        (
            "海州理工学院院长王明远出席，学院艺术设计学院、校地合作处签约。",
            {"学院艺术设计学院": "海州理工学院"},
        ),
    ],
)
def test_a_unit_finds_its_body(text: str, expected: dict[str, str]) -> None:
    doc = load().read(normalise(text), None)
    found = {
        mention.form: mention.parent.form
        for mention in doc._.mentions
        if mention.parent is not None and mention.reason.startswith("a unit of")
    }
    assert found == expected


def test_a_list_of_offices_shares_the_body_of_the_first() -> None:
    doc = load().read(normalise("海州市住建局设计处、科技处和村镇建设处的负责人参会。"), None)
    units = {mention.form: mention.parent.form for mention in doc._.mentions if mention.parent is not None}
    assert units == {
        "海州市住建局设计处": "海州市住建局", "科技处": "海州市住建局", "村镇建设处": "海州市住建局"
    }  # fmt: skip
