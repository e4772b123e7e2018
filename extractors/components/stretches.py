"""The stretches of a text that an encoded sentence holds as one character, and the tags of its characters."""

from __future__ import annotations

from extractors.components.anaphora import pointers
from extractors.components.titles import Title
from extractors.mentions import Mention, Word


def stretches(
    text: str, mentions: list[Mention], titles: tuple[Title, ...], words: tuple[Word, ...]
) -> list[tuple[int, int, Mention | None]]:
    """Return the stretches that become one character, in order: mentions, titles, pointers; none overlaps."""
    taken = bytearray(len(text))
    found: list[tuple[int, int, Mention | None]] = []

    def take(begin: int, end: int, mention: Mention | None) -> None:
        if not any(taken[begin:end]):
            taken[begin:end] = b"\x01" * (end - begin)
            found.append((begin, end, mention))

    for mention in sorted(mentions, key=lambda mention: (mention.begin, -mention.end)):
        take(mention.begin, mention.end, mention)
    for title in titles:
        take(title.begin, title.end, None)
    for begin, end, mention in pointers(text, words, mentions):
        take(begin, end, mention)
    return sorted(found, key=lambda stretch: stretch[0])


def tags(length: int, words: tuple[Word, ...]) -> list[str]:
    """The tag of the word that each character stands in."""
    found = [""] * length
    for word in words:
        found[word.begin : word.end] = [word.tag] * (word.end - word.begin)
    return found
