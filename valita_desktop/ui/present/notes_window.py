"""The facilitator's view on the computer's own screen: notes, the page, what is next, the time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout
from typing_extensions import override

from valita_desktop.i18n import _, current
from valita_desktop.ui.present.fitting import FittedPage
from valita_desktop.ui.present.show_window import ShowWindow, base_px
from valita_desktop.ui.present.timer_ring import TimerRing
from valita_desktop.ui.style import theme
from valita_desktop.ui.text.style import ReadingStyle
from valita_desktop.ui.text.text_view import TextView
from valita_desktop.ui.text.writer import ReaderInput
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.wording.titles import titled

if TYPE_CHECKING:
    from valita_desktop.ui.present.presentation import Presentation
    from valita_desktop.ui.style.theme import Palette

_SECOND_MS = 1000
_GAP = 20


class NotesWindow(ShowWindow):
    """Window of a `Presentation` for the facilitator; the class never sees it.

    Args:
        presentation: What is shown.
        palette: The colours.

    Attributes:
        clock, next_label, notes, ring: The time of day, what is next, the notes, the timer.
    """

    def __init__(self, presentation: Presentation, palette: Palette) -> None:
        super().__init__(presentation, palette)
        self._began = dt.datetime.now().astimezone()
        self._picture = QPixmap()
        self._written: FittedPage | None = None
        self.clock, self._elapsed = _words("clock"), _words("muted")
        self.heading = HeadingLabel(1)
        theme.set_role(self.heading, "h2")
        self._mirror, self._dark, self.next_label = _words(""), _words("muted"), _words("h3")
        self._mirror.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._notes_heading = HeadingLabel(2)
        self.ring = TimerRing(palette)
        self.ring.clicked.connect(presentation.toggle_timer)
        self.notes = TextView(ReadingStyle(palette, theme.BASE_PX))
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.notes.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrow keys scroll; no caret
        self._seconds = QTimer(self)
        self._seconds.setInterval(_SECOND_MS)
        self._seconds.timeout.connect(self.show_clock)
        self._seconds.start()
        self._lay_out()

    def show_picture(self, picture: QPixmap) -> None:
        """Show the page as the class sees it."""
        self._picture = picture
        self._show_picture()

    def show_now(self) -> None:
        """Show what belongs to the page of now."""
        now, slide = self._presentation, self._presentation.slide
        title = now.deck.items[slide.place.piece].texts[slide.lang].title
        self.setWindowTitle(titled(_("Notes: {title}").format(title=title)))
        self.heading.setText(slide.heading)
        self._notes_heading.setText(_("For you, not for the class"))
        self._dark.setText(_("The screen of the class is dark.") if now.dark else "")
        following = now.following
        after = _("Next: {title}").format(title=following.heading) if following else _("The end")
        self.next_label.setText(after)
        self.ring.setVisible(bool(slide.minutes))
        self.controls.show_now()
        self._write_notes()
        self.show_clock()
        self.show_timer()

    def show_timer(self) -> None:
        """Show what the timer says now."""
        now, slide = self._presentation, self._presentation.slide
        own = now.countdown if now.timed == slide.place else None
        self.ring.show_time(own, slide.minutes, slide.lang)

    def show_clock(self) -> None:
        """Show the time of day, and how long it has been going on."""
        now = dt.datetime.now().astimezone()
        self.clock.setText(current().time(now))
        minutes = int((now - self._began).total_seconds() // 60)
        self._elapsed.setText(_("{n} min since the beginning").format(n=minutes))

    def apply_palette(self, palette: Palette) -> None:
        """Take on colours."""
        self._palette = palette
        self.ring.apply_palette(palette)
        self._fit()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self._elapsed)
        top.addSpacing(_GAP)
        top.addWidget(self.clock)
        left = QVBoxLayout()
        left.addWidget(self._mirror, 1)
        left.addWidget(self._dark)
        line = QHBoxLayout()
        line.addWidget(self.next_label, 1)
        line.addWidget(self.ring)
        left.addLayout(line)
        right = QVBoxLayout()
        right.addWidget(self._notes_heading)
        right.addWidget(self.notes, 1)
        body = QGridLayout()
        body.setSpacing(_GAP)
        body.addLayout(top, 0, 0, 1, 2)
        body.addLayout(left, 1, 0)
        body.addLayout(right, 1, 1)
        for column in range(2):
            body.setColumnStretch(column, 1)
        body.setRowStretch(1, 1)
        body.setContentsMargins(_GAP, _GAP // 2, _GAP, _GAP // 2)
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # the screen decides
        whole.addLayout(body, 1)
        whole.addWidget(self.controls)

    def _write_notes(self) -> None:
        slide, source = self._presentation.slide, self._presentation.show.source
        style = ReadingStyle(self._palette, base_px(self.height()))
        width = max(self.notes.viewport().width() - theme.SCROLL_BAR, 1)
        reading = ReaderInput((), slide.lang, source.facts, source.school.contacts)
        page = FittedPage(slide.notes, reading, style, width)
        self.notes.setDocument(page.document)
        self.notes.setLineWrapColumnOrWidth(width)
        self.notes.decorations = page.decorations
        self.notes.setAccessibleName(_("For you, not for the class"))
        self._written = page  # keeps the document; the one before is no longer shown

    def _show_picture(self) -> None:
        room = self._mirror.size()
        if self._picture.isNull() or room.isEmpty():
            return
        ratio = self.devicePixelRatioF()
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown = self._picture.scaled(QSize(room * ratio), keep, smooth)
        painter = QPainter(shown)
        painter.setPen(QPen(QColor(self._palette.border_strong), 2))
        painter.drawRect(shown.rect())
        painter.end()
        shown.setDevicePixelRatio(ratio)
        self._mirror.setPixmap(shown)

    @override
    def _fit(self) -> None:
        super()._fit()
        side = max(68, round(self.height() * 0.16))
        self.ring.setFixedSize(side, side)
        self._mirror.setMinimumSize(1, 1)
        self._whole.activate()
        self._write_notes()
        self._show_picture()


def _words(role: str) -> PlainLabel:
    label = PlainLabel()
    label.setWordWrap(role == "h3")
    theme.set_role(label, role)
    return label
