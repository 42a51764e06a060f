"""The parts of an office document that somebody brought, opened with care.

Sizes are looked at before anything is unpacked, and XML is read without entities, networks and
depths without end. What is no such document is told by its kind, never by its ending alone.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lxml import etree

from valita_desktop.errors import DocumentError, DocumentErrorCode
from valita_desktop.paths import read_regular

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 60_000_000
"""Of a file."""
MOST_PARTS = 3000
MOST_XML = 6_000_000
"""Bytes of a part with words: some 300 pages of a text."""
MOST_UNPACKED = 150_000_000
"""Bytes of all parts together, pictures counted."""
DEEPEST = 80
"""Elements in each other; a table in a cell of a table is at twelve."""
MOST_ELEMENTS = 250_000
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ODT = b"application/vnd.oasis.opendocument.text"
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How parts are packed.  Source: ISO/IEC 29500-2, C.5; ODF 1.3, part 2, 2.2."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError)
"""What reading a part raises; a ``ValueError`` where its name or place makes no sense."""
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|officeDocument|drawingml)/")
"""The names of the strict form, which are read as those that Word writes."""
_DOCX_MAIN = re.compile(rb"wordprocessingml\.(?:document|template)\.main\+xml")


@dataclass(frozen=True)
class OpenedFile:
    """A document whose parts can be read.

    Attributes:
        name: What the file is called.
        kind: By what is in it.
    """

    name: str
    kind: Literal["docx", "odt"]
    _archive: zipfile.ZipFile

    def names(self) -> list[str]:
        """The names of its parts."""
        return self._archive.namelist()

    def data(self, part: str) -> bytes:
        """The bytes of a part; none where there is no such part.

        Raises:
            DocumentError: It cannot be unpacked.
        """
        try:
            if self._archive.getinfo(part).compress_type not in _PACKINGS:
                raise self.error(DocumentErrorCode.DAMAGED, f"{part}: packed as no document is")
            return self._archive.read(part)
        except KeyError:
            return b""
        except _DAMAGED as error:
            raise self.error(DocumentErrorCode.DAMAGED, f"{part}: {error}") from error
        except RuntimeError as error:  # the library's word for a password
            raise self.error(DocumentErrorCode.PROTECTED, part) from error

    def xml(self, part: str) -> etree._Element | None:
        """The root of a part; ``None`` where there is no such part.

        Raises:
            DocumentError: It is no XML, has entities, or more in it than a text has.
        """
        info = self._archive.NameToInfo.get(part)
        if info is None:
            return None
        if info.file_size > MOST_XML:
            raise self.error(DocumentErrorCode.TOO_LARGE, f"{part}: {info.file_size}")
        return read_xml(
            _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", self.data(part)), self
        )

    def error(self, code: DocumentErrorCode, reason: str = "") -> DocumentError:
        """An error about this file."""
        return DocumentError(self.name, code, reason)


def opened(file: Path) -> OpenedFile:
    """Open a document.

    Raises:
        DocumentError: It is none, or cannot be read.
    """
    try:
        data = read_regular(file, MOST_BYTES)
    except OSError as error:
        code = (
            DocumentErrorCode.TOO_LARGE
            if file.is_file() and file.stat().st_size > MOST_BYTES
            else DocumentErrorCode.UNREADABLE
        )
        raise DocumentError(file.name, code, str(error.strerror or error)) from error
    return opened_data(data, file.name)


def opened_data(data: bytes, name: str) -> OpenedFile:
    """Open a document that is held already.

    Args:
        data: The file.
        name: What it is called.

    Raises:
        DocumentError: It is none, or cannot be read.
    """
    if data.startswith(_OLD):
        protected = _ENCRYPTED in data
        raise DocumentError(
            name, DocumentErrorCode.PROTECTED if protected else DocumentErrorCode.OLD_WORD
        )
    if not data.startswith(b"PK"):
        raise DocumentError(name, DocumentErrorCode.NO_DOCUMENT)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED as error:
        raise DocumentError(name, DocumentErrorCode.DAMAGED, str(error)) from error
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_UNPACKED:
        raise DocumentError(name, DocumentErrorCode.TOO_LARGE, f"{len(parts)} parts")
    if any(each.flag_bits & 1 for each in parts):
        raise DocumentError(name, DocumentErrorCode.PROTECTED)
    return _by_kind(archive, name)


def read_xml(data: bytes, source: OpenedFile) -> etree._Element:
    """XML without entities, networks and depths without end.

    Args:
        data: The XML.
        source: The file that an error is about.

    Raises:
        DocumentError: It is no XML, has entities, or more in it than a text has.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        entities = b"<!ENTITY" in data
        code = DocumentErrorCode.ENTITIES if entities else DocumentErrorCode.DAMAGED
        raise source.error(code, str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise source.error(DocumentErrorCode.ENTITIES)
    deep = level = number = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        number += event == "start"
        deep = max(deep, level)
    if deep > DEEPEST or number > MOST_ELEMENTS:
        raise source.error(DocumentErrorCode.TOO_LARGE, f"{number} elements, {deep} deep")
    return root


def _by_kind(archive: zipfile.ZipFile, name: str) -> OpenedFile:
    odt, docx = OpenedFile(name, "odt", archive), OpenedFile(name, "docx", archive)
    names = set(archive.namelist())
    if "mimetype" in names and archive.getinfo("mimetype").file_size <= len(_ODT) + 10:
        kind = odt.data("mimetype").strip()
        if kind in (_ODT, _ODT + b"-template"):
            manifest = odt.xml("META-INF/manifest.xml")
            if manifest is not None and manifest.find(".//{*}encryption-data") is not None:
                raise odt.error(DocumentErrorCode.PROTECTED)
            return odt
    if "[Content_Types].xml" in names:
        types = docx.xml("[Content_Types].xml")
        if types is not None and _DOCX_MAIN.search(etree.tostring(types)):
            return docx
    raise docx.error(DocumentErrorCode.NO_DOCUMENT)
