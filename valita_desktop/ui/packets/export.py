"""From a packet to a PDF, to the printing program, to a colleague's file, and back from one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from valita_desktop import PACKET_SUFFIX, paths
from valita_desktop.content.layouts import Paper
from valita_desktop.errors import ValitaError
from valita_desktop.ui.printing import backend
from valita_desktop.ui.printing.delivery import PdfDelivery

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from valita_desktop.library.packets import Packet
    from valita_desktop.ui.packets.services import PacketServices
    from valita_desktop.ui.printing.services import PrintServices
    from valita_desktop.ui.state.actions import PageContext

T = TypeVar("T")


class PacketExport(QObject):
    """Gives packets away, with `PacketServices` and a `PdfDelivery`.

    Pages and files are made by a job, of the packet as it was when asked.

    Signals:
        told: Something was done; carries the words.
        busy_changed: Something is being made, or is no longer; carries which.
        failed: Something could not be done; carries the error.
    """

    told = Signal(str)
    busy_changed = Signal(bool)
    failed = Signal(Exception)

    def __init__(
        self,
        services: PacketServices,
        printing: PrintServices,
        context: PageContext,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._printing = printing
        self._jobs = context.jobs
        self._preferences = context.preferences
        self._delivery = PdfDelivery(printing.open_file, context.jobs, context.preferences, self)
        self._delivery.told.connect(self.told)
        self._delivery.refused.connect(self.told)
        self._delivery.failed.connect(self.failed)

    def save_as_pdf(self, packet: Packet, over: QWidget) -> None:
        """Ask where, then save the whole packet as one PDF."""
        path = self._asked(self._printing.ask_path, packet, ".pdf", over)
        if path:
            self._make(packet, partial(self._delivery.save, path))

    def save_for_colleague(self, packet: Packet, over: QWidget) -> None:
        """Ask where, then save the packet as a file."""
        path = self._asked(self._services.ask_save, packet, PACKET_SUFFIX, over)
        if path:
            self._start(partial(_saved, self._services, packet, path), self._delivery.say_saved)

    def ask_file(self, over: QWidget) -> Path | None:
        """Ask which file to take a packet from; ``None`` where the person changed their mind."""
        return self._services.ask_open(
            over, backend.folder_for(self._preferences.now.output_folder)
        )

    def _asked(
        self,
        ask: Callable[[QWidget, Path], Path | None],
        packet: Packet,
        suffix: str,
        over: QWidget,
    ) -> Path | None:
        folder = backend.folder_for(self._preferences.now.output_folder)
        name = backend.file_name(packet.name).removesuffix(".pdf") + suffix
        return ask(over, folder / name)

    def _make(self, packet: Packet, then: Callable[[bytes], None]) -> None:
        now = self._preferences.now
        try:
            handout = self._services.handout(packet, self._printing.school(), now, Paper.A4)
        except ValitaError as error:
            self.failed.emit(error)
            return
        self._start(partial(self._printing.render, handout), then)

    def _start(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self.busy_changed.emit(True)  # noqa: FBT003 - Qt's own
        self._jobs.start(work, owner=self, done=partial(self._made, then), failed=self._not_made)

    def _made(self, then: Callable[[T], None], made: T) -> None:
        self.busy_changed.emit(False)  # noqa: FBT003 - Qt's own
        then(made)

    def _not_made(self, error: Exception) -> None:
        self.busy_changed.emit(False)  # noqa: FBT003 - Qt's own
        if not isinstance(error, ValitaError):
            raise error
        self.failed.emit(error)


def _saved(services: PacketServices, packet: Packet, path: Path) -> Path:
    paths.write_whole(path, services.encode(packet))
    return path
