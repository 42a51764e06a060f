"""The posts of a WordPress site as it answers itself, page by page or saved to a file.

All pages are read, or none: one that fails is an error that names it. What PHP makes of an
empty map (``[]``, ``false``) is empty.

Source:
    WordPress REST API Handbook, "Posts" and "Pagination" (``/wp-json/wp/v2/posts``,
    ``X-WP-TotalPages``, ``rest_post_invalid_page_number``); Polylang adds ``lang`` and
    ``translations``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

import msgspec

from valita_desktop.decoding import prepared
from valita_desktop.errors import PublishError, PublishErrorCode, SourceError, SourceErrorCode
from valita_desktop.publishing.site_posts import (
    PAGE,
    POST,
    Passed,
    PassedOver,
    Post,
    packed,
    with_picture,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.publishing.site_pictures import Read
    from valita_desktop.publishing.site_posts import Asked

PER_PAGE = 100
MAX_PAGES = 200
_MOST_BYTES = 32 * 2**20
"""Of a page of answers."""
_MOST_ALTOGETHER = 256 * 2**20
_BEHIND_THE_LAST = "rest_post_invalid_page_number"
_ROUTES = ("wp-json/wp/v2/{kind}?", "?rest_route=/wp/v2/{kind}&")
"""Where a site answers; the second for one without pretty addresses."""
_KINDS = {POST: "posts", PAGE: "pages"}
_NO_POSTS = b"[]"
_BYTE_ORDERS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


class Site:
    """A WordPress site at an address.

    Args:
        address: Of its front page, or of any of its answers; may say ``?lang=sv``.
        read: Reads the web.
    """

    def __init__(self, address: str, read: Read) -> None:
        parts = urlsplit(address)
        path = parts.path.partition("/wp-json")[0].rstrip("/") + "/"
        self.address = urlunsplit((parts.scheme, parts.netloc, path, "", ""))
        self.lang = parse_qs(parts.query).get("lang", [""])[0]
        self._read = read
        self._left = _MOST_ALTOGETHER

    def posts(self, asked: Asked) -> Iterator[Post | Passed]:
        """Every post of the kinds that are asked for.

        Raises:
            PublishError: An answer is none of a WordPress site.
            SourceError: A page cannot be read; its address is the error's source.
        """
        more = f"&modified_after={asked.since}T00:00:00" if asked.since else ""
        more += "&_embed=wp:featuredmedia"
        for kind in asked.kinds:
            for name, data in self._pages(kind, more):
                for post in decoded(data, name, kind):
                    if isinstance(post, Post) and not post.lang:
                        yield post._replace(lang=self.lang)
                    else:
                        yield post

    def numbers(self, asked: Asked) -> set[int]:
        """The numbers of all posts of these kinds.

        Raises:
            PublishError: As `posts`.
            SourceError: As `posts`.
        """
        every = (
            decoded(data, name, kind)
            for kind in asked.kinds
            for name, data in self._pages(kind, "&_fields=id")
        )
        return {post.id for page in every for post in page if isinstance(post, Post)}

    def _pages(self, kind: str, more: str) -> Iterator[tuple[str, bytes]]:
        """The name and the bytes of each page, until the site says that there are no more."""
        more += f"&lang={self.lang}" if self.lang else ""
        route, pages = _ROUTES[0], 0
        for page in range(1, MAX_PAGES + 1):
            asked = f"per_page={PER_PAGE}&page={page}&orderby=id&order=asc{more}"
            name = route.format(kind=_KINDS.get(kind, kind)) + asked
            try:
                fetched = self._read(self.address, name, min(_MOST_BYTES, self._left))
            except SourceError as error:
                if page > 1 and _BEHIND_THE_LAST in error.detail:
                    return
                if page > 1 or error.code is not SourceErrorCode.MISSING:
                    raise self._named(name, error) from error
                route = _ROUTES[1]
                name = route.format(kind=_KINDS.get(kind, kind)) + asked
                fetched = self._read(self.address, name, min(_MOST_BYTES, self._left))
            self._left -= len(fetched.data)
            yield name, fetched.data
            told = fetched.head.get("x-wp-totalpages", "")
            pages = int(told[:6]) if told.isascii() and told.isdigit() else pages
            if page >= pages > 0 or (not pages and fetched.data.strip() == _NO_POSTS):
                return
        raise SourceError(self.address, SourceErrorCode.TOO_MUCH, f"more than {MAX_PAGES} pages")

    def _named(self, name: str, error: SourceError) -> SourceError:
        where = f"{self.address}{name}"
        return SourceError(where, error.code, error.detail, retry_after=error.retry_after)


class _Answered(msgspec.Struct, frozen=True, kw_only=True):
    """A post as a site answers; fields that a draft does not need are passed over."""

    id: int
    link: str = ""
    title: Any = None
    content: Any = None
    excerpt: Any = None
    lang: Any = None
    translations: Any = None
    featured_media: Any = None
    embedded: Any = msgspec.field(name="_embedded", default=None)
    status: str = "publish"


def decoded(data: bytes, name: str, kind: str = POST) -> Iterator[Post | Passed]:
    """The posts of an answer: a list of them, or one.

    Args:
        data: JSON in UTF-8, or in UTF-16 as PowerShell saves it.
        name: What the answer is called in an error.
        kind: Of the posts, where they do not say it.

    Raises:
        PublishError: It is none of a WordPress site.
    """
    try:
        order = next((_BYTE_ORDERS[each] for each in _BYTE_ORDERS if data.startswith(each)), "")
        data = data.decode(order).encode() if order else data
        answer = msgspec.json.decode(
            data, type=prepared(list[msgspec.Raw] | dict[str, msgspec.Raw])
        )
        if isinstance(answer, dict):
            if "id" not in answer:
                raise PublishError(PublishErrorCode.NOT_WORDPRESS, _told(name, _message(data)))
            answer = [msgspec.Raw(data)]
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise PublishError(PublishErrorCode.NOT_WORDPRESS, _told(name, str(error))) from error
    posts = [_post(raw, f"{name}, {number}", kind) for number, raw in enumerate(answer, 1)]
    if posts and all(isinstance(post, Passed) for post in posts):
        raise PublishError(PublishErrorCode.NOT_WORDPRESS, _told(name, posts[0][2]))
    yield from posts


def _told(name: str, reason: str) -> str:
    return f"{name}: {reason[:120]}"


def _message(data: bytes) -> str:
    """What a site says instead of its posts."""
    said = msgspec.json.decode(data).get("message") or msgspec.json.decode(data).get("code")
    return str(said or "{…}")


def _post(raw: msgspec.Raw, place: str, kind: str) -> Post | Passed:
    try:
        given = msgspec.json.decode(raw, type=prepared(_Answered))
        if not 0 < given.id < 2**53:
            return Passed(place, PassedOver.UNREADABLE, "id")
        return _as_post(given, kind)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        return Passed(place, PassedOver.UNREADABLE, str(error)[:120])


def _as_post(given: _Answered, kind: str) -> Post:
    protected = any(
        isinstance(each, dict) and each.get("protected") is True
        for each in (given.content, given.excerpt)
    )
    translations = given.translations if isinstance(given.translations, dict) else {}
    return Post(
        id=given.id,
        kind=kind,
        link=given.link,
        title=_rendered(given.title),
        summary=_rendered(given.excerpt),
        packed=packed(with_picture(_rendered(given.content), *_chosen_picture(given))),
        lang=given.lang if isinstance(given.lang, str) else "",
        translations=tuple(
            each for each in translations.values() if isinstance(each, int) and each
        ),
        protected=protected,
        status=given.status,
    )


def _chosen_picture(given: _Answered) -> tuple[str, str]:
    """The address of the picture that stands for a post, and what it shows.

    Where the answer has its number alone, the address is that of the page of the picture: it is
    told, for an editor to fetch it there.
    """
    number = given.featured_media
    if not isinstance(number, int) or number <= 0:
        return "", ""
    held = given.embedded.get("wp:featuredmedia") if isinstance(given.embedded, dict) else None
    found = held[0] if isinstance(held, list) and held and isinstance(held[0], dict) else {}
    address, told = found.get("source_url"), found.get("alt_text")
    if not isinstance(address, str) or not address:
        address = f"/?attachment_id={number}"
    return address, told if isinstance(told, str) else ""


def _rendered(told: object) -> str:
    words = told.get("rendered") if isinstance(told, dict) else told
    return words if isinstance(words, str) else ""
