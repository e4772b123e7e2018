from __future__ import annotations

import pytest

from extractors.errors import DataFileError
from ontologies.posts import SinglePost, is_former, is_single, parse_posts, single_posts

ENTRY = '[[single]]\nid = "a"\nroles = ["会长"]\nends = []\nexamples = []\ncounterexamples = []\n'


@pytest.mark.parametrize("post", single_posts(), ids=lambda post: post.id)
def test_each_post_is_held_as_its_examples_say(post: SinglePost) -> None:
    assert post.examples and post.counterexamples
    assert [text for text in post.examples if not is_single(*text.split(" "))] == []
    assert [text for text in post.counterexamples if is_single(*text.split(" "))] == []
    assert {text.split(" ")[0] for text in post.examples} <= set(post.roles)


@pytest.mark.parametrize(
    ("quote", "former"),
    [
        ("云岭省科协原主席李明远", True),
        ("云岭省科学技术协会…李明远…首任主席", True),
        ("云岭省科协主席李明远", False),
        ("原云岭省科协副主席李明远", False),
    ],
)
def test_words_before_a_role_tell_of_the_past(quote: str, former: bool) -> None:
    assert is_former("主席", quote) is former


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("former = []", "no 'single'"),
        (f"{ENTRY}", "no 'former'"),
        (f"former = []\n{ENTRY}end = []", "an entry of single has other keys than id, roles"),
        (f"former = []\n{ENTRY}{ENTRY}", "a stands twice"),
        (f'former = ["原", "原"]\n{ENTRY}', "原 stands twice"),
        (f"x = 1\nformer = []\n{ENTRY}", "unknown key x"),
        ("former = [", "Invalid value"),
    ],
)
def test_a_wrong_file_is_an_error_that_names_the_entry(text: str, message: str) -> None:
    with pytest.raises(DataFileError, match=message) as error:
        parse_posts(text)
    assert str(error.value).startswith("ontologies/posts.toml: ")
