"""A question in plain Chinese → a named question, what it is about, and which answers are wanted.

    understood = understand(store.quads, "哪些学会服务德庆县?")
    understood.question.id, understood.arguments, understood.wanted.kinds

Nothing is guessed: every character of the text must belong to a name that the graph knows, to a word of the
question's own phrasing, or to a word that says nothing by itself. Where that fails, QuestionError says which
words were not understood, and which questions come nearest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from kg.answers.names import Thing, named, resolve, short_names_in
from kg.answers.questions.clauses import halves, rearranged
from kg.answers.questions.named import Question, load_questions
from kg.answers.questions.readings import Reading, may_ask, read
from kg.answers.questions.restriction import Restriction
from kg.answers.questions.rewording import OF_PLACE, plainly, with_shared_ends, without_words_of_place
from kg.answers.questions.text import LONGEST_NAME, Names, Stretch, Text
from kg.answers.questions.words import is_title, words
from kg.answers.short_names import full_names
from kg.errors import NotFoundError, QuestionError
from kg.store.patterns import values
from kg.store.quads import Quads
from kg.store.rdf import FACTS
from kg.vocabulary import KX

_LONGEST_QUESTION = 200
_LONGEST_SHORT_NAME = 12
_SHOWN = 3
_AND = frozenset("和与及、或,")
_FOR_WHAT = ("为什么", "为啥")
"""为什么产业服务 asks for which industry, not why."""

_LYING_IN = re.compile(f"(?:举办|召开|举行|办|开)?的|[那这][次场届个]|{OF_PLACE.pattern}")
"""Between a place and what lies in it, or was held there: 饶平那次座谈会, 德庆县召开的座谈会."""

_LYING = ("Event", "Facility")
"""The types of things that may be named with their place; a body's place is part of its name."""


class Understanding(NamedTuple):
    """A question with one argument (an IRI) for each parameter, and which answers are wanted.

    `passed_over` are the words of the text that say nothing of this, as far as the lists tell.
    """

    question: Question
    arguments: tuple[str, ...]
    wanted: Restriction
    passed_over: tuple[str, ...] = ()


def understand(quads: Quads, said: str) -> Understanding:
    """Return what a question in plain Chinese asks.

    Raises QuestionError where it is not understood, or can be meant in two ways; NotFoundError where it is,
    but for a name that the graph does not know, or that several things have.
    """
    if len(said) > _LONGEST_QUESTION:
        raise QuestionError(f"a question of more than {_LONGEST_QUESTION} characters is not understood")
    asked = unicodedata.normalize("NFKC", said.encode("utf-8", "replace").decode("utf-8"))
    asked = plainly(asked)
    unknown = []
    for text, readings, left in _ways(quads, asked):
        try:
            return _understood(quads, said, text, readings, left)
        except NotFoundError as error:
            unknown.append(error)
    raise unknown[0]


def _understood(
    quads: Quads, said: str, text: Text, readings: Sequence[Reading], left: tuple[str, ...]
) -> Understanding:
    never = _never_answered(text, readings)
    if never is not None:
        raise QuestionError(f"「{said}」 is not understood: no question tells 「{never}」; kg ask lists them")
    if not readings:
        raise _not_understood(said, text)
    # What may be a name that the graph does not know is tried as that of each type of things.
    alike = [one for one in readings if one.has_unknown and one.names == readings[0].names] or readings[:1]
    unknown = []
    for rank in dict.fromkeys(one.rank for one in alike):
        equal = {one.question.id: one for one in readings if one.rank == rank}
        try:
            understood = _only_one(quads, said, text, list(equal.values()))
        except NotFoundError as error:
            unknown.append(error)
        else:
            return understood._replace(passed_over=left + understood.passed_over)
    raise unknown[0]


def _ways(quads: Quads, asked: str) -> list[tuple[Text, list[Reading], tuple[str, ...]]]:
    """Return what `_best` does, as a list of one where it is clear.

    Where it is not, also with the names in it that are cut short, and with a thing named as that of its place
    (郁南县那边的科协: 郁南县科协), then in simplified characters: the one that is clear, else all that can be
    read, else the first.
    """
    ways = [_best(_text(quads, asked, _names_in(quads, asked)))]
    first = ways[0][0]
    simplified = asked.translate(words().simplified)
    rewritten = (asked, with_shared_ends(first), without_words_of_place(first), simplified)
    for said in dict.fromkeys(rewritten):
        if _is_clear(*ways[-1][:2]):
            return ways[-1:]
        names = _names_in(quads, said)
        ways.append(_best(_text(quads, said, {**_short_names_in(quads, said, names), **names})))
    return ways[-1:] if _is_clear(*ways[-1][:2]) else [way for way in ways if way[1]] or ways[:1]


