"""Questions on the small store; how many of those that people ask are understood: `test_phrasings.py`."""

from __future__ import annotations

import time

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, SKOS

from kg.answers import names as names_module
from kg.answers.questions import ask, understand
from kg.errors import NotFoundError, QuestionError
from kg.store.rdf import FACTS, chinese
from kg.vocabulary import KX
from tests.kg.small import IRI


@pytest.mark.parametrize(
    ("text", "question", "thing"),
    [
        ("哪些学会服务青禾县?", "services", "county"),
        ("茶叶学会服务哪些地方", "serves", "society"),
        # The same words, the other way round.
        ("茶叶学会走访过谁", "visits", "society"),
        ("谁走访过茶叶学会", "visitors", "society"),
        ("茶叶学会谁走访过", "visitors", "society"),
        ("茶叶学会被谁走访过", "visitors", "society"),
        ("到茶叶学会走访的有哪些人", "visitors", "society"),
        ("茶叶学会接待过谁", "visitors", "society"),
        ("茶叶学会到哪些企业走访过", "visits", "society"),
        ("青禾县需要什么", "needs", "county"),
        ("谁需要茶叶", "needed-by", "tea"),
        # A short name of the county, and of the association.
        ("青禾有什么产业", "industries", "county"),
        ("云岭省科协的主席是谁", "posts", "association"),
        ("查一下《青禾行动》是由谁推进的,谢谢!", "advances", "action"),
        ("青禾县举办过哪些培训", "events-in", "county"),
        # A dialect; what is said before and behind the question; marks of any kind.
        ("青禾那边缺啥子嘛", "needs", "county"),
        ("嗯,你给我讲讲看,茶叶学会走访过谁,我记不清了", "visits", "society"),
        ("【青禾县】/产业??列出来", "industries", "county"),
        # An industry never acts: 哪些县 right before the verb does, and where.
        ("茶叶哪些县需要", "needed-by", "tea"),
        ("茶叶,哪里急需", "needed-by", "tea"),
        # The thing is named last; its kind is said again; a word is said twice, has 了 within, 最 before it.
        ("需要什么,青禾县", "needs", "county"),
        ("茶叶学会这家学会服务哪些地方", "serves", "society"),
        ("谁和茶叶学会签了约", "cooperation", "society"),
        ("介绍介绍茶叶学会", "everything", "society"),
        ("青禾县最头疼的是什么", "needs", "county"),
        ("需要汇总一下青禾县的需求", "needs", "county"),
        ("青禾县属于哪个省", "location", "county"),
        # Who comes stands behind the verb.
        ("青禾县来过哪些大学", "visitors", "county"),
        # Names cut short, a thing named as that of its place, traditional characters, Cantonese.
        ("农业大学和谁合作", "cooperation", "university"),
        ("云岭省的茶叶学会服务哪些地方", "serves", "society"),
        ("青禾縣有邊啲產業", "industries", "county"),
        ("青禾县有咩特产㗎", "industries", "county"),
        # Who offers is asked by a noun for it: what is named beside it is offered.
        ("茶叶的供应商有哪些", "offers", "tea"),
        # How many: those that the graph knows are listed.
        ("几家学会服务青禾县", "services", "county"),
        ("青禾县缺不缺技术", "needs", "county"),
        ("青禾县有产业没有", "industries", "county"),
        # Who needs is not who offers; 有 before who is asked for says that there are some.
        ("茶叶有谁要", "needed-by", "tea"),
        ("茶叶可求教于谁", "offers", "tea"),
        ("茶叶有哪些学会支持", "services", "tea"),
        # What lies in a place is no answer but where that may be asked.
        ("青禾县内建了哪些平台", "facilities-in", "county"),
        ("青禾县有专家来考察过没有", "visitors", "county"),
    ],
)
def test_a_question_is_understood(quads: ox.Store, text: str, question: str, thing: str) -> None:
    understood = understand(quads, text)
    assert (understood.question.id, understood.arguments) == (question, (IRI[thing],))


