"""What assistive technology is told beyond what Qt tells by itself.

A widget that has `accessible_interface` is told by what that makes. Qt asks for it the moment a
label gets its text, so a `HeadingLabel` is made empty and gets its words afterwards. Whatever is
made here is kept until Qt has let go of it, and is known to Qt no longer than its widget lives:
these two are the rule of this module, for the programs that read the screen hold on to all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QLocale, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleAttributesInterface,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QFrame, QLabel, QWidget
from shiboken6 import Shiboken, VoidPtr, isValid
from typing_extensions import override

from valita_desktop.ui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QObject

    from valita_desktop.content.model import Lang

_LOCALES = {
    "fi": QLocale.Language.Finnish,
    "sv": QLocale.Language.Swedish,
    "en": QLocale.Language.English,
}
_kept: list[QAccessibleInterface] = []
_PRUNE_AT = 500
"""More than any page has headings, so that pruning is rare, and few enough to cost nothing."""
_left_to_qt: list[QObject] = []


def locale_of(lang: Lang) -> QLocale:
    """The language of a material as Qt wants it."""
    return QLocale(_LOCALES[lang], QLocale.Country.Finland)


def set_language(widget: QWidget, lang: Lang) -> None:
    """Say in which language the words of a widget are, so that the right voice reads them."""
    widget.setLocale(locale_of(lang))


class HeadingLabel(PlainLabel):
    """A label that a screen reader finds as a heading.

    Args:
        level: 1 for the page, 2 for its sections, 3 below those.
        text: The words; may follow later by ``setText``.
    """

    def __init__(
        self, level: Literal[1, 2, 3], text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.level = level
        self.setProperty("role", f"h{level}")
        self.setWordWrap(True)
        self.setText(text)

    def accessible_interface(self) -> QAccessibleInterface:
        """A heading with its level and language."""
        return HeadingInterface(self)


class Attributes(QAccessibleAttributesInterface):
    """The language of something, and the level of a heading.

    Args:
        locale: The language.
        level: From 1; 0 is no heading.
    """

    def __init__(self, locale: QLocale, level: int = 0) -> None:
        super().__init__()
        self._told: dict[QAccessible.Attribute, object] = {QAccessible.Attribute.Locale: locale}
        if level:
            self._told[QAccessible.Attribute.Level] = level

    @override
    def attributeKeys(self) -> list[QAccessible.Attribute]:
        return list(self._told)

    @override
    def attributeValue(self, key: QAccessible.Attribute) -> object:
        return self._told.get(key)


def cast_to(part: Shiboken.Object | int | None) -> int:
    """What ``interface_cast`` of an interface answers: another interface, or nothing.

    Shiboken says that it takes an integer, but crashes on one, as it does on None.
    """
    return part if part is not None else VoidPtr(0)  # type: ignore[return-value]


class AccessibleWindow(QAccessibleWidget):
    """A window that is found as one, whatever widget it is made of."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, QAccessible.Role.Window, "")


