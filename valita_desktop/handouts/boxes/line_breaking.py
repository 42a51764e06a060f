"""Words into lines: where a text breaks at a width, and how wide it is.

Content is never read as markup here, so no text can be anything but text. Lines end with
the space that stood there, or a screen reader would glue the words together; words are
split only where an author put a soft hyphen, or where one word is wider than the line.
Lines are remembered: a preview lays out the same words again and again.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from valita_desktop.content.blocks import Blank, Inline, Span
from valita_desktop.handouts.boxes.box import MM
from valita_desktop.handouts.pdfwriter import fonts, signs

if TYPE_CHECKING:
    from collections.abc import Iterator

GAP_LEADING = 8 * MM
"""Least distance of lines that a number is written on."""
WORDS_LEADING = 9 * MM
"""The same where words are: handwriting is higher than it is thought to be."""

_GAP_PER_CHAR = 2.8 * MM
_SQUEEZE = 0.6
"""Least share of its drawn width to which a gap may shrink rather than start a line."""

_LETTER = r"[^\W\d_]"
_BREAKS = re.compile(f"(\n| +|[\u00ad\u200b]|(?<={_LETTER}[-–/])(?={_LETTER}))")
_UNIT = re.compile(f" (?=(?:[€%]|min|h|kk|vk|kpl|st|dl|kg|km|cm)(?!{_LETTER}))")
"""Before a unit; beside a gap it stays on the line of its number, as after a printed one."""
_REMEMBERED_LENGTH = 2000


class TextStyle(msgspec.Struct, frozen=True, gc=False):
    """Letters of a text; compared and hashed for every text, which a struct does in C.

    Attributes:
        size, leading: In points.
        roman, strong, italic: Faces for plain, bold and slanted words.
        grey: 0 is black; text is never lighter than 0.35.
        most: Most characters on a line; 0 is as many as fit.
    """

    size: float
    leading: float
    roman: str = fonts.REGULAR
    strong: str = fonts.BOLD
    italic: str = fonts.ITALIC
    grey: float = 0
    most: int = 0

    def face(self, span: Span) -> fonts.Face:
        """The face of a run of words; the title of another material is slanted.

        On a screen it is a link; on paper nothing else would part it from its sentence.
        """
        slanted = span.emphasis or (span.href.startswith("item:") and span.text[:1].isupper())
        if span.strong:
            return fonts.face(fonts.BOLD_ITALIC if slanted else self.strong)
        return fonts.face(self.italic if slanted else self.roman)

    @property
    def baseline(self) -> float:
        """From the top of a line to its baseline: capitals stand in the middle."""
        return self.leading / 2 + self.size * 0.334


class Fragment(NamedTuple):
    """Words of one look, or a gap, or a sign that no face has.

    Attributes:
        face: Their face.
        text: The words; for a sign, the sign; nothing for a gap; with the space after it.
        width: In points.
        dx: From the start of its line.
        href: Web or mail address.
        kind: What it is.
    """

    face: fonts.Face
    text: str
    width: float
    dx: float = 0
    href: str = ""
    kind: Literal["words", "gap", "sign"] = "words"


class Word(NamedTuple):
    """What may not be broken.

    Attributes:
        pieces: What it is made of, at least one.
        width: In points.
        space: Width of the space before it, if it does not start its line.
        join: What stood before it: ``" "``, a newline, a soft hyphen, U+200B or nothing.
    """

    pieces: tuple[Fragment, ...]
    width: float
    space: float
    join: str

    @property
    def length(self) -> int:
        """Characters, with the space before it."""
        return sum(len(piece.text) for piece in self.pieces) + bool(self.space)


class TextLine(NamedTuple):
    """A line as it will be drawn, and its width in points."""

    pieces: tuple[Fragment, ...]
    width: float


def lines_of(inline: Inline, style: TextStyle, width: float) -> tuple[TextLine, ...]:
    """The lines of a text at a width.

    Args:
        inline: The text.
        style: Its letters.
        width: The width in points; a word that is wider is cut, a gap is made shorter.

    Returns:
        The lines from the top; none where there is no text.
    """
    if _length(inline) > _REMEMBERED_LENGTH:
        return tuple(_lines(tuple(_words(inline, style)), width, style))
    return _remembered_lines(inline, style, width)


def longest_word(inline: Inline, style: TextStyle) -> float:
    """Width below which a word of a text would have to be split."""
    return _widths_of(inline, style)[0] if inline else 0.0


def whole_width(inline: Inline, style: TextStyle) -> float:
    """Width of a text on as few lines as its author gave it."""
    return _widths_of(inline, style)[1] if inline else 0.0


def forget() -> None:
    """Empty the memory of lines and words."""
    _remembered_lines.cache_clear()
    _remembered_words.cache_clear()
    _remembered_widths.cache_clear()


@lru_cache(maxsize=4096)
def _remembered_lines(inline: Inline, style: TextStyle, width: float) -> tuple[TextLine, ...]:
    return tuple(_lines(_words_of(inline, style), width, style))


def _words_of(inline: Inline, style: TextStyle) -> tuple[Word, ...]:
    if _length(inline) > _REMEMBERED_LENGTH:
        return tuple(_words(inline, style))
    return _remembered_words(inline, style)


@lru_cache(maxsize=4096)
def _remembered_words(inline: Inline, style: TextStyle) -> tuple[Word, ...]:
    only = inline[0] if len(inline) == 1 else None
    if isinstance(only, Span) and signs.is_ordinary(only.text):
        return tuple(_words_of_one(only, style))
    return tuple(_words(inline, style))


def _widths_of(inline: Inline, style: TextStyle) -> tuple[float, float]:
    """Widths of the longest word, and of the longest line that its author gave it."""
    if _length(inline) > _REMEMBERED_LENGTH:
        return _widths(tuple(_words(inline, style)))
    return _remembered_widths(inline, style)


@lru_cache(maxsize=4096)
def _remembered_widths(inline: Inline, style: TextStyle) -> tuple[float, float]:
    return _widths(_remembered_words(inline, style))


def _widths(words: tuple[Word, ...]) -> tuple[float, float]:
    longest = widest = line = 0.0
    for word in words:
        line = line + word.space + word.width if line and word.join != "\n" else word.width
        longest, widest = max(longest, word.width), max(widest, line)
    return longest, widest


def _length(inline: Inline) -> int:
    length = 0
    for span in inline:  # a plain loop: this is asked before every look into the memory
        if isinstance(span, Span):
            length += len(span.text)
    return length


def _words(inline: Inline, style: TextStyle) -> Iterator[Word]:
    """Cut a text into what may not be broken; of two breaks that meet the stronger remains."""
    pieces: list[Fragment] = []
    join, space = "", 0.0
    for found in _tokens(inline, style):
        if isinstance(found, Fragment):
            pieces.append(found)
            continue
        if pieces:
            yield _word(pieces, space, join)
            pieces = []
            join, space = found
        elif found[0] == "\n" or (found[0] == " " and join != "\n"):
            join, space = found
    if pieces:
        yield _word(pieces, space, join)


def _words_of_one(span: Span, style: TextStyle) -> Iterator[Word]:
    """As `_words`, of a single run of ordinary signs, which most texts are."""
    face, scale = style.face(span), style.size / 1000
    href = "" if span.href.startswith("item:") else span.href
    blank = face.width(" ") * scale
    join, space, begun = "", 0.0, False
    for n, part in enumerate(_BREAKS.split(span.text)):
        if n % 2:
            sign = part[:1]
            if begun or sign == "\n" or (sign == " " and join != "\n"):
                join, space, begun = sign, blank if sign == " " else 0.0, False
        elif part:
            width = face.width(part) * scale
            yield Word((Fragment(face, part, width, 0, href),), width, space, join)
            begun = True


def _word(pieces: list[Fragment], space: float = 0, join: str = "") -> Word:
    width = pieces[0].width if len(pieces) == 1 else sum(piece.width for piece in pieces)
    return Word(tuple(pieces), width, space, join)


def _tokens(inline: Inline, style: TextStyle) -> Iterator[Fragment | tuple[str, float]]:
    """Pieces, and between them breaks with the width of their space."""
    scale = style.size / 1000
    after_gap = False
    for span in inline:
        if isinstance(span, Blank):
            gap = max(4, span.chars) * _GAP_PER_CHAR * max(1, style.size / 14)
            yield Fragment(style.face(Span("x")), "", gap, kind="gap")
            after_gap = True
            continue
        face = style.face(span)
        href = "" if span.href.startswith("item:") else span.href
        is_ordinary = signs.is_ordinary(span.text)
        text = span.text if is_ordinary else signs.breakable(span.text)
        if after_gap and (unit := _UNIT.match(text)):
            text = f"\u00a0{text[unit.end() :]}"
        after_gap = False
        for n, part in enumerate(_BREAKS.split(text)):
            if n % 2:
                yield part[:1], face.width(" ") * scale if part.startswith(" ") else 0.0
            elif part and is_ordinary:
                yield Fragment(face, part, face.width(part) * scale, 0, href)
            elif part:
                yield from _unusual(part, face, href, scale)


def _unusual(part: str, face: fonts.Face, href: str, scale: float) -> Iterator[Fragment]:
    """What may not be broken, with signs that are exchanged or that no face has."""
    for lacks, text in signs.shapeless(part):
        if lacks:
            wide = face.width(fonts.STAND_IN) * scale
            yield Fragment(face, text, wide, 0, href, "sign")
        else:
            yield Fragment(face, text, face.width(text) * scale, 0, href)


def _lines(words: tuple[Word, ...], width: float, style: TextStyle) -> Iterator[TextLine]:
    """Fill lines greedily."""
    line: list[Word] = []
    used, letters = 0.0, 0
    for n, word in enumerate(words):
        if line and word.pieces[0].kind == "gap" and _squeezes(word, width - used - word.space):
            word = _squeezed(word, width - used - word.space)  # noqa: PLW2901 - the same gap
        reserve = 0.0
        if n + 1 < len(words) and words[n + 1].join == signs.SOFT_HYPHEN:
            reserve = word.pieces[-1].face.width("-") * style.size / 1000
        over = used + word.space + word.width + reserve > width
        if line and (over or word.join == "\n" or 0 < style.most < letters + word.length):
            yield _line(line, word.join)
            line, used, letters = [], 0.0, 0
        if not line and word.width > width:
            *full, word = _broken(word, width, style.size)  # noqa: PLW2901 - its last part
            for part in full:
                yield _line([part], "")
        used += word.width + (word.space if line else 0)
        letters += word.length if style.most else 0
        line.append(word)
    if line:
        yield _line(line, "")


def _squeezes(word: Word, room: float) -> bool:
    """Whether a gap may become a little shorter to stay on its line."""
    return room < word.width <= room / _SQUEEZE


def _squeezed(word: Word, width: float) -> Word:
    gap, *rest = word.pieces
    shorter = gap._replace(width=gap.width - (word.width - width))
    return Word((shorter, *rest), width, word.space, word.join)


def _line(words: list[Word], end: str) -> TextLine:
    """Join the words of a line; ``end`` is what stood where it was broken, if it was."""
    merged: list[Fragment] = []
    x = 0.0
    if len(words) > 1 and _is_of_one_look(words):
        first = words[0].pieces[0]
        x = words[0].width + sum(word.space + word.width for word in words[1:])
        rest = (
            f" {word.pieces[0].text}" if word.space else word.pieces[0].text for word in words[1:]
        )
        merged.append(Fragment(first.face, first.text + "".join(rest), 0, 0.0, first.href))
        words = []
    for n, word in enumerate(words):
        space, room = (" ", word.space) if n and word.space else ("", 0.0)
        for piece in word.pieces:
            last = merged[-1] if merged else None
            if last is not None and _alike(last, piece):
                text = last.text + space + piece.text
                merged[-1] = Fragment(last.face, text, 0, last.dx, last.href)
            else:
                if last is not None and space:
                    merged[-1] = last._replace(text=last.text + space)
                merged.append(piece._replace(dx=x + room))
            x += room + piece.width
            space, room = "", 0.0
    if end and end != signs.BREAK_CHANCE:
        # A hyphen drawn where a word was broken stays a soft one in the text (14.8.2.2.3).
        last_sign = signs.SOFT_HYPHEN if end == signs.SOFT_HYPHEN else " "
        merged[-1] = merged[-1]._replace(text=merged[-1].text + last_sign)
    return TextLine(tuple(merged), x)


def _is_of_one_look(words: list[Word]) -> bool:
    first = words[0].pieces[0]
    return all(len(word.pieces) == 1 and _alike(first, word.pieces[0]) for word in words)


def _alike(one: Fragment, other: Fragment) -> bool:
    return one.kind == other.kind == "words" and one.face is other.face and one.href == other.href


def _broken(word: Word, width: float, size: float) -> Iterator[Word]:
    """Cut a word that is wider than the line, letter by letter."""
    part: list[Fragment] = []
    room = width
    for piece in word.pieces:
        if piece.kind != "words":
            fitting = piece._replace(width=min(piece.width, width))
            if part and fitting.width > room:
                yield _word(part)
                part, room = [], width
            part.append(fitting)
            room -= fitting.width
            continue
        at, start = 0.0, 0
        for n, char in enumerate(piece.text):
            step = piece.face.width(char) * size / 1000
            if at + step > room and (n > start or part):
                if n > start:
                    part.append(piece._replace(text=piece.text[start:n], width=at))
                yield _word(part)
                part, room, at, start = [], width, 0.0, n
            at += step
        part.append(piece._replace(text=piece.text[start:], width=at))
        room -= at
    yield _word(part, word.space, word.join)
