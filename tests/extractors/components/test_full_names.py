"""Names in full: abbreviated words, and places that a form leaves out."""

from __future__ import annotations

import pytest

from extractors.components import full_names
from extractors.mentions import Mention
from extractors.normalise import normalise
from extractors.pipeline import load


def place(form: str, level: str, code: str, name: str | None = None, begin: int = 0) -> Mention:
    return Mention(begin, begin + len(form), form, "Place", level, "x", name=name or form, code=code)


def full(text: str) -> list[str]:
    """The full names of the bodies of a text, by the whole pipeline."""
    entities = load().read(normalise(text), None)._.entities
    return [group.name for group in entities if group.type == "Organization"]


def test_the_usual_short_name_of_a_university_is_written_out() -> None:
    assert full("川大校长王明远和四川大学的学生到会。") == ["四川大学"]
    assert full("川大数学学院院长王明远到会。") == ["四川大学数学学院", "四川大学"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("河源市委秘书长王明远、市科协主席李明华到会。", "河源市科学技术协会"),
        ("河源市科协主席王明远、市科协主席李明华到会。", "惠州市科学技术协会"),
        ("河源市委秘书长王明远到会，市科协主席李明华致辞。", "惠州市科学技术协会"),
    ],
)
def test_in_a_list_the_city_is_that_of_the_body_before(text: str, expected: str) -> None:
    assert expected in full(f"惠州市年会在惠州市召开\n{text}惠州市各地代表到会。")


def body(form: str, subtype: str = "Association", begin: int = 50, **more: object) -> Mention:
    made = Mention(begin, begin + len(form), form, "Organization", subtype, "x")
    for name, value in more.items():
        setattr(made, name, value)
    return made


GUANGDONG = place("广东省", "Province", "440000")
HEYUAN = place("河源市", "City", "441600", begin=10)
DONGYUAN = place("东源县", "County", "441625", begin=20)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("东源县科协", "东源县科学技术协会"),
        ("东源县老科协", "东源县老科学技术工作者协会"),
        ("东源县政府", "东源县人民政府"),
        ("中共东源县委", "东源县委员会"),
        ("“智汇”计划", "智汇计划"),
        ("约翰·史密斯学会", "约翰史密斯学会"),
    ],
)
def test_two_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert full_names.key(one) == full_names.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("东源县科协", "河源市科协"), ("花生学会", "花生协会"), ("常委", "常委员会"), ("科协", "老科协")],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert full_names.key(one) != full_names.key(other)


def test_a_key_is_its_own_key() -> None:
    for name in ("东源县科协", "东源县人民政府", "农业农村部", "河源市农科所专委会"):
        assert full_names.key(full_names.key(name)) == full_names.key(name)


def test_the_official_name_has_the_code_of_the_last_leading_place() -> None:
    short = place("东源", "County", "441625", name="东源县", begin=52)
    assert full_names.official(body("广东东源科协", place=short)) == "441625科协"
    outside = place("东源", "County", "441625", name="东源县", begin=0)
    assert full_names.official(body("花生学会", place=outside)) == "花生学会"
    school = body(
        "东源大学农学院", parent=body("东源大学", place=place("东源", "County", "441625", "东源县", 50))
    )
    assert full_names.official(school) == "441625大学农学院"


def completed(
    form: str, *places: Mention, subtype: str = "Association", holder: Mention | None = None
) -> str:
    mention = body(form, subtype, place=holder)
    full_names.complete("", [*places, mention], {})
    return mention.name


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("省科协", "广东省科协"),
        ("市科协", "河源市科协"),
        ("县科协", "东源县科协"),
        ("区科协", "区科协"),
        ("州科协", "州科协"),
        ("市级学会", "市级学会"),
        ("市场监管局", "市场监管局"),
        ("区块链协会", "区块链协会"),
        ("花生学会", "花生学会"),
    ],
)
def test_a_left_out_place_is_that_of_the_report(form: str, expected: str) -> None:
    assert completed(form, DONGYUAN) == expected


def test_the_city_of_a_report_on_a_district_may_be_a_province() -> None:
    liangping = place("梁平区", "County", "500155")
    association = body("市科协")
    full_names.complete("x" * 80, [liangping, association], {})
    assert association.name == "重庆市科协"


def test_the_reason_and_the_place_are_kept() -> None:
    mention = body("县科协")
    full_names.complete("", [DONGYUAN, mention], {})
    assert (mention.place, mention.reason) == (DONGYUAN, "the report's 东源县 stands for 县")
    mention = body("市科协")
    full_names.complete("", [DONGYUAN, mention], {})
    assert mention.place is not None
    assert (mention.place.name, mention.place.code, mention.place.span) == ("河源市", "441600", (0, 0))


