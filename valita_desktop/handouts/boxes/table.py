"""Tables and grids: columns as wide as their words need, rows that give way.

Every cell is a cell of the structure, empty ones too. Header rows that are repeated on the
next page are artifacts there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from typing_extensions import override

from valita_desktop.handouts.boxes.box import MM, Box

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from valita_desktop.handouts.boxes.style import Style
    from valita_desktop.handouts.pdfwriter.canvas import Canvas
    from valita_desktop.handouts.pdfwriter.pdf_file import Area
    from valita_desktop.handouts.pdfwriter.structure import Element

_PAD_X = 2.2 * MM
_PAD_Y = 1.5 * MM
_TIGHT_PAD_Y = 0.55 * MM
_LINE = 0.45


@dataclass(slots=True)
class TableCell:
    """A cell.

    Attributes:
        element: Its ``TH`` or ``TD``.
        body: What stands in it; ``None`` is empty.
        draw: Draws into the cell, given the canvas and its area: a ring, a field.
        span: How many columns it takes.
        filled: It has the grey of headers.
    """

    element: Element
    body: Box | None = None
    draw: Callable[[Canvas, Area], None] | None = None
    span: int = 1
    filled: bool = False


@dataclass(slots=True)
class TableRow:
    """A row.

    Attributes:
        cells: From the left.
        least: Least natural height.
        tight: Height that it may shrink to; 0 is as low as its words.
        grow: How much higher it may become.
        header: It is repeated on the next page.
        strong: The rule above it is strong (a sum).
        height: As measured and flexed.
        words: The least that its words need.
    """

    cells: list[TableCell]
    least: float = 0
    tight: float = 0
    grow: float = 0
    header: bool = False
    strong: bool = False
    height: float = 0
    words: float = field(default=0, init=False)

    @property
    def can_lose(self) -> float:
        """How much lower it may become: to its words, or to what a hand needs."""
        return max(0, self.height - max(self.words, self.tight))


class TableBox(Box):
    """Rows of cells under each other.

    Args:
        rows: Them; all as wide.
        widths: Widths of the columns as shares of the whole.
        style: The measures.
        upright: Draw rules between columns and a frame (to write in).
        top: Rows are set from the top, not in the middle.
    """

    together = 0.5

    def __init__(
        self,
        rows: Sequence[TableRow],
        widths: Sequence[float],
        style: Style,
        *,
        upright: bool = True,
        top: bool = False,
    ) -> None:
        self._rows = list(rows)
        self._widths = list(widths)
        self._style = style
        self._upright = upright
        self._top = top
        self._repeated = 0
        self._given: tuple[float, float] | None = None

    @override
    def measure(self, width: float) -> float:
        """Each row as high as its highest cell."""
        columns = self._columns(width)
        for row in self._rows:
            high, at = 0.0, 0
            for cell in row.cells:
                room = sum(columns[at : at + cell.span]) - 2 * _PAD_X
                if cell.body:
                    high = max(high, cell.body.measure(room))
                at += cell.span
            row.words = high + 2 * _TIGHT_PAD_Y if high else 0
            row.height = max(high + 2 * _PAD_Y if high else 0, row.least)
        return self._sum()

    @override
    def give(self) -> tuple[float, float]:
        """Rows to write in give way."""
        if self._given is None:  # asked several times between two changes
            shrink = sum(row.can_lose for row in self._rows)
            self._given = shrink, sum(row.grow for row in self._rows)
        return self._given

    @override
    def flex(self, by: float) -> None:
        """In proportion to what each row can give."""
        shrink, grow = self.give()
        total = grow if by > 0 else shrink
        for row in self._rows if by and total else ():
            row.height += by * (row.grow if by > 0 else row.can_lose) / total
        self._sum()

    @override
    def split(self, height: float) -> tuple[Box, Box] | None:
        """Between rows; the header is drawn again on top of the rest."""
        heads = [row for row in self._rows if row.header]
        used, n = 0.0, 0
        while n < len(self._rows) and used + self._rows[n].height <= height + 0.01:
            used += self._rows[n].height
            n += 1
        if n == len(self._rows) - 1 and self._rows[n].strong:
            n -= 1
        if not len(heads) < n < len(self._rows):
            return None
        tail = TableBox(
            [*heads, *self._rows[n:]], self._widths, self._style,
            upright=self._upright, top=self._top,
        )  # fmt: skip
        tail._repeated = len(heads)
        head = TableBox(
            self._rows[:n], self._widths, self._style, upright=self._upright, top=self._top
        )
        head._repeated = self._repeated
        for part in (head, tail):
            part.before, part.after = self.before, self.after
            part.name, part.line = self.name, self.line
            part.flex(0)
        return head, tail

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        columns = self._columns(width)
        top = y
        for n, row in enumerate(self._rows):
            self._draw_row(canvas, row, (x, y), columns, artifact=n < self._repeated)
            y -= row.height
        self._draw_rules(canvas, x, top, width, columns)

    def _draw_row(
        self,
        canvas: Canvas,
        row: TableRow,
        corner: tuple[float, float],
        columns: list[float],
        *,
        artifact: bool,
    ) -> None:
        x, y = corner
        at = 0
        for cell in row.cells:
            width = sum(columns[at : at + cell.span])
            area = (x, y - row.height, x + width, y)
            if cell.filled and self._style.fill < 1:
                canvas.setFillGray(self._style.fill)
                canvas.rect(x, area[1], width, row.height, stroke=0, fill=1)
                canvas.setFillGray(0)
            if cell.body:
                over = _PAD_Y if self._top else (row.height - cell.body.height) / 2
                with canvas.untagged(when=artifact):
                    cell.body.draw(canvas, x + _PAD_X, y - over, width - 2 * _PAD_X)
            if cell.draw:
                cell.draw(canvas, area)
            x += width
            at += cell.span

    def _draw_rules(
        self, canvas: Canvas, x: float, y: float, width: float, columns: list[float]
    ) -> None:
        style = self._style
        canvas.setStrokeGray(0.35)
        canvas.setLineWidth(_LINE)
        top = y
        for n, row in enumerate(self._rows):
            if n and not row.strong:
                canvas.line(x, y, x + width, y)
            y -= row.height
        if self._upright:
            self._draw_uprights(canvas, x, top, columns)
        canvas.setStrokeGray(0)
        canvas.setLineWidth(style.rule)
        if self._upright:
            canvas.rect(x, y, width, top - y)
        else:
            canvas.line(x, top, x + width, top)
            canvas.line(x, y, x + width, y)
        canvas.setLineWidth(style.rule * 1.7)
        at_y = top
        for n, row in enumerate(self._rows):
            if n and (row.strong or self._rows[n - 1].header):
                canvas.line(x, at_y, x + width, at_y)
            at_y -= row.height

    def _draw_uprights(self, canvas: Canvas, x: float, y: float, columns: list[float]) -> None:
        """Rules between columns, each drawn once as far down as its cells are alike."""
        for spans, rows in groupby(self._rows, lambda row: [cell.span for cell in row.cells]):
            foot = y - sum(row.height for row in rows)
            at, column = x, 0
            for span in spans[:-1]:
                at += sum(columns[column : column + span])
                column += span
                canvas.line(at, y, at, foot)
            y = foot

    def _columns(self, width: float) -> list[float]:
        total = sum(self._widths)
        return [width * each / total for each in self._widths]

    def _sum(self) -> float:
        self._given = None
        self.height = sum(row.height for row in self._rows)
        return self.height


def head_cell(line: Element, scope: str, span: int = 1) -> Element:
    """Append a header cell to a row of the structure.

    Args:
        line: The ``TR``.
        scope: What it is the header of: ``Row`` or ``Column``.
        span: How many columns it stands over.
    """
    cell = line.add("TH")
    cell.attributes = f"/O/Table/Scope/{scope}" + (f"/ColSpan {span}" if span > 1 else "")
    return cell


@dataclass(frozen=True, slots=True)
class ColumnNeed:
    """What a column asks of the width of its table, without the room around its words.

    Attributes:
        least: Below it a word breaks.
        liked: All of it stands on one line, or a hand has the room that it wants.
        rigid: It takes no more than it likes while there are others: a number, a tick.
        written: It is empty, to be written in with words.
    """

    least: float
    liked: float
    rigid: bool = False
    written: bool = False

    @property
    def read(self) -> bool:
        """It holds words that are read while the others are written in."""
        return not (self.rigid or self.written)


_WRITTEN = 1.3
"""How much wider a column to write in is than one that is read: hands write large."""

_READ_LINES = 2
"""Lines on which words are set to leave the width to columns that are written in: as high as a
row for a hand is anyway."""


def shares(needs: Sequence[ColumnNeed], width: float) -> list[float]:
    """Widths of columns: each gets its longest word, then what it would like, then a part.

    Where some are to be written in, those that are read take no more than their part, but as
    much as two lines need; what they leave is shared by those that are written in.

    Args:
        needs: What each column asks for.
        width: Width of the table.

    Returns:
        Widths that add up to ``width``.
    """
    pad = 2 * _PAD_X + 1
    least = [need.least + pad for need in needs]
    if sum(least) >= width:
        return [each * width / sum(least) for each in least]
    liked = [max(need.liked + pad, low) for need, low in zip(needs, least, strict=True)]
    if any(need.written for need in needs):
        liked = _leaving_room(needs, liked, width)
    else:
        liked = [max(low, min(like, width / 2)) for like, low in zip(liked, least, strict=True)]
    wanted = [max(0, like - low) for like, low in zip(liked, least, strict=True)]
    left = width - sum(least)
    if sum(wanted) >= left:
        return [low + want * left / sum(wanted) for low, want in zip(least, wanted, strict=True)]
    over = width - sum(liked)
    soft = [0 if need.rigid else like for like, need in zip(liked, needs, strict=True)]
    if not any(soft):
        soft = liked
    return [like + over * each / sum(soft) for like, each in zip(liked, soft, strict=True)]


def _leaving_room(needs: Sequence[ColumnNeed], liked: list[float], width: float) -> list[float]:
    """What columns like, once those that are read have left room to those that are written in."""
    pad = 2 * _PAD_X + 1
    left = width - sum(like for like, need in zip(liked, needs, strict=True) if need.rigid)
    parts = sum(_WRITTEN if need.written else not need.rigid for need in needs)
    made = list(liked)
    for n, need in enumerate(needs):
        if need.read:
            low = max(need.least, need.liked / _READ_LINES, left / parts - pad)
            made[n] = min(liked[n], low + pad)
    taken = sum(each for each, need in zip(made, needs, strict=True) if need.read)
    hands = sum(need.written for need in needs)
    for n, need in enumerate(needs):
        if need.written:
            made[n] = max(need.least + pad, (left - taken) / hands)
    return made


def fitting(style: Style, longest: Callable[[Style], float], width: float) -> Style | None:
    """The largest letters, down to 9 pt, at which no word of a table has to be split.

    Args:
        style: The measures.
        longest: The width that the longest words of all columns need, at given measures.
        width: Width of the table.

    Returns:
        The measures to use; ``None`` where words would still be split, or large print
        would have to become smaller.
    """
    least = style.body if style.large else 9
    size = style.body
    while size >= least:
        tried = style.sized(size)
        if longest(tried) <= width:
            return tried
        size -= 1
    return None
