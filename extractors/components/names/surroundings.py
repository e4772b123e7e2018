"""What stands where in a text while its names are read: words, places, posts, and the bodies found so far."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.components.names.grammar import name_words
from extractors.components.titles import Title
from extractors.mentions import Mention, Word

_LIST_MARKS = frozenset("、和与及")


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
        before = self.body_ending.get(begin - 1) if self.text[begin - 1 : begin] in _LIST_MARKS else None
        alike = before is not None and before.form[-1] == self.text[end - 1]
        return alike and before is not None and before.subtype == "Department"

    def stops(self, word: Word) -> bool:
        """Tell whether no name holds `word`."""
        return word.text in name_words()["stops"]

    def last_place(self, place: Mention, limit: int) -> Mention:
        """Return the last of the places in a row from `place` on that ends before `limit`."""
        while place.end in self.place_at and self.place_at[place.end].end < limit:
            place = self.place_at[place.end]
        return place
