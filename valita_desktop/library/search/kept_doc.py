"""A document as the tables keep it: what orders it as it is, its text packed.

A search orders some fifty documents and shows a piece of a dozen, so only those are unpacked.
"""

from __future__ import annotations

import sqlite3
import zlib
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from valita_desktop.library.search.model import Doc

if TYPE_CHECKING:
    from valita_desktop.content.model import Lang

_Text = tuple[tuple[str, ...], str, str]
"""Keywords, summary and body."""

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Text)


class KeptDoc(NamedTuple):
    """A row of the documents' table.

    Attributes:
        number: Of the document.
        id, lang, title, order: As in `Doc`.
        text: The rest of it, as `packed_text` made it.
    """

    number: int
    id: str
    lang: Lang
    title: str
    order: int
    text: bytes

    @property
    def doc(self) -> Doc:
        """The whole document.

        Raises:
            sqlite3.DatabaseError: Its text is damaged, as of a page that cannot be read.
        """
        try:
            keywords, summary, body = _decoder.decode(zlib.decompress(self.text))
        except (zlib.error, msgspec.MsgspecError) as error:
            raise sqlite3.DatabaseError(f"the text of {self.id} is damaged") from error
        return Doc(self.id, self.lang, self.title, keywords, summary, body, self.order)


def packed_text(doc: Doc) -> bytes:
    """The text of a document, packed."""
    return zlib.compress(_encoder.encode((doc.keywords, doc.summary, doc.body)))
