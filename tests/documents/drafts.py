"""Texts to make documents of: every sample of the handouts, in both languages."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from tests.handouts import samples
from valita_desktop.content.handout import PartChoice, name_labels, parts_of
from valita_desktop.content.model import LANGS, Attachment
from valita_desktop.documents.elements import (
    HeadingElement,
    ListElement,
    ParagraphElement,
    TableElement,
    runs,
)
from valita_desktop.documents.plan import Draft, plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from valita_desktop.content.blocks import Inline
    from valita_desktop.content.model import Item, Lang

ITEMS = {each.id: each for each in (*samples.items(), samples.PROJECT)}


def draft(item: Item, lang: Lang, part: PartChoice = PartChoice.ALL) -> Draft:
    document = parts_of(item, lang, part)
    return Draft(
        item,
        lang,
        document,
        samples.FACTS,
        samples.IMAGES,
        samples.SCHOOL.contacts,
        tuple(label for each in document for label in name_labels(item, each)),
    )


def showing(picture: bytes) -> Draft:
    """A page that shows a picture."""
    item = samples.item("m99", {"fi": ("Koe", "![Ruutu](kuva)\n")})
    sha = hashlib.sha256(picture).hexdigest()
    attachments = (Attachment("kuva", "image/jpeg", len(picture), sha),)
    item = msgspec.structs.replace(item, attachments=attachments)
    return Draft(item, "fi", parts_of(item, "fi", PartChoice.ALL), images={sha: picture})


def both(item_id: str) -> tuple[Draft, ...]:
    return tuple(draft(ITEMS[item_id], lang) for lang in LANGS)


def lines(drafts: tuple[Draft, ...]) -> list[str]:
    """Every line of the plan that says anything, in order."""
    return [words for each in drafts for inline in _inlines(each) if (words := said(inline))]


def said(inline: Inline) -> str:
    return " ".join("".join(span.text for span in runs(inline)).split())


def _inlines(each: Draft) -> Iterator[Inline]:
    for element in plan(each):
        match element:
            case HeadingElement() | ParagraphElement():
                yield element.text
            case ListElement():
                yield from element.items
            case TableElement():
                yield from element.header
                for row in element.rows:
                    yield from row
