"""What has changed in the materials: title, what is new in it, its day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from valita_desktop.i18n import N_, _, current
from valita_desktop.library.news import Fate
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.link_button import LinkButton
from valita_desktop.ui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.content.model import Lang
    from valita_desktop.library.news import News

MOST = 25
"""Of one kind; how many more there are is said."""

_NAMES = {
    Fate.NEW: N_("New ({n})"),
    Fate.CHANGED: N_("Corrected ({n})"),
    Fate.WITHDRAWN: N_("Withdrawn ({n})"),
}


class NewsList(QWidget):
    """The list; what is still there can be opened.

    Signals:
        open_requested: An item is wanted; carries its id.
    """

    open_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.links: list[LinkButton] = []

    def show_news(self, news: Sequence[News], lang: Lang) -> None:
        """Show these, titles in a content language."""
        self._clear()
        for fate in Fate:
            these = [each for each in news if each.fate is fate]
            if these:
                self._add_group(fate, these, lang)

    def _add_group(self, fate: Fate, these: list[News], lang: Lang) -> None:
        heading = HeadingLabel(3)
        heading.setText(_(_NAMES[fate]).format(n=len(these)))
        heading.setContentsMargins(0, 12, 0, 4)
        self._column.addWidget(heading)
        for each in these[:MOST]:
            self._add(each, lang)
        if len(these) > MOST:
            self._add_line(_("and {n} more").format(n=len(these) - MOST), "muted")

    def _add(self, news: News, lang: Lang) -> None:
        title = news.title(lang)
        if news.listed and news.fate is not Fate.WITHDRAWN:
            link = LinkButton(title)
            link.clicked.connect(partial(self._open, news.id))
            self.links.append(link)
            self._column.addWidget(link)
        else:
            self._add_line(title, "")
        note = news.notes.get(lang) or next(iter(news.notes.values()), "")
        day = current().date(news.day)
        self._add_line(f"{note} · {day}" if note else day, "muted", below=True)

    def _add_line(self, text: str, role: str, *, below: bool = False) -> None:
        label = PlainLabel(text)
        label.setWordWrap(True)
        theme.set_role(label, role)
        label.setContentsMargins(10, 0 if below else 5, 10, 8 if below else 0)
        self._column.addWidget(label)

    def _clear(self) -> None:
        self.links = []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()

    def _open(self, item_id: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.open_requested.emit(item_id)
