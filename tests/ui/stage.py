"""A window to test in, and what to look for in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from tests.fakes import FakeLibrary, FakeUpdates, FakeUserData, InlineJobs
from tests.ui.packets import FakePackets
from valita_desktop import i18n
from valita_desktop.errors import ItemNotFoundError
from valita_desktop.ui.home.tiles import ItemCard, ThemeTile
from valita_desktop.ui.item_list.list_view import ItemModel
from valita_desktop.ui.widgets.focus_regions import Region
from valita_desktop.ui.widgets.link_button import LinkButton
from valita_desktop.ui.widgets.wrapping_check_box import WrappingCheckBox
from valita_desktop.ui.window.main_window import MainWindow
from valita_desktop.ui.window.services import WindowServices

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from pytestqt.qtbot import QtBot

    from valita_desktop.content.model import Lang
    from valita_desktop.errors import LibraryError
    from valita_desktop.settings import Settings
    from valita_desktop.ui.item.page import ItemPage
    from valita_desktop.ui.item_list.list_view import ItemList, ListEntry
    from valita_desktop.ui.printing.services import PrintServices
    from valita_desktop.ui.reader.sought import Sought
    from valita_desktop.ui.settings.first_run import FirstRun
    from valita_desktop.ui.state.actions import PageContext
    from valita_desktop.ui.style.theme import Appearance

_SPOKEN_ROLE = Qt.ItemDataRole.AccessibleTextRole
NOWHERE = ("none",)
"""Ids that the fake page of an item does not know."""


class FakeItemPage(QLabel):
    """The page of an item, as far as the window sees it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.shown: list[tuple[str, Lang]] = []
        self.sought: list[Sought | None] = []
        self.read: list[tuple[str, Lang]] = []
        self.unknown = set(NOWHERE)

    def show_item(self, item_id: str, lang: Lang, sought: Sought | None = None) -> None:
        if item_id in self.unknown:
            raise ItemNotFoundError(item_id)
        self.shown.append((item_id, lang))
        self.sought.append(sought)

    def set_language(self, lang: Lang, sought: Sought | None = None) -> None:
        self.shown.append((self.shown[-1][0], lang))
        self.sought.append(sought)

    def read_ahead(self, item_id: str, lang: Lang) -> None:
        self.read.append((item_id, lang))

    def refresh_favourite(self) -> None:
        pass

    def refresh(self) -> None:
        self.shown.append(self.shown[-1])

    def retranslate(self) -> None:
        pass

    def apply_theme(self, appearance: Appearance) -> None:
        pass

    def regions(self) -> list[Region]:
        return [Region(self, self)]


class Stage:
    """A window on a fake library, with what it saved.

    Attributes:
        shell: The window.
        desk, library, userdata, packets, updates: What it works with.
        saved: The settings it saved, in order.
    """

    def __init__(
        self,
        qtbot: QtBot,
        settings: Settings,
        *,
        first_run: bool = False,
        trouble: LibraryError | None = None,
        locked: Collection[str] = (),
    ) -> None:
        self.library = FakeLibrary()
        self.userdata = FakeUserData()
        self.packets = FakePackets(self.library)
        self.updates = FakeUpdates()
        self.saved: list[Settings] = []
        self.desk = WindowServices(
            self.library,
            self.userdata,
            settings,
            self.saved.append,
            _item_page,
            self.packets.printing,
            self.packets.services(),
            self.updates,
            first_run,
            trouble,
            locked=frozenset(locked),
        )
        self.shell = MainWindow(self.desk, InlineJobs())
        self.qtbot = qtbot
        qtbot.addWidget(self.shell)

    @property
    def item(self) -> FakeItemPage:
        """The page of an item."""
        return cast("FakeItemPage", self.shell.stack.item)

    @property
    def first_run(self) -> FirstRun:
        """The page of the first start."""
        page = self.shell.first_run
        assert page is not None
        return page

    def show(self, width: int = 1366, height: int = 768) -> None:
        """Show the window in a size."""
        self.shell.resize(width, height)
        with self.qtbot.waitActive(self.shell):
            self.shell.show()
            self.shell.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Let posted layouts happen."""
        for _ in range(3):
            QCoreApplication.sendPostedEvents()

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press keys where the focus is."""
        for key in keys:
            target = self.shell.focusWidget() or self.shell
            self.qtbot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        for letter in text:
            self.qtbot.keyClicks(self.shell.focusWidget() or self.shell, letter)


def _item_page(_context: PageContext, _printing: PrintServices) -> ItemPage:
    return cast("ItemPage", FakeItemPage())


