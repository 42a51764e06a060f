"""Texts to make documents of: every sample of the handouts, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.handouts import samples
from valita_desktop.content.handout import PartChoice, name_labels, parts_of
from valita_desktop.content.model import LANGS
from valita_desktop.documents.kinds import DocHeading, DocTable, Items, Para, runs
from valita_desktop.documents.plan import Draft, plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.content.blocks import Inline
    from valita_desktop.content.model import Item, Lang

ITEMS = {each.id: each for each in (*samples.items(), samples.PROJECT)}


def draft(item: Item, lang: Lang, part: PartChoice = PartChoice.ALL) -> Draft:
    return Draft(
        item,
        lang,
        parts_of(item, lang, part),
        samples.FACTS,
        samples.IMAGES,
        samples.SCHOOL.contacts,
        name_labels(item),
    )


def both(item_id: str) -> tuple[Draft, ...]:
    return tuple(draft(ITEMS[item_id], lang) for lang in LANGS)


def lines(drafts: tuple[Draft, ...]) -> list[str]:
    """Every line of the plan that says anything, in order."""
    return [words for each in drafts for inline in _inlines(each) if (words := said(inline))]


def said(inline: Inline) -> str:
    return " ".join("".join(span.text for span in runs(inline)).split())


def _inlines(each: Draft) -> Iterator[Inline]:
    for thing in plan(each):
        match thing:
            case DocHeading() | Para():
                yield thing.text
            case Items():
                yield from thing.items
            case DocTable():
                yield from thing.header
                for row in thing.rows:
                    yield from row
