"""Posts that one person holds at a time, and words for those who held one before (posts.toml).

>>> is_single("主席", "云岭省科学技术协会")
True
>>> is_former("主席", "云岭省科协原主席李明远")
True
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from extractors.errors import DataFileError
from ontologies.tables import parse_toml


@dataclass(frozen=True, slots=True)
class SinglePost:
    """Roles of which a body has one; `ends`: only bodies whose names end so (empty: any body).

    An example is a role and a body's name, with a space between.
    """

    id: str
    roles: tuple[str, ...]
    ends: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


def is_single(role: str, body: str) -> bool:
    """Return whether one person at a time holds the role in the body with this name."""
    return any(role in post.roles and (not post.ends or body.endswith(post.ends)) for post in single_posts())


def is_former(role: str, quote: str) -> bool:
    """Return whether a report's words speak of one who held the role before: 原主席."""
    return any(f"{word}{role}" in quote for word in _tables()[1])


def single_posts() -> tuple[SinglePost, ...]:
    """Return the posts of the file, in its order. Raises DataFileError as `parse_posts`."""
    return _tables()[0]


def parse_posts(text: str) -> tuple[tuple[SinglePost, ...], tuple[str, ...]]:
    """Return the single posts and the words for former holders in a file's text.

    Raises DataFileError, naming the entry, for what the file should not say, says twice, or must say.
    """

    def error(what: str) -> DataFileError:
        return DataFileError(f"ontologies/posts.toml: {what}")

    data = parse_toml(text, "ontologies/posts.toml")
    try:
        former = tuple(data.pop("former"))
        posts = tuple(
            SinglePost(entry.pop("id"), **{name: tuple(words) for name, words in entry.items()})
            for entry in data.pop("single")
        )
    except KeyError as problem:
        raise error(f"no {problem}") from None
    except TypeError as problem:
        raise error(f"an entry of single has other keys than {', '.join(SinglePost.__slots__)}") from problem
    if data:
        raise error(f"unknown key {min(data)}")
    for names in ([post.id for post in posts], [role for post in posts for role in post.roles], former):
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise error(f"{twice[0]} stands twice")
    return posts, former


@cache
def _tables() -> tuple[tuple[SinglePost, ...], tuple[str, ...]]:
    return parse_posts(resources.files("ontologies").joinpath("posts.toml").read_text(encoding="utf-8"))
