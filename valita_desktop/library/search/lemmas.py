"""Base forms of words, looked up in the tries that were made when the project was built.

A trie that is missing, of another format or damaged is left aside with one log line: the
search then works with stems, never crashes. Nothing is read that has not the size and
checksum of the manifest, for the reader of the trie trusts every byte of it. What was
checked is mapped, not read: of 16 MB a search needs little
(docs/adr/0051-memory-of-the-window.md).
"""

from __future__ import annotations

import json
import logging
import mmap
import sys
import zlib
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

import marisa_trie

from valita_desktop import paths
from valita_desktop.library.search.tries import FORMAT, MANIFEST, SEPARATOR, decoded

if TYPE_CHECKING:
    from pathlib import Path

    from valita_desktop.content.model import Lang

log = logging.getLogger(__name__)

Look = Callable[[str], tuple[str, ...]]
"""Gives the base forms of a form; empty if it is not listed."""

NONE = "none"

_LOOKS_KEPT = 2048
"""Forms whose base forms are kept: those that the rules try again for one word after another."""

_PART = 1 << 18
"""Bytes of a file that are checked at once."""


class Lemmas:
    """The dictionary of one language; its file must stay as it is while the program runs.

    Attributes:
        signature: Tells dictionaries apart; ``"none"`` where there is none.
    """

    def __init__(self, lang: Lang, folder: Path | None = None) -> None:
        self._trie = marisa_trie.Trie()
        self._mapped: mmap.mmap | None = None
        self.signature = NONE
        try:
            # The trie reads from the map without holding it: both live as long as this.
            self._mapped, signature = _map(folder or paths.resources() / "tries", f"{lang}.marisa")
            self._trie.map(self._mapped)
            self.signature = signature
        except (OSError, ValueError, LookupError, TypeError, RuntimeError) as error:
            log.warning("no lemmas for %s, searching by stems: %s", lang, error)
        self.of = lru_cache(maxsize=_LOOKS_KEPT)(self._of)

    def rest(self) -> None:
        """Let go of the pages that were read; what is looked up next maps its own again.

        Linux maps up to 2 MB for each that is touched, of which a search reads a few kilobytes.
        """
        if sys.platform == "linux" and self._mapped is not None:
            self._mapped.madvise(mmap.MADV_DONTNEED)

    def _of(self, form: str) -> tuple[str, ...]:
        entries = self._trie.keys(form + SEPARATOR)  # none for most that the rules try
        return tuple([decoded(form, entry) for entry in entries]) if entries else ()


def _map(folder: Path, name: str) -> tuple[mmap.mmap, str]:
    manifest = json.loads((folder / MANIFEST).read_bytes())
    if manifest["format"] != FORMAT:
        raise ValueError(f"format {manifest['format']!r}")
    expected = manifest["files"][name]
    with (folder / name).open("rb") as file:
        size = checksum = 0
        while part := file.read(_PART):
            size, checksum = size + len(part), zlib.crc32(part, checksum)
        if (size, checksum) != (expected["size"], expected["crc32"]):
            raise ValueError(f"{name} is damaged")
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return mapped, f"{FORMAT}-{expected['crc32']:08x}"
