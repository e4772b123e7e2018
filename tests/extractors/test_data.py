"""How data files are read: exactly the entries that are asked for, nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import data
from extractors.data import Trie, any_of, by_length, data_file, load_toml
from extractors.errors import DataFileError


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that `x.toml` is read from."""
    monkeypatch.setattr(data, "data_file", tmp_path.joinpath)
    return tmp_path / "x.toml"


def test_a_file_gives_its_entries(written: Path) -> None:
    written.write_text('words = ["甲"]\n[kinds]\nA = ["乙"]\n', encoding="utf-8")
    assert load_toml("x.toml", {"words": list, "kinds": dict}) == {"words": ["甲"], "kinds": {"A": ["乙"]}}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('words = ["甲"]\nword = []', "unknown entry 'word'; known are words, kinds"),
        ('words = ["甲"]', "entry 'kinds' is missing or not a dict"),
        ('words = "甲"\n[kinds]', "entry 'words' is missing or not a list"),
        ('words = ["甲", "乙", "甲"]\n[kinds]', "'甲' stands twice in 'words'"),
        ('words = []\n[kinds]\nA = ["乙", "乙"]', "'乙' stands twice in 'kinds.A'"),
        ('[[words]]\nid = "a"\n[[words]]\nid = "a"\n[kinds]', "'a' stands twice in 'words'"),
        ("words = []\nwords = []\n[kinds]", "Cannot overwrite a value (at line 2, column 11)"),
    ],
)
def test_a_wrong_file_is_named_with_its_entry(written: Path, content: str, message: str) -> None:
    written.write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        load_toml("x.toml", {"words": list, "kinds": dict})
    assert str(caught.value) == f"extractors/data/x.toml: {message}"


def test_every_data_file_says_where_it_comes_from() -> None:
    root = Path(str(data_file("")))
    files = sorted(root.rglob("*.toml"))
    assert Path(str(data_file("titles.toml"))) in files
    assert [path.name for path in files if "Source:" not in path.read_text(encoding="utf-8")] == []


def test_a_pattern_of_words_prefers_the_longest() -> None:
    assert any_of(["甲", "甲乙", "a.b"]) == r"a\.b|甲乙|甲"


@settings(max_examples=100, derandomize=True)
@given(st.sets(st.text("甲乙丙", min_size=1, max_size=4)), st.text("甲乙丙丁", max_size=8), st.integers(0, 8))
def test_a_trie_finds_the_longest_word_at_a_place(words: set[str], text: str, begin: int) -> None:
    expected = max((len(word) for word in words if text.startswith(word, begin)), default=0)
    assert Trie(words).longest(text, begin) == expected


@settings(max_examples=100, derandomize=True)
@given(st.sets(st.text("甲乙丙", min_size=1, max_size=3)), st.text("甲乙丙丁", max_size=6))
def test_a_trie_spells_what_its_longest_words_make_up(words: set[str], text: str) -> None:
    rest = text
    while rest and any(map(rest.startswith, words)):
        rest = rest[max(len(word) for word in words if rest.startswith(word)) :]
    assert Trie(words).spells(text) == (rest == "")


def test_words_by_length() -> None:
    assert by_length({"乙", "甲", "甲乙"}) == ("甲乙", "乙", "甲")
