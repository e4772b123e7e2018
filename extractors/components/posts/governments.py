"""Posts of governments that stand behind a party committee: 甲县委副书记、县长王某 is 县长 of the government.

Words: `governing` in `data/posts.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.components.posts.patterns import patterns
from extractors.mentions import Claim, Mention

_LEVELS = frozenset("省市州县区旗镇乡")


def seated(claims: Iterable[Claim], bodies: Sequence[Mention]) -> list[Claim]:
    """Return the claims with each post of a government in the government of its committee's place.

    Where the report names no government of that place, the post is left out: the committee has none such.
    """
    found = []
    for claim in claims:
        if patterns().governing.fullmatch(claim.role or "") and claim.tail.form.endswith(
            patterns().committees
        ):
            government = next((body for body in bodies if _governs(body, claim.tail)), None)
            if government is None:
                continue
            claim.tail = government
        found.append(claim)
    return found


def _governs(body: Mention, committee: Mention) -> bool:
    if not body.form.endswith("政府") or body is committee:
        return False
    place, other = body.place, committee.place
    if len(body.form) <= 5 and body.form.removesuffix("政府").removesuffix("人民") in _LEVELS:
        return body.form[0] in (committee.form[0], other.name[-1] if other is not None else "")
    if place is None or other is None:
        return body.form[0] == committee.form[0]  # 市政府, 市委 of the report's own place
    return place.name == other.name
