"""How a text to read looks: letters, lines and distances, from the palette and one size.

Every measure is in em of the reading letters, so text size scales all of it together.
Line heights are fixed, not proportional: whatever stands in a line, the next one begins
where it should.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat

from valita_desktop.ui.style import theme

if TYPE_CHECKING:
    from valita_desktop.content.blocks import CalloutKind
    from valita_desktop.ui.style.theme import Palette, ThemeColours

COLUMN_EM = 28.0
"""Width of the column: some 60 characters of Finnish or Swedish."""

NARROW_EM = 21.0
"""In a column narrower than this, grids turn and answer circles go under their question."""

LINE = 1.6
"""Height of a line of running text, in em."""

_ROW_EM = 2.1
_HEADINGS = {1: 1.55, 2: 1.3, 3: 1.1}
"""Letters by level, in em: each step can be told from the next beside running text of 1."""
_Weight = QFont.Weight


@dataclass(frozen=True)
class ReadingStyle:
    """Formats of everything that a `DocumentWriter` writes, from a `Palette` and one size.

    Attributes:
        palette: The colours of the window.
        base_px: Height of the interface's letters in pixels.
        row_em: Height of a row of a table in em: one can write in it by hand, were it on paper.
        figures: How many times as large figures and pictures are as beside a text to read.
    """

    palette: Palette
    base_px: int
    row_em: float = _ROW_EM
    figures: float = 1.0

    def row(self, more: float = 0.0) -> float:
        """Height of a row of a table in em; ``more`` is how much higher than usual."""
        return self.row_em * (1 + more / _ROW_EM)

    @property
    def em(self) -> float:
        """Height of the reading letters in pixels."""
        return self.base_px * theme.READING

    def px(self, em: float) -> int:
        """A distance in whole pixels."""
        return round(em * self.em)

    def icon(self, size: int) -> int:
        """Side of an icon of this size at 100 %, a multiple of four so that it stays sharp."""
        return round(size * self.em / (theme.BASE_PX * theme.READING) / 4) * 4

    def font(self, size: float = 1.0, weight: QFont.Weight = _Weight.Normal) -> QFont:
        """Letters of ``size`` em."""
        return theme.font(self.em * size, weight)

    def letters(
        self,
        size: float = 1.0,
        weight: QFont.Weight = _Weight.Normal,
        colour: str = "",
    ) -> QTextCharFormat:
        """Format of letters.

        Args:
            size: In em.
            weight: How bold.
            colour: ``#RRGGBB``; the palette's text unless given.
        """
        made = QTextCharFormat()
        made.setFont(self.font(size, weight))
        made.setForeground(QColor(colour or self.palette.text))
        return made

    @cached_property
    def body(self) -> QTextCharFormat:
        """Running text."""
        return self.letters()

    @cached_property
    def label(self) -> QTextCharFormat:
        """Titles of steps, columns and boxes."""
        return self.letters(weight=_Weight.DemiBold)

    @cached_property
    def small(self) -> QTextCharFormat:
        """Captions and dates."""
        return self.letters(0.83, colour=self.palette.muted)

    @cached_property
    def gap(self) -> QTextCharFormat:
        """The underscores of a gap to write in."""
        return self.letters(colour=self.palette.border_strong)

    @cached_property
    def hidden(self) -> QTextCharFormat:
        """Words that are drawn as a picture but copied and read aloud as text."""
        made = QTextCharFormat()
        font = QFont(theme.FAMILY)
        font.setPixelSize(1)
        made.setFont(font)
        made.setForeground(QColor(Qt.GlobalColor.transparent))
        return made

    def heading(self, level: int) -> QTextCharFormat:
        """Letters of a heading, 1 to 3."""
        return self.letters(_HEADINGS[level], _Weight.Bold if level < 3 else _Weight.DemiBold)  # noqa: PLR2004 - the lowest of three levels

    def heading_line(self, level: int) -> QTextBlockFormat:
        """Lines of a heading, 1 to 3."""
        size = _HEADINGS[level]
        above, below = {1: (0.9, 0.7), 2: (1.35, 0.45), 3: (1.0, 0.3)}[level]
        return self.line(size * 1.25, above=above, below=below)

    def line(
        self,
        height: float = LINE,
        *,
        above: float = 0.0,
        below: float = 0.65,
        left: float = 0.0,
        right: float = 0.0,
    ) -> QTextBlockFormat:
        """Lines of a paragraph; all in em of the reading letters.

        Args:
            height: Of each line.
            above: Distance to the paragraph before.
            below: Distance to the next.
            left: Indent.
            right: Room that is left free at the right.
        """
        made = QTextBlockFormat()
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight
        made.setLineHeight(self.px(height), fixed.value)
        made.setTopMargin(self.px(above))
        made.setBottomMargin(self.px(below))
        made.setLeftMargin(self.px(left))
        made.setRightMargin(self.px(right))
        return made

    def callout(self, kind: CalloutKind) -> ThemeColours:
        """Colours of a box that stands out; its icon and title tell the kind as well."""
        return self.palette.themes[{"tip": 0, "warning": 3, "help": 2}[kind]]
