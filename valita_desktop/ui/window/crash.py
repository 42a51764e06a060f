"""A fault of the program itself: into the log, and one calm window for the person.

No traceback ever reaches a person unasked. A fault while the window is open shows only the
log, so that a fault that repeats cannot pile up windows.
"""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QMessageBox

from valita_desktop.i18n import _
from valita_desktop.logs import traceback_of
from valita_desktop.messages.errors import message
from valita_desktop.ui.widgets.plain import PlainMessageBox
from valita_desktop.ui.wording.titles import titled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

log = logging.getLogger(__name__)


class CrashWindow(PlainMessageBox):
    """Message box of a `CrashReporter`: what happened, what is safe and where the log is.

    Args:
        error: The fault.
        log_file: Where it was written.
    """

    def __init__(self, error: BaseException, log_file: Path) -> None:
        super().__init__(QApplication.activeWindow())
        told = message(error) if isinstance(error, Exception) else message(Exception())
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle(titled(""))
        self.setText(told.happened)
        self.setInformativeText(
            "\n\n".join((f"{told.works} {told.todo}", _("Log file: {file}").format(file=log_file)))
        )
        self.setDetailedText(traceback_of(error))
        self.carry_on = self.addButton(_("Carry on"), QMessageBox.ButtonRole.RejectRole)
        self.leave = self.addButton(_("Close the program"), QMessageBox.ButtonRole.AcceptRole)
        self.setDefaultButton(self.carry_on)


class CrashReporter:
    """Hook of the interpreter for faults that nothing else has caught; tells by a `CrashWindow`.

    Args:
        log_file: What people are told to send.
        ask: Shows a window for a fault and returns whether to close the program.
    """

    def __init__(
        self, log_file: Path, ask: Callable[[BaseException, Path], bool] | None = None
    ) -> None:
        self._log_file = log_file
        self._ask = ask or _ask
        self._asking = False

    def install(self) -> None:
        """From now on take every fault that reaches the top."""
        sys.excepthook = self.take

    def take(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log a fault and tell the person, once at a time; as ``sys.excepthook`` is called.

        Args:
            kind: Class of the fault; a ``KeyboardInterrupt`` closes the program instead.
            error: The fault.
            trace: Where it was raised, for the log.
        """
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log.critical("a fault of the program", exc_info=(kind, error, trace))
        if self._asking or QApplication.instance() is None:
            return
        self._asking = True
        try:
            if self._ask(error, self._log_file):
                QApplication.exit(2)
        finally:
            self._asking = False


def _ask(error: BaseException, log_file: Path) -> bool:
    window = CrashWindow(error, log_file)
    window.exec()
    return window.clickedButton() is window.leave
