"""Makes real things for tests: items, source folders, published feeds."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from valita_desktop.content.model import Format, Group, Item, Kind, Record, Text, Theme, Topic
from valita_desktop.feed.pages import File
from valita_desktop.feed.trust import Trust
from valita_desktop.publishing.keys import ThrowawayKeys
from valita_desktop.publishing.publish import Published, build
from valita_desktop.publishing.repository import FeedRepository

if TYPE_CHECKING:
    from pathlib import Path

    from valita_desktop.content.model import Lang

DAY = dt.date(2026, 11, 24)
MOMENT = dt.datetime(2026, 11, 24, 6, 0, tzinfo=dt.UTC)

RECORD = """
id = "{id}"
kind = "material"
format = "worksheet"
themes = ["everyday"]
topic = "money"
minutes = 45
group = {{ min = 1, max = 24 }}
lead = ["teacher"]
audience = ["student"]
use = ["part-of-lesson"]
phase = "main"
sheet_role = "copy-out"
created = 2026-11-24

[fi]
title = "{fi}"
summary = "Opiskelija laskee kuukauden rahat."
keywords = ["raha"]

[sv]
title = "{sv}"
summary = "Den studerande räknar månadens pengar."
keywords = ["pengar"]
"""

BODY = {
    "fi": """:::: facilitator
## Näin etenette

1. **Herätys** (5 min). Mihin raha katoaa?
2. **Oma budjetti** (40 min). Jokainen täyttää omansa.
::::

:::: sheet
# Minun kuukauteni

Kuukausi: ____________

::: lines 2
:::
::::
""",
    "sv": """:::: facilitator
## Gör så här

1. **Väck tanken** (5 min). Vart försvinner pengarna?
2. **Egen budget** (40 min). Alla fyller i sitt eget.
::::

:::: sheet
# Min månad

Månad: ____________

::: lines 2
:::
::::
""",
}


def item(item_id: str = "m09", *, version: int = 1, title: str = "Kuukausibudjetti") -> Item:
    """A material in both languages."""
    return Item(
        record=Record(
            id=item_id,
            kind=Kind.MATERIAL,
            version=version,
            themes=(Theme.EVERYDAY,),
            format=Format.WORKSHEET,
            topic=Topic.MONEY,
            minutes=45,
            group=Group(1, 24),
            created=DAY,
        ),
        texts={
            "fi": Text(title=title, summary="Rahat.", keywords=("raha",), markdown=BODY["fi"]),
            "sv": Text(
                title="Månadsbudget", summary="Pengar.", keywords=("pengar",), markdown=BODY["sv"]
            ),
        },
    )


def source_folder(
    source: Path, item_id: str = "m09", *, fi: str = "Kuukausibudjetti", sv: str = "Månadsbudget"
) -> Path:
    """The folder of a material in a source tree, without a mistake in it."""
    folder = source / "materials" / f"{item_id}-aineisto"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "item.toml").write_text(RECORD.format(id=item_id, fi=fi, sv=sv), encoding="utf-8")
    for lang, body in BODY.items():
        (folder / f"{lang}.md").write_text(body, encoding="utf-8")
    return folder


class PlainWeb:
    """A site that says little of each item, and something else of each."""

    HOME = "https://www.winnova.fi/valita/"

    def __init__(self, _site: str = "", _items: object = None, _images: object = None) -> None:
        """It is the same for all items."""

    def feed(self) -> str:
        return f"{self.HOME}kit/"

    def home(self, lang: Lang) -> str:
        return f"{self.HOME}{lang}/"

    def address(self, item: Item, lang: Lang) -> str:
        return f"{self.home(lang)}{item.id}.html"

    def body(self, item: Item, lang: Lang) -> str:
        return (
            f"<h2>{item.texts[lang].title}</h2>\n<p>{item.texts[lang].summary} &amp; 1 &lt; 2</p>"
        )

    def picture(self, item: Item, lang: Lang) -> str:
        return f"{self.HOME}{item.id}.png"

    def files(self, item: Item, lang: Lang) -> tuple[File, ...]:
        url = f"{self.home(lang)}{item.id}.pdf"
        return (File(url=url, mime_type="application/pdf", title="PDF", size_in_bytes=1234),)


class Publisher:
    """The real publisher, with a source tree and keys of its own.

    Attributes:
        source: Its source tree.
        folder: The feed that it publishes.
        keys: What it signs with.
    """

    def __init__(self, tmp_path: Path) -> None:
        self.source = tmp_path / "source"
        self.folder = tmp_path / "feed"
        self.keys = ThrowawayKeys()
        self._trusted = tmp_path / "trust"
        FeedRepository.init(self.folder, self.keys, MOMENT, "Maija").commit()
        self.root = (self.folder / "metadata/root.json").read_bytes()

    def publish(self, *ids: str, fi: str = "Kuukausibudjetti", **changes: bool) -> Published:
        """Write these materials into the source tree and publish all of it."""
        for item_id in ids:
            source_folder(self.source, item_id, fi=f"{fi} {item_id}", sv=f"Månadsbudget {item_id}")
        done = build(self.source, self.folder, self.keys, now=MOMENT, web=PlainWeb, **changes)
        assert isinstance(done, Published), done.errors
        return done

    def trust(self, now: dt.datetime = MOMENT, *, folder: str = "") -> Trust:
        """What a reader trusts who got the program from this publisher."""
        return Trust(self.root, self._trusted / folder, now=now)


def feed_folder(tmp_path: Path, *ids: str) -> Path:
    """A published feed of these materials."""
    publisher = Publisher(tmp_path)
    publisher.publish(*(ids or ("m09",)))
    return publisher.folder
