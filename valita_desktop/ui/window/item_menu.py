"""What can be done with an item of a list, as the menu of its row or card."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from valita_desktop.i18n import N_, _
from valita_desktop.ui.wording.shortcuts import key_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from valita_desktop.ui.packets.add_menu import AddToPacketMenu


class ItemActs(NamedTuple):
    """What the menu of an item does.

    Attributes:
        favourite: It is one already.
        own: What makes the item one's own, or edits it and hands it on, each with its name.
        packets: The packets that it can go into; ``None`` where they cannot be read.
    """

    open: Callable[[], object]
    present: Callable[[], object]
    print: Callable[[], object]
    toggle_favourite: Callable[[], object]
    copy_title: Callable[[], object]
    favourite: bool
    packets: AddToPacketMenu | None
    own: Sequence[tuple[str, Callable[[], object]]] = ()


class ItemMenu(QMenu):
    """Menu of an item; goes when it is closed.

    Args:
        acts: What its lines do.
        parent: What it belongs to.
    """

    def __init__(self, acts: ItemActs, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kept = N_("Take from favourites") if acts.favourite else N_("Add to favourites")
        self._add(N_("Open"), acts.open, "Return")
        self._add(N_("Present to a class"), acts.present, "F5")
        self._add(N_("Print…"), acts.print, "Ctrl+P")
        self.addSeparator()
        self._add(kept, acts.toggle_favourite, "Ctrl+D")
        if acts.packets is not None:
            acts.packets.setParent(self, acts.packets.windowFlags())
            self.addMenu(acts.packets)
        self.addSeparator()
        for name, act in acts.own:
            self._add(name, act)
        self._add(N_("Copy the title"), acts.copy_title)

    def _add(self, name: str, act: Callable[[], object], keys: str = "") -> None:
        told = f"\t{key_name(keys)}" if keys else ""  # to be read: the list itself has the keys
        action = self.addAction(_(name) + told)
        action.triggered.connect(partial(_do, act))


def _do(act: Callable[[], object], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
    act()
