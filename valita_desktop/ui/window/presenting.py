"""Presents what is in view: the item of the page or of the list, or a whole packet.

What a class is shown comes from the handout that would be printed, so both are made of the
same texts, facts and pictures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from valita_desktop.content.layouts import Layout, Paper
from valita_desktop.errors import ValitaError
from valita_desktop.ui.style import theme
from valita_desktop.ui.window.history import Location, PageKey

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from valita_desktop.content.handout import Handout
    from valita_desktop.content.model import Lang
    from valita_desktop.ui.present.presenter import Presenter
    from valita_desktop.ui.state.preferences import Preferences
    from valita_desktop.ui.style.theme import Palette
    from valita_desktop.ui.window.page_stack import PageStack
    from valita_desktop.ui.window.services import WindowServices


class Presenting(QObject):
    """Opens a `Presenter` on what the pages of a `PageStack` show.

    Args:
        services: Where items and packets are.
        stack: The pages.
        preferences: The colours.
        window: What one presents from.

    Signals:
        finished: The show is over.
        failed: Something cannot be presented; carries the error.
    """

    finished = Signal()
    failed = Signal(Exception)

    def __init__(
        self,
        services: WindowServices,
        stack: PageStack,
        preferences: Preferences,
        window: QObject,
    ) -> None:
        super().__init__(window)
        self._services = services
        self._stack = stack
        self._preferences = preferences
        self.presenter: Presenter | None = None

    @property
    def active(self) -> bool:
        """Something is presented."""
        return self.presenter is not None and self.presenter.active

    def present(self, location: Location, item_id: str, *, from_here: bool = False) -> None:
        """Present what is in view at a location; where there is nothing, nothing happens.

        Args:
            location: Where the person is.
            item_id: The item in view there; ``""`` is none.
            from_here: Begin with the step in view rather than with the first.
        """
        try:
            handout = self._handout(location, item_id)
            if handout is not None:
                self._begin(handout, from_here=from_here and location.page is PageKey.ITEM)
        except ValitaError as error:
            self.failed.emit(error)

    def apply_palette(self, palette: Palette) -> None:
        """Take on colours."""
        if self.presenter is not None:
            self.presenter.apply_palette(palette)

    def _handout(self, location: Location, item_id: str) -> Handout | None:
        from valita_desktop.content.handout import Piece, make_handout  # late: as in `_begin`

        school = self._stack.printing.school()
        if location.page is PageKey.PACKETS:
            packet = self._stack.packets.packet
            if packet is not None and packet.entries:
                now = self._preferences.now
                return self._services.packets.handout(packet, school, now, Paper.A4)
        if not item_id:
            return None
        item, lang = self._services.packets.item(item_id), self._lang
        easy = location.page is PageKey.ITEM and self._stack.item.body.is_easy
        layout = Layout.EASY if easy else Layout.SHEET
        piece = Piece(item, lang, layout=layout)
        return make_handout((piece,), self._stack.printing.source, school=school)

    @property
    def _lang(self) -> Lang:
        return self._preferences.now.content_language

    def _begin(self, handout: Handout, *, from_here: bool) -> None:
        from valita_desktop.ui.present.deck import show  # late: no start presents anything
        from valita_desktop.ui.present.presenter import Presenter
        from valita_desktop.ui.present.screens import Desktop

        if self.presenter is None:
            window: QWidget = self._stack.window()
            self.presenter = Presenter(window, self._services.make_awake(), Desktop())
            self.presenter.finished.connect(self.finished)
        now = self._preferences.now
        palette = theme.appearance(now.look, now.text_size).palette
        shown = show(handout)
        at = self._stack.item.body.place() if from_here else None
        start = shown.own.in_view(at.anchor.role, at.anchor.index) if at else None
        self.presenter.present(shown, palette, start)
