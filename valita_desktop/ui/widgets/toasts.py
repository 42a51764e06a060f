"""What a person is told while they go on working, at the bottom of the window.

What was done goes by itself, once there was time to read it and while nobody points at it; what
went wrong stays until it is closed. Nothing moves for a toast: it lies over the page.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from valita_desktop.i18n import _
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import AlertFrame, announce
from valita_desktop.ui.widgets.focus_regions import Region
from valita_desktop.ui.widgets.plain import PlainLabel, set_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QEnterEvent, QKeyEvent

    from valita_desktop.ui.state.actions import Offer
    from valita_desktop.ui.style.theme import Appearance

LEAST_MS, LETTER_MS, OFFER_MS = 6_000, 70, 6_000
"""A toast stays this long, longer by each letter, and longer where it offers something."""

BELOW_EM = 5.0
"""What a page that scrolls leaves free at its end, to be scrolled clear of a toast."""

_WIDEST_EM, _WORDS_EM = 46.0, 14.0
_MOST = 3
_EDGE = 16


class Toast(AlertFrame):
    """One thing that is told, with what can be done about it.

    Attributes:
        text_label: The words.
        offer_buttons: A button for each offer.
        close_button: Closes it.
        offers: What its buttons do.

    Signals:
        closed: It is to go away.
    """

    closed = Signal()

    def __init__(
        self,
        words: str,
        offers: Sequence[Offer],
        appearance: Appearance,
        *,
        failed: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(urgent=failed, parent=parent)
        self.offers = tuple(offers)
        self.failed = failed
        theme.set_role(self, "toast-error" if failed else "toast")
        self._icon = PlainLabel()
        self.text_label = PlainLabel(words)
        self.text_label.setWordWrap(True)
        self.setAccessibleName(words)
        self.offer_buttons = [self._button(offer) for offer in offers]
        self.close_button = QPushButton()
        theme.set_role(self.close_button, "icon-quiet")
        self.close_button.clicked.connect(self.closed)
        self._lay_out()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.closed)
        self.retranslate()
        self.apply_theme(appearance)

    def hold(self) -> None:
        """Stay as long as somebody points at it or is in it."""
        self._timer.stop()

    def let_go(self) -> None:
        """Count the time anew; what went wrong has none."""
        if not self.failed:
            more = OFFER_MS if self.offers else 0
            self._timer.start(LEAST_MS + more + LETTER_MS * len(self.text_label.text()))

    def counting(self) -> bool:
        """Whether it goes by itself."""
        return self._timer.isActive()

    def retranslate(self) -> None:
        """Say everything in the program's language of now; what was told stays as it was."""
        self.close_button.setAccessibleName(_("Close the message"))
        set_tip(self.close_button, _("Close the message"))

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        palette, px = appearance.palette, appearance.icon_px(icons.MEDIUM)
        name = "triangle-alert" if self.failed else "circle-check"
        colour = palette.danger if self.failed else palette.ok
        self._icon.setPixmap(icons.pixmap(name, colour, px, self.devicePixelRatioF()))
        icons.put_on(self.close_button, "x", palette.text, appearance)

    def fit(self, widest: int) -> int:
        """Stand in one line where there is room, else with the buttons below the words.

        Args:
            widest: Pixels that there are.

        Returns:
            The width it wants, at most ``widest``.
        """
        self.ensurePolished()
        words = self.text_label.fontMetrics().horizontalAdvance(self.text_label.text()) + 2
        buttons = sum(each.sizeHint().width() + 8 for each in self.offer_buttons)
        around = self._around()
        one_line = widest - around - buttons >= min(words, self._appearance.em(_WORDS_EM))
        ways = QBoxLayout.Direction
        self._inner.setDirection(ways.LeftToRight if one_line else ways.TopToBottom)
        inside = words + buttons if one_line else max(words, buttons)
        return min(widest, inside + around)

    def _around(self) -> int:
        """Pixels beside words and offers: icon, closing button, gaps and edges."""
        return self._icon.sizeHint().width() + self.close_button.sizeHint().width() + 5 * 12

    def _button(self, offer: Offer) -> QPushButton:
        button = QPushButton(offer.name)
        theme.set_role(button, "offer")
        if offer.undoes:
            keys = QKeySequence(QKeySequence.StandardKey.Undo)
            told = keys.toString(QKeySequence.SequenceFormat.NativeText)
            set_tip(button, f"{offer.name} ({told})")
        button.clicked.connect(partial(self.take, offer))
        return button

    def take(self, offer: Offer, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        """Do what an offer says."""
        self.closed.emit()
        offer.act()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(12)
        self._inner = QHBoxLayout()
        self._inner.setSpacing(8)
        self._inner.addWidget(self.text_label, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for each in self.offer_buttons:
            buttons.addWidget(each)
        buttons.addStretch(1)
        if self.offer_buttons:
            self._inner.addLayout(buttons)
        row.addWidget(self._icon)
        row.addLayout(self._inner, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)


class Toasts(QWidget):
    """The toasts of a window, the newest lowest; lies over ``host`` and takes no room of it.

    Of what was done only the last is told; of what went wrong, the last few.

    Args:
        host: What it lies over.
        appearance: Colours and sizes.

    Signals:
        left: The toast that had the focus is gone, and where the focus came from too.
    """

    left = Signal()

    def __init__(self, host: QWidget, appearance: Appearance) -> None:
        super().__init__(host)
        self._host = host
        self._appearance = appearance
        self._shown: list[Toast] = []
        self._came_from: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._undo_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), host.window())
        self._undo_key.activated.connect(self.undo)
        self._undo_key.setEnabled(False)
        host.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]  # there is one
        self.retranslate()
        self.hide()

    def tell(self, words: str, offers: Sequence[Offer] = ()) -> None:
        """Tell what was done, and what can be done about it."""
        for each in [one for one in self._shown if not one.failed]:
            self._close(each)
        self._show(Toast(words, offers, self._appearance, failed=False))

    def tell_failure(self, words: str, offers: Sequence[Offer] = ()) -> None:
        """Tell what went wrong; the same thing is told once."""
        failures = [one for one in self._shown if one.failed]
        same = [one for one in failures if one.text_label.text() == words]
        for each in (*same, *failures[: len(failures) + 1 - _MOST]):
            self._close(each)
        self._show(Toast(words, offers, self._appearance, failed=True))

    def take_back(self, words: str) -> None:
        """Tell something no longer, as it is so no longer."""
        for each in [one for one in self._shown if one.text_label.text() == words]:
            self._close(each)

    def undo(self) -> None:
        """Take back what was done last, if that is still told."""
        for toast in self._shown:
            for offer in toast.offers:
                if offer.undoes:
                    toast.take(offer)
                    return

    def all(self) -> list[Toast]:
        """What is told now, from the top."""
        return list(self._shown)

    def text(self) -> str:
        """What was told last and is still there, else ``""``."""
        return self._shown[-1].text_label.text() if self._shown else ""

    def regions(self) -> list[Region]:
        """Where F6 goes: the first button of the newest, if there is one."""
        if not self._shown:
            return []
        newest = self._shown[-1]
        return [Region(self, (*newest.offer_buttons, newest.close_button)[0])]

    def clear(self) -> None:
        """Tell nothing any more."""
        for each in self.all():
            self._close(each)

    def retranslate(self) -> None:
        """Say everything in the program's language of now; what was done was said before."""
        self.setAccessibleName(_("Messages"))
        for each in [one for one in self._shown if not one.failed]:
            self._close(each)
        for each in self._shown:
            each.retranslate()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        for each in self._shown:
            each.apply_theme(appearance)
        self._fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom of the host."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._fit()
        return super().eventFilter(watched, event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while somebody points here."""
        super().enterEvent(event)
        self._hold_or_let_go()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        """Go on counting."""
        super().leaveEvent(event)
        self._hold_or_let_go()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the toast that has the focus, and nothing else."""
        inside = [one for one in self._shown if _has(one, QApplication.focusWidget())]
        if event.key() == Qt.Key.Key_Escape and inside:
            self._close(inside[0])
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def _show(self, toast: Toast) -> None:
        toast.closed.connect(partial(self._close, toast))
        self._shown.append(toast)
        self._column.addWidget(toast, 0, Qt.AlignmentFlag.AlignHCenter)
        self._changed()
        announce(toast, toast.text_label.text(), urgent=toast.failed)
        self._hold_or_let_go()

    def _close(self, toast: Toast) -> None:
        if toast not in self._shown:
            return
        had_focus = _has(toast, QApplication.focusWidget())
        self._shown.remove(toast)
        self._column.removeWidget(toast)
        toast.hold()
        if had_focus:
            self._give_focus_back()
        toast.hide()
        toast.deleteLater()
        self._changed()

    def _give_focus_back(self) -> None:
        back, self._came_from = self._came_from, None
        if back is not None and isValid(back) and back.isVisible() and back.isEnabled():
            back.setFocus()
        else:
            self.left.emit()

    def _changed(self) -> None:
        can_undo = any(offer.undoes for toast in self._shown for offer in toast.offers)
        self._undo_key.setEnabled(can_undo)
        self.setVisible(bool(self._shown))
        self._fit()

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if _has(self, now) and not _has(self, old):
            self._came_from = old
        self._hold_or_let_go()

    def _hold_or_let_go(self) -> None:
        held = self.underMouse() or _has(self, QApplication.focusWidget())
        for each in self._shown:
            if held:
                each.hold()
            elif not each.counting():
                each.let_go()

    def _fit(self) -> None:
        if not self._shown:
            return
        widest = min(self._host.width() - 2 * _EDGE, self._appearance.em(_WIDEST_EM))
        widths = [each.fit(widest) for each in self._shown]
        for each, width in zip(self._shown, widths, strict=True):
            each.setFixedSize(width, each.heightForWidth(width))
        height = sum(each.height() for each in self._shown) + 8 * (len(self._shown) - 1)
        left = (self._host.width() - max(widths)) // 2
        self.setGeometry(left, self._host.height() - height - _EDGE, max(widths), height)
        self.raise_()


def _has(around: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and around.isAncestorOf(widget)
