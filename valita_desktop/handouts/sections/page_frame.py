"""What stands around the content: header, footer, title, name line, facts of the item, QR.

Header and footer are artifacts; all the rest is content and tagged. Words are those of the
content's language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from valita_desktop.content import blocks
from valita_desktop.content.handout import name_labels
from valita_desktop.content.labels import MINUTES, MINUTES_A_DAY, PEOPLE, TIME, imprint, label
from valita_desktop.content.model import OwnRecord
from valita_desktop.handouts.blocks.reading import title
from valita_desktop.handouts.boxes import code, picture
from valita_desktop.handouts.boxes.box import MM, Beside, Box, Stack
from valita_desktop.handouts.boxes.text import TextBox, plain
from valita_desktop.handouts.pdfwriter import fonts
from valita_desktop.handouts.pdfwriter.signs import on_one_line
from valita_desktop.handouts.sections import theme_band
from valita_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.content.model import Item
    from valita_desktop.handouts.blocks.context import RenderContext
    from valita_desktop.handouts.boxes.style import Style
    from valita_desktop.handouts.pdfwriter.canvas import Canvas
    from valita_desktop.handouts.pdfwriter.structure import Element

KIT = "Välitä! – Visa omtanke!"

_LOGO_HEIGHT = 9 * MM
_QR_SIDE = 27 * MM
_EDGE, _QUIET = 5 * MM, 2 * MM
"""What printers leave white at the edge of a paper; what must be white beside a code."""
_QUIET_MODULES = 4
"""The same by ISO/IEC 18004, where the code stands among words."""
_LEAST_CORNER, _LARGEST_CORNER = 11 * MM, 16 * MM
"""Side of a code in the corner: smaller dots than 0.38 mm are hard to read by telephone."""


def header(context: RenderContext, canvas: Canvas, *, titled: bool, whose: str = "") -> None:
    """Sign, theme and item on the left, the school's logo or the kit's name right, the band.

    The kit's name stands on no own item.

    Args:
        context: The measures, words, item and school.
        canvas: Where to; all of it is an artifact.
        titled: The page does not begin with the item's title, so it is told here; else the topic
            stands in its place.
        whose: Whom the page is for, where that is to be told.
    """
    style = context.style
    left, _, right, top = style.frame
    y = top + 8.6 * MM
    letters = style.furniture
    face = fonts.face(fonts.MEDIUM)
    canvas.setFillGray(letters.grey)
    logo = picture.raster(context.school.logo) if context.school.logo else None
    if logo is not None:
        high = min(_LOGO_HEIGHT, 42 * MM * logo.height / logo.width)
        wide = high * logo.width / logo.height
        picture.draw(canvas, logo, (right - wide, y - 3, right, y - 3 + high))
        edge = right - wide - 12
    elif style.large or isinstance(context.item.record, OwnRecord):
        edge = right
    else:
        width = face.width(KIT) * letters.size / 1000
        canvas.write(face, letters.size, KIT, right - width, y)
        edge = right - width - 12
    words = " · ".join(filter(None, (whose, *_where(context, titled=titled))))
    start = left + (theme_band.SIGN_ROOM if theme_band.sign_of(context.item.record) else 0)
    canvas.write(face, letters.size, _cut(face, words, letters.size, edge - start), start, y)
    canvas.setFillGray(0)
    record = context.item.record
    theme_band.draw_sign(canvas, record, left, y - 0.4 * MM)
    theme_band.draw_band(canvas, record.theme, left, right, y - 5.4 * MM, plain=style.low_ink)


def footer(context: RenderContext, canvas: Canvas, number: str, *, published: bool = True) -> None:
    """School, licence, version, day and address on the left, the page's number on the right.

    In the corner outside of the frame a code leads to the web page, so it takes room from nothing.

    Args:
        context: The measures, words, item and school.
        canvas: Where to; all of it is an artifact.
        number: As it is printed, such as ``2/3``.
        published: The words of the page are the kit's, so licence, version and day are told.
    """
    style = context.style
    left, low, right, _ = style.frame
    letters = style.furniture
    y = low - 4.8 * MM - letters.size * 0.75
    face, strong = fonts.face(fonts.REGULAR), fonts.face(fonts.SEMIBOLD)
    canvas.setFillGray(letters.grey)
    wide = strong.width(number) * letters.size / 1000
    canvas.write(strong, letters.size, number, right - wide, y)
    told = imprint(context.item.record, context.words) if published else []
    told = [context.school.name, *told, _short(context.twin)]
    for n, words in enumerate(_footer_lines(told, style, face, right - wide - 14 - left)):
        canvas.write(face, letters.size, words, left, y - n * letters.leading)
    canvas.setFillGray(0)
    _draw_corner_code(context, canvas)


def _draw_corner_code(context: RenderContext, canvas: Canvas) -> None:
    _, _, right, _ = context.style.frame
    side = min(context.style.page[0] - right - _EDGE - _QUIET, _LARGEST_CORNER)
    if context.twin and side >= _LEAST_CORNER:
        code.draw(canvas, context.twin, right + _QUIET, _EDGE + side, side)


def _where(context: RenderContext, *, titled: bool) -> list[str]:
    record = context.item.record
    codes = [record.theme, None if titled else record.topic]
    found = [context.say(label(code)) for code in codes if code]
    return [*found, context.item.text(context.lang)[1].title] if titled else found


def _footer_lines(parts: Sequence[str], style: Style, face: fonts.Face, room: float) -> list[str]:
    """School, whose text it is, licence, version; in large print on as many lines as it takes."""
    lines = [""]
    size = style.furniture.size
    for part in filter(None, parts):
        longer = f"{lines[-1]} · {part}" if lines[-1] else part
        if lines[-1] and face.width(longer) * size / 1000 > room:
            lines.append(part)
        else:
            lines[-1] = longer
    return [_cut(face, line, size, room) for line in lines[:2]]


def _cut(face: fonts.Face, words: str, size: float, room: float) -> str:
    """The words, shortened by an ellipsis where there is no room for all."""
    shown = on_one_line(words)
    if face.width(shown) * size / 1000 <= room:
        return shown
    while shown and face.width(shown + "…") * size / 1000 > room:
        shown = shown[:-1]
    return shown.rstrip(" ·") + "…"


def name_line(context: RenderContext, parent: Element, part: blocks.Part) -> list[Box]:
    """Name and day to fill in, as far as the sheet asks for them.

    Args:
        context: Its measures, words and item.
        parent: Element that the line belongs to.
        part: The sheet.
    """
    labels = [context.say(each) for each in name_labels(context.item, part)]
    return [Blanks(context, parent.add("P"), labels)] if labels else []


class Blanks(Box):
    """Labels with rules to write on, beside each other; the first takes what is left."""

    def __init__(self, context: RenderContext, element: Element, labels: list[str]) -> None:
        self._context = context
        self._element = element
        self._labels = labels
        self.after = context.style.body * 1.1

    @override
    def measure(self, width: float) -> float:
        """One row to write on."""
        del width
        self.height = self._context.style.row * 0.95
        return self.height

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Label, rule, label, rule; a single one takes the left part."""
        style = self._context.style
        face, size = fonts.face(fonts.SEMIBOLD), style.body
        base = y - self.height + 5
        last = 52 * MM * max(1, size / 13)
        starts = [x, x + width - last] if len(self._labels) > 1 else [x]
        ends = [x + width - last - 8 * MM, x + width] if len(self._labels) > 1 else [x + last]
        for label_text, start, end in zip(self._labels, starts, ends, strict=True):
            with canvas.tagged(self._element):
                canvas.write(face, size, label_text + " ", start, base)
            rule = start + face.width(label_text) * size / 1000 + 5
            area = (rule, base - 4, end, base + size + 2)
            if self._context.space(self._element, label_text, canvas, area):
                continue
            with canvas.tagged(self._element.add("Span", actual="____ ")):
                canvas.setLineWidth(0.7)
                canvas.line(rule, base - 2.5, end, base - 2.5)


