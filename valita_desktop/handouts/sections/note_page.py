"""The page of a person's own note: behind what is printed for whoever leads, on a sheet of its own.

A note is plain text. No sign in it means anything but itself, its lines stay lines, and the
kit's licence is not put under words that are not the kit's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from valita_desktop.content import blocks
from valita_desktop.handouts.blocks import reading
from valita_desktop.handouts.boxes.text import TextBox, plain
from valita_desktop.handouts.sections import paging
from valita_desktop.handouts.sections.section import Section, title_of
from valita_desktop.i18n import N_

if TYPE_CHECKING:
    from valita_desktop.handouts.blocks.context import RenderContext
    from valita_desktop.handouts.boxes.box import Box
    from valita_desktop.handouts.pdfwriter.structure import Element

_BETWEEN = re.compile(r"\n\s*\n")


def section(context: RenderContext, note: str) -> Section:
    """Lay out a note under the title of its item, on as many pages as it takes.

    Args:
        context: The measures, words and item.
        note: Its words.

    Raises:
        PaperOverflowError: A line is larger than the page.
    """

    def build(sized: RenderContext, element: Element) -> list[Box]:
        style = sized.style
        eyebrow = TextBox(element.add("P"), plain(sized.say(N_("My note"))), style.head)
        eyebrow.after, eyebrow.keep = style.body * 0.15, True
        head = reading.title(style, element, plain(title_of(sized)))
        head.after = style.body
        return [eyebrow, head, *sized.boxes(element, _paragraphs(note))]

    return Section(*paging.on_pages(context, build), published=False)


def _paragraphs(note: str) -> list[blocks.Block]:
    """What empty lines part."""
    return [
        blocks.Paragraph((blocks.Span(each.strip("\n")),))
        for each in _BETWEEN.split(note)
        if each.strip()
    ]
