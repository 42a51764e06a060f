"""A document as the tables keep it: what orders it as it is, its text packed.

A search orders some fifty documents and shows a piece of a dozen, so only those are unpacked.
The words of an item stand in its source already, so a text is packed as what differs from that:
it can be read only beside the very bytes that it was packed beside.

Source:
    RFC 1950, section 2.2: a preset dictionary, and the checksum of it that the text carries.
"""

from __future__ import annotations

import sqlite3
import zlib
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from valita_desktop.decoding import prepared
from valita_desktop.errors import UNDECODABLE
from valita_desktop.library.search.model import Doc

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.content.model import Lang

_Text = tuple[tuple[str, ...], str, str]
"""Keywords, summary and body."""

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(prepared(_Text))


class KeptDoc(NamedTuple):
    """A row of the documents' table.

    Attributes:
        number: Of the document.
        id, lang, title, order: As in `Doc`.
        text: The rest of it, as `packed_text` made it.
        source_of: Gives the bytes that it was packed beside, by its id; none if there are none.
    """

    number: int
    id: str
    lang: Lang
    title: str
    order: int
    text: bytes
    source_of: Callable[[str], bytes]

    @property
    def doc(self) -> Doc:
        """The whole document.

        Raises:
            sqlite3.DatabaseError: Its text is damaged, as of a page that cannot be read, or its
                source is another one.
        """
        source = self.source_of(self.id)
        try:
            unpacking = zlib.decompressobj(zdict=source)
            text = unpacking.decompress(self.text) + unpacking.flush()
            keywords, summary, body = _decoder.decode(text)
        except (zlib.error, *UNDECODABLE) as error:
            raise sqlite3.DatabaseError(f"the text of {self.id} is damaged") from error
        return Doc(self.id, self.lang, self.title, keywords, summary, body, self.order, source)


def packed_text(doc: Doc) -> bytes:
    """The text of a document, packed."""
    packing = zlib.compressobj(zdict=doc.source)
    text = _encoder.encode((doc.keywords, doc.summary, doc.body))
    return packing.compress(text) + packing.flush()
