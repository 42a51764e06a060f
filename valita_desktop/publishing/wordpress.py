"""Draft source folders from a WordPress site, so that nobody copies by hand.

A draft is never published as it is: it lacks what only an editor can say, so `check`
refuses it. What an editor has changed is never written over.

Source:
    WordPress REST API Handbook, "Posts" (``/wp-json/wp/v2/posts``); Polylang adds ``lang``
    and ``translations``.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import msgspec

from valita_desktop.content.model import LANGS, Kind
from valita_desktop.errors import PublishError, PublishErrorCode, SourceError
from valita_desktop.feed.jsonfeed import MAX_PICTURE
from valita_desktop.paths import write_whole
from valita_desktop.publishing import html
from valita_desktop.publishing.draft import record, slug

if TYPE_CHECKING:
    from collections.abc import Iterable

STATE_FILE = "wordpress.json"
PER_PAGE = 100
MAX_PAGES = 200
_MAX_ANSWER = 32 * 2**20
_PICTURES = (".png", ".jpg", ".jpeg")


class Read(Protocol):
    """Reads a file of a web site."""

    def __call__(self, address: str, name: str, limit: int) -> bytes:
        """The bytes of ``name`` at ``address``, at most ``limit``."""
        ...


class Rendered(msgspec.Struct, frozen=True):
    """A text as WordPress renders it."""

    rendered: str = ""


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A post or a page; fields that a draft does not need are passed over."""

    id: int
    modified_gmt: str = ""
    link: str = ""
    title: Rendered = Rendered()
    content: Rendered = Rendered()
    excerpt: Rendered = Rendered()
    lang: str = "fi"
    translations: dict[str, int] = {}


@dataclass(frozen=True)
class Drafts:
    """What `draft` wrote, left alone and missed.

    Attributes:
        written: Folders of new drafts, and of those written anew.
        kept: Folders that an editor has changed; the site's new text stands beside theirs
            as ``fi.wordpress.md``.
        gone: Ids of items whose post is no longer on the site.
    """

    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    gone: tuple[str, ...]


def draft(site: str, source: Path, read: Read | None, *, since: str = "") -> Drafts:
    """Draft items from the posts of a site.

    Args:
        site: Address of the site, or a file with the JSON that its
            ``/wp-json/wp/v2/posts`` gives.
        source: The source tree.
        read: Reads the web; ``None`` for a file.
        since: Only posts changed after this day, ``2026-11-24``; all by default.

    Raises:
        PublishError: That is no WordPress export.
        SourceError: The site cannot be read.
        OutputError: The source tree cannot be written.
    """
    posts = _from_site(site, read, since) if read else _from_file(Path(site))
    state = _state(source)
    there = _ids_on_site(site, read) if read else {post.id for post in posts}
    written: list[Path] = []
    kept: list[Path] = []
    for together in _twins(posts):
        draft_of = _Draft(source, site, read, together, state)
        (written if draft_of.write() else kept).append(draft_of.folder)
    gone = tuple(sorted(e["item"] for number, e in state.items() if int(number) not in there))
    write_whole(source / STATE_FILE, json.dumps(state, indent=1, sort_keys=True).encode())
    return Drafts(tuple(written), tuple(kept), gone if read or not since else ())


