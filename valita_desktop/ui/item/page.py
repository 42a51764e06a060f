"""The page of an item: read it, in one language or both, and print it."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from valita_desktop.content import markdown
from valita_desktop.content.handout import Layout
from valita_desktop.content.model import LANGS, Item, Lang
from valita_desktop.errors import ItemNotFoundError, ValitaError
from valita_desktop.i18n import N_, _
from valita_desktop.ui.item import external_link as links
from valita_desktop.ui.item import summary as about
from valita_desktop.ui.item.header import ItemHeader
from valita_desktop.ui.item.side_panel import SidePanel, SidePanelContent
from valita_desktop.ui.printing.dialog import PrintDialog
from valita_desktop.ui.reader.find_bar import FindBar
from valita_desktop.ui.reader.reader import Reader
from valita_desktop.ui.reader.style import ReadingStyle
from valita_desktop.ui.reader.writer import ReaderInput
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.accessible import announce
from valita_desktop.ui.widgets.focus_regions import Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from PySide6.QtGui import QResizeEvent

    from valita_desktop.content.blocks import Document
    from valita_desktop.ui.printing.backend import Press
    from valita_desktop.ui.state.actions import PageContext
    from valita_desktop.ui.state.ports import UserStore
    from valita_desktop.ui.style.theme import Appearance

_PANEL_EM = 20.0
_CARD_EM = 44.0
_NOT_IN: dict[Lang, str] = {
    "fi": N_("This is not in Finnish yet. It is shown in Swedish."),
    "sv": N_("This is not in Swedish yet. It is shown in Finnish."),
}


class ItemStore(Protocol):
    """What the page asks of the library."""

    def item(self, item_id: str) -> Item:
        """An item; raises `ItemNotFoundError`."""
        ...

    def facts(self, ids: Iterable[str]) -> Mapping[str, Item]:
        """The facts with these ids; those that are not there are left out."""
        ...

    def image(self, sha256: str) -> bytes:
        """A picture by its hash; no bytes where it is not there."""
        ...


class ItemPage(QWidget):
    """Page of one item: its `ItemHeader`, its text in a `Reader`, and a `SidePanel`.

    Args:
        context: What every page is handed.
        library: Where items, facts and pictures are.
        userdata: The favourites.
        press: What printing works with.
    """

    def __init__(
        self,
        context: PageContext,
        library: ItemStore,
        userdata: UserStore,
        press: Press,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = context.actions
        self._library = library
        self._userdata = userdata
        self._jobs = context.jobs
        self._preferences = context.preferences
        self._press = press
        now = context.preferences.now
        self._appearance = theme.appearance(now.look, now.text_size)
        self._item: Item | None = None
        self._lang: Lang = now.content_language
        self._related: list[tuple[str, Mapping[Lang, str]]] = []
        self.header = ItemHeader(self._appearance)
        self.reader = Reader(ReadingStyle(self._appearance.palette, self._appearance.base_px))
        self.panel = SidePanel(self._appearance)
        self.find_bar = FindBar(self.reader, self._appearance)
        self._lay_out()
        self._connect()
        self.retranslate()

    # --- what is shown -------------------------------------------------------------------

    def show_item(self, item_id: str, lang: Lang) -> None:
        """Show an item in a content language, from its beginning.

        Raises:
            ItemNotFoundError: There is none with this id.
            StoreUnusableError: Its bytes are damaged.
            ContentError: Its text cannot be read.
        """
        item = self._library.item(item_id)
        same = self._item is not None and self._item.id == item_id
        self._item = item
        self._lang = lang
        if not same:
            self._check(self.panel.easy_button, on=False)
            self._check(self.panel.beside_button, on=False)
            self._check(self.header.beside_button, on=False)
        self._related = list(self._titles(item))
        self.reader.show_readings(*self._readings(item))
        self.find_bar.again()
        self._tell()
        self.refresh_favourite()

    def refresh(self) -> None:
        """Other materials are in use: the newest text, at the same place."""
        if self._item is not None:
            with suppress(ValitaError):  # withdrawn: it stays until the person leaves it
                self._item = self._library.item(self._item.id)
                self._related = list(self._titles(self._item))
                self._show_again()

    def set_language(self, lang: Lang) -> None:
        """Show the other content language; what is at the top stays there."""
        self._lang = lang
        if self._item is not None:
            self._show_again()

    def refresh_favourite(self) -> None:
        """The favourites may have changed elsewhere."""
        if self._item is not None:
            self.header.show_favourite(on=self._item.id in self._userdata.favourites())

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.reader.setAccessibleName(_("Text of the material"))
        for part in (self.header, self.panel, self.find_bar):
            part.retranslate()
        if self._item is not None:
            self._tell()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        for part in (self.header, self.panel, self.find_bar):
            part.apply_theme(appearance)
        self.reader.set_style(ReadingStyle(appearance.palette, appearance.base_px))
        self._fit()

    def regions(self) -> list[Region]:
        """What F6 goes round on this page; the text last, where the focus begins."""
        return [
            Region(self.header, self.header.print_button),
            Region(self.panel, self.panel.entry()),
            Region(self.reader, self.reader),
        ]

    def print_item(self, layout: Layout | None = None) -> PrintDialog | None:
        """Open the print dialog, with a layout chosen already; the sheet unless given."""
        if self._item is None:
            return None
        dialog = PrintDialog(
            self._item, self._lang, self._jobs, self._preferences, self._press, self
        )
        dialog.begin(layout or Layout.SHEET)
        dialog.open()
        return dialog

    # --- building ------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._notice = QFrame()
        theme.set_role(self._notice, "banner")
        self._notice_text = QLabel()
        self._notice_text.setTextFormat(Qt.TextFormat.PlainText)
        self._notice_text.setWordWrap(True)
        notice = QHBoxLayout(self._notice)
        notice.setContentsMargins(14, 8, 14, 8)
        notice.addWidget(self._notice_text)
        self._card = QFrame()
        theme.set_role(self._card, "card")
        card = QVBoxLayout(self._card)
        card.setContentsMargins(2, 10, 4, 4)
        card.setSpacing(6)
        card.addWidget(self.reader, 1)
        card.addWidget(self.find_bar)
        self._side = QScrollArea()
        self._side.setWidgetResizable(True)
        self._side.setFrameShape(QFrame.Shape.NoFrame)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row = QHBoxLayout()
        self._row.setSpacing(22)
        self._row.addWidget(self._card, 100)
        self._row.addWidget(self._side)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(8)
        column.addWidget(self.header)
        column.addWidget(self._notice)
        column.addLayout(self._row, 1)
        self._folded: bool | None = None

    def _connect(self) -> None:
        self.header.back_button.clicked.connect(self._go_back)
        self.header.print_button.clicked.connect(self._print)
        self.header.add_button.clicked.connect(self._add_to_packet)
        self.header.favourite_button.toggled.connect(self._set_favourite)
        self.header.beside_button.toggled.connect(self._set_beside)
        self.panel.beside_button.toggled.connect(self._set_beside)
        self.panel.easy_button.toggled.connect(self._show_again)
        self.panel.heading_requested.connect(self.reader.go_to_head)
        self.panel.print_requested.connect(self.print_item)
        self.panel.open_requested.connect(self._actions.open_item)
        self.reader.link_activated.connect(self.follow)
        for keys, act in (
            ("Ctrl+P", self._print),
            ("Ctrl+Shift+S", self._print),
            ("Ctrl+Shift+B", self._toggle_beside),
            ("F3", self.find_bar.next),
            ("Shift+F3", self.find_bar.previous),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- acting --------------------------------------------------------------------------

    def follow(self, href: str) -> None:
        """Go where a link of the text leads; out of the program only when agreed."""
        if href.startswith("item:"):
            self._actions.open_item(href.removeprefix("item:"))
        elif links.leads_out(href):
            links.LinkDialog(href, self._appearance, self).open()

    def _print(self) -> None:
        self.print_item()

    def _add_to_packet(self) -> None:
        self._actions.add_to_packet(self.header.add_button)

    def _go_back(self) -> None:
        self._actions.go_back()

    def _set_favourite(self, on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        if self._item is None:
            return
        try:
            self._userdata.set_favourite(self._item.id, on=on)
        except ValitaError as error:
            self._actions.report(error)
        else:
            announce(self, _("Added to favourites") if on else _("Taken from favourites"))
            self._actions.favourites_changed()
        self.refresh_favourite()

    def _toggle_beside(self) -> None:
        if self.header.beside_button.isEnabled():
            self.panel.beside_button.toggle()

    def _set_beside(self, on: bool) -> None:  # noqa: FBT001 - Qt's own signal
        self._check(self.panel.beside_button, on=on)
        self._check(self.header.beside_button, on=on)
        self._fit()
        self._show_again()

    def _show_again(self) -> None:
        if self._item is None:
            return
        try:
            self.reader.show_again(*self._readings(self._item))
        except ValitaError as error:
            self._actions.report(error)
            return
        self.find_bar.again()
        self._tell()

    # --- the item in words ---------------------------------------------------------------

    def _readings(self, item: Item) -> list[ReaderInput]:
        if self.panel.beside_button.isChecked() and len(item.langs) == len(LANGS):
            return [self._reading(item, lang) for lang in LANGS]
        return [self._reading(item, item.text(self._lang)[0])]

    def _reading(self, item: Item, lang: Lang) -> ReaderInput:
        text = item.texts[lang]
        easy = self.panel.easy_button.isChecked() and text.easy_markdown
        document = _parsed(text.easy_markdown if easy else text.markdown)
        pictures = {each.name: each.sha256 for each in item.attachments}

        def picture(name: str) -> bytes:
            return self._library.image(pictures[name]) if name in pictures else b""

        return ReaderInput(
            document,
            lang,
            self._library.facts(about.fact_ids(document)),
            self._preferences.now.contacts,
            picture,
        )

    def _titles(self, item: Item) -> Iterator[tuple[str, Mapping[Lang, str]]]:
        for item_id in item.record.related:
            try:
                other = self._library.item(item_id)
            except ItemNotFoundError:
                continue
            yield item_id, {lang: text.title for lang, text in other.texts.items()}

    def _tell(self) -> None:
        """Everything around the text, in the languages of now."""
        item = self._item
        assert item is not None  # noqa: S101 - only called when there is one
        lang, text = item.text(self._lang)
        self._notice.setVisible(lang != self._lang and not self.panel.beside_button.isChecked())
        self._notice_text.setText(_(_NOT_IN[self._lang]))
        both = len(item.langs) == len(LANGS)
        self.header.beside_button.setEnabled(both)
        self.header.show_item(text.title, about.trail(item), about.chips(item, lang))
        related = [
            (item_id, titles.get(self._lang) or next(iter(titles.values())))
            for item_id, titles in self._related
        ]
        self.panel.show_item(
            SidePanelContent(
                list(about.layouts(item, lang)),
                bool(text.easy_markdown),
                both,
                related,
                about.origin(item),
            )
        )
        self.panel.show_heads(self.reader.heads)
        self._fit()

    # --- room ----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a narrow window has the panel under the text, a low one a shorter top."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        window = self.window()
        narrow = window.width() < self._appearance.em(theme.FACETS_EM)
        folded = narrow or self.panel.beside_button.isChecked()
        self.header.set_room(low=window.height() < theme.LOW_PX, folded=folded)
        self._side.setFixedWidth(self._appearance.em(_PANEL_EM))
        self._card.setMaximumWidth(16_777_215 if folded else self._appearance.em(_CARD_EM))
        self._row.setStretch(2, 0 if folded else 1)
        self._row.setSpacing(0 if folded else 22)
        if folded == self._folded:
            return
        self._folded = folded
        self._side.setVisible(not folded)
        if folded:
            self._side.takeWidget()
            self.reader.set_foot(self.panel)
        else:
            self.reader.set_foot(None)
            self._side.setWidget(self.panel)
            self.panel.show()

    @staticmethod
    def _check(button: QWidget, *, on: bool) -> None:
        button.blockSignals(True)  # noqa: FBT003 - Qt's own
        button.setChecked(on)  # type: ignore[attr-defined]  # a checkable button
        button.blockSignals(False)  # noqa: FBT003 - Qt's own


@lru_cache(maxsize=32)
def _parsed(text: str) -> Document:
    """A text in blocks; going back and forth between languages need not read it again."""
    return markdown.parse(text)
