"""What the page of an item says about it, in the language of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.content import blocks
from valita_desktop.content.handout import Layout, Paper, PartChoice, why_not
from valita_desktop.content.labels import label, licence_name
from valita_desktop.i18n import _, current
from valita_desktop.ui.wording import rows as wording
from valita_desktop.ui.wording.layouts import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.content.model import Item, Lang


def trail(item: Item) -> str:
    """Where an item belongs: its theme, its kind."""
    parts = [item.record.theme, item.record.kind]
    return " › ".join(_(label(part)) for part in parts if part)  # noqa: RUF001 - the sign of a trail


def chips(item: Item, lang: Lang) -> list[str]:
    """The facts of an item, a few words each; its needs in the language of its text."""
    record = item.record
    chips = [_(label(record.format))] if record.format else []
    if record.practice_kind:
        chips.append(_(label(record.practice_kind)))
    if record.minutes:
        chips.append(wording.time_name(record))
    chips.append(wording.group_name(record.group))
    chips.append(", ".join(_(label(role)) for role in record.audience))
    needs = item.texts[lang].needs
    if needs:
        chips.append(_("Needed: {things}").format(things=", ".join(needs)))
    return [chip for chip in chips if chip]


def layouts(item: Item, lang: Lang) -> Iterator[Layout]:
    """The handouts that can be made of an item, on the usual paper."""
    for layout in LAYOUTS:
        if why_not(item, lang, layout, Paper.A4, PartChoice.STUDENT) is None:
            yield layout


def origin(item: Item) -> list[str]:
    """Version, licence and who wrote it, a line each."""
    record = item.record
    updated = _("Version {n} · updated {date}").format(
        n=record.version, date=current().date(record.updated)
    )
    name = f"{licence_name(record.license)}, {', '.join(record.authors) or record.publisher}"
    licence = _("Licence {name}").format(name=name)
    return [updated, licence, _(label(record.provenance))]


def fact_ids(document: blocks.Document) -> list[str]:
    """Ids of the facts that a text refers to, also inside callouts."""
    every = blocks.blocks_of(document)
    return [each for block in every if isinstance(block, blocks.Facts) for each in block.ids]