class _Draft:
    """One item from one post, or from two that are each other's translation."""

    def __init__(
        self,
        source: Path,
        site: str,
        read: Read | None,
        posts: dict[str, Post],
        state: dict[str, Any],
    ) -> None:
        first = posts.get("fi") or next(iter(posts.values()))
        self._site, self._read, self._posts, self._state = site, read, posts, state
        self._item = f"w{first.id}"
        title = html.text(first.title.rendered)
        known = state.get(str(first.id), {}).get("folder")
        name = f"materials/{self._item}-{slug(title)}"
        self.folder = source / (known or name)

    def write(self) -> bool:
        """Write the draft; ``False`` where an editor's own text stands and stays."""
        titles = {lang: html.text(post.title.rendered) for lang, post in self._posts.items()}
        summaries = {lang: html.text(post.excerpt.rendered) for lang, post in self._posts.items()}
        texts = {lang: self._text(post, titles[lang]) for lang, post in self._posts.items()}
        fresh = True
        for lang, text in texts.items():
            file = self.folder / f"{lang}.md"
            mine = not file.exists() or _digest(file.read_bytes()) == self._remembered(lang)
            fresh = fresh and mine
            write_whole(
                file if mine else self.folder / f"{lang}.wordpress.md", text.encode("utf-8")
            )
            if mine:
                self._remember(lang, text)
        if not (self.folder / "item.toml").exists():
            toml = record(
                Kind.MATERIAL,
                self._item,
                titles.get("fi", ""),
                titles.get("sv", ""),
                (summaries.get("fi", ""), summaries.get("sv", "")),
            )
            link = json.dumps(next(iter(self._posts.values())).link)
            write_whole(self.folder / "item.toml", f"# {link[1:-1]}\n{toml}".encode())
        return fresh

    def _text(self, post: Post, title: str) -> str:
        body = html.markdown(post.content.rendered, self._picture)
        return f":::: facilitator\n{body}::::\n\n:::: sheet\n# {title}\n::::\n"

    def _picture(self, address: str) -> str:
        """Fetch a picture of the same site; its file name, or nothing."""
        here, there = urlsplit(self._site), urlsplit(address)
        name = PurePosixPath(there.path).name
        if not self._read or here.netloc != there.netloc or not name.lower().endswith(_PICTURES):
            return ""
        try:
            data = self._read(self._site, address, MAX_PICTURE)
        except SourceError:
            return ""
        file = f"{slug(PurePosixPath(name).stem)}{PurePosixPath(name).suffix.lower()}"
        write_whole(self.folder / file, data)
        return file

    def _remembered(self, lang: str) -> str:
        post = self._posts[lang]
        return str(self._state.get(str(post.id), {}).get("sha256", ""))

    def _remember(self, lang: str, text: str) -> None:
        self._state[str(self._posts[lang].id)] = {
            "item": self._item,
            "folder": f"{self.folder.parent.name}/{self.folder.name}",
            "sha256": _digest(text.encode("utf-8")),
        }


def _from_site(site: str, read: Read, since: str) -> list[Post]:
    after = f"&modified_after={since}T00:00:00" if since else ""
    posts: list[Post] = []
    for data in _pages(site, read, after):
        page = _decode(data, site)
        posts.extend(page)
        if len(page) < PER_PAGE:
            break
    return posts


def _ids_on_site(site: str, read: Read) -> set[int]:
    ids: set[int] = set()
    for data in _pages(site, read, "&_fields=id"):
        page = {post.id for post in _decode(data, site)}
        ids |= page
        if len(page) < PER_PAGE:
            break
    return ids


def _pages(site: str, read: Read, more: str) -> Iterable[bytes]:
    for page in range(1, MAX_PAGES + 1):
        query = f"wp-json/wp/v2/posts?per_page={PER_PAGE}&page={page}&orderby=id&order=asc{more}"
        try:
            yield read(site, query, _MAX_ANSWER)
        except SourceError:
            if page == 1:
                raise
            return  # WordPress answers a page after the last with an error


def _from_file(file: Path) -> list[Post]:
    try:
        return _decode(file.read_bytes(), file.name)
    except OSError as error:
        raise PublishError(PublishErrorCode.NOT_WORDPRESS, f"{file} ({error.strerror})") from error


def _decode(data: bytes, name: str) -> list[Post]:
    try:
        return msgspec.json.decode(data, type=list[Post])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PublishError(PublishErrorCode.NOT_WORDPRESS, f"{name}: {str(error)[:120]}") from error


def _twins(posts: list[Post]) -> list[dict[str, Post]]:
    """Posts by language, those that translate each other together."""
    by_id = {post.id: post for post in posts}
    seen: set[int] = set()
    together: list[dict[str, Post]] = []
    for post in posts:
        if post.id in seen:
            continue
        ids = {post.lang: post.id, **post.translations}
        there: dict[str, int] = {lang: i for lang, i in ids.items() if lang in LANGS and i in by_id}
        group = {lang: by_id[i] for lang, i in there.items()} or {"fi": post}
        seen |= {each.id for each in group.values()}
        together.append(group)
    return together


def _state(source: Path) -> dict[str, Any]:
    try:
        state: dict[str, Any] = json.loads((source / STATE_FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return state


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
