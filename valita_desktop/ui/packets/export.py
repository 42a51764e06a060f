"""From a packet to a PDF, to the printing program, to a colleague's file, and back from one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from valita_desktop import paths
from valita_desktop.errors import ValitaError
from valita_desktop.i18n import _
from valita_desktop.library import packet_file
from valita_desktop.ui.printing import backend as printing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from valita_desktop.library.packet_file import PacketFile
    from valita_desktop.library.packets import Packet
    from valita_desktop.ui.packets.services import PacketDesk
    from valita_desktop.ui.state.actions import PageContext


class PacketExport(QObject):
    """Gives packets away. Pages are made by a job, of the packet as it was when asked.

    Signals:
        told: Something was done; carries the words.
        busy: Pages are being made, or are no longer; carries which.
        failed: Something could not be done; carries the error.
    """

    told = Signal(str)
    busy = Signal(bool)
    failed = Signal(object)

    def __init__(
        self, desk: PacketDesk, context: PageContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = context.jobs
        self._preferences = context.preferences

    def save_as_pdf(self, packet: Packet, over: QWidget) -> None:
        """Ask where, then save the whole packet as one PDF."""
        path = self._asked(self._desk.ask_pdf, packet, ".pdf", over)
        if path:
            self._make(packet, partial(_write, path), self._say_saved)

    def open_for_printing(self, packet: Packet, _over: QWidget) -> None:
        """Give the whole packet to the program that prints PDF files."""
        name = printing.file_name(packet.name)
        self._make(packet, partial(_write_to_open, name), self._open_file)

    def save_for_colleague(self, packet: Packet, over: QWidget) -> None:
        """Ask where, then save the packet as a file."""
        path = self._asked(self._desk.ask_save, packet, packet_file.SUFFIX, over)
        if path is None:
            return
        try:
            paths.write_whole(path, packet_file.encode(packet))
        except ValitaError as error:
            self.failed.emit(error)
        else:
            self._say_saved(path)

    def ask_file(self, over: QWidget) -> PacketFile | None:
        """Ask which file, and read it; ``None`` where there is nothing to take."""
        folder = printing.folder_for(self._preferences.now.output_folder)
        path = self._desk.ask_open(over, folder)
        try:
            return packet_file.read(path) if path else None
        except ValitaError as error:
            self.failed.emit(error)
            return None

    def _asked(
        self,
        ask: Callable[[QWidget, Path], Path | None],
        packet: Packet,
        suffix: str,
        over: QWidget,
    ) -> Path | None:
        folder = printing.folder_for(self._preferences.now.output_folder)
        name = printing.file_name(packet.name).removesuffix(".pdf") + suffix
        return ask(over, folder / name)

    def _make(
        self, packet: Packet, keep: Callable[[bytes], Path], done: Callable[[Path], None]
    ) -> None:
        try:
            handout = self._desk.handout(packet)
        except ValitaError as error:
            self.failed.emit(error)
            return
        render = self._desk.render
        self.told.emit(_("Making the pages…"))
        self.busy.emit(True)  # noqa: FBT003 - Qt's own

        def work() -> Path:
            return keep(render(handout))

        self._jobs.start(work, owner=self, done=partial(self._made, done), failed=self._not_made)

    def _made(self, done: Callable[[Path], None], path: Path) -> None:
        self.busy.emit(False)  # noqa: FBT003 - Qt's own
        done(path)

    def _not_made(self, error: Exception) -> None:
        self.busy.emit(False)  # noqa: FBT003 - Qt's own
        self.told.emit("")
        if not isinstance(error, ValitaError):
            raise error
        self.failed.emit(error)

    def _say_saved(self, path: Path) -> None:
        self._preferences.change(replace(self._preferences.now, output_folder=str(path.parent)))
        self.told.emit(_("Saved: {path}").format(path=path))

    def _open_file(self, path: Path) -> None:
        if self._desk.open_file(path):
            self.told.emit(_("Opened in the program for PDF files. Print it from there."))
        else:
            self.told.emit(
                _("There is no program for PDF files. Save the PDF and print it elsewhere.")
            )


def _write(path: Path, data: bytes) -> Path:
    paths.write_whole(path, data)
    return path


def _write_to_open(name: str, data: bytes) -> Path:
    return printing.write_to_open(data, name)
