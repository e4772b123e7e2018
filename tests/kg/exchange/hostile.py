"""Names that a report could hold to harm whoever reads an export."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import strategies as st

from kg.vocabulary import PREFIXES
from tests.kg.small import IRI

HOSTILE = (
    "=cmd|' /C calc'!A0 <script>alert(1)</script> \"'`&]]>\r\n\t二\x1b[31m\u2028\ufffe\u202e行"
    " \\u0027 \\ | ; {$}" + "长" * 10_000
)

_AWKWARD = [
    "=1+1", "'=1+1", "''@x", "\\", "a\\", "a | b", " | ", "|", '"', "\r", "\n", "\r\n", "\\u0027",
    "\\\\u0027", "\0",
]  # fmt: skip

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(_AWKWARD)
"""Texts as a store can hold them: a lone surrogate it cannot."""


def relabelled(quads: ox.Store, name: str) -> None:
    """Give the company another name."""
    node, label = ox.NamedNode(IRI["company"]), ox.NamedNode(f"{PREFIXES['rdfs']}label")
    for quad in list(quads.quads_for_pattern(node, label, None, None)):
        quads.remove(quad)
    quads.add(ox.Quad(node, label, ox.Literal(name, language="zh")))
