from __future__ import annotations

import re
from typing import Any

import pytest

from extractors.model import Document, Entity, Extraction, Form, Statement
from kg.identity.keys import key_order, path_segment, report_entities

REPORT = "0" * 64


def keys(entities: list[Entity], *relations: tuple[str, str, str], **more: Any) -> dict[str, tuple[str, ...]]:
    """Return the keys of the entities of a report with these statements."""
    document = Document(name="a", path="a.txt", text="", sha256=REPORT)
    statements = tuple(Statement(type_, head, tail, (), rule="r", **more) for type_, head, tail in relations)
    extraction = Extraction(document, tuple(entities), statements, "1")
    return {entity.id: entity.profile.keys for entity in report_entities(extraction, REPORT)}


def entity(id_: str, type_: str, name: str, *forms: str, **more: Any) -> Entity:
    return Entity(
        id_, type_, more.pop("subtype", None), name, tuple(Form(form, "r") for form in (name, *forms)), **more
    )


def department(name: str) -> Entity:
    return entity("x", "Organization", name, subtype="Department")


def is_hash(key: str) -> bool:
    return re.fullmatch("[a-z]+/[0-9a-f]{16}", key) is not None


COUNTY = entity("c", "Place", "青禾县", subtype="County", code="990101")
DISTRICT = entity("d", "Place", "朝阳区", subtype="County", code="220104")
SOCIETY = entity("o", "Organization", "云岭省茶叶学会", "茶叶学会", subtype="Society")


@pytest.mark.parametrize(
    ("thing", "key"),
    [
        (COUNTY, "place/990101"),
        (SOCIETY, "organization/云岭省茶叶学会"),
        (entity("o", "Organization", "云岭省 茶叶学会"), "organization/云岭省茶叶学会"),
        (entity("o", "Organization", "云岭公司(北方)"), "organization/云岭公司%28北方%29"),
        (entity("o", "Organization", "市场研究会"), "organization/市场研究会"),
        (entity("i", "Initiative", "“青禾行动”"), "initiative/青禾行动"),
        (entity("i", "Industry", "茶叶"), "industry/茶叶"),
        (entity("z", "Place", "云岭大湾区", subtype="Zone"), "place/云岭大湾区"),
        (entity("z", "Place", "441625", subtype="Zone"), "place/%3441625"),
        (
            entity("e", "Event", "云岭省科普讲解大赛", date="2025-05-20"),
            "event/云岭省科普讲解大赛/2025-05-20",
        ),
        (entity("e", "Event", "2025年云岭省科普大赛", date="2025-05-20"), "event/云岭省科普大赛/2025-05-20"),
        (entity("e", "Event", "第四届云岭省科普大赛"), "event/第四届云岭省科普大赛"),
        (entity("e", "Event", "第四届湘西北茶文化节", subtype="Activity"), "event/第四届湘西北茶文化节"),
        (entity("o", "Organization", "复旦大学", subtype="University"), "organization/复旦大学"),
        (entity("o", "Organization", "生态环境部", subtype="Government"), "organization/生态环境部"),
        (entity("o", "Organization", "中国茶叶学会", subtype="Society"), "organization/中国茶叶学会"),
        (entity("f", "Facility", "青禾县茶叶科技小院"), "facility/青禾县茶叶科技小院"),
        (entity("i", "Initiative", "云岭省科普条例", subtype="Policy"), "initiative/云岭省科普条例"),
    ],
)
def test_a_code_or_a_full_name_is_a_key(thing: Entity, key: str) -> None:
    assert keys([thing]) == {thing.id: (key,)}


@pytest.mark.parametrize(
    "thing",
    [
        entity("x", "Person", "李明远"),
        entity("x", "Organization", "市科协"),
        entity("x", "Organization", "学会"),
        entity("x", "Organization", "保鲜专业委员会", subtype="Society"),
        entity("x", "Organization", "学会部", subtype="Department"),
        entity("x", "Place", "新村", subtype="Village"),
        entity("x", "Place", "高新区", subtype="Zone"),
        entity("x", "Place", "经济技术开发区", subtype="Zone"),
        entity("x", "Organization", "茶叶学会", subtype="Society"),
        entity("x", "Organization", "科技局", subtype="Government"),
        entity("x", "Organization", "朝阳区科学技术协会", subtype="Association"),
        entity("x", "Organization", "信息工程学院", subtype="University"),
        entity("x", "Organization", "第一人民医院", subtype="Other"),
        entity("x", "Facility", "科技小院"),
        entity("x", "Facility", "茶叶科技小院"),
        entity("x", "Facility", "朝阳科技馆"),
        entity("x", "Event", "云岭省科普讲解大赛"),
        entity("x", "Event", "云岭省科普讲解大赛", date="--05-20"),
        entity("x", "Event", "座谈会", date="2025-05-20"),
        entity("x", "Event", "全省科普讲解大赛", date="2025-05-20"),
        entity("x", "Event", "第四次会员代表大会", subtype="Session"),
        entity("x", "Initiative", "科普三年行动计划", subtype="Policy"),
        entity("x", "Initiative", "“”"),
    ],
)
def test_what_many_things_are_called_is_a_thing_of_its_report(thing: Entity) -> None:
    [key] = keys([thing])["x"]
    assert is_hash(key)
    document = Document(name="b", path="b.txt", text="", sha256=REPORT)
    [elsewhere] = report_entities(Extraction(document, (thing,), (), "1"), "1" * 64)
    assert elsewhere.profile.keys != (key,)