def opening(context: RenderContext, parent: Element, *, eyebrow: str = "") -> list[Box]:
    """The top of a page to read: for whom, title, summary, and what it takes.

    Args:
        context: The measures, words and item.
        parent: Element that theirs are appended to.
        eyebrow: For whom it is, above the title; ``""`` is everybody, and there is no line.
    """
    style = context.style
    text = context.item.text(context.lang)[1]
    boxes: list[Box] = []
    if eyebrow:
        line = TextBox(parent.add("P"), plain(eyebrow), style.head)
        line.after, line.keep = style.body * 0.15, True
        boxes.append(line)
    head = title(style, parent, plain(text.title))
    head.after = style.body * 0.5
    boxes.append(head)
    if text.summary:
        lead = TextBox(parent.add("P"), plain(text.summary), style.lead)
        lead.after = style.body * 0.8
        boxes.append(lead)
    return boxes + takes(context, parent)


def takes(context: RenderContext, parent: Element) -> list[Box]:
    """Time, group and things needed, beside each other between two rules."""
    style = context.style
    found = what_it_takes(context.item, context)
    if not found:
        return []
    columns: list[Box] = []
    for name, value in found:
        words = (blocks.Span(name + "\n", strong=True), blocks.Span(value))
        columns.append(TextBox(parent.add("P"), words, style.cell))
    shares = [1.0 if len(value) < 24 else 1.7 for _, value in found]  # noqa: PLR2004 - long lists
    row: Box = Stack(columns) if style.large else Beside(columns, shares, 6 * MM)
    box = Ruled(row, style)
    box.before = style.body * 0.3
    box.after = style.body * 1.2
    return [box]


