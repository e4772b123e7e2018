"""Who holds a course offers what its name says that it teaches."""

from __future__ import annotations

import pytest

from extractors.normalise import normalise
from extractors.pipeline import load


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("5月3日，东源县花生学会在船塘镇举办花生栽培技术培训班。", [("东源县花生学会", "花生栽培")]),
        ("5月3日，东源县农业农村局在船塘镇举办花生栽培技术培训班。", []),
        ("5月3日，东源县花生学会在船塘镇举办干部培训班。", []),
    ],
)
def test_offers_of_courses(sentence: str, expected: list[tuple[str, str]]) -> None:
    claims = load().read(normalise(sentence), None)._.claims
    found = {(claim.head.form, claim.tail.name) for claim in claims if claim.rule == "offers.course"}
    assert found == set(expected)