@pytest.mark.parametrize(
    ("thing", "relation", "owner", "key"),
    [
        (department("学会部"), "partOf", SOCIETY, "organization/云岭省茶叶学会学会部"),
        (department("茶叶学会学会部"), "partOf", SOCIETY, "organization/云岭省茶叶学会学会部"),
        (entity("x", "Organization", "县科协"), "locatedIn", COUNTY, "organization/place/990101/县科协"),
        (entity("x", "Place", "新村", subtype="Village"), "locatedIn", COUNTY, "place/place/990101/新村"),
        (entity("x", "Facility", "科技小院"), "locatedIn", COUNTY, "facility/place/990101/科技小院"),
        (entity("x", "Facility", "科技馆"), "partOf", SOCIETY, "facility/organization/云岭省茶叶学会/科技馆"),
    ],
)
def test_a_common_name_is_full_with_what_it_belongs_to(
    thing: Entity, relation: str, owner: Entity, key: str
) -> None:
    assert keys([thing, owner], (relation, "x", owner.id))["x"] == (key,)


@pytest.mark.parametrize(
    ("name", "form", "is_key"),
    [
        ("云岭省科学技术协会", "云岭省科协", True),
        ("云岭省科学技术协会", "省科协", False),
        ("云岭省茶叶学会", "茶叶学会", False),
        ("云岭省茶叶学会", "红茶学会", False),
        # A body that was renamed: the report knows both names.
        ("云岭省茶叶学会", "云岭省红茶学会", True),
        ("云岭省茶叶学会", "云茶", False),
    ],
)
def test_a_short_form_that_keeps_the_place_is_a_key_too(name: str, form: str, is_key: bool) -> None:
    body, person = entity("o", "Organization", name, form), entity("p", "Person", "李明远")
    found = keys([body, person], ("holdsPost", "p", "o"))
    assert set(found["o"]) == {f"organization/{name}", *([f"organization/{form}"] if is_key else [])}
    # So who holds a post in it is known by each of its names.
    short = keys([entity("o", "Organization", form), person], ("holdsPost", "p", "o"))
    assert (set(short["p"]) <= set(found["p"])) == is_key


def test_only_what_is_so_makes_a_name_full() -> None:
    part = entity("x", "Organization", "学会部", subtype="Department")
    [key] = keys([part, SOCIETY], ("partOf", "x", "o"), modality="planned")["x"]
    assert is_hash(key)


def test_a_number_of_facilities_is_not_one_of_that_name() -> None:
    yard = entity("x", "Facility", "云岭省茶叶科技小院")
    assert keys([yard, SOCIETY], ("builds", "o", "x"))["x"] == ("facility/云岭省茶叶科技小院",)
    [key] = keys([yard, SOCIETY], ("builds", "o", "x"), count=5)["x"]
    assert is_hash(key)


def test_a_place_is_its_code_in_names_too() -> None:
    def of(name: str, *relations: tuple[str, str, str], subtype: str = "Society") -> set[str]:
        return set(keys([entity("x", "Organization", name, subtype=subtype), DISTRICT], *relations)["x"])

    assert of("广东省果树学会") & of("广东果树学会") == {"organization/place/440000/果树学会"}
    assert of("长春市朝阳区科技局") & of("朝阳区科技局", ("locatedIn", "x", "d"), subtype="Government") == {
        "organization/place/220104/科技局"
    }
    # There a place is part of a name that is given.
    assert of("湖南农业大学", subtype="University") == {"organization/湖南农业大学"}


