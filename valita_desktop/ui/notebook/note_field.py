"""A field for the note on one item that keeps what is typed by itself.

Nobody presses OK: at most `SAVE_MS` of typing is not on the disk, and nothing when the field is
left, hidden or given another item. What could not be kept stays in the field and is tried again;
what could not be read cannot be written over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from valita_desktop.errors import NotebookFullError, ValitaError
from valita_desktop.i18n import _
from valita_desktop.library.notebook import MAX_NOTE, clean
from valita_desktop.messages.errors import sentence
from valita_desktop.ui.widgets.status_label import StatusLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QHideEvent, QResizeEvent

    from valita_desktop.ui.state.ports import NotebookStore

SAVE_MS = 400
_LEAST_LINES, _MOST_LINES = 4, 12


class NoteEdit(QPlainTextEdit):
    """The field itself: plain text, as high as its words, Tab leaves it.

    Signals:
        left: The focus has gone elsewhere.
        overfull: More was pasted than there is room for, and nothing was; carries how much.
    """

    left = Signal()
    overfull = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take words as they are kept, and all of them or none."""
        words = clean(source.text())
        left = self.textCursor().selectionEnd() - self.textCursor().selectionStart()
        length = len(self.toPlainText()) - left + len(words)
        if length > MAX_NOTE:
            self.overfull.emit(length)
        else:
            self.textCursor().insertText(words)
            self.ensureCursorVisible()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower is higher."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = max(_LEAST_LINES, min(round(self.document().size().height()), _MOST_LINES))
        room = 2 * round(self.document().documentMargin()) + 20
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + room)


class NoteField(QWidget):
    """A `NoteEdit` that keeps what is typed in a `NotebookStore`.

    Attributes:
        edit: Where one writes.
        status_label: Why something could not be kept.

    Signals:
        saved: What is in the field is kept.
    """

    saved = Signal()

    def __init__(self, store: NotebookStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._item_id = self._title = ""
        self._unkept: dict[str, str] = {}
        self.edit = NoteEdit()
        self.status_label = StatusLabel()
        self._timer = QTimer(self, singleShot=True, interval=SAVE_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.edit)
        column.addWidget(self.status_label)
        self._timer.timeout.connect(self.keep)
        self.edit.textChanged.connect(self._note_change)
        self.edit.left.connect(self.flush)
        self.edit.overfull.connect(self._tell_overfull)
        self.retranslate()

    @property
    def text(self) -> str:
        """What is in the field."""
        return self.edit.toPlainText()

    def show_note(self, item_id: str, title: str) -> None:
        """Show the note on an item, which is called so; the one before is kept first."""
        self.flush()
        same = item_id == self._item_id
        self._item_id, self._title = item_id, title
        text, is_read = "", bool(item_id)
        self.status_label.show_status("")
        try:
            if is_read:
                text = (
                    self._unkept[item_id] if item_id in self._unkept else self._store.note(item_id)
                )
        except ValitaError as error:
            is_read = False
            self.status_label.show_refusal(sentence(error))
        self.edit.setReadOnly(not is_read)
        if not same or text != self.text:
            with QSignalBlocker(self.edit):
                self.edit.setPlainText(text)

    def flush(self) -> None:
        """Keep what was typed and is not kept yet."""
        if self._timer.isActive() or self._item_id in self._unkept:
            self.keep()

    def keep(self) -> None:
        """Keep what is in the field; where that fails, say why and try again later."""
        self._timer.stop()
        text = self.text
        try:
            self._store.set_note(self._item_id, text, self._title)
        except ValitaError as error:
            self._unkept[self._item_id] = text
            self.status_label.show_refusal(sentence(error))
            return
        self._unkept.pop(self._item_id, None)
        self.status_label.show_status("")
        self.saved.emit()

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.edit.setAccessibleName(_("My note"))
        self.edit.setPlaceholderText(_("What worked, what to change, which room…"))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, another window, the end: what was typed is kept first."""
        self.flush()
        super().hideEvent(event)

    def _note_change(self) -> None:
        if self._item_id and not self._timer.isActive():
            self._timer.start()

    def _tell_overfull(self, length: int) -> None:
        self.status_label.show_refusal(sentence(NotebookFullError(MAX_NOTE, length)))
