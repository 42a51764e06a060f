"""What people read when something goes wrong.

Every message says what happened, what still works and what to do, without codes; the
command line and the window say the same. Knows no Qt, so that the command line can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.errors import (
    AnswerLostError,
    ContentError,
    FeedError,
    HandoutError,
    ItemNotFoundError,
    LayoutErrorCode,
    LayoutUnavailableError,
    LibraryError,
    OutputError,
    PaperOverflowError,
    ShippedFileError,
    StoreUnusableError,
    UsageError,
    ValitaError,
)
from valita_desktop.i18n import N_, _
from valita_desktop.messages.content import CONTENT_WORDS
from valita_desktop.messages.documents import DOCUMENT_MESSAGES
from valita_desktop.messages.feeds import FEED_MESSAGES
from valita_desktop.messages.notebook import NOTEBOOK_MESSAGES
from valita_desktop.messages.packets import PACKET_MESSAGES
from valita_desktop.messages.policy import POLICY_MESSAGES
from valita_desktop.messages.printers import PRINTER_MESSAGES
from valita_desktop.messages.shape import Message
from valita_desktop.messages.system import why

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CONTENT_WORDS", "LAYOUT_WORDS", "UNKNOWN", "Message", "message", "reason", "sentence"]


def message(error: Exception) -> Message:
    """What to tell a person about an error, in the program's language.

    The nearest class of the error's family answers, so a new subclass is never silent; what
    is no `ValitaError` is a bug and says so.
    """
    for family in type(error).__mro__:
        tell = _MESSAGES.get(family)
        if tell:
            return tell(error)
    return Message(
        _("The program met a fault of its own."),
        _("Your favourites and settings are safe."),
        _("Close the program and open it again. The log file tells us more."),
    )


def sentence(error: Exception) -> str:
    """The same in one line."""
    return str(message(error))


_BOTH = 2
LAYOUT_WORDS: dict[LayoutErrorCode, tuple[str, str]] = {
    LayoutErrorCode.NO_LIST: (
        N_("This sheet has no list that a poster could show."),
        N_("Print it as a sheet, on A3 if you like."),
    ),
    LayoutErrorCode.NO_CARDS: (N_("This material has no cards."), N_("Print it as a sheet.")),
    LayoutErrorCode.NO_EASY_TEXT: (
        N_("This material has no text in easy language."),
        N_("Print the ordinary text as a sheet."),
    ),
    LayoutErrorCode.NO_OTHER_LANGUAGE: (
        N_("This material is in one language only."),
        N_("Print it in the language it has."),
    ),
    LayoutErrorCode.NO_SUCH_PART: (
        N_("This material does not have that part."),
        N_("Print the whole material."),
    ),
    LayoutErrorCode.NOTHING_TO_FILL: (
        N_("There is nothing to fill in on this sheet."),
        N_("Print it as a sheet."),
    ),
    LayoutErrorCode.PAPER: (N_("This layout does not fit that paper."), N_("Choose A4.")),
    LayoutErrorCode.TOO_MANY: (
        N_("That is too much for one PDF."),
        N_("Print fewer materials or fewer copies at a time."),
    ),
}

UNKNOWN: dict[str, str] = {
    "ending": N_("The name of the file “{given}” does not say what kind of file it is."),
    "theme": N_("There is no theme “{given}”."),
    "kind": N_("There is no kind “{given}”."),
    "season": N_("There is no season “{given}”."),
    "lang": N_("There is no language “{given}” here."),
    "layout": N_("There is no layout “{given}”."),
    "source": N_("There is no source folder “{given}”."),
    "packet": N_("There is no lesson packet “{given}”."),
    "packets": N_("Several lesson packets are called “{given}”."),
    "packet-name": N_("A lesson packet needs a name of 1 to 200 letters in one line."),
    "line": N_("There is no line {given} in the packet."),
    "release": N_("There is no release {given} of the materials."),
}


def reason(why: LayoutErrorCode) -> str:
    """Why a layout cannot be had, short enough to stand beside its name."""
    return _(LAYOUT_WORDS[why][0])


def _content(error: ContentError) -> Message:
    happened, todo = CONTENT_WORDS[error.code]
    told = _(happened).format(detail=_as_written(error.detail))
    if error.path and error.line:
        told = _("{file}, line {line}: {problem}").format(
            file=error.path, line=error.line, problem=told
        )
    elif error.path:
        told = _("{file}: {problem}").format(file=error.path, problem=told)
    else:
        told = told[:1].upper() + told[1:]
    return Message(told, _("Nothing was changed."), _(todo))


def _as_written(detail: str) -> str:
    """A detail whose parts say what was written and, behind an arrow, the way to write it."""
    parts = [part.split(" → ") for part in detail.split(" · ")]
    if not all(len(part) == _BOTH for part in parts):
        return detail
    pattern = _("“{written}” → “{mended}”")
    return " · ".join(pattern.format(written=one, mended=other) for one, other in parts)


def _not_found(error: ItemNotFoundError) -> Message:
    return Message(
        _("There is no item “{id}” in the library.").format(id=error.item_id),
        _("All other items work."),
        _("Search by a word instead, or look at the list of all items."),
    )


def _store(error: StoreUnusableError) -> Message:
    return Message(
        _("The library cannot be opened: {path} ({reason}).").format(
            path=error.path, reason=why(error.reason)
        ),
        _("Your files are untouched."),
        _("Check that the folder can be written to and that the disk has room, then try again."),
    )


def _library(_error: LibraryError) -> Message:
    return Message(
        _("The library could not do that."),
        _("The materials can still be read and printed."),
        _("Close the program and open it again."),
    )


def _feed(error: FeedError) -> Message:
    return Message(
        _("A package of materials is damaged: {name}.").format(name=error.name),
        _("The materials that were here before still work."),
        _("Get the package again from where it came."),
    )


def _layout(error: LayoutUnavailableError) -> Message:
    happened, todo = LAYOUT_WORDS[error.code]
    told = f"{error.item_id}: {_(happened)}" if error.item_id else _(happened)
    return Message(told, _("Nothing was printed."), _(todo))


def _overflow(error: PaperOverflowError) -> Message:
    return Message(
        _("A part of “{id}” is larger than the page.").format(id=error.item_id),
        _("All other materials can be printed."),
        _("Choose larger paper or another layout."),
    )


def _handout(_error: HandoutError) -> Message:
    return Message(
        _("The handout could not be made."),
        _("The material can still be read on the screen."),
        _("Try another layout."),
    )


def _shipped(error: ShippedFileError) -> Message:
    told = _("A file that came with the program is damaged or gone: {path}.")
    return Message(
        told.format(path=error.path),
        _("What does not need it goes on working, and your own data are untouched."),
        _("Install the program again, over this one."),
    )


def _output(error: OutputError) -> Message:
    return Message(
        _("The file {path} could not be written ({reason}).").format(
            path=error.path, reason=why(error.reason)
        ),
        _("What stood there before is untouched."),
        _("Choose another folder, or check that the disk has room."),
    )


def _answer(error: AnswerLostError) -> Message:
    return Message(
        _("The answer could not be written ({reason}).").format(reason=why(error.reason)),
        _("What the command does is done."),
        _("Let it be written elsewhere, or check that the disk has room."),
    )


def _usage(error: UsageError) -> Message:
    happened = UNKNOWN.get(error.what, N_("“{given}” is not known here."))
    todo = _("Choose one of these: {known}.").format(known=", ".join(error.known))
    return Message(
        _(happened).format(given=error.given),
        _("Nothing was changed."),
        todo if error.known else _("Check the spelling."),
    )


def _other(_error: ValitaError) -> Message:
    return Message(
        _("That did not work."),
        _("Nothing was lost."),
        _("Try again, or close the program and open it again."),
    )


_MESSAGES: dict[type, Callable[..., Message]] = {
    ContentError: _content,
    ItemNotFoundError: _not_found,
    StoreUnusableError: _store,
    LibraryError: _library,
    FeedError: _feed,
    LayoutUnavailableError: _layout,
    PaperOverflowError: _overflow,
    HandoutError: _handout,
    OutputError: _output,
    AnswerLostError: _answer,
    ShippedFileError: _shipped,
    UsageError: _usage,
    ValitaError: _other,
    **DOCUMENT_MESSAGES,
    **FEED_MESSAGES,
    **NOTEBOOK_MESSAGES,
    **PACKET_MESSAGES,
    **POLICY_MESSAGES,
    **PRINTER_MESSAGES,
}
