from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.answers.persons import find_person
from kg.errors import NotFoundError
from kg.vocabulary import KX


def test_a_name_that_two_bear_needs_a_body(quads: ox.Store) -> None:
    chair, president = find_person(quads, "周明远@省科协"), find_person(quads, "周明远@云岭农业大学")
    assert chair.label == president.label == "周明远"
    assert chair.iri != president.iri
    assert find_person(quads, president.iri) == president
    with pytest.raises(NotFoundError) as error:
        find_person(quads, "周明远")
    assert "may be one of 2 persons" in str(error.value)
    for known in (f"{chair.iri[-16:]} (云岭省科学技术协会)", f"{president.iri[-16:]} (云岭农业大学)"):
        assert known in str(error.value)


def test_persons_without_a_post_are_told_apart_by_their_reports(quads: ox.Store) -> None:
    posts = list(quads.quads_for_pattern(None, ox.NamedNode(str(KX.holdsPost)), None, None))
    for quad in posts:
        quads.remove(quad)
    with pytest.raises(NotFoundError, match=r"\(reports/a.txt\), .* \(reports/a.txt\)"):
        find_person(quads, "周明远")


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("周明远@行远公司", "no person named 周明远 holds a post in 行远公司"),
        ("周明远@无此会", "knows no Organization named 无此会"),
        ("无此人", "knows no Person named 无此人"),
        ("无此人@省科协", "knows no Person named 无此人@省科协"),
        ("省科协", "knows no Person named 省科协"),
    ],
)
def test_who_is_not_known_is_said(quads: ox.Store, reference: str, told: str) -> None:
    with pytest.raises(NotFoundError, match=told):
        find_person(quads, reference)
