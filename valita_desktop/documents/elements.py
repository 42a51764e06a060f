"""The few kinds of things that an office document is made of.

Both formats write each of them; what is not here is in no document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from valita_desktop.content.blocks import Blank, Inline, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

CELL_SIZES = (12, 10, 8)
"""Letters of a cell in pt: the largest that break no word."""
MM_PER_PT = 25.4 / 72
_PADDING_MM = 4.6
_BREAKS = re.compile(r"[ \t\n]|(?<=[-–/])|_{2,}")
_EM = 0.62
_EMS = {
    sign: width
    for width, signs in {
        0.28: ",./I\\ijl|·'",
        0.34: "!()-:;[]`ft²",
        0.4: "*r{}°",
        0.68: "EPSVXY",
        0.79: "ABCDHKNRUÅÄGOQwÖ&",
        1.0: "mMW@%…☐½",
    }.items()
    for sign in signs
}
"""Widths of letters, in bold Arial or what stands in for it, as parts of their size; never less."""
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
    CUT = "cut"


ROLE_STYLES = {
    ParagraphRole.LEAD: "Valita Lead",
    ParagraphRole.SMALL: "Valita Small",
    ParagraphRole.LINE: "Valita Line",
    ParagraphRole.RESULT: "Valita Result",
    ParagraphRole.BOX_TITLE: "Valita Box Title",
    ParagraphRole.BOX: "Valita Box",
    ParagraphRole.CUT: "Valita Cut",
}
"""What the styles are called in both formats; by it a document that comes back is known."""
STYLE_ROLES = {name.lower(): role for role, name in ROLE_STYLES.items()}
"""The roles by those names, in small letters: programs change the large ones."""
MARK = "Valita"
"""Name of the property that tells where a document came from."""


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
class ColumnPlan:
    """How a table is set.

    Attributes:
        widths: Of its columns in mm.
        size: Of its letters in pt, one of `CELL_SIZES`.
    """

    widths: tuple[float, ...]
    size: int


@dataclass(frozen=True)
class TableElement:
    """A table.

    Attributes:
        header: Column titles; none for cards, which lie beside each other.
        rows: Cells, each row as long as the first.
        heads: The first cell of a row names it.
        room: Least height of the rows in mm; 0 is what their words need.
        ticks: There is nothing but boxes to tick beside the names, which so get the room.
    """

    header: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    heads: bool = False
    room: float = 0
    ticks: bool = False

    def columns(self, width: float) -> ColumnPlan:
        """Columns that break no word, in letters as large as that allows.

        Args:
            width: Of the whole table in mm.
        """
        places = range(len(self.rows[0]))
        for size in CELL_SIZES:
            least = [self._widest(n, size, words=True) for n in places]
            if sum(least) <= width:
                return ColumnPlan(tuple(self._shared(least, width, size)), size)
        smallest = CELL_SIZES[-1]
        least = [self._widest(n, smallest, words=True) for n in places]
        return ColumnPlan(tuple(each * width / sum(least) for each in least), smallest)

    def _shared(self, least: list[float], width: float, size: int) -> list[float]:
        """Share out what is over: equal columns to write in, more room where there is more text."""
        own = 1 if self.heads else 0
        widest = max(least[own:], default=0)
        if not self.ticks and sum(least[:own]) + widest * len(least[own:]) <= width:
            least = [*least[:own], *([widest] * len(least[own:]))]
        over = width - sum(least)
        wishes = [
            max(0.0, self._widest(n, size, words=False) - each) for n, each in enumerate(least)
        ]
        wishes[own:] = [0.0] * len(wishes[own:]) if self.heads else wishes[own:]
        share = over if self.ticks else over / 2
        given = min(1.0, share / sum(wishes)) if any(wishes) else 0.0
        rest = (over - given * sum(wishes)) / max(1, len(least) - own)
        return [
            each + given * wish + (rest if n >= own or len(least) == own else 0)
            for n, (each, wish) in enumerate(zip(least, wishes, strict=True))
        ]

    def _widest(self, column: int, size: int, *, words: bool) -> float:
        """Room in mm for the longest word of a column, or for its longest cell in one line."""
        told = (row[column] for row in (*((self.header,) if self.header else ()), *self.rows))
        lines = ("".join(span.text for span in runs(each)).strip("_") for each in told)
        pieces = (piece for each in lines for piece in (_BREAKS.split(each) if words else [each]))
        ems = max(map(_ems, pieces), default=0)
        return ems * size * MM_PER_PT + _PADDING_MM


@lru_cache(maxsize=4096)
def _ems(words: str) -> float:
    """How wide words are, as a multiple of their letters; those of a table are asked for often."""
    return sum(_EMS.get(sign, _EM) for sign in words)


@dataclass(frozen=True)
class PictureElement:
    """A picture with what it shows in words.

    Attributes:
        data: A PNG or JPEG that stands upright; never empty.
        alt: What it shows.
        width, height: In mm.
    """

    data: bytes
    alt: str
    width: float
    height: float


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