class AlertFrame(QFrame):
    """A frame that a screen reader finds as a message, under its accessible name.

    Args:
        urgent: An alert; else a notice that can wait.
    """

    def __init__(self, *, urgent: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.urgent = urgent

    def accessible_interface(self) -> QAccessibleInterface:
        """A message or a notice."""
        roles = QAccessible.Role
        return QAccessibleWidget(self, roles.AlertMessage if self.urgent else roles.Notification)


class HeadingInterface(QAccessibleWidget):
    """What a `HeadingLabel` tells."""

    def __init__(self, heading: HeadingLabel) -> None:
        super().__init__(heading, QAccessible.Role.Heading, "")
        self._attributes = Attributes(heading.locale(), heading.level)

    @override
    def text(self, kind: QAccessible.Text) -> str:
        widget = self.widget()
        if kind == QAccessible.Text.Name and isinstance(widget, QLabel):
            return widget.text()
        return super().text(kind)

    @override
    def interface_cast(self, kind: QAccessible.InterfaceType) -> int:
        if kind != QAccessible.InterfaceType.AttributesInterface:
            return cast_to(super().interface_cast(kind))
        widget = self.widget()
        if isinstance(widget, HeadingLabel):  # its language may have changed
            self._attributes = Attributes(widget.locale(), widget.level)
        return cast_to(self._attributes)


class AccessiblePiece(QAccessibleInterface):
    """Something inside a widget that is no widget itself: a paragraph, a link, a row.

    Whoever makes pieces lets go of them by `forget`.

    Attributes:
        within: The widget.
        name: What is read aloud.
        pieces: What is inside, in reading order.
    """

    def __init__(
        self, within: QWidget, role: QAccessible.Role, name: str, attributes: Attributes
    ) -> None:
        super().__init__()
        self.within = within
        self.name = name
        self.pieces: Sequence[AccessiblePiece] = ()
        self._role = role
        self._attributes = attributes
        self._actions = _Actions(self)
        self._parent: AccessiblePiece | None = None

    def hold(self, pieces: Sequence[AccessiblePiece]) -> None:
        """Take in what is inside."""
        self.pieces = pieces
        for piece in pieces:
            piece._parent = self  # noqa: SLF001 - of the same class

    def area(self) -> QRect:
        """Where it stands in `within`, in pixels."""
        raise NotImplementedError

    def actions(self) -> list[str]:
        """What can be done with it, the usual first; names that Qt knows."""
        return []

    def do(self, action: str) -> None:
        """Do one of its `actions`."""

    @override
    def isValid(self) -> bool:
        return isValid(self.within)

    @override
    def object(self) -> QObject:
        return None  # type: ignore[return-value]  # Qt asks whether there is one

    @override
    def parent(self) -> QAccessibleInterface:
        return self._parent or QAccessible.queryAccessibleInterface(self.within)

    @override
    def child(self, index: int) -> QAccessibleInterface:
        if 0 <= index < len(self.pieces):
            return self.pieces[index]
        return None  # type: ignore[return-value]  # Qt asks whether there is one

    @override
    def childCount(self) -> int:
        return len(self.pieces)

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((n for n, piece in enumerate(self.pieces) if piece is child), -1)

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return piece_at(self.pieces, QPoint(x, y))  # type: ignore[return-value]

    @override
    def role(self) -> QAccessible.Role:
        return self._role

    @override
    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.readOnly = 1
        return state

    @override
    def rect(self) -> QRect:
        area = self.area()
        return QRect(self.within.mapToGlobal(area.topLeft()), area.size())

    @override
    def text(self, kind: QAccessible.Text) -> str:
        return self.name if kind == QAccessible.Text.Name else ""

    @override
    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Nothing: it is there to be read."""

    @override
    def interface_cast(self, kind: QAccessible.InterfaceType) -> int:
        if kind == QAccessible.InterfaceType.AttributesInterface:
            return cast_to(self._attributes)
        if kind == QAccessible.InterfaceType.ActionInterface and self.actions():
            return cast_to(self._actions)
        return cast_to(None)


class _Actions(QAccessibleActionInterface):
    def __init__(self, piece: AccessiblePiece) -> None:
        super().__init__()
        self._piece = piece

    @override
    def actionNames(self) -> list[str]:
        return self._piece.actions()

    @override
    def doAction(self, name: str) -> None:
        if name in self._piece.actions():
            self._piece.do(name)

    @override
    def keyBindingsForAction(self, _name: str) -> list[str]:
        return []


def piece_at(pieces: Iterable[AccessiblePiece], point: QPoint) -> AccessiblePiece | None:
    """Which of them stands at a point of the screen."""
    return next((piece for piece in pieces if piece.rect().contains(point)), None)


def forget(pieces: Iterable[AccessiblePiece]) -> None:
    """Let go of pieces and of all that is inside them; Qt must not find them any more."""
    for piece in pieces:
        forget(piece.pieces)
        if isValid(piece):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(piece))


def id_of_qts_own(widget: QWidget) -> int:
    """What Qt itself tells of a widget that has an `accessible_interface` of its own.

    It lives as long as the widget; its own interface may hand on parts of it. It is found by its
    number and never kept: Shiboken does not learn that Qt has deleted it, and whatever has its
    place in memory next would be taken for it.
    """
    _left_to_qt.append(widget)
    try:
        return QAccessible.uniqueId(QAccessible.queryAccessibleInterface(widget))
    finally:
        _left_to_qt.remove(widget)


def install() -> None:
    """Make widgets with an `accessible_interface` known; once, before the first is made."""
    QAccessible.installFactory(_interface)


def speak(window: QWidget, language: str) -> None:
    """Say in which language the words of a window are, and of all that is told without one.

    Args:
        window: With all that is in it, but for what has a language of its own.
        language: ``fi``, ``sv`` or ``en``.
    """
    locale = QLocale(_LOCALES[language], QLocale.Country.Finland)
    QLocale.setDefault(locale)
    window.setLocale(locale)


def announce(widget: QWidget, message: str, *, urgent: bool = False) -> None:
    """Let a screen reader say something that changed elsewhere than at the focus.

    Args:
        widget: What it is about.
        message: The words.
        urgent: At once, in the middle of another sentence.
    """
    event = QAccessibleAnnouncementEvent(widget, message)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def _interface(_key: str, thing: QObject) -> QAccessibleInterface | None:
    make = getattr(type(thing), "accessible_interface", None)
    if make is None or any(thing is other for other in _left_to_qt):
        return None
    if len(_kept) >= _PRUNE_AT:  # Qt has deleted those whose widget is gone
        _kept[:] = [kept for kept in _kept if isValid(kept)]
    made: QAccessibleInterface = make(thing)
    _kept.append(made)
    return made
