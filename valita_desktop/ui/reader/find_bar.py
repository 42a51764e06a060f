"""Find in the text that is shown: a bar under it, how many times, one after the other.

What a search led here for is marked at once; the text stays at its beginning until the person
steps on. What stands in a part that is not in view is counted too, and stepping goes on there.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)
from typing_extensions import override

from valita_desktop.i18n import _, ngettext
from valita_desktop.letters import composed
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.accessible import announce
from valita_desktop.ui.widgets.plain import PlainLabel, set_tip

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from valita_desktop.ui.reader.reader import Reader
    from valita_desktop.ui.reader.sought import Sought
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


def find_sought(reader: Reader, sought: Sought) -> list[FindMatch]:
    """Every place where something stands that a search was for, in reading order."""
    text = reader.document().toPlainText().replace("\ufffc", " ")
    found = [
        FindMatch(_utf16(text[:start]), _utf16(text[:end])) for start, end in sought.marks(text)
    ]
    for position, said in reader.drawings:
        if sought.marks(said):
            found.append(FindMatch(position, position + 1))
    return sorted(found, key=attrgetter("start"))


class CountLabel(PlainLabel):
    """Words in one line, which wrap where the bar has no room for that."""

    @override
    def minimumSizeHint(self) -> QSize:
        """The longest word, so that a bar in little room need not cut it."""
        words = self.text().split()
        widest = max(map(self.fontMetrics().horizontalAdvance, words), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    @override
    def sizeHint(self) -> QSize:
        """All in one line."""
        return self.fontMetrics().size(0, self.text())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setWordWrap(self.sizeHint().width() > event.size().width())


class FindBar(QFrame):
    """A bar under a `Reader` that finds words in its text; hidden until it is asked for.

    Args:
        reader: Shows the text.
        appearance: Colours and sizes.
        elsewhere: How often something stands in what is not in view, by what counts it in a
            text; ``None`` where all is in view.

    Signals:
        closed: The person is done with it.
        passed: The last place in view was passed, 1, or the first one, -1, and there is more
            elsewhere.
    """

    closed = Signal()
    passed = Signal(int)

    def __init__(
        self,
        reader: Reader,
        appearance: Appearance,
        elsewhere: Callable[[Callable[[str], int]], int] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._count_elsewhere = elsewhere
        self._elsewhere = 0
        theme.set_role(self, "panel")
        self._reader = reader
        self._appearance = appearance
        self._matches: list[FindMatch] = []
        self._current = 0
        self._led = False
        self._sought: Sought | None = None
        self.find_field = QLineEdit()
        self.find_field.setMinimumWidth(140)
        self.count_label = CountLabel()
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
        self.find_field.textChanged.connect(self._search_typed)
        self.previous_button.clicked.connect(self.previous)
        self.next_button.clicked.connect(self.next)
        self.close_button.clicked.connect(self.leave)
        self.hide()
        self.retranslate()
        self.apply_theme(appearance)

    def mark(self, sought: Sought | None) -> None:
        """Another text: mark what a search led here for, without going there.

        ``None``: no search did; what the person looks for by themselves is still looked for.
        """
        was_led, self._led = self._led, sought is not None
        self._sought = sought
        if sought is not None:
            with QSignalBlocker(self.find_field):
                self.find_field.setText(sought.words)
        elif was_led:
            self.hide()

    def begin(self) -> None:
        """Ask for words; those selected in the text are there already."""
        selected = self._reader.textCursor().selectedText()
        self._forget()
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

    def enter(self, by: int) -> None:
        """Another part is in view: go to its first place or, -1, to its last one."""
        if self._matches:
            self._current = 0 if by > 0 else len(self._matches) - 1
            self._show_current()

    def leave(self) -> None:
        """Close the bar; the caret stays at what was found last."""
        self._forget()
        self.hide()
        self._reader.setExtraSelections([])
        self._reader.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def search_again(self, sought: Sought | None = None) -> None:
        """The text is another one now.

        Args:
            sought: What a search led here for, in the language of the text.
        """
        if self._led:
            self._sought = sought
            self._find()
            self._current = -1
            self.setVisible(bool(self._matches or self._elsewhere))
            self._highlight()
            self._show_count()
        elif not self.isHidden():
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
        if self.isHidden() or not self.find_field.text():
            self.begin()
            return
        before_first = self._current < 0 and by < 0
        to = self._current + by + before_first
        if self._elsewhere and not 0 <= to < len(self._matches):
            self.passed.emit(by)
        elif self._matches:
            self._current = to % len(self._matches)
            self._show_current()

    def _search_typed(self) -> None:
        self._forget()
        self._search()

    def _forget(self) -> None:
        """From now on the person looks by themselves."""
        self._led, self._sought = False, None

    def _find(self) -> None:
        self._matches, self._elsewhere = [], 0
        if self._led and self._sought:
            self._matches = find_sought(self._reader, self._sought)
        elif not self._led:
            self._matches = find_all(self._reader, composed(self.find_field.text()))
        if self._count_elsewhere and self.find_field.text():
            self._elsewhere = self._count_elsewhere(self._times)

    def _times(self, text: str) -> int:
        if self._led:
            return len(self._sought.marks(text)) if self._sought else 0
        words = composed(self.find_field.text()).replace("\u00a0", " ").casefold()
        return text.replace("\u00a0", " ").casefold().count(words)

    def _search(self) -> None:
        here = self._reader.textCursor().selectionStart()
        self._find()
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
        for number, each in enumerate(() if self.isHidden() else self._matches):
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
        told = self._told() if self.find_field.text() else ""
        if told != self.count_label.text():
            self.count_label.setText(told)
            announce(self, told)

    def _told(self) -> str:
        total = len(self._matches)
        parts = []
        if total and self._current < 0:
            parts = [ngettext("{n} match", "{n} matches", total).format(n=total)]
        elif total:
            parts = [_("{n} of {total}").format(n=self._current + 1, total=total)]
        if self._elsewhere:
            parts.append(_("{n} on the other tab").format(n=self._elsewhere))
        return " · ".join(parts) or _("Not on this page")


def _utf16(text: str) -> int:
    """Its length as a document counts it."""
    return len(text.encode("utf-16-le")) // 2
