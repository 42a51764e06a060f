"""The left side of a `PrintDialog`: what stays in view, what scrolls, and what is told below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from valita_desktop.ui.printing.foot import PrintNotes
    from valita_desktop.ui.printing.form import PrintForm


class FormColumn(QWidget):
    """A `PrintForm` of which the first fields stay in view, and its `PrintNotes`.

    Notes take their room from what scrolls, so nothing else moves for them.
    """

    def __init__(self, form: PrintForm, notes: PrintNotes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(form.first)
        self._column.addWidget(FormArea(form), 1)
        self._column.addWidget(notes)

    def set_room(self, *, low: bool) -> None:
        """In a low dialog nothing would be left beside the first fields, so they scroll too."""
        self._form.set_room(low=low)
        at = self._form.column if low else self._column
        if at.indexOf(self._form.first) < 0:
            at.insertWidget(0, self._form.first)


class FormArea(QScrollArea):
    """A form of a `PrintDialog` that scrolls where room is scarce; the focus stays in view."""

    def __init__(self, form: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._form = form
        self.setWidget(form)
        QApplication.instance().focusChanged.connect(self._show_focused)  # type: ignore[union-attr]  # there is one

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_focused(None, QApplication.focusWidget())

    def _show_focused(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._form.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 8)
