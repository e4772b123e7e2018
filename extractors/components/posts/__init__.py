"""Who holds which post where: `doc._.claims` of type holdsPost, by the order of bodies, titles and names.

    市科协党组书记、主席王某，副主席李某       `before`: the body is carried along the list
    王某（市科协主席）, 王某当选市科协主席     `behind`: brackets, appositions, careers
    选举王某为市科协主席                       `appointing`
    会长：王某                                 `lists`
    甲县委副书记、县长王某                     `governments`

Words: `data/posts.toml`. A person without a body beside the titles, or before them, gets no post.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from extractors.components.anaphora import Bodies
from extractors.components.posts import appointing, behind, lists
from extractors.components.posts.before import TitledNames
from extractors.components.posts.governments import seated
from extractors.components.posts.view import Report, SentenceView, within
from extractors.components.titles import Title
from extractors.mentions import Claim, Mention, Sentence

Doc.set_extension("claims", default=())


def match(
    text: str,
    sentences: Sequence[Sentence],
    titles: Sequence[Title],
    persons: Sequence[Mention],
    bodies: Sequence[Mention],
) -> list[Claim]:
    """Return the holdsPost claims of all sentences; titles and persons come in text order."""
    claims: list[Claim] = []
    bodies = sorted(bodies, key=lambda body: (body.begin, body.end))
    report = Report(text, titles, persons, bodies, Bodies(bodies, text.find("\n")))
    headed: Mention | None = None
    opened: lists.Opened | None = None
    for sentence in sentences:
        if sentence.kind == "byline":
            continue
        view = SentenceView(report, sentence)
        claims += _claims(view)
        if opened is not None and lists.goes_on(view):
            claims += lists.under(view, *opened)
        else:
            opened = lists.opened(view, headed)
        if sentence.kind == "heading":
            body = lists.body_of_heading(within(bodies, sentence), sentence.begin)
            headed = body if body is not None else headed
    return seated(claims, bodies)


def _claims(view: SentenceView) -> list[Claim]:
    """All claims of one sentence but those that a line before opened."""
    found: list[Claim] = []
    names = TitledNames(view)
    for person in view.persons:
        found += names.claims(person)
        found += behind.behind(view, person)
    found += behind.careers(view, found)
    found += appointing.appointed(view)
    found += lists.listed(view)
    return found


@Language.component(
    "kg_posts",
    requires=["doc._.sentences", "doc._.titles", "doc._.persons", "doc._.names"],
    assigns=["doc._.claims"],
)
def component(doc: Doc) -> Doc:
    """Add the holdsPost claims to `doc._.claims`."""
    doc._.claims = (
        *doc._.claims,
        *match(doc.text, doc._.sentences, doc._.titles, doc._.persons, doc._.names),
    )
    return doc
