"""Who holds which post where: `doc._.claims` of type holdsPost, by the order of bodies, titles and names.

    市科协党组书记、主席王某，副主席李某       `before`: the body is carried along the list
    王某（市科协主席）, 王某当选市科协主席     `behind`: brackets, appositions, careers
    选举王某为市科协主席                       `appointing`
    会长：王某                                 `lists`, in lines `roster`
    甲县委副书记、县长王某                     `governments`

Words: `data/posts.toml`. A person without a body beside the titles, or before them, gets no post.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.posts import appointing, behind, lists
from extractors.components.posts.before import TitledNames
from extractors.components.posts.context import Context
from extractors.components.posts.governments import seated
from extractors.components.posts.patterns import patterns as post_patterns
from extractors.components.posts.roster import Rosters, again
from extractors.components.posts.subjects import Told
from extractors.components.posts.view import Report, SentenceView
from extractors.components.titles import Title
from extractors.mentions import Claim, Mention, Sentence, Word

Doc.set_extension("claims", default=())

_POINTING = frozenset({"post.anaphora", "post.bare"})
"""Rules that find the body of a title elsewhere in the report."""


def match(
    text: str,
    sentences: Sequence[Sentence],
    titles: Sequence[Title],
    persons: Sequence[Mention],
    bodies: Sequence[Mention],
    words: Sequence[Word] = (),
) -> list[Claim]:
    """Return the holdsPost claims of all sentences; titles and persons come in text order."""
    claims: list[Claim] = []
    bodies = sorted(bodies, key=lambda body: (body.begin, body.end))
    report = Report(text, titles, persons, bodies, Context(text, bodies, words, (*titles, *persons)))
    rosters = Rosters()
    told = Told(text, persons)
    for sentence in sentences:
        if sentence.kind == "byline":
            continue
        view = SentenceView(report, sentence)
        listed = rosters.claims(view, sentence.kind)
        rosters.heads(view, sentence.kind)
        claims += listed
        claims += again(view, claims)
        claims += _claims(
            view, {one.head.begin for one in listed if one.rule == "post.list"}, told.subject(view)
        )
    _set_proposed(text, claims)
    return seated(_consistent(claims), bodies)


def _set_proposed(text: str, claims: list[Claim]) -> None:
    """What a line proposes before the title is planned: 拟任理事长：王某, 拟由王某出任会长."""
    for one in claims:
        if one.modality == "actual":
            begin, _ = one.spans[0]
            line = max(text.rfind(mark, 0, one.spans[-1][1]) for mark in "\n。；") + 1
            if post_patterns().proposed.search(text, min(line, begin), one.spans[-1][1]) is not None:
                one.modality = "planned"


def _consistent(claims: list[Claim]) -> list[Claim]:
    """Leave out what points back where the report says elsewhere which body the person has the post in."""
    stated: dict[tuple[str, str], set[str]] = {}
    for one in claims:
        if one.rule not in _POINTING and one.role is not None:
            stated.setdefault((one.head.name, one.role), set()).add(one.tail.name)
            stated.setdefault((one.head.name, one.role.removeprefix("副")), set()).add(one.tail.name)
    return [
        one
        for one in claims
        if one.rule not in _POINTING
        or one.tail.name in stated.get((one.head.name, one.role or ""), {one.tail.name})
    ]


def _claims(view: SentenceView, listed: set[int], subject: Mention | None) -> list[Claim]:
    """All claims of one sentence but those of a roster.

    `listed`: where the names of a roster begin; `subject`: whom the sentences before tell of.
    """
    found: list[Claim] = []
    names = TitledNames(view)
    for person in view.persons:
        titled = names.claims(person)
        found += titled
        found += (one for one in behind.behind(view, person) if not titled or one.rule != "post.apposition")
    found += behind.careers(view, found, subject)
    found += appointing.appointed(view)
    found += appointing.certified(view)
    found += (one for one in lists.listed(view) if one.head.begin not in listed)
    return found


@Language.component(
    "kg_posts",
    requires=["doc._.sentences", "doc._.words", "doc._.titles", "doc._.persons", "doc._.names"],
    assigns=["doc._.claims"],
)
def component(doc: Doc) -> Doc:
    """Add the holdsPost claims to `doc._.claims`."""
    doc._.claims = (
        *doc._.claims,
        *match(doc._.text, doc._.sentences, doc._.titles, doc._.persons, doc._.names, doc._.words),
    )
    return doc
