from __future__ import annotations

import pytest

from extractors.errors import DataFileError
from kg.answers.followup import follow_up
from kg.answers.followup.answering import EventName, load_answering, parse_answering
from tests.kg.answers.followup.told import told

EXAMPLES = [
    (relation, *example)
    for relation, answers in load_answering().relations.items()
    for example in answers.examples
]
GOOD = """
edition = "首届"
year = "20[0-9]{2}年"
number = "[0-9]+期"
[relations.serves]
done = ["serves"]
moving = ["visits"]
examples = [["甲 serves 乙", "甲 serves 乙", "done"]]
"""


@pytest.mark.parametrize(("relation", "promise", "later", "status"), EXAMPLES)
def test_the_examples_of_the_data_file(relation: str, promise: str, later: str, status: str) -> None:
    assert promise.split()[1] == relation
    quads = told(f"{promise} {'wished' if relation == 'needs' else 'planned'}", later)
    assert [one.status for one in follow_up(quads) if one.report == "report0"] == [status]


@pytest.mark.parametrize("relation", load_answering().relations)
def test_each_relation_has_an_example_of_what_answers_it(relation: str) -> None:
    statuses = {status for name, *_, status in EXAMPLES if name == relation}
    answers = load_answering().relations[relation]
    assert {"done"} & statuses or not answers.done
    assert {"moving"} & statuses or not answers.moving


def test_what_the_statements_show() -> None:
    serves = load_answering().relations["serves"]
    assert [serves.shows(relation) for relation in ("serves", "visits", "builds")] == ["done", "moving", None]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("第三届青禾茶叶论坛", EventName("青禾茶叶论坛", "第三届", None, None)),
        ("2024年青禾茶叶论坛", EventName("青禾茶叶论坛", None, "2024", None)),
        ("“2024首届茶叶论坛”", EventName("茶叶论坛", "首届", "2024", None)),
        ("2期茶叶培训班", EventName("茶叶培训班", None, None, 2)),
        ("茶叶论坛", EventName("茶叶论坛", None, None, None)),
        ("第三届", EventName("第三届", None, None, None)),
    ],
)
def test_the_parts_of_an_events_name(label: str, name: EventName) -> None:
    assert load_answering().event_name(label) == name


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ("[relations.serves]", "[relations.likes]", "likes is no relation"),
        ('moving = ["visits"]', 'moving = ["likes"]', "serves: an answer is no relation"),
        ('moving = ["visits"]', 'moving = ["serves"]', "shows both done and moving"),
        ('done = ["serves"]', "", "has not exactly done examples moving"),
        ('[["甲 serves 乙", "甲 serves 乙", "done"]]', "[]", "serves has no example"),
        ('edition = "首届"', 'edition = "("', "a pattern is wrong"),
        ('edition = "首届"', "", "the entries must be"),
        ('edition = "首届"', "edition =", "Invalid value"),
    ],
)
def test_a_wrong_file_is_told(good: str, bad: str, message: str) -> None:
    assert parse_answering(GOOD).relations["serves"].done == ("serves",)
    with pytest.raises(DataFileError, match=r"ontologies/answering\.toml: ") as error:
        parse_answering(GOOD.replace(good, bad))
    assert message in str(error.value)