def test_companies_and_universities_leave_out_no_place() -> None:
    assert completed("县花生公司", DONGYUAN, subtype="Company") == "县花生公司"
    assert completed("省大学", DONGYUAN, subtype="University") == "省大学"


def test_the_report_is_about_the_place_it_names_most() -> None:
    other = place("紫金县", "County", "441621", begin=30)
    assert completed("县科协", other, DONGYUAN, place("东源县", "County", "441625", begin=40)) == "东源县科协"
    assert completed("县科协") == "县科协"


def test_the_short_form_of_a_place_is_written_out_where_it_is_the_seat() -> None:
    short = place("佛山", "City", "440600", name="佛山市", begin=50)
    assert completed("佛山科协", holder=short) == "佛山市科协"
    assert completed("佛山花生学会", holder=short, subtype="Society") == "佛山花生学会"


def test_a_unit_is_named_by_its_body() -> None:
    university = body("省农业大学", "Other")
    school = body("省农业大学农学院", "School", parent=university)
    bare = body("农学院", "School", begin=90, parent=university)
    full_names.complete("", [school, bare, university, GUANGDONG], {})
    assert [school.name, bare.name] == ["广东省农业大学农学院", "广东省农业大学农学院"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县都在种花生", [("全县", "东源县", "441625")]),
        ("全省全市", [("全省", "广东省", "440000"), ("全市", "河源市", "441600")]),
        ("全区", [("全区", "东源县", "441625")]),
        ("全州、全市域、全省级", []),
    ],
)
def test_the_whole_province_city_or_county(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = full_names.complete(text, [DONGYUAN], {})[1:]
    assert [(mention.form, mention.name, mention.code or "") for mention in found] == expected
    assert {mention.reason for mention in found} == {f"the report is about {name}" for _, name, _ in expected}


@pytest.mark.parametrize(
    ("report_place", "expected"),
    [
        ("东源县", ["广东省科协", "河源市科协", "东源县科协"]),
        ("广东", ["广东省科协", "市科协", "县科协"]),
        ("鼓楼区", ["省科协", "市科协", "县科协"]),  # there are several
        ("云岭省", ["省科协", "市科协", "县科协"]),  # there is none
        (None, ["省科协", "市科协", "县科协"]),
    ],
)
def test_where_a_report_comes_from_stands_for_what_its_text_leaves_out(
    report_place: str | None, expected: list[str]
) -> None:
    bodies = [body(form, "Association") for form in ("省科协", "市科协", "县科协")]
    full_names.complete("", bodies, {}, report_place)
    assert [mention.name for mention in bodies] == expected


def test_the_places_of_the_text_count_before_where_the_report_comes_from() -> None:
    mention = body("县科协", "Association")
    full_names.complete("", [DONGYUAN, mention], {}, "德庆县")
    assert mention.name == "东源县科协"


def test_a_body_at_the_very_beginning_has_its_place_once() -> None:
    assert names("省科协到东源县调研。") == {"广东省科学技术协会"}


def test_without_places_there_is_no_whole() -> None:
    assert full_names.complete("全县", [], {}) == []


def test_a_form_that_the_text_explains_leaves_out_no_place() -> None:
    full, short = body("甲省花生学会", "Society", begin=30), body("省花生学会", "Society")
    full_names.complete("", [GUANGDONG, full, short], {"省花生学会": full})
    assert (short.name, short.place) == ("甲省花生学会", None)
    assert short.reason == "named so in a bracket behind the full name"


def names(text: str) -> set[str]:
    doc = load().read(normalise(text), None)
    return {group.name for group in doc._.entities if group.type == "Organization"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("河源市科协成立。", {"河源市科学技术协会"}),
        ("广东省河源市科协与河源科协是一家。", {"河源市科学技术协会"}),
        # One name of a district in several cities: the city stays.
        (
            "南京市鼓楼区科协与徐州市鼓楼区科协签约。",
            {"南京市鼓楼区科学技术协会", "徐州市鼓楼区科学技术协会"},
        ),
        ("广西自治区科协主办。", {"广西壮族自治区科学技术协会"}),
        # A company keeps its registered name.
        ("广东省金穗农业有限公司投产。", {"广东省金穗农业有限公司"}),
    ],
)
def test_bodies_have_their_official_names(text: str, expected: set[str]) -> None:
    assert names(text) == expected
