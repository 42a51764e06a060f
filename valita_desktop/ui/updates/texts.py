"""How updates stand, in words: a state in, what the card of the updates page says out.

Pure, so that another language is only another call. It is always said from when the
materials here are, or that they work as before.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from valita_desktop.errors import SettingLockedError, SourceError, SourceErrorCode, ValitaError
from valita_desktop.i18n import N_, _, current, ngettext
from valita_desktop.library.news import Fate
from valita_desktop.messages.errors import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from valita_desktop.library.editions import Edition
    from valita_desktop.library.news import News
    from valita_desktop.sync.export import ExportResult
    from valita_desktop.sync.service import UpdateStatus
    from valita_desktop.sync.updater import Update

_MEGABYTE = 1_000_000


class Activity(Enum):
    """What `UpdateTrips` are at: one thing at a time, or nothing."""

    NOTHING = auto()
    CHECKING = auto()
    FETCHING = auto()
    PLACING = auto()
    STOPPING = auto()
    REVERTING = auto()
    EXPORTING = auto()


@dataclass(frozen=True)
class FoundUpdate:
    """Outcome of a check: something was looked into.

    Attributes:
        update: What is there.
        by_hand: It is a file that somebody brought.
    """

    update: Update
    by_hand: bool = False


@dataclass(frozen=True)
class AppliedUpdate:
    """Outcome of an update or a way back: other materials are in use.

    Attributes:
        back: The person went back to them.
    """

    back: bool = False


@dataclass(frozen=True)
class WrittenFile:
    """Outcome of an export: the materials are in a file."""

    file: Path
    handed: ExportResult


Outcome = FoundUpdate | AppliedUpdate | WrittenFile | Exception | None


@dataclass(frozen=True)
class UpdatesState:
    """What `UpdateTrips` hold and the page of updates shows.

    Attributes:
        status: How the materials stand; ``None`` before it is known.
        doing: What is going on.
        outcome: How the last thing that was done went; ``None`` if nothing was.
    """

    status: UpdateStatus | None = None
    doing: Activity = Activity.NOTHING
    outcome: Outcome = None


class StatusText(NamedTuple):
    """What `UpdateCard` says.

    Attributes:
        icon: Name of it.
        role: Of the icon's colour: ``plain``, ``ok`` or ``error``.
        heading: What is.
        text: More on it, and what to do.
        details: For those who help; ``""`` if there is nothing more.
    """

    icon: str
    role: str
    heading: str
    text: str
    details: str = ""


_DOING: dict[Activity, tuple[str, str]] = {
    Activity.CHECKING: (
        N_("Looking for new materials…"),
        N_("You can go on working meanwhile."),
    ),
    Activity.FETCHING: (
        N_("Fetching new materials…"),
        N_("You can go on working meanwhile. Those here stay in use until all is there."),
    ),
    Activity.PLACING: (
        N_("Putting the new materials in place…"),
        N_("This takes a few seconds."),
    ),
    Activity.STOPPING: (N_("Stopping…"), N_("The materials stay as they were.")),
    Activity.REVERTING: (
        N_("Putting the other materials in place…"),
        N_("This takes a few seconds."),
    ),
    Activity.EXPORTING: (
        N_("Writing the materials into the file…"),
        N_("Leave the stick in until it is done."),
    ),
}


def status_text(state: UpdatesState) -> StatusText:
    """What the card says about a state, in the program's language."""
    if state.doing is not Activity.NOTHING:
        heading, text = _DOING[state.doing]
        return StatusText("refresh-cw", "plain", _(heading), _(text))
    outcome = state.outcome
    if isinstance(outcome, FoundUpdate) and (outcome.update or outcome.by_hand):
        return _found(outcome, state.status)
    if isinstance(outcome, AppliedUpdate):
        return _arrived(outcome, state.status)
    if isinstance(outcome, WrittenFile):
        return _written(outcome)
    if isinstance(outcome, Exception):
        return _failed(outcome)
    return _resting(state.status)


def from_when(edition: Edition) -> str:
    """From when the materials here are."""
    if edition.published is None:
        return _("The materials here are release {seq}.").format(seq=edition.seq)
    return _("The materials here are from {date}.").format(date=current().day_of(edition.published))


def revert_name(status: UpdateStatus) -> str:
    """Name of the button that uses the other edition that is kept; ``""`` if none is."""
    previous = status.previous
    if previous is None:
        return ""
    later = previous.seq > status.edition.seq
    if previous.published is None:
        return _("Use the newer materials again") if later else _("Use the previous materials")
    newer, older = _("Use the newer materials ({date})"), _("Use the previous materials ({date})")
    return (newer if later else older).format(date=current().day_of(previous.published))


