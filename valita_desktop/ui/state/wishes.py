"""What somebody wants to see who starts the program: files, or a page.

A double click, a menu of the desktop and a terminal say it in the words of a command line; a
second start sends it to the window that is open. What cannot be understood is passed over: the
window opens in any case.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QUrl

from valita_desktop import BUNDLE_SUFFIX, DOCUMENT_SUFFIXES, PACKET_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PAGES = ("home", "library", "packets", "favourites", "updates", "settings")
MOST_FILES = 50
"""More at once is a slip: somebody has opened a whole folder."""
_SUFFIXES = (BUNDLE_SUFFIX, PACKET_SUFFIX, *DOCUMENT_SUFFIXES)
_PAGE = "--page"


class StartWish(msgspec.Struct, frozen=True):
    """What is to be shown.

    Attributes:
        files: Packets and materials, in the order they were named.
        page: An entry of the sidebar, one of `PAGES`; ``""`` is none.
    """

    files: tuple[Path, ...] = ()
    page: str = ""

    def encoded(self) -> bytes:
        """The wish in a line, with whole paths: a second start may stand in another folder."""
        files = [str(file.resolve()) for file in self.files]
        return json.dumps({"files": files, "page": self.page}).encode() + b"\n"


NOTHING = StartWish()
"""Just the window."""


def wished(words: Sequence[str]) -> StartWish:
    """What the words of a command line ask for; all that is not known is passed over."""
    after = words.index(_PAGE) + 1 if _PAGE in words else len(words)
    page = words[after] if after < len(words) and words[after] in PAGES else ""
    return StartWish(known_files(words), page)


def decoded(line: bytes) -> StartWish:
    """What another start has sent.

    Raises:
        ValueError: It is no JSON; whatever else it is, the window only comes to the front.
    """
    told = json.loads(line)
    if not isinstance(told, dict):
        return StartWish()
    files, page = told.get("files"), told.get("page")
    named = [file for file in files if isinstance(file, str)] if isinstance(files, list) else []
    return StartWish(known_files(named), page if page in PAGES else "")


def known_files(words: Iterable[str]) -> tuple[Path, ...]:
    """The files among some words that the window can open, by their suffixes.

    Args:
        words: Paths, and addresses that begin with ``file:``, as file managers give them.
    """
    files = (Path(QUrl(word).toLocalFile() if word.startswith("file:") else word) for word in words)
    return tuple(file for file in files if file.suffix.lower() in _SUFFIXES)[:MOST_FILES]
