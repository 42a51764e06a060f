"""What the first search reads: words, titles, twins and synonyms, ready as they are used.

To make it anew from the tables takes a tenth of a second and grows with the materials; to read
it takes milliseconds. It is written with the documents, within their transaction, and holds
for one edition of the index: what is of another one, or damaged, is not read but made.
"""

from __future__ import annotations

import zlib
from typing import Self

import msgspec

from valita_desktop.decoding import prepared
from valita_desktop.errors import UNDECODABLE
from valita_desktop.library.search.word_list import PackedWords


class PackedVocabulary(msgspec.Struct, frozen=True, array_like=True):
    """What is in the index; see `Vocabulary`.

    Attributes:
        keys: A trie of every key.
        counts: In how many documents each is, by its number in the trie.
        words: Whole words among the keys, in the order of the alphabet.
        weights: In how many documents each of them is.
        folds: What words with dots or rings are without them, in the order of the alphabet.
        dotted: Those words, in that order.
    """

    keys: bytes
    counts: bytes
    words: PackedWords
    weights: bytes
    folds: PackedWords
    dotted: PackedWords


class PackedStarts(msgspec.Struct, frozen=True, array_like=True):
    """How words of titles begin, in the order of the alphabet; see `Titles`.

    Attributes:
        starts: The words.
        numbers: The numbers of the documents.
        ranks: Their ranks, a byte each.
    """

    starts: PackedWords
    numbers: bytes
    ranks: bytes


class PackedSynonyms(msgspec.Struct, frozen=True, array_like=True):
    """What editors call everyday words; see `Synonyms`.

    Attributes:
        words: Base forms of everyday words, and what they mean.
        phrases: For each expression the base forms of its words, and what it means.
    """

    words: dict[str, list[str]]
    phrases: list[tuple[list[frozenset[str]], list[str]]]


class Digest(msgspec.Struct, frozen=True, array_like=True):
    """All of one language.

    Attributes:
        vocabulary: What is in the index.
        written: The titles as they are written.
        folded: Those of their words that have dots or rings, without them.
        numbers: The documents, ascending.
        twins: The document of the same item in the other language; 0 is none.
        synonyms: What editors call everyday words.
    """

    vocabulary: PackedVocabulary
    written: PackedStarts
    folded: PackedStarts
    numbers: bytes
    twins: bytes
    synonyms: PackedSynonyms

    def packed(self) -> bytes:
        """As bytes, with a checksum before them."""
        data = _encoder.encode(self)
        return zlib.crc32(data).to_bytes(4, "big") + data

    @classmethod
    def unpacked(cls, packed: bytes) -> Self | None:
        """From what `packed` gave; ``None`` where that is damaged, or of another program."""
        if zlib.crc32(packed[4:]) != int.from_bytes(packed[:4], "big"):
            return None
        try:
            return msgspec.msgpack.decode(memoryview(packed)[4:], type=prepared(cls))
        except UNDECODABLE:
            return None


_encoder = msgspec.msgpack.Encoder(order="deterministic")
