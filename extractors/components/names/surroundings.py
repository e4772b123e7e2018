"""What stands where in a text while its names are read: words, places, posts, and the bodies found so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.components.names.grammar import name_words
from extractors.components.titles import Title
from extractors.mentions import Mention, Word

_LIST_MARKS = ("、", "和", "与", "及")


def office_before(text: str, begin: int, end: int, ending: Mapping[int, Mention]) -> Mention | None:
    """Return the office whose list goes on with what stands from `begin` to `end`: 甲局设计处、科技处.

    `ending` gives bodies by where they end. The offices of one list end alike.
    """
    before = ending.get(begin - 1) if text[begin - 1 : begin] in _LIST_MARKS else None
    if before is None or before.subtype != "Department" or before.form[-1] != text[end - 1]:
        return None
    return before


class Surroundings:
    """Looks up words, places, posts and bodies by offset; bodies are added as they are found."""

    def __init__(
        self, text: str, words: Sequence[Word], places: Sequence[Mention], titles: Sequence[Title]
    ) -> None:
        self.text = text
        self._word_at: list[Word | None] = [None] * (len(text) + 1)
        for word in words:
            self._word_at[word.begin : word.end] = [word] * (word.end - word.begin)
        self.place_ending = {place.end: place for place in places}
        self.place_at = {place.begin: place for place in places}
        posts = [title for title in titles if title.is_post]
        self.post_begins = {title.begin for title in posts}
        self._in_post = {offset for title in posts for offset in range(title.begin, title.end)}
        self.body_ending: dict[int, Mention] = {}

    def word(self, offset: int) -> Word | None:
        """Return the word of the tagger at `offset`."""
        return self._word_at[offset]

    def in_post(self, offset: int) -> bool:
        """Tell whether the character at `offset` is part of a title that is a post."""
        return offset in self._in_post

    def ends_name(self, offset: int) -> bool:
        """Tell whether a place or a body ends at `offset`."""
        return offset in self.place_ending or offset in self.body_ending

    def goes_on_list(self, begin: int, end: int) -> bool:
        """Tell whether what stands there goes on a list of offices that end alike: 甲局设计处、科技处."""
        return office_before(self.text, begin, end, self.body_ending) is not None

    def stops(self, word: Word) -> bool:
        """Tell whether no name holds `word`."""
        return word.text in name_words()["stops"]

    def last_place(self, place: Mention, limit: int) -> Mention:
        """Return the last of the places in a row from `place` on that ends before `limit`."""
        while place.end in self.place_at and self.place_at[place.end].end < limit:
            place = self.place_at[place.end]
        return place
