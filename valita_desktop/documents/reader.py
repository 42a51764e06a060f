"""The door for documents that somebody brought: DOCX or ODT, by what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.documents.docx_reading import read_docx
from valita_desktop.documents.elements import BreakElement
from valita_desktop.documents.odt_reading import read_odt
from valita_desktop.documents.opened import opened
from valita_desktop.errors import DocumentErrorCode

if TYPE_CHECKING:
    from pathlib import Path

    from valita_desktop.documents.reading import ReadDocument


def read(file: Path) -> ReadDocument:
    """Read a DOCX or an ODT.

    Raises:
        DocumentError: It is none, is damaged or protected, or holds nothing to read.
    """
    source = opened(file)
    found = read_docx(source) if source.kind == "docx" else read_odt(source)
    if all(isinstance(each, BreakElement) for each in found.elements):
        raise source.error(DocumentErrorCode.EMPTY)
    return found
