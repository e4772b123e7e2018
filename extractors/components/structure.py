"""Relations that names say by themselves: partOf (a unit and its body), locatedIn (a body and its place), serves.

Also decides which mentions go on to coreference: a place inside a proper name is none (南京 in 南京大学).
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractors.mentions import Claim, Mention

Doc.set_extension("mentions", default=())

_FULL = tuple("省市县区州镇乡旗盟")
"""Endings of a place that is written out: a body or site named by it belongs to it (本溪市 in 本溪市第二中学)."""
_SEATED = frozenset({"Association", "Society", "Government", "Alliance"})


def keep(mentions: list[Mention], places: list[Mention]) -> list[Mention]:
    """Return all mentions but places that are buried in a proper name."""
    buried = set()
    for mention in mentions:
        if mention.type == "Person":
            continue
        for place in places:
            if mention.begin <= place.begin and place.end <= mention.end and place is not mention:
                prefix = place.begin == mention.begin or any(
                    place.begin == other.end for other in places if other.begin >= mention.begin
                )
                named = place.form.endswith(_FULL) and len(place.form) >= 3
                held = any(place.end == other.begin and other.end < mention.end and other.place is place and other.form.endswith(_FULL) for other in places)
                named = named or held
                seated = mention.subtype in ("Association", "Government") and place.subtype != "Country"
                if not (prefix and (named or seated)) and mention.type != "Place":
                    buried.add(id(place))
    return [*mentions, *(place for place in places if id(place) not in buried)]


def match(mentions: list[Mention]) -> list[Claim]:
    """Return the claims that the names themselves make: partOf, locatedIn, serves (花生科技小院 serves 花生)."""
    claims = []
    for mention in mentions:
        if mention.parent is not None and mention.type in ("Organization", "Facility"):
            claims.append(
                Claim("partOf", mention, mention.parent, (mention.span,), "structure.unit", mention.form)
            )
        if mention.place is None:
            continue
        if mention.type == "Place":
            claims.append(
                Claim("locatedIn", mention, mention.place, ((mention.place.begin, mention.end),), "structure.place")
            )
        elif (mention.type == "Organization" and mention.subtype in _SEATED and _is_full(mention)) or (
            mention.type in ("Organization", "Facility")
            and mention.subtype != "University"
            and mention.place.form.endswith(_FULL)
        ):
            claims.append(Claim("locatedIn", mention, mention.place, (mention.span,), "structure.seat"))
    holders = {
        offset: mention for mention in mentions if mention.type == "Facility" for offset in range(*mention.span)
    }
    for mention in mentions:
        holder = holders.get(mention.begin) if mention.rule == "industry.name" else None
        if holder is not None and mention.end <= holder.end:
            claims.append(Claim("serves", holder, mention, (holder.span,), "structure.field"))
    return claims


def _is_full(mention: Mention) -> bool:
    place = mention.place
    return place is not None and (
        place.form.endswith(_FULL) or place.begin == place.end or mention.subtype in ("Association", "Government")
        or place.begin < mention.begin or place.begin >= mention.end
    )


@Language.component("kg_structure", requires=["doc._.mentions"], assigns=["doc._.claims"])
def component(doc: Doc) -> Doc:
    """Add the claims to `doc._.claims`."""
    doc._.claims = (*doc._.claims, *match(doc._.mentions))
    return doc
