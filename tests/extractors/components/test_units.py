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
