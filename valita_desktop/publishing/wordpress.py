"""Draft source folders from a WordPress site, so that nobody copies by hand.

Everything is read before anything is written: a site or a file that cannot be read whole
writes nothing. A draft is never published as it is: it lacks what only an editor can say, so
`check` refuses it. What an editor has changed is never written over.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from valita_desktop.content.model import LANGS, Kind
from valita_desktop.content.source import item_folders
from valita_desktop.errors import PublishError, PublishErrorCode
from valita_desktop.i18n import N_, catalogue
from valita_desktop.paths import open_regular, read_regular, write_whole
from valita_desktop.publishing import html, rest, wxr
from valita_desktop.publishing.draft import NOT_FETCHED, record, slug
from valita_desktop.publishing.page_tree import LeftOut
from valita_desktop.publishing.site_pictures import SitePictures, digest, digest_of
from valita_desktop.publishing.site_posts import POST, Asked, Passed, sort

if TYPE_CHECKING:
    from collections.abc import Iterable

    from valita_desktop.content.model import Lang
    from valita_desktop.publishing.site_pictures import Read
    from valita_desktop.publishing.site_posts import Post

STATE_FILE = "wordpress.json"
_MOST_STATE = 32 * 2**20
_MOST_FILE = 128 * 2**20
_LONGEST_TOLD = 200
LEFT_OUT = {
    LeftOut.FRAME: N_("Something from another site stood here: {address}"),
    LeftOut.VIDEO: N_("A video stood here: {address}"),
    LeftOut.SOUND: N_("A recording stood here: {address}"),
    LeftOut.FORM: N_("A form stood here: {address}"),
    LeftOut.DRAWING: N_("A drawing stood here that cannot be taken along. {address}"),
    LeftOut.PART: N_("The site fills this in by itself: {address}"),
}


@dataclass(frozen=True)
class Drafts:
    """What `draft` wrote, left alone and missed.

    Attributes:
        written: Folders of new drafts, and of those written anew.
        kept: Folders that an editor has changed, and the site too since then; the site's new
            text stands beside theirs as ``fi.wordpress.md``.
        gone: Ids of items whose post is no longer on the site.
        not_fetched: Folders and addresses of pictures that could not be fetched. The draft shows
            each of them by a name that is not there, so that `check` asks for it.
        left_out: Folders, and what of the page has no place in a text and is named there.
        passed: What no draft was made of, and why.
        unsaid: Addresses of posts whose language nobody says.
        deleted: Ids of drafts that an editor has deleted; they are not made again.
    """

    written: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    gone: tuple[str, ...] = ()
    not_fetched: tuple[tuple[Path, str], ...] = ()
    left_out: tuple[tuple[Path, LeftOut, str], ...] = ()
    passed: tuple[Passed, ...] = ()
    unsaid: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()


def draft(site: str, source: Path, read: Read | None, asked: Asked | None = None) -> Drafts:
    """Draft items from the posts of a site.

    Args:
        site: Address of the site, or a file: what its ``/wp-json/wp/v2/posts`` gives, or what
            it exports itself.
        source: The source tree.
        read: Reads the web; ``None`` for a file.
        asked: Which posts; by default all that are posts.

    Raises:
        PublishError: That is no WordPress export, or a page of it is too large; nothing was
            written.
        SourceError: The site cannot be read; nothing was written.
        OutputError: The source tree cannot be read or written.
    """
    asked = asked or Asked()
    web = rest.Site(site, read) if read else None
    found = list(web.posts(asked) if web else _from_file(Path(site)))
    posts = list({each.id: each for each in found if not isinstance(each, Passed)}.values())
    sorted_posts = sort(posts, asked)
    for post in (each for item in sorted_posts.items for each in item.values()):
        if any(map(html.too_much, (post.title, post.content, post.summary))):
            raise PublishError(PublishErrorCode.PAGE_TOO_LARGE, post.address)
    there = {post.id for post in posts}
    if web and asked.since:
        there = web.numbers(asked)
    folders = {each.name.partition("-")[0]: each for each in item_folders(source)}
    writing = _Writing(source, site, read, _state(source), folders)
    try:
        for item in sorted_posts.items:
            writing.write(item)
    finally:  # what was written is remembered, else it would be taken for an editor's own
        writing.remember()
    unread = tuple(each for each in found if isinstance(each, Passed))
    return Drafts(
        tuple(writing.written),
        tuple(writing.kept),
        writing.gone(there, asked.kinds) if web and not unread else (),
        tuple(writing.not_fetched),
        tuple(writing.left_out),
        (*unread, *sorted_posts.passed),
        sorted_posts.unsaid,
        tuple(writing.deleted),
    )


def _from_file(file: Path) -> Iterable[Post | Passed]:
    """The posts of a file.

    Raises:
        PublishError: It cannot be read, or holds none.
    """
    try:
        with open_regular(file) as opened:
            if wxr.is_export(opened.read(100)):
                opened.seek(0)
                return list(wxr.posts(file, opened))
        return rest.decoded(read_regular(file, _MOST_FILE), file.name)
    except OSError as error:
        raise PublishError(PublishErrorCode.NOT_WORDPRESS, f"{file} ({error.strerror})") from error


@dataclass
class _Writing:
    """Writes the drafts of a site, and remembers what it wrote.

    Attributes:
        folders: Where the items of the source tree are by their ids: an editor may have moved
            one to its own kind.
    """

    source: Path
    site: str
    read: Read | None
    state: dict[str, Any]
    folders: dict[str, Path]
    written: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    not_fetched: list[tuple[Path, str]] = field(default_factory=list)
    left_out: list[tuple[Path, LeftOut, str]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)

    def write(self, posts: dict[Lang, Post]) -> None:
        """Write one item, but for one that its editor has deleted."""
        item = _Draft(self, posts)
        if item.is_deleted:
            self.deleted.append(item.id)
            return
        item.write()
        self.written += [item.folder] if item.is_new and not item.is_beside else []
        self.kept += [item.folder] if item.is_beside else []
        self.not_fetched += ((item.folder, address) for address in item.pictures.missed)
        self.left_out += ((item.folder, what, address) for what, address in item.left_out)

    def remember(self) -> None:
        """Keep what was written, for the next time."""
        if self.state:
            told = json.dumps(self.state, indent=1, sort_keys=True)
            write_whole(self.source / STATE_FILE, told.encode())

    def gone(self, there: set[int], kinds: tuple[str, ...]) -> tuple[str, ...]:
        """Items of these kinds whose post is not there any more."""
        missing = {
            entry["item"]
            for number, entry in self.state.items()
            if entry.get("kind", POST) in kinds
            and int(number) not in there
            and entry["item"] in self.folders
        }
        left = {entry["item"] for number, entry in self.state.items() if int(number) in there}
        return tuple(sorted(missing - left))


class _Draft:
    """One item from one post, or from two that are each other's translation.

    Attributes:
        id: Of the item.
        is_deleted: It was drafted before, and its editor has taken the folder away.
        is_new, is_beside: What was written: a text of its own, or one beside an editor's.
    """

    def __init__(self, writing: _Writing, posts: dict[Lang, Post]) -> None:
        first = posts.get("fi") or next(iter(posts.values()))
        self._posts, self._state = posts, writing.state
        entries = [self._state[str(p.id)] for p in posts.values() if str(p.id) in self._state]
        known = entries[0] if entries else {}
        self.id = str(known.get("item") or f"w{first.id}")
        self._titles = {lang: html.text(post.title) for lang, post in posts.items()}
        name = f"materials/{self.id}-{slug(html.text(first.title))}"
        self.folder = writing.folders.get(self.id, writing.source / name)
        self.is_deleted = bool(known) and self.id not in writing.folders
        self.is_new = self.is_beside = False
        remembered = {k: tuple(v) for each in entries for k, v in each.get("pictures", {}).items()}
        self.pictures = SitePictures(writing.site, writing.read, self.folder, remembered)
        self.left_out: list[tuple[LeftOut, str]] = []

    def write(self) -> None:
        """Write the draft; where an editor's own text stands it stays.

        The record is written first: a folder without one would be taken for a deleted draft.
        """
        if not (self.folder / "item.toml").exists():
            write_whole(self.folder / "item.toml", self._record().encode())
        for lang in (each for each in LANGS if each in self._posts):
            text, file = self._text(lang).encode("utf-8"), self.folder / f"{lang}.md"
            sha256 = digest(text)
            if not file.exists() or digest_of(file) == self._remembered(lang):
                write_whole(file, text)
                self._remember(lang, sha256)
                self.is_new = True
            elif sha256 != self._remembered(lang):
                write_whole(self.folder / f"{lang}.wordpress.md", text)
                self._remember(lang, self._remembered(lang))
                self.is_beside = True

    def _record(self) -> str:
        fi, sv = (self._titles.get(lang, "") for lang in LANGS)
        summaries = {lang: post.finished_summary for lang, post in self._posts.items()}
        told = (summaries.get("fi", ""), summaries.get("sv", ""))
        link = json.dumps(next(iter(self._posts.values())).link)
        return f"# {link[1:-1]}\n{record(Kind.MATERIAL, self.id, fi, sv, told)}"

    def _text(self, lang: Lang) -> str:
        post, words = self._posts[lang], catalogue(lang).gettext

        def picture(address: str) -> html.FoundPicture:
            name, missed = self.pictures.find(address, post.link)
            return html.FoundPicture(
                name, words(NOT_FETCHED).format(address=missed) if missed else ""
            )

        def left_out(what: LeftOut, address: str) -> str:
            self.left_out.append((what, address[:_LONGEST_TOLD] or post.address))
            return words(LEFT_OUT[what]).format(address=address[:_LONGEST_TOLD]).strip()

        body = html.markdown(post.content, picture, left_out, post.link)
        title = html.heading(self._titles[lang])
        return f":::: facilitator\n{body}::::\n\n:::: sheet\n# {title}\n::::\n"

    def _remembered(self, lang: Lang) -> str:
        return str(self._state.get(str(self._posts[lang].id), {}).get("sha256", ""))

    def _remember(self, lang: Lang, sha256: str) -> None:
        post = self._posts[lang]
        self._state[str(post.id)] = {
            "item": self.id,
            "kind": post.kind,
            "sha256": sha256,
            "pictures": self.pictures.remembered,
        }


def _state(source: Path) -> dict[str, Any]:
    try:
        state = json.loads(read_regular(source / STATE_FILE, _MOST_STATE))
    except (OSError, ValueError, RecursionError):
        return {}
    whole = isinstance(state, dict) and all(isinstance(each, dict) for each in state.values())
    return state if whole else {}
