"""Documents made for tests: Word, PDF, workbooks, archives; the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, declarations: str = "") -> bytes:
    """Return a Word document with this body in WordprocessingML, where the prefix is w."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{declarations}'
        f'<w:document xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}</w:body></w:document>"
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
        '.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    parts = {"[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": document}
    return archive({name: part.encode() for name, part in parts.items()})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def archive(parts: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in parts.items():
            zipped.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


PICTURE = "/picture/"
"""As the text of a page of a PDF: it holds a picture and no text."""


def pdf(pages: Sequence[str], more: str = "") -> bytes:
    """Return a PDF with a page of lines for each text, a page without text for an empty one."""
    fonts = [
        "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/UniGB-UTF16-H/DescendantFonts[4 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        "/Supplement 4>>>>",
    ]
    objects = [f"<</Type/Catalog/Pages 2 0 R{more}>>", "", *fonts]
    for text in pages:
        content = "/X1 Do" if text == PICTURE else _lines(text)
        pictures = "/XObject<</X1 3 0 R>>" if text == PICTURE else ""
        objects.append(f"<</Length {len(content)}>>\nstream\n{content}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>{pictures}>>>>"
        )
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>"
    return _pdf_of(objects)


def _lines(text: str) -> str:
    shown = (f"<{line.encode('utf-16-be', 'surrogatepass').hex()}> Tj 0 -20 Td" for line in text.splitlines())
    return f"BT /F1 12 Tf 72 760 Td {' '.join(shown)} ET"


def _pdf_of(objects: Sequence[str]) -> bytes:
    written = "%PDF-1.7\n"
    offsets = []
    for number, data in enumerate(objects, start=1):
        offsets.append(len(written))
        written += f"{number} 0 obj\n{data}\nendobj\n"
    begin = len(written)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    written += "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    written += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{begin}\n%%EOF\n"
    return written.encode("ascii")


def xlsx(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    import openpyxl

    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    packed = io.BytesIO()
    workbook.save(packed)
    return packed.getvalue()
