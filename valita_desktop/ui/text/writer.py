"""The hand that writes blocks into a text document.

A `DocumentWriter` only ever writes forwards, so a position once noted stays right. It keeps in
`LayoutInfo` what is not text: decorations to paint, drawings, headings and the place of each block.
What a paragraph or a table is, it writes into its format (`structure`), for whoever reads aloud.
"""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from valita_desktop.content.blocks import Blank, Document, Inline, PartRole, pictogram
from valita_desktop.i18n import Catalogue, catalogue
from valita_desktop.ui.text import structure
from valita_desktop.ui.text.inline_objects import INDEX, OBJECT_TYPE, InlineDrawing
from valita_desktop.ui.text.style import NARROW_EM, ReadingStyle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from PySide6.QtGui import QTextDocument

    from valita_desktop.content.model import Item, Lang
    from valita_desktop.settings import Contact
    from valita_desktop.ui.text.decorations import Decoration

_SIGN = 1.3
"""Size of a picture sign that a line begins with, as a multiple of its letters."""
_T = TypeVar("_T")
_ONE_PARAGRAPH = str.maketrans(
    {"\n": "\u2028", "\r": None, "\u2029": "\u2028", "\ufdd0": None, "\ufdd1": None, "\ufffc": None}
)
"""Characters that Qt would take for the end of a paragraph, or for a drawing."""

_MARGIN_PER_CENT = 100


@dataclass(frozen=True)
class Anchor:
    """The place of a block in a `Document`: part and index are the same in both languages."""

    role: PartRole
    index: int


class ReaderHeading(NamedTuple):
    """A heading in the text, as a `DocumentWriter` noted it.

    Attributes:
        position: Where it stands.
        level: 1 for the name of a part, 2 for titles and sections, 3 below those.
        text: What it says.
        lang: The language of the words.
    """

    position: int
    level: int
    text: str
    lang: Lang


@dataclass(frozen=True)
class ReaderInput:
    """One language of an item, with all that its blocks refer to.

    Attributes:
        document: The text.
        lang: The language it is in.
        facts: Items of kind ``fact`` by id.
        contacts: The school's own people by role; who is missing is a blank.
        picture: Bytes of a picture by its file name; empty where there is none.
        today: A fact is shown until its last valid day.
    """

    document: Document
    lang: Lang
    facts: Mapping[str, Item] = field(default_factory=dict)
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    picture: Callable[[str], bytes] = field(default=lambda _name: b"")
    today: dt.date = field(default_factory=lambda: dt.datetime.now().astimezone().date())


@dataclass
class LayoutInfo:
    """What a `DocumentWriter` notes beside the text of a document.

    Attributes:
        decorations: To be painted behind the words.
        drawings: Blocks that are pictures, by number.
        drawing_positions: Position of each drawing in the text.
        headings: Headings in reading order.
        anchors: Position where each block begins, in reading order.
    """

    decorations: list[Decoration] = field(default_factory=list)
    drawings: list[InlineDrawing] = field(default_factory=list)
    drawing_positions: list[int] = field(default_factory=list)
    headings: list[ReaderHeading] = field(default_factory=list)
    anchors: list[tuple[Anchor, int]] = field(default_factory=list)


