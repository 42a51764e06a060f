"""The page of an item: read it, in one language or both, and print it."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from valita_desktop.content import markdown
from valita_desktop.content.handout import Layout
from valita_desktop.content.model import is_own
from valita_desktop.errors import ValitaError
from valita_desktop.i18n import N_, _
from valita_desktop.ui.item import summary
from valita_desktop.ui.item.body import ItemBody
from valita_desktop.ui.item.document_export import DocumentExport
from valita_desktop.ui.item.external_link import LinkDialog, leads_out
from valita_desktop.ui.item.header import ItemHeader
from valita_desktop.ui.item.readings import related_titles
from valita_desktop.ui.item.sheet_picture import SheetPicture
from valita_desktop.ui.item.side_panel import AfterPanel, SidePanel, SidePanelContent
from valita_desktop.ui.notebook.corner import NotebookCorner
from valita_desktop.ui.printing.dialog import PrintDialog
from valita_desktop.ui.printing.subject import ItemToPrint
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.accessible import announce
from valita_desktop.ui.widgets.focus_regions import Region
from valita_desktop.ui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QResizeEvent, QWheelEvent

    from valita_desktop.content.model import Item, Lang
    from valita_desktop.ui.item.document_export import DocumentServices
    from valita_desktop.ui.item.readings import ItemStore
    from valita_desktop.ui.notebook.services import NotebookServices
    from valita_desktop.ui.printing.services import PrintServices
    from valita_desktop.ui.reader.sought import Sought
    from valita_desktop.ui.state.actions import PageContext
    from valita_desktop.ui.state.ports import UserStore
    from valita_desktop.ui.style.theme import Appearance

_LOW_EM = 40.0
"""In lower windows lead and facts scroll with the text."""

_NOT_IN: dict[Lang, str] = {
    "fi": N_("This is not in Finnish yet. It is shown in Swedish."),
    "sv": N_("This is not in Swedish yet. It is shown in Finnish."),
}


class ItemPage(QWidget):
    """Page of one item: its `ItemHeader`, its text in a `Reader`, and a `SidePanel`.

    Args:
        context: What every page is handed.
        library: Where items, facts and pictures are.
        userdata: The favourites.
        printing: What printing works with.
        documents: What documents to change are made with.
        notebook: What notes and uses are shown with.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - a service for each thing that can be done with an item
        self,
        context: PageContext,
        library: ItemStore,
        userdata: UserStore,
        printing: PrintServices,
        documents: DocumentServices,
        notebook: NotebookServices,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = context.actions
        self._library, self._userdata = library, userdata
        self._jobs = context.jobs
        self._preferences = context.preferences
        self._printing = printing
        self._documents = DocumentExport(documents, context, self)
        now = context.preferences.now
        self._appearance = theme.appearance(now.look, now.text_size)
        self._item: Item | None = None
        self._lang: Lang = now.content_language
        self._related: list[tuple[str, Mapping[Lang, str]]] = []
        self.header = ItemHeader(self._appearance)
        self._picture = SheetPicture(context.jobs, printing, self._appearance)
        self.notebook = NotebookCorner(notebook, context.actions, self._appearance)
        self.panel = SidePanel(self._picture, self._appearance, self.notebook)
        self.after = AfterPanel(self._appearance)
        self.body = ItemBody(library, self._preferences, self.panel, self.after, self._appearance)
        self.reader, self.find_bar, self.bar = self.body.reader, self.body.find_bar, self.body.bar
        self._parts = (self.header, self.body, self.notebook)
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_item(self, item_id: str, lang: Lang, sought: Sought | None = None) -> None:
        """Show an item in a content language, from its beginning.

        Args:
            item_id: Which.
            lang: The language that it is wanted in.
            sought: What a search found it by; it is marked in the text.

        Raises:
            ItemNotFoundError: There is none with this id.
            StoreUnusableError: Its bytes are damaged.
            ContentError: Its text cannot be read.
        """
        before = self._item, self._lang, self._related
        try:
            self._item, self._lang = self._library.item(item_id), lang
            self._related = list(related_titles(self._item, self._library))
            self.body.show_item(self._item, lang, sought)
        except ValitaError:
            self._item, self._lang, self._related = before
            raise
        self.refresh_favourite()

    def read_ahead(self, item_id: str, lang: Lang) -> None:
        """Read an item that nobody has opened yet, so that it opens at once."""
        with suppress(ValitaError):  # told when it is opened
            markdown.remembered(self._library.item(item_id).text(lang)[1].markdown)

    def refresh(self) -> None:
        """Other materials are in use: the newest text, at the same place."""
        if self._item is not None:
            with suppress(ValitaError):  # withdrawn: it stays until the person leaves it
                item = self._library.item(self._item.id)
                self._item, self._related = item, list(related_titles(item, self._library))
                self.body.refresh(item)

    def set_language(self, lang: Lang, sought: Sought | None = None) -> None:
        """Show the other content language; what is at the top stays there.

        Args:
            lang: The language.
            sought: What a search found the item by, in that language.
        """
        self._lang = lang
        if self._item is not None:
            self.body.set_language(lang, sought)

    def refresh_favourite(self) -> None:
        """The favourites may have changed elsewhere."""
        if self._item is None:
            return
        on = False
        try:
            on = self._item.id in self._userdata.favourites()
        except ValitaError as error:
            self._actions.report(error)
        self.header.show_favourite(on=on)

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        for part in self._parts:
            part.retranslate()
        if self._item is not None:
            self._update_texts()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        for part in self._parts:
            part.apply_theme(appearance)
        self._fit()

    def regions(self) -> list[Region]:
        """What F6 goes round on this page; the text last, where the focus begins."""
        return [
            Region(self.header, self.header.present_button),
            Region(self.bar, self.bar.entry()),
            Region(self.panel, self.panel.entry()),
            Region(self.reader, self.reader),
        ]

    def print_item(self, layout: Layout | None = None) -> PrintDialog | None:
        """Open the print dialog, the sheet chosen unless another layout is given, if it can be."""
        if self._item is None:
            return None
        note = self.notebook.note(self._item.id)
        try:
            subject = ItemToPrint(self._item, self._lang, self._printing.source, note)
        except ValitaError as error:
            self._actions.report(error)
            return None
        dialog = PrintDialog(subject, self._jobs, self._preferences, self._printing, self)
        dialog.begin(layout or Layout.SHEET)
        dialog.open()
        return dialog

    def edit_item(self) -> None:
        """Save what is shown as a document to change, and open it."""
        if self._item is not None:
            self._documents.edit(self._item, self.body.langs)

    def _lay_out(self) -> None:
        self._notice, self._notice_text = _banner()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(8)
        column.addWidget(self.header)
        column.addWidget(self._notice)
        column.addWidget(self.body, 1)

    def _connect(self) -> None:
        self.header.back_button.clicked.connect(self._actions.go_back)
        self.header.present_button.clicked.connect(self._actions.present)
        self.header.print_button.clicked.connect(self._print_sheet)
        self.header.add_button.clicked.connect(self._add_to_packet)
        self.header.edit_button.clicked.connect(self.edit_item)
        self.header.favourite_button.toggled.connect(self._set_favourite)
        self.body.changed.connect(self._update_texts)
        self.body.failed.connect(self._actions.report)
        self.panel.print_requested.connect(self.print_item)
        self.after.open_requested.connect(self._actions.open_item)
        self.after.own_requested.connect(self._actions.make_own)
        self.after.hand_on_requested.connect(self._actions.hand_on)
        self.bar.smaller_button.clicked.connect(partial(self._preferences.step_text_size, -1))
        self.bar.larger_button.clicked.connect(partial(self._preferences.step_text_size, 1))
        self.reader.link_activated.connect(self.follow)
        for keys, act in (
            ("Ctrl+P", self._print_sheet),
            ("Ctrl+Shift+S", self._print_sheet),
            ("Ctrl+E", self.edit_item),
            ("Ctrl+Shift+B", self.bar.toggle_beside),
            ("Ctrl+Tab", partial(self.bar.step, 1)),
            ("Ctrl+Shift+Tab", partial(self.bar.step, -1)),
            ("F3", self.find_bar.next),
            ("Shift+F3", self.find_bar.previous),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def follow(self, href: str) -> None:
        """Go where a link of the text leads; out of the program only when agreed."""
        if href.startswith("item:"):
            self._actions.open_item(href.removeprefix("item:"))
        elif leads_out(href):
            LinkDialog(href, self._appearance, self).open()

    def _print_sheet(self) -> None:
        self.print_item()

    def _add_to_packet(self) -> None:
        self._actions.add_to_packet(self.header.add_button)

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

    def _update_texts(self) -> None:
        """Everything around the text, in the languages of now."""
        item = self._item
        if item is None:
            return
        lang = item.text(self._lang)[0]
        self._notice.setVisible(lang != self._lang and len(self.body.langs) == 1)
        self._notice_text.setText(_(_NOT_IN[self._lang]))
        self.header.show_item(summary.summarised(item, lang))
        content = _panel_content(item, lang, self._lang, self._related)
        self.panel.show_item(content)
        self.after.show_item(content)
        self._picture.show_sheet(item, lang)
        self.notebook.show_item(item.id, item.texts[lang].title)
        self.panel.place_own(first=self.notebook.has_words)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has the panel under the text, a low one a shorter top."""
        super().resizeEvent(event)
        self._fit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel change the size of the letters, as Ctrl and + or − do."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self._preferences.step_text_size(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _fit(self) -> None:
        window = self.window()
        low = window.height() < self._appearance.em(_LOW_EM)
        self.header.set_room(low=low)
        self.reader.set_head(self.header.facts if low else None)
        narrow = window.width() < self._appearance.em(theme.FACETS_EM)
        self.body.set_room(folded=narrow, height=window.height())


def _banner() -> tuple[QFrame, PlainLabel]:
    """A frame for a sentence above the text, and what the sentence goes into."""
    frame, words = QFrame(), PlainLabel()
    theme.set_role(frame, "banner")
    words.setWordWrap(True)
    row = QHBoxLayout(frame)
    row.setContentsMargins(14, 8, 14, 8)
    row.addWidget(words)
    return frame, words


def _panel_content(
    item: Item,
    shown: Lang,
    wanted: Lang,
    related: Iterable[tuple[str, Mapping[Lang, str]]],
) -> SidePanelContent:
    titled = [(key, titles.get(wanted) or next(iter(titles.values()))) for key, titles in related]
    return SidePanelContent(
        list(summary.layouts(item, shown)),
        titled,
        summary.origin(item),
        item.id,
        summary.own_act(item),
        is_own(item.id),
    )
