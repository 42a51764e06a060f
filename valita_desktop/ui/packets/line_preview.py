"""How the current line of a packet will be on paper: beside the lines, or large on its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _
from valita_desktop.messages.errors import sentence
from valita_desktop.ui.printing.preview import Preview
from valita_desktop.ui.style import theme
from valita_desktop.ui.wording.titles import titled

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from valita_desktop.library.packets import Entry
    from valita_desktop.ui.packets.services import PacketServices
    from valita_desktop.ui.printing.services import PrintServices
    from valita_desktop.ui.state.actions import PageContext
    from valita_desktop.ui.style.theme import Appearance


class LinePreview(Preview):
    """A `Preview` of one line as it will be printed; while it is not seen nothing is made."""

    def __init__(
        self,
        services: PacketServices,
        printing: PrintServices,
        context: PageContext,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context.jobs, appearance, parent)
        self._services = services
        self._printing = printing
        self._preferences = context.preferences
        self._entry: Entry | None = None
        self._made_of: Entry | None = None

    def show_entry(self, entry: Entry | None) -> None:
        """Show a line, or nothing where there is none."""
        self._entry = entry
        if self.isVisible():
            self._make()

    def show_again(self) -> None:
        """The materials, or what papers are made by, may be others now."""
        self._made_of = None
        self.show_entry(self._entry)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make()

    def _make(self) -> None:
        entry = self._entry
        if entry is not None and entry == self._made_of:
            return
        self._made_of = entry
        if entry is None:
            self.refuse("")
            return
        try:
            handout = self._services.line(entry, self._printing.school(), self._preferences.now)
        except ValitaError as error:
            self.refuse(sentence(error))
        else:
            self.make(partial(self._printing.render, handout))


class LinePreviewDialog(QDialog):
    """A `LinePreview` as large as its window; Esc, Space and Enter close it."""

    def __init__(
        self, preview: LinePreview, title: str, appearance: Appearance, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.preview = preview
        self.close_button = QPushButton(_("Close"))
        theme.set_role(self.close_button, "primary")
        self.close_button.clicked.connect(self.reject)
        self.close_button.setDefault(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(320, 300)
        self.setWindowTitle(titled(title))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.addWidget(preview, 1)
        column.addLayout(foot)
        room = parent.window().size()
        self.resize(min(room.width() - 16, appearance.em(56)), room.height() - 16)
        self.close_button.setFocus()