@pytest.mark.parametrize(
    ("text", "question", "thing", "passed_over"),
    [
        # A word of no list that asks nothing, and why someone asks.
        ("青禾县愈发需要什么", "needs", "county", ("愈发",)),
        ("我们科室想去走访,请问青禾县需要什么", "needs", "county", ("我们科室想去走访",)),
        # A reason, also with words that questions hear, or that none tells; what is said behind the question.
        ("为做好对接工作,青禾县有哪些产业", "industries", "county", ("为做好对接工作",)),
        ("我们想写一篇茶叶的稿子,青禾县需要什么", "needs", "county", ("我们想写一篇茶叶的稿子",)),
        ("茶叶学会服务哪些地方?我们也想请他们来", "serves", "society", ("我们也想请他们来",)),
        # A clause that names what the rest is about; one that says nothing of things.
        ("下周带专家去青禾县,他们那边需要什么", "needs", "county", ("下周带专家去青禾县",)),
        ("孩子想去参观,茶叶学会归哪个单位管", "parents", "society", ("孩子想去参观",)),
        ("青禾县都缺什么,我们好准备", "needs", "county", ("我们好准备",)),
        ("我们想请茶叶学会帮忙,他们服务哪些地方", "serves", "society", ("我们想请茶叶学会帮忙",)),
        # Of two questions the one that is told, or the first.
        ("我们县有多少茶农,青禾县需要什么", "needs", "county", ("我们县有多少茶农",)),
        ("青禾县有哪些产业,需要什么", "industries", "county", ("需要什么",)),
        ("茶叶学会服务哪些地方,谁是理事长", "serves", "society", ("谁是理事长",)),
        # What is asked for is a kind, not the reason; who acts stands behind the first cue.
        ("茶叶学会是为什么产业服务的", "serves", "society", ()),
        ("青禾县接下来有谁要来帮忙", "plans-for", "county", ()),
    ],
)
def test_what_says_nothing_is_passed_over_and_told(
    quads: ox.Store, text: str, question: str, thing: str, passed_over: tuple[str, ...]
) -> None:
    understood = understand(quads, text)
    assert (understood.question.id, understood.arguments) == (question, (IRI[thing],))
    assert understood.passed_over == passed_over
    told = ask(quads, understood.question, understood.arguments, None, passed_over).understood
    assert [all(word in text for word in passed_over) for text in told] == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        "青禾县的房价怎么样",
        "青禾县的爱人需要什么",
        "能解决青禾县需求的学会有哪些",
        "青禾县有哪些产业和需求",
        "青禾县能给学会什么支持",
        "省科协主席,青禾县的产业",
        # Terms, and another question, are no asides.
        "2024年底,青禾县需要什么",
        "我们只要省级的,哪些学会服务青禾县",
    ],
)
def test_what_may_change_the_question_is_not_passed_over(quads: ox.Store, text: str) -> None:
    with pytest.raises((QuestionError, NotFoundError)):
        understand(quads, text)


def test_two_things_and_none(quads: ox.Store) -> None:
    assert understand(quads, "青禾县和茶叶学会有什么关系").arguments == (IRI["county"], IRI["society"])
    assert understand(quads, "茶叶学会在青禾县负责什么").arguments == (IRI["society"], IRI["county"])
    assert understand(quads, "图谱里有哪些报告").arguments == ()


@pytest.mark.parametrize(
    "text",
    [
        "谁参加了青禾县那次茶叶种植培训班",
        "青禾县举办的茶叶种植培训班谁去了",
        "茶叶学会那次茶叶种植培训班谁去了",
    ],
)
def test_an_event_may_be_named_with_its_place_or_who_held_it(quads: ox.Store, text: str) -> None:
    assert understand(quads, text).question.id == "event"