class PseudoCatalogue(i18n.Catalogue):
    """Every message longer and between brackets, so that what is not translated shows."""

    @override
    def gettext(self, message: str) -> str:
        return pseudo(message) if message else ""

    @override
    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return pseudo(singular if n == 1 else plural)

    @override
    def pgettext(self, context: str, message: str) -> str:
        return pseudo(message)


def pseudo(message: str) -> str:
    """A message a third longer, in words of its own, between brackets."""
    return f"⟦{message}{' ~~~~~' * (len(message) // 18)}{'~' * (len(message) // 3 % 6)}⟧"


def speak_pseudo() -> None:
    """From now on the program speaks a language that shows what is not translated."""
    i18n._Current.catalogue = PseudoCatalogue("en")


def listed(view: ItemList) -> list[str]:
    """The ids of the items in a list, from the top; ``""`` is the divider."""
    return [entry.row.id if entry.row else "" for entry in _entries(view)]


def spoken(view: ItemList, item_id: str) -> str:
    """What a screen reader says of an item in a list."""
    model = view.model()
    return str(model.data(model.index(listed(view).index(item_id), 0), _SPOKEN_ROLE))


def _entries(view: ItemList) -> Iterator[ListEntry]:
    model = view.model()
    assert isinstance(model, ItemModel)
    for position in range(model.rowCount()):
        entry = model.entry(model.index(position))
        assert entry is not None
        yield entry


def texts(root: QWidget) -> list[str]:
    """The words of the labels, buttons and boxes below that a person sees."""
    found = []
    for each in visible(root):
        if isinstance(each, QLabel | QAbstractButton):
            found.append(f"{each.text()}{' ✓' * _is_checked(each)}")
        elif isinstance(each, QComboBox):
            found.append(each.currentText())
    return found


def _is_checked(widget: QLabel | QAbstractButton) -> bool:
    return isinstance(widget, QAbstractButton) and widget.isChecked()


def visible(root: QWidget) -> Iterator[QWidget]:
    """Every widget below that a person sees."""
    return (each for each in root.findChildren(QWidget) if each.isVisible())


def clipped(root: QWidget) -> list[str]:
    """What does not show all its words, or stands out at the right; empty is good."""
    found = [f"{_name(each)} is cut: {why}" for each in visible(root) if (why := _cut(each))]
    for each in visible(root):
        right = each.mapTo(root, each.rect().topRight()).x()
        if right >= root.width() and each.width():
            found.append(f"{_name(each)} stands out at the right")
    areas = (each for each in root.findChildren(QScrollArea) if each.isVisible())
    wide = (each for each in areas if each.horizontalScrollBar().maximum() > 0)
    return [*found, *(f"{_name(each)} scrolls sideways" for each in wide)]


def _cut(widget: QWidget) -> str:
    for kind, check in _CHECKS:
        if isinstance(widget, kind):
            return check(widget)
    return ""


def _label(label: QLabel) -> str:
    words = label.text().replace("\u200b", " ").split()  # a place to wrap
    if not words:
        return ""
    margins = label.contentsMargins()
    room = label.width() - margins.left() - margins.right()
    metrics = label.fontMetrics()
    if label.wordWrap():
        if max(map(metrics.horizontalAdvance, words)) > room:
            return "a word is too long"
        return "too low" if label.heightForWidth(label.width()) > label.height() + 1 else ""
    shown = label.text().replace("&", "") if label.buddy() else label.text()
    return "too narrow" if metrics.horizontalAdvance(shown) > room else ""


def _grown(widget: ThemeTile | ItemCard | LinkButton | WrappingCheckBox) -> str:
    return "too low" if widget.heightForWidth(widget.width()) > widget.height() else ""


def _button(button: QAbstractButton | QComboBox) -> str:
    if isinstance(button, QAbstractButton) and not button.text():
        return "too small" if button.iconSize().width() > button.width() else ""
    hint = button.sizeHint()
    if hint.width() > button.width() + 1:
        return f"{hint.width()} > {button.width()} wide"
    return "too low" if hint.height() > button.height() + 1 else ""


def _no_words(_button: QToolButton) -> str:
    return ""


def _field(field: QLineEdit) -> str:
    return "too low" if field.fontMetrics().height() > field.height() - 4 else ""


_CHECKS: tuple[tuple[type[QWidget], Callable[..., str]], ...] = (
    (WrappingCheckBox, _grown),
    (ThemeTile, _grown),
    (ItemCard, _grown),
    (LinkButton, _grown),
    (QToolButton, _no_words),
    (QLabel, _label),
    (QPushButton, _button),
    (QCheckBox, _button),
    (QAbstractButton, _button),
    (QComboBox, _button),
    (QLineEdit, _field),
)


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    words = text() if callable(text) else widget.accessibleName()
    return f"{type(widget).__name__} {str(words)[:60]!r}"
