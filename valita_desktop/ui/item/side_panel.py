"""What stands beside a text: its headings and its handouts; after it, what goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from valita_desktop.content.handout import Layout
from valita_desktop.i18n import _
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.text.writer import ReaderHeading
from valita_desktop.ui.widgets.accessible import HeadingLabel
from valita_desktop.ui.widgets.link_button import LinkButton
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.wording.layouts import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.ui.item.sheet_picture import SheetPicture
    from valita_desktop.ui.notebook.corner import NotebookCorner
    from valita_desktop.ui.style.theme import Appearance

_INDENT = 14
_DEEPEST = 2


@dataclass(frozen=True)
class SidePanelContent:
    """What a `SidePanel` and an `AfterPanel` tell of an item.

    Attributes:
        layouts: Handouts that can be made of it.
        related: Ids and titles of items that belong with it.
        origin: Version, licence and the like, a line each.
        item_id: The item.
        own_act: What makes it one's own, or edits it where it is; ``""`` where neither can be.
        is_own: It is one's own already, and can be handed on.
    """

    layouts: Sequence[Layout]
    related: Sequence[tuple[str, str]]
    origin: Sequence[str]
    item_id: str = ""
    own_act: str = ""
    is_own: bool = False


class SidePanel(QWidget):
    """Panel of an `ItemPage` beside its text, or under it in a narrow window.

    Args:
        picture: The sheet, as it is printed.
        appearance: Colours and sizes.
        own: What stands in it of the person's own.

    Signals:
        heading_requested: Go to a heading; carries it.
        print_requested: Print in a layout; carries it.
    """

    heading_requested = Signal(ReaderHeading)
    print_requested = Signal(Layout)

    def __init__(
        self,
        picture: SheetPicture,
        appearance: Appearance,
        own: NotebookCorner | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._layouts: Sequence[Layout] = ()
        self._headings: Sequence[ReaderHeading] = ()
        self._contents = _Group()
        self._sheets = _Group()
        self._picture = picture
        self._own = own
        self._own_first = False
        self._sheets_title = HeadingLabel(2)
        theme.set_role(self._sheets_title, "h3")
        self._sheets.title.hide()
        pair = QWidget()
        handouts = QHBoxLayout(pair)
        handouts.setContentsMargins(0, 0, 0, 0)
        handouts.setSpacing(6)
        top = Qt.AlignmentFlag.AlignTop
        handouts.addWidget(picture, 0, top)
        handouts.addWidget(self._sheets, 1, top)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 12)
        column.setSpacing(10)
        column.addWidget(self._contents)
        column.addWidget(self._sheets_title)
        column.addWidget(pair)
        picture.clicked.connect(partial(self.print_requested.emit, Layout.SHEET))
        self.retranslate()
        self.apply_theme(appearance)

    def show_item(self, content: SidePanelContent) -> None:
        """Tell of another item."""
        self._layouts = content.layouts
        self._fill()

    def place_own(self, *, first: bool) -> None:
        """Have what is the person's own stand above all else, or below the handouts."""
        if self._own is None:
            return
        column = self._column
        column.removeWidget(self._own)
        column.insertWidget(0 if first else column.count(), self._own)
        self._own_first = first
        self._put_in_order()

    def show_headings(self, headings: Sequence[ReaderHeading]) -> None:
        """Offer these headings of the text; one alone leads nowhere that is not in view."""
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
                for heading in (self._headings if len(self._headings) > 1 else ())
            ],
            self._appearance,
        )

    def set_picture_width(self, width: int) -> None:
        """How wide the picture of the sheet is, in pixels."""
        self._picture.set_width(self._appearance, width)

    def entry(self) -> QWidget:
        """What the keyboard meets first."""
        if self._own is not None and self._own_first:
            return self._own.entry()
        for group in (self._contents, self._sheets):
            if group.links:
                return group.links[0]
        return self

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self._contents.title.setText(_("On this page"))
        self._sheets_title.setText(_("Handouts"))
        self._picture.retranslate()
        self._fill()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours."""
        self._appearance = appearance
        self._picture.set_width(appearance, self._picture.width())
        self._fill()
        self.show_headings(self._headings)

    def _put_in_order(self) -> None:
        """Have the keyboard go from top to bottom, whatever was put in last."""
        children = self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        tops = sorted(children, key=self._column.indexOf)
        every = [each for top in tops for each in (top, *top.findChildren(QWidget))]
        for one, following in pairwise(each for each in every if _takes_tab(each)):
            QWidget.setTabOrder(one, following)

    def _fill(self) -> None:
        self._sheets.fill(
            [
                (
                    _(LAYOUTS[one].name),
                    LAYOUTS[one].icon,
                    0,
                    partial(self.print_requested.emit, one),
                )
                for one in self._layouts
            ],
            self._appearance,
        )
        self._sheets_title.setVisible(bool(self._layouts))
        self._picture.setVisible(Layout.SHEET in self._layouts)


class AfterPanel(QWidget):
    """What stands after the text of an `ItemPage`: where to go on, and where it is from.

    Signals:
        open_requested: Open another item; carries its id.
        own_requested: Make the item one's own, or edit it where it is; carries its id.
        hand_on_requested: Save the item for a colleague; carries its id.
    """

    open_requested = Signal(str)
    own_requested = Signal(str)
    hand_on_requested = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._related: Sequence[tuple[str, str]] = ()
        self._more = _Group()
        self._origin = PlainLabel()
        self._origin.setWordWrap(True)
        theme.set_role(self._origin, "small")
        self._item_id = ""
        self.own_link = LinkButton()
        self.own_link.clicked.connect(self._ask_own)
        self.hand_on_link = LinkButton()
        self.hand_on_link.clicked.connect(self._ask_hand_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._more)
        column.addWidget(self._origin)
        column.addWidget(self.own_link)
        column.addWidget(self.hand_on_link)
        self.retranslate()

    def show_item(self, content: SidePanelContent) -> None:
        """Tell of another item."""
        self._related = content.related
        self._item_id = content.item_id
        self.own_link.setText(content.own_act)
        self.own_link.setVisible(bool(content.own_act))
        self.hand_on_link.setVisible(content.is_own)
        self._origin.setText("\n".join(content.origin))
        self.apply_theme(self._appearance)

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self._more.title.setText(_("Goes with this"))
        self.hand_on_link.setText(_("For a colleague…"))

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours."""
        self._appearance = appearance
        self._more.fill(
            [
                (title, "", 0, partial(self.open_requested.emit, item_id))
                for item_id, title in self._related
            ],
            appearance,
        )

    def _ask_own(self) -> None:
        self.own_requested.emit(self._item_id)

    def _ask_hand_on(self) -> None:
        self.hand_on_requested.emit(self._item_id)


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
        held = next((n for n, link in enumerate(self.links) if link.hasFocus()), -1)
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
        if links and held >= 0:  # the keyboard stays at its place
            link = self.links[min(held, len(links) - 1)]
            link.show()
            link.setFocus(Qt.FocusReason.OtherFocusReason)


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.focusProxy() is None
