"""Running text: words into lines, lines onto the page.

Content is never read as markup here, so no text can be anything but text. Lines end with
the space that stood there, or a screen reader would glue the words together; words are
split only where an author put a soft hyphen, or where one word is wider than the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from valita_desktop.content.blocks import Blank, Inline, Span
from valita_desktop.handouts import fonts
from valita_desktop.handouts.boxes import MM, Box
from valita_desktop.handouts.canvas import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from valita_desktop.handouts.canvas import Canvas
    from valita_desktop.handouts.tagging import Element

SOFT_HYPHEN = "\u00ad"
_GAP_PER_CHAR = 2.8 * MM
_GAP_LEADING = 8 * MM
_SQUEEZE = 0.6
"""Least share of its drawn width to which a gap may shrink rather than start a line."""
_LETTER = r"[^\W\d_]"
_BREAKS = re.compile(f"(\n| +|\u00ad|(?<={_LETTER}[-–/])(?={_LETTER}))")

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class TextStyle:
    """Letters of a text.

    Attributes:
        size, leading: In points.
        roman, strong, italic: Faces for plain, bold and slanted words.
        grey: 0 is black; text is never lighter than 0.35.
    """

    size: float
    leading: float
    roman: str = fonts.REGULAR
    strong: str = fonts.BOLD
    italic: str = fonts.ITALIC
    grey: float = 0

    def face(self, span: Span) -> fonts.Face:
        """The face of a run of words."""
        if span.strong:
            return fonts.face(fonts.BOLD_ITALIC if span.emphasis else self.strong)
        return fonts.face(self.italic if span.emphasis else self.roman)

    @property
    def baseline(self) -> float:
        """From the top of a line to its baseline: capitals stand in the middle."""
        return self.leading / 2 + self.size * 0.334


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one look, or a gap, or a sign that no face has.

    Attributes:
        face: Their face.
        text: The words; for a sign, the sign; ``""`` for a gap.
        width: In points.
        href: Web or mail address.
        kind: What it is.
        dx: From the start of its line.
    """

    face: fonts.Face
    text: str
    width: float
    href: str = ""
    kind: Literal["words", "gap", "sign"] = "words"
    dx: float = 0


