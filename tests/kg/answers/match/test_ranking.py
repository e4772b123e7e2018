from __future__ import annotations

import pytest

from kg.answers.match import Match, Need, match
from kg.answers.match.weights import load_weights
from kg.answers.names import resolve
from tests.kg.answers.match.offered import offered

NEED = "青禾县 needs 茶叶加工"
OFFER = "云岭省茶叶学会 offers 茶叶加工"


def only(*reports: list[str], dates: tuple[str | None, ...] = ()) -> Need:
    """Return the need of 青禾县 for 茶叶加工."""
    needs = match(offered(*reports, dates=dates)).needs
    (need,) = [one for one in needs if (one.who.label, one.what.label) == ("青禾县", "茶叶加工")]
    return need


def points(one: Match) -> dict[str, int]:
    return {reason.kind: reason.points for reason in one.reasons}


@pytest.mark.parametrize("name", load_weights().examples)
def test_each_example_of_the_weights_holds(name: str) -> None:
    statements, first = load_weights().examples[name]
    needs = match(offered(statements)).needs
    (need,) = [one for one in needs if one.who.label == "青禾县"]
    assert [one.body.label for one in need.matches][:1] == [first] * bool(first)


def test_a_score_is_the_sum_of_its_reasons_each_in_two_languages() -> None:
    worked = ["云岭省茶叶学会 serves 青禾县", "云岭省茶叶学会 locatedIn 云岭省"]
    (one,) = only([NEED, OFFER, *worked], dates=("2025-03",)).matches
    assert points(one) == {"industry": 50, "offer": 10, "recency": 5, "place": 15, "level": 10}
    assert one.score == 90
    first = one.reasons[0]
    assert (first.chinese, first.english) == ("同一事项（茶叶加工）", "the same")
    assert all(reason.chinese and reason.english for reason in one.reasons)


def test_both_sides_have_their_sentences_the_newest_first() -> None:
    need = only([NEED, OFFER], [OFFER], dates=("2024-01", "2025-01"))
    assert [entry["sentence"] for entry in need.said] == ["青禾县needs茶叶加工。"]
    assert [entry["date"] for entry in need.matches[0].said] == ["2025-01", "2024-01"]


def test_what_is_told_long_ago_counts_less() -> None:
    old = only([OFFER], [NEED], dates=("2021-01", "2025-01")).matches[0]
    assert "recency" not in points(old)
    need = only([OFFER], [NEED], dates=("2023-06", "2025-01"))
    assert points(need.matches[0])["recency"] == 3


def test_recency_counts_up_to_the_date_asked_for() -> None:
    quads = offered([NEED, OFFER], dates=("2020-01",))
    (need,) = match(quads, until="2025-01").needs
    assert "recency" not in points(need.matches[0])


def test_several_experts_count_up_to_a_limit_and_are_named() -> None:
    teaching = [f"{name} {does}" for name in ("周明远", "沈若兰", "李明远") for does in
                ("holdsPost 云岭省茶叶学会 理事", "offers 茶叶加工")]  # fmt: skip
    (one,) = only([NEED, *teaching]).matches
    assert one.body.label == "云岭省茶叶学会"
    assert points(one)["experts"] == 10
    (reason,) = [reason for reason in one.reasons if reason.kind == "experts"]
    assert reason.chinese == "有专家周明远、李明远、沈若兰"


def test_an_expert_who_left_the_body_is_not_its_expert() -> None:
    first = ["周明远 holdsPost 云岭省茶叶学会 会长"]
    then = ["沈若兰 holdsPost 云岭省茶叶学会 会长", NEED, "周明远 offers 茶叶加工"]
    (one,) = only(first, then, dates=("2020-01", "2025-01")).matches
    assert one.body.label == "周明远"


def test_a_facility_for_the_industry_counts_for_whose_it_is() -> None:
    need = only([NEED, OFFER, "云岭省茶叶学会 builds 茶叶科技小院", "茶叶科技小院 serves 茶叶"])
    assert points(need.matches[0])["platforms"] == 6


def test_the_needer_and_who_acts_for_it_do_not_help_themselves() -> None:
    government = ["青禾县人民政府 locatedIn 青禾县", "青禾县人民政府 offers 茶叶加工"]
    assert only([NEED, *government]).matches == ()


def test_who_already_works_there_is_told_also_where_nobody_can_help() -> None:
    need = only([NEED, "云岭省农学会 serves 青禾县", "云岭农业大学 cooperatesWith 青禾县"])
    assert [body.label for body in need.there] == ["云岭农业大学", "云岭省农学会"]
    assert need.matches == ()


def test_a_product_said_right_before_the_name_belongs_to_it() -> None:
    (need,) = match(offered(["青禾县 needs 采摘机器人", "甲公司 offers 苹果采摘"])).needs
    assert (need.name, need.matches) == ("采摘机器人", ())


def test_the_needs_of_a_place_are_those_of_what_lies_in_it_and_is_seated_there() -> None:
    quads = offered(
        [NEED, "青禾茶叶公司 needs 茶叶包装", "青禾茶叶公司 locatedIn 青禾县", "白石县 needs 柑橘"]
    )

    def whose(place: str) -> list[str]:
        return [need.who.label for need in match(quads, resolve(quads, place, ["Place"]).iri).needs]

    assert whose("青禾县") == ["青禾县", "青禾茶叶公司"]
    assert whose("云溪市") == ["白石县", "青禾县", "青禾茶叶公司"]


def test_one_body_has_its_needs_with_its_rank_and_its_own_unasked_offers() -> None:
    quads = offered(
        [NEED, "白石县 needs 柑橘", OFFER, "云岭省农学会 offers 农产品加工", "云岭省农学会 offers 养蜂",
         "云岭省茶叶学会 offers 茶艺"]
    )  # fmt: skip
    found = match(quads, body=resolve(quads, "云岭省农学会", ["Organization"]).iri)
    assert [need.what.label for need in found.needs] == ["茶叶加工"]
    assert [one.body.label for one in found.needs[0].matches] == ["云岭省茶叶学会", "云岭省农学会"]
    assert [offer.industry.label for offer in found.unasked] == ["养蜂"]


def test_offers_that_nobody_asked_for_are_all_that_meet_no_need() -> None:
    found = match(offered([NEED, OFFER, "云岭省农学会 offers 养蜂", "云岭省农学会 serves 蚕桑"]))
    assert [(one.body.label, one.industry.label) for one in found.unasked] == [("云岭省农学会", "养蜂")]


def test_a_body_asked_for_by_name_has_no_sentence_of_its_own() -> None:
    (need,) = match(offered(["青禾县 needs 云岭省茶叶学会"])).needs
    (one,) = need.matches
    assert (one.body.label, one.said, points(one)["industry"]) == ("云岭省茶叶学会", [], 50)


def test_the_order_does_not_depend_on_the_order_of_reports() -> None:
    reports = [[NEED], [OFFER], ["云岭省农学会 offers 茶叶加工"]]
    one, other = match(offered(*reports)), match(offered(*reversed(reports)))
    assert [[(m.body, m.score) for m in need.matches] for need in one.needs] == [
        [(m.body, m.score) for m in need.matches] for need in other.needs
    ]
