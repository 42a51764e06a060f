"""The pages of the site from templates, which escape whatever they are handed.

The same items give the same bytes. Addresses within the site are relative, so it can be looked
at from a folder; only what other sites are told is whole.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from typing_extensions import override

from valita_desktop import paths
from valita_desktop.content import labels
from valita_desktop.content.blocks import plain
from valita_desktop.content.model import LANGS, LISTED_KINDS, Format, Kind, Season, Theme, Topic
from valita_desktop.content.web import feed_address
from valita_desktop.documents import web
from valita_desktop.documents.html import Addresses, divided
from valita_desktop.documents.plan import Draft
from valita_desktop.feed.jsonfeed import TITLE
from valita_desktop.i18n import catalogue
from valita_desktop.site import metadata
from valita_desktop.site.offered import told_of
from valita_desktop.site.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from enum import StrEnum

    from valita_desktop.content.model import Item, Lang, Record
    from valita_desktop.content.source import SourceItem
    from valita_desktop.site.offered import MadeFile

    _Of = Callable[[Record], Sequence[StrEnum | None]]

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
_SIGNS = {
    Theme.PARTICIPATION: "megaphone",
    Theme.EQUALITY: "scale",
    Theme.EVERYDAY: "calendar-check",
    Theme.WELLBEING: "sprout",
}
_SHEETS = (Kind.MATERIAL, Kind.PRACTICE)
_MINUTES = (15, 30, 45, 90)
_SOON = "index.html", "situations.html", "events.html", "about.html"
_TYPES = {"pdf": "application/pdf"}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class SitePages:
    """Makes the pages of one language.

    Args:
        lang: The language.
        items: All that is published, by id.
        site: Where the pages will be.
    """

    def __init__(self, lang: Lang, items: Mapping[str, SourceItem], site: str) -> None:
        self._lang, self._words, self._site = lang, catalogue(lang), site
        self._own = words(self._words)
        everything = {key: each.item for key, each in items.items()}
        self._facts = {k: i for k, i in everything.items() if i.record.kind is Kind.FACT}
        self._items = {
            key: item
            for key, item in everything.items()
            if item.record.kind in LISTED_KINDS and lang in item.texts
        }
        self._templates = Environment(
            loader=PackageLoader("valita_desktop.site"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=False,
            keep_trailing_newline=True,
        )

    def item(self, each: SourceItem, files: Iterable[MadeFile], picture: MadeFile) -> bytes:
        """The page of an item.

        Args:
            each: The item.
            files: What it offers.
            picture: The picture for links to it.
        """
        item, record, offered = each.item, each.item.record, list(files)
        text = item.texts[self._lang]
        draft = Draft(item, self._lang, each.document(self._lang), self._facts, each.images)
        listed = self._listed_with(item)
        shown = f"{self._site}{self._lang}/{picture.name}"
        given = [(f"{self._site}{self._lang}/{f.name}", kind_of(f.name)) for f in offered]
        linked = metadata.linked_data(item, self._lang, shown, given, self._site)
        small = " · ".join(filter(None, labels.imprint(record, self._words)))
        return self._page(
            "item.html",
            f"{item.id}.html",
            title=text.title,
            description=text.summary,
            langs=item.langs,
            item=item,
            theme=record.theme or "",
            sign=_sign(record.theme),
            picture=shown,
            dublin_core=list(metadata.dublin_core(item, self._lang, self._site)),
            linked=Markup(linked),  # noqa: S704 - JSON without a "<"
            told=self._told(item),
            parts=list(_parts(draft)),
            files=[{"name": f.name, "title": self.called(f)} for f in offered],
            body=Markup(web.body(draft, _Near(self, each))),  # noqa: S704 - escaped by its writer
            fillable=any(part.fillable for part in draft.document),
            website=record.url,
            imprint=small,
            listed=[self._card(other) for other in listed],
            listed_title=self._own["of_theme" if record.kind is Kind.THEME else "related"],
        )

    def lists(self) -> Iterator[tuple[str, bytes]]:
        """The pages that lead to others, and what is said of the kit, by file."""
        own = self._own
        sheets = [item for item in self._in_order() if item.record.kind in _SHEETS]
        themes = [i for i in self._in_order() if i.record.kind is Kind.THEME and i.record.theme]
        yield "index.html", self._page(
            "home.html", "index.html", title=TITLE, description=own["lead"],
            themes=[
                {**self._card(theme), "sign": _sign(theme.record.theme)} for theme in themes
            ],
            entries=[self._card(item) for item in sheets], filters=list(self._filters(sheets)),
        )  # fmt: skip
        yield (
            "situations.html",
            self._list(
                "situations.html",
                own["situations"],
                [
                    (own["by_season"], list(self._grouped(Season, sheets, lambda r: r.seasons))),
                    (own["by_topic"], list(self._grouped(Topic, sheets, lambda r: (r.topic,)))),
                ],
            ),
        )
        yield "events.html", self._list("events.html", own["events"], self._gatherings())
        about = [own[key] for key in ("about_what", "about_use", "about_private", "about_feeds")]
        reach = [own[key] for key in ("reach", "reach_sheets", "reach_lacks", "reach_tell")]
        yield "about.html", self._said("about.html", own["about"], about, feeds=True)
        yield (
            "accessibility.html",
            self._said("accessibility.html", own["accessibility"], reach, feeds=False),
        )

    def door(self) -> bytes:
        """The page where a language is chosen."""
        twins = {lang: f"{self._site}{lang}/index.html" for lang in LANGS}
        template = self._templates.get_template("door.html")
        made = template.render(policy=POLICY, site_title=TITLE, w=self._own, twins=twins)
        return made.encode()

    def called(self, file: MadeFile) -> str:
        """What a file is called, with its size."""
        return told_of(file, self._lang, self._own)

    def address_of(self, item_id: str) -> str:
        """Where another item is, from here; ``""`` where there is no page of it."""
        return f"{item_id}.html" if item_id in self._items else ""

    def _page(
        self, template: str, here: str, *, langs: tuple[Lang, ...] = LANGS, **told: object
    ) -> bytes:
        own = self._own
        menu = zip(
            _SOON, (own["home"], own["situations"], own["events"], own["about"]), strict=True
        )
        around: dict[str, Any] = {
            "lang": self._lang, "policy": POLICY, "site_title": TITLE, "w": own, "here": here,
            "page": here.removesuffix(".html"), "address": f"{self._site}{self._lang}/{here}",
            "twins": {lang: f"{self._site}{lang}/{here}" for lang in langs}, "menu": list(menu),
            "feeds": feed_address(self._site), "network": self._site,
            "item": None, "theme": "", "picture": "",
        }  # fmt: skip
        made = self._templates.get_template(template).render(around | told)
        return made.encode()

    def _list(self, here: str, title: str, parts: list[Any]) -> bytes:
        return self._page(
            "list.html", here, title=title, description=title, parts=parts,
            nothing=self._own["no_events"],
        )  # fmt: skip

    def _said(self, here: str, title: str, paragraphs: list[str], *, feeds: bool) -> bytes:
        return self._page(
            "words.html", here, title=title, description=paragraphs[0], paragraphs=paragraphs,
            feed_links=feeds,
        )  # fmt: skip

    def _gatherings(self) -> list[Any]:
        """Events and projects, each kind under its name; nothing where there are none."""
        made = []
        for kind, name in ((Kind.EVENT, "events"), (Kind.PROJECT, "projects")):
            found = [self._card(i) for i in self._in_order() if i.record.kind is kind]
            if found:
                made.append((self._own[name], [("", found)]))
        return made

    def _grouped(
        self, codes: Iterable[StrEnum], items: list[Item], of: _Of
    ) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        for code in codes:
            found = [self._card(item) for item in items if code in of(item.record)]
            if found:
                yield self._words.gettext(labels.label(code)), found

    def _in_order(self) -> list[Item]:
        return [self._items[key] for key in sorted(self._items, key=_by_number)]

    def _listed_with(self, item: Item) -> list[Item]:
        record = item.record
        if record.kind is Kind.THEME:
            every = self._in_order()
            return [
                i for i in every if i.record.kind in _SHEETS and record.theme in i.record.themes
            ]
        return [self._items[each] for each in record.related if each in self._items]

    def _card(self, item: Item) -> dict[str, Any]:
        record, text = item.record, item.texts[self._lang]
        return {
            "id": item.id, "title": text.title, "summary": text.summary,
            "theme": record.theme or "", "themes": " ".join(record.themes),
            "topic": record.topic or "", "format": record.format or "",
            "minutes": record.minutes, "told": self._told(item),
        }  # fmt: skip

    def _told(self, item: Item) -> str:
        """Kind of sheet, time, days and place in a line."""
        record, say = item.record, self._words.gettext
        text = item.texts[self._lang]
        minutes = labels.MINUTES_A_DAY if record.per_day else labels.MINUTES
        days = [self._words.date(day) for day in (record.starts, record.ends) if day]
        told = (
            say(labels.label(record.format)) if record.format else "",
            say(minutes).format(n=record.minutes) if record.minutes else "",
            " – ".join(dict.fromkeys(days)),
            text.place,
        )
        return " · ".join(filter(None, told))

    def _filters(self, items: list[Item]) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
        say, own = self._words.gettext, self._own
        choices: tuple[tuple[str, type[StrEnum], _Of], ...] = (
            ("theme", Theme, lambda r: r.themes),
            ("topic", Topic, lambda r: (r.topic,)),
            ("format", Format, lambda r: (r.format,)),
        )
        for name, codes, of in choices:
            there = {code for item in items for code in of(item.record)}
            told = [(str(code), say(labels.label(code))) for code in codes if code in there]
            yield name, own[name], told
        yield "minutes", own["time"], [(str(n), own["at_most"].format(n=n)) for n in _MINUTES]


class _Near(Addresses):
    """Where things are, from a page of a language."""

    def __init__(self, pages: SitePages, each: SourceItem) -> None:
        self._pages, self._each = pages, each

    @override
    def item(self, item_id: str) -> str:
        return self._pages.address_of(item_id)

    @override
    def picture(self, data: bytes) -> str:
        return f"../{picture_name(data)}"


def picture_name(data: bytes) -> str:
    """The file of a picture of a text, by its bytes."""
    ending = "jpg" if data.startswith(b"\xff\xd8") else "png"
    return f"pictures/{hashlib.sha256(data).hexdigest()[:32]}.{ending}"


def _parts(draft: Draft) -> Iterator[tuple[str, str]]:
    for n, part in enumerate(draft.document):
        title = divided(part, draft)[0]
        if title:
            yield f"p{n}", plain(title)


def _sign(theme: Theme | None) -> Markup:
    if theme is None:
        return Markup("")
    drawn = (paths.resources() / f"icons/{_SIGNS[theme]}.svg").read_text("utf-8")
    shape = re.sub(r"<!--.*?-->|\s*class=\"[^\"]*\"", "", drawn, flags=re.DOTALL)
    return Markup(" ".join(shape.split()).replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S704 - ours


def kind_of(name: str) -> str:
    """The type of a file that a page offers."""
    return _TYPES.get(name.rpartition(".")[2], _DOCX)


def _by_number(item_id: str) -> tuple[str, int, str]:
    found = re.match(r"([a-z]+)(\d+)", item_id)
    return (found[1], int(found[2]), item_id) if found else (item_id, 0, "")