@pytest.mark.parametrize("text", ["茶叶种植培训班办了没有", "茶叶种植培训班是什么时候举办的"])
def test_of_whether_and_when_an_event_took_place_all_that_is_known_tells(quads: ox.Store, text: str) -> None:
    understood = understand(quads, text)
    assert (understood.question.id, understood.wanted.relations) == ("event", ())


def test_when_is_told_of_posts_also_of_those_who_left_them(quads: ox.Store) -> None:
    wanted = understand(quads, "省科协主席是什么时候上任的").wanted
    assert (wanted.roles, wanted.current) == (("主席",), False)
    with pytest.raises(QuestionError, match="no question tells 「什么时候」"):
        understand(quads, "茶叶学会什么时候服务青禾县")


def test_two_bodies_may_share_their_end(quads: ox.Store) -> None:
    other = ox.NamedNode("https://kexie-kg.example/id/organization/青禾县科学技术协会")
    for thing, type_, name in (
        (other, KX.Organization, "青禾县科协"),
        (ox.NamedNode(f"{other.value}2"), KX.Organization, "白果县科协"),
        (ox.NamedNode("https://kexie-kg.example/id/place/990102"), KX.Place, "白果县"),
    ):
        quads.add(ox.Quad(thing, ox.NamedNode(str(RDFS.label)), chinese(name), FACTS))
        quads.add(ox.Quad(thing, ox.NamedNode(str(RDF.type)), ox.NamedNode(str(type_)), FACTS))
    understood = understand(quads, "青禾县和白果县两地科协有什么关系")
    assert understood.arguments == (other.value, f"{other.value}2")


def test_a_title_says_who_is_meant_but_not_whose_secretary(quads: ox.Store) -> None:
    with pytest.raises(NotFoundError, match="周明远 may be one of 2 things"):
        understand(quads, "周明远主席走访过哪里")
    with pytest.raises(QuestionError, match="is not understood"):
        understand(quads, "周明远的秘书长是谁")


@pytest.mark.parametrize(
    ("text", "kinds", "roles", "current"),
    [
        ("哪些学会、高校服务青禾县", ("学会", "高校"), (), False),
        ("哪些机构服务青禾县", (), (), False),
        # Of two words for kinds the one that is asked for counts.
        ("省科协是哪个高校的部门", ("高校",), (), False),
        ("茶叶学会与哪个县的科协合作", ("科协",), (), False),
        ("茶叶种植培训班是哪个科协组织的", ("科协",), (), False),
        # Of 机构 and 学会 the first says no more than that bodies are wanted.
        ("哪些学会和机构服务青禾县", (), (), False),
        ("省科协的主席和副主席是谁", (), ("主席", "副主席"), True),
        ("谁当过省科协主席", (), ("主席",), False),
        ("省科协有哪些领导", (), (), False),
    ],
)
def test_which_answers_are_wanted(
    quads: ox.Store, text: str, kinds: tuple[str, ...], roles: tuple[str, ...], current: bool
) -> None:
    wanted = understand(quads, text).wanted
    assert (wanted.kinds, wanted.roles, wanted.current) == (kinds, roles, current)


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("茶叶学会举办了哪些活动", ("organizes",)),
        ("茶叶学会出席过哪些活动", ("participatesIn",)),
        ("茶叶学会参与主办的活动有哪些", ("organizes",)),
        ("茶叶学会举办、参加了哪些活动", ()),
        ("茶叶学会有哪些活动", ()),
    ],
)
def test_who_organised_is_told_from_who_took_part(
    quads: ox.Store, text: str, relations: tuple[str, ...]
) -> None:
    understood = understand(quads, text)
    assert understood.wanted.relations == relations
    answer = ask(quads, *understood)
    assert len(answer.rows) == (0 if relations == ("participatesIn",) else 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("青禾县的天气怎么样", "(「天气」)"),
        ("青禾县有多少学会", "no question tells 「多少」"),
        ("怎么种茶叶", "no question tells 「怎么种」"),
        ("茶叶学会要求青禾县做什么", "no question tells 「要求」"),
        # Where something is done is no part of another question.
        ("茶叶学会举办活动的地点在哪里", "is not understood"),
        # What may begin a question is no word within it.
        ("茶叶学会汇报青禾县需要什么", "is not understood"),
        ("哪些学会没有服务青禾县", "no question tells 「没」"),
        ("青禾县", "the nearest questions: "),
        ("", "the nearest questions: "),
        ("?!", "the nearest questions: "),
        ("\udcff\x1b[2J", "is not understood"),
    ],
)
def test_nothing_is_guessed(quads: ox.Store, text: str, message: str) -> None:
    with pytest.raises(QuestionError) as error:
        understand(quads, text)
    assert message in str(error.value)
    assert "kg ask lists" in str(error.value)


