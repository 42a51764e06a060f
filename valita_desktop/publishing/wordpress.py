"""Draft source folders from a WordPress site, so that nobody copies by hand.

A draft is never published as it is: it lacks what only an editor can say, so `check`
refuses it. What an editor has changed is never written over.

Source:
    WordPress REST API Handbook, "Posts" (``/wp-json/wp/v2/posts``); Polylang adds ``lang``
    and ``translations``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from valita_desktop.content.model import LANGS, Kind
from valita_desktop.errors import PublishError, PublishErrorCode, SourceError
from valita_desktop.i18n import N_, catalogue
from valita_desktop.paths import read_regular, write_whole
from valita_desktop.publishing import html
from valita_desktop.publishing.draft import record, slug
from valita_desktop.publishing.site_pictures import SitePictures, digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from valita_desktop.content.model import Lang
    from valita_desktop.publishing.site_pictures import Read

STATE_FILE = "wordpress.json"
PER_PAGE = 100
MAX_PAGES = 200
_MAX_ANSWER = 32 * 2**20
_MAX_FILE = 128 * 2**20
NOT_FETCHED = N_("This picture was not fetched: {address}")


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
        not_fetched: Folders and addresses of pictures that could not be fetched. The draft shows
            each of them by a name that is not there, so that `check` asks for it.
    """

    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    gone: tuple[str, ...]
    not_fetched: tuple[tuple[Path, str], ...] = ()


def draft(site: str, source: Path, read: Read | None, *, since: str = "") -> Drafts:
    """Draft items from the posts of a site.

    Args:
        site: Address of the site, or a file with the JSON that its
            ``/wp-json/wp/v2/posts`` gives.
        source: The source tree.
        read: Reads the web; ``None`` for a file.
        since: Only posts changed after this day, ``2026-11-24``; all by default.

    Raises:
        PublishError: That is no WordPress export, or a page of it is too large; nothing was
            written.
        SourceError: The site cannot be read.
        OutputError: The source tree cannot be written.
    """
    posts = _from_site(site, read, since) if read else _from_file(Path(site))
    for post in posts:
        words = (post.title, post.content, post.excerpt)
        if any(html.too_much(each.rendered) for each in words):
            raise PublishError(PublishErrorCode.PAGE_TOO_LARGE, post.link or f"{post.id}")
    state = _state(source)
    there = _ids_on_site(site, read) if read else {post.id for post in posts}
    written: list[Path] = []
    kept: list[Path] = []
    missed: list[tuple[Path, str]] = []
    for together in _twins(posts):
        draft_of = _Draft(source, site, read, together, state)
        (written if draft_of.write() else kept).append(draft_of.folder)
        missed += ((draft_of.folder, address) for address in draft_of.pictures.missed)
    gone = tuple(sorted(e["item"] for number, e in state.items() if int(number) not in there))
    write_whole(source / STATE_FILE, json.dumps(state, indent=1, sort_keys=True).encode())
    told = gone if read or not since else ()
    return Drafts(tuple(written), tuple(kept), told, tuple(missed))


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
        self._posts, self._state = posts, state
        self._item = f"w{first.id}"
        title = html.text(first.title.rendered)
        known = state.get(str(first.id), {}).get("folder")
        name = f"materials/{self._item}-{slug(title)}"
        self.folder = source / (known or name)
        entries = (state.get(str(post.id), {}) for post in posts.values())
        remembered = {k: tuple(v) for each in entries for k, v in each.get("pictures", {}).items()}
        self.pictures = SitePictures(site, read, self.folder, remembered)

    def write(self) -> bool:
        """Write the draft; ``False`` where an editor's own text stands and stays."""
        titles = {lang: html.text(post.title.rendered) for lang, post in self._posts.items()}
        summaries = {lang: html.text(post.excerpt.rendered) for lang, post in self._posts.items()}
        texts = {lang: self._text(lang, titles[lang]) for lang in LANGS if lang in self._posts}
        fresh = True
        for lang, text in texts.items():
            file = self.folder / f"{lang}.md"
            mine = not file.exists() or digest(file.read_bytes()) == self._remembered(lang)
            fresh = fresh and mine
            write_whole(
                file if mine else self.folder / f"{lang}.wordpress.md", text.encode("utf-8")
            )
            self._remember(lang, text if mine else None)
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

    def _text(self, lang: Lang, title: str) -> str:
        post, note = self._posts[lang], catalogue(lang).gettext(NOT_FETCHED)

        def picture(address: str) -> html.FoundPicture:
            name, missed = self.pictures.find(address, post.link)
            return html.FoundPicture(name, note.format(address=missed) if missed else "")

        body = html.markdown(post.content.rendered, picture)
        return f":::: facilitator\n{body}::::\n\n:::: sheet\n# {title}\n::::\n"

    def _remembered(self, lang: str) -> str:
        post = self._posts[lang]
        return str(self._state.get(str(post.id), {}).get("sha256", ""))

    def _remember(self, lang: Lang, text: str | None) -> None:
        """Remember what was written; ``None`` where an editor's own text stands."""
        known = digest(text.encode("utf-8")) if text is not None else self._remembered(lang)
        self._state[str(self._posts[lang].id)] = {
            "item": self._item,
            "folder": f"{self.folder.parent.name}/{self.folder.name}",
            "sha256": known,
            "pictures": self.pictures.remembered,
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
        return _decode(read_regular(file, _MAX_FILE), file.name)
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
        state = json.loads(read_regular(source / STATE_FILE, _MAX_ANSWER))
    except (OSError, ValueError, RecursionError):
        return {}
    whole = isinstance(state, dict) and all(isinstance(each, dict) for each in state.values())
    return state if whole else {}