def test_a_site_is_in_the_one_county_of_its_report() -> None:
    yard = entity("x", "Facility", "茶叶科技小院")
    other = entity("d", "Place", "黄石县", subtype="County", code="990102")
    town = entity("t", "Place", "黄坪镇", subtype="Town")
    key = ("facility/place/990101/茶叶科技小院",)
    assert keys([yard, COUNTY])["x"] == key
    assert keys([yard, COUNTY, other], ("locatedIn", "x", "c"))["x"] == key
    assert keys([yard, COUNTY, other, town], ("locatedIn", "x", "t"), ("locatedIn", "t", "c"))["x"] == key
    for relations in ((), (("locatedIn", "x", "c"), ("locatedIn", "x", "d"))):
        [unknown] = keys([yard, COUNTY, other], *relations)["x"]
        assert is_hash(unknown)


def test_a_site_without_a_place_is_that_of_who_builds_it() -> None:
    yard, plain = entity("x", "Facility", "茶叶科技小院"), entity("x", "Facility", "科技小院")
    key = ("facility/organization/云岭省茶叶学会/茶叶科技小院",)
    assert keys([yard, SOCIETY], ("builds", "o", "x"))["x"] == key
    assert keys([yard, SOCIETY], ("builds", "o", "x"), modality="planned")["x"] == key
    for things in ([plain, SOCIETY], [plain, SOCIETY, COUNTY]):
        assert is_hash(keys(things, ("builds", "o", "x"))["x"][0])


def test_an_event_without_a_place_in_its_name_is_told_by_where_and_by_whom_it_is_held() -> None:
    def of(event: Entity, *relations: tuple[str, str, str]) -> tuple[str, ...]:
        return keys([event, COUNTY, SOCIETY], *relations)["x"]

    day = entity("x", "Event", "科技工作者日活动", date="2025-05-30/2025-05-31")
    assert of(day, ("locatedIn", "x", "c")) == (
        "event/place/990101/科技工作者日活动/2025-05-30",
        "event/place/990101/科技工作者日活动/2025-05-30%2F2025-05-31",
    )
    congress = entity("x", "Event", "第四次会员代表大会", subtype="Session")
    assert of(congress, ("organizes", "o", "x")) == ("event/organization/云岭省茶叶学会/第四次会员代表大会",)
    assert is_hash(of(congress, ("locatedIn", "x", "c"))[0])


def test_parts_of_one_another_come_to_an_end() -> None:
    a = entity("a", "Organization", "一部", subtype="Department")
    b = entity("b", "Organization", "二部", subtype="Department")
    found = keys([a, b], ("partOf", "a", "b"), ("partOf", "b", "a"))
    assert all(is_hash(key) for (key,) in found.values())


def test_a_person_is_a_name_and_a_body() -> None:
    def of(
        person: str, body: Entity, *more: Entity, relations: tuple[tuple[str, str, str], ...] = ()
    ) -> tuple[str, ...]:
        rows = (("holdsPost", "p", body.id), *relations)
        return keys([entity("p", "Person", person), body, *more], *rows)["p"]

    university = entity("u", "Organization", "云岭农业大学")
    department = entity("d", "Organization", "学会部", subtype="Department")
    post = of("李明远", SOCIETY)
    assert len(post) == 1
    planned = keys([entity("p", "Person", "李明远"), SOCIETY], ("holdsPost", "p", "o"), modality="planned")
    assert planned["p"] == post
    assert of("李明远", entity("other", "Organization", "云岭省茶叶学会")) == post
    assert of("章伟", SOCIETY) != post
    assert of("李明远", university) != post
    assert set(of("李明远", SOCIETY, university, relations=(("holdsPost", "p", "u"),))) == {
        *post,
        *of("李明远", university),
    }
    # Who heads a department of the body is of the body.
    assert set(post) < set(of("李明远", department, SOCIETY, relations=(("partOf", "d", "o"),)))


def test_segments_hold_what_an_iri_may_hold_and_tell_names_apart() -> None:
    assert path_segment("云岭-a.b_c~d1") == "云岭-a.b_c~d1"
    assert path_segment('a/b c<d>"\u202e\ue000') == "a%2Fb%20c%3Cd%3E%22%E2%80%AE%EE%80%80"
    assert path_segment("0123456789abcdef") == "%30123456789abcdef"
    assert len({path_segment(text) for text in ("a/b", "a%2Fb", "a b", "ab")}) == 4


def test_codes_come_before_names_before_hashes() -> None:
    ordered = [
        "place/441625",
        "organization/云岭省科学技术协会",
        "organization/云岭省科协",
        "person/0123456789abcdef",
    ]
    assert sorted(reversed(ordered), key=key_order) == ordered
