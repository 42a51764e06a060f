"""A page of a few headings with a few sentences each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from valita_desktop.i18n import _
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.focus_regions import Region
from valita_desktop.ui.widgets.page_heading import PageHeading
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.ui.style.theme import Appearance


class TextPage(ScrollPage):
    """Page to be read; whoever inherits it adds to its column.

    Args:
        name: Message of its heading.
        sections: Messages, a heading and its text each.
    """

    def __init__(self, name: str, sections: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._name = name
        self._labels: list[tuple[PlainLabel, str]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrow keys scroll
        theme.set_role(self, "reading")
        self.column.setContentsMargins(8, 4, 12, 24)  # the focus ring keeps off the words
        self.add_label(PageHeading(), name)
        for title, text in sections:
            self.add_section(title)
            self.add_label(PlainLabel(), text)

    def regions(self) -> list[Region]:
        """Where F6 goes inside this view."""
        return [Region(self, self)]

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.setAccessibleName(_(self._name))
        for label, message in self._labels:
            label.setText(_(message))

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on sizes."""
        self.suit(appearance)

    def add_section(self, title: str) -> None:
        """Add a heading, by its message."""
        heading = HeadingLabel(2)
        heading.setContentsMargins(0, 14, 0, 0)
        self.add_label(heading, title)

    def add_label(self, label: PlainLabel, message: str) -> None:
        """Add a label that says a message."""
        label.setWordWrap(True)
        self._labels.append((label, message))
        self.column.addWidget(label)
