"""Find in the text that is shown: a bar under it, how many times, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)
from typing_extensions import override

from valita_desktop.i18n import _
from valita_desktop.letters import composed
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import announce
from valita_desktop.ui.widgets.plain import PlainLabel, set_tip

if TYPE_CHECKING:
    from valita_desktop.ui.reader.reader import Reader
    from valita_desktop.ui.style.theme import Appearance


@dataclass(frozen=True)
class FindMatch:
    """A range of positions in the text; a drawing that says the words is one position."""

    start: int
    end: int


def find_all(reader: Reader, words: str) -> list[FindMatch]:
    """Every place where the words stand, in reading order; letters of any case match."""
    words = words.replace("\u00a0", " ")  # as the document takes its own
    if not words:
        return []
    found = []
    cursor = QTextCursor(reader.document())
    while not (cursor := reader.document().find(words, cursor)).isNull():
        found.append(FindMatch(cursor.selectionStart(), cursor.selectionEnd()))
    for position, said in reader.drawings:
        if words.casefold() in said.replace("\u00a0", " ").casefold():
            found.append(FindMatch(position, position + 1))
    return sorted(found, key=attrgetter("start"))


class FindBar(QFrame):
    """A bar under a `Reader` that finds words in its text; hidden until it is asked for.

    Signals:
        closed: The person is done with it.
    """

    closed = Signal()

    def __init__(
        self, reader: Reader, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme.set_role(self, "panel")
        self._reader = reader
        self._appearance = appearance
        self._matches: list[FindMatch] = []
        self._current = 0
        self.find_field = QLineEdit()
        self.find_field.setMinimumWidth(140)
        self.count_label = PlainLabel()
        theme.set_role(self.count_label, "muted")
        self.previous_button = QPushButton()
        self.next_button = QPushButton()
        self.close_button = QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(8)
        middle = Qt.AlignmentFlag.AlignVCenter  # else the lowest thing sets the height
        row.addWidget(self.find_field, 1)
        row.addWidget(self.count_label, 0, middle)
        for button in (self.previous_button, self.next_button, self.close_button):
            theme.set_role(button, "icon")
            row.addWidget(button, 0, middle)
        self.find_field.textChanged.connect(self._search)
        self.previous_button.clicked.connect(self.previous)
        self.next_button.clicked.connect(self.next)
        self.close_button.clicked.connect(self.leave)
        self.hide()
        self.retranslate()
        self.apply_theme(appearance)

    def begin(self) -> None:
        """Ask for words; those selected in the text are there already."""
        selected = self._reader.textCursor().selectedText()
        self.show()
        if selected and "\u2029" not in selected:
            self.find_field.setText(selected)
        self.find_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_field.selectAll()
        self._search()

    def next(self) -> None:
        """Go to the next place; begin where nothing has been asked for yet."""
        self._step(1)

    def previous(self) -> None:
        """Go to the place before."""
        self._step(-1)

    def leave(self) -> None:
        """Close the bar; the caret stays at what was found last."""
        self.hide()
        self._reader.setExtraSelections([])
        self._reader.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def search_again(self) -> None:
        """The text is another one now."""
        if self.isVisible():
            self._search()

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.find_field.setPlaceholderText(_("Find on this page"))
        self.find_field.setAccessibleName(_("Find on this page"))
        names = (_("Previous (Shift+F3)"), _("Next (F3)"), _("Close find"))
        for button, name in zip(
            (self.previous_button, self.next_button, self.close_button), names, strict=True
        ):
            button.setAccessibleName(name)
            set_tip(button, name)
        self._show_count()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours."""
        self._appearance = appearance
        for button, name in (
            (self.previous_button, "chevron-up"),
            (self.next_button, "chevron-down"),
            (self.close_button, "x"),
        ):
            icons.put_on(button, name, appearance.palette.text, appearance)
        self._highlight()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Esc closes."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._step(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        if not self.isVisible() or not self.find_field.text():
            self.begin()
            return
        if self._matches:
            self._current = (self._current + by) % len(self._matches)
            self._show_current()

    def _search(self) -> None:
        here = self._reader.textCursor().selectionStart()
        self._matches = find_all(self._reader, composed(self.find_field.text()))
        later = [number for number, each in enumerate(self._matches) if each.start >= here]
        self._current = later[0] if later else 0
        if self._matches:
            self._show_current()
        else:
            self._highlight()
            self._show_count()

    def _show_current(self) -> None:
        self._reader.show_position(self._matches[self._current].start)
        self._highlight()
        self._show_count()

    def _highlight(self) -> None:
        selections = []
        palette = self._appearance.palette
        for number, each in enumerate(self._matches if self.isVisible() else ()):
            current = number == self._current
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self._reader.document())
            selection.cursor.setPosition(each.start)
            selection.cursor.setPosition(each.end, QTextCursor.MoveMode.KeepAnchor)
            selection.format = QTextCharFormat()
            selection.format.setBackground(QColor(palette.primary if current else palette.sel))
            selection.format.setForeground(QColor(palette.on_primary if current else palette.text))
            selection.format.setFontUnderline(True)
            selections.append(selection)
        self._reader.setExtraSelections(selections)

    def _show_count(self) -> None:
        total = len(self._matches)
        if not self.find_field.text():
            told = ""
        elif total:
            told = _("{n} of {total}").format(n=self._current + 1, total=total)
        else:
            told = _("Not on this page")
        if told != self.count_label.text():
            self.count_label.setText(told)
            announce(self, told)
