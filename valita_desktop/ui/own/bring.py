"""Before own items are taken in, what they are; of a document, what is left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from valita_desktop.i18n import _, ngettext
from valita_desktop.letters import seen
from valita_desktop.messages.documents import losses_told
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.wording.titles import titled

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from valita_desktop.errors import LossCode
    from valita_desktop.library.packet_file import PacketFile
    from valita_desktop.ui.style.theme import Appearance

_MOST_TOLD = 8


class BringDialog(QDialog):
    """Asks whether the own items of a file are wanted.

    Args:
        file: The file.
        found: What it holds.
        appearance: Sizes.

    Attributes:
        yes: Takes them.
    """

    def __init__(
        self, file: Path, found: PacketFile, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        count = len(found.items)
        asked = ngettext(
            "Take {n} material among your own?", "Take {n} materials among your own?", count
        ).format(n=count)
        self.setWindowTitle(titled(asked))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        head = PlainLabel(asked)
        theme.set_role(head, "h2")
        names = [" ".join(seen(each.title or each.id).split()) for each in found.items]
        shown = "\n".join(f"– {name}" for name in names[:_MOST_TOLD])
        words = PlainLabel(f"{shown}\n…" if count > _MOST_TOLD else shown)
        packet = _("The packet “{name}” comes with it.").format(name=found.name)
        tell = " ".join(
            (
                *([packet] if found.entries else []),
                _("From the file {name}. Nobody has checked what is in it.").format(name=file.name),
                _("What you have stays as it is."),
            )
        )
        note = PlainLabel(tell)
        theme.set_role(note, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        for label in (head, words, note):
            label.setWordWrap(True)
            column.addWidget(label)
        buttons = QDialogButtonBox()
        self.yes = QPushButton(_("Take in"))
        theme.set_role(self.yes, "primary")
        buttons.addButton(self.yes, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QPushButton(_("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.setMinimumSize(appearance.em(26), appearance.em(12))


class LossDialog(QDialog):
    """Tells what of a document did not come along as it was; nothing waits for it to be read.

    Args:
        name: What the document is called.
        losses: How often, by kind.
        appearance: Sizes.

    Attributes:
        lines: A line for each kind.
    """

    def __init__(
        self,
        name: str,
        losses: Mapping[LossCode, int],
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(titled(_("Look at these places")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told = _("Not everything in “{name}” came as it was:")
        head = PlainLabel(told.format(name=" ".join(seen(name).split())))
        theme.set_role(head, "h3")
        self.lines = PlainLabel("\n".join(f"– {each}" for each in losses_told(losses)))
        buttons = QDialogButtonBox()
        close = QPushButton(_("Close"))
        theme.set_role(close, "primary")
        buttons.addButton(close, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        for label in (head, self.lines):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addWidget(buttons)
        self.setMinimumSize(appearance.em(26), appearance.em(8))
