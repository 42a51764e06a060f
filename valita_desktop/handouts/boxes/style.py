"""The measures of paper: margins, letters, lines to write on, for each layout.

Lengths are points unless a name says millimetres.

Source:
    Body at least 12 pt, 14 recommended: ESOK, Näkövammaisten liitto. Large print 18 pt:
    UKAAF. Easy language 12-14 pt, at most 55-60 characters a line, no hyphenation:
    Selkokeskus, MTM. Text contrast 7:1: WCAG 2.2 §1.4.6.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import msgspec

from valita_desktop.content.layouts import Paper
from valita_desktop.handouts.boxes.box import MM
from valita_desktop.handouts.boxes.line_breaking import TextStyle
from valita_desktop.handouts.pdfwriter import fonts

if TYPE_CHECKING:
    from valita_desktop.handouts.pdfwriter.pdf_file import Area

SIZES: dict[Paper, tuple[float, float]] = {
    Paper.A5: (148 * MM, 210 * MM),
    Paper.A4: (210 * MM, 297 * MM),
    Paper.A3: (297 * MM, 420 * MM),
}
LARGE = 18
EASY, EASY_LINE = 14, 60
POSTER = 20
STEPS_DOWN = (14 / 12, 13 / 12, 1)
"""Letters of a student's sheet, the best first; the first that keep it on one page are taken."""


@dataclass(frozen=True)
class Style:
    """All measures of one layout.

    Attributes:
        page: Width and height of the page.
        frame: Where content may stand: left, bottom, right, top.
        body: Size of running text.
        title: Size of the title.
        small: Size of furniture and captions.
        row: Height of a line or row to write on.
        tight_row: The least that it may shrink to.
        tight_cell: The same for a row of a table, whose words show where to write.
        fill: Grey of fills; 1 is none.
        large: Large print: nothing smaller than the body, nothing split.
        form: Gaps and rows are form fields.
        most: Most characters on a line of running text; 0 is as many as fit.
        low_ink: No fills, thinner strokes.
    """

    page: tuple[float, float]
    frame: Area
    body: float = 12
    title: float = 27
    small: float = 9
    row: float = 9 * MM
    tight_row: float = 8.5 * MM
    tight_cell: float = 7 * MM
    fill: float = 0.93
    large: bool = False
    form: bool = False
    most: int = 0
    low_ink: bool = False

    def sized(self, body: float) -> Style:
        """The same measures with running text of another size, remembered."""
        return self if body == self.body else _sized(self, body)

    @cached_property
    def blank(self) -> str:
        """Structure type of room to write in."""
        return "Form" if self.form else "Figure"

    @cached_property
    def width(self) -> float:
        """Width of the frame."""
        return self.frame[2] - self.frame[0]

    @cached_property
    def height(self) -> float:
        """Height of the frame."""
        return self.frame[3] - self.frame[1]

    @cached_property
    def text(self) -> TextStyle:
        """Running text."""
        return TextStyle(self.body, round(self.body * 1.38, 1), most=self.most)

    @cached_property
    def strong(self) -> TextStyle:
        """Titles of steps, cards and boxes."""
        return msgspec.structs.replace(self.text, roman=fonts.BOLD)

    @cached_property
    def lead(self) -> TextStyle:
        """What a page is about, under its title."""
        size = self.body + 1
        return TextStyle(size, round(size * 1.38, 1), roman=fonts.MEDIUM, most=self.most)

    @cached_property
    def cell(self) -> TextStyle:
        """Words in tables."""
        return TextStyle(self.body, round(self.body * 1.25, 1))

    @cached_property
    def head(self) -> TextStyle:
        """Titles of columns and rows."""
        return msgspec.structs.replace(self.cell, roman=fonts.SEMIBOLD)

    @cached_property
    def label(self) -> TextStyle:
        """Labels in drawings and small print of the content."""
        size = self.body if self.large else max(self.body - 2, 10)
        return TextStyle(size, round(size * 1.22, 1), roman=fonts.MEDIUM)

    @cached_property
    def furniture(self) -> TextStyle:
        """Header and footer."""
        return TextStyle(self.small, round(self.small * 1.35, 1), grey=0.25)

    def heading(self, level: int) -> TextStyle:
        """Headings from the title down."""
        size = (self.title, self.body * 1.3, self.body * 1.1)[level - 1]
        ratio = (1.12, 1.25, 1.3)[level - 1]
        weight = (fonts.BOLD, fonts.BOLD, fonts.SEMIBOLD)[level - 1]
        return TextStyle(round(size, 1), round(size * ratio, 1), roman=weight, strong=fonts.BOLD)

    @cached_property
    def rule(self) -> float:
        """Stroke of frames and tables."""
        return (0.5 if self.low_ink else 0.7) * self.body / 12


@lru_cache(maxsize=64)
def _sized(style: Style, body: float) -> Style:
    return replace(style, body=body)


def usual(paper: Paper, *, low_ink: bool = False) -> Style:
    """The measures of a sheet on a paper. Binding is on the left: 25 mm there on A4."""
    width, height = SIZES[paper]
    style = Style((width, height), _frame(width, height, left=25, right=20))
    if paper is Paper.A5:
        style = replace(style, frame=_frame(width, height, left=17, right=14), title=22)
    if paper is Paper.A3:
        style = _poster(style, width, height)
    return replace(style, fill=1, low_ink=True) if low_ink else style


def as_usual(style: Style) -> Style:
    """No change."""
    return style


def large_print(style: Style) -> Style:
    """18 pt and more everywhere, narrower margins, higher rows to write on."""
    return replace(
        style,
        frame=_frame(*style.page, left=22, right=20, head=24, foot=27),
        body=LARGE * style.body / 12,
        title=round(style.title * 1.2),
        small=LARGE,
        row=max(11 * MM, style.row),
        tight_row=max(10 * MM, style.tight_row),
        tight_cell=max(10 * MM, style.tight_cell),
        large=True,
    )


def poster(style: Style) -> Style:
    """Twice the letters of a sheet and more: they are read from a metre and a half."""
    least = POSTER * style.body / 12
    return replace(
        style,
        frame=_frame(*style.page, left=22, right=18),
        body=least,
        title=round(style.title * 1.5),
        row=max(14 * MM, style.row),
        tight_row=max(12 * MM, style.tight_row),
    )


def easy_language(style: Style) -> Style:
    """Larger letters on shorter lines."""
    return replace(style, body=max(EASY, style.body), most=EASY_LINE)


def form_to_fill(style: Style) -> Style:
    """Gaps and rows are fields of the PDF."""
    return replace(style, form=True)


def landscape(style: Style) -> Style:
    """The same measures on the paper turned sideways."""
    height, width = style.page
    frame = (20 * MM, style.frame[1], width - 18 * MM, height - 21 * MM)
    return replace(style, page=(width, height), frame=frame)


def _frame(
    width: float, height: float, *, left: float, right: float, head: float = 21, foot: float = 17
) -> tuple[float, float, float, float]:
    return (left * MM, foot * MM, width - right * MM, height - head * MM)


def _poster(style: Style, width: float, height: float) -> Style:
    """A4 enlarged to A3: read from further away, written on by a group."""
    return replace(
        style,
        frame=(30 * MM, 24 * MM, width - 25 * MM, height - 28 * MM),
        body=17,
        title=38,
        small=12,
        row=13 * MM,
        tight_row=11 * MM,
        tight_cell=10 * MM,
    )
