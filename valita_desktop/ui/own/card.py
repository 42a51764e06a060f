"""An own item on its page: what it is called, what is wrong with it, what can be done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from valita_desktop.i18n import _, ngettext
from valita_desktop.library.own_items import BrokenItem, OwnItem
from valita_desktop.messages.errors import message
from valita_desktop.ui.style import icons, theme
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.widgets.link_button import LinkButton
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.wording import rows as wording

if TYPE_CHECKING:
    from pathlib import Path

    from valita_desktop.content.model import Lang
    from valita_desktop.errors import ContentError
    from valita_desktop.ui.style.theme import Appearance

Act = Literal["begin", "bring", "edit", "hand_on", "folder", "remove"]
"""What can be done on the page of own items."""

EVERY_ACT: frozenset[Act] = frozenset(get_args(Act))

_INDENT = 10
"""Pixels: in line with the words of a `LinkButton`."""
_MOST_TOLD = 5
"""Mistakes of one item that are told at once."""


class OwnCard(QFrame):
    """Card of an `OwnPage` for one item, in the language of the window when it was made.

    Args:
        own: The item.
        lang: The language that its title is shown in.
        appearance: Colours and sizes.
        acts: What may be done.

    Attributes:
        buttons: What can be done with it, by name: ``edit``, ``hand_on``, ``folder``, ``remove``.

    Signals:
        open_requested: It is to be read.
        asked: Something else; carries the name of its button.
    """

    open_requested = Signal()
    asked = Signal(str)

    def __init__(
        self,
        own: OwnItem | BrokenItem,
        lang: Lang,
        appearance: Appearance,
        acts: frozenset[Act] = EVERY_ACT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme.set_role(self, "card")
        self.own = own
        self.buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(4)
        if isinstance(own, OwnItem):
            self.title = LinkButton(own.row.title(lang))
            self.title.clicked.connect(self.open_requested)
            column.addWidget(self.title)
            column.addWidget(_small(_facts(own)))
        else:
            self._tell_mistakes(own, column, appearance)
        row = QWidget()
        buttons = FlowLayout(8, row)
        row.setContentsMargins(_INDENT, 0, 0, 0)
        names: dict[Act, str] = {
            "edit": _("Edit"),
            "hand_on": _("For a colleague…"),
            "folder": _("Open the folder"),
            "remove": _("Move to the trash"),
        }
        if isinstance(own, BrokenItem):
            acts -= {"hand_on"}
        title = own.title if isinstance(own, BrokenItem) else own.row.title(lang)
        for name in (each for each in names if each in acts):
            words = names[name]
            button = self.buttons[name] = QPushButton(words)
            button.setAccessibleName(f"{words}: {title}")
            button.clicked.connect(partial(self._ask, name))
            buttons.addWidget(button)
        column.addWidget(row)

    def _tell_mistakes(self, own: BrokenItem, column: QVBoxLayout, look: Appearance) -> None:
        head = PlainLabel(own.title)
        theme.set_role(head, "h3")
        head.setWordWrap(True)
        head.setContentsMargins(_INDENT, 4, 0, 0)
        column.addWidget(head)
        count = len(own.mistakes)
        told = ngettext(
            "Not shown until {n} mistake is mended:",
            "Not shown until {n} mistakes are mended:",
            count,
        )
        warning = PlainLabel(told.format(n=count))
        warning.setWordWrap(True)
        warning.setContentsMargins(_INDENT, 0, 0, 0)
        theme.set_role(warning, "error")
        column.addWidget(warning)
        for mistake in own.mistakes[:_MOST_TOLD]:
            line = PlainLabel(mistake_words(mistake, own.folder))
            line.setWordWrap(True)
            line.setContentsMargins(_INDENT + look.icon_px(icons.SMALL), 0, 0, 0)
            column.addWidget(line)
        if count > _MOST_TOLD:
            more = ngettext("… and {n} more.", "… and {n} more.", count - _MOST_TOLD)
            column.addWidget(_small(more.format(n=count - _MOST_TOLD)))

    def _ask(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.asked.emit(name)


def mistake_words(mistake: ContentError, folder: Path) -> str:
    """A mistake in one line: the file by its name alone, its line, what is wrong, what to do."""
    told = message(mistake)
    happened = told.happened.replace(f"{folder}/", "").replace(f"{folder}\\", "")
    return f"{happened} {told.todo}"


def _facts(own: OwnItem) -> str:
    names = [_(wording.LANG_NAMES[lang]) for lang in own.row.langs]
    return wording.DOT.join(filter(None, (", ".join(names), wording.facts(own.row))))


def _small(words: str) -> PlainLabel:
    label = PlainLabel(words)
    label.setWordWrap(True)
    label.setContentsMargins(_INDENT, 0, 0, 0)
    theme.set_role(label, "small")
    return label