class DocumentWriter:
    """Writes at the end of a `QTextDocument`, or inside a cell of a table that it made.

    What is not text it notes in its `LayoutInfo`.

    Attributes:
        style: The look of what is written.
        reading: The language that is being written.
        layout_info: What stands beside the text.
    """

    def __init__(
        self, document: QTextDocument, style: ReadingStyle, reading: ReaderInput, column: float
    ) -> None:
        """Begin at the start of an empty document.

        Args:
            document: Where to write.
            style: The look.
            reading: What is written, and in which language.
            column: Width of the column in pixels.
        """
        self.style = style
        self.reading = reading
        self.layout_info = LayoutInfo()
        self.cursor = QTextCursor(document)
        self._column = column
        self._inset = 0.0
        self._fresh = True
        self._lists = self._items = 0
        self._in_list = False

    @property
    def narrow(self) -> bool:
        """There is no room for wide grids here."""
        return self._column / self.style.em - self._inset < NARROW_EM

    @property
    def position(self) -> int:
        """Where the next paragraph will begin."""
        return self.cursor.position() + (0 if self._fresh else 1)

    @property
    def catalogue(self) -> Catalogue:
        """The program's words in the language of the text."""
        return catalogue(self.reading.lang)

    def say(self, message: str) -> str:
        """A message of the program in the language of the text."""
        return self.catalogue.gettext(message)

    def paragraph(self, form: QTextBlockFormat) -> int:
        """Begin a paragraph; returns its position."""
        form.setProperty(structure.LANGUAGE, self.reading.lang)
        if self._in_list:
            form.setProperty(structure.LIST, self._lists)
            form.setProperty(structure.ITEM, self._items)
        if self._fresh:
            self.cursor.setBlockFormat(form)
            self._fresh = False
        else:
            self.cursor.insertBlock(form)
        self.cursor.setBlockCharFormat(self.style.body)
        return self.cursor.position()

    def text(self, words: str, letters: QTextCharFormat | None = None) -> None:
        """Go on with plain words."""
        if words:
            self.cursor.insertText(words.translate(_ONE_PARAGRAPH), letters or self.style.body)

    def hidden_text(self, words: str) -> None:
        """Words that a decoration shows and that are only copied and read aloud as text."""
        self.text(words, self.style.hidden)

    def inline(self, line: Inline, letters: QTextCharFormat | None = None) -> None:
        """Go on with words that have emphasis, links and gaps."""
        base = letters or self.style.body
        sign, line = pictogram(line)
        if sign:
            large = QTextCharFormat(base)
            large.setFontPointSize(base.fontPointSize() * _SIGN)
            self.text(f"{sign} ", large)
        for span in line:
            if isinstance(span, Blank):
                gap = QTextCharFormat(self.style.gap)
                gap.setFontPointSize(base.fontPointSize())
                self.text("_" * span.chars, gap)
                continue
            form = base
            if span.strong or span.emphasis or span.href:
                form = QTextCharFormat(base)
            if span.strong:
                form.setFontWeight(700)
            if span.emphasis:
                form.setFontItalic(True)
            if span.href:
                form.setAnchor(True)
                form.setAnchorHref(span.href)
                form.setFontUnderline(True)
                form.setForeground(QColor(self.style.palette.primary))
            self.text(span.text, form)

    def note_heading(self, level: int, words: str, position: int) -> None:
        """Note that the paragraph at a position is a heading.

        Args:
            level: 1 for the name of a part, 2 for titles and sections, 3 below those.
            words: What it says.
            position: Where it begins.
        """
        self.layout_info.headings.append(ReaderHeading(position, level, words, self.reading.lang))
        form = QTextBlockFormat()
        form.setHeadingLevel(level)
        cursor = QTextCursor(self.cursor.document())
        cursor.setPosition(position)
        cursor.mergeBlockFormat(form)

    def items_of_list(self, items: Iterable[_T]) -> Iterator[_T]:
        """Go through the items of a list; whatever is written for one belongs to it."""
        self._lists += 1
        self._in_list = True
        for self._items, item in enumerate(items, start=1):
            yield item
        self._in_list = False

    def decorate(self, decoration: Decoration) -> None:
        """Have something painted behind the words."""
        self.layout_info.decorations.append(decoration)

    def draw(self, drawing: InlineDrawing, *, above: float = 0.2, below: float = 0.8) -> None:
        """Put a drawing in a paragraph of its own.

        Args:
            drawing: What to draw; its words are copied, read aloud and found.
            above: Distance to what is before, in em.
            below: Distance to what follows, in em.
        """
        form = QTextBlockFormat()
        form.setTopMargin(self.style.px(above))
        form.setBottomMargin(self.style.px(below))
        position = self.paragraph(form)
        drawing.inset = self._inset
        letters = QTextCharFormat()
        letters.setObjectType(OBJECT_TYPE)
        letters.setProperty(INDEX, len(self.layout_info.drawings))
        letters.setProperty(structure.ALT_TEXT, drawing.alt_text)
        self.cursor.insertText("\ufffc", letters)
        self.layout_info.drawings.append(drawing)
        self.layout_info.drawing_positions.append(position)

    def table(
        self,
        rows: int,
        widths: Sequence[float],
        *,
        lines: str = "",
        padding: float = 0.0,
        spacing: float = 0.0,
        room: tuple[float, float] = (0.75, 0.75),
    ) -> QTextTable:
        """Put a table as wide as the column.

        Args:
            rows: How many.
            widths: Of the columns, in per cent.
            lines: Colour of the lines around every cell; ``""`` is none.
            padding: Around the words of every cell, in em.
            spacing: Between cells, in em.
            room: Distance to what is before and to what follows, in em; at the beginning of
                the text or of a cell there is none before.
        """
        form = QTextTableFormat()
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, _MARGIN_PER_CENT))
        per_cent = QTextLength.Type.PercentageLength
        form.setColumnWidthConstraints([QTextLength(per_cent, width) for width in widths])
        form.setCellPadding(self.style.px(padding))
        form.setCellSpacing(self.style.px(spacing))
        form.setLeftMargin(-self.style.px(spacing))  # the outer cells keep to the column
        form.setRightMargin(-self.style.px(spacing))
        form.setBorder(1 if lines else 0)
        form.setBorderCollapse(bool(lines))
        if lines:
            form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            form.setBorderBrush(QColor(lines))
        form.setTopMargin(0 if self._fresh else self.style.px(room[0]))
        if self._fresh:
            self._flatten(0)
        table = self.cursor.insertTable(rows, len(widths), form)
        self.cursor.setPosition(table.lastPosition() + 1)
        self._flatten(room[1])
        self._fresh = False
        return table

    def note_table(self, table: QTextTable, heads: structure.Heads) -> None:
        """Note that it is a table to whoever hears it, not words that stand beside each other.

        Args:
            table: One that `table` made.
            heads: Which of its cells are headers of others.
        """
        form = table.format()
        form.setProperty(structure.HEADS, heads.value)
        form.setProperty(structure.LANGUAGE, self.reading.lang)
        table.setFormat(form)

    @contextmanager
    def inside(
        self, table: QTextTable, row: int, column: int, inset: float = 0.0
    ) -> Iterator[QTextTableCellFormat]:
        """Write in a cell; what follows is written behind the table afterwards.

        Args:
            table: One that `table` made.
            row: Counted from 0.
            column: Counted from 0.
            inset: How much narrower than the column the cell is, in em.

        Yields:
            The cell's format, to be changed; it is applied at the end.
        """
        cell = table.cellAt(row, column)
        form = cell.format().toTableCellFormat()
        inset_before = self._inset
        self.cursor = cell.firstCursorPosition()
        self._fresh = True
        self._inset += inset
        yield form
        cell.setFormat(form)
        self._inset = inset_before
        self.cursor.setPosition(table.lastPosition() + 1)
        self._fresh = False

    def _flatten(self, below: float) -> None:
        """Let the empty paragraph that stands before and after a table take no room.

        Qt forgets the margins between a table and a paragraph; this one keeps the distance.
        """
        form = QTextBlockFormat()
        form.setBottomMargin(self.style.px(below))
        form.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self.cursor.setBlockFormat(form)
        self.cursor.setBlockCharFormat(self.style.hidden)


def centred(form: QTextBlockFormat) -> QTextBlockFormat:
    """The same lines, in the middle."""
    form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return form