class Ruled(Box):
    """A box between two rules."""

    def __init__(self, body: Box, style: Style) -> None:
        self._body, self._style = body, style

    @override
    def measure(self, width: float) -> float:
        """The body and a little room."""
        self.height = self._body.measure(width) + self._style.body * 1.3
        return self.height

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        canvas.setLineWidth(0.5)
        canvas.line(x, y, x + width, y)
        canvas.line(x, y - self.height, x + width, y - self.height)
        self._body.draw(canvas, x, y - self._style.body * 0.65, width)


def what_it_takes(item: Item, context: RenderContext) -> list[tuple[str, str]]:
    """Names and values of what an item takes: time, group, things, place and days."""
    record, text = item.record, item.text(context.lang)[1]
    found = []
    if record.minutes:
        pattern = MINUTES_A_DAY if record.per_day else MINUTES
        found.append((context.say(TIME), context.say(pattern).format(n=record.minutes)))
    if record.group:
        found.append(
            (context.say(N_("Group")), _group(context, record.group.min, record.group.max))
        )
    if record.starts:
        ends = record.ends or record.starts
        days = context.words.date(record.starts)
        if ends != record.starts:
            days += " – " + context.words.date(ends)
        found.append((context.say(N_("When")), days))
    if text.place:
        found.append((context.say(N_("Place")), text.place))
    if text.needs:
        found.append((context.say(N_("You need")), ", ".join(text.needs)))
    return found


def _group(context: RenderContext, least: int, most: int) -> str:
    if most == 1:
        return context.say(N_("One person"))
    if least == most:
        return context.say(N_("{n} people")).format(n=most)
    return context.say(PEOPLE).format(min=least, max=most)


def online_twin(context: RenderContext, parent: Element) -> list[Box]:
    """QR code and address of the item's twin on the web, where it has one."""
    url = context.item.record.url
    if not url:
        return []
    return [Twin(context, parent, url)]


class Twin(Box):
    """A QR code and its address."""

    def __init__(self, context: RenderContext, parent: Element, url: str) -> None:
        self._context = context
        self._url = url
        alt = context.say(N_("QR code: {address}")).format(address=url)
        self._figure = parent.add("Figure", alt=alt)
        words = (
            blocks.Span(context.say(N_("The same on the web")) + "\n", strong=True),
            blocks.Span(_short(url), href=url),
        )
        self._text = TextBox(parent.add("P"), words, context.style.cell)
        self.before = context.style.body * 1.2

    @override
    def measure(self, width: float) -> float:
        """27 mm: large enough for a telephone at arm's length."""
        self._text.measure(width - _QR_SIDE - 5 * MM)
        self.height = max(_QR_SIDE, self._text.height)
        return self.height

    @override
    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """The code with its quiet zone, the address beside it."""
        with canvas.figure(self._figure, (x, y - _QR_SIDE, x + _QR_SIDE, y)):
            code.draw(canvas, self._url, x, y, _QR_SIDE, _QUIET_MODULES)
        top = y - (_QR_SIDE - self._text.height) / 2
        self._text.draw(canvas, x + _QR_SIDE + 5 * MM, top, width - _QR_SIDE - 5 * MM)


def _short(address: str) -> str:
    """An address as people type it."""
    return address.removeprefix("https://").removeprefix("www.").rstrip("/")