def _short_names_in(quads: Quads, asked: str, known: Iterable[Stretch]) -> dict[Stretch, Names]:
    """Return the short names in the text that are no part of another name, nor just a word for a kind."""
    found = {
        (asked.find(name), asked.find(name) + len(name)): Names(things, short=True)
        for name, things in short_names_in(quads, asked).items()
        if name not in words().for_kinds
    }
    return {
        stretch: names
        for stretch, names in found.items()
        if not any(
            first <= stretch[0] and stretch[1] <= last and (first, last) != stretch
            for first, last in (*known, *found)
        )
    }


def _best(text: Text) -> tuple[Text, list[Reading], tuple[str, ...]]:
    """Return the text as it is best read, its readings, the best first, and the clauses left out of account.

    Where some of it is neither a name that the graph knows nor a word, a word that says nothing may be passed
    over, and the clauses may be `rearranged`. Of two different questions in it the first that is clear is
    read; the other is left out.
    """
    with_unknown = None
    alone = [(part, _readings(part), left) for part, left in halves(text)]
    asked = [one for one in alone if _is_clear(*one[:2])]
    for part, left in rearranged(text):
        for passing in (False, True):
            readings = _readings(part, passing=passing)
            if _is_clear(part, readings):
                different = [one for one in asked if one[1][0].question != readings[0].question]
                return different[0] if different else (part, readings, left)
            if readings and with_unknown is None:
                with_unknown = part, readings, left
    return next(iter(asked), with_unknown) or (text, [], ())


def _is_clear(text: Text, readings: Sequence[Reading]) -> bool:
    """Return whether a text is read with names that the graph knows, and asks what a question tells."""
    return bool(readings) and not readings[0].has_unknown and _never_answered(text, readings) is None


def _readings(text: Text, *, passing: bool = False) -> list[Reading]:
    """Return the readings of a text, the best first."""
    return sorted(
        (
            reading
            for question in load_questions().values()
            for reading in read(text, question, passing=passing)
        ),
        key=lambda reading: (reading.rank, reading.question.id),
    )


def _names_in(quads: Quads, asked: str) -> dict[Stretch, Names]:
    """Return the things whose names, or short names, stand in the text."""
    stretches = [
        (begin, end)
        for begin in range(len(asked))
        for end in range(begin + 2, min(len(asked), begin + LONGEST_NAME) + 1)
    ]
    exact = named(quads, {asked[begin:end] for begin, end in stretches})
    found = {
        (begin, end): Names(exact[asked[begin:end]], short=False)
        for begin, end in stretches
        if asked[begin:end] in exact
    }
    fuller = {
        (begin, end): full_names(asked[begin:end])
        for begin, end in stretches
        if end - begin <= _LONGEST_SHORT_NAME
        and not any(first <= begin and end <= last for first, last in found)
    }
    full = named(quads, {name for names in fuller.values() for name in names})
    for stretch, names in fuller.items():
        meant = next((name for name in names if name in full), None)
        if meant is not None:
            found[stretch] = Names(full[meant], short=True)
    return found


def _text(quads: Quads, asked: str, names: Mapping[Stretch, Names]) -> Text:
    return Text(asked, {**names, **_with_their_place(quads, asked, names)})


def _with_their_place(quads: Quads, asked: str, found: Mapping[Stretch, Names]) -> dict[Stretch, Names]:
    """Return what is named with the place in which it lies, or an event with who held it.

    饶平那次座谈会 is one of that place alone.
    """
    wider: dict[Stretch, Names] = {}
    for (begin, end), names in found.items():
        holders = {thing.iri for thing, type_ in names.things.items() if type_ in ("Place", "Organization")}
        between = _LYING_IN.match(asked, end) if holders else None
        if between is None:
            continue
        for (first, last), other in found.items():
            lying = {
                thing: type_
                for thing, type_ in other.things.items()
                if first == between.end() and type_ in _LYING and _is_of(quads, thing, holders)
            }
            if lying:
                wider[begin, last] = Names(lying, short=other.short)
    return wider


def _is_of(quads: Quads, thing: Thing, holders: set[str]) -> bool:
    """Return whether one of the bodies held an event, or a thing lies in one of the places."""
    if any(thing.iri in values(quads, ox.NamedNode(iri), str(KX.organizes), FACTS) for iri in holders):
        return True
    around = [thing.iri]
    for inner in around:  # which grows: what lies around comes behind
        found = sorted(values(quads, ox.NamedNode(inner), str(KX.locatedIn), FACTS))
        around += [place for place in found if place not in around]
    return not holders.isdisjoint(around)


def _only_one(quads: Quads, said: str, text: Text, equal: Sequence[Reading]) -> Understanding:
    """Return what the readings, all equally good, come to: the only one whose names the graph knows."""
    understood, unknown = [], []
    for reading in equal:
        try:
            understood.append((_understanding(quads, text, reading), reading))
        except NotFoundError as error:
            unknown.append(error)
    if not understood:
        raise unknown[0]
    if len(understood) > 1:
        shown = ", ".join(
            " ".join(
                ["kg ask", reading.question.name, *(text[token] for token in reading.tokens if token.is_name)]
            )
            for _, reading in understood
        )
        raise QuestionError(f"「{said}」 can be meant in {len(understood)} ways: {shown}")
    return understood[0][0]


