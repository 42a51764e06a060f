"""The buttons under what is presented: everything that keys do, to be pressed or touched."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from valita_desktop.i18n import _
from valita_desktop.ui.present.countdown import TimerState
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.plain import set_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from valita_desktop.content.model import Lang
    from valita_desktop.ui.present.presentation import Presentation
    from valita_desktop.ui.style.theme import Palette

_OTHER_NAMES: dict[Lang, str] = {"fi": "Svenska", "sv": "Suomi"}
"""What the language that one can switch to is called, in itself."""
_GAP = 12


class ControlBar(QFrame):
    """Buttons of a `Presentation`.

    Signals:
        swap_requested: What is on each screen shall change places.

    Attributes:
        previous_button, next_button: Back and on.
        timer_button, minute_button: Start or pause the timer; a minute more.
        language_button, dark_button, swap_button: The other language, a dark screen, screens.
        leave_button: Ends it.
    """

    swap_requested = Signal()

    def __init__(
        self, presentation: Presentation, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme.set_role(self, "bar")
        self._presentation = presentation
        self._palette = palette
        self._icon_px = icons.LARGE
        self.previous_button = _button()
        self.timer_button = _button()
        self.minute_button = _button()
        self.language_button = _button()
        self.dark_button = _button()
        self.swap_button = _button()
        self.leave_button = _button()
        self.next_button = _button("big-primary")
        self._middle = (
            self.timer_button,
            self.minute_button,
            self.language_button,
            self.dark_button,
            self.swap_button,
            self.leave_button,
        )
        row = self._row = QHBoxLayout(self)
        row.setSpacing(_GAP)
        row.addWidget(self.previous_button)
        row.addStretch(1)
        for button in self._middle:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.next_button)
        for button, act in (
            (self.previous_button, presentation.previous),
            (self.timer_button, presentation.toggle_timer),
            (self.minute_button, partial(presentation.add_minutes, 1)),
            (self.language_button, presentation.toggle_language),
            (self.dark_button, presentation.toggle_dark),
            (self.swap_button, self.swap_requested.emit),
            (self.leave_button, presentation.leave),
            (self.next_button, presentation.next),
        ):
            button.clicked.connect(act)
        self.swap_button.hide()

    def show_now(self) -> None:
        """Show what each button does now."""
        now, slide = self._presentation, self._presentation.slide
        self.previous_button.setEnabled(not now.at_start)
        self.next_button.setEnabled(not now.at_end or now.dark)
        self.language_button.setEnabled(now.has_other_language)
        own = now.timed == slide.place
        self.timer_button.setEnabled(
            bool(slide.minutes) or now.countdown.state is not TimerState.IDLE
        )
        self.minute_button.setEnabled(now.countdown.state is not TimerState.IDLE)
        words, icon = _timer(now.countdown.state, own=own or not slide.minutes)
        dark = _("Show the page (B)") if now.dark else _("Dark screen (B)")
        light = _("Show the page") if now.dark else _("Darken")
        for button, name, shown, tip in (
            (self.previous_button, "chevron-left", _("Previous"), _("Previous page (Page Up)")),
            (self.timer_button, icon, words, _("Timer of the step (T)")),
            (self.minute_button, "timer", _("+1 min"), _("A minute more (+)")),
            (self.language_button, "languages", _OTHER_NAMES[slide.lang], _("Language (L)")),
            (self.dark_button, "moon", light, dark),
            (self.swap_button, "arrow-left-right", _("Screens"), _("Swap the screens")),
            (self.leave_button, "x", "", _("Stop presenting (Esc)")),
            (self.next_button, "chevron-right", _("Next"), _("Next page (Page Down)")),
        ):
            self._show(button, name, shown, tip)
        self._fit()

    def apply_theme(self, palette: Palette, icon_px: int) -> None:
        """Take on colours, and the size of the icons in pixels."""
        self._palette = palette
        self._icon_px = icon_px
        margin = round(icon_px * 0.6)
        self._row.setContentsMargins(2 * margin, margin, 2 * margin, margin)
        self.show_now()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for words, icons say it."""
        super().resizeEvent(event)
        self._fit()

    def _show(self, button: QPushButton, icon: str, words: str, tip: str) -> None:
        palette = self._palette
        primary = button is self.next_button
        button.setIcon(icons.icon(icon, palette.on_primary if primary else palette.text))
        button.setProperty("words", words)
        button.setAccessibleName(words or tip)
        set_tip(button, tip)
        if primary:
            button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow at the end

    def _fit(self) -> None:
        every = [self.previous_button, *self._middle, self.next_button]
        shown = [button for button in every if not button.isHidden()]
        for bare in ((), self._middle, every):
            for button in every:
                words = "" if button in bare else str(button.property("words") or "")
                button.setText(words)
                size = self._icon_px
                beside = icons.beside_text(size) if button is not self.next_button else None
                button.setIconSize(beside if words and beside else QSize(size, size))
            margins = self._row.contentsMargins()
            used = sum(button.sizeHint().width() + _GAP for button in shown)
            if used + margins.left() + margins.right() <= self.width():
                return


def _timer(state: TimerState, *, own: bool) -> tuple[str, str]:
    """Words and icon of the button of the timer."""
    if own and state is TimerState.RUNNING:
        return _("Pause"), "pause"
    if own and state is TimerState.PAUSED:
        return _("Go on"), "play"
    return _("Timer"), "play"


def _button(role: str = "big") -> QPushButton:
    button = QPushButton()
    theme.set_role(button, role)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press of the mouse takes no keys away
    return button
