"""What is no document, or is more than one, is told by its kind; nothing of it is unpacked."""

from __future__ import annotations

import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.documents.office_files import docx_of, odt_of, with_part, zipped
from valita_desktop import i18n
from valita_desktop.documents import opened as limits
from valita_desktop.documents.reader import read
from valita_desktop.errors import DocumentError, DocumentErrorCode
from valita_desktop.messages.errors import message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENTITY = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e "x">]><d>&e;</d>'


def whole(folder: Path) -> Path:
    return docx_of(folder / "a.docx", lambda document: document.add_paragraph("Sanoja"))


def announcing(folder: Path) -> Path:
    """A document that says of a part that it is larger than any; it is not."""
    file = whole(folder)
    data = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as archive:
        info = archive.getinfo("word/document.xml")
    at = data.rfind(b"word/document.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = struct.pack("<I", limits.MOST_UNPACKED + 1)
    assert info.file_size < limits.MOST_XML
    file.write_bytes(data)
    return file


def encrypted_odt(folder: Path) -> Path:
    manifest = (
        b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        b"<m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    )
    return with_part(odt_of(folder / "a.odt", ""), "META-INF/manifest.xml", lambda _: manifest)


def written(name: str, data: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return write


def cut(folder: Path) -> Path:
    file = whole(folder)
    file.write_bytes(file.read_bytes()[:-200])
    return file


def misnamed(folder: Path) -> Path:
    """A part whose name is said to be UTF-8 and, where it stands, is none."""
    file = whole(folder)
    data = bytearray(file.read_bytes())
    at = data.index(b"word/document.xml")
    data[at - 30 + 7] |= 0x08
    data[at] = 0xFF
    file.write_bytes(data)
    return file


def otherwise_packed(folder: Path) -> Path:
    """A part that is packed as no document is, and damaged."""
    file = whole(folder)
    with zipfile.ZipFile(file) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(
                name, data, zipfile.ZIP_LZMA if "/document." in name else zipfile.ZIP_DEFLATED
            )
    harmed = bytearray(file.read_bytes())
    start = harmed.index(b"word/document.xml") + len(b"word/document.xml")
    harmed[start + 20 : start + 60] = bytes(range(200, 240))
    file.write_bytes(harmed)
    return file


def deep(folder: Path) -> Path:
    inner = b"<w:sdt><w:sdtContent>" * 60 + b"</w:sdtContent></w:sdt>" * 60
    opening = b"<w:body>"
    return with_part(
        whole(folder), "word/document.xml", lambda data: data.replace(opening, opening + inner)
    )


BAD: dict[str, tuple[Callable[[Path], Path], DocumentErrorCode]] = {
    "not there": (lambda folder: folder / "none.docx", DocumentErrorCode.UNREADABLE),
    "a picture": (written("a.docx", b"\x89PNG..."), DocumentErrorCode.NO_DOCUMENT),
    "a text": (written("a.odt", b"words"), DocumentErrorCode.NO_DOCUMENT),
    "any archive": (
        lambda folder: zipped(folder / "a.docx", {"x.txt": b"x"}), DocumentErrorCode.NO_DOCUMENT,
    ),
    "of before 2007": (written("a.doc", OLE), DocumentErrorCode.OLD_WORD),
    "with a password": (
        written("a.docx", OLE + "EncryptedPackage".encode("utf-16-le")),
        DocumentErrorCode.PROTECTED,
    ),
    "an ODT with a password": (encrypted_odt, DocumentErrorCode.PROTECTED),
    "cut off": (cut, DocumentErrorCode.DAMAGED),
    "misnamed": (misnamed, DocumentErrorCode.DAMAGED),
    "otherwise packed": (otherwise_packed, DocumentErrorCode.DAMAGED),
    "no XML": (
        lambda folder: with_part(whole(folder), "word/document.xml", lambda _: b"<w:body"),
        DocumentErrorCode.DAMAGED,
    ),
    "large when unpacked": (announcing, DocumentErrorCode.TOO_LARGE),
    "entities": (
        lambda folder: with_part(whole(folder), "word/document.xml", lambda _: ENTITY),
        DocumentErrorCode.ENTITIES,
    ),
    "deep": (deep, DocumentErrorCode.TOO_LARGE),
    "without words": (
        lambda folder: docx_of(folder / "a.docx", lambda _: None), DocumentErrorCode.EMPTY,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_each_is_told_by_its_kind(tmp_path: Path, what: str) -> None:
    make, code = BAD[what]
    file = make(tmp_path)

    with pytest.raises(DocumentError) as caught:
        read(file)

    assert caught.value.code is code
    assert {each.name for each in tmp_path.iterdir()} <= {file.name}


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
@pytest.mark.parametrize("code", DocumentErrorCode)
def test_each_has_its_sentences(lang: i18n.UiLang, code: DocumentErrorCode) -> None:
    i18n.set_language(lang)

    told = message(DocumentError("oma <moniste>.docx", code))

    assert "oma <moniste>.docx" in told.happened
    assert "{" not in str(told)
    assert all(part.endswith(".") for part in told)


def test_a_whole_document_is_read(tmp_path: Path) -> None:
    assert len(read(whole(tmp_path)).elements) == 1
