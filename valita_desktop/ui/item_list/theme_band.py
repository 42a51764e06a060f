"""The head of a list: its name, and on a theme's tint what the theme is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from valita_desktop.ui.style import paint, theme
from valita_desktop.ui.widgets.page_heading import PageHeading
from valita_desktop.ui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from valita_desktop.content.model import Theme
    from valita_desktop.ui.style.theme import Appearance

_PAD, _LOW_PAD, _RADIUS = 18, 8, 14


class ThemeBand(QWidget):
    """Heading of a `ListHeader`; plain where the list is of no single theme.

    Attributes:
        heading: The name of the list.
        lead: What the theme is about.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = PageHeading()
        self.lead = PlainLabel()
        self.lead.setWordWrap(True)
        self._theme: Theme | None = None
        self._appearance: Appearance | None = None
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.lead)
        self.show_theme(None, "")

    def show_theme(self, which: Theme | None, about: str) -> None:
        """Stand on the tint of a theme, with a line about it; ``None`` is plain."""
        self._theme = which
        self.lead.setText(about)
        self._fit()
        self.update()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self._appearance = appearance
        self.update()

    def set_low(self, *, low: bool) -> None:
        """A low window has the name alone."""
        self._low = low
        self._fit()

    _low = False

    def _fit(self) -> None:
        tinted = self._theme is not None
        self.lead.setVisible(bool(self.lead.text()) and not self._low)
        side, pad = (_PAD, _LOW_PAD if self._low else _PAD) if tinted else (0, 0)
        self._column.setContentsMargins(side, pad, side, pad)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._theme is not None and self._appearance is not None:
            palette = self._appearance.palette
            number = theme.theme_number((self._theme,))
            paint.theme_ground(QPainter(self), self.rect(), number, palette, _RADIUS)
