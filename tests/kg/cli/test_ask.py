"""Questions as users type them: in plain Chinese, with names cut short or in Latin letters."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from click.testing import Result

from kg.errors import NotFoundError
from tests.kg.cli.test_answers import stored
from tests.kg.store import five

Run = Callable[..., Result]

TEXT = (
    "各地动态\n广东省荔枝学会服务阳东区。何文澜任佛山市科学技术协会主席。"
    "东源县缺少茶叶种植技术。佛山市科学技术协会推进百千万工程。\n"
)


@pytest.fixture(scope="module")
def run(kg: Run, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`kg ask` on the graph of TEXT."""
    report = five.extraction(
        "news",
        TEXT,
        {
            "society": ("Organization", "Society", "广东省荔枝学会", None),
            "association": ("Organization", "Association", "佛山市科学技术协会", None),
            "chair": ("Person", None, "何文澜", None),
            "district": ("Place", "County", "阳东区", "441704"),
            "county": ("Place", "County", "东源县", "441625"),
            "tea": ("Industry", None, "茶叶种植", None),
            "programme": ("Initiative", "Programme", "百千万工程", None),
        },
        [
            ("serves society district | 广东省荔枝学会服务阳东区", {}),
            ("holdsPost chair association | 何文澜任佛山市科学技术协会主席", {"role": "主席"}),
            ("needs county tea | 东源县缺少茶叶种植技术", {}),
            ("advances association programme | 佛山市科学技术协会推进百千万工程", {}),
        ],
        date="2025-03",
    )
    store = stored(tmp_path_factory.mktemp("asked") / "kg-store", five.stored([report]))
    return lambda *arguments: kg("ask", *arguments, "--store", store)


@pytest.mark.parametrize(
    ("text", "understood", "answer", "sentence"),
    [
        ("哪些学会服务阳东区", "服务阳东区", "广东省荔枝学会", "广东省荔枝学会服务阳东区。"),
        ("谁是佛山市科协主席", "现任主席", "何文澜", "何文澜任佛山市科学技术协会主席。"),
        ("东源县有什么需求", "东源县有哪些需求", "茶叶种植", "东源县缺少茶叶种植技术。"),
        ("谁在推进百千万工程", "推进百千万工程", "佛山市科学技术协会", "佛山市科学技术协会推进百千万工程。"),
    ],
)
def test_plain_chinese_has_its_answer_with_the_sentence(
    run: Run, text: str, understood: str, answer: str, sentence: str
) -> None:
    result = run(text, "--format", "json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["answers"]) == (0, [answer])
    assert understood in found["understood"]["zh"]
    assert [entry["sentence"] for entry in found["evidence"]] == [sentence]


@pytest.mark.parametrize("text", ["哪些学会服务东源县", "谁是佛山市科协秘书长"])
def test_where_nothing_answers_the_list_is_empty_and_the_exit_code_1(run: Run, text: str) -> None:
    result = run(text, "--format", "json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert found["understood"] is not None
    assert (found["answers"], found["evidence"]) == ([], [])


@pytest.mark.parametrize("name", ["东源", "dongyuanxian", "dongyuan", "dyx"])
def test_a_name_may_be_short_or_in_latin_letters(run: Run, name: str) -> None:
    header, *rows = csv.reader(io.StringIO(run("需求", name).stdout))
    assert header[0] == "需求 needed"
    assert [row[0] for row in rows] == ["茶叶种植"]


def test_of_an_unknown_name_the_nearest_are_told(run: Run) -> None:
    error = run("需求", "东原县").exception
    assert isinstance(error, NotFoundError)
    assert error.exit_code == 1
    assert "the nearest names: 东源县" in str(error)
