"""One page before a class: where we are, the heading, the words, the timer, what is next.

Sizes follow the screen; the words of the page are as large as `fitting` can make them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from valita_desktop.i18n import N_, _, catalogue
from valita_desktop.ui.present.countdown import TimerState
from valita_desktop.ui.present.deck import Place, Slide, SlideKind
from valita_desktop.ui.present.fitting import LEAST_PX, ROUNDED, FittedPage, Fitter, Room, scale
from valita_desktop.ui.present.step_bar import StepBar
from valita_desktop.ui.present.timer_ring import TIME_IS_UP, TimerRing, clock_face
from valita_desktop.ui.style import theme
from valita_desktop.ui.text.writer import ReaderInput
from valita_desktop.ui.widgets.accessible import HeadingLabel, announce

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.content.model import Lang
    from valita_desktop.ui.present.presentation import Presentation
    from valita_desktop.ui.style.theme import Palette

_DESIGN_PX = 768
"""Height of the screen that the measures below are of; others are in proportion."""
_SIDE, _HEADING_PX, _SMALL_PX, _LEAST_SMALL_PX = 64, 62, 24, 16
_LARGE = 1.3
"""Of a heading that stands alone."""
_WRAP = Qt.TextFlag.TextWordWrap
_SWIPE = 0.08
_LABELS = {
    SlideKind.STEP: N_("Step {n} / {all}"),
    SlideKind.CARD: N_("Card {n} / {all}"),
    SlideKind.TEXT: N_("Part {n} / {all}"),
}
_NEXT, _GOES_ON, _END = N_("Next: {title}"), N_("Goes on: {n} / {all}"), N_("The end")
_BACK = N_("The back")
DARK = N_("The screen is dark. B or a full stop brings it back.")


@dataclass(frozen=True)
class _Layout:
    """Where the parts of a page stand, in pixels."""

    heading: QRect
    heading_px: float
    body: QRect
    ring: QRect


class _PageText(QLabel):
    """The words of a page: painted by their `FittedPage`, told to screen readers as text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: FittedPage | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_page(self, page: FittedPage | None) -> None:
        """Show a page, or nothing."""
        self._page = page
        self.setAccessibleName(page.words if page else "")
        self.setVisible(page is not None)
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The page, and nothing of the label."""
        if self._page:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._page.paint(painter)
            painter.end()


class ClassPage(QWidget):
    """The page of a `Presentation`, as the class sees it.

    Attributes:
        heading, ring: What the step is called, and its timer.

    Signals:
        next_tapped, previous_tapped: The right or the left third was pressed, or swiped.
        resized: There is another room for the words.
    """

    next_tapped = Signal()
    previous_tapped = Signal()
    resized = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._presentation: Presentation | None = None
        self._fitted: dict[tuple[object, Lang], list[FittedPage]] = {}
        self._pressed: QPoint | None = None
        self._title, self._where, self._next = (_small(self) for _ in range(3))
        self._where.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.heading = HeadingLabel(1, parent=self)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.set_role(self.heading, "slide")
        self._text = _PageText(self)
        self.ring = TimerRing(palette, self)
        self._bar = StepBar(palette, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_presentation(self, presentation: Presentation) -> None:
        """Show the pages of a presentation from now on."""
        self._presentation = presentation

    def starts(self, slide: Slide) -> list[int]:
        """For each page of a slide, which of its blocks it begins with."""
        return [page.first for page in self.pages(slide)]

    def pages(self, slide: Slide) -> list[FittedPage]:
        """The pages of a slide in the room there is now."""
        key = (slide.place, slide.lang)
        if key not in self._fitted:
            self._fitted[key] = self._fitter(slide).pages(slide.blocks)
        return self._fitted[key]

    def make_ready(self, slide: Slide) -> bool:
        """Fit a slide before it is wanted; whether there was anything to do."""
        missing = (slide.place, slide.lang) not in self._fitted
        self.pages(slide)
        return missing

    def apply_palette(self, palette: Palette) -> None:
        """Take on colours."""
        self._palette = palette
        self._fitted.clear()
        self.ring.apply_palette(palette)
        self._bar.apply_palette(palette)

    def show_now(self) -> None:
        """Show the page of now."""
        if self._presentation is None or not self.width():
            return
        now, slide = self._presentation, self._presentation.slide
        pages = self.pages(slide)
        layout = self._layout(slide)
        self.heading.setFont(theme.font(layout.heading_px, QFont.Weight.Bold))
        self.heading.setText(slide.heading)
        self.heading.setGeometry(layout.heading)
        theme.set_role(self.heading, "slide-title" if slide.kind is SlideKind.TITLE else "slide")
        self._text.setGeometry(layout.body.adjusted(0, 0, ROUNDED + 1, 0))
        self._text.show_page(pages[now.page] if pages else None)
        self.ring.setVisible(bool(slide.minutes))
        self.ring.setGeometry(layout.ring)
        self._show_around(now, slide)
        self.show_timer()
        self.update()

    def tell(self) -> None:
        """Let a screen reader say the page of now."""
        now = self._presentation
        if now is not None:
            announce(self, _(DARK) if now.dark else self.accessibleDescription())

    def show_timer(self) -> None:
        """Show what the timer says now."""
        now = self._presentation
        if now is None:
            return
        slide, countdown = now.slide, now.countdown
        own = countdown if now.timed == slide.place else None
        self.ring.show_time(own, slide.minutes, slide.lang)
        words = catalogue(slide.lang)
        where = _where(slide, words.gettext)
        if own is None and countdown.state is TimerState.OVER:
            where = f"{words.gettext(TIME_IS_UP)}   {where}"
        elif own is None and countdown.state is not TimerState.IDLE:
            where = f"{clock_face(countdown.left)}   {where}"
        _fill(self._where, where)

    # --- what stands around the words --------------------------------------------------

    def _show_around(self, now: Presentation, slide: Slide) -> None:
        words, unit = catalogue(slide.lang), self._unit
        small = max(_LEAST_SMALL_PX, _SMALL_PX * unit)
        side, high = self._side, round(small * 1.5)
        top, third = round(26 * unit), self.width() // 3
        for label in (self._title, self._where, self._next):
            label.setFont(theme.font(small))
        width = self.width() - 2 * side
        self._title.setGeometry(side, top, width - third, high)
        self._where.setGeometry(side + width - third, top, third, high)
        self._bar.setGeometry(side, top + high, width, max(4, round(8 * unit)))
        before = now.deck.find(Place(slide.place.piece))
        own = [each for each in now.deck.slides if each.place.piece == slide.place.piece]
        self._bar.show_steps(len(own), now.slide_number - before + (now.page + 1) / now.pages)
        self._next.setGeometry(side, self.height() - high - round(14 * unit), width, high)
        title = now.deck.items[slide.place.piece].texts[slide.lang].title
        _fill(self._title, title if slide.kind is not SlideKind.TITLE else "")
        following = now.following
        if now.page + 1 < now.pages:
            told = words.gettext(_GOES_ON).format(n=now.page + 2, all=now.pages)
        elif following:
            told = words.gettext(_NEXT).format(title=following.heading)
        else:
            told = words.gettext(_END)
        _fill(self._next, told)
        spoken = [_where(slide, words.gettext), slide.heading, self._text.accessibleName(), told]
        self.setAccessibleName(slide.heading)
        self.setAccessibleDescription(". ".join(filter(None, spoken)))

    def _layout(self, slide: Slide) -> _Layout:
        unit, side = self._unit, self._side
        small = max(_LEAST_SMALL_PX, _SMALL_PX * unit)
        top = round(26 * unit + small * 1.5 + 30 * unit)
        bottom = self.height() - round(small * 1.5 + 20 * unit)
        left, right = side, self.width() - side
        alone = not slide.blocks
        ring = QRect()
        if slide.minutes:
            most = (0.56 if alone else 0.38) * self.height()
            across = round(min(most, 0.3 * self.width(), bottom - top))
            high = top + (bottom - top - across) // 2 if alone else top
            ring = QRect(right - across, high, across, across)
            right -= across + side // 2
        if slide.kind is SlideKind.CARD:
            pad = side // 2
            left, right, top, bottom = left + pad, right - pad, top + pad // 2, bottom - pad // 2
        width = right - left
        largest = _HEADING_PX * unit * (_LARGE if alone or slide.kind is SlideKind.TITLE else 1)
        most = (bottom - top) * (1 if alone else 0.5)
        px, high = _heading(slide.heading, (width, most), largest, LEAST_PX * self._scale)
        if alone:
            return _Layout(QRect(left, top, width, bottom - top), px, QRect(), ring)
        under = top + high + (round(14 * unit) if high else 0)
        body = QRect(left, under, width, max(1, bottom - under))
        return _Layout(QRect(left, top, width, high), px, body, ring)

    def _fitter(self, slide: Slide) -> Fitter:
        body = self._layout(slide).body
        assert self._presentation is not None  # noqa: S101 - nothing is fitted without one
        source = self._presentation.show.source
        item = self._presentation.deck.items[slide.place.piece]
        pictures = {each.name: source.images.get(each.sha256, b"") for each in item.attachments}
        reading = ReaderInput(
            (), slide.lang, contacts=source.school.contacts, picture=_finder(pictures)
        )
        room = Room(max(body.width(), 1), max(body.height(), 1), self._scale)
        return Fitter(reading, self._palette, room)

    @property
    def _unit(self) -> float:
        return self.window().height() / _DESIGN_PX

    @property
    def _scale(self) -> float:
        return scale(self.window().height(), self.devicePixelRatioF())

    @property
    def _side(self) -> int:
        return round(min(_SIDE * self._unit, self.width() * 0.05))

    # --- events ------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room: all pages are fitted anew."""
        super().resizeEvent(event)
        self._fitted.clear()
        self.resized.emit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A tap or a swipe begins."""
        self._pressed = event.position().toPoint()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A swipe goes its way; a tap on the right or left third goes on or back."""
        begun, self._pressed = self._pressed, None
        if begun is None or event.button() != Qt.MouseButton.LeftButton:
            return
        at, way = event.position().x(), event.position().x() - begun.x()
        if abs(way) > _SWIPE * self.width():
            (self.previous_tapped if way > 0 else self.next_tapped).emit()
        elif at > self.width() * 2 / 3:
            self.next_tapped.emit()
        elif at < self.width() / 3:
            self.previous_tapped.emit()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, and the card where it is one."""
        now = self._presentation
        if now is None:
            return
        slide, palette = now.slide, self._palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = palette.bg
        if slide.kind is SlideKind.TITLE:
            record = now.deck.items[slide.place.piece].record
            ground = palette.themes[theme.theme_number(record.themes)].tint
        painter.fillRect(self.rect(), QColor(ground))
        if slide.kind is SlideKind.CARD:
            self._paint_card(painter, slide)
        painter.end()

    def _paint_card(self, painter: QPainter, slide: Slide) -> None:
        layout, pad = self._layout(slide), self._side // 2
        under = layout.body if slide.blocks else layout.heading
        card = QRectF(layout.heading.united(under)).adjusted(-pad, -pad / 2, pad, pad / 2)
        back = bool(slide.place.inside % 2)
        fill = self._palette.primary_tint if back else self._palette.surface
        painter.setBrush(QColor(fill))
        painter.setPen(QPen(QColor(self._palette.border_strong), 2))
        painter.drawRoundedRect(card, 16, 16)


def _where(slide: Slide, say: Callable[[str], str]) -> str:
    """Which step of how many, as the class reads it."""
    label = _LABELS.get(slide.kind)
    if label is None or (slide.kind is SlideKind.TEXT and slide.of == 1):
        return ""
    told = say(label).format(n=slide.number, all=slide.of)
    back = slide.kind is SlideKind.CARD and slide.place.inside % 2
    return f"{told} · {say(_BACK)}" if back else told


def _heading(
    words: str, room: tuple[int, float], largest: float, least: float
) -> tuple[float, int]:
    """Height of a heading's letters and of its lines, in pixels.

    Args:
        words: What it says.
        room: Width, and the most height that it may take.
        largest: Of the letters; they are smaller where it would take more than two lines.
        least: Of the letters, while it fits.
    """
    if not words:
        return largest, 0
    px, (width, most) = largest, room
    while True:
        metrics = QFontMetricsF(theme.font(px, QFont.Weight.Bold))
        box = metrics.boundingRect(QRectF(0, 0, width, 100_000), _WRAP, words)
        fits = box.width() <= width and box.height() <= most
        short = box.height() < metrics.height() * 2.5 or px <= least
        if (fits and short) or px <= _LEAST_SMALL_PX:
            return px, round(box.height()) + 2
        px *= 0.92


def _finder(pictures: dict[str, bytes]) -> Callable[[str], bytes]:
    return lambda name: pictures.get(name, b"")


def _small(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    theme.set_role(label, "slide-small")
    return label


def _fill(label: QLabel, words: str) -> None:
    """Put words into a label, with an ellipsis where they do not fit."""
    room = label.width()
    label.setText(label.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))
    label.setAccessibleName(words)
