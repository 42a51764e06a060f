"""What the page of updates does: one thing at a time, by a job, and how it went.

Knows no widget: the page shows the state that this one holds.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from valita_desktop.errors import (
    MassWithdrawalError,
    SettingLockedError,
    UpdateCancelledError,
    ValitaError,
)
from valita_desktop.settings import usual_source
from valita_desktop.sync.service import ApplyResult
from valita_desktop.ui.state.jobs import JobQueue
from valita_desktop.ui.updates.texts import (
    Activity,
    AppliedUpdate,
    FoundUpdate,
    Outcome,
    UpdatesState,
    WrittenFile,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from valita_desktop.sync.export import ExportResult
    from valita_desktop.sync.service import UpdateStatus
    from valita_desktop.sync.updater import Update
    from valita_desktop.ui.state.actions import PageContext
    from valita_desktop.ui.state.ports import UpdatePort

T = TypeVar("T")

log = logging.getLogger(__name__)

WHOLE = 100
"""Per cent."""


class UpdateTrips(QObject):
    """Checks, applies, exports and reverts by an `UpdatePort`, and holds an `UpdatesState`.

    Args:
        context: What every page is handed.
        updating: Does it, slowly.

    Attributes:
        state: How it stands now.
        progress: Told by whatever goes on.

    Signals:
        begun: A person has asked for something.
        changed: The state is another; carries the one before.
        applied: Other materials are in use; carries what came of it.
        failed: Something did not work; carries the error.
    """

    begun = Signal()
    changed = Signal(UpdatesState)
    applied = Signal(ApplyResult)
    failed = Signal(Exception)

    def __init__(
        self, context: PageContext, updating: UpdatePort, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._updating = updating
        self._jobs = context.jobs
        self._preferences = context.preferences
        self.state = UpdatesState()
        self.progress = WindowProgress(self)
        self._refreshing = False
        self._found: FoundUpdate | None = None
        self._begun = Activity.NOTHING
        self._unseen = False
        self._again: Callable[[], None] | None = self.check
        self.progress.moved.connect(self._place_when_fetched)
        app = QCoreApplication.instance()
        if app:
            app.aboutToQuit.connect(self.progress.cancel)

    @property
    def busy(self) -> bool:
        """Something is going on."""
        return self.state.doing is not Activity.NOTHING

    @property
    def can_try_again(self) -> bool:
        """What went wrong last can be asked for once more."""
        return self._again is not None

    @property
    def offered(self) -> Update | None:
        """What can be fetched and was not brought by hand; ``None`` if nothing is."""
        found = self._found
        return found.update if found and found.update and not found.by_hand else None

    def offer_again(self) -> None:
        """Say of what is offered that it can be fetched, whatever was told last."""
        if not self.busy:
            self._end(self._found)

    def keep_outcome(self) -> None:
        """What was told last, nobody has seen: it is told to whoever comes next."""
        self._unseen = True

    def forget_outcome(self) -> None:
        """What was told of something that is over is told no longer; an offer stays."""
        unseen, self._unseen = self._unseen, False
        if not unseen and not self.busy and not isinstance(self.state.outcome, FoundUpdate):
            self._end(None)

    def refresh(self) -> None:
        """Find out how the materials stand now; looks nowhere but on this computer."""
        if not self._refreshing:
            self._refreshing = True
            self._jobs.start(
                self._updating.status, owner=self, done=self._stands, failed=self._unknown
            )

    def show_found(self, update: Update) -> None:
        """Offer what was found without having been asked here."""
        if not self.busy:
            self._checked(update)

    def act(self) -> None:
        """Do what the main button says: fetch what was found, try again, or look."""
        outcome = self.state.outcome
        if isinstance(outcome, FoundUpdate) and outcome.update:
            self.apply()
        elif isinstance(outcome, MassWithdrawalError):
            self.apply(allow_withdrawals=True)
        elif isinstance(outcome, Exception) and self._again:
            self._again()
        else:
            self.check()

    def check(self) -> None:
        """See what is new where materials usually come from."""
        source = usual_source(self._preferences.now)
        work = partial(self._updating.check, source, self.progress)
        self._begin(Activity.CHECKING, work, self._checked, again=self.check)

    def check_file(self, file: Path) -> None:
        """See what is new in a file that somebody brought, where files may be brought."""
        if not self._preferences.now.import_allowed:
            if not self.busy:
                self._again = None
                self._end(SettingLockedError("import_allowed"))
            return
        work = partial(self._updating.check_file, file, self.progress)
        done = partial(self._checked, by_hand=True)
        self._begin(Activity.CHECKING, work, done, again=partial(self.check_file, file))

    def apply(self, *, allow_withdrawals: bool = False) -> None:
        """Fetch what was found."""
        if self._found is None:
            return
        work = partial(
            self._updating.apply,
            self._found.update,
            self.progress,
            allow_withdrawals=allow_withdrawals,
        )
        self._begin(Activity.FETCHING, work, self._applied, again=self._again)

    def revert(self) -> None:
        """Use the other edition that is kept on this computer."""
        self._begin(Activity.REVERTING, self._updating.revert, partial(self._applied, back=True))

    def export(self, file: Path) -> None:
        """Write the materials of this computer into one file."""
        work = partial(self._updating.export, file)
        self._begin(Activity.EXPORTING, work, partial(self._written, file))

    def stop(self) -> None:
        """Stop what is going on, as soon as it can be stopped."""
        if self.busy:
            self.progress.cancel()
            self._change(replace(self.state, doing=Activity.STOPPING))

    def _begin(
        self,
        doing: Activity,
        work: Callable[[], T],
        done: Callable[[T], None],
        *,
        again: Callable[[], None] | None = None,
    ) -> None:
        """Do something, unless something goes on; ``again`` tries it once more."""
        if not self.busy:
            self._begun, self._again = doing, again
            self.progress.begin()
            self._change(replace(self.state, doing=doing))
            self.begun.emit()
            self._jobs.start(
                work, owner=self, done=done, failed=self._failed, queue=JobQueue.UPDATES
            )

    def _stands(self, status: UpdateStatus) -> None:
        self._refreshing = False
        self._change(replace(self.state, status=status))

    def _unknown(self, error: Exception) -> None:
        self._refreshing = False
        _log_fault(error)
        if not self.busy:
            self._end(error)

    def _checked(self, update: Update, *, by_hand: bool = False) -> None:
        stopped = self.state.doing is Activity.STOPPING
        self._found = None if stopped else FoundUpdate(update, by_hand)
        self._end(self._found)
        self.refresh()

    def _applied(self, result: ApplyResult, *, back: bool = False) -> None:
        self._found = None
        self._change(UpdatesState(result.status, outcome=AppliedUpdate(back)))
        self.applied.emit(result)

    def _written(self, file: Path, written: ExportResult) -> None:
        self._end(WrittenFile(file, written))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UpdateCancelledError) and self._begun is Activity.CHECKING:
            self._end(None)  # nothing was being fetched, and nothing is to be told
            self.refresh()
            return
        _log_fault(error)
        self._end(error)
        if self._again:
            self.refresh()  # when it was looked last
        self.failed.emit(error)

    def _place_when_fetched(self, percent: int) -> None:
        if percent >= WHOLE and self.state.doing is Activity.FETCHING:
            self._change(replace(self.state, doing=Activity.PLACING))

    def _end(self, outcome: Outcome) -> None:
        self._change(UpdatesState(self.state.status, outcome=outcome))

    def _change(self, state: UpdatesState) -> None:
        before, self.state = self.state, state
        self.changed.emit(before)


def _log_fault(error: Exception) -> None:
    """Log what is no refusal but a fault of the program."""
    if not isinstance(error, ValitaError):
        log.error("an update met a fault", exc_info=error)


class WindowProgress(QObject):
    """Watches an update on whatever thread it runs, and tells the window's.

    Signals:
        moved: So many per cent are here.
    """

    moved = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cancelled = Event()
        self._percent = -1

    def begin(self) -> None:
        """Before an update."""
        self._cancelled.clear()
        self._percent = -1

    def cancel(self) -> None:
        """The update is to stop."""
        self._cancelled.set()

    def report(self, done: int, total: int) -> None:
        """So many bytes are here; tells whole per cents only."""
        percent = min(WHOLE, done * WHOLE // max(total, 1))
        if percent != self._percent:
            self._percent = percent
            self.moved.emit(percent)

    def is_cancelled(self) -> bool:
        """True once the update should stop."""
        return self._cancelled.is_set()
