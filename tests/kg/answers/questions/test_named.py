from __future__ import annotations

import pyoxigraph as ox
import pytest

from extractors.errors import DataFileError
from kg.answers.questions import Answer, ask, load_questions
from kg.answers.questions.named import parse_question
from tests.kg.small import FIRST


def answered(quads: ox.Store, id_: str, *arguments: str) -> Answer:
    return ask(quads, load_questions()[id_], arguments)


def rows(answer: Answer) -> list[list[str | None]]:
    return [cells for cells, _ in answer.rows]


def test_the_questions_are_these() -> None:
    assert {id_: question.name for id_, question in load_questions().items()} == {
        "advances": "推进",
        "between": "关系",
        "bodies-in": "当地机构",
        "builders": "谁建",
        "builds": "建设",
        "colleagues": "同事",
        "cooperation": "合作",
        "event": "活动详情",
        "events-in": "当地活动",
        "events": "活动",
        "everything": "全部",
        "facilities-in": "当地平台",
        "industries": "产业",
        "industry-places": "产地",
        "initiatives": "举措",
        "location": "所在地",
        "members": "成员",
        "names": "名称",
        "needed-by": "谁需要",
        "needs": "需求",
        "offered": "能提供",
        "offers": "供给",
        "parents": "隶属",
        "person-posts": "任职",
        "plans-for": "有关计划",
        "plans": "计划",
        "posts": "谁任职",
        "reports": "报告",
        "serves": "服务对象",
        "services": "服务",
        "shared-persons": "兼职",
        "single-source": "孤证",
        "sources": "出处",
        "visitors": "来访",
        "visits": "走访",
    }


def test_who_holds_posts(quads: ox.Store) -> None:
    answer = answered(quads, "posts", "省科协")
    assert answer.understood == (
        "谁在云岭省科学技术协会及其部门任职?",
        "Who holds posts in 云岭省科学技术协会 and its departments?",
    )
    assert answer.header == ["人物 person", "职务 role", "机构 unit", "时间 time"]
    # The president of the university is another person, and the society is a member and no department.
    assert rows(answer) == [["周明远", "主席", "云岭省科学技术协会", "2024-06"]]
    assert answer.names == ["周明远"]


def test_what_serves_a_place_or_an_industry(quads: ox.Store) -> None:
    # The association only plans to.
    assert rows(answered(quads, "services", "青禾县")) == [["云岭省茶叶学会", "机构", "青禾县"]]
    with_sentences = answered(quads, "services", "青禾县").rows[0][1]
    assert [entry["date"] for entry in with_sentences] == ["2024-12-01", "2025-03"]


def test_who_advances(quads: ox.Store) -> None:
    assert rows(answered(quads, "advances", "青禾行动")) == [["云岭省茶叶学会", "机构", None]]


def test_needs_and_offers(quads: ox.Store) -> None:
    assert rows(answered(quads, "needs", "青禾县")) == [["茶叶", "事实", None]]
    assert rows(answered(quads, "offers", "茶叶")) == [["云岭省茶叶学会", "机构", "事实"]]


def test_plans_and_wishes_of_either_side_of_a_cooperation(quads: ox.Store) -> None:
    assert rows(answered(quads, "plans", "省科协")) == [["计划", "服务", "青禾县", "2026"]]
    assert rows(answered(quads, "plans", "青禾县")) == [["愿望", "合作", "云岭农业大学", None]]
    assert rows(answered(quads, "plans", "云岭农业大学")) == [["愿望", "合作", "青禾县", None]]
    assert rows(answered(quads, "plans", "茶叶学会")) == []


def test_cooperation_is_seen_from_both_sides(quads: ox.Store) -> None:
    assert rows(answered(quads, "cooperation", "茶叶学会")) == [["云岭农业大学", "事实", None]]
    assert rows(answered(quads, "cooperation", "云岭农业大学")) == [
        ["云岭省茶叶学会", "事实", None],
        ["青禾县", "愿望", None],
    ]


def test_members(quads: ox.Store) -> None:
    assert rows(answered(quads, "members", "省科协")) == [["云岭省茶叶学会", "机构", "云岭省科学技术协会"]]


def test_events(quads: ox.Store) -> None:
    assert rows(answered(quads, "events", "茶叶学会")) == [["2025-03-03", "茶叶种植培训班", "举办", "青禾县"]]


