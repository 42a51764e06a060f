"""Documents as other people make them, for tests: by python-docx, and ODT written by hand."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from docx.document import Document
    from docx.text.paragraph import Paragraph

_ODT = "application/vnd.oasis.opendocument.text"
_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible", "meta": "meta",
    }.items()
)  # fmt: skip


def docx_of(file: Path, write: Callable[[Document], object]) -> Path:
    """A DOCX that somebody wrote in Word."""
    document = docx.Document()
    write(document)
    document.save(str(file))
    return file


def with_part(file: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The same document with another part."""
    with zipfile.ZipFile(file) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    parts[name] = change(parts.get(name, b""))
    return zipped(file, parts)


def zipped(file: Path, parts: Mapping[str, bytes]) -> Path:
    """An archive of these parts."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    file.write_bytes(whole.getvalue())
    return file


def odt_of(file: Path, body: str, styles: str = "") -> Path:
    """An ODT with this in its text."""
    content = (
        f'<?xml version="1.0"?><office:document-content {_SPACES} '
        'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped(file, {"mimetype": _ODT.encode(), "content.xml": content.encode()})


def numbered(document: Document, number: int, level: int, words: str) -> None:
    """A paragraph in a list of the document's numbering."""
    paragraph = document.add_paragraph(words)
    place = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    place.get_or_add_ilvl().val, place.get_or_add_numId().val = level, number


def raw(paragraph: Paragraph, xml: str) -> None:
    """Something that python-docx has no name for, at the end of a paragraph."""
    spaces = nsdecls("w", "a", "wp", "pic", "r")
    extra = (
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    head, _, rest = xml.partition(">")
    short = head.endswith("/")
    opening = f"{head.rstrip('/')} {spaces} {extra}{'/' if short else ''}>"
    paragraph._p.append(parse_xml(opening + rest))
