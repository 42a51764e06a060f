"""The whole site: read, made beside what stands there, and moved into its place.

Whoever looks while it is made sees the one before; where anything fails, that stays. A file that
comes out as it was keeps its time, so that what copies by time copies only what is new.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from valita_desktop import paths
from valita_desktop.content.model import LANGS, LISTED_KINDS, Kind
from valita_desktop.content.web import SITE
from valita_desktop.decoding import prepared
from valita_desktop.documents import web
from valita_desktop.errors import UNDECODABLE, OutputError
from valita_desktop.feed.pages import File, Offered
from valita_desktop.site import metadata
from valita_desktop.site.offered import Maker
from valita_desktop.site.pages import SitePages, kind_of, picture_name
from valita_desktop.site.search_index import SearchIndex
from valita_desktop.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from valita_desktop.content.model import Item, Lang, Text
    from valita_desktop.content.source import SourceItem

MADE = "made.json"
"""Keys of what was made, so that it is not made again; nobody needs it on the web."""
FILES = 4
"""Of most items: what is slow to make for their pages."""
_STATIC = Path(__file__).with_name("static")


@dataclass
class Built:
    """What came of it.

    Attributes:
        pages: How many pages there are.
        written: Files that are new or changed, by name in the site.
        gone: Files that are no longer in it.
        offered: What the pages offer, by item and language.
    """

    pages: int = 0
    written: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    offered: dict[tuple[str, Lang], Offered] = field(default_factory=dict)


def build(items: Iterable[SourceItem], out: Path, site: str = SITE) -> Built:
    """Make the site of what was checked, whole or not at all.

    Args:
        items: Everything that is published.
        out: The site's folder; what stands there is replaced.
        site: Where it will be served.

    Raises:
        ContentError: An item cannot be shown or printed; with its file.
        OutputError: The folder is none of ours, or cannot be written.
    """
    items = tuple(items)
    facts = {each.item.id: each.item for each in items if each.item.record.kind is Kind.FACT}
    with Workers(len(items) * FILES) as workers:
        return SiteBuild(facts, out, site, workers).finish(items)


class SiteBuild:
    """A site in the making: what is slow about an item can begin before the last one is read.

    Nothing is written before all is made.

    Args:
        facts: All dated facts by id.
        out: The site's folder; what stands there is replaced.
        site: Where it will be served.
        workers: Who makes what is slow.

    Raises:
        OutputError: The folder is none of ours.
    """

    def __init__(
        self, facts: Mapping[str, Item], out: Path, site: str = SITE, workers: Workers | None = None
    ) -> None:
        self._out, self._site = out, site
        self._workers = workers or Workers()
        self._maker = Maker(facts, site, out, _made_before(out), self._workers)

    def begin(self, each: SourceItem) -> None:
        """Begin with the files of an item, all by one worker, who lays out its words once."""
        for lang in LANGS:
            if _has_page(each.item, lang):
                self._maker.want(each, lang)
        self._workers.send()

    def finish(self, items: Iterable[SourceItem]) -> Built:
        """Make what is left and put all in place, whole or not at all.

        Args:
            items: Everything that is published.

        Raises:
            ContentError: An item cannot be shown or printed; with its file.
            OutputError: The folder cannot be written.
        """
        made = _Site({each.item.id: each for each in items}, self._site, self._maker)
        files = made.files()
        done = _put(files, self._out)
        done.offered = made.offered
        return done


def _made_before(out: Path) -> dict[str, str]:
    """Keys of what was made before; a folder of anything else is never replaced."""
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return {}
    try:
        return msgspec.json.decode((out / MADE).read_bytes(), type=prepared(dict[str, str]))
    except (OSError, *UNDECODABLE) as error:
        raise OutputError(out, "not a site of ours") from error


class _Site:
    """The files of a site, in memory.

    Attributes:
        offered: What the pages offer, by item and language.
    """

    def __init__(self, items: dict[str, SourceItem], site: str, maker: Maker) -> None:
        self._items, self._site, self._maker = items, site, maker
        self.offered: dict[tuple[str, Lang], Offered] = {}

    def files(self) -> dict[str, bytes]:
        """Every file by name; a page is written while the files of others are made."""
        made: dict[str, bytes] = {}
        told: list[tuple[str, str, dict[str, str]]] = []
        shown = {
            lang: [each for each in self._items.values() if _has_page(each.item, lang)]
            for lang in LANGS
        }
        for lang, listed in shown.items():
            self._maker.want_file(_search(listed, lang), alone=True)
        for lang, listed in shown.items():
            for each in listed:
                self._maker.want(each, lang)
        for lang, listed in shown.items():
            pages = SitePages(lang, self._items, self._site)
            for name, data in pages.lists():
                made[f"{lang}/{name}"] = data
                told.append((f"{self._site}{lang}/{name}", "", self._twins(name, LANGS)))
            for each in listed:
                made |= self._of_item(each, lang, pages)
                name, day = f"{each.item.id}.html", each.item.record.updated.isoformat()
                twins = self._twins(name, each.item.langs)
                told.append((f"{self._site}{lang}/{name}", day, twins))
            made[f"{lang}/search.json"] = self._maker.data(f"{lang}/search.json")
            made.setdefault("index.html", pages.door())
        robots = f"User-agent: *\nAllow: /\nSitemap: {self._site}sitemap.xml\n"
        return made | {
            "site.css": (web.style() + (_STATIC / "site.css").read_text("utf-8")).encode(),
            "site.js": (_STATIC / "site.js").read_bytes(),
            "icon.svg": (paths.resources() / "icons/app.svg").read_bytes(),
            "sitemap.xml": metadata.site_map(sorted(told)),
            "robots.txt": robots.encode(),
            MADE: json.dumps(self._maker.made, indent=0, sort_keys=True).encode(),
        }

    def _twins(self, name: str, langs: Iterable[Lang]) -> dict[str, str]:
        return {lang: f"{self._site}{lang}/{name}" for lang in langs}

    def _of_item(self, each: SourceItem, lang: Lang, pages: SitePages) -> dict[str, bytes]:
        files, picture = list(self._maker.files(each, lang)), self._maker.picture(each, lang)
        here = f"{self._site}{lang}/"
        self.offered[each.item.id, lang] = Offered(
            tuple(
                File(
                    url=f"{here}{file.name}",
                    mime_type=kind_of(file.name),
                    title=pages.called(file),
                    size_in_bytes=len(file.data),
                )
                for file in files
            ),
            f"{here}{picture.name}",
        )
        made = {f"{lang}/{file.name}": file.data for file in (*files, picture)}
        made |= {picture_name(data): data for data in each.images.values()}
        made[f"{lang}/{each.item.id}.html"] = pages.item(each, files, picture)
        return made


def _has_page(item: Item, lang: Lang) -> bool:
    return item.record.kind in LISTED_KINDS and lang in item.texts


def _search(listed: list[SourceItem], lang: Lang) -> SearchIndex:
    return SearchIndex(lang, {each.item.id: _said(each.item.texts[lang]) for each in listed})


def _said(text: Text) -> str:
    """All words that an item is found by."""
    return " ".join((text.title, text.summary, *text.keywords, text.markdown))


def _put(files: dict[str, bytes], out: Path) -> Built:
    """Write the files beside the folder and change the two over."""
    beside, behind = (out.with_name(f".{out.name}.{end}") for end in ("new", "old"))
    done = Built(sum(name.endswith(".html") for name in files))
    before = set(_names(out)) if out.is_dir() else set()
    done.gone = sorted(before - files.keys())
    try:
        for left in (beside, behind):
            shutil.rmtree(left, ignore_errors=True)
        for name, data in files.items():
            file = beside / name
            file.parent.mkdir(parents=True, exist_ok=True)
            if name in before and (out / name).read_bytes() == data:
                shutil.copy2(out / name, file)
            else:
                file.write_bytes(data)
                done.written.append(name)
        if out.is_dir():
            out.rename(behind)
        try:
            paths.replace_durably(beside, out)
        except OSError:
            if behind.is_dir():
                behind.rename(out)
            raise
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise OutputError(out, str(error.strerror or error)) from error
    shutil.rmtree(behind, ignore_errors=True)
    return done


def _names(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*"):
        if file.is_file():
            yield file.relative_to(folder).as_posix()
