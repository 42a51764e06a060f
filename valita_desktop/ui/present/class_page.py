"""One page before a class: where we are, the heading, the words, the timer, what is next.

Sizes follow the screen; the words of the page are as large as `fitting` can make them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from valita_desktop.i18n import N_, _, catalogue
from valita_desktop.ui.present.countdown import TimerState
from valita_desktop.ui.present.deck import Place, Slide, SlideKind
from valita_desktop.ui.present.fitting import ROUNDED, FittedPage, Fitter, Room, scale
from valita_desktop.ui.present.page_layout import Measures, PageLayout, arrange
from valita_desktop.ui.present.step_bar import StepBar
from valita_desktop.ui.present.timer_ring import TIME_IS_UP, TimerRing, clock_face
from valita_desktop.ui.style import theme
from valita_desktop.ui.text.writer import ReaderInput
from valita_desktop.ui.widgets.accessible import HeadingLabel, announce
from valita_desktop.ui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.content.model import Lang
    from valita_desktop.ui.present.presentation import Presentation
    from valita_desktop.ui.style.theme import Palette

_DESIGN_PX = 768
"""Height of the screen that the measures below are of; others are in proportion."""
_SWIPE = 0.08
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_LABELS = {
    SlideKind.STEP: N_("Step {n} / {all}"),
    SlideKind.CARD: N_("Card {n} / {all}"),
    SlideKind.TEXT: N_("Part {n} / {all}"),
}
_NEXT, _GOES_ON, _END = N_("Next: {title}"), N_("Goes on: {n} / {all}"), N_("The end")
_BACK = N_("The back")
DARK = N_("The screen is dark. B or a full stop brings it back.")


class _PageText(PlainLabel):
    """The words of a page: painted by their `FittedPage`, told to screen readers as text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._page: FittedPage | None = None
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
        self._ringed = False
        self._title, self._where, self._next = (_small(self) for _ in range(3))
        self._where.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.heading = HeadingLabel(1, parent=self)
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
        words, layout = catalogue(slide.lang), self._layout(slide)
        for label in (self._title, self._where, self._next):
            label.setFont(theme.font(layout.small_px))
        self._title.setGeometry(layout.title)
        self._where.setGeometry(layout.where)
        self._bar.setGeometry(layout.bar)
        self._next.setGeometry(layout.following)
        before = now.deck.find(Place(slide.place.piece))
        own = [each for each in now.deck.slides if each.place.piece == slide.place.piece]
        self._bar.show_steps(len(own), now.slide_number - before + (now.page + 1) / now.pages)
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

    def _layout(self, slide: Slide) -> PageLayout:
        measures = Measures(self.width(), self.height(), self._unit, self._scale)
        return arrange(slide, measures)

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

    # --- events ------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room: all pages are fitted anew."""
        super().resizeEvent(event)
        self._fitted.clear()
        self.resized.emit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring for whoever came by the keyboard from a button."""
        super().focusInEvent(event)
        self._ringed = event.reason() in _BY_TAB
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ringed = False
        self.update()

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
        if self._ringed:
            painter.setPen(QPen(QColor(palette.focus), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()

    def _paint_card(self, painter: QPainter, slide: Slide) -> None:
        card = QRectF(self._layout(slide).card)
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


def _finder(pictures: dict[str, bytes]) -> Callable[[str], bytes]:
    return lambda name: pictures.get(name, b"")


def _small(parent: QWidget) -> PlainLabel:
    label = PlainLabel(parent=parent)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    theme.set_role(label, "slide-small")
    return label


def _fill(label: PlainLabel, words: str) -> None:
    """Put words into a label, with an ellipsis where they do not fit."""
    room = label.width()
    label.setText(label.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))
    label.setAccessibleName(words)
