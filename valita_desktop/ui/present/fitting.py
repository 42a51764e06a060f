"""The blocks of a slide as pages that fit the room there is.

Text has letters of 36 to 64 pixels: never smaller, what is too long goes on the next page.
A table or a figure that cannot be parted is as large as the room allows. Nothing is ever cut.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QTextDocument, QTextOption

from valita_desktop.content import blocks
from valita_desktop.ui.present.pieces import SENTENCE, WORDS, block_of, count, cut
from valita_desktop.ui.style import theme
from valita_desktop.ui.text.blocks import write
from valita_desktop.ui.text.decorations import Geometry
from valita_desktop.ui.text.inline_objects import OBJECT_TYPE, DrawingObjects
from valita_desktop.ui.text.style import ReadingStyle
from valita_desktop.ui.text.writer import DocumentWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QPainter, QTextLine

    from valita_desktop.content.blocks import Block
    from valita_desktop.ui.style.theme import Palette
    from valita_desktop.ui.text.decorations import Decoration
    from valita_desktop.ui.text.writer import ReaderInput

LEAST_PX, MOST_PX = 36, 64
"""Height of the letters of a text before a class, in pixels of a screen of up to `_TALL_PX`."""
_TALL_PX = 1080
"""Taller screens have larger letters: they are looked at from as far."""
ROUNDED = 4
"""Pixels that a table may be wider than its room, for its columns are whole pixels."""
_ROW_EM = 1.45
"""Rows of tables: nobody writes in them on the screen."""
_EASY_PX = 42
"""Letters that a full page is filled with."""
_SMALLER = (0.9, 0.8, 0.7, 0.6, 0.5, 0.42, 0.36, 0.3, 0.24)
"""Of the least letters: for what cannot be parted, and is larger than the room."""
_LEAST_FIGURE, _MOST_FIGURE, _FINE = 0.4, 8.0, 0.03
"""Least and most size of a figure, and how finely it is tried."""
_CIRCLE = 0.25
"""Least size of circles inside each other, for each of them."""
_COMPANY = 0.7
"""Least size of a figure that shares its page with text."""
_DRAWN = (blocks.Wheel, blocks.Hand, blocks.Circles, blocks.Image)
_BESIDE_TEXT = (blocks.Paragraph, blocks.BulletList, blocks.NumberedList, blocks.Callout)


class Room(NamedTuple):
    """Where a page must fit.

    Attributes:
        width, height: In pixels of the window.
        scale: How many of those a pixel of `LEAST_PX` is, as `scale` says.
    """

    width: int
    height: int
    scale: float = 1.0


def scale(height: int, ratio: float) -> float:
    """How many pixels of a window a pixel of `LEAST_PX` is.

    A window that is drawn at 150 % has letters that are as large on the wall as at 100 %.

    Args:
        height: Of the window in its own pixels.
        ratio: Pixels of the screen for each of these.
    """
    return max(1.0, height * ratio / _TALL_PX) / ratio


class FittedPage:
    """Blocks laid out: paints itself, and says what it says.

    Attributes:
        height: Pixels it takes.
        overflows: A word is wider than the room.
        first: Which block of the slide it begins with.
    """

    def __init__(
        self,
        parts: Sequence[Block],
        reading: ReaderInput,
        style: ReadingStyle,
        width: int,
        first: int = 0,
    ) -> None:
        """Lay blocks out.

        Args:
            parts: The blocks.
            reading: Facts, pictures and contacts that they refer to, and their language.
            style: The look.
            width: Of the room in pixels.
            first: Which block of the slide they begin with.
        """
        self.first = first
        self.style = style
        self._keeper = QObject()
        self._width = width
        self._shrunk = 1.0
        self.document = QTextDocument(self._keeper)
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        self.document.setDefaultFont(style.font())
        wrap = QTextOption()
        wrap.setWrapMode(QTextOption.WrapMode.WordWrap)
        self.document.setDefaultTextOption(wrap)
        writer = DocumentWriter(self.document, style, reading, width)
        for block in parts:
            write(writer, block)
        self._info = writer.layout_info
        drawings = DrawingObjects(self._info.drawings, self._column, style, self.document)
        self.document.documentLayout().registerHandler(OBJECT_TYPE, drawings)
        self.document.setTextWidth(width)
        self.height = self.document.size().height()
        wide = self.document.size().width() > width + ROUNDED  # a word has widened its table
        self.overflows = wide or any(map(_overflows, _lines(self.document)))

    @property
    def letters(self) -> float:
        """Height of its running text in pixels."""
        return self.style.em

    @cached_property
    def words(self) -> str:
        """What it says, for whoever hears it."""
        said = iter(each.alt_text for each in self._info.drawings)
        text = self.document.toPlainText()
        return "".join(next(said, "") if letter == "\ufffc" else letter for letter in text).strip()

    @cached_property
    def decorations(self) -> list[tuple[QRectF, Decoration]]:
        """What is painted behind the words, each with where it is."""
        geometry = Geometry(self.document)
        return [(each.rect(geometry, self.style), each) for each in self._info.decorations]

    def shrink_to(self, height: float) -> None:
        """Paint everything smaller, so that it is no taller than this."""
        self._shrunk = min(1.0, height / self.height) if self.height else 1.0
        self.height *= self._shrunk

    def paint(self, painter: QPainter) -> None:
        """Paint it from the painter's origin on."""
        painter.scale(self._shrunk, self._shrunk)
        for rect, decoration in self.decorations:
            painter.save()
            decoration.paint(painter, rect, self.style)
            painter.restore()
        self.document.drawContents(painter)

    def _column(self) -> float:
        return self._width


