"""The bar above every page: the search, and the language of the materials."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSlider,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from valita_desktop.content.model import LANGS
from valita_desktop.i18n import N_, _
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.plain import PlainLabel, set_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from valita_desktop.content.model import Lang
    from valita_desktop.ui.style.theme import Appearance

_WIDEST = 620
_LABEL_FROM_EM = 50
CONTENT_LANGUAGES: dict[Lang, str] = {
    "fi": N_("Materials in Finnish"),
    "sv": N_("Materials in Swedish"),
}
"""What each content language is called where it is chosen."""


_SCROLLS = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class SearchField(QLineEdit):
    """Search field of a `TopBar`; some keys lead out of it.

    Attributes:
        clear_button: Empties it; seen while there is something in it.

    Signals:
        entered: Enter: open what is selected.
        left_down: Arrow down: go to the list.
        escaped: Esc, or the button.
        scrolled: A key that scrolls the page; carries the `QAbstractSlider.SliderAction`.
    """

    entered = Signal()
    left_down = Signal()
    escaped = Signal()
    scrolled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_role(self, "search")
        self._lens = PlainLabel(parent=self)
        self._lens.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clear_button = QPushButton(self)
        theme.set_role(self.clear_button, "icon-quiet")
        self.clear_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc does it
        self.clear_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.clear_button.clicked.connect(self.escaped)
        self.textChanged.connect(self._show_clear_button)
        self.clear_button.hide()

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.setAccessibleName(_("Search the materials"))
        self.setPlaceholderText(_("Search, for example “sleep” or “budget”"))
        self.clear_button.setAccessibleName(_("Empty the search field"))
        set_tip(self.clear_button, _("Empty the search field"))

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        side, palette = appearance.icon_px(icons.MEDIUM), appearance.palette
        lens = icons.pixmap("search", palette.muted, side, self.devicePixelRatioF())
        self._lens.setPixmap(lens)
        self._lens.resize(side, side)
        icons.put_on(self.clear_button, "x", palette.text, appearance)
        self.setTextMargins(side + 10, 0, side + 14, 0)
        self._place()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that lead out of the field; all others edit it."""
        key = Qt.Key(event.key())
        leads = {
            Qt.Key.Key_Return: self.entered,
            Qt.Key.Key_Enter: self.entered,
            Qt.Key.Key_Down: self.left_down,
            Qt.Key.Key_Escape: self.escaped,
        }.get(key)
        edits = self.text() and key in (Qt.Key.Key_Home, Qt.Key.Key_End)
        if leads is not None:
            leads.emit()
        elif key in _SCROLLS and not edits:
            self.scrolled.emit(_SCROLLS[key])
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lens stays at the left, the button at the right."""
        super().resizeEvent(event)
        self._place()

    def _show_clear_button(self, text: str) -> None:
        self.clear_button.setVisible(bool(text))
        self._place()

    def _place(self) -> None:
        self._lens.move(13, (self.height() - self._lens.height()) // 2)
        self.clear_button.adjustSize()
        left = self.width() - self.clear_button.width() - 6
        self.clear_button.move(left, (self.height() - self.clear_button.height()) // 2)


class TopBar(QWidget):
    """Search and content language, above every page of a `MainWindow`.

    Attributes:
        search: The search field.
        language_buttons: The button of each content language.

    Signals:
        query_changed: The person typed; carries the text.
        language_changed: Another content language is wanted; carries it.
    """

    query_changed = Signal(str)
    language_changed = Signal(str)

    def __init__(self, lang: Lang, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.search = SearchField()
        self.search.setAcceptDrops(False)  # a file that is dropped here goes to the window
        self.search.setMaximumWidth(_WIDEST)
        self.search.setMinimumWidth(180)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._language_label = PlainLabel()
        theme.set_role(self._language_label, "muted")
        self._language_box = QWidget()
        self._shown = ""
        self.language_buttons = {one: QPushButton(one.upper()) for one in LANGS}
        self._lay_out()
        # Not `textEdited`: dictation and other help put words in without editing.
        self.search.textChanged.connect(self._tell)
        self.show_language(lang)
        self.retranslate()
        self.apply_theme(appearance)

    def show_query(self, query: str) -> None:
        """Show what is looked for, without telling anyone."""
        self._shown = query
        if self.search.text() != query:
            self.search.setText(query)

    def _tell(self, text: str) -> None:
        if text != self._shown:
            self._shown = text
            self.query_changed.emit(text)

    def show_language(self, lang: Lang) -> None:
        """Show the content language, without telling anyone."""
        for one, button in self.language_buttons.items():
            with QSignalBlocker(button):
                button.setChecked(one == lang)

    def set_room(self, *, width_em: float) -> None:
        """A very narrow bar leaves the words beside the languages out."""
        self._language_label.setVisible(width_em >= _LABEL_FROM_EM)

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.search.retranslate()
        self._language_label.setText(_("Language of materials"))
        self._language_box.setAccessibleName(_("Language of materials"))
        for one, button in self.language_buttons.items():
            button.setAccessibleName(_(CONTENT_LANGUAGES[one]))
            set_tip(button, _(CONTENT_LANGUAGES[one]))

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        self.search.apply_theme(appearance)

    def _lay_out(self) -> None:
        pair = QHBoxLayout(self._language_box)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(0)
        for (one, button), place in zip(
            self.language_buttons.items(), ("first", "last"), strict=True
        ):
            theme.set_role(button, "segment")
            button.setProperty("place", place)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.toggled.connect(partial(self._language_toggled, one))
            pair.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.search, 10)
        row.addStretch(1)
        row.addWidget(self._language_label)
        row.addWidget(self._language_box)

    def _language_toggled(self, lang: Lang, on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        if on:
            self.language_changed.emit(lang)
