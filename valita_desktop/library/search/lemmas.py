"""Base forms of words, looked up in the tries that were made when the project was built.

A trie that is missing, of another format or damaged is left aside with one log line: the
search then works with stems, never crashes. Nothing is read that has not the size and
checksum of the manifest, for the reader of the trie trusts every byte of it.
"""

from __future__ import annotations

import json
import logging
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


class Lemmas:
    """The dictionary of one language, read whole into memory: 12 MB and 4 MB.

    Attributes:
        signature: Tells dictionaries apart; ``"none"`` where there is none.
    """

    def __init__(self, lang: Lang, folder: Path | None = None) -> None:
        self._trie = marisa_trie.Trie()
        self.signature = NONE
        try:
            data, signature = _read(folder or paths.resources() / "tries", f"{lang}.marisa")
            self._trie.frombytes(data)
            self.signature = signature
        except (OSError, ValueError, LookupError, TypeError, RuntimeError) as error:
            log.warning("no lemmas for %s, searching by stems: %s", lang, error)
        self.of: Look = lru_cache(maxsize=65536)(self._of)

    def _of(self, form: str) -> tuple[str, ...]:
        return tuple(decoded(form, entry) for entry in self._trie.keys(form + SEPARATOR))


def _read(folder: Path, name: str) -> tuple[bytes, str]:
    manifest = json.loads((folder / MANIFEST).read_bytes())
    if manifest["format"] != FORMAT:
        raise ValueError(f"format {manifest['format']!r}")
    expected = manifest["files"][name]
    data = (folder / name).read_bytes()
    if (len(data), zlib.crc32(data)) != (expected["size"], expected["crc32"]):
        raise ValueError(f"{name} is damaged")
    return data, f"{FORMAT}-{expected['crc32']:08x}"
