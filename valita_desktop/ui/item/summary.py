"""What the page of an item says about it, in the language of the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from valita_desktop.content import blocks
from valita_desktop.content.handout import Layout, Paper, PartChoice, why_not
from valita_desktop.content.labels import OWN_MATERIAL, imprint, label, licence_name
from valita_desktop.content.model import OWN_KINDS, OwnRecord
from valita_desktop.i18n import _, current
from valita_desktop.ui.wording import rows as wording
from valita_desktop.ui.wording.layouts import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from valita_desktop.content.model import Item, Lang, Theme


@dataclass(frozen=True)
class ItemSummary:
    """What the top of a page tells of an item.

    Attributes:
        title: Its title.
        lang: The language of title and lead.
        trail: Where it belongs, in one line.
        lead: What it is, in a sentence or two; may be ``""``.
        facts: Name of an icon and a few words each.
        themes: Its themes; the first one colours the page.
    """

    title: str
    lang: Lang = "fi"
    trail: str = ""
    lead: str = ""
    facts: Sequence[tuple[str, str]] = ()
    themes: Sequence[Theme] = ()


def summarised(item: Item, lang: Lang) -> ItemSummary:
    """The top of the page of an item whose text is shown in a language that it has."""
    text = item.texts[lang]
    themes = item.record.themes
    return ItemSummary(text.title, lang, trail(item), text.summary, facts(item, lang), themes)


def trail(item: Item) -> str:
    """Where an item belongs: its theme, its kind, and what it is of that kind."""
    record = item.record
    parts = [record.theme, record.kind, record.format, record.practice_kind]
    return " › ".join(_(label(part)) for part in parts if part)  # noqa: RUF001 - the sign of a trail


def facts(item: Item, lang: Lang) -> list[tuple[str, str]]:
    """Whether it is an own one, how long, for how many, for whom and what is needed.

    What is needed is told in the language of its text.
    """
    record = item.record
    needs = item.texts[lang].needs
    told = [
        ("file-pen", _(OWN_MATERIAL) if isinstance(record, OwnRecord) else ""),
        ("clock", wording.time_name(record) if record.minutes else ""),
        ("users", wording.group_name(record.group)),
        ("id-card", ", ".join(_(label(role)) for role in record.audience)),
        ("list-checks", _("Needed: {things}").format(things=", ".join(needs)) if needs else ""),
    ]
    return [(icon, words) for icon, words in told if words]


def layouts(item: Item, lang: Lang) -> Iterator[Layout]:
    """The handouts that can be made of an item, on the usual paper."""
    for layout in LAYOUTS:
        if why_not(item, lang, layout, Paper.A4, PartChoice.STUDENT) is None:
            yield layout


def origin(item: Item) -> list[str]:
    """Version, licence and who wrote it, a line each."""
    record = item.record
    if isinstance(record, OwnRecord):
        return [each for each in imprint(record, current()) if each]
    updated = _("Version {n} · updated {date}").format(
        n=record.version, date=current().date(record.updated)
    )
    name = f"{licence_name(record.license)}, {', '.join(record.authors) or record.publisher}"
    licence = _("Licence {name}").format(name=name)
    return [updated, licence, _(label(record.provenance))]


def own_act(item: Item) -> str:
    """What a person can do to have an item as their own; ``""`` where it is the network's alone."""
    if isinstance(item.record, OwnRecord):
        return _("Edit the text")
    return _("Make my own version") if item.record.kind in OWN_KINDS else ""


def fact_ids(document: blocks.Document) -> list[str]:
    """Ids of the facts that a text refers to, also inside callouts."""
    every = blocks.blocks_of(document)
    return [each for block in every if isinstance(block, blocks.Facts) for each in block.ids]