def counts(update: Update) -> str:
    """What is new, in numbers and bytes: “3 new, 1 corrected, 2.1 MB”."""
    if update.new is None:
        parts = [ngettext("{n} item in all", "{n} items in all", update.items)]
        parts = [parts[0].format(n=update.items)] if update.items else []
    else:
        numbers = (update.new, update.changed or 0, update.withdrawn or 0)
        parts = _numbers(dict(zip(Fate, numbers, strict=True)))
    return ", ".join([*parts, size_name(update.size)])


def news_counts(news: Sequence[News]) -> str:
    """The same of what has been brought: “3 new, 1 corrected”."""
    return ", ".join(_numbers({fate: sum(1 for n in news if n.fate is fate) for fate in Fate}))


def size_name(size: int) -> str:
    """Bytes as people read them: megabytes with one decimal, or kilobytes."""
    if size >= _MEGABYTE:
        return _("{n} MB").format(n=current().number(size / _MEGABYTE, decimals=1))
    return _("{n} kB").format(n=-(-size // 1000))


def moment(at: dt.datetime) -> str:
    """A day and the time on this computer's clock: ``24.11.2026 klo 9.05``."""
    local = at.astimezone()
    date, time = current().date(local.date()), current().time(local)
    return _("{date} at {time}").format(date=date, time=time)


def _resting(status: UpdateStatus | None) -> StatusText:
    if status is None:
        return StatusText("refresh-cw", "plain", "", "")
    here, looked = from_when(status.edition), status.last_check
    bare = here.rstrip(".")  # as a heading
    if looked is None:
        return StatusText(
            "refresh-cw", "plain", bare, _("You have not looked for new ones on this computer yet.")
        )
    when = moment(looked.at)
    if status.check_failed:
        tried = _("New ones were looked for in vain on {when}.").format(when=when)
        return StatusText("refresh-cw", "plain", bare, tried)
    if status.outdated:
        seen = _("They were there on {when}.").format(when=when)
        return StatusText("download", "plain", _("There are newer materials"), f"{seen} {here}")
    checked = _("Checked on {when}.").format(when=when)
    return StatusText("circle-check", "ok", _("Everything is up to date"), f"{checked} {here}")


def _found(found: FoundUpdate, status: UpdateStatus | None) -> StatusText:
    update = found.update
    here = from_when(status.edition) if status else ""
    if not update:
        nothing = _("There is nothing new in {name}").format(name=Path(update.source).name)
        return StatusText("circle-check", "ok", nothing, here)
    signers = ", ".join(update.signers)
    lines = [_("Signed by {signers}.").format(signers=signers)]
    if update.published:
        day = current().day_of(dt.datetime.fromisoformat(update.published))
        lines = [_("Published {date}, signed by {signers}.").format(date=day, signers=signers)]
    if found.by_hand:
        lines.insert(0, _("In the file {name}.").format(name=Path(update.source).name))
    if update.held:
        lines.append(_("You went back from these once before."))
    lines.append(here)
    numbers = counts(update)
    return StatusText(
        "download", "plain", numbers[:1].upper() + numbers[1:], " ".join(lines).strip()
    )


def _arrived(arrived: AppliedUpdate, status: UpdateStatus | None) -> StatusText:
    heading = _("The other materials are in use") if arrived.back else ""
    if status is None:
        return StatusText("circle-check", "ok", heading, "")
    brought = news_counts(status.news)
    text = " ".join(
        part for part in (f"{brought}." if brought else "", from_when(status.edition)) if part
    )
    return StatusText("circle-check", "ok", heading or _("The new materials are in use"), text)


def _written(written: WrittenFile) -> StatusText:
    size = size_name(written.handed.size)
    heading = _("The materials are in the file {name}, {size}").format(
        name=written.file.name, size=size
    )
    return StatusText(
        "circle-check", "ok", heading, _("Whoever gets it brings it in on this same page.")
    )


def _failed(error: Exception) -> StatusText:
    said = message(error)
    if isinstance(error, SettingLockedError):  # nothing went wrong: somebody has decided so
        return StatusText("lock", "plain", said.happened, f"{said.works} {said.todo}")
    offline = isinstance(error, SourceError) and error.code is SourceErrorCode.OFFLINE
    known = isinstance(error, ValitaError)
    return StatusText(
        "wifi-off" if offline else "triangle-alert",
        "plain" if offline else "error",
        _("No network – the materials work all the same") if offline else said.happened,
        said.todo if offline else f"{said.works} {said.todo}",
        str(error) if known else f"{type(error).__name__}: {error}",
    )


def _numbers(of: dict[Fate, int]) -> list[str]:
    words = {
        Fate.NEW: ngettext("{n} new", "{n} new", of[Fate.NEW]),
        Fate.CHANGED: ngettext("{n} corrected", "{n} corrected", of[Fate.CHANGED]),
        Fate.WITHDRAWN: ngettext("{n} withdrawn", "{n} withdrawn", of[Fate.WITHDRAWN]),
    }
    return [word.format(n=of[fate]) for fate, word in words.items() if of[fate]]
