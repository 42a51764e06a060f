"""Several materials in one PDF: a cover with contents and times, then every piece.

The pages are numbered over the whole, so that a pile that was dropped can be put in order.
An item's minutes are counted once, however many of its parts are printed, and minutes a
day are shown but not added.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from valita_desktop.content import blocks
from valita_desktop.content.handout import PartChoice
from valita_desktop.content.labels import label
from valita_desktop.handouts import blocks_text, fonts, paging
from valita_desktop.handouts.boxes import MM, Box, Space
from valita_desktop.handouts.layout import Section, title_of
from valita_desktop.handouts.tables import Cell, TableGrid, TableRow, head_cell
from valita_desktop.handouts.text import Align, TextBox, plain
from valita_desktop.i18n import N_

if TYPE_CHECKING:
    from valita_desktop.content.handout import Handout, Piece
    from valita_desktop.handouts.canvas import Canvas
    from valita_desktop.handouts.render_context import RenderContext
    from valita_desktop.handouts.tagging import Element
    from valita_desktop.handouts.writing import Area

_PARTS = {
    PartChoice.STUDENT: N_("Student sheet"),
    PartChoice.FACILITATOR: N_("Facilitator’s part"),
    PartChoice.ALL: N_("Facilitator’s part and student sheet"),
}


@dataclass(frozen=True)
class CoverLine:
    """A line of the contents.

    Attributes:
        make: Measures and words of the piece's item.
        piece: What is printed.
        pages: How many pages it has, copies and all.
    """

    make: RenderContext
    piece: Piece
    pages: int


class Cover(Section):
    """The cover; it carries no theme of any one item."""

    def paint(self, canvas: Canvas, n: int, number: str) -> None:
        """The page, and only its number below."""
        style = self.make.style
        left, low, right, top = style.frame
        self.pages[n].draw(canvas, left, top, style.width)
        face = fonts.face(fonts.SEMIBOLD)
        canvas.setFillGray(style.furniture.grey)
        wide = face.width(number) * style.small / 1000
        canvas.write(face, style.small, number, right - wide, low - 7.6 * MM)
        canvas.setFillGray(0)


def cover(make: RenderContext, handout: Handout, entries: list[CoverLine]) -> Section:
    """The cover with its contents.

    Args:
        make: Measures and words of the first piece.
        handout: What is printed.
        entries: The pieces in order.
    """
    ahead = 1
    while True:  # the contents may need more than one page, which moves what follows
        laid = paging.on_pages(make, partial(_build, handout, entries, ahead))
        if len(laid[2]) == ahead:
            return Cover(*laid)
        ahead = len(laid[2])


def _build(
    handout: Handout, entries: list[CoverLine], ahead: int, make: RenderContext, element: Element
) -> list[Box]:
    style = make.style
    boxes: list[Box] = [Space(26 * MM)]
    if handout.school.name:
        boxes.append(TextBox(element.add("P"), plain(handout.school.name), style.head))
    title = blocks_text.title(style, element, plain(handout.title or title_of(make)))
    title.after = style.body * 0.8
    boxes.append(title)
    total = minutes(handout)
    if total:
        words = make.say(N_("{n} min in all")).format(n=total)
        boxes.append(TextBox(element.add("P"), plain(words), style.lead))
    boxes.append(Space(8 * MM))
    heading = TextBox(element.add("H2"), plain(make.say(N_("Contents"))), style.heading(2))
    heading.keep, heading.after = True, style.body * 0.6
    contents = _contents(make, element, entries, ahead)
    return [*boxes, heading, contents, *_missing(make, element, handout.missing)]


def _missing(make: RenderContext, element: Element, titles: tuple[str, ...]) -> list[Box]:
    """What the packet held and the library no longer does, by its last titles."""
    if not titles:
        return []
    heading = blocks.Heading(2, (blocks.Span(make.say(N_("Withdrawn since this was made"))),))
    items = tuple((blocks.Span(title),) for title in titles)
    return [Space(6 * MM), *make.boxes(element, (heading, blocks.BulletList(items)))]


def minutes(handout: Handout) -> int:
    """Minutes of all items together, each counted once; minutes a day do not add up."""
    items = {piece.item.id: piece.item.record for piece in handout.pieces}
    return sum(record.minutes for record in items.values() if not record.per_day)


def _contents(
    make: RenderContext, element: Element, entries: list[CoverLine], ahead: int
) -> TableGrid:
    style = make.style
    table = element.add("Table")
    line = table.add("TR")
    titles = (N_("Material"), N_("Time"), N_("Page"))
    heads = []
    for n, title in enumerate(titles):
        cell = head_cell(line, "Column")
        align: Align = "right" if n else "left"
        heads.append(Cell(cell, TextBox(cell, plain(make.say(title)), style.head, align=align)))
    rows = [TableRow(heads, header=True)]
    page = ahead
    told: set[str] = set()
    for entry in entries:
        rows.append(_line(make, table, entry, page, new=entry.make.item.id not in told))
        told.add(entry.make.item.id)
        page += entry.pages
    return TableGrid(rows, [7, 1.6, 1], style, upright=False, top=True)


def _line(
    make: RenderContext, table: Element, entry: CoverLine, page: int, *, new: bool
) -> TableRow:
    style, record = make.style, entry.make.item.record
    line = table.add("TR")
    name, time, where = head_cell(line, "Row"), line.add("TD"), line.add("TD")
    name.lang = entry.make.lang
    details = [entry.make.say(_PARTS[entry.piece.part])]
    if record.theme:
        details.insert(0, entry.make.say(label(record.theme)))
    if entry.piece.copies > 1:
        details.append(f"× {entry.piece.copies}")
    words = Titled(name, title_of(entry.make), " · ".join(details), page, style.cell.size)
    words.lay(make)
    pattern = N_("{n} min a day") if record.per_day else N_("{n} min")
    told = make.say(pattern).format(n=record.minutes) if new and record.minutes else ""
    return TableRow(
        [
            Cell(name, words),
            Cell(time, TextBox(time, plain(told), style.cell, align="right")),
            Cell(where, TextBox(where, plain(str(page + 1)), style.cell, align="right")),
        ]
    )


class Titled(Box):
    """A title that leads to its page, with small print under it."""

    def __init__(self, element: Element, title: str, details: str, page: int, size: float) -> None:
        self._element, self._title, self._details = element, title, details
        self._page, self._size = page, size
        self._link = element.add("Link")
        self._boxes: list[TextBox] = []

    def lay(self, make: RenderContext) -> None:
        """Take the measures."""
        self._boxes = [
            TextBox(self._link, plain(self._title), make.style.strong),
            TextBox(self._element.add("P"), plain(self._details), make.style.label),
        ]

    def measure(self, width: float) -> float:
        """Both under each other."""
        self.height = sum(box.measure(width) for box in self._boxes)
        return self.height

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """The words, and the link over them."""
        title, details = self._boxes
        title.draw(canvas, x, y, width)
        area: Area = (x, y - title.height, x + width, y)
        canvas.link_to_page(self._link, self._page, self._title, area)
        details.draw(canvas, x, y - title.height, width)
