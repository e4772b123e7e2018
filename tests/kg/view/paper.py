"""What stands on a printed page."""

from __future__ import annotations

import io
import unicodedata

from pypdf import PdfReader


def words_of(pdf: bytes) -> str:
    """The text of a PDF without white space: a printer may break lines anywhere.

    Normalised, since a PDF's fonts may give a character as its radical (⽉ for 月).
    """
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "".join(unicodedata.normalize("NFKC", "".join(page.extract_text() for page in pages)).split())
