"""The page of own items: begin one, see how each is, hand it on.

Tells what a person wants; the window does it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from typing_extensions import override

from valita_desktop.i18n import _, ngettext
from valita_desktop.library.own_items import MOST_ITEMS, BrokenItem, OwnItem, OwnShelf
from valita_desktop.ui.own.card import EVERY_ACT, OwnCard
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.widgets.focus_regions import Region
from valita_desktop.ui.widgets.page_heading import PageHeading
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from valita_desktop.content.model import Lang
    from valita_desktop.ui.own.card import Act
    from valita_desktop.ui.style.theme import Appearance

_MOST_CARDS = 100
_LONGEST_TITLE = 100
_FIELD_EM = 20


class OwnPage(ScrollPage):
    """Page with an `OwnCard` for each item of an `OwnShelf`.

    Attributes:
        name_field, new_button: Begin one.
        bring_button: Take in a document, or what a colleague has handed on.
        folder_button: Open the person's folder.
        cards: What is shown.

    Signals:
        open_requested: An item is to be read; carries its id.
        new_requested: One is to be begun; carries its title.
        bring_requested: A file is to be taken in.
        folder_requested: The person's folder is to be opened.
        asked: Something with an item; carries the name of what, and the `OwnItem` or `BrokenItem`.
    """

    open_requested = Signal(str)
    new_requested = Signal(str)
    bring_requested = Signal()
    folder_requested = Signal()
    asked = Signal(str, object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._shelf = OwnShelf()
        self._lang: Lang = "fi"
        self._acts = EVERY_ACT
        self._heading = PageHeading()
        self._lead = PlainLabel()
        self._lead.setWordWrap(True)
        self._problems = PlainLabel()
        self._problems.setWordWrap(True)
        theme.set_role(self._problems, "error")
        self.name_field = QLineEdit()
        self.name_field.setMaxLength(_LONGEST_TITLE)
        self.new_button, self.bring_button = QPushButton(), QPushButton()
        self.folder_button = QPushButton()
        theme.set_role(self.new_button, "primary")
        self.cards: list[OwnCard] = []
        self._lay_out()
        self.retranslate()
        self.apply_theme(appearance)

    def show_shelf(self, shelf: OwnShelf, lang: Lang) -> None:
        """Show what there is.

        Args:
            shelf: The own items.
            lang: The language that titles are shown in.
        """
        self._shelf, self._lang = shelf, lang
        self._fill()

    def set_acts(self, acts: frozenset[Act]) -> None:
        """Offer only what may be done."""
        self._acts = acts
        for widget, act in (
            (self.name_field, "begin"),
            (self.new_button, "begin"),
            (self.bring_button, "bring"),
            (self.folder_button, "folder"),
        ):
            widget.setVisible(act in acts)

    def regions(self) -> list[Region]:
        """Where F6 goes inside this page."""
        first = self.name_field if "begin" in self._acts else self.folder_button
        return [Region(self, first)]

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self._heading.setText(_("Own materials"))
        self._lead.setText(
            _(
                "Write a sheet of your own, bring a Word document, or open any material and "
                "choose “Make my own version”. It is found, presented and printed like the "
                "rest, and no update touches it."
            )
        )
        self.name_field.setPlaceholderText(_("What is it called?"))
        self.name_field.setAccessibleName(_("Title of a new material"))
        self.new_button.setText(_("New material"))
        self.bring_button.setText(_("Bring a document or a file…"))
        self.folder_button.setText(_("Open the folder"))
        self._fill()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        self.name_field.setMinimumWidth(appearance.em(_FIELD_EM))
        self.suit(appearance)
        self._fill()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column is as wide as a text to read."""
        super().resizeEvent(event)
        self.name_field.setMinimumWidth(
            min(self._appearance.em(_FIELD_EM), max(80, self.viewport().width() - 40))
        )

    def _lay_out(self) -> None:
        top = QWidget()
        row = FlowLayout(8, top)
        for each in (self.name_field, self.new_button, self.bring_button, self.folder_button):
            row.addWidget(each)
        for widget in (self._heading, self._lead, top, self._problems):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.new_button.clicked.connect(self._begin)
        self.name_field.returnPressed.connect(self._begin)
        self.bring_button.clicked.connect(self._bring)
        self.folder_button.clicked.connect(self._open_folder)

    def _fill(self) -> None:
        for card in self.cards:
            self.column.removeWidget(card)
            card.hide()
            card.deleteLater()
        shown: list[OwnItem | BrokenItem] = [*self._shelf.broken, *self._shelf.items.values()]
        look = self._appearance
        self.cards = [OwnCard(own, self._lang, look, self._acts) for own in shown[:_MOST_CARDS]]
        for card in self.cards:
            self.column.insertWidget(self.column.count() - 1, card)
            if isinstance(card.own, OwnItem):
                card.open_requested.connect(partial(self.open_requested.emit, card.own.item.id))
            card.asked.connect(partial(self._ask, card))
        problems = [
            _("The folder {path} cannot be read now; its materials are back when it is.").format(
                path=path
            )
            for path, _reason in self._shelf.unread
        ]
        hidden = len(shown) - len(self.cards)
        if self._shelf.left_out:
            problems.append(_("Only the first {n} folders are read.").format(n=MOST_ITEMS))
        if hidden:
            told = ngettext(
                "{n} more is among the materials.", "{n} more are among the materials.", hidden
            )
            problems.append(told.format(n=hidden))
        self._problems.setText(" ".join(problems))
        self._problems.setVisible(bool(problems))
        self._lead.setVisible(not shown)

    def _begin(self) -> None:
        title = self.name_field.text().strip()
        if not title:
            self.name_field.setFocus()
            return
        self.name_field.clear()
        self.new_requested.emit(title)

    def _bring(self) -> None:
        self.bring_requested.emit()

    def _open_folder(self) -> None:
        self.folder_requested.emit()

    def _ask(self, card: OwnCard, name: str) -> None:
        self.asked.emit(name, card.own)
