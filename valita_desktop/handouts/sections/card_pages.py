"""Cards to cut out: 2, 4 or 8 on a side of A4, backs mirrored for printing on both sides.

Cut marks stand outside the cards. What the sheet says about where to get help is printed
on a page of its own, whatever the cards are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from typing_extensions import override

from valita_desktop.content import blocks
from valita_desktop.content.layouts import cards_of
from valita_desktop.handouts.blocks import reading
from valita_desktop.handouts.boxes.box import MM, Box, Stack
from valita_desktop.handouts.boxes.line_breaking import TextStyle
from valita_desktop.handouts.boxes.text import TextBox, plain
from valita_desktop.handouts.pdfwriter import fonts
from valita_desktop.handouts.pdfwriter.structure import Element
from valita_desktop.handouts.sections import paging
from valita_desktop.handouts.sections.imposition import mirrored
from valita_desktop.handouts.sections.section import Section, title_of
from valita_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.handouts.blocks.context import RenderContext
    from valita_desktop.handouts.pdfwriter.canvas import Canvas

_COLUMNS = {2: 1, 4: 2, 8: 2}
_MARGIN, _FOOT = 10 * MM, 15 * MM
_PAD = 7 * MM
_MARK = 4 * MM
_SIZES = (22, 20, 18, 17, 16, 15, 14, 13, 12)
_ONE_SIDED = N_("Print on one side. Cut along the marks.")
_TWO_SIDED = N_("Print on both sides, flip on the long edge. Cut along the marks.")
_WORD = 18
"""The word of a card is at least so large: it is read from across a table."""
_SMALLEST_OF_EIGHT = 14
"""Eight cards a side only where their words stay at least this large."""


@dataclass(frozen=True)
class CardGrid:
    """Where cards stand on a side: columns, rows, and the size of one in points."""

    columns: int
    rows: int
    width: float
    height: float

    @property
    def count(self) -> int:
        """Cards on a side."""
        return self.columns * self.rows


def grid(page: tuple[float, float], count: int) -> CardGrid:
    """The grid of so many cards on a page."""
    columns = _COLUMNS[count]
    rows = count // columns
    width = (page[0] - 2 * _MARGIN) / columns
    return CardGrid(columns, rows, width, (page[1] - _MARGIN - _FOOT) / rows)


class CardSection(Section):
    """Sides of cards: fronts, and after each side its backs where there are any."""

    def __init__(self, context: RenderContext, cards: Sequence[blocks.Card], per_page: int) -> None:
        counts = (per_page,) if per_page else (8, 4, 2)
        self.grid, size = _chosen(context, cards, counts)
        element = Element("Sect", lang=context.lang)
        listing = element.add("L")
        listing.attributes = "/O/List/ListNumbering/None"
        faces = [_face(listing, card, size) for card in cards]
        any_backs = any(card.back for card in cards)
        self._help = _TWO_SIDED if any_backs else _ONE_SIDED
        self._sides: list[list[Box | None]] = []
        for first in range(0, len(cards), self.grid.count):
            group = faces[first : first + self.grid.count]
            self._sides.append([front for front, _ in group])
            if any_backs:
                order = mirrored(len(group), self.grid.columns)
                self._sides.append([group[n][1] if n >= 0 else None for n in order])
        super().__init__(context, element, [Stack([]) for _ in self._sides], has_backs=any_backs)

    @override
    def paint(self, canvas: Canvas, n: int, number: str) -> None:
        """The cards of a side, cut marks, and a line for whoever prints and cuts."""
        at = self.grid
        width, height = self.size
        for place, face in enumerate(self._sides[n]):
            if face is None:
                continue
            inner = at.width - 2 * _PAD
            face.measure(inner)
            x = _MARGIN + place % at.columns * at.width
            top = height - _MARGIN - place // at.columns * at.height
            face.draw(canvas, x + _PAD, top - (at.height - face.height) / 2, inner)
        self._draw_marks(canvas)
        style = self.context.style
        small_face, small = fonts.face(fonts.REGULAR), style.small
        canvas.setFillGray(style.furniture.grey)
        words = f"{title_of(self.context)} · {self.context.say(self._help)}"
        canvas.write(small_face, small, words, _MARGIN + _MARK, _FOOT - 7.5 * MM)
        wide = small_face.width(number) * small / 1000
        canvas.write(small_face, small, number, width - _MARGIN - _MARK - wide, _FOOT - 7.5 * MM)
        canvas.setFillGray(0)

    def _draw_marks(self, canvas: Canvas) -> None:
        """Ticks at the edges of the sheet, small crosses where four corners meet."""
        at = self.grid
        low, high = _FOOT, self.size[1] - _MARGIN
        right = self.size[0] - _MARGIN
        xs = [_MARGIN + n * at.width for n in range(at.columns + 1)]
        ys = [low + n * at.height for n in range(at.rows + 1)]
        canvas.setLineWidth(0.4)
        for x in xs:
            canvas.line(x, high + 1 * MM, x, high + 1 * MM + _MARK)
            canvas.line(x, low - 1 * MM, x, low - 1 * MM - _MARK)
        for y in ys:
            canvas.line(_MARGIN - 1 * MM, y, _MARGIN - 1 * MM - _MARK, y)
            canvas.line(right + 1 * MM, y, right + 1 * MM + _MARK, y)
        for x in xs:
            for y in ys[1:-1]:
                canvas.line(x - 1.5 * MM, y, x + 1.5 * MM, y)
        for y in ys:
            for x in xs[1:-1]:
                canvas.line(x, y - 1.5 * MM, x, y + 1.5 * MM)


def sections(context: RenderContext, parts: blocks.Document, per_page: int) -> list[Section]:
    """The cards of some parts, then a page with their help boxes if there are any.

    Args:
        context: The measures, words and item.
        parts: Whose cards and help boxes; all other blocks are left out.
        per_page: Cards on a side: 2, 4 or 8; 0 takes the smallest on which all words stand
            well.

    Raises:
        PaperOverflowError: A help box is larger than the page, however much it shrinks.
    """
    cards = list(cards_of(parts))
    made: list[Section] = [CardSection(context, cards, per_page)]
    help_blocks = [block for part in parts for block in part.blocks if _is_help(block)]
    if help_blocks:

        def build(sized: RenderContext, element: Element) -> list[Box]:
            title = reading.title(sized.style, element, plain(title_of(sized)))
            return [title, *sized.boxes(element, help_blocks)]

        made.append(Section(*paging.on_pages(context, build)))
    return made


def _is_help(block: blocks.Block) -> bool:
    if isinstance(block, blocks.Callout):
        return block.kind == "help"
    return isinstance(block, (blocks.Facts, blocks.Contacts))


def _chosen(
    context: RenderContext, cards: Sequence[blocks.Card], counts: Sequence[int]
) -> tuple[CardGrid, float]:
    """The smallest cards on which all words stand well, and the size of their letters."""
    for count in counts:
        at = grid(context.style.page, count)
        least = _SMALLEST_OF_EIGHT if count == max(_COLUMNS) and len(counts) > 1 else 0
        for size in _SIZES:
            if size >= least and _all_fit(cards, at, size):
                return at, size
    return grid(context.style.page, counts[-1]), _SIZES[-1]


def _all_fit(cards: Sequence[blocks.Card], at: CardGrid, size: float) -> bool:
    inner, room = at.width - 2 * _PAD, at.height - 1.6 * _PAD
    for card in cards:
        for face in _face(Element("L"), card, size):
            if face and (face.measure(inner) > room or _longest(face) > inner):
                return False
    return True


def _longest(face: Stack) -> float:
    return max(box.longest_word for box in face.boxes if isinstance(box, TextBox))


def _face(listing: Element, card: blocks.Card, size: float) -> tuple[Stack, Stack | None]:
    """Front and back of a card at a size of letters."""
    body = listing.add("LI").add("LBody")
    letters = TextStyle(size, round(size * 1.32, 1))
    word = max(size + 3, _WORD)
    strong = TextStyle(word, round(word * 1.25, 1), roman=fonts.BOLD)
    front: list[Box] = []
    if card.title:
        title = TextBox(body.add("P"), plain(card.title), strong, align="center")
        title.after = size * 0.5
        front.append(title)
    front.append(TextBox(body.add("P"), card.text, letters, align="center"))
    if not card.back:
        return Stack(front), None
    back = TextBox(
        body.add("P"),
        card.back,
        msgspec.structs.replace(letters, roman=fonts.MEDIUM),
        align="center",
    )
    return Stack(front), Stack([back])
