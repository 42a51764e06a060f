"""What printing works with: made once for a window, and handed to every page that prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from valita_desktop.ui.printing import backend

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from valita_desktop.content.handout import Handout, PaperSource, School
    from valita_desktop.ui.printing.job import (
        Glance,
        Printers,
        PrinterState,
        PrintJob,
        SentJob,
        Watch,
    )


@dataclass(frozen=True)
class PrintServices:
    """What the print dialog and the packets print with; tests hand in their own.

    Attributes:
        render: From a handout to a PDF; slow.
        source: Where facts and pictures come from.
        school: Whose paper it is, by the settings of now.
        ask_path: Asks where to save; ``None`` where the person changed their mind.
        open_file: Opens a file in the computer's own program; false where it has none.
        printers: Lists the printers; slow.
        send: Gives a document to a printer and tells a `Watch` of it; slow. Returns its number
            in the queue, or 0. Raises `PrinterError`.
        printer_state: What a printer can do and how it is; slow.
        look: How a document is that was sent, and its printer; slow.
    """

    render: Callable[[Handout], bytes]
    source: PaperSource
    school: Callable[[], School]
    ask_path: Callable[[QWidget, Path], Path | None] = backend.ask_path
    open_file: Callable[[Path], bool] = backend.open_file
    printers: Callable[[], Printers] = backend.list_printers
    send: Callable[[PrintJob, Watch], int] = backend.send
    printer_state: Callable[[str], PrinterState | None] = backend.printer_state
    look: Callable[[SentJob], Glance] = backend.look
