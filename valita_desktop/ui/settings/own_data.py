"""A person's own things on the page of settings: out into a file, in from one.

What comes in adds to what is here; what was here is copied before, and stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from valita_desktop.i18n import _, ngettext
from valita_desktop.messages.owndata import left_out, own_came
from valita_desktop.ui.style import theme
from valita_desktop.ui.widgets.flow_layout import FlowLayout
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.widgets.saving import ask_where

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.library.owndata import TakenIn
    from valita_desktop.ui.state.actions import PageContext

SUFFIX = ".json"


def ask_save(parent: QWidget) -> Path | None:
    """Ask where to save; ``None`` where the person changed their mind."""
    proposed = Path.home() / _("valita-own-data.json")
    return ask_where(parent, _("Save to a file"), proposed, {SUFFIX: _("Own data")})


def ask_open(parent: QWidget) -> Path | None:
    """Ask for a file; ``None`` where the person changed their mind."""
    home, kind = str(Path.home()), _("Own data")
    chosen, _filter = QFileDialog.getOpenFileName(
        parent, _("Bring from a file"), home, f"{kind} (*{SUFFIX})"
    )
    return Path(chosen) if chosen else None


@dataclass(frozen=True)
class OwnDataServices:
    """What the section works with; tests hand in their own.

    Attributes:
        export: Writes everything into a file and tells how many entries; slow.
        take_in: Adds what a file holds; slow.
        ask_save: Asks where to save.
        ask_open: Asks for a file.
    """

    export: Callable[[Path], int]
    take_in: Callable[[Path], TakenIn]
    ask_save: Callable[[QWidget], Path | None] = ask_save
    ask_open: Callable[[QWidget], Path | None] = ask_open


class OwnDataSection(QWidget):
    """Two buttons of the `SettingsPage`, and what they are for.

    Args:
        services: What it works with.
        context: What every page is handed.

    Attributes:
        save_button: Everything into a file.
        bring_button: In from a file.
    """

    def __init__(self, services: OwnDataServices, context: PageContext) -> None:
        super().__init__()
        self._services = services
        self._context = context
        self._note = PlainLabel()
        self._note.setWordWrap(True)
        theme.set_role(self._note, "muted")
        self.save_button, self.bring_button = QPushButton(), QPushButton()
        self.save_button.clicked.connect(self._save)
        self.bring_button.clicked.connect(self._bring)
        row = QWidget()
        buttons = FlowLayout(8, row)
        for button in (self.save_button, self.bring_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._note)
        column.addWidget(row)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self._note.setText(
            _(
                "Favourites, packets, notes and the log of use. Keep them in a file, or take them "
                "along to another computer. What comes in adds to what is here."
            )
        )
        self.save_button.setText(_("Save to a file…"))
        self.bring_button.setText(_("Bring from a file…"))

    def _save(self) -> None:
        path = self._services.ask_save(self)
        if path is not None:
            work, done = partial(self._services.export, path), partial(self._say_saved, path)
            report = self._context.actions.report
            self._context.jobs.start(work, owner=self, done=done, failed=report)

    def _say_saved(self, path: Path, count: int) -> None:
        told = ngettext("{n} entry saved: {path}", "{n} entries saved: {path}", count)
        self._context.actions.tell(told.format(n=count, path=path))

    def _bring(self) -> None:
        path = self._services.ask_open(self)
        if path is not None:
            work, report = partial(self._services.take_in, path), self._context.actions.report
            self._context.jobs.start(work, owner=self, done=self._say_brought, failed=report)

    def _say_brought(self, taken: TakenIn) -> None:
        new = ngettext(
            "{n} new entry. What was here has stayed, and a copy of it is kept.",
            "{n} new entries. What was here has stayed, and a copy of it is kept.",
            taken.new,
        ).format(n=taken.new)
        if not taken.new and not taken.own_items:
            new = _("Everything in the file was here already.")
        self._context.actions.favourites_changed()
        self._context.actions.tell(
            " ".join(filter(None, (new, own_came(taken.own_items), left_out(taken.unsigned))))
        )
