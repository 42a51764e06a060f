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
from functools import cache
from urllib.parse import quote

from valita_desktop.content.layouts import Paper
from valita_desktop.ui.printing.job import JobStage, JobState, PrinterState, Sides

_GET_JOB_ATTRIBUTES, _GET_PRINTER_ATTRIBUTES = 0x0009, 0x000B
_OPERATION, _INTEGER, _ENUM, _BOOLEAN = 0x01, 0x21, 0x23, 0x22
_NAME, _KEYWORD, _URI = 0x42, 0x44, 0x45
_NUMBERS = (_INTEGER, _ENUM, _BOOLEAN)
_STOPPED = 5
_LAST_GOOD_STATUS, _NOT_FOUND = 0x00FF, 0x0406

Values = tuple[str | int, ...]
"""The values of an attribute."""

_AskPassword = ctypes.CFUNCTYPE(
    ctypes.c_char_p,
    *[ctypes.c_char_p, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p],
    ctypes.c_void_p,
)
_nobody = _AskPassword(lambda *_asked: None)
"""Answers for a person who is not there to be asked."""

_MEDIA = {
    "iso_a4_210x297mm": Paper.A4,
    "iso_a5_148x210mm": Paper.A5,
    "iso_a3_297x420mm": Paper.A3,
}
"""Source: PWG 5101.1, media size self-describing names."""


def queue(name: str) -> PrinterState | None:
    """What is known of a queue; ``None`` where CUPS does not answer."""
    path = f"/printers/{quote(name, safe='')}"
    answer = _ask(_GET_PRINTER_ATTRIBUTES, "printer-uri", path)
    if answer is None:
        return None
    if not answer.get("printer-state"):
        return PrinterState(name, is_missing=True)
    media = answer.get("media-supported")
    sides = answer.get("sides-supported", ())
    modes = answer.get("print-color-mode-supported", ())
    return PrinterState(
        name,
        None if media is None else tuple(each for word, each in _MEDIA.items() if word in media),
        tuple(each for each in Sides if each.value in sides),
        has_colour="color" in modes,
        is_stopped=answer["printer-state"] == (_STOPPED,),
        is_refusing=answer.get("printer-is-accepting-jobs") == (0,),
        message=_words(answer.get("printer-state-message", ())),
        keywords=_keywords(answer.get("printer-state-reasons", ())),
    )


def job(number: int) -> JobState | None:
    """How a job is; ``None`` where CUPS does not know it or does not answer."""
    answer = _ask(_GET_JOB_ATTRIBUTES, "job-uri", f"/jobs/{number}") or {}
    stages = answer.get("job-state", ())
    if not stages:
        return None
    return JobState(
        JobStage(int(stages[0])),
        _keywords(answer.get("job-state-reasons", ())),
        _words(answer.get("job-printer-state-message", ())),
    )


def _keywords(values: Values) -> tuple[str, ...]:
    return tuple(str(word) for word in values if word != "none")


def _words(values: Values) -> str:
    return " ".join(map(str, values))


_WANTED = (
    *("media-supported", "sides-supported", "printer-state", "printer-state-message"),
    *("printer-state-reasons", "printer-is-accepting-jobs"),
    *("print-color-mode-supported", "job-state", "job-state-reasons"),
    "job-printer-state-message",
)


def _ask(operation: int, uri_name: str, path: str) -> dict[str, Values] | None:
    """Ask CUPS, and read what it answers.

    Returns:
        What is wanted of the answer, none of it where CUPS knows no such thing; ``None``
        where it does not answer, or there is none.
    """
    cups = _library()
    if cups is None:
        return None
    # libcups reads the variable once a thread; a person may have set another since.
    cups.cupsSetServer(os.environ.get("CUPS_SERVER", "").encode() or None)
    cups.cupsSetPasswordCB2(_nobody, None)  # or it would ask on the terminal, and wait
    request = cups.ippNewRequest(operation)
    uri = f"ipp://localhost{path}".encode()
    cups.ippAddString(request, _OPERATION, _URI, uri_name.encode(), None, uri)
    user = cups.cupsUser()
    cups.ippAddString(request, _OPERATION, _NAME, b"requesting-user-name", None, user)
    answer = cups.cupsDoRequest(None, request, b"/")  # deletes the request
    status = cups.ippGetStatusCode(answer) if answer else cups.cupsLastError()
    try:
        if status > _LAST_GOOD_STATUS:
            return {} if status == _NOT_FOUND else None
        return {name: values for name in _WANTED if (values := _values(cups, answer, name))}
    finally:
        cups.ippDelete(answer)


def _values(cups: ctypes.CDLL, answer: int, name: str) -> Values:
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
    """libcups; ``None`` where it is not there."""
    try:
        cups = ctypes.CDLL(ctypes.util.find_library("cups") or "libcups.so.2")
        return _typed(cups)
    except (OSError, AttributeError):  # none, or one of another kind
        return None


def _typed(cups: ctypes.CDLL) -> ctypes.CDLL:
    number, words, thing = ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p
    for function, result, *arguments in (
        ("cupsSetServer", None, words),
        ("cupsSetPasswordCB2", None, _AskPassword, thing),
        ("cupsUser", words),
        ("cupsLastError", number),
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
