"""A post of a web site, as both doors give it: the site's own answers and its exported file.

What belongs together, in which language it is and what is passed over is decided here, once.
Nothing is passed over without a word.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, urlsplit

from valita_desktop.content.model import LANGS
from valita_desktop.publishing import html

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    from valita_desktop.content.model import Lang

POST, PAGE = "post", "page"
PUBLISHED = "publish"
_TEASER = re.compile(r"(?:…|\.\.\.)\s*[\])]?\s*$")
_MORE_LINK = re.compile(r"class=[\"'][^\"']*\bmore-link\b|(?:…|&hellip;|&#8230;|\.\.\.)\s*<a\b")
_CODE = re.compile(r"[a-z]{2,3}(?=[-_]|$)")
_HOST = re.compile(r"^(?:\w+:)?//[^/]*")
_NAMES = {
    "fin": "fi",
    "suomi": "fi",
    "suomeksi": "fi",
    "swe": "sv",
    "svenska": "sv",
    "pa-svenska": "sv",
    "ruotsiksi": "sv",
    "eng": "en",
    "english": "en",
    "in-english": "en",
}
_OTHERS = frozenset(("en", "se", "smn", "sms", "et", "ru", "uk", "ar", "so"))
"""Languages beside ours that pages in Finland have, so that a folder ``/it/`` stays a folder."""


class Post(NamedTuple):
    """A post, a page, or whatever else a site holds.

    Attributes:
        id: Its number on the site.
        kind: ``post``, ``page``, or a name of the site's own.
        link: Its address.
        title, summary: HTML; the summary is empty where nobody wrote one.
        packed: Its HTML, compressed: a site of ten thousand posts is held as a whole.
        lang: As the site says it; ``""`` where it says nothing.
        translations: Numbers of the posts that say the same in other languages.
        together: A name that posts of several languages share; ``""`` for none.
        protected: Behind a password.
        status: ``publish``, or why nobody sees it.
    """

    id: int
    kind: str = POST
    link: str = ""
    title: str = ""
    summary: str = ""
    packed: bytes = b""
    lang: str = ""
    translations: tuple[int, ...] = ()
    together: str = ""
    protected: bool = False
    status: str = PUBLISHED

    @property
    def content(self) -> str:
        """Its HTML."""
        return zlib.decompress(self.packed).decode() if self.packed else ""

    @property
    def address(self) -> str:
        """What it is called where it is told of."""
        return self.link or f"{self.kind} {self.id}"

    @property
    def finished_summary(self) -> str:
        """The summary as plain words; ``""`` for a teaser that breaks off."""
        words = html.text(self.summary)
        cut = _TEASER.search(words) or _MORE_LINK.search(self.summary)
        return "" if cut else words


def packed(content: str) -> bytes:
    """HTML as a post holds it."""
    return zlib.compress(content.encode("utf-8", "replace"), level=1) if content else b""


def with_picture(content: str, address: str, told: str = "") -> str:
    """HTML that begins with the picture chosen for a post, unless it shows it already.

    Args:
        content: The HTML.
        address: Of the picture; ``""`` where none is chosen.
        told: What it shows, in words.
    """
    stem, _dot, ending = escape(_HOST.sub("", address)).rpartition(".")
    shown = re.compile(rf"{re.escape(stem)}(-\d+x\d+)?\.{re.escape(ending)}\b")  # or a smaller one
    if not address or (stem and shown.search(content)):
        return content
    return f'<p><img src="{escape(address)}" alt="{escape(told)}"></p>\n\n{content}'


class PassedOver(StrEnum):
    """Why no draft is made of something."""

    LANGUAGE = "language"
    PASSWORD = "password"  # noqa: S105 - the name of a reason
    STATUS = "status"
    KIND = "kind"
    UNREADABLE = "unreadable"
    DAMAGED = "damaged"


class Passed(NamedTuple):
    """Something that no draft is made of.

    Attributes:
        address: Of the post.
        why: The reason.
        detail: Which language, status or kind; what is wrong with it.
    """

    address: str
    why: PassedOver
    detail: str = ""


@dataclass(frozen=True)
class Asked:
    """What an editor wants of a site.

    Attributes:
        since: Only posts changed after this day, ``2026-11-24``; ``""`` is all.
        kinds: Which kinds of posts.
        default: The language of posts whose language nobody says.
        paths: The language of the pages under each part of an address.
    """

    since: str = ""
    kinds: tuple[str, ...] = (POST,)
    default: Lang = "fi"
    paths: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sorted:
    """Posts, in order.

    Attributes:
        items: What becomes one draft each: posts by language.
        passed: What becomes none.
        unsaid: Addresses of posts whose language nobody said.
    """

    items: tuple[dict[Lang, Post], ...]
    passed: tuple[Passed, ...]
    unsaid: tuple[str, ...]


def sort(posts: Iterable[Post], asked: Asked) -> Sorted:
    """Which posts become drafts, those that translate each other together."""
    passed: list[Passed] = []
    kept: list[tuple[Lang, Post]] = []
    unsaid: list[str] = []
    for post in posts:
        told = language(post, asked)
        reason = _reason(post, told, asked)
        if reason:
            passed.append(Passed(post.address, *reason))
            continue
        kept.append(("sv" if (told or asked.default) == "sv" else "fi", post))
        unsaid += [] if told else [post.address]
    return Sorted(tuple(_together(kept)), tuple(passed), tuple(unsaid))


def language(post: Post, asked: Asked) -> str:
    """The language of a post: as it says, as its address says, or ``""``."""
    if post.lang:
        return _code(post.lang)
    try:
        parts = urlsplit(post.link)
    except ValueError:  # it is no address at all
        return ""
    for path, lang in asked.paths.items():
        if f"/{path.strip('/')}/" in f"{parts.path}/":
            return lang
    queried = parse_qs(parts.query).get("lang", [""])[0]
    if queried:
        return _code(queried)
    first = parts.path.strip("/").split("/")[0].lower()
    host = (parts.hostname or "").partition(".")[0]
    return next((code for code in map(_path_code, (first, host)) if code), "")


def _code(said: str) -> str:
    said = said.strip().lower()
    found = _CODE.match(said)
    return _NAMES.get(said) or _NAMES.get(found[0] if found else "") or (found[0] if found else "")


def _path_code(segment: str) -> str:
    code = _code(segment) if segment in _NAMES or _CODE.match(segment) else ""
    return code if code in LANGS or code in _OTHERS else ""


def _reason(post: Post, lang: str, asked: Asked) -> tuple[PassedOver, str] | None:
    if post.kind not in asked.kinds:
        return PassedOver.KIND, post.kind
    if post.status != PUBLISHED:
        return PassedOver.STATUS, post.status
    if post.protected:
        return PassedOver.PASSWORD, ""
    if lang and lang not in LANGS:
        return PassedOver.LANGUAGE, lang
    return None


def _together(posts: list[tuple[Lang, Post]]) -> Iterator[dict[Lang, Post]]:
    """Posts by language; no language twice in one item."""
    group_of: dict[Hashable, list[tuple[Lang, Post]]] = {}
    groups: list[list[tuple[Lang, Post]]] = []
    for lang, post in posts:
        names = list(_names(post))
        found = [group_of[name] for name in names if name in group_of]
        group = next((g for g in found if lang not in dict(g)), None)
        if group is None:
            group = []
            groups.append(group)
        group.append((lang, post))
        for name in names:
            group_of.setdefault(name, group)
    yield from map(dict, groups)


def _names(post: Post) -> Iterator[Hashable]:
    """What a post has in common with those that say the same."""
    yield post.id
    yield from post.translations
    if post.together:
        yield ("together", post.together)
    try:
        parts = urlsplit(post.link)
    except ValueError:
        return
    path = [each for each in parts.path.split("/") if each]
    bare = path[1:] if path and _path_code(path[0].lower()) else path
    host = (parts.hostname or "").split(".")
    bare_host = host[1:] if _path_code(host[0]) else host
    query = "&".join(each for each in parts.query.split("&") if not each.startswith("lang="))
    if bare or query:
        yield (*bare_host, *bare, query)
