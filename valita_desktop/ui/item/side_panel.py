"""What stands beside a text: its headings, its handouts, its languages, where it is from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from valita_desktop.content.handout import Layout
from valita_desktop.i18n import _
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.text.writer import ReaderHeading
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.link_button import LinkButton
from valita_desktop.ui.widgets.plain import PlainLabel, set_tip
from valita_desktop.ui.wording.layouts import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.ui.style.theme import Appearance

_INDENT = 14
_DEEPEST = 2


@dataclass(frozen=True)
class SidePanelContent:
    """What a `SidePanel` tells of an item.

    Attributes:
        layouts: Handouts that can be made of it.
        has_easy: It has a text in easy language.
        has_both: It is in both languages.
        related: Ids and titles of items that belong with it.
        origin: Version, licence and the like, a line each.
    """

    layouts: Sequence[Layout]
    has_easy: bool
    has_both: bool
    related: Sequence[tuple[str, str]]
    origin: Sequence[str]


class SidePanel(QWidget):
    """Panel of an `ItemPage` beside its text, or under it in a narrow window.

    Args:
        appearance: Colours and sizes.
        own: What stands in it of the person's own.

    Attributes:
        beside_button: Shows both languages.
        easy_button: Shows the text in easy language.

    Signals:
        heading_requested: Go to a heading; carries it.
        print_requested: Print in a layout; carries it.
        open_requested: Open another item; carries its id.
    """

    heading_requested = Signal(ReaderHeading)
    print_requested = Signal(Layout)
    open_requested = Signal(str)

    def __init__(
        self, appearance: Appearance, own: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._content: SidePanelContent | None = None
        self._headings: Sequence[ReaderHeading] = ()
        self.beside_button = _switch()
        self.easy_button = _switch()
        self._own = own
        self._own_first = False
        self._contents = _Group()
        self._sheets = _Group()
        self._more = _Group()
        self._origin = PlainLabel()
        self._origin.setWordWrap(True)
        theme.set_role(self._origin, "small")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 12)
        column.setSpacing(10)
        for thing in (
            self._contents,
            self.easy_button,
            self.beside_button,
            self._sheets,
            self._more,
        ):
            column.addWidget(thing)
        column.addWidget(self._origin)
        column.addStretch(1)
        self.retranslate()
        self.apply_theme(appearance)

    def show_item(self, content: SidePanelContent) -> None:
        """Tell of another item."""
        self._content = content
        self.easy_button.setVisible(content.has_easy)
        self.beside_button.setVisible(content.has_both)
        self._fill()

    def place_own(self, *, first: bool) -> None:
        """Have what is the person's own stand above all else, or below the handouts."""
        if self._own is None:
            return
        column = self._column
        column.removeWidget(self._own)
        column.insertWidget(0 if first else column.indexOf(self._more), self._own)
        self._own_first = first
        self._put_in_order()

    def show_headings(self, headings: Sequence[ReaderHeading]) -> None:
        """Offer these headings of the text."""
        self._headings = [heading for heading in headings if heading.level <= _DEEPEST]
        outermost = min((heading.level for heading in self._headings), default=1)
        self._contents.fill(
            [
                (
                    heading.text,
                    "",
                    _INDENT * (heading.level - outermost),
                    partial(self.heading_requested.emit, heading),
                )
                for heading in self._headings
            ],
            self._appearance,
        )

    def entry(self) -> QWidget:
        """What the keyboard meets first."""
        if self._own is not None and self._own_first:
            return self._own
        for group in (self._contents, self._sheets):
            if group.links:
                return group.links[0]
        return self.beside_button

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self._contents.title.setText(_("On this page"))
        self._sheets.title.setText(_("Handouts"))
        self._more.title.setText(_("Goes with this"))
        self.beside_button.setText(_("Show both languages"))
        set_tip(self.beside_button, _("Finnish and Swedish beside each other (Ctrl+Shift+B)"))
        self.easy_button.setText(_("Show in easy language"))
        self._fill()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours."""
        self._appearance = appearance
        for button, name in ((self.beside_button, "columns-2"), (self.easy_button, "feather")):
            icons.put_on(button, name, appearance.palette.text, appearance)
        self._fill()
        self.show_headings(self._headings)

    def _put_in_order(self) -> None:
        """Have the keyboard go from top to bottom, whatever was put in last."""
        items = map(self._column.itemAt, range(self._column.count()))
        tops = [top for top in (item and item.widget() for item in items) if top]
        every = [each for top in tops for each in (top, *top.findChildren(QWidget))]
        for one, following in pairwise(each for each in every if _takes_tab(each)):
            QWidget.setTabOrder(one, following)

    def _fill(self) -> None:
        if self._content is None:
            return
        self._sheets.fill(
            [
                (
                    _(LAYOUTS[one].name),
                    LAYOUTS[one].icon,
                    0,
                    partial(self.print_requested.emit, one),
                )
                for one in self._content.layouts
            ],
            self._appearance,
        )
        self._more.fill(
            [
                (title, "", 0, partial(self.open_requested.emit, item_id))
                for item_id, title in self._content.related
            ],
            self._appearance,
        )
        self._origin.setText("\n".join(self._content.origin))


class _Group(QWidget):
    """A heading with links under it; hidden without any."""

    def __init__(self) -> None:
        super().__init__()
        self.title = HeadingLabel(2)
        theme.set_role(self.title, "h3")
        self.links: list[LinkButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(0)
        self._column.addWidget(self.title)

    def fill(
        self, links: Sequence[tuple[str, str, int, partial[None]]], appearance: Appearance
    ) -> None:
        """Offer these: words, name of the icon or ``""``, indent in pixels, what they do."""
        for link in self.links:
            self._column.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = []
        for words, icon, indent, act in links:
            link = LinkButton(words, indent)
            if icon:
                icons.put_on(link, icon, appearance.palette.primary, appearance)
            link.clicked.connect(act)
            self._column.addWidget(link)
            self.links.append(link)
        self.setVisible(bool(links))


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.focusProxy() is None


def _switch() -> QPushButton:
    button = QPushButton()
    button.setCheckable(True)
    return button
