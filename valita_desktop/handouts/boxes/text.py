"""Running text on the page: lines of one element, with its links and its gaps.

The words of a text go into its element, those of a link into a ``Link`` below it, and what
is drawn in their place into a ``Span`` that says what it stands for.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal

import msgspec
from typing_extensions import override

from valita_desktop.content.blocks import Blank, Inline, Span, pictogram
from valita_desktop.handouts.boxes import icons
from valita_desktop.handouts.boxes.box import MM, Box
from valita_desktop.handouts.boxes.line_breaking import (
    GAP_LEADING,
    WORDS_LEADING,
    Fragment,
    TextLine,
    TextStyle,
    lines_of,
    longest_word,
)
from valita_desktop.handouts.pdfwriter import fonts
from valita_desktop.handouts.pdfwriter.canvas import Run

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.handouts.pdfwriter.canvas import Canvas
    from valita_desktop.handouts.pdfwriter.structure import Element

Align = Literal["left", "center", "right"]

_SIGN, _SIGN_ROOM = 1.45, 2.2
"""Size of a sign that a line begins with, and the room for it, as multiples of the letters."""
_WORDS_CHARS = 10
_WORDS_BY_HAND = 28 * MM
"""A gap of so many characters, or so long, is for words, and its rule runs on to the margin; a
shorter one is for a number."""
_SIGN_ABOVE = 3.0
"""Height of the sign above words in the middle of a card."""


class TextBox(Box):
    """Words of one element, laid out in lines.

    Args:
        element: The element that they are.
        inline: The words.
        style: Their letters.
        align: Where the lines stand.
        fill: Draws a gap in the words, given the canvas, its element, its left end, its
            baseline and its width; without it a gap is a rule.
    """

    def __init__(
        self,
        element: Element,
        inline: Inline,
        style: TextStyle,
        *,
        align: Align = "left",
        fill: Callable[[Canvas, Element, float, float, float], None] | None = None,
    ) -> None:
        self.name = "text"
        self._element = element
        self._sign, self.inline = pictogram(inline)
        self.align = align
        self._fill = fill
        self._lines: tuple[TextLine, ...] = ()
        self._width = -1.0
        self._indent = style.size * _SIGN_ROOM if self._sign and align == "left" else 0.0
        self._above = style.size * _SIGN_ABOVE if self._sign and align != "left" else 0.0
        self._least = style.leading
        self._gaps = [span.chars for span in inline if isinstance(span, Blank)]
        if self._gaps:
            liked = WORDS_LEADING if max(self._gaps) >= _WORDS_CHARS else GAP_LEADING
            self._least = max(style.leading, GAP_LEADING)
            if style.leading < liked:
                style = msgspec.structs.replace(style, leading=liked)
        self.style = style

    @override
    def measure(self, width: float) -> float:
        """As many lines as the words need at this width."""
        if width != self._width:
            self._width = width
            room = width - self._indent
            lines = lines_of(self.inline, self.style, room)
            if self._gaps:
                lines = tuple(_to_margin(line, room) for line in lines)
            self._lines = lines
        self.height = len(self._lines) * self.style.leading + self._above
        return self.height

    @property
    def widest(self) -> float:
        """Width of the widest line as measured."""
        return max((line.width for line in self._lines), default=0)

    @property
    def longest_word(self) -> float:
        """Width below which a word would have to be split."""
        return longest_word(self.inline, self.style) + self._indent

    @override
    def give(self) -> tuple[float, float]:
        """Lines for words by hand move together a little."""
        return len(self._lines) * (self.style.leading - self._least), 0

    @override
    def flex(self, by: float) -> None:
        if self._lines and by:
            leading = self.style.leading + by / len(self._lines)
            self.style = msgspec.structs.replace(self.style, leading=leading)
            self.height += by

    @override
    def split(self, height: float) -> tuple[Box, Box] | None:
        """Between lines, never leaving a single line on either side."""
        if self._above:
            return None
        fits = int((height + 0.01) / self.style.leading)
        fits = min(fits, len(self._lines) - 2)
        if fits < 2:  # noqa: PLR2004 - two lines, so that none stands alone
            return None
        return self._part(self._lines[:fits], self._sign), self._part(self._lines[fits:])

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """The words into their element; rules and boxes of gaps as artifacts."""
        self._show_sign(canvas, x, y, width)
        x, y, width = x + self._indent, y - self._above, width - self._indent
        placed = [
            (x + self._shift(line, width), y - self.style.baseline - n * self.style.leading, line)
            for n, line in enumerate(self._lines)
        ]
        if self.style.grey:
            canvas.setFillGray(self.style.grey)
        if all(p.kind == "words" and not p.href for line in self._lines for p in line.pieces):
            self._show(canvas, self._element, placed)
        else:
            self._show_mixed(canvas, placed)
        if self.style.grey:
            canvas.setFillGray(0)

    def _part(self, lines: tuple[TextLine, ...], sign: str = "") -> TextBox:
        part = TextBox(self._element, (), self.style, align=self.align, fill=self._fill)
        part.style, part._least = self.style, self._least
        part._lines, part._indent, part._sign = lines, self._indent, sign
        part._width = self._width
        part.before, part.after = self.before, self.after
        part.height = len(lines) * self.style.leading
        return part

    def _show_sign(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """The sign that the words begin with: in the margin of the first line, or above them."""
        if not self._sign:
            return
        size = self.style.size * (_SIGN_ABOVE * 0.82 if self._above else _SIGN)
        wide = fonts.face(fonts.REGULAR).width(self._sign) * size / 1000
        left = x + (width - wide) / 2 if self._above else x
        middle = y - (self._above or self.style.leading) / 2
        icons.pictogram(self._element, self._sign, size, canvas, left, middle)

    def _shift(self, line: TextLine, width: float) -> float:
        if self.align == "left":
            return 0
        return (width - line.width) / (2 if self.align == "center" else 1)

    def _show(
        self, canvas: Canvas, element: Element, placed: list[tuple[float, float, TextLine]]
    ) -> None:
        if not placed:
            return
        left, top = placed[0][0], placed[0][1]
        lines = [
            [Run(p.face, p.text, at - left + p.dx) for p in line.pieces] for at, _, line in placed
        ]
        with canvas.tagged(element):
            canvas.show(lines, (left, top), self.style.size, self.style.leading)

    def _show_mixed(self, canvas: Canvas, placed: list[tuple[float, float, TextLine]]) -> None:
        """Piece by piece: neighbours of one owner are one mark."""
        flat = [(x + piece.dx, y, piece) for x, y, line in placed for piece in line.pieces]
        for (kind, href), group in groupby(flat, lambda each: (each[2].kind, each[2].href)):
            for x, y, piece in group if kind != "words" else ():
                self._show_drawn(canvas, x, y, piece)
            if kind == "words":
                self._show_words(canvas, href, list(group))

    def _show_words(
        self, canvas: Canvas, href: str, group: list[tuple[float, float, Fragment]]
    ) -> None:
        element = self._element.add("Link") if href else self._element
        with canvas.tagged(element):
            for x, y, piece in group:
                canvas.show([[Run(piece.face, piece.text, 0)]], (x, y), self.style.size, 0)
        if not href:
            return
        words = "".join(piece.text for _, _, piece in group)
        for x, y, piece in group:
            size, width = self.style.size, piece.face.width(piece.text.rstrip()) * 0.001
            box = (x, y - size * 0.25, x + width * size, y + size * 0.75)
            canvas.setLineWidth(size * 0.045)
            canvas.line(x, y - size * 0.14, box[2], y - size * 0.14)
            canvas.link(element, href, words.strip(), box)

    def _show_drawn(self, canvas: Canvas, x: float, y: float, piece: Fragment) -> None:
        if piece.kind == "sign":
            with canvas.tagged(self._element.add("Span", actual=piece.text)):
                canvas.write(piece.face, self.style.size, fonts.STAND_IN, x, y)
            return
        owner = self._element
        if self._fill:
            self._fill(canvas, owner, x, y, piece.width)
            return
        with canvas.tagged(owner.add("Span", actual="____" + piece.text)):
            canvas.setLineWidth(0.7)
            canvas.line(x, y - 2, x + piece.width, y - 2)


def _to_margin(line: TextLine, width: float) -> TextLine:
    """A line that ends in a gap for words, its rule drawn to the margin; others as they are."""
    last = line.pieces[-1]
    if last.kind != "gap" or last.width < _WORDS_BY_HAND:
        return line
    longer = last._replace(width=max(last.width, width - last.dx))
    return TextLine((*line.pieces[:-1], longer), longer.dx + longer.width)


def least_width(inline: Inline, style: TextStyle) -> float:
    """Width below which a word of a line would have to be split; a sign before it has its room."""
    if not inline:
        return 0.0
    sign, words = pictogram(inline)
    return longest_word(words, style) + (style.size * _SIGN_ROOM if sign else 0)


def plain(text: str) -> Inline:
    """Words without style as a line."""
    return (Span(text),) if text else ()
