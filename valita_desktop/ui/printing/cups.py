"""What CUPS knows of a queue and of a job in it, asked of libcups.

CUPS takes a job with exit code 0 and may cancel it afterwards, because the printer lacks the
paper, prints on one side only, or stands still; the only way to know is to ask. The library
is the computer's own (Linux, macOS); where there is none, nothing is known and `None` says
so. Every function is slow and for a job.

Source: RFC 8011, 4.2.5, 4.3.4, 5.2-5.4; CUPS Programming Manual, IPP functions.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from urllib.parse import quote

from valita_desktop.content.handout import Paper
from valita_desktop.ui.printing.job import Sides

_GET_JOB_ATTRIBUTES, _GET_PRINTER_ATTRIBUTES = 0x0009, 0x000B
_OPERATION, _INTEGER, _ENUM, _BOOLEAN = 0x01, 0x21, 0x23, 0x22
_NAME, _KEYWORD, _URI = 0x42, 0x44, 0x45
_NUMBERS = (_INTEGER, _ENUM, _BOOLEAN)
_STOPPED = 5
_LAST_GOOD_STATUS = 0x00FF

_MEDIA = {
    "iso_a3_297x420mm": Paper.A3,
    "iso_a4_210x297mm": Paper.A4,
    "iso_a5_148x210mm": Paper.A5,
}
"""Source: PWG 5101.1, media size self-describing names."""


class JobState(IntEnum):
    """How far a job is.  Source: RFC 8011, 5.3.7."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self >= JobState.CANCELED


@dataclass(frozen=True)
class Queue:
    """A queue as it is now.

    Attributes:
        name: As the computer calls it.
        papers: What the printer takes; empty where it does not say.
        sides: What it can print on; empty where it does not say.
        is_stopped: It takes jobs and prints none.
        is_refusing: It takes no job.
        message: What it, or who stopped it, says of it; may be ``""``.
        reasons: Why, in IPP's words, such as ``media-empty``; without ``none``.
    """

    name: str
    papers: tuple[Paper, ...] = ()
    sides: tuple[Sides, ...] = ()
    is_stopped: bool = False
    is_refusing: bool = False
    message: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Job:
    """A job as it is now.

    Attributes:
        state: How far.
        reasons: Why, in IPP's words, such as ``document-unprintable-error``.
        message: What the printer says of it; may be ``""``.
    """

    state: JobState
    reasons: tuple[str, ...] = ()
    message: str = ""


def queue(name: str) -> Queue | None:
    """What is known of a queue; ``None`` where nothing is."""
    answer = _ask(_GET_PRINTER_ATTRIBUTES, "printer-uri", f"/printers/{quote(name, safe='')}")
    if not answer.get("printer-state"):
        return None
    papers = {_MEDIA[word] for word in answer.get("media-supported", ()) if word in _MEDIA}
    sides = answer.get("sides-supported", ())
    return Queue(
        name,
        tuple(paper for paper in Paper if paper in papers),
        tuple(each for each in Sides if each.value in sides),
        is_stopped=answer["printer-state"] == (_STOPPED,),
        is_refusing=answer.get("printer-is-accepting-jobs") == (0,),
        message=" ".join(map(str, answer.get("printer-state-message", ()))),
        reasons=_reasons(answer.get("printer-state-reasons", ())),
    )


def job(number: int) -> Job | None:
    """How a job is; ``None`` where CUPS does not know it."""
    answer = _ask(_GET_JOB_ATTRIBUTES, "job-uri", f"/jobs/{number}")
    states = answer.get("job-state", ())
    if not states:
        return None
    return Job(
        JobState(int(states[0])),
        _reasons(answer.get("job-state-reasons", ())),
        " ".join(map(str, answer.get("job-printer-state-message", ()))),
    )


def _reasons(words: tuple[str | int, ...]) -> tuple[str, ...]:
    return tuple(str(word) for word in words if word != "none")


_WANTED = (
    *("media-supported", "sides-supported", "printer-state", "printer-state-message"),
    *("printer-state-reasons", "printer-is-accepting-jobs"),
    *("job-state", "job-state-reasons", "job-printer-state-message"),
)


def _ask(operation: int, uri_name: str, path: str) -> dict[str, tuple[str | int, ...]]:
    """Ask CUPS, and read what it answers; empty where it does not answer or there is none."""
    cups = _library()
    if cups is None:
        return {}
    # libcups reads the variable once a thread; a person may have set another since.
    cups.cupsSetServer(os.environ.get("CUPS_SERVER", "").encode() or None)
    request = cups.ippNewRequest(operation)
    uri = f"ipp://localhost{path}".encode()
    cups.ippAddString(request, _OPERATION, _URI, uri_name.encode(), None, uri)
    user = cups.cupsUser()
    cups.ippAddString(request, _OPERATION, _NAME, b"requesting-user-name", None, user)
    answer = cups.cupsDoRequest(None, request, b"/")  # deletes the request
    if not answer:
        return {}
    try:
        if cups.ippGetStatusCode(answer) > _LAST_GOOD_STATUS:
            return {}
        return {name: values for name in _WANTED if (values := _values(cups, answer, name))}
    finally:
        cups.ippDelete(answer)


def _values(cups: ctypes.CDLL, answer: int, name: str) -> tuple[str | int, ...]:
    found = cups.ippFindAttribute(answer, name.encode(), 0)
    if not found:
        return ()
    places = range(cups.ippGetCount(found))
    tag = cups.ippGetValueTag(found)
    if tag == _BOOLEAN:
        return tuple(int(cups.ippGetBoolean(found, at)) for at in places)
    if tag in _NUMBERS:
        return tuple(int(cups.ippGetInteger(found, at)) for at in places)
    words = (cups.ippGetString(found, at, None) for at in places)
    return tuple(word.decode(errors="replace") for word in words if word)


@cache
def _library() -> ctypes.CDLL | None:
    """libcups with the types of what is called; ``None`` where it is not there."""
    name = ctypes.util.find_library("cups") or "libcups.so.2"
    try:
        cups = ctypes.CDLL(name)
    except OSError:
        return None
    number, words, thing = ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p
    for function, result, *arguments in (
        ("cupsSetServer", None, words),
        ("cupsUser", words),
        ("ippNewRequest", thing, number),
        ("ippAddString", thing, thing, number, number, words, words, words),
        ("cupsDoRequest", thing, thing, thing, words),
        ("ippGetStatusCode", number, thing),
        ("ippFindAttribute", thing, thing, words, number),
        ("ippGetCount", number, thing),
        ("ippGetValueTag", number, thing),
        ("ippGetBoolean", number, thing, number),
        ("ippGetInteger", number, thing, number),
        ("ippGetString", words, thing, number, thing),
        ("ippDelete", None, thing),
    ):
        declared = getattr(cups, function)
        declared.restype, declared.argtypes = result, arguments
    return cups
