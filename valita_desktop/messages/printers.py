"""Why a printer does not print, in words of the person's own.

Print systems give reasons as keywords of IPP, which are translated, and as sentences in
English, which are passed on where they are not known here.

Source:
    RFC 8011, 5.3.8 and 5.4.12; PWG 5100.9, 7.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from valita_desktop.errors import PrinterError, PrinterErrorCode, PrintStoppedError
from valita_desktop.i18n import N_, _, ngettext
from valita_desktop.messages.shape import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_STOPPED = N_("somebody has stopped it")
_KEYWORDS = {
    "media-empty": N_("it is out of paper"),
    "media-needed": N_("it waits for paper"),
    "media-jam": N_("paper is stuck in it"),
    "input-tray-missing": N_("its paper tray is not in its place"),
    "output-tray-missing": N_("its output tray is not in its place"),
    "output-area-full": N_("its output tray is full"),
    "toner-empty": N_("it is out of toner"),
    "marker-supply-empty": N_("it is out of ink or toner"),
    "marker-waste-full": N_("its waste container is full"),
    "cover-open": N_("a cover is open"),
    "door-open": N_("a door of it is open"),
    "interlock-open": N_("a cover is open"),
    "fuser-over-temp": N_("it is too hot"),
    "fuser-under-temp": N_("it is warming up"),
    "opc-life-over": N_("its drum is worn out"),
    "developer-empty": N_("it is out of developer"),
    "spool-area-full": N_("its queue is full"),
    "offline": N_("it is switched off or not connected"),
    "shutdown": N_("it is switched off"),
    "timed-out": N_("it does not answer"),
    "cups-missing-filter": N_("this computer lacks a part that this printer needs"),
    "cups-insecure-filter": N_("this computer lacks a part that this printer needs"),
    "cups-held-for-authentication": N_("it asks for a name and a password"),
    "account-limit-reached": N_("your print quota is used up"),
    "account-authorization-failed": N_("you are not allowed to print there"),
    "account-closed": N_("you are not allowed to print there"),
    "document-format-error": N_("it did not understand the document"),
    "document-unprintable-error": N_("it did not understand the document"),
    "unsupported-document-format": N_("it did not understand the document"),
    "paused": _STOPPED,
    "hold-new-jobs": N_("somebody has told it to hold what comes"),
}
_NO_ANSWER = {
    "may not exist or is unavailable": N_("it does not answer"),
    "printer is not responding": N_("it does not answer"),
    "unable to locate printer": N_("it does not answer"),
    "waiting for printer to become available": N_("it is switched off or not connected"),
}
_SENTENCES = {
    **_NO_ANSWER,
    "cannot print with supplied options": N_("it cannot print on this paper, or on both sides"),
    "is not accepting jobs": N_("its queue takes nothing"),
    "rejecting jobs": N_("its queue takes nothing"),
    "filter failed": N_("this computer could not prepare the document for it"),
    "does not exist": N_("there is no such printer"),
    "paused": _STOPPED,
}
_AT_REST = ("paused", "moving-to-paused")
"""Said of every queue that stands still; whoever stopped it may have given a better reason."""

_ONLY_TOLD = ("-report", "-warning")
_TOLD_ANYWAY = ("offline", "timed-out", "shutdown")


def why_not_printing(keywords: Iterable[str], said: str) -> str:
    """A reason as people read it; ``""`` where there is none.

    Args:
        keywords: IPP's keywords, with or without how grave they are.
        said: What the printer, or who stopped it, says.
    """
    known = dict.fromkeys(filter(None, map(_in_the_way, keywords)))
    words = [_(_KEYWORDS[each]) for each in known if each not in _AT_REST]
    if not words and said:
        found = (ours for theirs, ours in _SENTENCES.items() if theirs in said.lower())
        ours = next(found, "")
        words = [_(ours) if ours else said.strip().rstrip(".")]
    if not words and any(each in _AT_REST for each in known):
        words = [_(_STOPPED)]
    return ", ".join(dict.fromkeys(words))


def needs_help(keywords: Iterable[str], said: str = "") -> bool:
    """Whether a printer says that it cannot go on by itself.

    Args:
        keywords: IPP's keywords, with or without how grave they are.
        said: What is said of a document that is being printed; CUPS has no keyword for a
            printer in the network that is switched off.
    """
    quiet = any(words in said.lower() for words in _NO_ANSWER)
    return quiet or any(_in_the_way(each) for each in keywords)


def waiting(printer: str, why: str, *, stopped: bool) -> str:
    """What to tell of a printer that takes documents and does not print them.

    Args:
        printer: Its name.
        why: The reason as people read it; may be ``""``.
        stopped: Its queue stands still; else it is the printer itself.
    """
    if stopped:
        happened = _("The printer {name} is stopped ({reason}).") if why else ""
        happened = happened or _("The printer {name} is stopped.")
    else:
        happened = _("The printer {name} does not go on: {reason}.")
    return str(
        Message(
            happened.format(name=printer, reason=why),
            _("What is sent to it waits in its queue until it goes on."),
            _("You can save the PDF and print it elsewhere."),
        )
    )


def no_paper(printer: str, paper: str) -> str:
    """What to tell of a printer that has not the paper of a sheet."""
    return _("The printer {name} has no {paper} paper.").format(name=printer, paper=paper)


def _in_the_way(keyword: str) -> str:
    """The keyword as `_KEYWORDS` has it, if it keeps a printer from printing; else ``""``."""
    plain = keyword.removesuffix("-error")
    for grade in _ONLY_TOLD:
        if plain.endswith(grade):
            plain = plain.removesuffix(grade)
            return plain if plain in _TOLD_ANYWAY else ""
    return plain if plain in _KEYWORDS else ""


def _printer(error: PrinterError) -> Message:
    happened, todo = _PRINTER_WORDS[error.code]
    why = why_not_printing(error.keywords, error.reason)
    told = _(happened).format(name=error.printer, reason=why or _("it does not say why"))
    return Message(
        told,
        _("You can save the PDF and print it from another program."),
        _(todo),
    )


_LOOK_AT_IT = N_("Check that the printer is on, then try again.")
_OTHER_PRINTER = N_("Choose another printer, or ask whoever looks after this one.")
_OTHER_PAPER = N_("Choose another paper or one side, or another printer.")

_PRINTER_WORDS = {
    PrinterErrorCode.REFUSED: (
        N_("The printer {name} did not take the sheet ({reason})."),
        _LOOK_AT_IT,
    ),
    PrinterErrorCode.MISSING: (
        N_("The printer {name} is not there any longer."),
        N_("Choose another printer."),
    ),
    PrinterErrorCode.NOT_ACCEPTING: (
        N_("The printer {name} takes nothing at the moment ({reason})."),
        _OTHER_PRINTER,
    ),
    PrinterErrorCode.NO_PAPER: (
        N_("The printer {name} has no {reason} paper."),
        _OTHER_PAPER,
    ),
    PrinterErrorCode.UNABLE: (
        N_("The printer {name} dropped the sheet; it was not printed ({reason})."),
        _OTHER_PAPER,
    ),
    PrinterErrorCode.CANCELED: (
        N_("The sheet was taken out of the queue of {name}; it was not printed, or not all of it."),
        N_("Print it again if that was not meant."),
    ),
    PrinterErrorCode.ABORTED: (
        N_("The sheet could not be printed on {name} ({reason})."),
        _LOOK_AT_IT,
    ),
}


def _stopped(error: PrintStoppedError) -> Message:
    told = ngettext(
        "Printing was stopped; {name} had been given {n} page.",
        "Printing was stopped; {name} had been given {n} pages.",
        error.pages,
    )
    return Message(
        told.format(name=error.printer, n=error.pages),
        _("You can save the PDF and print it from another program."),
        _("Look at the printer before you print again."),
    )


PRINTER_MESSAGES: dict[type, Callable[..., Message]] = {
    PrinterError: _printer,
    PrintStoppedError: _stopped,
}
