"""What a zip file, or a document that is one, unpacks to: looked at before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

from extractors.errors import ReportError
from extractors.reading.settings import MEGABYTE, Limits


def check_parts(data: bytes, limits: Limits) -> None:
    """Raise ReportError where a document of parts in a zip file is none, or unpacks to too much."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReportError("encrypted, or of an old version of Office; save it anew without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_size(archive, limits)
    except zipfile.BadZipFile as error:
        raise ReportError(f"damaged, or no document ({error}); open it and save it anew") from None


def check_size(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Raise ReportError where an archive unpacks to too much; what it claims is all that is ever unpacked."""
    size = sum(part.file_size for part in archive.infolist())
    if size > limits.unpacked * MEGABYTE:
        megabytes = -(-size // MEGABYTE)
        raise ReportError(
            f"it unpacks to {megabytes} MB, more than {limits.unpacked}; unpack it yourself, or raise the "
            f"limit (--limit unpacked={megabytes})"
        )