@dataclass(frozen=True)
class Fitter:
    """Makes pages of blocks.

    Attributes:
        reading: Facts, pictures and contacts, and the language.
        palette: The colours.
        room: Where each page must fit.
    """

    reading: ReaderInput
    palette: Palette
    room: Room

    def pages(self, parts: Sequence[Block]) -> list[FittedPage]:
        """The pages that blocks make; none where there are no blocks."""
        if not parts:
            return []
        whole = self._largest(parts)
        if whole:
            return [whole]
        pages = list(self._split(parts, SENTENCE))
        if _too_small(pages, self.room):
            finer = list(self._split(parts, WORDS))
            pages = min(pages, finer, key=lambda some: _too_small(some, self.room))
        return pages

    def _split(self, parts: Sequence[Block], longest: int) -> Iterator[FittedPage]:
        for begin, end in self._runs(parts, longest):
            some = cut(parts, begin, end, longest)
            first, _inside = block_of(parts, begin, longest)
            yield self._largest(some, first) or self._smaller(some, first)

    def _runs(self, parts: Sequence[Block], longest: int) -> Iterator[tuple[int, int]]:
        """First piece and the piece after the last of each page."""
        total, begin = count(parts, longest), 0
        while begin < total:
            end = self._furthest(parts, begin, _EASY_PX, longest)
            if end == begin or block_of(parts, end, longest)[1]:  # smaller ones may take it whole
                closer = self._furthest(parts, begin, LEAST_PX, longest)
                if end == begin or block_of(parts, closer, longest) > (
                    block_of(parts, end, longest)[0] + 1,
                    -1,
                ):
                    end = closer
            end = _with_what_follows(parts, begin, max(end, begin + 1), longest)
            yield begin, end
            begin = end

    def _furthest(self, parts: Sequence[Block], begin: int, px: int, longest: int) -> int:
        """The piece after the last that fits together with the first; ``begin`` is none."""
        total, step = count(parts, longest), 1
        fits, fails = begin, total + 1
        while fails - fits > 1:
            middle = min(fits + step, fails - 1)
            some = cut(parts, begin, middle, longest)
            if self._try(some, 0, px, _COMPANY if len(some) > 1 else _least_figure(some)):
                fits, step = middle, 2 * step
            else:
                fails, step = middle, max(1, (middle - fits) // 2)
        return fits

    def _largest(self, parts: Sequence[Block], first: int = 0) -> FittedPage | None:
        """One page with the largest letters that may be, or none."""
        if _drawn(parts):
            return self._figure(parts, first, (_EASY_PX, LEAST_PX))
        fits, fails = LEAST_PX, MOST_PX + 1
        best = self._try(parts, first, fits)
        while best and fails - fits > 1:
            middle = (fits + fails) // 2
            page = self._try(parts, first, middle)
            if page:
                best, fits = page, middle
            else:
                fails = middle
        return best

    def _figure(
        self, parts: Sequence[Block], first: int, letters: Sequence[float]
    ) -> FittedPage | None:
        """A figure as large as fits beside letters of the first of these heights that does."""
        for px in letters:
            fits, fails = _least_figure(parts), _MOST_FIGURE
            best = self._try(parts, first, px, fits)
            while best and fails - fits > _FINE:
                middle = (fits + fails) / 2
                page = self._try(parts, first, px, middle)
                if page:
                    best, fits = page, middle
                else:
                    fails = middle
            if best:
                return best
        return None

    def _smaller(self, parts: Sequence[Block], first: int) -> FittedPage:
        """What cannot be parted and is too large, as large as it may be."""
        letters = [LEAST_PX * factor for factor in _SMALLER]
        if _drawn(parts):
            page = self._figure(parts, first, letters)
        else:
            tries = (self._try(parts, first, px) for px in letters)
            page = next((each for each in tries if each), None)
        if page is None:
            page = self._laid_out(parts, first, letters[-1], _least_figure(parts))
            page.shrink_to(self.room.height)
        return page

    def _try(
        self, parts: Sequence[Block], first: int, px: float, figures: float = 1.0
    ) -> FittedPage | None:
        page = self._laid_out(parts, first, px, figures)
        return None if page.overflows or page.height > self.room.height else page

    def _laid_out(
        self, parts: Sequence[Block], first: int, px: float, figures: float
    ) -> FittedPage:
        exact = px * self.room.scale / theme.READING
        base = math.ceil(exact) if px == LEAST_PX else max(1, math.floor(exact))
        style = ReadingStyle(self.palette, base, _ROW_EM, figures)
        return FittedPage(parts, self.reading, style, self.room.width, first)


def _lines(document: QTextDocument) -> Iterator[QTextLine]:
    block = document.begin()
    while block.isValid():
        lines = block.layout()
        yield from (lines.lineAt(number) for number in range(lines.lineCount()))
        block = block.next()


def _overflows(line: QTextLine) -> bool:
    """Whether a word is wider than the line that it stands in."""
    return line.naturalTextWidth() > line.width() + 1


def _drawn(parts: Sequence[Block]) -> bool:
    return any(isinstance(block, _DRAWN) for block in blocks.every_block(parts))


def _too_small(pages: Sequence[FittedPage], room: Room) -> int:
    return sum(page.letters < LEAST_PX * room.scale for page in pages)


def _least_figure(parts: Sequence[Block]) -> float:
    """Least size of a figure: circles must have room for their names."""
    return max(
        (
            _CIRCLE * len(block.labels)
            for block in blocks.every_block(parts)
            if isinstance(block, blocks.Circles)
        ),
        default=_LEAST_FIGURE,
    )


def _with_what_follows(parts: Sequence[Block], begin: int, end: int, longest: int) -> int:
    """Where a page had better end: no table after its first row, none without what leads to it."""
    block, inside = block_of(parts, end, longest)
    if inside == 1 and begin < end - 1:
        end, inside = end - 1, 0
    if inside or not 0 < block < len(parts) or isinstance(parts[block], _BESIDE_TEXT):
        return end
    if not isinstance(parts[block - 1], blocks.Paragraph):
        return end
    earlier = end - count(parts[block - 1 : block], longest)
    return earlier if earlier > begin else end
