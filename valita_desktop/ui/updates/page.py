"""The page of updates: see what is new, fetch it, bring it from a file, take it along.

Nothing is looked for and nothing fetched but by a button of this page, or by `AutoCheck` where
the settings say so. Whatever happens is told in the card; the materials stay as they were until
all of the new ones are here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from valita_desktop import BUNDLE_SUFFIX
from valita_desktop.errors import MassWithdrawalError
from valita_desktop.i18n import N_, _
from valita_desktop.ui.style import theme
from valita_desktop.ui.updates import texts as update_words
from valita_desktop.ui.updates.card import UpdateCard
from valita_desktop.ui.updates.news_list import NewsList
from valita_desktop.ui.updates.texts import (
    Activity,
    FoundUpdate,
    UpdatesState,
)
from valita_desktop.ui.updates.trips import WHOLE, UpdateTrips
from valita_desktop.ui.widgets.accessible import HeadingLabel, announce
from valita_desktop.ui.widgets.focus_regions import Region
from valita_desktop.ui.widgets.link_button import LinkButton
from valita_desktop.ui.widgets.page_heading import PageHeading
from valita_desktop.ui.widgets.plain import PlainLabel
from valita_desktop.ui.widgets.saving import ask_where
from valita_desktop.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from valita_desktop.ui.state.actions import PageContext
    from valita_desktop.ui.state.ports import UpdatePort
    from valita_desktop.ui.style.theme import Appearance

_PROMISES = {
    "off": N_("New materials are looked for and fetched only when you ask."),
    "notify": N_("New materials are looked for about once a day, and fetched only when you ask."),
    "automatic": N_(
        "New materials are looked for about once a day, and fetched at a quiet moment."
    ),
}


def ask_path(parent: QWidget, proposed: Path) -> Path | None:
    """Ask where to save the materials; ``None`` where the person changed their mind."""
    kinds = {BUNDLE_SUFFIX: _("Materials")}
    return ask_where(parent, _("Take along in a file…"), proposed, kinds)


class UpdatesPage(ScrollPage):
    """Page of updates: how `UpdateTrips` go, in an `UpdateCard`, and what changed last.

    Args:
        context: What every page is handed.
        updating: Checks, applies, exports and reverts.
        appearance: Colours and sizes.

    Attributes:
        trips: What is done, and how it stands.
        card: Says it.
        news: What changed last.
        revert_button: Goes back to the other materials.
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
        self._preferences = context.preferences
        self.trips = UpdateTrips(context, updating, self)
        self._heading = PageHeading()
        self._promise = PlainLabel()
        self._settings_button = QPushButton()
        self.card = UpdateCard(appearance)
        self._news_heading = HeadingLabel(2)
        self.revert_button = LinkButton()
        self.news = NewsList()
        self._lay_out()
        self._connect()
        self.retranslate()
        self.apply_theme(appearance)

    def show_now(self) -> None:
        """The page is shown anew: what was told of something that is over is forgotten."""
        self.show_settings()
        self.trips.forget_outcome()
        self.trips.refresh()

    def retranslate(self) -> None:
        """Say everything in the program's language of now."""
        self.setAccessibleName(_("Updates"))
        self._heading.setText(_("Updates"))
        self._settings_button.setText(_("Settings"))
        self._settings_button.setAccessibleName(_("Settings of updates"))
        self._news_heading.setText(_("What changed last"))
        self.card.retranslate()
        self._show_state()
        self.show_settings()

    def show_settings(self) -> None:
        """Say what is looked for by itself, and titles in the content language of now."""
        self._promise.setText(_(_PROMISES[self._preferences.now.updates]))
        self._show_news()

    def apply_theme(self, appearance: Appearance) -> None:
        """Take on colours and sizes."""
        self.card.apply_theme(appearance)
        self.suit(appearance)

    def regions(self) -> list[Region]:
        """Where F6 goes inside this view."""
        return [Region(self, self.card.stop_button if self.trips.busy else self.card.main_button)]

    def _ask_from(self) -> None:
        title, kind = _("Bring from a file (USB)…"), _("Materials")
        file, _filter = QFileDialog.getOpenFileName(self, title, "", f"{kind} (*{BUNDLE_SUFFIX})")
        if file:
            self.trips.check_file(Path(file))

    def _ask_to(self) -> None:
        proposed = Path(self._preferences.now.output_folder) / self._file_name()
        file = ask_path(self, proposed)
        if file is not None:
            self.trips.export(file)

    def _file_name(self) -> str:
        status = self.trips.state.status
        published = status.edition.published if status else None
        day = f"-{published.astimezone():%Y-%m-%d}" if published else ""
        return f"valita{day}{BUNDLE_SUFFIX}"

    def _lay_out(self) -> None:
        self._promise.setWordWrap(True)
        theme.set_role(self._promise, "lead")
        theme.set_role(self._settings_button, "link")
        line = QHBoxLayout()
        line.addWidget(self._promise, 1)
        line.addWidget(self._settings_button)
        self._news_heading.setContentsMargins(0, 18, 0, 0)
        self.column.addWidget(self._heading)
        self.column.addLayout(line)
        self.column.addWidget(self.card)
        self.column.addWidget(self._news_heading)
        self.column.addWidget(self.revert_button)
        self.column.addWidget(self.news)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.card.main_button.clicked.connect(self.trips.act)
        self.card.stop_button.clicked.connect(self.trips.stop)
        self.card.import_button.clicked.connect(self._ask_from)
        self.card.export_button.clicked.connect(self._ask_to)
        self.revert_button.clicked.connect(self.trips.revert)
        self.news.open_requested.connect(self._actions.open_item)
        self._settings_button.clicked.connect(self._open_settings)
        self.trips.changed.connect(self._show_change)
        self.trips.applied.connect(self._actions.library_changed)
        self.trips.progress.moved.connect(self._show_progress)

    def _open_settings(self) -> None:
        self._actions.open_settings()

    def _show_change(self, before: UpdatesState) -> None:
        now = self.trips.state
        self._show_state()
        if now.status is not before.status:
            self._show_news()
        if (before.doing, before.outcome) != (now.doing, now.outcome) and self.isVisible():
            announce(self, update_words.status_text(now).heading)

    def _show_progress(self, percent: int) -> None:
        if self.trips.state.doing in (Activity.FETCHING, Activity.PLACING):
            self.card.show_progress(percent if percent < WHOLE else None, going=True)

    def _show_state(self) -> None:
        doing, card = self.trips.state.doing, self.card
        focused = card.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        card.show_status(update_words.status_text(self.trips.state))
        card.main_button.setText(self._main_name())
        stoppable = doing in (Activity.CHECKING, Activity.FETCHING, Activity.STOPPING)
        for button in (card.main_button, card.import_button, card.export_button):
            button.setVisible(not self.trips.busy)
        card.stop_button.setVisible(stoppable)
        card.stop_button.setEnabled(doing is not Activity.STOPPING)
        if doing is not Activity.FETCHING:
            card.show_progress(None, going=self.trips.busy)
        self.revert_button.setEnabled(not self.trips.busy)
        if focused:
            self.regions()[0].entry.setFocus()

    def _main_name(self) -> str:
        outcome = self.trips.state.outcome
        if isinstance(outcome, FoundUpdate) and outcome.update:
            return _("Bring them in") if outcome.by_hand else _("Fetch them")
        if isinstance(outcome, MassWithdrawalError):
            return _("Allow it and go on")
        if isinstance(outcome, Exception) and self.trips.can_try_again:
            return _("Try again")
        return _("Look for new ones now")

    def _show_news(self) -> None:
        status = self.trips.state.status
        news = status.news if status else ()
        other = update_words.revert_name(status) if status else ""
        self.news.show_news(news, self._preferences.now.content_language)
        self.revert_button.setText(other)
        self.revert_button.setVisible(bool(other))
        self._news_heading.setVisible(bool(news or other))
