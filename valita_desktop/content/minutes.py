"""How long a step takes, in the forms that people write it.

A time alone in brackets behind the title is the time of the step and is shown as its minutes.
Any other form stays in the words as it was written, and counts where it says one time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 999
_PROPOSED = 10
_HEAD_WORDS = 6
_HEAD_END = re.compile(r"[.:–—](?:\s|$)")
_HOUR = 60
_HOURS = r"(?P<h>\d{1,2}(?:[.,]\d)?)\s*(?:h|tim\.?|tunti\w*|tunnin|timm\w*)(?!\w)"
_MINUTES = r"(?P<m>[1-9]\d{0,2})[\s-]*(?:min|minuut\w*|minut\w*)(?!\w)\.?"
_TIME = re.compile(
    rf"(?<![\d.,])(?:{_HOURS}(?:\s*(?:ja|och)?\s*{_MINUTES})?|{_MINUTES.replace('m>', 'n>')})"
)
_ALONE = rf"\(\s*{_TIME.pattern}\s*\)"
_TITLE_END = re.compile(rf"\s*{_ALONE}\s*[.:]?\s*$")
_TEXT_START = re.compile(rf"\s*{_ALONE}\s*[.:,;]?(?=\s|$)\s*")
_OPENING = re.compile(r"[\s–—:,.-]*(?:noin|n\.|ca\.?|cirka|ungefär|omkring)?\s*")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_MORE = re.compile(r"\d\s*(?:[-–—+/x×]|tai|eller|till|ja|och)\s*$")
_IN_WORDS = {
    30: re.compile(
        r"\b(?:puoli tuntia|puolen tunnin|puolisen tuntia|halv ?timm\w*)", re.IGNORECASE
    ),
    15: re.compile(r"\b(?:vartti|vartin|varttia|en kvart)\b", re.IGNORECASE),
    _PROPOSED: re.compile(r"\b(?:minuuttia|minuter)\b|\b0 ?min\b", re.IGNORECASE),
}


class Timed(NamedTuple):
    """A step with its time read.

    Attributes:
        title: The title.
        minutes: How long it takes; 0 = not said.
        text: The words after the title.
        in_words: Title or text still say the minutes.
    """

    title: str
    minutes: int
    text: str
    in_words: bool = False


def timed(title: str, text: str, after: str = "") -> Timed:
    """Find how long a step takes.

    Args:
        title: Its title, as it was written.
        text: The words that come after it, in one style.
        after: Those that come after these.
    """
    in_title, in_text = _TITLE_END.search(title), _TEXT_START.match(text)
    if in_title and not in_text and _fits(in_title):
        return Timed(title[: in_title.start()], _value(in_title), text)
    if in_text and not in_title and _fits(in_text):
        return Timed(title, _value(in_text), text[in_text.end() :])
    said = list(_said(title, text + after))
    counts = len(said) == 1 and said[0] is not None
    return Timed(title, said[0] or 0 if counts else 0, text, in_words=counts)


def unread(title: str, text: str) -> int:
    """Minutes to propose for a step that says a time which cannot be read; 0 where it says none.

    Args:
        title: Its title, without the minutes that were read.
        text: The words that come after it.
    """
    said = list(_said(title, text))
    if len(said) == 1 and said[0] is not None:
        return 0
    places = (title, *_BRACKETS.findall(text))
    if said:
        found = [each for place in places for each in _TIME.finditer(place)]
        return next((_value(each) for each in reversed(found) if _fits(each)), _PROPOSED)
    return next((n for n, word in _IN_WORDS.items() for place in places if word.search(place)), 0)


def without_time(title: str) -> str:
    """A title without a time that stands alone in brackets at its end."""
    return _TITLE_END.sub("", title)


def uncounted(text: str) -> int:
    """Minutes that an item without a title gives for itself; 0 where it gives none.

    They stand in brackets or in its first words.
    """
    head = _HEAD_END.split(text, maxsplit=1)[0]
    heads = [head] if len(head.split()) <= _HEAD_WORDS else []
    every = (each for place in (*heads, *_BRACKETS.findall(text)) for each in _TIME.finditer(place))
    return next((_value(found) for found in every), 0)


def _said(title: str, text: str) -> Iterator[int | None]:
    """Every time that may be the step's, in minutes; None where it is one of several."""
    opening = _OPENING.match(text)
    begun = _TIME.match(text, opening.end()) if opening else None
    places = [title, *_BRACKETS.findall(text)]
    for place in places:
        for found in _TIME.finditer(place):
            more = _MORE.search(place[: found.start()])
            yield _value(found) if _fits(found) and not more else None
    if begun:
        yield _value(begun) if _fits(begun) else None


def _value(found: re.Match[str]) -> int:
    hours = float((found["h"] or "0").replace(",", "."))
    return round(hours * _HOUR) + int(found["m"] or found["n"] or 0)


def _fits(found: re.Match[str]) -> bool:
    return 0 < _value(found) <= MOST
