"""Pictures of a web site's pages, brought into the folder of a draft.

Each address has one name and each name one picture, in both languages and at every run; a
picture that an editor has changed is never written over. What cannot be fetched is told,
never left out. Only the site that the editor named is asked: a page may show pictures of
any computer, also of the editor's own network.
"""

from __future__ import annotations

import binascii
import hashlib
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import quote, unquote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

from valita_desktop.content import pictures, svg
from valita_desktop.errors import ContentError, OutputError, SourceError
from valita_desktop.paths import write_whole
from valita_desktop.publishing.draft import slug

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SUFFIXES = ((b"\xff\xd8\xff", ".jpg"), (b"\x89PNG", ".png"), (b"RIFF", ".webp"), (b"GIF8", ".gif"))
_MISSED_SUFFIX = ".png"
_LONGEST_TOLD = 200


class Fetched(NamedTuple):
    """What a web site answers.

    Attributes:
        data: The bytes.
        head: The head of the answer, names in small letters.
    """

    data: bytes
    head: Mapping[str, str] = MappingProxyType({})


class Read(Protocol):
    """Reads a file of a web site."""

    def __call__(self, address: str, name: str, limit: int) -> Fetched:
        """What ``name`` at ``address`` is, at most ``limit`` bytes."""
        ...


class SitePictures:
    """Finds the pictures of the pages that become one draft.

    Args:
        site: Address of the site.
        read: Reads the web; ``None`` where there is only a file.
        folder: Of the draft.
        remembered: Name and SHA-256 of what was fetched before, by address; the hash is empty
            where it could not be fetched.

    Attributes:
        remembered: The same, with what was fetched now.
        missed: Addresses that could not be fetched.
    """

    def __init__(
        self,
        site: str,
        read: Read | None,
        folder: Path,
        remembered: Mapping[str, tuple[str, str]],
    ) -> None:
        self._site, self._read, self._folder = site, read, folder
        self._found: dict[str, tuple[str, str]] = {}
        self.remembered = dict(remembered)
        self.missed: list[str] = []

    def find(self, address: str, page: str) -> tuple[str, str]:
        """The file name of a picture, and its address where the file is not there.

        Args:
            address: As the page has it; may be relative, or the picture itself (``data:``).
            page: Address of the page.
        """
        try:
            whole = address if address.startswith("data:") else self._whole(address, page)
        except ValueError:  # it is no address at all
            whole = quote(address, safe=":/")
        if whole not in self._found:
            self._found[whole] = self._brought(whole)
            missed = self._found[whole][1]
            self.missed += [missed] if missed else []
        return self._found[whole]

    def _brought(self, address: str) -> tuple[str, str]:
        data = self._data(address)
        key = f"data:{digest(data)}" if address.startswith("data:") else address
        known, sha256 = self.remembered.get(key, ("", ""))
        name = known or self._new_name(address, _suffix_of(data) or _MISSED_SUFFIX)
        file = self._folder / name
        if data and (not file.exists() or digest_of(file) == sha256):
            write_whole(file, data)
        self.remembered[key] = (name, digest(data) if data else sha256)
        return name, "" if file.exists() else address[:_LONGEST_TOLD]

    def _data(self, address: str) -> bytes:
        """The bytes of a picture; none where they cannot be had or are no picture."""
        try:
            if address.startswith("data:"):
                data = _inline(address)
            elif self._read and _host(address) == _host(self._site):
                data = self._read(self._site, address, pictures.MOST_BYTES).data
            else:
                return b""
            pictures.prepared(data, address[:_LONGEST_TOLD])
        except (SourceError, ContentError, ValueError):
            return b""
        return data

    def _whole(self, address: str, page: str) -> str:
        """An address on the site that was named, whatever the page says the site is called."""
        here = urlsplit(self._site)
        base = urlunsplit((here.scheme, here.netloc, urlsplit(page).path or "/", "", ""))
        there = urlsplit(urljoin(base, address))
        same = there.netloc == here.netloc
        scheme = here.scheme if same else there.scheme
        return urlunsplit((scheme, there.netloc, there.path, there.query, ""))

    def _new_name(self, address: str, suffix: str) -> str:
        path = "" if address.startswith("data:") else unquote(urlsplit(address).path)
        stem = slug(PurePosixPath(path).stem or "kuva")
        taken = {name for name, _ in (*self.remembered.values(), *self._found.values())}
        names = (f"{stem}{n}{suffix}" for n in ("", *(f"-{n}" for n in range(2, 10_000))))
        return next(n for n in names if n not in taken and not (self._folder / n).exists())


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def digest_of(file: Path) -> str:
    """SHA-256 of a file of a draft, in hex.

    Raises:
        OutputError: It cannot be read.
    """
    try:
        return digest(file.read_bytes())
    except OSError as error:
        raise OutputError(file, str(error.strerror or error)) from error


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower().removeprefix("www.")


def _suffix_of(data: bytes) -> str:
    if data and svg.is_svg(data):
        return ".svg"
    return next((suffix for mark, suffix in _SUFFIXES if data.startswith(mark)), "")


def _inline(address: str) -> bytes:
    head, _, packed = address.partition(",")
    data = unquote_to_bytes(packed)
    if not head.endswith(";base64"):
        return data
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        return b""