def test_everything_of_a_thing_with_its_sentences(quads: ox.Store) -> None:
    answer = answered(quads, "everything", "青禾行动")
    assert rows(answer) == [["云岭省茶叶学会", "推进", "青禾行动", "事实", None, None]]
    assert [entry["sentence"] for entry in answer.rows[0][1]] == [FIRST.splitlines()[3]]
    assert load_questions()["everything"].evidence
    relations = {str(cells[1]) for cells in rows(answered(quads, "everything", "茶叶学会"))}
    assert relations == {"服务", "合作", "推进", "可提供", "举办", "隶属于"}


def test_what_two_reports_say_is_not_of_a_single_source(quads: ox.Store) -> None:
    # That the society serves the county stands in both reports; that the association will, in one.
    served = [cells for cells in rows(answered(quads, "single-source", "青禾县")) if cells[1] == "服务"]
    assert served == [["云岭省科学技术协会", "服务", "青禾县", "计划"]]
    relations = {str(cells[1]) for cells in rows(answered(quads, "single-source", "茶叶学会"))}
    assert relations == {"合作", "推进", "可提供", "举办", "隶属于"}


def test_nothing_found_is_no_row(quads: ox.Store) -> None:
    answer = answered(quads, "needs", "茶叶学会")
    assert (answer.rows, answer.names) == ([], [])


GOOD = """
name = "问"
group = "来源与质量"
chinese = "谁在{body}?"
english = "Who is in {body}?"
example = ["甲"]
query = "SELECT $body ?who ?statement { GRAPH kxg:statements { ?statement ?who $body } }"

[parameters]
body = ["Organization"]

[columns]
who = "谁"

[phrasing]
forms = [{ cues = [["who"]], thing = "object" }]
also = ["Organization", "在场"]
kind = { who = ["Person"] }
role = "who"
examples = ["谁在甲?"]
"""


def test_a_good_file_is_a_question() -> None:
    question = parse_question("q.toml", GOOD)
    assert (question.id, question.name, question.group, question.evidence) == ("q", "问", "来源与质量", False)
    assert dict(question.parameters) == {"body": ("Organization",)}
    assert (question.phrasing.kind, question.phrasing.role) == ("who", "who")
    assert {"在场", "学会", "专家"} <= question.phrasing.words
    assert "专家" in question.phrasing.kind_words
    assert "学会" not in question.phrasing.kind_words


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "问"', 'name = "问"\nkind = 1', "unknown key kind"),
        ('group = "来源与质量"', 'group = "别处"', "the group is not among 人物与职务"),
        ('role = "who"', 'rule = "who"', "unknown key rule in phrasing"),
        ('role = "who"', 'role = "whom"', "no column whom, which the phrasing names"),
        ("kind = { who =", "kind = { what =", "no column what, which the phrasing names"),
        ('["Person"]', '["Human"]', "kind is one column with types among Organization Person"),
        ('also = ["Organization", "在场"]\n', "", "no also in phrasing"),
        ('"在场"', '"bodies"', "there is no class of words bodies"),
        ('thing = "object"', 'thing = "first"', "a form has cues and, where it matters, thing"),
        ('[["who"]]', "[[]]", "a form has no cue"),
        ("cues =", "words =", "a form has cues and, where it matters, thing"),
        ('name = "问"', 'name = "问"\nname = "问"', "Cannot overwrite a value"),
        ('name = "问"', "", "no name"),
        ('name = "问"', "name = 1", "name is not a str"),
        ('"Organization"', '"Body"', "the types of body are not among Organization Person"),
        ('["Organization"]', "[]", "the types of body"),
        ("谁在{body}?", "谁?", "a title does not name {body}"),
        ('["甲"]', "[]", "the example has not one value for each parameter"),
        ("?who ?statement {", "?statement {", "the query must select body who"),
        ("[columns]\n", "[columns]\nmore = '更多'\n", "the query must select body more who"),
        ("GRAPH kxg:statements", "GRAPH", "the query is not SPARQL"),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong(old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(DataFileError) as error:
        parse_question("q.toml", GOOD.replace(old, new))
    assert str(error.value).startswith(f"ontologies/questions/q.toml: {message}")
    assert "\n" not in str(error.value)