def test_a_question_is_no_essay(quads: ox.Store) -> None:
    with pytest.raises(QuestionError, match="more than 200 characters"):
        understand(quads, "哪些学会服务青禾县" * 30)


def test_a_word_that_is_never_answered_may_be_part_of_a_name(quads: ox.Store) -> None:
    quads.add(ox.Quad(ox.NamedNode(IRI["tea"]), ox.NamedNode(str(SKOS.altLabel)), chinese("不夜茶"), FACTS))
    assert understand(quads, "谁需要不夜茶").arguments == (IRI["tea"],)


@pytest.mark.parametrize("text", ["青木县有什么产业", "哪些学会服务过青木县", "谁是云岭省蚕桑学会的理事长"])
def test_an_unknown_name_is_named(quads: ox.Store, text: str) -> None:
    with pytest.raises(NotFoundError, match="青木县|蚕桑学会"):
        understand(quads, text)


def test_of_two_things_of_one_name_none_is_chosen(quads: ox.Store) -> None:
    with pytest.raises(NotFoundError, match="周明远 may be one of 2 things"):
        understand(quads, "周明远担任什么职务")


def test_only_names_that_fit_the_question_count(quads: ox.Store) -> None:
    # A society and an industry of one name: the industry cannot serve, the society cannot be needed as one.
    quads.add(ox.Quad(ox.NamedNode(IRI["society"]), ox.NamedNode(str(SKOS.altLabel)), chinese("茶叶"), FACTS))
    assert understand(quads, "茶叶服务哪些县").arguments == (IRI["society"],)
    assert understand(quads, "哪些县有茶叶产业").arguments == (IRI["tea"],)


def test_known_names_are_found_by_the_index_alone(quads: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a large store a look at all names would take long; none is needed where the names are known."""
    label, type_ = ox.NamedNode(str(RDFS.label)), ox.NamedNode(str(RDF.type))
    for number in range(20_000):
        thing = ox.NamedNode(f"https://kexie-kg.example/id/organization/青禾{number}号学会")
        quads.add(ox.Quad(thing, label, chinese(f"青禾{number}号学会"), FACTS))
        quads.add(ox.Quad(thing, type_, ox.NamedNode(str(KX.Organization)), FACTS))

    def all_names(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(names_module, "_known", all_names)
    before = time.process_time()
    assert understand(quads, "请问青禾都有哪些学会在服务").arguments == (IRI["county"],)
    assert time.process_time() - before < 1


@pytest.mark.parametrize(
    "text",
    [
        "茶叶学会服务青禾县吗",
        "茶叶学会是不是服务青禾县",
        "茶叶学会服务过青禾县没有",
        "茶叶学会为青禾县做了什么",
    ],
)
def test_whether_one_thing_does_something_to_another_is_asked_of_both(quads: ox.Store, text: str) -> None:
    understood = understand(quads, text)
    assert understood.question.id == "between"
    assert set(understood.arguments) == {IRI["society"], IRI["county"]}
    assert "服务" in ask(quads, *understood).names