@dataclass(slots=True)
class _Word:
    """What may not be broken.

    Attributes:
        space: Width of the space before it, if it does not start its line.
        join: What stood before it: ``" "``, a newline, a soft hyphen or nothing.
    """

    pieces: list[Piece] = field(default_factory=list)
    width: float = 0
    space: float = 0
    join: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it will be drawn."""

    pieces: tuple[Piece, ...]
    width: float


class Text(Box):
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
        self.inline = inline
        self.align = align
        self._fill = fill
        self._lines: tuple[Line, ...] = ()
        self._width = -1.0
        self._words: list[_Word] | None = None
        if any(isinstance(span, Blank) for span in inline):
            style = replace(style, leading=max(style.leading, _GAP_LEADING))
        self.style = style

    def measure(self, width: float) -> float:
        """As many lines as the words need at this width."""
        if width != self._width:
            self._width = width
            if self._words is None:
                self._words = _words(self.inline, self.style)
            self._lines = tuple(_lines(self._words, width, self.style))
        self.height = len(self._lines) * self.style.leading
        return self.height

    @property
    def widest(self) -> float:
        """Width of the widest line as measured."""
        return max((line.width for line in self._lines), default=0)

    @property
    def longest_word(self) -> float:
        """Width below which a word would have to be split."""
        if self._words is None:
            self._words = _words(self.inline, self.style)
        return max((word.width for word in self._words), default=0)

    def split(self, height: float) -> tuple[Box, Box] | None:
        """Between lines, never leaving a single line on either side."""
        fits = int((height + 0.01) / self.style.leading)
        fits = min(fits, len(self._lines) - 2)
        if fits < 2:  # noqa: PLR2004 - two lines, so that none stands alone
            return None
        return self._part(self._lines[:fits]), self._part(self._lines[fits:])

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """The words into their element; rules and boxes of gaps as artifacts."""
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

    def _part(self, lines: tuple[Line, ...]) -> Text:
        part = Text(self._element, (), self.style, align=self.align, fill=self._fill)
        part.style = self.style
        part._lines = lines
        part._width = self._width
        part._words = []
        part.before, part.after = self.before, self.after
        part.height = len(lines) * self.style.leading
        return part

    def _shift(self, line: Line, width: float) -> float:
        if self.align == "left":
            return 0
        return (width - line.width) / (2 if self.align == "center" else 1)

    def _show(
        self, canvas: Canvas, element: Element, placed: list[tuple[float, float, Line]]
    ) -> None:
        if not placed:
            return
        left, top = placed[0][0], placed[0][1]
        lines = [
            [Run(p.face, p.text, at - left + p.dx) for p in line.pieces] for at, _, line in placed
        ]
        with canvas.tagged(element):
            canvas.show(lines, (left, top), self.style.size, self.style.leading)

    def _show_mixed(self, canvas: Canvas, placed: list[tuple[float, float, Line]]) -> None:
        """Piece by piece: neighbours of one owner are one mark."""
        flat = [(x + piece.dx, y, piece) for x, y, line in placed for piece in line.pieces]
        for (kind, href), group in groupby(flat, lambda each: (each[2].kind, each[2].href)):
            for x, y, piece in group if kind != "words" else ():
                self._show_drawn(canvas, x, y, piece)
            if kind == "words":
                self._show_words(canvas, href, list(group))

    def _show_words(
        self, canvas: Canvas, href: str, group: list[tuple[float, float, Piece]]
    ) -> None:
        element = self._element.add("Link") if href else self._element
        with canvas.tagged(element):
            for x, y, piece in group:
                canvas.write(piece.face, self.style.size, piece.text, x, y)
        if not href:
            return
        words = "".join(piece.text for _, _, piece in group)
        for x, y, piece in group:
            size, width = self.style.size, piece.face.width(piece.text.rstrip()) * 0.001
            box = (x, y - size * 0.25, x + width * size, y + size * 0.75)
            canvas.setLineWidth(size * 0.045)
            canvas.line(x, y - size * 0.14, box[2], y - size * 0.14)
            canvas.link(element, href, words.strip(), box)

    def _show_drawn(self, canvas: Canvas, x: float, y: float, piece: Piece) -> None:
        if piece.kind == "sign":
            with canvas.tagged(self._element.add("Span", actual=piece.text)):
                draw_sign(canvas, piece.text, x, y, self.style.size)
            return
        owner = self._element
        if self._fill:
            self._fill(canvas, owner, x, y, piece.width)
            return
        with canvas.tagged(owner.add("Span", actual="____")):
            canvas.setLineWidth(0.7)
            canvas.line(x, y - 2, x + piece.width, y - 2)


def plain(text: str) -> Inline:
    """Words without style as a line."""
    return (Span(text),) if text else ()


def draw_sign(canvas: Canvas, sign: str, x: float, y: float, size: float) -> None:
    """Draw a sign that no face has: arrows, a tick and a box; else an empty frame."""
    canvas.setLineWidth(size * 0.08)
    middle, right = y + size * 0.28, x + size * 0.8
    if sign in "→←":
        tip, tail = (right, x) if sign == "→" else (x, right)
        back = size * (-0.25 if sign == "→" else 0.25)
        canvas.line(tail, middle, tip, middle)
        canvas.line(tip + back, middle + size * 0.2, tip, middle)
        canvas.line(tip + back, middle - size * 0.2, tip, middle)
    elif sign in "✓✔":
        canvas.line(x, middle, x + size * 0.25, y)
        canvas.line(x + size * 0.25, y, right, y + size * 0.65)
    else:
        canvas.rect(x, y, size * 0.62, size * 0.62)


def _words(inline: Inline, style: TextStyle) -> list[_Word]:
    """Cut a line into what may not be broken."""
    words = [_Word()]
    for span in inline:
        if isinstance(span, Blank):
            width = max(4, span.chars) * _GAP_PER_CHAR
            _append(words[-1], Piece(style.face(Span("x")), "", width, kind="gap"))
            continue
        face = style.face(span)
        href = "" if span.href.startswith("item:") else span.href
        for n, part in enumerate(_BREAKS.split(fonts.printable(span.text))):
            if n % 2:
                space = face.width(" ") * style.size / 1000 if part.startswith(" ") else 0
                words.append(_Word(space=space, join=part[:1]))
            elif part:
                for piece in _pieces(part, face, href, style.size):
                    _append(words[-1], piece)
    return _joined(words)


def _joined(words: list[_Word]) -> list[_Word]:
    """Leave out empty words; the stronger of two breaks that meet there remains."""
    found: list[_Word] = []
    join, space = "", 0.0
    for word in words:
        if word.join == "\n" or (word.join == " " and join != "\n"):
            join, space = word.join, word.space
        elif not join:
            join = word.join
        if word.pieces:
            word.join, word.space = join, space
            found.append(word)
            join, space = "", 0.0
    return found


def _is_gap(word: _Word) -> bool:
    return word.pieces[0].kind == "gap"


def _narrowed(word: _Word, width: float) -> _Word:
    """A gap, with what is attached to it, made to fit."""
    gap, *rest = word.pieces
    fitting = replace(gap, width=gap.width - (word.width - width))
    return _Word([fitting, *rest], width, word.space, word.join)


def _append(word: _Word, piece: Piece) -> None:
    word.pieces.append(piece)
    word.width += piece.width


def _pieces(part: str, face: fonts.Face, href: str, size: float) -> Iterator[Piece]:
    if face.has(part):
        yield Piece(face, part, face.width(part) * size / 1000, href)
        return
    for has, chars in groupby(part, face.has):
        if has:
            text = "".join(chars)
            yield Piece(face, text, face.width(text) * size / 1000, href)
        else:
            yield from (Piece(face, sign, size * 0.9, kind="sign") for sign in chars)


def _lines(words: list[_Word], width: float, style: TextStyle) -> Iterator[Line]:
    """Fill lines greedily."""
    line: list[_Word] = []
    used = 0.0
    for n, whole in enumerate(words):
        soft = n + 1 < len(words) and words[n + 1].join == SOFT_HYPHEN
        reserve = whole.pieces[-1].face.width("-") * style.size / 1000 if soft else 0
        room = width - used - whole.space
        if line and _is_gap(whole) and room < whole.width <= room / _SQUEEZE:
            whole = _narrowed(whole, room)  # noqa: PLW2901 - the same gap, a little shorter
        if line and (whole.join == "\n" or used + whole.space + whole.width + reserve > width):
            yield _line(line, whole.join)
            line, used = [], 0.0
        if not line and whole.width > width:
            *full, word = _broken(whole, width, style.size)
            for each in full:
                yield _line([each], "")
        else:
            word = whole
        used += word.width + (word.space if line else 0)
        line.append(word)
    if line:
        yield _line(line, "")


def _line(words: list[_Word], end: str) -> Line:
    """Join the words of a line; ``end`` is what stood where it was broken, if it was."""
    merged: list[Piece] = []
    x = 0.0
    for n, word in enumerate(words):
        for m, piece in enumerate(word.pieces):
            space = " " if n and not m and word.space else ""
            room = word.space if space else 0
            last = merged[-1] if merged else None
            if last and _alike(last, piece):
                merged[-1] = replace(last, text=last.text + space + piece.text)
            elif last and space and last.kind == "words":
                merged[-1] = replace(last, text=last.text + space)
                merged.append(replace(piece, dx=x + room))
            elif piece.kind == "words":
                merged.append(replace(piece, text=space + piece.text, dx=x))
            else:
                merged.append(replace(piece, dx=x + room))
            x += room + piece.width
    if end and merged[-1].kind == "words":
        last_sign = "-" if end == SOFT_HYPHEN else " "
        merged[-1] = replace(merged[-1], text=merged[-1].text + last_sign)
    return Line(tuple(merged), x)


def _alike(one: Piece, other: Piece) -> bool:
    return one.kind == other.kind == "words" and one.face is other.face and one.href == other.href


def _broken(word: _Word, width: float, size: float) -> Iterator[_Word]:
    """Cut a word that is wider than the line, letter by letter."""
    part = _Word(space=word.space, join=word.join)
    for piece in word.pieces:
        if piece.kind != "words":
            fitting = replace(piece, width=min(piece.width, width))
            if part.pieces and part.width + fitting.width > width:
                yield part
                part = _Word()
            _append(part, fitting)
            continue
        at, start = 0.0, 0
        room = width - part.width
        for n, char in enumerate(piece.text):
            step = piece.face.width(char) * size / 1000
            if at + step > room and (n > start or part.pieces):
                if n > start:
                    _append(part, replace(piece, text=piece.text[start:n], width=at))
                yield part
                part, at, start, room = _Word(), 0.0, n, width
            at += step
        if start < len(piece.text):
            _append(part, replace(piece, text=piece.text[start:], width=at))
    yield part
