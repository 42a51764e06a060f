"""What the notebook of the window works with: made once, and handed to whoever shows it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from valita_desktop.i18n import _
from valita_desktop.ui.widgets.saving import ask_where

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from valita_desktop.ui.state.ports import NotebookStore

SUFFIX = ".csv"


def ask_path(parent: QWidget, name: str) -> Path | None:
    """Ask where to save a table; ``None`` where the person changed their mind."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return ask_where(parent, _("Save as a table"), Path(folder) / name, {SUFFIX: _("Table")})


@dataclass(frozen=True)
class NotebookServices:
    """What notes and uses are shown with; tests hand in their own.

    Attributes:
        store: Where they are kept.
        title_of: The title of an item in the content language of now; ``""`` where the library
            does not have it (any longer).
        ask_path: Asks where to save a table that is proposed under a name; ``None`` where the
            person changed their mind.
        lasting: What is written is there the next time too; false where own data cannot be kept.
    """

    store: NotebookStore
    title_of: Callable[[str], str]
    ask_path: Callable[[QWidget, str], Path | None] = ask_path
    lasting: bool = True
