"""Texts of reports in XML 1.0, which cannot hold all of their characters."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

# Not even as a reference.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def content(text: str) -> str:
    """Return the text as content of an element; what XML cannot hold is shown as U+FFFD."""
    # A parser takes a carriage return that is not escaped for a line feed.
    return escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})


def attribute(text: str) -> str:
    """Return the text as the value of an attribute, with its quotation marks."""
    return quoteattr(_NOT_XML.sub("\ufffd", text))
