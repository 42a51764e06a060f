"""Several materials in one PDF: a cover with contents and times, then every piece.

The pages are numbered over the whole, so that a pile that was dropped can be put in order.
An item's minutes are counted once, however many of its parts are printed, and minutes a
day are shown but not added.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from typing_extensions import override

from valita_desktop.content import blocks
from valita_desktop.content.handout import PartChoice
from valita_desktop.content.labels import MINUTES, MINUTES_A_DAY, MINUTES_IN_ALL, TIME, label
from valita_desktop.content.model import Kind
from valita_desktop.handouts.blocks import reading
from valita_desktop.handouts.boxes.box import MM, Box, Space
from valita_desktop.handouts.boxes.table import TableBox, TableCell, TableRow, head_cell
from valita_desktop.handouts.boxes.text import Align, TextBox, plain
from valita_desktop.handouts.pdfwriter import fonts
from valita_desktop.handouts.sections import paging
from valita_desktop.handouts.sections.imposition import beginnings
from valita_desktop.handouts.sections.section import Section, title_of
from valita_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.content.handout import Handout, Piece
    from valita_desktop.handouts.blocks.context import RenderContext
    from valita_desktop.handouts.pdfwriter.canvas import Canvas
    from valita_desktop.handouts.pdfwriter.pdf_file import Area
    from valita_desktop.handouts.pdfwriter.structure import Element
    from valita_desktop.handouts.sections.imposition import PageRun

_PARTS = {
    PartChoice.STUDENT: N_("Student sheet"),
    PartChoice.FACILITATOR: N_("Facilitator’s part"),
    PartChoice.ALL: N_("Facilitator’s part and student sheet"),
}


@dataclass(frozen=True)
class ContentsEntry:
    """A line of the contents.

    Attributes:
        context: Measures and words of the piece's item.
        piece: What is printed.
        runs: Its pages, copies and all.
    """

    context: RenderContext
    piece: Piece
    runs: Sequence[PageRun]


class Cover(Section):
    """The cover; it carries no theme of any one item."""

    @override
    def paint(self, canvas: Canvas, n: int, number: str) -> None:
        """The page, and only its number below."""
        style = self.context.style
        left, low, right, top = style.frame
        self.pages[n].draw(canvas, left, top, style.width)
        face = fonts.face(fonts.SEMIBOLD)
        canvas.setFillGray(style.furniture.grey)
        wide = face.width(number) * style.small / 1000
        canvas.write(face, style.small, number, right - wide, low - 7.6 * MM)
        canvas.setFillGray(0)


def cover(context: RenderContext, handout: Handout, entries: list[ContentsEntry]) -> Section:
    """The cover with its contents.

    Args:
        context: Measures and words of the first piece.
        handout: What is printed.
        entries: The pieces in order.
    """
    ahead = 1
    while True:  # the contents may need more than one page, which moves what follows
        laid = paging.on_pages(context, partial(_build, handout, entries, ahead))
        if len(laid[2]) == ahead:
            return Cover(*laid)
        ahead = len(laid[2])


def _build(
    handout: Handout,
    entries: list[ContentsEntry],
    ahead: int,
    context: RenderContext,
    element: Element,
) -> list[Box]:
    style = context.style
    boxes: list[Box] = [Space(26 * MM)]
    if handout.school.name:
        boxes.append(TextBox(element.add("P"), plain(handout.school.name), style.head))
    title = reading.title(style, element, plain(handout.title or title_of(context)))
    title.after = style.body * 0.8
    boxes.append(title)
    in_all, a_day = minutes(handout)
    times = ((MINUTES_IN_ALL, in_all), (MINUTES_A_DAY, a_day))
    words = " + ".join(context.say(pattern).format(n=n) for pattern, n in times if n)
    if words:
        boxes.append(TextBox(element.add("P"), plain(words), style.lead))
    boxes.append(Space(8 * MM))
    heading = TextBox(element.add("H2"), plain(context.say(N_("Contents"))), style.heading(2))
    heading.keep, heading.after = True, style.body * 0.6
    contents = _contents(context, element, entries, ahead)
    return [*boxes, heading, contents, *_missing(context, element, handout.missing)]


def _missing(context: RenderContext, element: Element, titles: tuple[str, ...]) -> list[Box]:
    """What the packet held and the library no longer does, by its last titles."""
    if not titles:
        return []
    heading = blocks.Heading(2, (blocks.Span(context.say(N_("Withdrawn since this was made"))),))
    items = tuple((blocks.Span(title),) for title in titles)
    return [Space(6 * MM), *context.boxes(element, (heading, blocks.BulletList(items)))]


def minutes(handout: Handout) -> tuple[int, int]:
    """Minutes in all, and a day of what is done day by day; each item is counted once."""
    records = {piece.item.id: piece.item.record for piece in handout.pieces}.values()
    a_day = sum(record.minutes for record in records if record.per_day)
    return sum(record.minutes for record in records) - a_day, a_day


def _contents(
    context: RenderContext, element: Element, entries: list[ContentsEntry], ahead: int
) -> TableBox:
    style = context.style
    table = element.add("Table")
    line = table.add("TR")
    titles = (label(Kind.MATERIAL), TIME, N_("Page"))
    heads = []
    for n, title in enumerate(titles):
        cell = head_cell(line, "Column")
        align: Align = "right" if n else "left"
        heads.append(
            TableCell(cell, TextBox(cell, plain(context.say(title)), style.head, align=align))
        )
    rows = [TableRow(heads, header=True)]
    pages = iter(beginnings([run for entry in entries for run in entry.runs], ahead))
    told: set[str] = set()
    for entry in entries:
        page, *_ = islice(pages, len(entry.runs))
        rows.append(_line(context, table, entry, page, new=entry.context.item.id not in told))
        told.add(entry.context.item.id)
    return TableBox(rows, [7, 1.6, 1], style, upright=False, top=True)


def _line(
    context: RenderContext, table: Element, entry: ContentsEntry, page: int, *, new: bool
) -> TableRow:
    style, record = context.style, entry.context.item.record
    line = table.add("TR")
    name, time, where = head_cell(line, "Row"), line.add("TD"), line.add("TD")
    name.lang = entry.context.lang
    details = [entry.context.say(_PARTS[entry.piece.part])]
    if record.theme:
        details.insert(0, entry.context.say(label(record.theme)))
    if entry.piece.copies > 1:
        details.append(f"× {entry.piece.copies}")
    words = Titled(name, title_of(entry.context), " · ".join(details), page, style.cell.size)
    words.lay(context)
    pattern = MINUTES_A_DAY if record.per_day else MINUTES
    told = context.say(pattern).format(n=record.minutes) if new and record.minutes else ""
    return TableRow(
        [
            TableCell(name, words),
            TableCell(time, TextBox(time, plain(told), style.cell, align="right")),
            TableCell(where, TextBox(where, plain(str(page + 1)), style.cell, align="right")),
        ]
    )


class Titled(Box):
    """A title that leads to its page, with small print under it."""

    def __init__(self, element: Element, title: str, details: str, page: int, size: float) -> None:
        self._element, self._title, self._details = element, title, details
        self._page, self._size = page, size
        self._link = element.add("Link")
        self._boxes: list[TextBox] = []

    def lay(self, context: RenderContext) -> None:
        """Take the measures."""
        self._boxes = [
            TextBox(self._link, plain(self._title), context.style.strong),
            TextBox(self._element.add("P"), plain(self._details), context.style.label),
        ]

    @override
    def measure(self, width: float) -> float:
        self.height = sum(box.measure(width) for box in self._boxes)
        return self.height

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """The words, and the link over them."""
        title, details = self._boxes
        title.draw(canvas, x, y, width)
        area: Area = (x, y - title.height, x + width, y)
        canvas.link_to_page(self._link, self._page, self._title, area)
        details.draw(canvas, x, y - title.height, width)