def _understanding(quads: Quads, text: Text, reading: Reading) -> Understanding:
    phrasing, question = reading.question.phrasing, reading.question
    arguments = []
    for token, types in zip(reading.names, question.parameters.values(), strict=True):
        known = text.names[token.begin, token.end].things if token.sort == "name" else {}
        things = [thing for thing, type_ in known.items() if type_ in types]
        # An unknown name is perhaps a form that no report uses; if not, the error lists the nearest.
        only = things[0] if len(things) == 1 else resolve(quads, text[token], types)
        arguments.append(only.iri)
    where = [token for token in reading.tokens if token.sort == "where"]
    periods = [token for token in reading.tokens if token.sort == "period"]
    said = [text[token] for token in reading.tokens if token.sort in ("cue", "word")]
    former = any(word in words().former for word in said)
    of_person = any("Person" in types for types in question.parameters.values())
    heard = phrasing.role is not None and not (of_person and former)  # 当主席之前在哪儿
    titles = [word for word in said if heard and is_title(word)]
    roles = tuple(dict.fromkeys(word for word in titles if word not in words().classes["leader"]))
    asks_when = not words().classes["when"].isdisjoint(said)
    cues = {text[token] for token in reading.tokens if token.sort == "cue"}
    asks_whether = not words().classes["whether"].isdisjoint(cues)
    return Understanding(
        question,
        tuple(arguments),
        Restriction(
            kinds=_kinds(text, reading),
            roles=roles,
            # Of a person all that is known of the post is asked, also when it began.
            current=bool(roles) and not (periods or former or of_person or asks_when),
            relations=() if asks_whether or asks_when else _relations(said, phrasing.relation),
            periods=tuple(text.periods[token.begin, token.end] for token in periods),
            places=tuple(resolve(quads, text[token], ("Place",)) for token in where),
        ),
        tuple(text[token] for token in reading.tokens if token.sort == "passed"),
    )


def _relations(said: Sequence[str], classes: Mapping[str, str]) -> tuple[str, ...]:
    """Return the relation of which alone the words speak; none where they speak of several."""
    found = [name for name, class_ in classes.items() if not words().classes[class_].isdisjoint(said)]
    return tuple(found) if len(found) == 1 else ()


def _kinds(text: Text, reading: Reading) -> tuple[str, ...]:
    """Return the words for kinds of answers; of 哪些学会的专家 and the like, those that 哪些 asks for."""
    phrasing, general = reading.question.phrasing, words()
    found: list[str] = []
    asked_for: list[str] = []
    before, joined = "", False
    said = [text[token] for token in reading.tokens]
    others = phrasing.kind_words - general.classes["Place"]
    for place, word in enumerate(said):
        of_place = word in general.classes["Place"] and said[place + 1 : place + 2] == ["的"]
        if of_place and not others.isdisjoint(said[place + 2 : place + 3]):
            continue  # 哪个县的科协 asks for 科协
        if word in phrasing.kind_words:
            joined = joined or (bool(found) and before in _AND)
            found.append(word)
            if before in general.classes["which"] or (asked_for and before in _AND):
                asked_for.append(word)
        before = word
    if any(word not in general.kinds for word in asked_for or (found if joined else [])):
        return ()  # 哪些地方和产业, 部门和机构: any
    return tuple(dict.fromkeys(word for word in asked_for or found if word in general.kinds))


def _never_answered(text: Text, readings: Sequence[Reading]) -> str | None:
    """Return a word that asks for what no question gives, where it is no part of a name or a longer word."""
    tokens = readings[0].tokens if readings else [token for begin in text.known for token in begin]
    understood = [token for token in tokens if token.sort in ("name", "cue", "word", "filler")]
    for word in words().never:
        begin = text.asked.find(word)
        while begin >= 0:
            end = begin + len(word)
            within = any(token.begin <= begin and end <= token.end for token in understood)
            if not within and not (word in _FOR_WHAT and text.kind_begins(end)):
                return word
            begin = text.asked.find(word, begin + 1)
    return None


def _not_understood(said: str, text: Text) -> QuestionError:
    types = {type_ for names in text.names.values() for type_ in names.things.values()}

    def nearness(question: Question) -> tuple[bool, bool]:
        heard = any(may_ask(text, form) for form in question.phrasing.forms)
        return heard, any(not types.isdisjoint(wanted) for wanted in question.parameters.values())

    near = sorted(load_questions().values(), key=nearness, reverse=True)[:_SHOWN]
    left = "、".join(f"「{gap}」" for gap in text.not_understood)
    return QuestionError(
        f"「{said}」 is not understood{f' ({left})' if left else ''}; the nearest questions: "
        f"{' '.join(question.chinese for question in near)}; kg ask lists all"
    )
