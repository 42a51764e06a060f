"""The few kinds of things that an office document is made of.

Both formats write each of them; what is not here is in no document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from valita_desktop.content.blocks import Blank, Inline, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = 0.3
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class ParagraphRole(StrEnum):
    """How a paragraph looks; both formats have a style for each."""

    BODY = "body"
    LEAD = "lead"
    SMALL = "small"
    LINE = "line"
    RESULT = "result"
    BOX_TITLE = "box-title"
    BOX = "box"


@dataclass(frozen=True)
class HeadingElement:
    """A heading of level 1 to 3."""

    level: int
    text: Inline


@dataclass(frozen=True)
class ParagraphElement:
    """A paragraph; a writing line is an empty one."""

    text: Inline
    role: ParagraphRole = ParagraphRole.BODY


@dataclass(frozen=True)
class ListElement:
    """A list; ``checks`` have a box to tick each, ``numbers`` begin with ``start``."""

    kind: Literal["bullets", "numbers", "checks"]
    items: tuple[Inline, ...]
    start: int = 1


@dataclass(frozen=True)
class TableElement:
    """A table.

    Attributes:
        header: Column titles; none for cards, which lie beside each other.
        rows: Cells, each row as long as the first.
        heads: The first cell of a row names it.
        room: Least height of the rows in mm; 0 is what their words need.
    """

    header: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    heads: bool = False
    room: float = 0

    @property
    def widths(self) -> list[float]:
        """Widths of the columns as shares of the whole; names of rows have room for words."""
        count = len(self.rows[0])
        first = max(_NAMES, 1 / count) if self.heads else 1 / count
        rest = (1 - first) / max(1, count - 1)
        return [first, *([rest] * (count - 1))]


@dataclass(frozen=True)
class PictureElement:
    """A picture with what it shows in words; PNG or JPEG, never empty."""

    data: bytes
    alt: str


@dataclass(frozen=True)
class BreakElement:
    """What follows starts a new page."""


DocumentElement = (
    HeadingElement | ParagraphElement | ListElement | TableElement | PictureElement | BreakElement
)


def xml_text(words: str) -> str:
    """Words without the control characters that XML cannot hold.

    Source: XML 1.0, 2.2.
    """
    return _NO_XML.sub("", words)


def runs(inline: Inline) -> Iterator[Span]:
    """A line as runs of words; a gap becomes the underscores that the author drew.

    What XML cannot hold is left out, and so are links to other items: there are none there.
    """
    for span in inline:
        if isinstance(span, Blank):
            yield Span("_" * span.chars)
        else:
            href = "" if span.href.startswith("item:") else span.href
            yield Span(xml_text(span.text), span.strong, span.emphasis, href)
