"""The outer form of a PDF: numbered objects, compressed, and where each one stands.

Written here because reportlab writes neither object streams nor metadata. Nothing in this
module may depend on the time, on the machine or on the order of a set: equal documents
are equal bytes.

Source:
    ISO 32000-1 §7.5.7 (object streams), §7.5.8 (cross-reference streams), §14.3.2 (metadata).
"""

from __future__ import annotations

import hashlib
import re
import zlib

Area = tuple[float, float, float, float]
"""A rectangle of a page: left, bottom, right, top in points."""

PRODUCER = "Välitä! – Visa omtanke! (ReportLab)"
EFFORT = 4
"""Of zlib: a quarter less time than its usual 6, for two per cent more bytes."""

_PER_STREAM = 200
_TREE = b"<</Type/Pages/Count "
_PAGES = re.compile(re.escape(_TREE) + rb"(\d+)")
_WHITE = re.compile(r"\s")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""What no text of the file may hold, and what only tells where a line may break."""


def text_string(text: str) -> bytes:
    """``text`` on one line as a PDF text string in source form, no control characters."""
    text = _WHITE.sub(" ", _CONTROL.sub("", text))
    if text.isascii():
        body = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(" + body.encode() + b")"
    return b"<FEFF" + text.encode("utf-16-be").hex().encode() + b">"


def ref(number: int) -> bytes:
    """A reference to an object as PDF source."""
    return b"%d 0 R" % number


def array(items: list[bytes]) -> bytes:
    """An array of sources."""
    return b"[" + b" ".join(items) + b"]"


class PdfFile:
    """A PDF file while it grows: objects by number, each given as its source."""

    def __init__(self) -> None:
        self._objects: list[bytes] = [b""]
        self._named: dict[str, int] = {}

    def reserve(self) -> int:
        """A number for an object whose source comes later, by `put`."""
        self._objects.append(b"")
        return len(self._objects) - 1

    def put(self, number: int, source: bytes) -> None:
        """Give a reserved number its source."""
        self._objects[number] = source

    def add(self, source: bytes) -> int:
        """Add an object; returns its number."""
        number = self.reserve()
        self._objects[number] = source
        return number

    def stream(self, dictionary: bytes, content: bytes) -> int:
        """Add a stream; returns its number.

        Args:
            dictionary: Its entries but for Length. Without a Filter entry the content is
                compressed here.
            content: Its bytes, compressed already where there is a Filter entry.
        """
        return self.add(_stream(dictionary, content))

    def plain_stream(self, dictionary: bytes, content: bytes) -> int:
        """Add a stream that anyone can read without decoding (metadata)."""
        return self.add(_framed(dictionary, content))

    def once(self, name: str, dictionary: bytes, content: bytes) -> int:
        """As `stream`, but a second stream of a name is the first one.

        Args:
            name: Follows from the content, such as its hash; the file does not tell it.
            dictionary: As in `stream`; not looked at the second time.
            content: As in `stream`; not looked at the second time.
        """
        if name not in self._named:
            self._named[name] = self.stream(dictionary, content)
        return self._named[name]

    def write(self, root: int, info: int) -> bytes:
        """The whole file, given the numbers of its catalogue and its information."""
        out = _File()
        packed: list[tuple[int, bytes]] = []
        for number, source in enumerate(self._objects):
            if source.endswith(b"endstream") or source.startswith(_TREE):
                out.add(number, source)
            elif number:
                packed.append((number, source))
        number = len(self._objects)
        for at in range(0, len(packed), _PER_STREAM):
            out.add_packed(number, packed[at : at + _PER_STREAM])
            number += 1
        return out.end(number, root, info)


def xmp(title: str, lang: str) -> bytes:
    """Metadata that call a document PDF/UA-1 and give its title and language.

    Source:
        ISO 14289-1 §5, §7.1.
    """
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
        'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        "<pdfuaid:part>1</pdfuaid:part>"
        '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">'
        f"{_escaped(title)}</rdf:li></rdf:Alt></dc:title>"
        f"<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>"
        f"<pdf:Producer>{_escaped(PRODUCER)}</pdf:Producer>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>\n"
        '<?xpacket end="w"?>'
    ).encode()


def count_pages(pdf: bytes) -> int:
    """How many pages a file has that `PdfFile.write` made; 0 for any other."""
    found = _PAGES.search(pdf)
    return int(found.group(1)) if found else 0


def _escaped(text: str) -> str:
    """``text`` as it stands in XML, without control characters."""
    text = _CONTROL.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _stream(dictionary: bytes, content: bytes) -> bytes:
    if b"/Filter" not in dictionary:
        dictionary += b"/Filter/FlateDecode"
        content = zlib.compress(content, EFFORT)
    return _framed(dictionary, content)


def _framed(dictionary: bytes, content: bytes) -> bytes:
    head = b"<<%s/Length %d>>" % (dictionary, len(content))
    return head + b"\nstream\n" + content + b"\nendstream"


class _File:
    """Bytes of the file as it grows, and where each object stands in it."""

    def __init__(self) -> None:
        self._parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        self._size = len(self._parts[0])
        self._entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}

    def add(self, number: int, source: bytes) -> None:
        self._entries[number] = (1, self._size, 0)
        self._append(b"%d 0 obj\n%s\nendobj\n" % (number, source))

    def add_packed(self, number: int, objects: list[tuple[int, bytes]]) -> None:
        index, at = [], 0
        for n, (each, source) in enumerate(objects):
            self._entries[each] = (2, number, n)
            index.append(b"%d %d" % (each, at))
            at += len(source) + 1
        head = b" ".join(index) + b"\n"
        dictionary = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head))
        self.add(number, _stream(dictionary, head + b"\n".join(each for _, each in objects)))

    def end(self, number: int, root: int, info: int) -> bytes:
        start = self._size
        self._entries[number] = (1, start, 0)
        rows = b"".join(
            kind.to_bytes(1, "big") + where.to_bytes(4, "big") + extra.to_bytes(2, "big")
            for kind, where, extra in (self._entries[n] for n in range(number + 1))
        )
        digest = hashlib.sha256(b"".join(self._parts)).hexdigest()[:32].encode()
        dictionary = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R" % (
            number + 1,
            root,
            info,
        ) + b"/ID[<%s><%s>]" % (digest, digest)
        self._append(b"%d 0 obj\n%s\nendobj\n" % (number, _stream(dictionary, rows)))
        self._append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _append(self, data: bytes) -> None:
        self._parts.append(data)
        self._size += len(data)
