"""A material as a document that the person changes in their own office program.

It is saved where they say before it is opened: what they write into it must not be lost
with a temporary file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from valita_desktop import paths
from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _
from valita_desktop.ui.printing import backend
from valita_desktop.ui.widgets.saving import ask_where

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from valita_desktop.content.model import Item, Lang
    from valita_desktop.ui.state.actions import PageContext


def ask_path(parent: QWidget, proposed: Path) -> Path | None:
    """Ask where to save, and thereby in which format; ``None`` where they changed their mind."""
    kinds = {".docx": "Word", ".odt": "LibreOffice", ".html": _("Web page")}
    return ask_where(parent, _("Save as a document to change"), proposed, kinds)


@dataclass(frozen=True)
class DocumentServices:
    """What a `DocumentExport` works with; tests hand in their own.

    Attributes:
        writer: Takes the texts of an item, by its id and languages, and gives what writes them
            as ``docx``, ``odt`` or ``html``; that is slow. Raises a `ValitaError`.
        ask_path: Asks where to save; ``None`` where the person changed their mind.
        open_file: Opens a file in the computer's own program; false where it has none.
    """

    writer: Callable[[str, Sequence[Lang]], Callable[[str], bytes]]
    ask_path: Callable[[QWidget, Path], Path | None] = ask_path
    open_file: Callable[[Path], bool] = backend.open_file


class DocumentExport(QObject):
    """Saves an item as a document by a job, opens it, and has the window say how it went."""

    def __init__(self, services: DocumentServices, context: PageContext, over: QWidget) -> None:
        super().__init__(over)
        self._services = services
        self._context = context
        self._over = over

    def edit(self, item: Item, langs: Sequence[Lang]) -> None:
        """Ask where, save there, and open it.

        Args:
            item: The item.
            langs: Languages that it has, in the order in which its texts shall stand.
        """
        folder = backend.folder_for(self._context.preferences.now.output_folder)
        name = Path(backend.file_name(item.texts[langs[0]].title)).with_suffix(".docx")
        path = self._services.ask_path(self._over, folder / name)
        if path is None:
            return
        try:
            write = self._services.writer(item.id, langs)
        except ValitaError as error:
            self._context.actions.report(error)
            return
        work = partial(_saved, write, path)
        report = self._context.actions.report
        self._context.jobs.start(work, owner=self, done=self._open, failed=report)

    def _open(self, path: Path) -> None:
        preferences, actions = self._context.preferences, self._context.actions
        preferences.change(replace(preferences.now, output_folder=str(path.parent)))
        if self._services.open_file(path):
            told = _(
                "Saved and opened: {path}. When you have changed it, drop the file on this "
                "window: it becomes your own material."
            )
        else:
            told = _("Saved: {path}. No program on this computer opens it; LibreOffice would.")
        actions.tell(told.format(path=path))


def _saved(write: Callable[[str], bytes], path: Path) -> Path:
    paths.write_whole(path, write(path.suffix.lower().removeprefix(".")))
    return path
