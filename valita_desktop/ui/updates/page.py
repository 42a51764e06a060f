"""The page of updates: see what is new, fetch it, bring it from a file, take it along.

Nothing is looked for and nothing fetched but by a button of this page. Whatever happens is
told in the card; the materials stay as they were until all of the new ones are here.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from valita_desktop.errors import MassWithdrawalError, ValitaError
from valita_desktop.i18n import N_, _
from valita_desktop.sync.updates import BUNDLE_SUFFIX
from valita_desktop.ui.state.jobs import JobQueue
from valita_desktop.ui.style import theme
from valita_desktop.ui.updates import texts as update_words
from valita_desktop.ui.updates.card import UpdateCard
from valita_desktop.ui.updates.news_list import NewsList
from valita_desktop.ui.updates.texts import (
    Activity,
    AppliedUpdate,
    FoundUpdate,
    UpdatesState,
    WrittenFile,
)
from valita_desktop.ui.widgets.accessible import HeadingLabel, announce
from valita_desktop.ui.widgets.focus_regions import Region
from valita_desktop.ui.widgets.link_button import LinkButton
from valita_desktop.ui.widgets.scroll_page import WIDEST_EM, ScrollPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from valita_desktop.sync.export import ExportResult
    from valita_desktop.sync.service import ApplyResult, UpdateStatus
    from valita_desktop.sync.updater import Update
    from valita_desktop.ui.state.actions import PageContext
    from valita_desktop.ui.state.ports import UpdatePort
    from valita_desktop.ui.style.theme import Appearance

T = TypeVar("T")

log = logging.getLogger(__name__)

_WHOLE = 100
_PROMISES = {
    "off": N_("New materials are looked for and fetched only when you ask."),
    "notify": N_("New materials are looked for about once a day, and fetched only when you ask."),
}


class UpdatesPage(ScrollPage):
    """Page of updates: how the materials are, in an `UpdateCard`, and what changed last.

    Args:
        context: What every page is handed.
        updating: Checks, applies, exports and reverts.
        look: Colours and sizes.
    """

    def __init__(
        self,
        context: PageContext,
        updating: UpdatePort,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = context.actions
        self._updating = updating
        self._jobs = context.jobs
        self._preferences = context.preferences
        self._state = UpdatesState()
        self._refreshing = False
        self._found: FoundUpdate | None = None
        self._again: Callable[[], None] | None = self.check
        self._progress = _WindowProgress(self)
        self._heading = HeadingLabel(1)
        self._promise = QLabel()
        self._settings = QPushButton()
        self.card = UpdateCard(appearance)
        self._news_heading = HeadingLabel(2)
        self.revert_button = LinkButton()
        self.news = NewsList()
        self._lay_out()
        self._connect()
        self.retranslate()
        self.apply_theme(appearance)

    # --- what is shown -----------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Something is going on."""
        return self._state.doing is not Activity.NOTHING

    def show_now(self) -> None:
        """The page is shown anew: what was told of something that is over is forgotten."""
        self.show_settings()
        if not self.busy and not isinstance(self._state.outcome, FoundUpdate):
            self._set(outcome=None)
        self.refresh()

    def refresh(self) -> None:
        """Show how the materials stand now; looks nowhere but on this computer."""
        if not self._refreshing:
            self._refreshing = True
            self._jobs.start(
                self._updating.status, owner=self, done=self._stands, failed=self._unknown
            )

    def show_found(self, update: Update) -> None:
        """Show what was found without having been asked here."""
        if not self.busy:
            self._looked(update)

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.setAccessibleName(_("Updates"))
        self._heading.setText(_("Updates"))
        self._settings.setText(_("Settings"))
        self._settings.setAccessibleName(_("Settings of updates"))
        self._news_heading.setText(_("What changed last"))
        self.card.retranslate()
        self._tell()
        self.show_settings()

    def show_settings(self) -> None:
        """Say what is looked for by itself, and titles in the content language of now."""
        self._promise.setText(_(_PROMISES[self._preferences.now.updates]))
        self._show_news()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self.card.apply_theme(appearance)
        self.fit(appearance.em(WIDEST_EM))

    def regions(self) -> list[Region]:
        """Where F6 goes inside this view."""
        return [Region(self, self.card.stop if self.busy else self.card.main)]

    # --- acting ------------------------------------------------------------------------

    def check(self) -> None:
        """See what is new where materials usually come from."""
        self._again = self.check
        self._progress.begin()
        source = self._preferences.now.update_source
        self._begin(
            Activity.LOOKING, partial(self._updating.check, source, self._progress), self._looked
        )

    def check_file(self, file: Path) -> None:
        """See what is new in a file that somebody brought."""
        self._again = partial(self.check_file, file)
        self._progress.begin()
        work = partial(self._updating.check_file, file)
        self._begin(Activity.LOOKING, work, partial(self._looked, by_hand=True))

    def apply(self, *, allow_withdrawals: bool = False) -> None:
        """Fetch what was found."""
        if self._found is None:
            return
        self._progress.begin()
        work = partial(
            self._updating.apply,
            self._found.update,
            self._progress,
            allow_withdrawals=allow_withdrawals,
        )
        self._begin(Activity.FETCHING, work, self._arrived)

    def revert(self) -> None:
        """Use the other edition that is kept on this computer."""
        self._again = None
        self._begin(Activity.GOING_BACK, self._updating.revert, partial(self._arrived, back=True))

    def export(self, file: Path) -> None:
        """Write the materials of this computer into one file."""
        self._again = None
        work = partial(self._updating.export, file)
        self._begin(Activity.WRITING, work, partial(self._written, file))

    def stop(self) -> None:
        """Stop what is going on, as soon as it can be stopped."""
        self._progress.cancel()
        self._set(doing=Activity.STOPPING)

    def _act(self) -> None:
        """What the main button says."""
        outcome = self._state.outcome
        if isinstance(outcome, FoundUpdate) and outcome.update:
            self.apply()
        elif isinstance(outcome, MassWithdrawalError):
            self.apply(allow_withdrawals=True)
        elif isinstance(outcome, Exception) and self._again:
            self._again()
        else:
            self.check()

    def _ask_from(self) -> None:
        title, kind = _("Bring from a file (USB)…"), _("Materials")
        file, _filter = QFileDialog.getOpenFileName(self, title, "", f"{kind} (*{BUNDLE_SUFFIX})")
        if file:
            self.check_file(Path(file))

    def _ask_to(self) -> None:
        title, kind = _("Take along in a file…"), _("Materials")
        proposed = Path(self._preferences.now.output_folder) / self._file_name()
        file, _filter = QFileDialog.getSaveFileName(
            self, title, str(proposed), f"{kind} (*{BUNDLE_SUFFIX})"
        )
        if file:
            self.export(Path(file))

    def _file_name(self) -> str:
        status = self._state.status
        published = status.edition.published if status else None
        day = f"-{published:%Y-%m-%d}" if published else ""
        return f"valita{day}{BUNDLE_SUFFIX}"

    # --- building ----------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._promise.setWordWrap(True)
        theme.set_role(self._promise, "lead")
        theme.set_role(self._settings, "link")
        line = QHBoxLayout()
        line.addWidget(self._promise, 1)
        line.addWidget(self._settings)
        self._news_heading.setContentsMargins(0, 18, 0, 0)
        self.column.addWidget(self._heading)
        self.column.addLayout(line)
        self.column.addWidget(self.card)
        self.column.addWidget(self._news_heading)
        self.column.addWidget(self.revert_button)
        self.column.addWidget(self.news)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.card.main.clicked.connect(self._act)
        self.card.stop.clicked.connect(self.stop)
        self.card.from_file.clicked.connect(self._ask_from)
        self.card.to_file.clicked.connect(self._ask_to)
        self.revert_button.clicked.connect(self.revert)
        self.news.open_requested.connect(self._actions.open_item)
        self._settings.clicked.connect(self._open_settings)
        self._progress.moved.connect(self._show_progress)
        app = QCoreApplication.instance()
        if app:
            app.aboutToQuit.connect(self._progress.cancel)

    # --- what the jobs report ----------------------------------------------------------

    def _begin(self, doing: Activity, work: Callable[[], T], done: Callable[[T], None]) -> None:
        if not self.busy:
            self._set(doing=doing)
            self._jobs.start(
                work, owner=self, done=done, failed=self._failed, queue=JobQueue.UPDATES
            )

    def _stands(self, status: UpdateStatus) -> None:
        self._refreshing = False
        self._set(doing=self._state.doing, status=status)
        self._show_news()

    def _unknown(self, error: Exception) -> None:
        self._refreshing = False
        if not self.busy:
            self._failed(error)

    def _looked(self, update: Update, *, by_hand: bool = False) -> None:
        stopped = self._state.doing is Activity.STOPPING
        self._found = None if stopped else FoundUpdate(update, by_hand)
        self._set(outcome=self._found)
        self.refresh()

    def _arrived(self, taken: ApplyResult, *, back: bool = False) -> None:
        self._found = None
        self._set(status=taken.status, outcome=AppliedUpdate(back))
        self._show_news()
        self._actions.library_changed(taken)

    def _open_settings(self) -> None:
        self._actions.open_settings()

    def _written(self, file: Path, handed: ExportResult) -> None:
        self._set(outcome=WrittenFile(file, handed))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ValitaError):
            log.error("an update met a fault", exc_info=error)
        self._set(outcome=error)
        if self._again:
            self.refresh()  # when it was looked last

    def _show_progress(self, percent: int) -> None:
        if self._state.doing in (Activity.FETCHING, Activity.PLACING):
            self.card.show_progress(percent if percent < _WHOLE else None, going=True)
            if percent >= _WHOLE and self._state.doing is Activity.FETCHING:
                self._set(doing=Activity.PLACING)

    # --- showing -----------------------------------------------------------------------

    def _set(self, *, doing: Activity = Activity.NOTHING, **fields: object) -> None:
        """Change some fields of the state and show it; nothing is going on unless said."""
        before = self._state
        self._state = replace(before, doing=doing, **fields)  # type: ignore[arg-type]  # by name
        self._tell()
        if (before.doing, before.outcome) != (doing, self._state.outcome) and self.isVisible():
            announce(self, update_words.status_text(self._state).heading)

    def _tell(self) -> None:
        doing, card = self._state.doing, self.card
        focused = card.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        card.tell(update_words.status_text(self._state))
        card.main.setText(self._main_name())
        stoppable = doing in (Activity.LOOKING, Activity.FETCHING, Activity.STOPPING)
        for button in (card.main, card.from_file, card.to_file):
            button.setVisible(not self.busy)
        card.stop.setVisible(stoppable)
        card.stop.setEnabled(doing is not Activity.STOPPING)
        if doing is not Activity.FETCHING:
            card.show_progress(None, going=self.busy)
        self.revert_button.setEnabled(not self.busy)
        if focused:
            self.regions()[0].entry.setFocus()

    def _main_name(self) -> str:
        outcome = self._state.outcome
        if isinstance(outcome, FoundUpdate) and outcome.update:
            return _("Bring them in") if outcome.by_hand else _("Fetch them")
        if isinstance(outcome, MassWithdrawalError):
            return _("Allow it and go on")
        if isinstance(outcome, Exception) and self._again:
            return _("Try again")
        return _("Look for new ones now")

    def _show_news(self) -> None:
        status = self._state.status
        news = status.news if status else ()
        other = update_words.revert_name(status) if status else ""
        self.news.show_news(news, self._preferences.now.content_language)
        self.revert_button.setText(other)
        self.revert_button.setVisible(bool(other))
        self._news_heading.setVisible(bool(news or other))


class _WindowProgress(QObject):
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
        percent = min(_WHOLE, done * _WHOLE // max(total, 1))
        if percent != self._percent:
            self._percent = percent
            self.moved.emit(percent)

    def is_cancelled(self) -> bool:
        """True once the update should stop."""
        return self._cancelled.is_set()
